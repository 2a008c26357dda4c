"""Reads a file of votes or ballots as rows of text: CSV and its relatives, workbooks, PrefLib profiles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.errors import SourceError

MAX_BYTES = 1 << 30
_PROFILE = re.compile(r"\((.*)\)\s*:\s*(\d+)")
_NAMED = re.compile(r"# ALTERNATIVE NAME (\d+): *(.+)")
_ORDER = re.compile(r"(\d+): *((?:\{[\d, ]*\}|\d+)(?:, *(?:\{[\d, ]*\}|\d+))*)")
_OLD_ORDER = re.compile(r"(\d+) *, *((?:\{[\d, ]*\}|\d+)(?: *, *(?:\{[\d, ]*\}|\d+))*)")
# How an older PrefLib file begins: the number of candidates, then each with its own.
_OLD_HEAD = re.compile(r"\s*(\d+)[ \t]*\r?\n1[ \t]*,[^\r\n]+\r?\n2[ \t]*,")
_OLD_EXAMPLE = "3; 1,A; 2,B; 3,C; 10,10,2; 6,1,2,3; 4,3,{1,2} (a line each)"
TIED = "overvote"  # how several candidates at one rank of a profile are given on


@dataclass(frozen=True)
class Rows:
    """A table with its header; `numbers` are the rows' places in the file, for messages: blank ones are left out."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numbers: list[int]


@dataclass(frozen=True)
class Profile:
    """A PrefLib profile: its candidates in the file's order, and each ranking by name with its number of ballots."""

    candidates: tuple[str, ...]
    rankings: list[tuple[tuple[str, ...], int]]


def read_rows(path: Path) -> Rows | Profile:
    """The file's rows with its header, or its profile; raises SourceError on what is neither, empty or damaged."""
    if not path.is_file():
        raise SourceError("a file of votes or ballots", received=str(path), example="results.csv, cvr.xlsx, a.profile")
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        return _workbook(path)
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(f"a file of at most {MAX_BYTES:,} bytes", received=f"{path.stat().st_size:,} bytes")
    data = path.read_bytes()
    if b"\0" in data[:4096]:
        raise SourceError("a text file or a workbook", received=f"{path.name} holds bytes of neither", example="cvr.csv")
    text = _decoded(data)
    if not text.strip():
        raise SourceError("a file with rows", received=f"{path.name} is empty")
    if text.startswith("Contest Information") and "Rounds," in text:
        raise SourceError(
            "votes or ballots: this is a tabulator's report of rounds, and its ballots are in another file",
            received=path.name, example="the cast vote records of the contest",
        )  # fmt: skip
    if any(line.startswith("-+-") for line in text.splitlines()[:4]):
        return _profile(text, path.name)
    if _OLD_HEAD.match(text):
        return _old_preflib(text, path.name)
    if re.search(r"^# (FILE NAME|ALTERNATIVE NAME|NUMBER ALTERNATIVES)", text[:4000], re.MULTILINE):
        return _preflib(text, path.name)
    return _csv(text, path.name)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _csv(text: str, name: str) -> Rows:
    head = text.lstrip().split("\n", 1)[0]
    delimiter = max(",\t;|", key=head.count)
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise SourceError("a CSV that can be read", received=f"{name}: {error}", example='"Doe, Jane",41611') from error
    return _table(rows, name)


def _workbook(path: Path) -> Rows:
    from onrecord.sources.workbook import sheets

    found = [cells for _, _, cells in sheets(path, lambda _: True, ()) if cells]
    if len(found) != 1:
        raise SourceError(
            "a workbook with one sheet of rows", received=f"{path.name}: {len(found)}", example="one sheet"
        )
    return _table([tuple(_text(cell) for cell in row) for row in found[0]], path.name)


def _text(cell: object) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else str(cell)  # type: ignore[call-overload]


def _table(rows: Sequence[tuple[str, ...]], name: str) -> Rows:
    start = next((n for n, row in enumerate(rows) if sum(1 for cell in row if cell.strip()) > 1), None)
    if start is None or start + 1 >= len(rows):
        raise SourceError("a header and rows under it, in two columns or more", received=f"{name}: {len(rows)} rows")
    header = tuple(cell.strip() for cell in rows[start])
    wide, kept, numbers = len(header), [], []
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if len(row) > wide and any(cell.strip() for cell in row[wide:]):
            raise SourceError(
                f"{name}: a row has the {wide} columns of its header", received=f"row {number}: {len(row)}"
            )
        if any(row) and "".join(row).strip():
            numbers.append(number)
            kept.append(row if len(row) == wide else (*row, *[""] * (wide - len(row)))[:wide])
    return Rows(header, kept, numbers)


