"""Who advances or wins under a rule, from the votes alone: exact, pure, with the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.model.errors import InputError
from onrecord.rules.rule import ALL_TIED, LOT, NOBODY, UNKNOWN, WITHIN_PARTY, Rule
from onrecord.rules.words import explain

REQUEST = "runner-up's request"
LOT_GIVEN = "the lot given"


@dataclass(frozen=True)
class Tie:
    """Candidates with the same votes for one place; `resolved` is one of rule.TIES, "room for all" or LOT_GIVEN."""

    candidates: tuple[str, ...]
    votes: int
    place: int
    resolved: str


@dataclass(frozen=True)
class Outcome:
    """What the votes decide under one rule. Votes are whole numbers, shares exact fractions of all votes given.

    `elected`, `advancing`, `undecided` and `eliminated` hold every candidate once, highest first. `nominated` is the
    one of `advancing` whom a party's primary chose. `undecided` waits for a lot, a request or an unsourced rule:
    `undecided_by` names it. `margin` is first over second (None when alone); `line_margin` is the last who advances
    over the first who does not (None when everybody advances). `leader_share` is None when the count is partial.
    `unnamed` are the votes of write-ins without a name, where fewer than may advance are named: one may take a place.
    """

    rule: Rule
    order: tuple[tuple[str, int], ...]
    total: int | None
    advancing: tuple[str, ...]
    eliminated: tuple[str, ...]
    undecided: tuple[str, ...]
    undecided_by: str
    elected: str | None
    nominated: str | None
    margin: int | None
    line_margin: int | None
    ties: tuple[Tie, ...]
    leader: str
    leader_share: Fraction | None
    next_stage: str
    reason: str
    unnamed: int = 0

    @property
    def certain(self) -> bool:
        """Whether the rule is sourced without a mark; an answer built on an uncertain one says so."""
        return self.rule.certain


def advance(
    rule: Rule, votes: Mapping[str, int], *, complete: bool = True, lot: Sequence[str] = (), unnamed: int = 0,
    for_nobody: int = 0,
) -> Outcome:  # fmt: skip
    """Who advances, wins or stays undecided when these are the votes of the contest (of one party in its own primary).

    In: each candidate's votes, write-ins included, blank and spoilt ballots not; `complete` False when candidates below
    those given are left out, which a rule that turns on a share of all votes refuses. Nobody advances without a vote.
    `lot` is the order that a drawn lot gave, first ahead: it breaks a tie where the rule says by lot, and no other.
    `unnamed` are the votes of write-ins without a name: they are in the total and nobody's. `for_nobody` are those for
    the ballot's choice against all candidates (Nevada's, NRS 293.269), which neither wins nor goes on: in the total too.
    Raises InputError on no candidates, no votes, a negative or fractional number, a count that needs ranked ballots, or
    as many unnamed votes as the last who is chosen has: one person may hold them all.
    """
    order = _ordered(votes)
    total = sum(votes.values()) + unnamed + for_nobody if complete else None
    if not complete and (rule.settled_by or rule.threshold):
        raise InputError(
            f"{rule.id} turns on a share of all votes, so every candidate's votes are needed",
            received=f"a partial count of {len(order)} candidates",
            example="complete=True with all candidates",
        )
    if strangers := [name for name in lot if name not in votes]:
        raise InputError("a lot is drawn among the candidates", received=", ".join(strangers), example=order[0][0])
    top = tuple(name for name, n in order if n == order[0][1])
    enough = bool(rule.settled_by and total and rule.settled_by.reached(order[0][1], total))
    if enough:
        ahead, tied = ([top[0]], []) if len(top) == 1 else ([], list(top))
        ties = [Tie(top, order[0][1], 1, UNKNOWN if rule.tie == ALL_TIED else rule.tie)] if tied else []
    elif rule.system == "ranked_choice":
        raise InputError(
            f"{rule.id}: without a majority of first choices, the ranked ballots decide",
            received=f"first choices only, {order[0][0]} leading with {order[0][1]:,}",
            example="the ballots of the contest",
        )
    else:
        ahead, tied, ties = _highest(rule, order, total, lot)
        last = min((votes[name] for name in [*ahead, *tied]), default=0)
        if unnamed >= max(last, 1) and len(ahead) + len(tied) >= rule.advances:
            raise InputError(
                f"{rule.id}: write-ins without a name have as many votes as the last chosen, and may be one person's",
                received=f"{unnamed:,} votes without a name, {last:,} of the last chosen",
                example="the write-ins by name",
            )
    return _outcome(rule, order, total, enough, ahead, tied, ties, 0 if enough else unnamed)


def winner(rule: Rule, votes: Mapping[str, int]) -> str | None:
    """The candidate whom these votes elect or nominate under the rule, or None when nobody yet (see `advance`)."""
    found = advance(rule, votes)
    return found.elected or found.nominated


def _ordered(votes: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Candidates highest first, equal ones by name so that the order given changes nothing."""
    if not votes:
        raise InputError("a contest has candidates", received="none", example='{"A": 10, "B": 5}')
    for name, number in votes.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise InputError("votes are whole numbers, zero or more", received=f"{name}: {number!r}", example="41611")
    if not any(votes.values()):
        raise InputError("a contest without a vote decides nothing", received="all zero", example='{"A": 10, "B": 5}')
    return tuple(sorted(votes.items(), key=lambda pair: (-pair[1], pair[0])))


