"""Parses one electronic filing with hardmoney, piece by piece, and refuses one that is cut, overfull or unknown."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from onrecord.model.errors import SourceError
from onrecord.sources.reading import decode

if TYPE_CHECKING:
    import hardmoney

ENDS = (b"\n", b"\r")
FS = b"\x1c"  # parts the fields since version 6; commas and quotes before
PIECE = 4 << 20  # bytes of a filing that are parsed at once: memory does not grow with the filing
LONGEST = 4_000_000  # bytes in one line
HEAD = 1000  # lines in which the header and the cover stand; more that are blank are no filing
WHOLE = 400 << 20  # bytes of a filing of the years before version 6, which is parsed in one piece
VERSIONS = "must be an electronic filing of version 3.0 (2001) or later, as the FEC serves it"
EXAMPLE = "https://docquery.fec.gov/dcdev/posted/1544132.fec"

# A row is cut off when it ends before its amount, or before the field named here.
AMOUNTS = ("contribution_amount", "expenditure_amount", "donation_amount", "refund_amount", "communication_cost",
           "total_amount", "loan_amount_original", "balance_at_close_this_period", "bundled_amount_period")  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """Some rows of a filing with their physical line numbers; `head` is the filing's header and cover."""

    head: hardmoney.Filing
    rows: list[tuple[int, hardmoney.Line]]


def pieces(stream: IO[bytes], name: str) -> Iterator[Piece]:
    """The filing's rows in their order, at least one piece; raises SourceError, which names the line, when it is
    empty, of an unknown version, holds an unknown row, or one with too few or too many fields."""
    head = _head(stream, name)
    if FS not in head[0]:
        rest = stream.read(WHOLE + 1)
        if len(rest) > WHOLE:
            rule = f"{name}: a filing of a version before 6 must have at most {WHOLE:,} bytes"
            raise SourceError(rule, received="a larger one", example=EXAMPLE)
        yield _parse(name, head, rest.splitlines(keepends=True), 0)
        return
    start, some = len(head), False
    for lines in _blocks(stream, name):
        yield _parse(name, head, lines, start - len(head))
        some, start = True, start + len(lines)
    if not some:
        yield _parse(name, head, [], 0)


def _head(stream: IO[bytes], name: str) -> list[bytes]:
    """The lines through the cover: the header is the first one, the cover the next that is not blank."""
    lines: list[bytes] = []
    written = 0
    while written < 2 and len(lines) < HEAD:
        line = _line(stream, name, len(lines) + 1)
        if not line:
            break
        written += bool(line.strip())
        if not lines:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if line.startswith(b"/*"):
                raise SourceError(f"{name} {VERSIONS}", received="the /* header of versions 1 and 2", example=EXAMPLE)
        lines.append(line)
    if not any(line.strip() for line in lines):
        raise SourceError(f"{name} {VERSIONS}", received="an empty file", example=EXAMPLE)
    if not re.match(rb'\s*"?HDR"?[\x1c,]', lines[0]):
        raise SourceError(f"{name} {VERSIONS}", received="a first line that is not HDR", example=EXAMPLE)
    return lines


def _line(stream: IO[bytes], name: str, number: int) -> bytes:
    line = stream.readline(LONGEST + 1)
    if len(line) > LONGEST:
        rule = f"{name}: every line must have at most {LONGEST:,} bytes"
        raise SourceError(rule, received=f"a longer one, line {number}", example=EXAMPLE)
    return line


def _blocks(stream: IO[bytes], name: str) -> Iterator[list[bytes]]:
    """The lines after the cover in blocks of about PIECE bytes; a free text stays with the row it belongs to."""
    block: list[bytes] = []
    size, in_text = 0, False
    while line := _line(stream, name, len(block) + 1):
        mark = line.strip().upper()
        if size > PIECE and not in_text and mark != b"[BEGINTEXT]":
            yield block
            block, size = [], 0
        in_text = mark == b"[BEGINTEXT]" or (in_text and mark != b"[ENDTEXT]")
        block.append(line)
        size += len(line)
    if block:
        yield block


