"""Ranked ballots by distinct ranking with whole counts, and what a method leaves of each: choices and how they end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.errors import InputError
from onrecord.rules.method import Method

# Marks of a ranking that name no candidate; a candidate's mark is its place in `Ballots.candidates`.
SKIPPED = -1
OVERVOTE = -2

# How a ballot's choices end: why it is exhausted once all of them are out.
NO_CHOICE = "no further choice"
BY_OVERVOTE = "overvote"
BY_SKIPS = "skipped rankings"
BY_REPEAT = "repeated candidate"
ENDS = (NO_CHOICE, BY_OVERVOTE, BY_SKIPS, BY_REPEAT)

Ranking = tuple[int, ...]


@dataclass(frozen=True)
class Ballots:
    """Ballots of one contest: candidates as the ballot lists them, and how many ballots have each distinct ranking.

    A ranking has one mark for each rank from the first: a candidate's place, SKIPPED or OVERVOTE. Skips after the last
    mark are left off, so that () is a ballot without any mark.
    """

    candidates: tuple[str, ...]
    rankings: Mapping[Ranking, int]

    @property
    def total(self) -> int:
        """How many ballots there are, those without a mark included."""
        return sum(self.rankings.values())

    @property
    def blank(self) -> int:
        """How many ballots have no mark at all."""
        return self.rankings.get((), 0)

    def first_choices(self) -> dict[str, int]:
        """Each candidate's ballots by the mark at the first rank alone (a skip or an overvote there is for nobody)."""
        votes = dict.fromkeys(self.candidates, 0)
        for ranking, number in self.rankings.items():
            if ranking and ranking[0] >= 0:
                votes[self.candidates[ranking[0]]] += number
        return votes


def ballots_of(candidates: Sequence[str], rankings: Iterable[tuple[Sequence[int], int]]) -> Ballots:
    """Ballots from rankings with their numbers; equal rankings are added up, skips after the last mark left off.

    Raises InputError for a candidate named twice, a mark of nobody, or a number that is not whole and above zero.
    """
    if len(set(candidates)) < len(candidates):
        twice = [name for name, n in Counter(candidates).items() if n > 1]
        raise InputError("a contest names each candidate once", received=", ".join(twice), example="A, B, C")
    held: Counter[Ranking] = Counter()
    for marks, number in rankings:
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise InputError("a number of ballots is whole and above zero", received=repr(number), example="12")
        if any(not OVERVOTE <= mark < len(candidates) for mark in marks):
            raise InputError(
                f"a mark is a place from 0 to {len(candidates) - 1}, {SKIPPED} for a skip or {OVERVOTE} for an overvote",
                received=list(marks), example="[0, 2, -1, 1]",
            )  # fmt: skip
        held[trimmed(marks)] += number
    return Ballots(tuple(candidates), dict(held))


def trimmed(marks: Sequence[int]) -> Ranking:
    """The marks without the skips after the last one."""
    end = len(marks)
    while end and marks[end - 1] == SKIPPED:
        end -= 1
    return tuple(marks[:end])


def choices(ranking: Ranking, method: Method, ignored: frozenset[int] = frozenset()) -> tuple[Ranking, str]:
    """The candidates that a ballot can count for under a method, in order, and how it ends (one of ENDS).

    What ends a ballot does not depend on who is still in the count: more skips in a row than the method allows before a
    later mark, an overvote where that exhausts, a repeated candidate where that exhausts. `ignored` candidates are
    passed over; their rank is not a skip.
    """
    found: list[int] = []
    gap = 0
    for mark in ranking:
        if mark == SKIPPED:
            gap += 1
            continue
        if method.skips is not None and gap > method.skips:
            return tuple(found), BY_SKIPS
        gap = 0
        if mark == OVERVOTE:
            if method.overvote_exhausts:
                return tuple(found), BY_OVERVOTE
        elif mark in found:
            if method.repeat_exhausts:
                return tuple(found), BY_REPEAT
        elif mark not in ignored:
            found.append(mark)
    return tuple(found), NO_CHOICE
