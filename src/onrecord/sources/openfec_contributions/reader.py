"""Reads the rows of /schedules/schedule_b/ of Form 3X, line 23."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, day, pages, texts

NAMES = (
    *("committee_id", "amendment_indicator", "report_type", "election_type", "image_number", "disbursement_type"),
    "recipient_name",
)
MORE = (
    *("disbursement_amount", "recipient_committee_id", "candidate_id", "transaction_id", "file_number", "memo_code"),
    *("memo_text", "sub_id"),
)


def rows(path: Path) -> Iterator[Row]:
    """Every disbursement of the file."""
    for number, row, _ in pages(path):
        yield number, [*texts(row, NAMES), day(row.get("disbursement_date")), *texts(row, MORE)]
