"""Whom a story speaks of, in its order: every committee and person, in full where the story or the record names them.

This fills the slots of a claim that its own words leave open, and decides no verdict: what a reader would take a last
name, a pronoun or "the group" to mean. `inferred` of a claim names the slots that were filled so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.answers.people import Person
from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.implied import stands_alone
from onrecord.claims.words import GAVE, RAISED, SPENT
from onrecord.model.contest import Contest
from onrecord.model.names import display, words

if TYPE_CHECKING:
    from onrecord.claims.story import Sentence, Story

_VERB = rf"(?:has|had|have|is|was|also|will|reported|{RAISED}|{SPENT}|{GAVE})"
_APPOSED = re.compile(rf"(?:,|\u2014| \u2013| --)\s*[a-z][^$;\u2014]*?(?:,|\u2014| \u2013| --)(?=\s*{_VERB}\b)")
_GROUP_WORDS = re.compile(
    r"\b(?:its?|they|their|(?:the|that|this) (?:[\w-]+ )?(?:group|organi[sz]ation|super PAC|PAC|committee|fund))\b",
    re.IGNORECASE,
)
_PERSON_WORDS = re.compile(
    r"\b(?:he|she|his|her|the (?:[\w-]+ )?(?:candidate|congressman|congresswoman|incumbent|challenger|senator|lawmaker"
    r"|billionaire|mayor|governor|businessman|businesswoman|Democrat|Republican))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(  # openings of a sentence that goes on about whom the one before spoke of
    r"\W*(?:Th(?:at|is|ose|ese)|It|They|All|Altogether|Overall|Combined|Of|About|Some|More|Roughly|Nearly|With|Another|Still"
    r"|But|And|Yet|Meanwhile|Through|In|As|By|Just|Only|Most|Half|Since|So|During|At|On|After|\$)\b|\W*\$"
)
BACK = 3  # sentences that words without a name reach back


@dataclass(frozen=True)
class Actor:
    """A committee or person that the story names, by place in the whole text; `contest` where a person stands."""

    name: str
    start: int
    end: int
    committee: bool
    contest: Contest | None = None


def actors(story: Story) -> list[Actor]:
    """Everybody whom a story names, in its order."""
    from onrecord.claims.kinds.nearby import named_in

    full = full_forms(story)
    found = []
    for s in story.sentences:
        for near in named_in(story, s):
            if near.is_group:
                found.append(Actor(near.name, near.start, near.end, True))
                continue
            who = story.who(near.person) if near.person else None
            contest = who.contest if isinstance(who, Person) else None
            found.append(Actor(full.get(_last(near.name), near.name), near.start, near.end, False, contest))
    taken = [(a.start, a.end) for a in found] + [(p.start, p.end) for p in story.places]
    known = _known_lasts(story)
    for last, hits in story.capitals.items():
        name, contest = full.get(last), None
        if last in known:
            name, contest = name or known[last][0], known[last][1]
        for s, a, b in hits if name else []:
            start, end = s.start + a, s.start + b
            if not any(x < end and start < y for x, y in taken):
                found.append(Actor(name or "", start, end, False, contest))
    return sorted(found, key=lambda a: a.start)


def full_forms(story: Story) -> dict[str, str]:
    """The one full name that the story writes for each last name; last names of several people are left out."""
    from onrecord.claims.kinds.nearby import named_in

    forms: dict[str, dict[str, None]] = {}
    for s in story.sentences:
        for near in named_in(story, s):
            if not near.is_group and " " in (written := story.text[near.start : near.end]):
                forms.setdefault(_last(written), {}).setdefault(written)
    return {last: next(iter(names)) for last, names in forms.items() if len(names) == 1}


def _last(name: str) -> str:
    return (words(name) or [""])[-1]


def _known_lasts(story: Story) -> dict[str, tuple[str, Contest]]:
    """Last names that the story leaves without given names, by the contest where most of them stood together; a last
    name that only one candidate of the story's cycle has stands for that one."""
    stood = story.named_people
    alone = {w for w in stood if stands_alone(story, w)}
    found: dict[str, tuple[str, Contest]] = {}
    for cycle in (story.cycle, story.cycle - 2):
        count = Counter(c for w in alone for c, y in stood[w] if y == cycle)
        best = [c for c, n in count.most_common() if n == max(count.values(), default=0) and n > 1]
        for word in alone - set(found):
            mine = {c: names for (c, y), names in stood[word].items() if y == cycle}
            if len(best) == 1 and best[0] in mine:
                found[word] = (as_written(mine[best[0]]), best[0])
            elif len(mine) == 1 and len(word) > 4 and len({_given(n) for n in next(iter(mine.values()))}) == 1:
                found[word] = (as_written(next(iter(mine.values()))), next(iter(mine)))
    return found


def _given(name: str) -> str:
    return (words(display(name)) or [""])[0]


def as_written(names: list[str]) -> str:
    """A person's name as a sentence would write it: given and last name, initials left out."""
    shown = [display(n) for n in names]
    bare = [" ".join(w for w in n.split() if len(w.strip(".")) > 1) or n for n in shown]
    return min((n for n in bare if " " in n), key=lambda n: (len(n), n), default=bare[0])