def _highest(
    rule: Rule, order: tuple[tuple[str, int], ...], total: int | None, lot: Sequence[str]
) -> tuple[list[str], list[str], list[Tie]]:
    """The names within the rule's places, those left to a lot or to an unsourced rule, and the ties at issue."""
    places = rule.advances
    able = [(name, n) for name, n in order if n and (not total or Fraction(n, total) >= rule.threshold)]
    ties = []
    first = tuple(name for name, n in able if n == able[0][1]) if able else ()
    if 1 < len(first) <= places:
        ties.append(Tie(first, able[0][1], 1, "room for all"))
    if len(able) <= places:
        return [name for name, _ in able], [], ties
    cut = able[places - 1][1]
    law = rule.tie_for_first if len(first) > places else rule.tie
    above = [name for name, n in able if n > cut]
    level = [name for name, n in able if n == cut]
    if len(above) + len(level) > places:
        drawn = law == LOT and set(level) <= set(lot)
        ties.append(Tie(tuple(level), cut, len(above) + 1, LOT_GIVEN if drawn else law))
        if drawn:
            return above + sorted(level, key=lot.index)[: places - len(above)], [], ties
        if law == NOBODY:
            return above, [], ties
        if law != ALL_TIED:
            return above, level, ties
    return above + level, [], ties


def _outcome(
    rule: Rule,
    order: tuple[tuple[str, int], ...],
    total: int | None,
    enough: bool,
    ahead: list[str],
    tied: list[str],
    ties: list[Tie],
    unnamed: int,
) -> Outcome:
    """Sort every candidate into elected, advancing, undecided and eliminated, and say why."""
    votes = dict(order)
    leader, most = order[0]
    alone = len(ahead) == 1 and votes[ahead[0]] == most
    chosen = ahead[0] if (enough or rule.system == "plurality") and alone else None
    elected = chosen if rule.party_scope != WITHIN_PARTY else None
    nominated = chosen if rule.party_scope == WITHIN_PARTY else None
    by = "" if not tied else LOT if rule.tie == LOT else "a rule for ties that is not sourced"
    if rule.on_request and not enough and len(order) > 1:
        ahead, tied, by = [], ahead + tied, f"{by} and the {REQUEST}" if by else f"the {REQUEST}"
    out = [name for name, _ in order if name not in ahead and name not in tied]
    last = min((votes[name] for name in [*ahead, *tied]), default=0)
    found = Outcome(
        rule=rule,
        order=order,
        total=total,
        advancing=tuple(name for name in ahead if name != elected),
        eliminated=tuple(out),
        undecided=tuple(tied),
        undecided_by=by,
        elected=elected,
        nominated=nominated,
        margin=most - order[1][1] if len(order) > 1 else None,
        line_margin=last - votes[out[0]] if out and (ahead or tied) else None,
        ties=tuple(ties),
        leader=leader,
        leader_share=Fraction(most, total) if total else None,
        next_stage="" if elected else "general" if nominated else rule.next_stage,
        reason="",
        unnamed=unnamed if len(ahead) + len(tied) < rule.advances else 0,
    )
    return replace(found, reason=explain(found))
