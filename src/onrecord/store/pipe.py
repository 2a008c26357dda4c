"""Cuts a pipe-delimited public file into segments of clean UTF-8 lines that keep their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from onrecord.model.errors import SourceError
from onrecord.sources.reading import decode
from onrecord.store.files import AGAIN

UNIT = "\x1f"  # begins the first field of a line that is not a row; a row holding it is rejected
HEADER = "header"
BLOCK = 1 << 20  # bytes read at once
PIECE = 1 << 16  # bytes looked at together: what is computed of them stays in a core's own cache
LONGEST = 2_000_000  # bytes in one line
LEAST, MOST = 16 << 20, 128 << 20  # bytes in a segment; see `_room`
CONTROL = "a control character (NUL, unit separator or stray carriage return), which no public file holds"
#: What is taken off both ends of a field: the spaces that Unicode knows (its category Zs).
SPACES = " \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOT_TEXT = re.compile("[\0\x1f\r]")
_PIPE, _END, _SPACE = b"|\n "


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


@dataclass
class Segment:
    """Some of a file's lines, in a file of their own: the physical line it begins with, and how many there are."""

    path: Path
    first: int
    lines: int = 0
    header: bool = False  # whether the first of them is the layout's header


def segments(
    stream: Readable, folder: Path, header: list[str], size: int, step: Callable[[int], None]
) -> Iterator[Segment]:
    """Write `stream` as files in `folder`, a line for each of its lines; one that is no row is UNIT and its reason.

    Lines are copied as they stand, UTF-8 and without a space at either end of a field, when counting shows that
    each is a row; only others are looked at singly. Two lines of opposite faults can pass that count: DuckDB then
    refuses the segment and the caller calls `look_at_each`. `size` is how many bytes the stream claims to have: where
    it is cut depends on that alone, so that it is the same on every machine. `step` hears the bytes read so far.
    """
    number, line, done = 0, 1, 0
    texts = _texts(stream, step)
    text = next(texts, b"")
    while text:
        segment, room = Segment(folder / f"raw{number}.txt", line), _room(number, size - done)
        with segment.path.open("wb") as out:
            while text and room > 0:
                done, room = done + len(text), room - len(text)
                if line == 1 and not segment.lines:
                    text = _first(text, out, header, segment)
                for piece in _pieces(text):
                    clean, lines = _clean(piece, header)
                    out.write(clean)
                    segment.lines += lines
                text = next(texts, b"")
        yield segment
        number, line = number + 1, line + segment.lines


def look_at_each(segment: Segment, header: list[str]) -> None:
    """Write the segment's file again, each of its lines looked at singly."""
    other = segment.path.with_suffix(".each")
    with segment.path.open("rb") as lines, other.open("wb") as out:
        for raw in lines:
            out.write(raw if raw.startswith(UNIT.encode()) else _line(raw[:-1], header))
    other.replace(segment.path)


def _room(number: int, left: int) -> int:
    """Bytes of a file's segment: small at first and at the end, so that all cores have work; never above MOST."""
    return min(MOST, LEAST << min(number, 8), max(LEAST, left // 4))


def _texts(stream: Readable, step: Callable[[int], None]) -> Iterator[bytes]:
    """The stream in blocks of whole lines, each with its line's end."""
    rest, read = b"", 0
    while block := stream.read(BLOCK):
        read += len(block)
        end = block.rfind(b"\n") + 1
        if end:
            yield rest + block[:end]
            rest = block[end:]
        else:
            rest += block
        if len(rest) > 64 * LONGEST:
            received = f"{len(rest):,} bytes without a line's end"
            raise SourceError("a text file with lines", received=received, example=AGAIN)
        step(read)
    if rest:
        yield rest + b"\n"


def _first(text: bytes, out: IO[bytes], header: list[str], segment: Segment) -> bytes:
    """The file's first block without a byte-order mark and without the layout's header, which is written as no row."""
    text = text.removeprefix(b"\xef\xbb\xbf")
    first, _, after = text.partition(b"\n")
    if decode(first).strip().casefold() != "|".join(header).casefold():
        return text
    segment.header, segment.lines = True, 1
    out.write(_placeholder(HEADER, header))
    return after


def _pieces(text: bytes) -> Iterator[bytes]:
    begin = 0
    while begin < len(text):
        end = text.find(b"\n", min(begin + PIECE, len(text) - 1)) + 1
        yield text[begin:end]
        begin = end


def _clean(piece: bytes, header: list[str]) -> tuple[bytes, int]:
    """The piece's lines as they are to be read, and their number."""
    import numpy as np

    at = np.frombuffer(piece, np.uint8)
    pipes, ends = at == _PIPE, at == _END
    lines = int(np.count_nonzero(ends))
    rows = np.count_nonzero(pipes) == (len(header) - 1) * lines and np.count_nonzero(at < _SPACE) == lines
    if not rows and b"\r\n" in piece:
        return _clean(piece.replace(b"\r\n", b"\n"), header)
    if not rows or len(piece) > LONGEST:
        return b"".join(_line(raw, header) for raw in piece[:-1].split(b"\n")), lines
    edges, spaces = pipes | ends, at == _SPACE
    odd = at > 127
    odd[0] |= spaces[0]
    odd[1:] |= spaces[1:] & edges[:-1]
    odd[:-1] |= spaces[:-1] & edges[1:]
    found = np.flatnonzero(odd)
    if len(found):  # one byte of each such line is enough
        found = found[np.diff(np.searchsorted(np.flatnonzero(ends), found), prepend=-1) > 0]
    return _mended(piece, found.tolist(), header), lines


def _mended(piece: bytes, odd: list[int], header: list[str]) -> bytes:
    """The piece with the lines that hold a byte at one of `odd` looked at singly."""
    found, end = [], 0
    for at in odd:
        if at >= end:
            begin = piece.rfind(b"\n", 0, at) + 1
            found.append(piece[end:begin])
            end = piece.find(b"\n", at) + 1
            found.append(_line(piece[begin : end - 1], header))
    return b"".join([*found, piece[end:]]) if found else piece


def _line(raw: bytes, header: list[str]) -> bytes:
    text = decode(raw.rstrip(b"\r"))
    reason = _fault(text, len(raw), len(header))
    if reason:
        return _placeholder(reason, header)
    return "|".join([field.strip(SPACES) for field in text.split("|")]).encode() + b"\n"


def _fault(text: str, size: int, width: int) -> str:
    """Why a line is not a row, or nothing."""
    if not text.strip():
        return "a blank line"
    if size > LONGEST:
        return f"a line of {size:,} bytes"
    if _NOT_TEXT.search(text):
        return CONTROL
    columns = text.count("|") + 1
    return f"{columns} columns where the layout has {width}" if columns != width else ""


def _placeholder(reason: str, header: list[str]) -> bytes:
    return (UNIT + reason + "|" * (len(header) - 1)).encode() + b"\n"