def subject_at(story: Story, s: Sentence, place: int, person: bool = False) -> Actor | None:
    """Whom the words before a place of a sentence speak of; with `person` no committee.

    The last one named in the amount's clause, else in the sentence; else the one whom "the group" or "she" means, the
    last such one before; else the subject of the sentence before. None where the story names nobody.
    """
    inside = _inside(story, s, place, person)
    first = clause_of(s.text, place, place + 1)[0]
    own = [a for a in inside if a.start - s.start >= first]
    said = s.text[first:place] if own == [] else ""
    group, human = _GROUP_WORDS.search(said), _PERSON_WORDS.search(said)
    if own:
        return own[-1]
    if inside and not group:
        return inside[-1]
    earlier = [a for a in story.actors if a.start < s.start + place and not (person and a.committee)]
    if group and not person:
        return next((a for a in reversed(earlier) if a.committee), None)
    if human or person:
        if (hit := _PARTY.search(said)) and not person:
            return person_meant(story, s, place, hit[0])
        return next((a for a in reversed(earlier) if not a.committee and _subject_like(story, a)), None)
    if not _GOES_ON.match(s.text):
        return None  # "The county spent": of somebody else
    number = story.sentences.index(s)
    for one in reversed(story.sentences[max(0, number - BACK) : number]):
        if before := _inside(story, one, len(one.text), person):
            return before[0]
    return None


_BEHIND = re.compile(  # people behind a committee, of whom nobody speaks
    r"\b(?:aligned with|tied to|allied with|led by|run by|founded by|backed by|funded by|linked to|close to|allies of)"
    r" (?:[\w.]+ ){0,3}$"
)
_PARTY = re.compile(r"\bthe (?:[\w-]+ )?(Democrat|Republican|Libertarian|independent|Green)\b", re.IGNORECASE)
_PARTY_BEFORE = re.compile(r"\b(Democrat|Republican|Libertarian|Green)(?:ic)? (?:[\w.-]+ ){0,3}$")
_PARTY_AFTER = re.compile(r"(?:,? \(|, (?:the|a) |, )(D|R|L|Democrat|Republican|Libertarian|Green)\b")
_PARTIES = {
    "dem": "democrat",
    "d": "democrat",
    "rep": "republican",
    "r": "republican",
    "lib": "libertarian",
    "l": "libertarian",
}
_PARTIES |= {"gre": "green"}
_HE, _SHE = frozenset(("he", "him", "his")), frozenset(("she", "her"))
_FORM = re.compile(r"\b(?:he|him|his|she|her)\b", re.IGNORECASE)


def person_meant(story: Story, s: Sentence, place: int, words_: str) -> Actor | None:
    """The person whom "her", "the incumbent" or "his opponent" at a place of a sentence means.

    The last one named before it in its sentence; where a pronoun of the other form has taken that one, or the words are
    "his opponent", the other one of the contest; else the one of whom the sentence before speaks.
    """
    people = [a for a in story.actors_in(s.start, s.start + place) if not a.committee]
    people = [a for a in people if not _BEHIND.search(story.text[max(s.start, a.start - 40) : a.start])]
    if party := _PARTY.search(words_):
        of = [a for a in _before(story, s, place) if party[1].casefold() in parties(story, a)]
        return of[-1] if len({a.name for a in of}) == 1 else None
    first = people[-1] if people else subject_at(story, s, 0, person=True)
    mine = _HE if words_.casefold() in _HE else _SHE if words_.casefold() in _SHE else frozenset()
    others = {m[0].casefold() for m in _FORM.finditer(s.text, 0, place)} - mine
    if first is None or not (mine and others and not people):
        return first
    return rival_of(story, first, s.start + place) or first


def _before(story: Story, s: Sentence, place: int) -> list[Actor]:
    return [a for a in story.actors if not a.committee and a.start < s.start + place]


def parties(story: Story, one: Actor) -> set[str]:
    """The parties that the words beside a person's name give anywhere in the story, else the record; lower case."""
    said: set[str] = set()
    for a in story.actors:
        if a.name == one.name:
            near = _PARTY_BEFORE.search(story.text[max(0, a.start - 45) : a.start])
            near = near or _PARTY_AFTER.match(story.text[a.end : a.end + 30])
            said |= {_PARTIES[near[1].casefold()[:3]]} if near else set()
    if said or one.contest is None:
        return said
    found = story.roster(one.contest).named(one.name, story.cycle)
    return {party.casefold().removesuffix("ic") for p in found for party in p.party_in(story.cycle)}


def rival_of(story: Story, one: Actor, place: int) -> Actor | None:
    """The one other person whom the story has named before a place in the same contest as somebody, if there is one."""
    others = {
        a.name: a
        for a in story.actors
        if not a.committee and a.start < place and a.name != one.name and (a.contest is None or a.contest == one.contest)
    }
    return next(iter(others.values())) if len(others) == 1 else None


def _inside(story: Story, s: Sentence, place: int, person: bool) -> list[Actor]:
    """The actors before a place of a sentence that it can speak of: no object, nobody of an apposition."""
    apart = aside_spans(s.text) + [m.span() for m in _APPOSED.finditer(s.text)]
    apart = [(a, b) for a, b in apart if not a <= place < b]
    return [
        a
        for a in story.actors_in(s.start, s.start + place)
        if not (person and a.committee)
        and not any(x <= a.start - s.start < y for x, y in apart)
        and _subject_like(story, a)
    ]


def _subject_like(story: Story, a: Actor) -> bool:
    from onrecord.claims.kinds.nearby import Near, as_subject

    return as_subject(story, Near(a.name, a.start, a.end))
