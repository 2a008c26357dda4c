"""The slots of a candidate's own money: whose it is, and the office, state and district that the candidate seeks."""

from __future__ import annotations

import re
from typing import Any

from onrecord.claims.flow_slots import full_name, stood_with
from onrecord.claims.gift_slots import only_name
from onrecord.claims.periods import years
from onrecord.claims.places import ORDINALS
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of
from onrecord.model.names import display, same_name, words

BACK = 3  # sentences that "he" or "this included" reaches back
_SEAT = re.compile(
    rf"\b(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(sorted(ORDINALS, key=len, reverse=True))}))"
    r"(?: (?:Congressional|House))? [Dd]istrict\b"
)


def own(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of own money with its candidate and contest where its question left them open.

    A last name alone is taken in full where the record has one candidate of it in the district or office, and the state,
    that the story names, in the cycle of the claim.
    """
    said = dict(one.claim)
    name = said["subject"] or _owner(story, s, one) or only_name(story, s, one)
    name = name or _after(story, s, one) or _before(story, s, one)
    if not name:
        return said
    said["subject"] = name
    year = _cycle(story, s, one)
    if said["office"] and not _other_seat(s, one, said):
        return said
    known = _contests(story, name)
    seat = _seat(s.text) or (_seat_of_story(story) if not said["office"] else None)
    found = {c: n for (c, y), n in known.items() if seat in (None, c.district) and (c.office == "H" or seat is None)}
    here = {c: n for (c, y), n in known.items() if c in found and y == year} or found
    if seat is None and re.search(r"\bSenate\b", s.text):
        here = {c: n for c, n in here.items() if c.office == "S"}
    if len(here) > 1 and (of := stood_with(story, name)) in here:
        here = {c: n for c, n in here.items() if c == of}
    if len(here) == 1:
        contest, names = next(iter(here.items()))
        said["subject"] = said["subject"] if " " in said["subject"] else _shown(names)
        return said | {"office": contest.office, "state": contest.state, "district": contest.district}
    states = {c.state for c, _ in known}
    if seat and not here and len(states) == 1:
        full = {_shown(n) for n in known.values()}
        said["subject"] = full.pop() if len(full) == 1 and " " not in said["subject"] else said["subject"]
        return said | {"office": "H", "state": states.pop(), "district": seat}
    return said


_OWNER = re.compile(
    r"(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})[\u2019']s? (?:own |total |latest )*(?:personal|loans?|self-funding"
    r"|investment)\b"
)


def _owner(story: Story, s: Sentence, one: Typed) -> str | None:
    """Whose money "Lee's personal loans" is, in full where the story names that one so."""
    hits = list(_OWNER.finditer(s.text, 0, max(0, one.start - s.start)))
    return full_name(story, hits[-1]["who"]) if hits else None


def _cycle(story: Story, s: Sentence, one: Typed) -> int:
    """The cycle of the claim: of the year that the sentence names last before or after the amount, else of the story."""
    bid = [
        y
        for at, y in years(s.text)
        if re.match(r"\d{4} (?:[\w-]+ ){0,2}?(?:bid|campaign|run|race|primary|election)", s.text[at:])
    ]
    return cycle_of(bid[0]) if bid else story.cycle


def _seat(text: str) -> str | None:
    """The number of the one district that a sentence names."""
    found = {f"{int(m['number']) if m['number'] else ORDINALS[m['word']]:02d}" for m in _SEAT.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _seat_of_story(story: Story) -> str | None:
    """The number of the district that the story names first, where it names any."""
    listed = [seat for s in story.sentences if (seat := _seat(s.text))]
    return listed[0] if listed else None


def _other_seat(s: Sentence, one: Typed, said: dict[str, Any]) -> bool:
    seat = _seat(s.text)
    return bool(seat and said["district"] and seat != said["district"])


def _contests(story: Story, name: str) -> dict[tuple[Contest, int], list[str]]:
    """The contests and cycles in which the record has a candidate of a name, those of other given names left out."""
    last = words(name)[-1:]
    stood = story.named_people.get(last[0], {}) if last else {}
    found = {}
    for key, names in stood.items():
        mine = [n for n in names if " " not in name or same_name(n, name)]
        if mine and len({tuple(words(display(n))[:1]) for n in mine}) == 1:
            found[key] = mine
    states = {p.state for p in story.places}
    near = {k: v for k, v in found.items() if k[0].state in states}
    return near or found


def _shown(names: list[str]) -> str:
    """The shortest of the names that files give a candidate, in the order of speech."""
    listed = sorted((display(n) for n in names), key=len)
    plain = [w for w in listed[0].split() if w]
    return " ".join([plain[0], plain[-1]]) if len(plain) == 3 and len(plain[1].strip(".")) == 1 else listed[0]


def _after(story: Story, s: Sentence, one: Typed) -> str | None:
    """The only one whom the sentence names behind the amount: "$5 million of Lee's haul came from his own pocket"."""
    names = list(dict.fromkeys(m.person for m in story.people_in(s) if m.person and m.start >= one.end))
    return names[0] if len(names) == 1 else None


def _before(story: Story, s: Sentence, one: Typed) -> str | None:
    """The one whom the sentences before speak of as a candidate, nearest first; else the only one of the story."""
    index = story.sentences.index(s)
    for earlier in reversed(story.sentences[max(0, index - BACK) : index]):
        names = list(dict.fromkeys(m.person for m in story.people_in(earlier) if m.person))
        names = names or _lone(story, earlier)
        if names:
            return names[0] if len(names) == 1 else None
    named = list(dict.fromkeys(n for t in story.sentences for n in _lone(story, t)))
    return named[0] if len(named) == 1 else None


def _lone(story: Story, s: Sentence) -> list[str]:
    """The last names of a sentence that open it or a clause and that the record has for candidates."""
    found = []
    for hit in re.finditer(
        r"(?:^|, |\u2014)(?P<who>[A-Z][\w'\u2019-]+)(?=,|\u2014| (?:has|had|is|was|put|gave|said|made|loaned|lent)\b)",
        s.text,
    ):
        if words(hit["who"]) and words(hit["who"])[-1] in story.named_people:
            found.append(hit["who"])
    return list(dict.fromkeys(found))
