"""Reads the rows of /committees/ as links: one for each candidate id that a committee lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, pages, text, texts


def rows(path: Path) -> Iterator[Row]:
    """Every link of the file, numbered by its committee's place; a committee without candidates is set aside."""
    for number, row, about in pages(path):
        ids = [i for i in row.get("candidate_ids") or [] if i in about.get("candidates", {})]
        for candidate in ids:
            kind = texts(row, ("committee_id", "committee_type", "designation"))
            yield number, [candidate, *kind, text(about.get("cycle"))]
        if not ids:
            yield number, "a committee of none of the candidates asked for"
