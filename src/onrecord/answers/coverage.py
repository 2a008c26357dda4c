"""How much of what a committee reported its loaded rows add up to, and the caveat of a figure that rests on less."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.answers.answer import Answer, plain
from onrecord.answers.ask import Rows, ask
from onrecord.answers.grounds import grounded
from onrecord.model.money import usd
from onrecord.store.record import Record

KINDS = ("independent expenditures", "contributions to candidates", "individual contributions", "operating expenditures")
LOW, HIGH = Fraction(97, 100), Fraction(103, 100)
RECONCILES, BELOW, ABOVE = "reconciles", "below 97%", "above 103%"
NO_ROWS, NO_SUMMARY, NO_LINE = "nothing itemised loaded", "no summary loaded", "the summary has no such line"
STATES = (BELOW, ABOVE, RECONCILES, NO_ROWS, NO_SUMMARY, NO_LINE)
#: The kind of money whose rows each measure gives.
OF_MEASURE = {
    "independent_expenditures": "independent expenditures",
    "contribution_recipients": "contributions to candidates",
    "individual_contributions": "individual contributions",
    "operating_expenditures": "operating expenditures",
    "contributors": "individual contributions",
    "individual_months": "individual contributions",
}
#: What a summary's line holds beside the rows, by the measure's word for it: no finding where the rows fall short.
ALSO_HELD = {
    "with unitemised": "unitemised money",
    "with earmarks and gifts to other committees": "earmarked gifts and gifts to other committees",
}
UNCOVERED = "uncovered"  # a fact of an answer whose rows no summary line is held against
NAMED = 3  # committees named in one caveat


@dataclass(frozen=True)
class Coverage:
    """One committee's itemised rows of a kind and cycle against the summary line of the same days (USD).

    `itemised_usd` and `reported_usd` are None where nothing is loaded: missing is not zero. `later` and `undated` are
    (rows, USD) that are in no sum: filed after the summary's days, or of no known day.
    """

    kind: str
    committee_id_fec: str
    cycle: int
    name: str | None
    itemised_usd: Decimal | None
    rows: int
    reported_usd: Decimal | None
    line: str
    coverage_end: dt.date | None
    later: tuple[int, Decimal]
    undated: tuple[int, Decimal]

    @property
    def ratio(self) -> Fraction | None:
        """Itemised to reported, exact; None where either is not known or what was reported is no positive sum."""
        if self.itemised_usd is None or self.reported_usd is None or self.reported_usd <= 0:
            return None
        return Fraction(self.itemised_usd) / Fraction(self.reported_usd)

    @property
    def difference_usd(self) -> Decimal | None:
        """Itemised less reported."""
        if self.itemised_usd is None or self.reported_usd is None:
            return None
        return self.itemised_usd - self.reported_usd

    @property
    def state(self) -> str:
        """One of STATES; a difference of at most a dollar a row is rounding, for the bulk files drop the cents."""
        if self.itemised_usd is None:
            return NO_ROWS
        if self.reported_usd is None:
            return NO_LINE if self.coverage_end else NO_SUMMARY
        off = self.itemised_usd - self.reported_usd
        within = self.ratio is not None and LOW <= self.ratio <= HIGH
        if within or abs(off) <= self.rows:
            return RECONCILES
        return BELOW if off < 0 else ABOVE

    @property
    def changes_an_answer(self) -> bool:
        """Whether figures that rest on the rows carry the caveat."""
        return self.state in (BELOW, ABOVE)

    @property
    def found(self) -> bool:
        """Whether it is a finding: not where the rows fall short of a line that holds more than they can show."""
        return self.changes_an_answer and not (self.state == BELOW and self.line)

    def sentence(self) -> str:
        """The coverage as a caveat says it."""
        who = f"{self.name or 'a committee'} ({self.committee_id_fec})"
        also = f", a line that holds {ALSO_HELD[self.line]} too" if self.line else ""
        said = f"{_usd(self.itemised_usd)} itemised of {_usd(self.reported_usd)} reported"
        part = percent(self.ratio) if self.ratio is not None else "no ratio: no positive sum is reported"
        return f"{self.kind} of {who}, {self.cycle} cycle through {self.coverage_end}: {said}{also} ({part})"

    def as_dict(self) -> dict[str, Any]:
        """In JSON's types: money as decimal strings, the ratio as an exact fraction and as a decimal of six places."""
        return {
            "kind": self.kind,
            "committee_id_fec": self.committee_id_fec,
            "name": self.name,
            "cycle": self.cycle,
            "state": self.state,
            "finding": self.found,
            "itemised_usd": _text(self.itemised_usd),
            "itemised_rows": self.rows,
            "reported_usd": _text(self.reported_usd),
            "line": self.line or None,
            "difference_usd": _text(self.difference_usd),
            "ratio": f"{self.ratio.numerator}/{self.ratio.denominator}" if self.ratio is not None else None,
            "ratio_decimal": plain(self.ratio),
            "coverage_end": self.coverage_end.isoformat() if self.coverage_end else None,
            "later": {"rows": self.later[0], "usd": _text(self.later[1])},
            "undated": {"rows": self.undated[0], "usd": _text(self.undated[1])},
        }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _usd(amount: Decimal | None) -> str:
    """An amount in full, without cents where it has none: the bulk files drop them."""
    if amount is None:
        return "an amount that is not loaded"
    return usd(amount.to_integral_value() if amount == amount.to_integral_value() else amount)