def _parse(name: str, head: list[bytes], lines: list[bytes], before: int) -> Piece:
    """Parse the header and cover with `lines`, which follow `before` lines of earlier pieces."""
    import hardmoney

    try:
        filing = hardmoney.parse(_text([*head, *lines]))
    except hardmoney.FecError as error:
        what = re.sub(r" at line \d+$", "", str(error))
        line = "" if error.line_no is None else f" (line {error.line_no + (before if error.line_no > len(head) else 0)})"
        raise SourceError(f"{name} {VERSIONS}", received=f"{what}{line}", example=EXAMPLE) from error
    widths: dict[str, tuple[int, int]] = {}
    if filing.base_form_type != "F99":
        _check_width(name, filing.summary, head[-1], filing.version, widths, 2)
    rows = []
    fewest: dict[str, int] = {}  # fields in a row of each table, the last line's left out
    for one in filing.iter_lines():
        raw, number = lines[one.line_no - len(head) - 1], one.line_no + before
        _check_width(name, one, raw, filing.version, widths, number)
        if raw.endswith(ENDS):
            fewest[one.table] = min(_count(raw), fewest.get(one.table, 10_000))
        else:
            _check_ended(name, one, raw, fewest.get(one.table, widths[one.table][1]), number)
        rows.append((number, one))
    if not lines and filing.base_form_type != "F99" and not head[-1].endswith(ENDS):
        _check_ended(name, filing.summary, head[-1], _width(filing.summary.table, filing.version)[1], len(head))
    _check_all_read(name, lines, before + len(head), {number for number, _ in rows})
    return Piece(filing, rows)


def _check_all_read(name: str, lines: list[bytes], before: int, read: set[int]) -> None:
    """Raise SourceError when a line, not blank, is neither a row that was read nor part of one: a row of no form, say.

    Part of a row are a free text after it, and in the years of commas the lines on which a quoted field goes on, up to
    the one that closes it.
    """
    in_text = in_quotes = False
    going_on: list[int] = []  # lines that are part of a row if a later one closes its quoted field
    for number, line in enumerate(lines, before + 1):
        mark, odd = line.strip().upper(), FS not in line and line.count(b'"') % 2 == 1
        if in_text:
            in_text = mark != b"[ENDTEXT]"
        elif number in read:
            if going_on:
                break
            in_quotes = odd
        elif mark == b"[BEGINTEXT]":
            in_text = True
        elif mark:
            going_on.append(number)
            if not in_quotes:
                break
            if odd:
                in_quotes, going_on = False, []
    if going_on:
        rule = f"{name}: every row must begin with its form or schedule"
        raise SourceError(rule, received=f"line {going_on[0]}, which does not", example="SE, SA11AI, TEXT")


def _text(lines: list[bytes]) -> str:
    """The lines as text: UTF-8 where valid, otherwise Windows-1252 or Latin-1, each line for itself."""
    whole = b"".join(lines)
    try:
        return whole.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(map(decode, lines))


def _check_width(
    name: str, row: hardmoney.Line, raw: bytes, version: str, widths: dict[str, tuple[int, int]], number: int
) -> None:
    """Raise SourceError for a row that ends before its amount, or holds a value beyond its last field."""
    if row.table not in widths:
        widths[row.table] = _width(row.table, version)
    least, most = widths[row.table]
    have = raw.count(FS) + 1
    if least <= have <= most:
        return
    if FS in raw:
        fields = [f.strip() for f in raw.split(FS)]
    elif raw.count(b'"') % 2:
        return  # a quoted line break: the row goes on
    else:
        fields = [f.strip().encode() for f in next(csv.reader([decode(raw)]), [])]
    if least <= len(fields) and not any(fields[most:]):
        return
    raise SourceError(
        f"{name}: a row {row.form_type} of version {version} must have {most} fields",
        received=f"{len(fields)} fields in line {number}",
        example=EXAMPLE,
    )


def _check_ended(name: str, row: hardmoney.Line, raw: bytes, least: int, number: int) -> None:
    """Raise SourceError for the last row, without an end of line, that has fewer fields than the shortest before it:
    the filing breaks off there, in the middle of an amount maybe."""
    have = _count(raw)
    if have < least or (FS not in raw and raw.count(b'"') % 2):
        raise SourceError(
            f"{name}: the last row must be whole, and its line end",
            received=f"line {number}, which breaks off: {have} fields where a row {row.form_type} has {least}",
            example=EXAMPLE,
        )


def _count(raw: bytes) -> int:
    """The number of fields in a row."""
    return raw.count(FS) + 1 if FS in raw else len(next(csv.reader([decode(raw)]), []))


def _width(table: str, version: str) -> tuple[int, int]:
    """The fewest fields that a row of `table` can be told from, and the number of its layout."""
    import hardmoney

    layout = dict(hardmoney.layout(table, version))
    least = next((layout[a] + 1 for a in AMOUNTS if a in layout), 2)
    return least, max(layout.values()) + 1
