"""Whom a comparison is between, by its words: "three times what the Republican raised", "outspent her 3 to 1".

It fills the slots of what a story states, and decides no verdict.
"""

from __future__ import annotations

import re

from onrecord.claims.discourse import Actor, person_meant, rival_of, subject_at
from onrecord.claims.kinds.ratio_sides import OUT
from onrecord.claims.near_claims import Slots
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed

_LEAD = (  # the words between a comparison and the other side's name
    r"\W*(?:(?:as (?:much|many|large|big)(?: (?!as\b)[\w-]+){0,4} as|(?:more|less|fewer|larger|bigger|greater|higher"
    r"|smaller)(?: (?!than\b)[\w$-]+){0,4} than|times|than|what|the (?:[\w-]+ )?(?:total|haul|sum|amount|money|cash"
    r"|\$[\d.,]+(?: (?:million|billion))?)(?: that| raised by| spent by| of)?"
    r"|the size of|of|that|by|over|ahead|behind|compared (?:with|to)|against|raised|spent|was|on hand"
    r"|nearly|almost|about|roughly|more than|at least|two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?"
    r"|to|one|1|2|cash|money|as|much) )*?"
)
_TITLES = (
    r"(?:(?:the|former|incumbent|then-|fellow|Rep\.|Sen\.|Gov\.|Republican|Democrat|Democratic|challenger|state) )*"
)
_DESCRIBED = (
    r"the (?:[\w-]+ )?(?:Republican|Democrat|incumbent|challenger|congressman|congresswoman|senator|governor|nominee"
    r"|lawmaker|newcomer)(?![\w-]| (?:Party|candidates|[A-Z]))"
)
_FOE = r"(?:his|her|the|its|their) (?:[\w-]+ ){0,2}?(?:opponent|rival|challenger|foe)\b(?!s)"
_OTHER = re.compile(rf"{_LEAD}(?:(?P<foe>{_FOE})|(?P<who>{_DESCRIBED}|(?:he|she|him|her|his|hers)\b))", re.IGNORECASE)
_EDGE = re.compile(r"[\w -]{0,40}?\b(?:edge|advantage|lead|gap|deficit|cushion|disadvantage)\b")
_NAMED = re.compile(rf"{_LEAD}{_TITLES}(?:[A-Z]\w+ )?$")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|got|gets) (?:\w+ )?$")
_BY = re.compile(r"[^.;]{0,40}?\bby (?=(?:his|her|the|Rep\.|Sen\.|former|incumbent|challenger|[A-Z]))")
_MANY = re.compile(r"\b(?:groups|allies|committees|PACs|opponents|rivals|challengers|field|combined|others?)\b")


def told_sides(story: Story, s: Sentence, one: Typed, mine: list[Typed]) -> Slots:
    """The subject and target of a comparison by its own words; `mine` are the sums before it in its sentence."""
    rel, end = max(0, one.start - s.start), one.end - s.start
    out = OUT.search(s.text)
    out = out if out and out.start() <= rel else None
    first, last = out.span() if out else (rel, end)
    passive = bool(out and _PASSIVE.search(s.text[:first]))
    who = _subject(story, s, one, mine, first)
    if one.claim["unit"] == "pct":
        return {"subject": who.name if who else None, "target": None}
    if passive:
        by = _BY.match(s.text[last:])
        if not by or _MANY.search(s.text[last : last + by.end() + 40]):
            return {"subject": None, "target": who.name if who else None}
        last += by.end()
    other = other_side(story, s, last, who)
    names = {"subject": who.name if who else None, "target": other.name if other else None}
    return {"subject": names["target"], "target": names["subject"]} if passive else names


def _subject(story: Story, s: Sentence, one: Typed, mine: list[Typed], place: int) -> Actor | None:
    """Whose sum stands before the words: of the amount that they stand beside, else the one spoken of."""
    if mine:
        name, end = mine[-1].claim["subject"], mine[-1].end
        if name and not story.actors_in(end, one.start) and ";" not in story.text[end : one.start]:
            return next((a for a in story.actors if a.name == name), Actor(name, end, end, True))
    return subject_at(story, s, place)


def other_side(story: Story, s: Sentence, place: int, who: Actor | None) -> Actor | None:
    """Whom the words behind a place of a sentence name or point to; "he" and "her opponent" is the rival of `who`."""
    tail = s.text[place : place + 110]
    if _MANY.search(re.split(r"[.;,]", tail)[0]):
        return None
    for a in story.actors_in(s.start + place, s.end)[:1]:
        if _NAMED.fullmatch(s.text[place : a.start - s.start]) and (who is None or a.name != who.name):
            return a
    hit = _OTHER.match(tail)
    if who is None or who.committee:
        return None
    rival = rival_of(story, who, s.end) or rival_of(story, who, len(story.text))
    if hit is None or hit["foe"]:
        return rival if hit or _EDGE.match(tail) else None
    meant = person_meant(story, s, place, hit["who"])
    return meant if meant and meant.name != who.name else rival