def percent(ratio: Fraction) -> str:
    """A ratio as a percentage of two places, never rounded over the lines at 97% and 103%, or up to 100%."""
    exact = Decimal(ratio.numerator) / Decimal(ratio.denominator) * 100
    shown = exact.quantize(Decimal("0.01"))
    for line in (Decimal(97), Decimal(103), Decimal(100)):
        if shown == line != exact:
            return f"{'under' if exact < line else 'over'} {line}%"
    return f"{shown:,f}%"


def coverage(
    record: Record, committees: Sequence[str] | None, cycle: int | None, as_of: dt.date, kinds: Sequence[str] = KINDS
) -> tuple[list[Coverage], Rows]:
    """Each committee's coverage by kind and cycle with what is known on `as_of` (inclusive), and the rows asked.

    None asks for all committees, or all cycles; one query in either case.
    """
    listed = None if committees is None else sorted(set(committees))
    rows = ask(record, "coverage", as_of, committees=listed, cycle=cycle, kinds=list(kinds))
    return [_read(row) for row in rows.dicts()], rows


def _read(row: dict[str, Any]) -> Coverage:
    loaded = row["itemised_rows"] is not None
    return Coverage(
        row["kind"], row["committee_id_fec"], row["cycle"], row["name"],
        (row["itemised_usd"] or Decimal(0)) if loaded else None, row["itemised_rows"] or 0, row["reported_usd"],
        row["line"] or "", row["coverage_end"], (row["later_rows"] or 0, row["later_usd"] or Decimal(0)),
        (row["undated_rows"] or 0, row["undated_usd"] or Decimal(0)),
    )  # fmt: skip


def with_coverage(record: Record, answers: Iterable[Answer]) -> list[Answer]:
    """The answers, each with the caveat of what it rests on where that covers less than 97% (or more than 103%).

    One query for all of them (one for each as-of day). An answer without a value says already what is not loaded.
    """
    listed = list(answers)
    needed = [_needed(one) for one in listed]
    by_day: dict[dt.date, set[str]] = defaultdict(set)
    kinds: dict[dt.date, set[str]] = defaultdict(set)
    for needs in needed:
        for day, kind, committee, _ in needs:
            by_day[day].add(committee)
            kinds[day].add(kind)
    known: dict[tuple[dt.date, str, str], list[Coverage]] = defaultdict(list)
    for day, committees in by_day.items():
        found, _ = coverage(record, sorted(committees), None, day, sorted(kinds[day]))
        for one in found:
            if one.changes_an_answer:
                known[(day, one.kind, one.committee_id_fec)].append(one)
    done = []
    for answer, needs in zip(listed, needed, strict=True):
        low = [
            c for day, kind, committee, cycle in sorted(needs, key=str)
            for c in known.get((day, kind, committee), []) if c.cycle == cycle
        ]  # fmt: skip
        done.append(replace(answer, caveats=(*answer.caveats, *caveats(low))) if low else answer)
    return done


def caveats_of(record: Record, asked: Iterable[Rows]) -> list[str]:
    """All caveats of figures that rest on rows and are not an answer yet, such as a race's money by spender."""
    (one,) = with_coverage(record, grounded(record, [Answer("", 0, "USD", tuple(asked))]))
    return list(one.caveats)


def caveats(low: Sequence[Coverage]) -> list[str]:
    """A sentence for each of the first committees that are not covered, and how many more there are."""
    ordered = sorted(low, key=lambda c: (-abs(c.difference_usd or Decimal(0)), c.committee_id_fec, c.cycle, c.kind))
    said = [f"coverage {c.state}: {c.sentence()}" for c in ordered[:NAMED]]
    if (more := len(ordered) - NAMED) > 0:
        said.append(f"coverage below 97% or above 103% of {more:,} more: onrecord doctor --cycle {ordered[0].cycle}")
    return said


def _needed(answer: Answer) -> set[tuple[dt.date, str, str, int]]:
    """The (day, kind, committee, cycle) whose rows an answer rests on."""
    if answer.value is None or answer.facts.get(UNCOVERED):
        return set()
    return {need for rows in answer.asked if rows.question in OF_MEASURE for need in _rests_on(rows)}


def _rests_on(rows: Rows) -> set[tuple[dt.date, str, str, int]]:
    kind = OF_MEASURE[rows.question]
    if "committee_id_fec" not in rows.columns:  # rows by name: those of all the committees asked for
        return {(rows.as_of, kind, one, rows.params["cycle"]) for one in rows.params["committees"]}
    who, when = rows.columns.index("committee_id_fec"), rows.columns.index("cycle")
    return {(rows.as_of, kind, row[who], row[when]) for row in rows.rows if row[who] and row[when]}
