"""Loaded electronic reports: which count on a day, how far they reach, and whether bulk rows hold them too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.store.record import Record

Row = dict[str, Any]
FORMS = {"F3": "Form 3", "F3P": "Form 3P", "F3X": "Form 3X"}
ADDED, HELD, UNCLEAR = "added", "held", "unclear"
SHOWN = 4  # filings that a sentence names
BULK = ("individual_contribution", "transfer", "contribution", "disbursement")


@dataclass(frozen=True)
class Filed:
    """The electronic filings of some committees and a cycle that are loaded and were public by a day.

    `counts` are the reports (Forms 3, 3P and 3X) in the version that counts on the day; the others are `aside`.
    """

    record: Record
    as_of: dt.date
    cycle: int
    rows: Rows
    counts: tuple[Row, ...]
    aside: tuple[Row, ...]

    @property
    def numbers(self) -> list[str]:
        """The filing numbers that count."""
        return [r["filing_number"] for r in self.counts]

    @property
    def through(self) -> dt.date | None:
        """The last day that they cover, inclusive."""
        return max((r["coverage_end"] for r in self.counts if r["coverage_end"]), default=None)

    @property
    def whole(self) -> bool:
        """Whether each committee's reports cover the whole cycle without a gap."""
        return bool(self.counts) and not any(self._gaps(c)[0] for c in {r["committee_id_fec"] for r in self.counts})

    def of(self, committees: Sequence[str]) -> Filed:
        """The filings of some of the committees."""
        counts, aside = ([r for r in of if r["committee_id_fec"] in committees] for of in (self.counts, self.aside))
        return Filed(self.record, self.as_of, self.cycle, self.rows, tuple(counts), tuple(aside))

    def _gaps(self, committee: str) -> tuple[list[str], list[str]]:
        """What of the cycle the reports of a committee do not cover, and where two of them cover the same days."""
        first, last = dt.date(self.cycle - 1, 1, 1), dt.date(self.cycle, 12, 31)
        mine = [
            r for r in self.counts if r["committee_id_fec"] == committee and r["coverage_start"] and r["coverage_end"]
        ]
        day, gaps, twice = first, [], []
        for one in sorted(mine, key=lambda r: (r["coverage_start"], r["coverage_end"])):
            if one["coverage_start"] > day:
                gaps.append(f"{day} to {one['coverage_start'] - dt.timedelta(1)}")
            elif one["coverage_start"] < day and one is not mine[0] and one["coverage_end"] >= first and day > first:
                twice.append(f"{one['coverage_start']} to {min(day - dt.timedelta(1), one['coverage_end'])}")
            day = max(day, one["coverage_end"] + dt.timedelta(1))
        if day <= last:
            gaps.append(f"{day} to {last}")
        return gaps, twice

    def said(self) -> list[str]:
        """Which filings they are, what of the cycle they do not cover, and which others are loaded and left out."""
        told = [f"in {listed(self.counts)}"] if self.counts else []
        several = len({r["committee_id_fec"] for r in self.counts}) > 1
        for committee in dict.fromkeys(r["committee_id_fec"] for r in self.counts):
            gaps, twice = self._gaps(committee)
            who = f" of {committee}" if several else ""
            if gaps:
                told.append(f"no report{who} of {_few(gaps)} is among them: a part of the {self.cycle} cycle")
            if twice:
                told.append(f"two reports{who} cover {_few(twice)}: a row may stand in both")
        if any(r["unknown_version"] for r in self.counts):
            told.append("an amendment whose original is not loaded counts as the report that it amends")
        return [*told, *self.left_out()]

    def left_out(self) -> list[str]:
        """The filings that are loaded and count on no day, or no more: withdrawn, of unknown receipt day."""
        told = []
        gone = [f"{named(r)}, withdrawn on {r['withdrawn_on']}" for r in self.aside if r["state"] == "withdrawn"]
        if gone:
            told.append(f"left out: {_few(gone)}")
        undated = [named(r) for r in self.aside if r["state"] == "undated" and r["form"] in FORMS]
        if undated:
            told.append(f"loaded and not counted: {_few(undated)}: on which day it became public is not known; a list"
                        " onrecord_filings*.csv or onrecord sync --feeds tells it")  # fmt: skip
        return told

    def standing(self, held: Sequence[str]) -> tuple[dict[str, str], Rows | None]:
        """How each report stands to the rows of bulk tables: ADDED where these have no row of it, HELD where they have
        this version or a later one, UNCLEAR where it cannot be told; and the rows that show it."""
        if not self.counts:
            return {}, None
        rows = ask(self.record, "filed_also_in_bulk", self.as_of, reports=self.numbers, held=list(held))
        filed_on = {r["filing_number"]: r["filed_on"] for r in self.counts}
        return {r["filing_number"]: _standing(r, filed_on[r["filing_number"]]) for r in rows.dicts()}, rows


def _standing(row: Row, filed_on: dt.date) -> str:
    if row["same_number"]:
        return HELD
    if row["of_chain"]:
        return HELD if row["bulk_filed_on"] > filed_on else UNCLEAR
    return UNCLEAR if row["shared_ids"] or row["unnumbered"] else ADDED


def filed(record: Record, committees: Sequence[str], cycle: int, as_of: dt.date) -> Filed:
    """The electronic filings of committees in a cycle that are loaded, as known on a day (inclusive)."""
    rows = ask(record, "filed_reports", as_of, committees=list(committees), cycle=cycle)
    listed = rows.dicts()
    counts = tuple(r for r in listed if r["state"] == "counts")
    return Filed(record, as_of, cycle, rows, counts, tuple(r for r in listed if r["state"] != "counts"))


def named(row: Row) -> str:
    """A filing in words: form, report, days, number and the day it was received."""
    form = FORMS.get(row["form"], f"Form {row['form'].removeprefix('F')}")
    amended = " amended" if row["amendment_indicator"] == "A" else ""
    report = f" {row['report_type']}" if row["report_type"] else ""
    days = (
        f" of {row['coverage_start']} to {row['coverage_end']}" if row["coverage_start"] and row["coverage_end"] else ""
    )
    day = f"received {row['filed_on']}" if row["filed_on"] else "receipt day not known"
    return f"filing {row['filing_number']} ({form}{report}{amended}{days}, {day})"


def listed(rows: Sequence[Row]) -> str:
    """Some filings in words."""
    return _few([named(r) for r in rows])


def _few(words: Sequence[str]) -> str:
    more = f" and {len(words) - SHOWN:,} more" if len(words) > SHOWN else ""
    return f"{'; '.join(words[:SHOWN])}{more}"
