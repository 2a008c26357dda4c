"""Counts ranked ballots for several seats by single transferable vote, as Minneapolis does (ordinance 167.70); exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.rules.ballots import Ballots
from onrecord.rules.method import WITH_BATCH, Method
from onrecord.rules.piles import Piles, certain_losers, in_votes, transfers
from onrecord.rules.rounds import UNDECLARED, BallotTie, RankedCount, Round, Votes, finished
from onrecord.rules.ties import TieBreak, break_tie

Exhausted = tuple[tuple[str, Votes], ...]


def single_transferable_vote(ballots: Ballots, method: Method, given: TieBreak) -> RankedCount:
    """Fill the method's seats from the ballots, round by round.

    The threshold is the ballots that count in the first round, divided by one more than the seats, plus one, without
    fractions. In each round: those who cannot be elected go out together; else the largest surplus moves on, every
    ballot at its value times surplus over votes, each cut (not rounded) to the decimals; else the last goes out.
    It ends when as many are at the threshold, or as many are left, as there are seats.
    """
    return _Count(ballots, method, given).run()


class _Count:
    """One such count as it goes on; votes are whole numbers of units, 10 to the power of the decimals to a vote."""

    def __init__(self, ballots: Ballots, method: Method, given: TieBreak) -> None:
        self.ballots, self.method, self.given = ballots, method, given
        self.names = ballots.candidates
        self.unit: int = 10**method.decimals
        self.piles = Piles(ballots, method, frozenset(), self.unit)
        self.undeclared = self.names.index(UNDECLARED) if UNDECLARED in self.names else -1
        self.counted = sum(self.piles.votes) // self.unit
        self.threshold = (self.counted // (method.seats + 1) + 1) * self.unit
        self.elected: list[int] = []
        self.kept: list[int] = []  # out in the last round, with their votes
        self.rounds: list[Round] = []

    def run(self) -> RankedCount:
        while True:
            hopeful = {c: self.piles.votes[c] for c in range(len(self.names)) if self.piles.continuing[c]}
            over = [c for c, n in hopeful.items() if n >= self.threshold and c != self.undeclared]
            if len(self.elected) + len(over) >= self.method.seats or len(hopeful) <= self._left():
                return self._close(hopeful, over if len(hopeful) > self._left() else list(hopeful))
            before = self._before(hopeful)
            surplus = sum(hopeful[c] - self.threshold for c in over)
            if gone := self._certain(hopeful, surplus):
                self._add(before, (), gone, self._out(hopeful, gone), None)
                continue
            most = max((hopeful[c] for c in over), default=0)
            if most > self.threshold:
                tie, chosen = self._one_of([c for c in over if hopeful[c] == most], most, first=True)
                if chosen is None:
                    return self._stopped(before, tie)
                self.elected.append(chosen)
                self._add(before, (chosen,), (), {chosen: self.piles.surplus(chosen, self.threshold)}, tie)
                continue
            least = min(hopeful.values())
            tie, chosen = self._one_of([c for c, n in hopeful.items() if n == least], least, first=False)
            if chosen is None:
                return self._stopped(before, tie)
            self._add(before, (), (chosen,), self._out(hopeful, [chosen]), tie)

    def _left(self) -> int:
        return self.method.seats - len(self.elected)

    def _certain(self, hopeful: dict[int, int], surplus: int) -> list[int]:
        """Who goes out at once: in the first round undeclared write-ins, and in any those who cannot be elected."""
        aside = [
            c
            for c in hopeful
            if c == self.undeclared and self.method.undeclared_write_ins == WITH_BATCH and not self.rounds
        ]
        rest = {c: n for c, n in hopeful.items() if c not in aside}
        return aside + certain_losers(rest, self.method.batch, surplus + sum(hopeful[c] for c in aside), self._left())

    def _out(self, hopeful: dict[int, int], gone: list[int]) -> dict[int, Counter[int | str]]:
        """Move the ballots of those out, unless that leaves just the seats: then they keep their votes."""
        if len(hopeful) - len(gone) > self._left():
            return self.piles.out(gone)
        for place in gone:
            self.piles.continuing[place] = False
        self.kept = list(gone)
        return {}

    def _one_of(self, tied: list[int], votes: int, *, first: bool) -> tuple[BallotTie | None, int | None]:
        if len(tied) == 1:
            return None, tied[0]
        who = sorted(self.names[c] for c in tied)
        before = [dict(one.votes) for one in self.rounds]
        chosen, by = break_tie(who, first, self.method, self.given, self.names, before)
        tie = BallotTie(tuple(who), self._votes(votes), "first" if first else "last", chosen, by)
        return tie, self.names.index(chosen) if chosen else None

    def _votes(self, value: int) -> Votes:
        return in_votes(value, self.unit)

    def _before(self, hopeful: dict[int, int]) -> tuple[dict[int, int], Exhausted, int]:
        """Votes of the elected, the hopeful and those who keep theirs; the exhausted; the residue; beforehand."""
        votes = {c: self.piles.votes[c] for c in (*self.elected, *self.kept)} | hopeful
        return votes, tuple((end, self._votes(n)) for end, n in self.piles.exhausted.items()), self.piles.residue

    def _add(
        self,
        before: tuple[dict[int, int], Exhausted, int],
        elected: Sequence[int],
        gone: Sequence[int],
        moved: dict[int, Counter[int | str]],
        tie: BallotTie | None,
    ) -> None:
        votes, exhausted, residue = before
        order = sorted(votes.items(), key=lambda one: (-one[1], self.names[one[0]]))
        self.rounds.append(
            Round(
                number=len(self.rounds) + 1,
                votes=tuple((self.names[c], self._votes(n)) for c, n in order),
                continuing=self._votes(sum(votes.values())),
                threshold=self._votes(self.threshold),
                exhausted=exhausted,
                residue=self._votes(residue),
                elected=tuple(
                    sorted((self.names[c] for c in elected), key=lambda name: (-votes[self.names.index(name)], name))
                ),
                eliminated=tuple(sorted(self.names[c] for c in gone)),
                transfers=transfers(self.names, moved, self.unit),
                tie=tie,
            )
        )

    def _close(self, hopeful: dict[int, int], winners: list[int]) -> RankedCount:
        """Elect those at the threshold, or all who are left, in the last round; highest first."""
        winners = sorted((c for c in winners if c != self.undeclared), key=lambda c: (-hopeful[c], self.names[c]))
        before = self._before(hopeful)
        self.elected += winners
        self._add(before, winners, (), {}, None)
        return self._done((), "")

    def _stopped(self, before: tuple[dict[int, int], Exhausted, int], tie: BallotTie | None) -> RankedCount:
        assert tie
        self._add(before, (), (), {}, tie)
        place = "the largest surplus" if tie.place == "first" else "last"
        return self._done(
            tie.candidates, f"level for {place} in round {len(self.rounds)}, which the law breaks by lot"
        )

    def _done(self, undecided: Sequence[str], by: str) -> RankedCount:
        b, elected = self.ballots, [self.names[c] for c in self.elected]
        return finished(self.method, b.candidates, b.total, b.blank, self.rounds, elected, undecided, by)