def _profile(text: str, name: str) -> Profile:
    lines = text.splitlines()
    bar = next(n for n, line in enumerate(lines) if line.startswith("-+-"))
    candidates = tuple(c.strip() for c in lines[0].split(",") if c.strip())
    rankings = []
    for number, line in enumerate(lines[bar + 1 :], bar + 2):
        if not line.strip():
            continue
        hit = _PROFILE.fullmatch(line.strip())
        named = tuple(c.strip() for c in hit[1].split(",") if c.strip()) if hit else ()
        if not hit or not named or set(named) - set(candidates):
            raise SourceError(
                "a line of a profile is (candidate, ...) : ballots", received=f"{name}, line {number}: {line}",
                example=f"({candidates[0] if candidates else 'A'}) : 531",
            )  # fmt: skip
        rankings.append((named, int(hit[2])))
    return Profile(candidates, rankings)


def _preflib(text: str, name: str) -> Profile:
    named = {int(m[1]): m[2].strip() for m in map(_NAMED.match, text.splitlines()) if m}
    rankings = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        hit = _ORDER.fullmatch(line.strip())
        marks = re.findall(r"\{[^}]*\}|\d+", hit[2]) if hit else []
        if not hit or any(not m.startswith("{") and int(m) not in named for m in marks):
            raise SourceError(
                "a line of a PrefLib file is ballots: candidate, ...", received=f"{name}, line {number}: {line}",
                example="10975: 3,1,{2,4}",
            )  # fmt: skip
        rankings.append((tuple(TIED if m.startswith("{") else named[int(m)] for m in marks), int(hit[1])))
    if not named or not rankings:
        raise SourceError(
            "a PrefLib file names its candidates and has rankings", received=name, example="# ALTERNATIVE NAME 1: A"
        )
    return Profile(tuple(named[n] for n in sorted(named)), rankings)


def _old_preflib(text: str, name: str) -> Profile:
    """A PrefLib file of the older form: candidates by number, the ballots' sums, then orders by number."""
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    many = int(lines[0][1])
    listed = [line.partition(",") for _, line in lines[1 : many + 1]]
    named = {int(n): who.strip() for n, _, who in listed if n.strip().isdecimal() and who.strip()}
    sums = re.fullmatch(r"(\d+) *, *(\d+) *, *(\d+)", lines[many + 1][1]) if len(lines) > many + 1 else None
    if sorted(named) != list(range(1, many + 1)) or not sums:
        raise SourceError(
            f"an older PrefLib file: {many} candidates by number, then the sums of its ballots, then its orders",
            received=f"{name}: {len(named)} candidates and {'no line' if not sums else 'a line'} of three sums",
            example=_OLD_EXAMPLE,
        )  # fmt: skip
    rankings = []
    for number, line in lines[many + 2 :]:
        hit = _OLD_ORDER.fullmatch(line)
        marks = re.findall(r"\{[^}]*\}|\d+", hit[2]) if hit else []
        if not hit or any(int(i) not in named for m in marks for i in re.findall(r"\d+", m)):
            raise SourceError(
                "a line of an older PrefLib file is ballots, candidate, ...",
                received=f"{name}, line {number}: {line}", example="4,3,{1,2}",
            )  # fmt: skip
        rankings.append((tuple(TIED if m.startswith("{") else named[int(m)] for m in marks), int(hit[1])))
    if (total := sum(n for _, n in rankings)) != int(sums[2]) or len(rankings) != int(sums[3]):
        raise SourceError(
            f"{name}: the orders are as many, and have as many ballots, as the line of sums says",
            received=f"{len(rankings)} orders of {total:,} ballots; said {sums[3]} of {int(sums[2]):,}",
            example=_OLD_EXAMPLE,
        )  # fmt: skip
    return Profile(tuple(named[n] for n in sorted(named)), rankings)
