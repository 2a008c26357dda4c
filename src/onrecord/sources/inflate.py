"""Reads a zip's member to the end of what is packed, and refuses one that is not what its headers claim."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PACKED = 1 << 18  # bytes read at a time


class Member(io.RawIOBase):
    """The bytes of a stored or deflated member.

    Python's zipfile stops at the size that the headers claim: a member that holds more would lose its later rows
    without a word. Here the packed stream ends the member, and its size and check sum must be those claimed.
    """

    def __init__(self, path: Path, info: zipfile.ZipInfo) -> None:
        """Begin at the data of `info` in the zip at `path`; the caller has checked its local header.

        Raises BadZipFile for a member that is packed in another way.
        """
        from zlib_ng import zlib_ng  # inflates twice as fast as the standard library

        super().__init__()
        self._error: Any = zlib_ng.error
        self._crc32 = zlib_ng.crc32
        if info.compress_type not in METHODS:
            raise zipfile.BadZipFile(f"{info.filename} is neither stored nor deflated")
        self._stream, self._info, self._left = path.open("rb"), info, info.compress_size
        self._stream.seek(info.header_offset)
        head = self._stream.read(30)
        self._stream.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
        self._inflate = zlib_ng.decompressobj(-zlib.MAX_WBITS) if info.compress_type else None
        self._count, self._crc = 0, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def close(self) -> None:
        """Let go of the zip."""
        if not self.closed and hasattr(self, "_stream"):
            self._stream.close()
        super().close()

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer as far as one read goes; for io.BufferedReader."""
        view = memoryview(buffer)
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes (all of them when negative), none at the end.

        Raises BadZipFile or zlib.error where the member is damaged or lies.
        """
        if size < 0:
            return b"".join(iter(lambda: self.read(_PACKED), b""))
        data = self._stored(size) if self._inflate is None else self._deflated(self._inflate, size)
        self._crc = self._crc32(data, self._crc)
        self._count += len(data)
        claimed = self._info.file_size
        if self._count > claimed or (not data and self._count < claimed):
            more = "more" if self._count > claimed else "fewer"
            raise zipfile.BadZipFile(f"it holds {more} than the {claimed:,} bytes that its headers claim")
        if not data and self._crc != self._info.CRC:
            raise zipfile.BadZipFile("its check sum is another")
        return data

    def _stored(self, size: int) -> bytes:
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data

    def _deflated(self, inflate: Any, size: int) -> bytes:
        found: list[bytes] = []
        while size and not inflate.eof:
            packed = inflate.unconsumed_tail
            if not packed:
                packed = self._stream.read(min(_PACKED, self._left))
                self._left -= len(packed)
            try:
                part = inflate.decompress(packed, size)  # of none too: what came before may give more than was asked
            except self._error as error:
                raise zlib.error(str(error)) from error
            if not packed and not part and not inflate.eof:
                raise zipfile.BadZipFile("its packed bytes break off")
            found.append(part)
            size -= len(part)
        return found[0] if len(found) == 1 else b"".join(found)
