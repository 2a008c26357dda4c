"""What a count of ranked ballots gives: its rounds, transfers, ties and outcome, and the reason in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.rules.method import STV, Method
from onrecord.rules.words import names, percent

# Votes are whole numbers in an instant runoff; exact fractions, of the places that the method cuts to, in an STV count.
Votes = int | Fraction
UNDECLARED = "Undeclared Write-ins"  # the name under which readers hold write-in votes for nobody who is a candidate


@dataclass(frozen=True)
class Transfer:
    """Votes that went from `source` to `target`, or (target "") were exhausted for the reason `end`."""

    source: str
    target: str
    end: str
    votes: Votes


@dataclass(frozen=True)
class BallotTie:
    """Candidates with the same votes where one must be chosen; `chosen` is "" and so is `by` when nothing chose."""

    candidates: tuple[str, ...]
    votes: Votes
    place: str
    chosen: str
    by: str


@dataclass(frozen=True)
class Round:
    """One round: the votes it began with, highest first, and what was then done.

    `continuing` is the sum of the votes; `threshold` what elects; `exhausted` the ballots that count for nobody by
    reason, all since the first round; `residue` the votes lost where transfer values were cut (STV).
    """

    number: int
    votes: tuple[tuple[str, Votes], ...]
    continuing: Votes
    threshold: Votes
    exhausted: tuple[tuple[str, Votes], ...]
    residue: Votes
    elected: tuple[str, ...]
    eliminated: tuple[str, ...]
    transfers: tuple[Transfer, ...]
    tie: BallotTie | None

    @property
    def exhausted_total(self) -> Votes:
        """All ballots exhausted so far; whole ballots or, in an STV count, what was left of their value."""
        return sum((n for _, n in self.exhausted), 0)


@dataclass(frozen=True)
class RankedCount:
    """The whole count. `total` ballots include the `blank` ones, which are in no round.

    `undecided` are the candidates between whom something must choose that the ballots do not say: `undecided_by` names
    it. `margin` is the elected candidate's votes over the next in the last round (None in an STV count, or when alone).
    """

    method: Method
    candidates: tuple[str, ...]
    total: int
    blank: int
    rounds: tuple[Round, ...]
    elected: tuple[str, ...]
    undecided: tuple[str, ...]
    undecided_by: str
    margin: Votes | None
    reason: str

    @property
    def ties(self) -> tuple[BallotTie, ...]:
        """The ties of all rounds in their order."""
        return tuple(one.tie for one in self.rounds if one.tie)


def finished(
    method: Method,
    candidates: Sequence[str],
    total: int,
    blank: int,
    rounds: Sequence[Round],
    elected: Sequence[str],
    undecided: Sequence[str] = (),
    undecided_by: str = "",
) -> RankedCount:
    """The outcome with its margin and its reason."""
    margin: Votes | None = None
    if rounds and len(elected) == 1 and method.count != STV and len(rounds[-1].votes) > 1:
        margin = rounds[-1].votes[0][1] - rounds[-1].votes[1][1]
        if rounds[-1].votes[0][0] != elected[0]:  # level at the top, and a lot chose the other
            margin = 0
    reason = _reason(method, rounds, tuple(elected), tuple(undecided), undecided_by, margin)
    return RankedCount(
        method, tuple(candidates), total, blank, tuple(rounds), tuple(elected), tuple(undecided), undecided_by, margin,
        reason,
    )  # fmt: skip


def shown(votes: Votes) -> str:
    """Votes as people write them: "38,852", or with the places that a fraction has, "1,204.3333"."""
    if isinstance(votes, int) or votes.denominator == 1:
        return f"{int(votes):,}"
    places = 4  # as the ordinance cuts; a column of them lines up
    while 10**places % votes.denominator and places < 9:
        places += 1
    whole, rest = divmod(votes.numerator * 10**places // votes.denominator, 10**places)
    return f"{whole:,}.{rest:0{places}d}"


def _reason(
    method: Method,
    rounds: Sequence[Round],
    elected: tuple[str, ...],
    undecided: tuple[str, ...],
    by: str,
    margin: Votes | None,
) -> str:
    parts = []
    last = rounds[-1] if rounds else None
    if last and len(elected) == 1 and method.count != STV:
        votes = dict(last.votes)[elected[0]]
        share = percent(Fraction(votes) / last.continuing) if last.continuing else "none"
        of = f"{shown(votes)} of {shown(last.continuing)} continuing votes ({share})"
        text = f"{elected[0]} is elected in round {last.number} with {of}"
        parts.append(text if margin is None else f"{text}, {shown(margin)} more than {_next(last, elected[0])}")
    elif elected:
        filled = f"{len(elected)} of {method.seats}" if len(elected) < method.seats else str(method.seats)
        parts.append(f"{names(elected)} {'is' if len(elected) == 1 else 'are'} elected to {filled} seats")
        if len(elected) < method.seats and not by:
            parts.append("the candidates are fewer than the seats: the others stay open")
    if by:
        tied = f"{names(undecided)} are " if by.startswith("level") else ""
        parts.append(f"The count stops: {tied}{by}" if not elected else f"the rest is open: {tied}{by}")
    for one in rounds:
        if one.tie and one.tie.chosen:
            verb = "went out" if one.tie.place == "last" else "was chosen"
            parts.append(
                f"in round {one.number} {names(one.tie.candidates)} were level at {shown(one.tie.votes)} and "
                f"{one.tie.chosen} {verb} by {one.tie.by}"
            )
    mark = "" if method.certain else f" [uncertain: {method.note.rstrip('.')}]"
    return f"{'; '.join(parts)} ({method.cited}){mark}"


def _next(last: Round, winner: str) -> str:
    return next(name for name, _ in last.votes if name != winner)
