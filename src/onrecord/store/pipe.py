"""Copies a pipe-delimited public file, block by block, into UTF-8 lines that keep their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Protocol

from onrecord.model.errors import SourceError
from onrecord.store.files import AGAIN

UNIT = "\x1f"  # begins the first field of a line that is not a row; a row holding it is rejected
HEADER = "header"
BLOCK = 8 << 20
LONGEST = 2_000_000  # bytes in one line
CONTROL = "a control character (NUL, unit separator or stray carriage return), which no public file holds"
_NOT_TEXT = re.compile("[\0\x1f\r]")


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


@dataclass
class Copied:
    """What was written: lines of the file, and whether the first of them is the layout's header."""

    lines: int = 0
    header: bool = False


def decode(line: bytes) -> str:
    """One line as text: UTF-8 where it is valid, otherwise Windows-1252 or Latin-1; bulk files mix them."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def copy(
    stream: Readable, out: IO[bytes], header: list[str], step: Callable[[int], None], strict: bool = False
) -> Copied:
    """Write one line for each line of `stream`; one that is no row is written as UNIT and its reason.

    A block is copied as it stands when its bytes show nothing amiss: UTF-8, no control character, and as many
    delimiters as its lines need. Two lines of opposite faults can pass that count; DuckDB then refuses the copy
    and the caller repeats it with `strict`, which looks at every line. `step` hears the bytes read so far.
    """
    done, rest, read = Copied(), b"", 0
    while block := stream.read(BLOCK):
        read += len(block)
        end = block.rfind(b"\n") + 1
        if end:
            _block(rest + block[:end], out, header, done, strict)
            rest = block[end:]
        else:
            rest += block
        if len(rest) > 64 * LONGEST:
            received = f"{len(rest):,} bytes without a line's end"
            raise SourceError("a text file with lines", received=received, example=AGAIN)
        step(read)
    if rest:
        _block(rest + b"\n", out, header, done, strict)
    return done


def _block(block: bytes, out: IO[bytes], header: list[str], done: Copied, strict: bool) -> None:
    if done.lines == 0:
        block = block.removeprefix(b"\xef\xbb\xbf")
        first, _, after = block.partition(b"\n")
        if decode(first).strip().casefold() == "|".join(header).casefold():
            done.header, done.lines, block = True, 1, after
            out.write(_placeholder(HEADER, header))
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    if strict or not _sound(block, len(header)):
        block = b"".join(_line(raw, header) for raw in block[:-1].split(b"\n")) if block else b""
    done.lines += block.count(b"\n")
    out.write(block)


def _sound(block: bytes, width: int) -> bool:
    """Whether every line of the block can be copied as it stands, as far as counting shows."""
    lines = block.count(b"\n")
    if block.count(b"|") != (width - 1) * lines or b"\0" in block or b"\x1f" in block or b"\r" in block:
        return False
    if _has_long_line(block):
        return False
    if block.isascii():
        return True
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _has_long_line(block: bytes) -> bool:
    start = 0
    while len(block) - start > LONGEST:
        end = block.rfind(b"\n", start, start + LONGEST + 1)
        if end < 0:
            return True
        start = end + 1
    return False


def _line(raw: bytes, header: list[str]) -> bytes:
    text = decode(raw.rstrip(b"\r"))
    reason = _fault(text, len(raw), len(header))
    if reason:
        return _placeholder(reason, header)
    return text.encode() + b"\n"


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
