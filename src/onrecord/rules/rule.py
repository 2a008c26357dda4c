"""What one election rule says, and the strict reading of it from a rulebook file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from onrecord.model.errors import InputError

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

# H and S are the FEC's codes for the US House and Senate. The presidency is under no rule of this book.
OFFICES = (
    "H",
    "S",
    "governor",
    "state_executive",
    "state_senate",
    "state_house",
    "supreme_court",
    "public_service_commission",
    "board_of_education",
)
STAGES = ("primary", "primary_runoff", "general", "runoff")
NEXT = ("primary_runoff", "general", "runoff")

REQUIRED = {
    "id", "offices", "special", "stage", "from", "system", "advances", "party_scope", "tie", "write_ins",
    "withdrawal", "citations", "certain",
}  # fmt: skip
OPTIONAL = {"districts", "to", "threshold", "settled_by", "next", "on_request", "counting", "note"}
SHARE = re.compile(r"(more than|at least) (\d+)/(\d+)")


@dataclass(frozen=True)
class Citation:
    """The law or page that a rule rests on: `text` as lawyers cite it, `url` where a reader finds it."""

    text: str
    url: str


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


@dataclass(frozen=True)
class Rule:
    """How one stage of a contest is decided, in one state, for some offices, between two dates (inclusive).

    `advances` is how many go on (1: the winner); `threshold` the least share of votes with which one may go on;
    `settled_by` the share that settles the contest at this stage (None: no share does); `on_request` that the
    runner-up must ask for the next round; `certain` False that the sources are secondary or incomplete (see `note`).
    """

    id: str
    states: tuple[str, ...]
    offices: tuple[str, ...]
    districts: tuple[str, ...]
    special: tuple[bool, ...]
    stages: tuple[str, ...]
    first: dt.date
    last: dt.date | None
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

    def covers(self, state: str, office: str, district: str | None, stage: str, date: dt.date, special: bool) -> bool:
        """Whether this rule decides that contest; a rule for named districts needs the district named."""
        return (
            state in self.states
            and office in self.offices
            and (not self.districts or district in self.districts)
            and stage in self.stages
            and special in self.special
            and self.first <= date
            and (self.last is None or date <= self.last)
        )

    def overlaps(self, other: Rule) -> bool:
        """Whether some contest would fall under both rules."""
        districts = not self.districts or not other.districts or set(self.districts) & set(other.districts)
        return bool(
            set(self.states) & set(other.states)
            and set(self.offices) & set(other.offices)
            and districts
            and set(self.stages) & set(other.stages)
            and set(self.special) & set(other.special)
            and self.first <= (other.last or dt.date.max)
            and other.first <= (self.last or dt.date.max)
        )


def read_rule(data: Mapping[str, Any], states: tuple[str, ...]) -> Rule:
    """The rule that one entry of a rulebook file declares; raises InputError on anything unknown, missing or at odds."""
    name = str(data.get("id", "a rule without an id"))
    if unknown := sorted(set(data) - REQUIRED - OPTIONAL):
        raise InputError(f"{name}: rule keys that are not known", received=unknown, example=sorted(OPTIONAL)[0])
    if missing := sorted(REQUIRED - set(data)):
        raise InputError(f"{name}: rule keys that are missing", received=missing, example="tie: all tied advance")
    rule = Rule(
        id=name,
        states=states,
        offices=_listed(name, "offices", data["offices"], OFFICES),
        districts=tuple(str(d) for d in data.get("districts", ())),
        special={"both": (False, True), True: (True,), False: (False,)}[_one_of(name, "special", data)],
        stages=_listed(name, "stage", data["stage"], STAGES),
        first=_day(name, "from", data["from"]),
        last=_day(name, "to", data["to"]) if "to" in data else None,
        system=_choice(name, "system", data["system"], SYSTEMS),
        advances=data["advances"],
        threshold=Fraction(str(data.get("threshold", "0"))),
        settled_by=_settled(name, data["settled_by"]) if "settled_by" in data else None,
        party_scope=_choice(name, "party_scope", data["party_scope"], SCOPES),
        tie=_choice(name, "tie", data["tie"], TIES),
        next_stage=_choice(name, "next", data["next"], NEXT) if "next" in data else "",
        on_request=bool(data.get("on_request", False)),
        write_ins=_text(data["write_ins"]),
        withdrawal=_text(data["withdrawal"]),
        counting=_text(data.get("counting", "")),
        citations=tuple(Citation(str(c["text"]), str(c["url"])) for c in data["citations"]),
        certain=bool(data["certain"]),
        note=_text(data.get("note", "")),
    )
    _check(rule)
    return rule


def _check(rule: Rule) -> None:
    """Raise InputError when the parts of a rule contradict one another."""
    wrong = [
        (not rule.citations, "a rule is cited"),
        (any(not c.text or not c.url.startswith("https://") for c in rule.citations), "a citation has text and a link"),
        (not rule.certain and not rule.note, "an uncertain rule says what is uncertain"),
        (rule.last is not None and rule.last < rule.first, "dates in force run forward"),
        (rule.system in ("plurality", "ranked_choice") and rule.advances != 1, "one is chosen, so advances is 1"),
        (rule.system == "top_two" and rule.advances != 2, "two advance under top_two"),
        (rule.system in ("top_two", "top_n", "plurality") and rule.settled_by is not None, "no share settles it"),
        (rule.system in ("majority_runoff", "ranked_choice") and rule.settled_by is None, "a share settles it"),
        (rule.advances > 1 and not rule.next_stage, "those who advance go on to a stage"),
        (not 0 <= rule.threshold < 1, "a threshold is a share of the votes"),
    ]
    for bad, what in wrong:
        if bad:
            raise InputError(f"{rule.id}: {what}", received=rule.system, example="see rulebook/california.yml")


def _listed(name: str, key: str, given: object, known: tuple[str, ...]) -> tuple[str, ...]:
    values = given if isinstance(given, list) else [given]
    return tuple(_choice(name, key, value, known) for value in values)


def _choice(name: str, key: str, given: object, known: tuple[str, ...]) -> str:
    if not isinstance(given, str) or given not in known:
        raise InputError(f"{name}: {key} is one of {', '.join(known)}", received=given, example=known[0])
    return given


def _one_of(name: str, key: str, data: Mapping[str, Any]) -> Any:
    if data[key] not in (True, False, "both"):
        raise InputError(f"{name}: {key} is true, false or both", received=data[key], example="false")
    return data[key]


def _day(name: str, key: str, given: object) -> dt.date:
    try:
        return dt.date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise InputError(f"{name}: {key} is a quoted date", received=given, example='from: "2012-01-01"') from None


def _settled(name: str, given: object) -> Settled:
    found = SHARE.fullmatch(str(given))
    if not found:
        raise InputError(f"{name}: settled_by is a share", received=given, example="more than 1/2")
    return Settled(Fraction(int(found[2]), int(found[3])), found[1] == "at least")


def _text(given: object) -> str:
    return " ".join(str(given).split())
