"""The piles of a count: each continuing candidate's ballots, moved on when a candidate goes out or has a surplus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from onrecord.rules.ballots import ENDS, NO_CHOICE, Ballots, Ranking, choices
from onrecord.rules.method import CANNOT_SURPASS, Method
from onrecord.rules.rounds import Transfer, Votes

# What a pile holds: the choices after the present one, how many ballots, the value of each, how they end.
Bundle = tuple[Iterator[int], int, int, str]


class Piles:
    """Ballots sorted by the candidate that they count for. All values are whole numbers of `unit` to a vote."""

    def __init__(self, ballots: Ballots, method: Method, ignored: frozenset[int], unit: int) -> None:
        size = len(ballots.candidates)
        self.unit = unit
        self.continuing = [place not in ignored for place in range(size)]
        self.votes = [0] * size
        self.exhausted = dict.fromkeys(ENDS, 0)
        self.residue = 0
        self._piles: list[list[Bundle]] = [[] for _ in range(size)]
        for (ranking, end), number in _counting(ballots, method, ignored).items():
            if not ranking:
                self.exhausted[end] += number * unit
                continue
            rest = iter(ranking)
            first = next(rest)
            self.votes[first] += number * unit
            self._piles[first].append((rest, number, unit, end))

    def out(self, gone: list[int]) -> dict[int, Counter[int | str]]:
        """Move the ballots of those who go out to their next continuing choice; what went from whom to whom."""
        for place in gone:
            self.continuing[place] = False
        moved: dict[int, Counter[int | str]] = {}
        for place in gone:
            pile, self._piles[place], self.votes[place] = self._piles[place], [], 0
            moved[place] = self._move(pile)
        return moved

    def surplus(self, place: int, threshold: int) -> Counter[int | str]:
        """Move an elected candidate's surplus at cut values; the candidate keeps the threshold, the cut is residue."""
        self.continuing[place] = False
        pile, self._piles[place] = self._piles[place], []
        over, votes = self.votes[place] - threshold, self.votes[place]
        fraction = over * self.unit // votes
        moved = self._move([(rest, n, value * fraction // self.unit, end) for rest, n, value, end in pile])
        self.votes[place] = threshold
        self.residue += over - sum(moved.values())
        return moved

    def _move(self, pile: list[Bundle]) -> Counter[int | str]:
        continuing, votes, piles, exhausted = self.continuing, self.votes, self._piles, self.exhausted
        moved: dict[int | str, int] = {}
        for bundle in pile:
            rest, number, value, end = bundle
            worth = number * value
            for choice in rest:
                if continuing[choice]:
                    votes[choice] += worth
                    piles[choice].append(bundle)
                    moved[choice] = moved.get(choice, 0) + worth
                    break
            else:
                exhausted[end] += worth
                moved[end] = moved.get(end, 0) + worth
        return Counter(moved)


def _counting(ballots: Ballots, method: Method, ignored: frozenset[int]) -> dict[tuple[Ranking, str], int]:
    """The distinct choices that the ballots leave under the method; blank ballots are no part of the count."""
    held: dict[tuple[Ranking, str], int] = {}
    for ranking, number in ballots.rankings.items():
        if not ranking:
            continue
        plain = not ignored and min(ranking) >= 0 and len(set(ranking)) == len(ranking)
        key = (ranking, NO_CHOICE) if plain else choices(ranking, method, ignored)
        held[key] = held.get(key, 0) + number
    return held


def transfers(names: Sequence[str], moved: dict[int, Counter[int | str]], unit: int = 1) -> tuple[Transfer, ...]:
    """The moves of a round by name: from whom, to whom or to what end; largest first."""
    found = [
        Transfer(
            names[source],
            names[to] if isinstance(to, int) else "",
            "" if isinstance(to, int) else to,
            in_votes(votes, unit),
        )
        for source, where in moved.items()
        for to, votes in where.items()
        if votes
    ]
    return tuple(sorted(found, key=lambda t: (t.source, -t.votes, t.target, t.end)))


def certain_losers(votes: dict[int, int], batch: str | None, besides: int, keep: int) -> list[int]:
    """The most candidates from the last up who cannot be elected, `besides` being votes that could yet come to them.

    Cannot equal: all their votes together, and `besides`, are fewer than the next one's; cannot surpass: not more.
    At least `keep` candidates stay. Those level stay or go together. Empty where the method has no batch elimination.
    """
    if batch is None:
        return []
    seen: list[int] = []
    losers: list[int] = []
    total = besides
    tallies = sorted(set(votes.values()))
    for tally, following in pairwise(tallies):
        group = [c for c, n in votes.items() if n == tally]
        seen += group
        total += tally * len(group)
        if len(votes) - len(seen) < keep:
            break
        if total < following or (batch == CANNOT_SURPASS and total == following):
            losers = list(seen)
    return losers


def in_votes(value: int, unit: int) -> Votes:
    """A value in units as votes: whole where a vote is one unit, an exact fraction otherwise."""
    return value if unit == 1 else Fraction(value, unit)
