"""Lines of committees' summaries: each committee counted once, whatever forms and files report it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.money import final
from onrecord.answers.question import Given
from onrecord.store.record import Record

Row = dict[str, Any]
_FLOWS = ("receipts_usd", "disbursements_usd", "cash_usd", "individual_contributions_usd", "coverage_end")


@dataclass(frozen=True)
class Lines:
    """The summaries of some committees in a cycle; `counted` holds the rows that count for each committee asked for."""

    rows: Rows
    committees: tuple[str, ...]
    cycle: int
    counted: dict[str, list[Row]]

    def total(self, column: str, committees: Sequence[str] | None = None) -> Decimal | None:
        """A line summed over forms and committees; None where a committee has no summary or a form leaves it blank."""
        values = []
        for one in self.committees if committees is None else committees:
            mine = self.counted.get(one)
            if not mine or any(r[column] is None for r in mine):
                return None
            values += [r[column] for r in mine]
        return sum(values, Decimal(0)) if values else None

    def balance(self, column: str, committees: Sequence[str] | None = None) -> Decimal | None:
        """A balance (cash, debts) by each committee's last report, summed over committees, never over reports."""
        values = []
        for one in self.committees if committees is None else committees:
            mine = self.counted.get(one)
            if not mine:
                return None
            values.append(max(mine, key=lambda r: r["coverage_end"])[column])
        return None if not values or None in values else sum(values, Decimal(0))

    def through(self, committee: str) -> dt.date | None:
        """The last day that a committee's summaries cover."""
        return max((r["coverage_end"] for r in self.counted.get(committee, [])), default=None)

    def kind(self, committee: str) -> str | None:
        """The committee's type code in the cycle's master, else as the summary has it."""
        return next((r["committee_type"] for r in self.rows.dicts() if r["committee_id_fec"] == committee), None)

    @property
    def ends(self) -> list[dt.date]:
        """The coverage ends of the committees that have a summary."""
        return [end for one in self.committees if (end := self.through(one))]

    @property
    def first_end(self) -> dt.date | None:
        """How far all of them reach together: the earliest coverage end."""
        return min(self.ends, default=None)

    @property
    def last(self) -> dt.date | None:
        """The latest coverage end."""
        return max(self.ends, default=None)

    @property
    def missing(self) -> list[str]:
        """Committees without a summary that counts."""
        return [c for c in self.committees if not self.counted.get(c)]

    def floor(self, g: Given) -> bool:
        """Whether more may be to come: the coverage ends before the day asked of and before the cycle does."""
        end = self.first_end
        return end is None or (end < g.as_of and not final(self.cycle, end))


def lines_of(record: Record, committees: Sequence[str], cycle: int, as_of: dt.date) -> Lines:
    """The summaries of committees public by `as_of`: Column A of their reports, added up by the FEC for the cycle.

    Of several files the one that reaches furthest is taken. In it a committee that filed two forms has a row for each,
    and these are added (rule T3); rows with the same amounts, one for each candidate it serves, are one.
    """
    rows = ask(record, "committee_lines", as_of, committees=list(committees), cycle=cycle)
    files: dict[str, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.dicts():
        if row["coverage_end"]:
            files[row["committee_id_fec"]][(row["source"], row["source_file"])].append(row)
    counted = {}
    for committee, by_file in files.items():
        best = max(by_file, key=lambda f: (max(r["coverage_end"] for r in by_file[f]), f))
        counted[committee] = _forms(by_file[best])
    return Lines(rows, tuple(committees), cycle, counted)


def _forms(rows: Sequence[Row]) -> list[Row]:
    """One row a form: a repeated row is one; of one form the row that reaches furthest."""
    different = {tuple(r[c] for c in _FLOWS): r for r in rows}.values()
    by_form: dict[str | None, Row] = {}
    for row in different:
        held = by_form.get(row["form_type"])
        if held is None or row["coverage_end"] > held["coverage_end"]:
            by_form[row["form_type"]] = row
    return list(by_form.values())
