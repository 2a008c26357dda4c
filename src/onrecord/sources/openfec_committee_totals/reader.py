"""Reads the rows of /committee/ID/totals/ and /totals/pac-party/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, day, first, pages, text, texts

NAMES = (
    *("committee_id", "committee_name", "committee_type", "committee_designation", "receipts"),
    *("individual_contributions", "individual_itemized_contributions", "individual_unitemized_contributions"),
    *("other_political_committee_contributions", "disbursements", "operating_expenditures", "contribution_refunds"),
    *("cash_on_hand_beginning_period", "last_cash_on_hand_end_period", "last_debts_owed_by_committee"),
    "fed_candidate_committee_contributions",
)
SPENT = ("independent_expenditures", "total_independent_expenditures")  # Form 3X; Form 5


def rows(path: Path) -> Iterator[Row]:
    """Every summary of the file's cycle; one of another cycle is set aside."""
    for number, row, about in pages(path):
        if row.get("cycle") not in (None, about.get("cycle")):
            yield number, f"a summary of {row['cycle']}"
            continue
        yield number, [
            *texts(row, NAMES), first(row, SPENT), text(row.get("coordinated_expenditures_by_party_committee")),
            day(row.get("coverage_start_date")), day(row.get("coverage_end_date")),
        ]  # fmt: skip
