"""Reads the rows of /committee/ID/filings/: numbers, receipt days and what each amends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, day, pages, text, texts


def rows(path: Path) -> Iterator[Row]:
    """Every filing of the file; one without a number is set aside."""
    for number, row, _ in pages(path):
        own, before = text(row.get("file_number")), text(row.get("previous_file_number"))
        if not own:
            yield number, f"a filing without a number: {text(row.get('form_type'))}"
            continue
        image = text(row.get("beginning_image_number"))
        yield number, [
            own, text(row.get("form_type")), text(row.get("committee_id")), day(row.get("receipt_date")),
            "" if before == own else before, *texts(row, ("amendment_indicator", "committee_name")),
            day(row.get("coverage_start_date")), day(row.get("coverage_end_date")),
            f"FEC filing {own}" + (f", image {image}" if image else ""),
        ]  # fmt: skip
