"""What the readers of several sources share: CSV tables, vote counts, parties, election days."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from onrecord.model.errors import SourceError

LINES = 1000  # a CSV record runs over no more lines than this
STRAY = "not CSV: a quoted field that begins on this line does not end with a row"
CONTROL = "a control character (NUL, unit separator or stray carriage return), which no public file holds"
NO_TEXT = re.compile("[\0\x1f\ud800-\udfff]")  # what CONTROL names, and halves of a character, which JSON can write
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


def decode(line: bytes) -> str:
    """One line as text: UTF-8 where it is valid, otherwise Windows-1252 or Latin-1; public files mix them."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def csv_records(stream: Iterable[bytes]) -> Iterator[tuple[int, list[str] | str]]:
    """The records of a CSV (RFC 4180), the header first: (line it begins on, fields), or (line, why it is no record).

    A record over several lines that breaks off, or is not as wide as the header, is what a stray quote makes of several
    rows: its first line is given as no record, and the lines after it are read on their own.
    """
    lines, ahead, width = enumerate(stream, 1), deque[tuple[int, bytes]](), 0
    while taken := _next_lines(ahead, lines, 1):
        fields = _fields(taken, ahead, lines)
        if len(taken) > 1 and (isinstance(fields, str) or (width and len(fields) != width)):
            ahead.extendleft(reversed(taken[1:]))
            fields = STRAY
        elif any(b"\0" in raw or b"\x1f" in raw for _, raw in taken):
            fields = CONTROL
        width = width or len(fields)
        yield taken[0][0], fields or "a blank line"


def _next_lines(
    ahead: deque[tuple[int, bytes]], lines: Iterator[tuple[int, bytes]], most: int
) -> list[tuple[int, bytes]]:
    """The next numbered lines, those that were put back first."""
    found = [ahead.popleft() for _ in range(min(most, len(ahead)))]
    return found + list(islice(lines, most - len(found)))


def _fields(
    taken: list[tuple[int, bytes]], ahead: deque[tuple[int, bytes]], lines: Iterator[tuple[int, bytes]]
) -> list[str] | str:
    """The fields of the record that begins with the line in `taken`, to which the lines are added that it runs over."""

    def text() -> Iterator[str]:
        number, first = taken[0]
        yield decode(first.removeprefix(b"\xef\xbb\xbf") if number == 1 else first)
        while len(taken) < LINES and (more := _next_lines(ahead, lines, 1)):
            taken.extend(more)
            yield decode(more[0][1])

    try:
        return next(csv.reader(text(), strict=True), [])
    except csv.Error as error:
        return STRAY if "end of data" in str(error) else f"not CSV: {error}"


def records(
    path: Path, used: Iterable[str], optional: Iterable[str] = (), ignored: Iterable[str] = ()
) -> Iterator[tuple[int, dict[str, str] | str]]:
    """The rows of a CSV as (line it begins on, fields by column name), or (line, reason) for one that is no row.

    Every column of `used` is in the file and every column of the file is in one of the three lists;
    otherwise raises SourceError. Optional columns that the file does not have are blank.
    """
    used, optional, ignored = list(used), list(optional), list(ignored)
    with path.open("rb") as stream:
        found = csv_records(stream)
        _, first = next(found, (1, []))
        if isinstance(first, str):
            raise SourceError(f"{path.name} begins with a header", received=first)
        header = [c.strip() for c in first]
        if missing := [c for c in used if c not in header]:
            received = f"no {missing} in {header[:12]}"
            raise SourceError(f"{path.name} has its columns", received=received, example=used[0])
        if unknown := [c for c in header if c not in {*used, *optional, *ignored}]:
            raise SourceError(
                f"{path.name}: every input column is mapped or ignored by name",
                received=unknown,
                example=",".join(used),
            )
        for line, fields in found:
            if isinstance(fields, str):
                yield line, fields
            elif len(fields) != len(header):
                yield line, f"{len(fields)} columns where the header has {len(header)}"
            else:
                row = dict.fromkeys(optional, "")
                row.update(zip(header, (f.strip() for f in fields), strict=True))
                yield line, row


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
