"""Counts ranked ballots for one seat by instant runoff, round by round, under a jurisdiction's own rules; exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.model.errors import InputError
from onrecord.rules.ballots import Ballots
from onrecord.rules.method import (
    ALONE_FIRST,
    EXCLUDED,
    IRV,
    MAJORITY,
    STV,
    TWO_REMAIN,
    WITH_BATCH,
    Method,
)
from onrecord.rules.piles import Piles, certain_losers, transfers
from onrecord.rules.rounds import UNDECLARED, BallotTie, RankedCount, Round, finished
from onrecord.rules.ties import TieBreak, break_tie
from onrecord.rules.transferable import single_transferable_vote

NOBODY_LEFT = "no ballot counts for a candidate who is left"


def count_ranked(ballots: Ballots, method: Method, tie_break: TieBreak | None = None) -> RankedCount:
    """Count the ballots under the method: instant runoff, or single transferable vote for several seats.

    Out: every round, whom it elects, or what the ballots leave undecided. The order of ballots and of candidates
    changes nothing, except where a tie is broken by the candidates' order because the method or the caller says so.
    Raises InputError for a method that is not counted here (it says why), no candidate, or a tie-break over strangers.
    """
    if method.count == "refused":
        raise InputError(f"{method.name}: {method.why_refused}", received=f"{ballots.total:,} ballots")
    if not ballots.candidates or not any(ballots.rankings):
        raise InputError("a count needs ballots with a mark", received=f"{ballots.total:,} ballots, all blank")
    given = tie_break or TieBreak()
    given.check(ballots.candidates)
    return (
        single_transferable_vote(ballots, method, given)
        if method.count == STV
        else _Runoff(ballots, method, given).run()
    )


class _Runoff:
    """One instant runoff as it goes on."""

    def __init__(self, ballots: Ballots, method: Method, given: TieBreak) -> None:
        assert method.count == IRV
        self.ballots, self.method, self.given = ballots, method, given
        self.names = ballots.candidates
        self.undeclared = self.names.index(UNDECLARED) if UNDECLARED in self.names else None
        excluded = method.undeclared_write_ins == EXCLUDED and self.undeclared is not None
        self.piles = Piles(ballots, method, frozenset([self.undeclared]) if excluded else frozenset(), 1)  # type: ignore[list-item]
        self.rounds: list[Round] = []

    def run(self) -> RankedCount:
        if self.method.undeclared_write_ins == EXCLUDED and (near := self._write_ins_lead()):
            return self._done((), (), near)
        while True:
            standing = [c for c in range(len(self.names)) if self.piles.continuing[c]]
            votes = {c: self.piles.votes[c] for c in standing}
            if not any(votes.values()):
                self._add(votes, (), (), {}, None)
                return self._done((), sorted(self.names[c] for c in standing), NOBODY_LEFT)
            winner, tie = self._winner(votes)
            if winner is not None or (tie and not tie.chosen):
                self._add(votes, (winner,) if winner is not None else (), [], {}, tie)
                return self._end(winner, tie)
            gone, tie = self._losers(votes)
            if not gone:
                self._add(votes, (), [], {}, tie)
                return self._end(None, tie)
            held = self._before(votes)
            self._add(votes, (), gone, self.piles.out(gone), tie, held)

    def _write_ins_lead(self) -> str:
        """Why write-ins cannot be left out: together they are among the two leading first choices (Alaska's caution)."""
        first = self.ballots.first_choices()
        leading = sorted(first, key=lambda name: (-first[name], name))[:2]
        return (
            "write-ins together are among the two leading, and must be told apart by name"
            if UNDECLARED in leading
            else ""
        )

    def _winner(self, votes: dict[int, int]) -> tuple[int | None, BallotTie | None]:
        """Who is elected now, and the tie for first when two are level at the end."""
        most, whole = max(votes.values()), sum(votes.values())
        leaders = [c for c, n in votes.items() if n == most]
        waiting = self.method.undeclared_write_ins == ALONE_FIRST and votes.get(self._no(), 0) > 0
        if waiting:
            return None, None
        able = [c for c in leaders if c != self.undeclared or self.method.undeclared_write_ins == "candidates"]
        ends = self.method.until == MAJORITY or not self.rounds
        if able and 2 * most > whole and (ends or len(votes) <= 2):
            return able[0], None
        if len(votes) <= 2 and len(able) == 2:
            tie = self._tie(leaders, most, first=True)
            return (self.names.index(tie.chosen), tie) if tie.chosen else (None, tie)
        return None, None

    def _no(self) -> int:
        return -1 if self.undeclared is None else self.undeclared

    def _losers(self, votes: dict[int, int]) -> tuple[list[int], BallotTie | None]:
        """Who goes out of this round together, and the tie for last where one had to be chosen."""
        no, rule = self._no(), self.method.undeclared_write_ins
        if rule == ALONE_FIRST and votes.get(no, 0) > 0:
            return [no], None
        aside = {no: votes[no]} if rule == WITH_BATCH and not self.rounds and no in votes else {}
        rest = {c: n for c, n in votes.items() if c not in aside}
        keep = 2 if self.method.until == TWO_REMAIN else 1
        batch = certain_losers(rest, self.method.batch, sum(aside.values()), keep)
        if aside or batch:
            return [*aside, *batch], None
        least = min(votes.values())
        last = [c for c, n in votes.items() if n == least]
        if len(last) == 1:
            return last, None
        tie = self._tie(last, least, first=False)
        return ([self.names.index(tie.chosen)] if tie.chosen else []), tie

    def _tie(self, tied: list[int], votes: int, *, first: bool) -> BallotTie:
        who = sorted(self.names[c] for c in tied)
        before = [dict(one.votes) for one in self.rounds]
        chosen, by = break_tie(who, first, self.method, self.given, self.names, before)
        return BallotTie(tuple(who), votes, "first" if first else "last", chosen, by)

    def _before(self, votes: dict[int, int]) -> tuple[int, tuple[tuple[str, int], ...]]:
        """What the round began with, taken down before the ballots move: continuing votes and the exhausted."""
        return sum(votes.values()), tuple(self.piles.exhausted.items())

    def _add(
        self,
        votes: dict[int, int],
        elected: Sequence[int],
        gone: Sequence[int],
        moved: dict[int, Counter[int | str]],
        tie: BallotTie | None,
        held: tuple[int, tuple[tuple[str, int], ...]] | None = None,
    ) -> None:
        continuing, exhausted = held or self._before(votes)
        order = sorted(votes.items(), key=lambda one: (-one[1], self.names[one[0]]))
        self.rounds.append(
            Round(
                number=len(self.rounds) + 1,
                votes=tuple((self.names[c], n) for c, n in order),
                continuing=continuing,
                threshold=continuing // 2 + 1,
                exhausted=exhausted,
                residue=0,
                elected=tuple(self.names[c] for c in elected),
                eliminated=tuple(sorted(self.names[c] for c in gone)),
                transfers=transfers(self.names, moved),
                tie=tie,
            )
        )

    def _end(self, winner: int | None, tie: BallotTie | None) -> RankedCount:
        if winner is not None:
            return self._done((self.names[winner],), (), "")
        assert tie
        what = "last" if tie.place == "last" else "first"
        law = (
            "the law breaks it by lot, not known from the ballots"
            if self.method.tie == "lot"
            else "how the law breaks it is not sourced"
        )
        return self._done((), tie.candidates, f"level for {what} at {tie.votes:,} in round {len(self.rounds)}; {law}")

    def _done(self, elected: Sequence[str], undecided: Sequence[str], by: str) -> RankedCount:
        b = self.ballots
        return finished(self.method, b.candidates, b.total, b.blank, self.rounds, elected, undecided, by)
