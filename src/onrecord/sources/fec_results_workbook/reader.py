"""Reads the FEC's workbooks "Federal Elections" of other years: the sheets of House and Senate results by state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.model.errors import SourceError
from onrecord.sources import federal_elections
from onrecord.sources.federal_elections import Line, Sheet

NAME = re.compile(r"^(?:\d+\. )?(?:(\d{4}) )?US (House|Senate) Results by State$")


def rows(path: Path) -> Iterator[Line]:
    """Every line of the results sheets; a line's number is the sheet's place times 100,000 plus its row there."""
    named = re.search(r"(\d{4})\.", path.name)
    short = re.search(r"results(\d\d)\.", path.name)
    year = int(named[1]) if named else 2000 + int(short[1]) if short else 0

    def sheet_of(name: str) -> Sheet | None:
        hit = NAME.match(name.strip())
        if hit and hit[1] and int(hit[1]) != year:
            rule = f"{path.name} holds the results of {year or 'the year in its name'}"
            raise SourceError(
                rule, received=f"the sheet {name}", example="federalelections2016.xlsx as the FEC names it"
            )
        return Sheet(hit[2][0], year) if hit else None

    return federal_elections.rows(path, sheet_of, ())
