"""The slots of a gift: who gave it and who received it, as its words say, or those of the gift that it goes on with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from onrecord.claims.figures import figures
from onrecord.claims.gift_names import Party, last_group, name_at, names_at, nearest, refers, subject
from onrecord.claims.gift_receivers import receiver_at
from onrecord.claims.gift_words import Frame, frame, masked
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.names import same_name
from onrecord.registry.donors import known_donors

BACK = 2  # sentences that "he" or an amount without a receiver reaches back


def gift(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of a gift with its giver and receiver by the words around the amount."""
    said = dict(one.claim)
    giver, receiver = parties(story, s, one.start - s.start, one.end - s.start)
    linked = giver.mention.group.id == one.about if giver and giver.mention and giver.mention.group else False
    if giver is None and said["subject"] is None and not one.about:
        giver = nearest(story, s, masked(s.text, one.start - s.start, one.end - s.start), one.start - s.start)
        receiver = receiver or _earlier_receiver(story, s, one.start - s.start)
    if giver and giver.name:
        giver = replace(giver, name=re.sub(r"[\u2019']s (?=(?:super )?PAC$)", " ", giver.name))
    if giver and giver.name and (linked or not (one.about and said["subject"])):
        said["subject"] = giver.name
    if receiver and receiver.name and not _same(receiver, said):
        said |= {"target": receiver.name, "office": None, "state": None, "district": None}
    if said["subject"] is not None and said["subject"] == said["target"]:
        said["subject" if giver is None else "target"] = None
    return said


def _same(receiver: Party, said: dict[str, Any]) -> bool:
    """Whether the receiver is the candidate whom the question was asked of."""
    person = receiver.mention.person if receiver.mention else None
    return bool(said["office"] and person and same_name(person, str(said["target"])))


def parties(story: Story, s: Sentence, start: int, end: int, back: int = BACK) -> tuple[Party | None, Party | None]:
    """The giver and the receiver of the amount at start..end of a sentence; None for one that the story leaves open."""
    found = frame(s.text, start, end)
    text = masked(s.text, start, end)
    if found is None:
        return None, _described(story, s, text, start, end)
    giver, receiver = _giver(story, s, text, found), _receiver(story, s, text, found)
    earlier = [f for f in figures(s.text) if f.kind == "money" and f.end <= start]
    floored = bool(earlier) and frame(s.text, earlier[-1].start, earlier[-1].end) is not None
    if found.carried and earlier and (giver is None or receiver is None):
        was = parties(story, s, earlier[-1].start, earlier[-1].end, back)
        giver, receiver = giver or was[0], receiver or was[1]
    if giver is not None and giver.refers and not giver.name:
        giver = _last_giver(story, s, back)
    spoken = found.giver_before is not None and refers(text[found.floor : found.giver_before])
    if giver is None and found.giver_after is None and not spoken and not (found.carried and floored):
        giver = nearest(story, s, text, start)
    if receiver is None and not found.carried:
        receiver = _described(story, s, text, start, end)
    if receiver is None and giver is not None and found.receiver_after is None:
        receiver = _last_receiver(story, s, start, back)
    if giver and receiver and giver.name == receiver.name:
        receiver = None
    return _in_full(story, giver, receiver), receiver


def _in_full(story: Story, giver: Party | None, receiver: Party | None) -> Party | None:
    """A giver of a last name alone in full, where a reviewed list has it and the story gives nobody that last name with
    a first name; not where a candidate receives, who may have a relative of that name."""
    if giver is None or giver.mention or giver.name not in known_donors():
        return giver
    other = re.search(rf"\b[A-Z][a-z]+ {re.escape(giver.name)}\b", story.text)
    person = receiver is not None and receiver.mention is not None and receiver.mention.person
    return giver if other or person else replace(giver, name=known_donors()[giver.name], refers=True)


def _giver(story: Story, s: Sentence, text: str, found: Frame) -> Party | None:
    if found.giver_after is not None:
        if _PERSON.match(text, found.giver_after):
            return _person(story, s, text, found.giver_after)
        return names_at(story, s, text, found.giver_after) or last_group(story, s, found.giver_after)
    if found.giver_before is not None:
        return subject(story, s, text, found.floor, found.giver_before)
    return None


