"""Reads the FEC's workbook "Federal Elections 2018" and the new election of 2019 that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources import federal_elections
from onrecord.sources.federal_elections import Line, Sheet

SHEETS = {
    "2018 US Senate Results by State": Sheet("S", 2018),
    "2018 US House Results by State": Sheet("H", 2018),
    "2019 NC 09 New Election": Sheet("H", 2019, special=True),
}


def rows(path: Path) -> Iterator[Line]:
    """Every line of the results sheets; a line's number is the sheet's place times 100,000 plus its row there."""
    return federal_elections.rows(path, SHEETS.get, tuple(SHEETS))
