"""Which round each vote figure of a sentence is of: "trailed by 2,171 in the first round, defeated X by 3,509"."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.answers.people import Person
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.races import FIRST_ROUND, Race, race_of
from onrecord.claims.story import Sentence, Story

_CUT = re.compile(
    r"[;\u2014]|,? (?:but|while|before|and then)\b|, and\b|,? (?:after|despite|having)\b"
    r"|,\s+(?=(?:who|which)\b)|,\s+(?=(?:defeated|beat|won|edged|prevailed|ousted|unseated)\b)"
)
_BEHIND = re.compile(r"\b(?:lost|losing|trail(?:ed|s|ing)|fell (?:behind|short)|was behind)\b")
_AHEAD = re.compile(
    r"\b(?:defeat(?:ed|s|ing)|beat(?:s|ing)?|w[io]n(?:ning|s)?|prevail(?:ed|s|ing)|edg(?:ed|ing)|oust(?:ed|ing)"
    r"|unseat(?:ed|ing)|led|leading|was ahead|topp(?:ed|ing))\b"
)
_LED = ("led", "leading", "was ahead")


def own_round(story: Story, s: Sentence, figure: Figure, others: list[Figure]) -> Race | None:
    """The race of a vote figure with the round that its own clause names, in a sentence of two rounds and two people.

    None where the sentence names no first round or has one vote figure only, and where it cannot be told whose lead a
    clause speaks of: the figures share a clause, more or fewer than two people are named, or a verb is missing.
    """
    if not others or not FIRST_ROUND.search(s.text):
        return None
    own = _clause(s.text, figure)
    if any(_clause(s.text, other) == own for other in others):
        return None
    named = list(dict.fromkeys(m.person for m in story.people_in(s)))
    race = race_of(story, s, figure.start, figure.end)
    if len(named) != 2 or isinstance(race, str) or race.second is None:
        return None
    verbs = [*_BEHIND.finditer(s.text, *own), *_AHEAD.finditer(s.text, *own)]
    subject = _subject(story, s, own, race)
    passive = verbs and re.search(r"\b(?:was|were|be|been|being|got) (?:\w+ )?$", s.text[: verbs[0].start()])
    if len(verbs) != 1 or passive or subject is None:
        return None
    other = race.second if subject is race.first else race.first
    behind = bool(_BEHIND.fullmatch(verbs[0][0]))
    first, second = (other, subject) if behind else (subject, other)
    opening = bool(FIRST_ROUND.search(s.text, *own))
    return replace(race, first=first, second=second, first_round=opening, won=not opening and verbs[0][0] not in _LED)


def _clause(text: str, figure: Figure) -> tuple[int, int]:
    """The span of the clause that holds a figure."""
    cuts = [m.span() for m in _CUT.finditer(text)]
    first = max((b for _, b in cuts if b <= figure.start), default=0)
    return first, min((a for a, _ in cuts if a >= figure.end), default=len(text))


def _subject(story: Story, s: Sentence, own: tuple[int, int], race: Race) -> Person | None:
    """Who does what a clause says: whom it names before its verb, else whom "who" follows, else the sentence's first.

    None when it is unclear.
    """
    people = story.people_in(s)
    verb = next(iter(sorted(m.start() for p in (_BEHIND, _AHEAD) for m in p.finditer(s.text, *own))), own[1])
    before = [m for m in people if own[0] <= m.start - s.start < verb]
    earlier = [m for m in people if m.start - s.start < own[0]]
    relative = re.match(r"\s*(?:who|which)\b", s.text[own[0] :])
    chosen = before or (earlier[-1:] if relative else earlier[:1])
    if len({m.person for m in chosen}) != 1:
        return None
    who = story.who(chosen[0].person or "")
    return next((p for p in (race.first, race.second) if (p and p is who) or p == who), None)
