"""Reads the rows of /committees/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, pages, texts

NAMES = (
    *("committee_id", "name", "treasurer_name", "designation", "committee_type", "party", "filing_frequency"),
    "organization_type",
)


def rows(path: Path) -> Iterator[Row]:
    """Every committee of the file."""
    for number, row, _ in pages(path):
        ids = row.get("candidate_ids") or []
        yield number, [*texts(row, NAMES), ids[0] if len(ids) == 1 else ""]
