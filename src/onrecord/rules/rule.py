"""What one election rule says, and the strict reading of it from a rulebook file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from onrecord.model.errors import InputError
from onrecord.rules.scope import OFFICES as OFFICES
from onrecord.rules.scope import STAGES as STAGES
from onrecord.rules.scope import Citation as Citation
from onrecord.rules.scope import Scope, choice, read_citations, read_scope, text

ONE_BALLOT = "all parties on one ballot"
WITHIN_PARTY = "within each party"
NONPARTISAN = "nonpartisan, one ballot"
SCOPES = (ONE_BALLOT, WITHIN_PARTY, NONPARTISAN)

SYSTEMS = ("top_two", "top_n", "plurality", "majority_runoff", "ranked_choice")
ALL_TIED = "all tied advance"
LOT = "lot"
NOBODY = "nobody"
UNKNOWN = "unknown"
TIES = (ALL_TIED, LOT, NOBODY, UNKNOWN)
NEXT = ("primary_runoff", "general", "runoff")
NOT_SOURCED = "Not sourced here."
TIED = {ALL_TIED: "All who tie for the last place go on.", LOT: "By lot.", NOBODY: "Nobody is chosen."}

REQUIRED = {
    "id", "offices", "special", "stage", "from", "system", "advances", "party_scope", "tie", "write_ins",
    "withdrawal", "citations", "certain",
}  # fmt: skip
OPTIONAL = {
    "districts", "to", "threshold", "settled_by", "next", "on_request", "counting", "note", "seats", "ties",
    "runoff_day", "tie_for_first",
}  # fmt: skip
SHARE = re.compile(r"(more than|at least) (\d+)/(\d+)")


@dataclass(frozen=True)
class Settled:
    """The share of all votes that settles a contest at once: `share` itself is enough only when `inclusive`."""

    share: Fraction
    inclusive: bool

    def reached(self, votes: int, total: int) -> bool:
        """Whether `votes` of `total` settle the contest; exact."""
        got = Fraction(votes, total)
        return got > self.share or (self.inclusive and got == self.share)

    def __str__(self) -> str:
        if self.share == Fraction(1, 2) and not self.inclusive:
            return "a majority"
        return f"{'at least' if self.inclusive else 'more than'} {self.share.numerator}/{self.share.denominator}"


@dataclass(frozen=True, kw_only=True)
class Rule(Scope):
    """How one stage of a contest is decided, in some states, for some offices, between two dates (inclusive).

    `advances` is how many go on (1: the winner); `threshold` the least share of votes with which one may go on;
    `settled_by` the share that settles the contest at this stage (None: no share does); `on_request` that the
    runner-up must ask for the next round; `certain` False that the sources are secondary or incomplete (see `note`).
    `tie` is what a count does with a tie for the last place, `tie_for_first` with one for first of more than advance
    (the same unless the file says otherwise); `ties` the law on ties in words (runoffs, new elections);
    `runoff_day` when the next round is held; `seats` how many the contest fills.
    """

    id: str
    system: str
    advances: int
    threshold: Fraction
    settled_by: Settled | None
    party_scope: str
    tie: str
    next_stage: str
    on_request: bool
    write_ins: str
    withdrawal: str
    counting: str
    citations: tuple[Citation, ...]
    certain: bool
    note: str
    seats: int = 1
    ties: str = NOT_SOURCED
    runoff_day: str = ""
    tie_for_first: str = UNKNOWN

    @property
    def elects_on_majority(self) -> bool:
        """Whether a sufficient share elects at this stage; in a party's own primary it nominates, so False."""
        return self.settled_by is not None and self.party_scope != WITHIN_PARTY

    @property
    def fills_the_office(self) -> bool:
        """Whether whoever wins here is elected, rather than nominated or sent on."""
        return self.party_scope != WITHIN_PARTY and (self.system in ("plurality", "ranked_choice"))

    @property
    def cited(self) -> str:
        """The citations' texts, in one line."""
        return "; ".join(c.text for c in self.citations)


def read_rule(data: Mapping[str, Any], states: tuple[str, ...]) -> Rule:
    """The rule that one entry of a rulebook file declares; raises InputError on anything unknown, missing or at odds."""
    name = str(data.get("id", "a rule without an id"))
    if unknown := sorted(set(data) - REQUIRED - OPTIONAL):
        raise InputError(f"{name}: rule keys that are not known", received=unknown, example=sorted(OPTIONAL)[0])
    if missing := sorted(REQUIRED - set(data)):
        raise InputError(f"{name}: rule keys that are missing", received=missing, example="tie: all tied advance")
    rule = Rule(
        **read_scope(name, data, states),
        id=name,
        system=choice(name, "system", data["system"], SYSTEMS),
        advances=data["advances"],
        threshold=Fraction(str(data.get("threshold", "0"))),
        settled_by=_settled(name, data["settled_by"]) if "settled_by" in data else None,
        party_scope=choice(name, "party_scope", data["party_scope"], SCOPES),
        tie=choice(name, "tie", data["tie"], TIES),
        next_stage=choice(name, "next", data["next"], NEXT) if "next" in data else "",
        on_request=bool(data.get("on_request", False)),
        write_ins=text(data["write_ins"]),
        withdrawal=text(data["withdrawal"]),
        counting=text(data.get("counting", "")),
        citations=read_citations(name, data["citations"]),
        certain=bool(data["certain"]),
        note=text(data.get("note", "")),
        seats=data.get("seats", 1),
        ties=text(data.get("ties", TIED.get(data["tie"], NOT_SOURCED))),
        runoff_day=text(data.get("runoff_day", "")),
        tie_for_first=choice(name, "tie_for_first", data.get("tie_for_first", data["tie"]), TIES),
    )
    _check(rule)
    return rule


def _check(rule: Rule) -> None:
    """Raise InputError when the parts of a rule contradict one another."""
    wrong = [
        (not rule.citations, "a rule is cited"),
        (not rule.certain and not rule.note, "an uncertain rule says what is uncertain"),
        (rule.system in ("plurality", "ranked_choice") and rule.advances != 1, "one is chosen, so advances is 1"),
        (rule.system == "top_two" and rule.advances != 2, "two advance under top_two"),
        (rule.system in ("top_two", "top_n", "plurality") and rule.settled_by is not None, "no share settles it"),
        (rule.system in ("majority_runoff", "ranked_choice") and rule.settled_by is None, "a share settles it"),
        (rule.advances > 1 and not rule.next_stage, "those who advance go on to a stage"),
        (not 0 <= rule.threshold < 1, "a threshold is a share of the votes"),
        (rule.seats != 1, "one seat a contest; the book abstains where a district fills several"),
    ]
    for bad, what in wrong:
        if bad:
            raise InputError(f"{rule.id}: {what}", received=rule.system, example="see rulebook/california.yml")


def _settled(name: str, given: object) -> Settled:
    found = SHARE.fullmatch(str(given))
    if not found:
        raise InputError(f"{name}: settled_by is a share", received=given, example="more than 1/2")
    return Settled(Fraction(int(found[2]), int(found[3])), found[1] == "at least")
