"""What the readers of several sources share: CSV tables, vote counts, parties, election days."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.model.errors import SourceError

ALL_PARTIES = "all parties"
PARTY = "party"
FEDERAL = ("H", "S")
TOP_TWO = {"WA": 2008, "CA": 2011}  # all candidates on one primary ballot, from this year on (not for President)
PARTY_CODES = {
    "D": "DEM",
    "DEM": "DEM",
    "DFL": "DEM",
    "DNL": "DEM",
    "DEMOCRATIC": "DEM",
    "DEMOCRATIC PARTY": "DEM",
    "R": "REP",
    "REP": "REP",
    "REPUBLICAN": "REP",
    "REPUBLICAN PARTY": "REP",
    "L": "LIB",
    "LIB": "LIB",
    "LIBERTARIAN": "LIB",
    "LIBERTARIAN PARTY": "LIB",
}


def text_of(path: Path) -> str:
    """A file's whole text: UTF-8 when it is valid, otherwise Windows-1252 or Latin-1; a byte order mark is dropped."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def records(
    path: Path, used: Iterable[str], optional: Iterable[str] = (), ignored: Iterable[str] = ()
) -> Iterator[tuple[int, dict[str, str] | str]]:
    """The rows of a CSV as (line, fields by column name), or (line, reason) for a row of another width.

    Every column of `used` is in the file and every column of the file is in one of the three lists;
    otherwise raises SourceError. Optional columns that the file does not have are blank.
    """
    used, optional, ignored = list(used), list(optional), list(ignored)
    reader = csv.reader(io.StringIO(text_of(path), newline=""))
    header = [c.strip() for c in next(reader, [])]
    if missing := [c for c in used if c not in header]:
        raise SourceError(f"{path.name} has its columns", received=f"no {missing} in {header[:12]}", example=used[0])
    if unknown := [c for c in header if c not in {*used, *optional, *ignored}]:
        raise SourceError(
            f"{path.name}: every input column is mapped or ignored by name",
            received=unknown,
            example=",".join(used),
        )
    for fields in reader:
        if len(fields) != len(header):
            yield reader.line_num, f"{len(fields)} columns where the header has {len(header)}"
            continue
        row = dict.fromkeys(optional, "")
        row.update(zip(header, (f.strip() for f in fields), strict=True))
        yield reader.line_num, row


def count(text: object) -> str:
    """A vote count as digits: thousands commas and a decimal .0 taken off; blank and N/A are blank, never zero.

    Any other text is given back as it is, so that its column type rejects it with the reason.
    """
    value = str(text).strip().replace(",", "")
    if value.upper() in ("", "N/A"):
        return ""
    whole, _, rest = value.partition(".")
    return whole if whole.isdigit() and not rest.strip("0") else str(text).strip()


def party_code(word: str) -> str:
    """The code of the party whose primary it is (DEM, REP, LIB), any other word in capitals as given."""
    key = word.strip().strip("*").upper()
    return PARTY_CODES.get(key, key)


def federal_general_day(day: dt.date) -> bool:
    """Whether `day` is the federal general election day: Tuesday after the first Monday of November, even years."""
    return day.year % 2 == 0 and day.month == 11 and day.weekday() == 1 and 2 <= day.day <= 8


def one_ballot(state: str, office: str, year: int) -> bool:
    """Whether the state's primary for this office has all candidates on one ballot (Washington, California).

    Louisiana is not here: its all-party election is named by its day, in the readers.
    """
    return office != "P" and year >= TOP_TWO.get(state, 9999)
