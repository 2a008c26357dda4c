"""The slots of a gift that is not asked of the record: who gave it and who received it, as the words say."""

from __future__ import annotations

import re
from typing import Any

from onrecord.claims.clauses import aside_spans
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.words import GAVE

_TOKEN = r"[A-Z\u00c0-\u00de][\w\u2019'\u00c0-\u00ff-]*[\w\u00c0-\u00ff]"
_NAME = re.compile(rf"{_TOKEN}(?: (?:[A-Z]\.|[\u201c\"]{_TOKEN}[\u201d\"]|{_TOKEN})){{0,3}}")
_GAVE = re.compile(rf"\b{GAVE}\b", re.IGNORECASE)
_THE_COMMITTEE = re.compile(
    r"\b(?:to|into) (?:the|its|their|that) (?:super |hybrid |leadership )?(?:PAC|group|fund|committee|organi[sz]ation)\b"
)
_PLURAL = re.compile(
    r"[^,.;$]{0,30}?\b(?:to|into) "
    r"(?P<who>(?:[\w-]+ ){0,2}(?:super PACs|PACs|committees|groups|funds|candidates|campaigns))\b"
)
_UNNAMED = re.compile(
    r"(?<!, )(?<!is )(?<!was )(?<!as )(?<!like )(?<!\()\b(?:a|an|another) "
    r"(?:[\w-]+ ){0,3}?(?:super PAC|PAC|group|fund|committee|organi[sz]ation)\b"
)
_HAD_GIVEN = re.compile(
    rf"\s*(?:that |which )?(?P<who>{_TOKEN}(?: {_TOKEN}){{0,3}}) (?:has |had |have |\w+ly )*"
    rf"(?:already |reported |said )*{GAVE}\b"
)
_TO = re.compile(r"\b(?:to|into) (?:the |a )?$")
_NOBODY = frozenset(
    re.split(
        r"\s+",
        "the a an in on at by for from with this that these and but yet so if as of it its his her he she they their"
        " overall all told also during fec federal election commission house senate republican republicans democrat"
        " democrats democratic january february march april may june july august september october november december"
        " another while when though after before since meanwhile separately together additionally last billionaire pac",
    )
)


def gift(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of a gift: giver and receiver by the words around the amount, where no question was found for both."""
    said = dict(one.claim)
    if said["subject"] and said["target"]:
        return said
    start, end = one.start - s.start, one.end - s.start
    receiver = _receiver(story, s, start, end)
    if receiver and receiver == said["subject"]:
        said["subject"] = None
    said["target"] = said["target"] or receiver
    giver = _giver(story, s, start, end)
    if giver and giver != said["target"]:
        said["subject"] = giver
    return said


def _receiver(story: Story, s: Sentence, start: int, end: int) -> str | None:
    """The committee or person after "to", else "the fund" and the like: the committee last spoken of before it."""
    if hit := _PLURAL.match(s.text[end:]):  # no committee of them alone
        return hit["who"]
    inside = sorted(
        (m for m in story.mentions if s.start <= m.start < s.end), key=lambda m: abs(m.start - s.start - end)
    )
    for m in inside:
        if _TO.search(s.text[: m.start - s.start]) and not s.text[m.end - s.start :].startswith(("\u2019s", "'s")):
            return m.group.name if m.group else m.person
    verb = [m for m in _GAVE.finditer(s.text[:start])]
    hit = re.match(r"[^,.;$]{0,40}?\b(?:to|into) (?:the )?", s.text[end:])
    named = _NAME.match(s.text, end + hit.end()) if hit else None
    if named and named[0].casefold() not in _NOBODY:
        return named[0]
    described = _THE_COMMITTEE.search(s.text) or not verb or not re.search(r"\bto\b", s.text[end : end + 40])
    earlier = [m for m in story.mentions if m.group and m.start < s.start + start]
    if not described or not earlier:
        return None
    unnamed = _UNNAMED.search(story.text, max(earlier[-1].end, s.start), s.start + start)
    titled = unnamed and re.match(
        r"(?: \w+)?,? (?:called |named |known as )?[A-Z]", story.text[unnamed.end() : unnamed.end() + 30]
    )
    if unnamed and not titled:
        return None  # "the PAC" is one that the story has not named
    return earlier[-1].group.name if earlier[-1].group else None


def _giver(story: Story, s: Sentence, start: int, end: int) -> str | None:
    """Whoever is named last before the verb of giving nearest to the amount, or right after "from" behind it."""
    after = re.match(r"[^,.;$]{0,30}?\bfrom (?:[a-z][\w-]* ){0,3}", s.text[end:])
    named = _NAME.match(s.text, end + after.end()) if after else None
    if named:
        return _full(story, named[0])
    if had := _HAD_GIVEN.match(s.text[end:]):
        return _full(story, had["who"])
    verbs = [m.start() for m in _GAVE.finditer(s.text[:start])]
    place = verbs[-1] if verbs else start
    blank = s.text[:place]
    for a, b in aside_spans(s.text):
        if b <= place:
            blank = blank[:a] + " " * (b - a) + blank[b:]
    found: str | None = None
    for hit in _NAME.finditer(blank):
        group = next(
            (m.group for m in story.mentions if m.group and m.start - s.start <= hit.start() < m.end - s.start), None
        )
        owner = re.match(r"[\u2019']s? ", s.text[hit.end() :]) or hit[0].endswith(("\u2019s", "'s"))
        if (
            owner
            or _TO.search(blank[: hit.start()])
            or any(p.start <= s.start + hit.start() < p.end for p in story.places)
        ):
            continue
        name = (
            group.name
            if group
            else " ".join(w for n, w in enumerate(hit[0].split()) if n or w.casefold() not in _NOBODY)
        )
        if name and name.casefold() not in _NOBODY:
            found = name if group else _full(story, name)
    if found is None and re.search(r"\b(?:the|that) (?:super PAC|PAC|fund|group|committee)\b", blank):
        earlier = [m.group.name for m in story.mentions if m.group and m.start < s.start]
        return earlier[-1] if earlier else None
    return found


def _full(story: Story, name: str) -> str:
    """The full name that the story gives to a last name, when it gives just one."""
    if " " in name:
        return name
    full = {m[0] for t in story.sentences for m in _NAME.finditer(t.text) if m[0].endswith(f" {name}")}
    return full.pop() if len(full) == 1 else name


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
        tokens = [w for n, w in enumerate(hit[0].split()) if n or w.casefold().strip(".") not in _NOBODY]
        name = _full(story, " ".join(tokens))
        if name and name.casefold() not in _NOBODY and (" " in name or hit.start()):
            found.setdefault(name)
    return next(iter(found)) if len(found) == 1 else None
