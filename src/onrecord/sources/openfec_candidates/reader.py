"""Reads the rows of /candidates/totals/ as candidates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, pages, texts

NAMES = (
    *("candidate_id", "name", "party", "candidate_election_year", "state", "office", "district"),
    *("incumbent_challenge", "candidate_status"),
)


def rows(path: Path) -> Iterator[Row]:
    """Every candidate of the file."""
    for number, row, _ in pages(path):
        yield number, texts(row, NAMES)
