"""Contests that a story does not name and its last names leave no doubt of: Bell and Bush ran in one contest only."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.answers.rivals import Stood, with_last_names
from onrecord.model.contest import Contest
from onrecord.model.names import display, words

if TYPE_CHECKING:
    from onrecord.claims.story import Sentence, Story

# Last names that are words of election stories: alone they say nothing.
_COMMON = frozenset(
    re.split(
        r"\s+",
        "house senate state states north south west east young black white king democrat democratic"
        " republican party march may june april august congress congressional committee fund action victory"
        " america american majority freedom justice washington virginia georgia carolina jordan israel paris"
        " london day election union league law rights street bank price money long short small strong best rich poor",
    )
)


def named_people(story: Story) -> Stood:
    """Who has the last names that the story's words can be, by contest and cycle."""
    named = {w for w in story.capitals if w not in _COMMON and len(w) > 2}
    years = [story.cycle - back - odd for back in (0, 2, 4) for odd in (0, 1)]
    return with_last_names(story.record, sorted(named), years, story.day) if named else {}


def implied(story: Story) -> list[Contest]:
    """The contests that two last names of one sentence share, when they share just one in the story's cycle.

    Where none of that cycle has both, the latest of the two cycles before it that has. A last name that the story gives
    to somebody with another given name says nothing.
    """
    stood = story.named_people
    found: dict[Contest, None] = {}
    told: set[str] = set()
    pairs = _pairs(story, stood)
    for cycle in (story.cycle, story.cycle - 2, story.cycle - 4):
        now: set[str] = set()
        for one, other in pairs:
            if one in told or other in told:
                continue
            both = {c for c, y in set(stood[one]) & set(stood[other]) if y == cycle}
            if len(both) == 1:
                found.setdefault(next(iter(both)))
            if both:
                now |= {one, other}
        told |= now
    return list(found)


def _pairs(story: Story, stood: Stood) -> list[tuple[str, str]]:
    """The pairs of last names that a sentence has, in the order of the story."""
    words_of: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for last in stood:
        for s, a, b in story.capitals.get(last, []):
            words_of.setdefault(s.start, {}).setdefault(last, []).append((a, b))
    inside = []
    for s in story.sentences:
        named = words_of.get(s.start, {})
        inside.append(sorted(w for w, at in named.items() if _alone(story, s, at, stood[w])))
    return list(dict.fromkeys(pair for names in inside for pair in combinations(names, 2)))


def stands_alone(story: Story, last: str) -> bool:
    """Whether some sentence has the last name, and not as a part of a place or after another's given name."""
    stood = story.named_people[last]
    return any(_alone(story, s, [(a, b)], stood) for s, a, b in story.capitals.get(last, []))


def _alone(story: Story, s: Sentence, at: list[tuple[int, int]], stood: dict[tuple[Contest, int], list[str]]) -> bool:
    """Whether a sentence has the last name, and not as a part of a place, of a group or after another's given name."""
    from onrecord.claims.story import given_before

    for a, b in at:
        start, end = s.start + a, s.start + b
        if any(p.start < end and start < p.end for p in story.places_of(s)):
            continue
        given = given_before(s.text, a)
        if given and not any(_given(n, given) for names in stood.values() for n in names):
            continue
        return True
    return False


def _given(name: str, word: str) -> bool:
    return words(word)[:1] == words(display(name))[:1]


def named_people_of(story: Story, figured: bool = False) -> Stood:
    """Who has the last names that stand alone somewhere in the story; of `figured`, in a sentence with an amount or
    votes."""
    stood = story.named_people
    there = {s.start for s in story.sentences if not figured or re.search(r"\$\d|\bvotes\b|\d ?%|\bpercent\b", s.text)}
    return {
        last: of
        for last, of in stood.items()
        if any(s.start in there and _alone(story, s, [(a, b)], of) for s, a, b in story.capitals.get(last, []))
    }