_PERSON = re.compile(
    r"(?:him|her|them|the (?:billionaire|couple|mogul|megadonor|investor|financier|hedge fund manager))\b"
)


def _person(story: Story, s: Sentence, text: str, place: int) -> Party | None:
    """Whom "from him" means: the person named last before it in the sentence, else the giver of the sentences before."""
    inside = [a for a in story.actors_in(s.start, s.start + place) if not a.committee]
    if inside and len({a.name for a in inside}) == 1:
        return Party(inside[0].name, None, 1, True)
    return None if inside else _last_giver(story, s, BACK)


def _receiver(story: Story, s: Sentence, text: str, found: Frame) -> Party | None:
    if found.receiver_after is not None:
        return receiver_at(story, s, text, found.receiver_after)
    if found.receiver_before is not None:
        if found.floor >= found.receiver_before:  # "X is funded by A ($4 million) and B ($1 million)"
            return last_group(story, s, found.receiver_before) or subject(story, s, text, 0, found.receiver_before)
        party = subject(story, s, text, found.floor, found.receiver_before)
        return party if party and party.name else None
    return None


_THE_COMMITTEE = re.compile(
    r"\b(?:to|into) (?:the|its|their|that) (?:super |hybrid |leadership )?(?:PAC|group|fund|committee|organi[sz]ation)\b"
)


def _described(story: Story, s: Sentence, text: str, start: int, end: int) -> Party | None:
    """ "the fund" and the like anywhere in the sentence: the committee last spoken of before the amount."""
    return last_group(story, s, start) if _THE_COMMITTEE.search(text) else None


def _last_giver(story: Story, s: Sentence, back: int) -> Party | None:
    """Whom "he" gives for: the giver of the last gift of the sentences before, else the one name of the one before."""
    index = story.sentences.index(s)
    for earlier in reversed(story.sentences[max(0, index - back) : index]):
        for f in reversed([f for f in figures(earlier.text) if f.kind == "money"]):
            if frame(earlier.text, f.start, f.end):
                giver, _ = parties(story, earlier, f.start, f.end, back - 1)
                if giver and giver.name:
                    return giver
    before = story.sentences[index - 1] if index else None
    opening = name_at(story, before, before.text, 0) if before and before.text[:1].isupper() else None
    return opening.party if opening and " " in opening.party.name else None


def _earlier_receiver(story: Story, s: Sentence, start: int) -> Party | None:
    """The receiver of the last gift before a place of a sentence, that sentence and the two before it read."""
    index = story.sentences.index(s)
    for t in [s, *reversed(story.sentences[max(0, index - BACK) : index])]:
        for f in reversed([f for f in figures(t.text) if f.kind == "money" and (t is not s or f.end <= start)]):
            if frame(t.text, f.start, f.end) and (found := parties(story, t, f.start, f.end, 0)[1]):
                return found
    return None


def _last_receiver(story: Story, s: Sentence, start: int, back: int) -> Party | None:
    """The receiver of a gift that names none: the committee last spoken of before it."""
    return last_group(story, s, start)


_CAPITAL = r"[A-Z\u00c0-\u00de][\w\u2019'\u00c0-\u00ff-]*[\w\u00c0-\u00ff]"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:[A-Z]\.|{_CAPITAL})){{0,3}}")


def only_name(story: Story, s: Sentence, one: Typed) -> str | None:
    """The one name before an amount of a candidate's money, where no file knows it: as the story writes it in full.

    None where there are several, or where the claim's words were linked to somebody.
    """
    start = one.start - s.start
    found: dict[str, None] = {}
    for hit in _NAME.finditer(s.text, 0, max(start, 0)):
        a, b = s.start + hit.start(), s.start + hit.end()
        owner = re.match(r"[\u2019']s? ", s.text[hit.end() :]) or hit[0].endswith(("\u2019s", "'s"))
        inside = any(m.group and m.start < b and a < m.end for m in story.mentions)
        if owner or inside or any(p.start < b and a < p.end for p in story.places):
            continue
        party = name_at(story, s, s.text, hit.start())
        name = party.party.name if party else ""
        if name and (" " in name or hit.start()):
            found.setdefault(name)
    return next(iter(found)) if len(found) == 1 else None
