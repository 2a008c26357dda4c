"""Reads the rows of /candidate/ID/totals/; who the candidate is stands in the envelope."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, day, first, pages, text, texts

WHO = ("name", "party", "state", "district", "incumbent_challenge")
SUMS = (
    *("receipts", "disbursements", "cash_on_hand_beginning_period", "last_cash_on_hand_end_period"),
    *("last_debts_owed_by_committee", "individual_contributions", "candidate_contribution"),
)
LOANS = ("loans_received_from_candidate", "loans_made_by_candidate")  # presidential; House and Senate
FROM = ("transfers_from_affiliated_committee", "transfers_from_other_authorized_committee")
TO = "transfers_to_other_authorized_committee"


def rows(path: Path) -> Iterator[Row]:
    """Every two-year summary of the file; one of a whole election (election_full) is set aside."""
    for number, row, about in pages(path):
        if row.get("election_full"):
            yield number, "a summary of the whole election, not of the cycle"
            continue
        who = about.get("candidates", {}).get(row.get("candidate_id"), {})
        yield number, [
            text(row.get("candidate_id")), *texts(who, WHO), *texts(row, SUMS), first(row, LOANS), first(row, FROM),
            text(row.get(TO)), day(row.get("coverage_end_date")),
        ]  # fmt: skip
