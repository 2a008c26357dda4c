"""Reads the rows of /schedules/schedule_e/ on the candidates of one race."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.openfec import Row, expenditures


def rows(path: Path) -> Iterator[Row]:
    """Every row of the file: periodic rows and notices."""
    yield from expenditures(path)
