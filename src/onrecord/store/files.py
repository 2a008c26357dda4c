"""Opens a public file, plain or zipped, and refuses one that is damaged, hostile or unreadable."""

from __future__ import annotations

import copy
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from onrecord.model.errors import SourceError

MAX_BYTES = 1_000_000_000  # a member above this size ...
MAX_RATIO = 200  # ... that claims more than this many times the zip's own size is not a public file
_DEFLATED = 1 << 18  # compressed bytes taken at once
AGAIN = "download it again"


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what goes wrong while reading `path` into SourceError."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(f"{path.name} breaks off or is damaged ({error})", received=path, example=AGAIN) from error
    except (NotImplementedError, RuntimeError) as error:  # zipfile's words for methods it cannot undo
        rule = f"{path.name} is a zip that can be unpacked ({error})"
        raise SourceError(rule, received=path, example=AGAIN) from error
    except FileNotFoundError as error:
        example = "onrecord load files/bulk-downloads/2024"
        raise SourceError("a file or folder that is there", received=path, example=example) from error
    except OSError as error:
        why = error.strerror or error
        raise SourceError(f"{path.name} can be read ({why})", received=path, example="chmod u+r FILE") from error


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def opened(path: Path, member: str) -> Iterator[tuple[IO[bytes], int]]:
    """The bytes of a plain file, or of the zip's `member`, with their number as declared."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as stream:
            yield stream, path.stat().st_size
        return
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        rule = f"{path.name} is not a whole zip file ({error})"
        raise SourceError(rule, received=path, example=AGAIN) from error
    with archive:
        info = _checked(archive, path, member)
        if info.compress_type != zipfile.ZIP_DEFLATED:
            with archive.open(info) as stream:
                yield stream, info.file_size
            return
        with archive.open(_as_it_lies(info)) as stream:
            yield cast("IO[bytes]", _Inflated(stream, info)), info.file_size


def _as_it_lies(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The member as zipfile would read it without inflating it; its headers are compared all the same."""
    lies = copy.copy(info)
    lies.compress_type, lies.file_size = zipfile.ZIP_STORED, info.compress_size
    del lies.CRC  # it is of the inflated bytes, which `_Inflated` compares
    return lies


class _Inflated:
    """A deflated member inflated by zlib-ng, twice as fast as zipfile does it; as careful about damage."""

    def __init__(self, stream: IO[bytes], info: zipfile.ZipInfo) -> None:
        from zlib_ng import zlib_ng

        self._error: Any = zlib_ng.error
        self._crc32, self._stream, self._info = zlib_ng.crc32, stream, info
        self._inflate, self._crc, self._left = zlib_ng.decompressobj(-zlib.MAX_WBITS), 0, info.file_size

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes, fewer only at the end. Raises zlib.error or BadZipFile for damage."""
        found: list[bytes] = []
        while size and not self._inflate.eof:
            deflated = self._inflate.unconsumed_tail or self._stream.read(_DEFLATED)
            try:
                part = self._inflate.decompress(deflated, size)
            except self._error as error:
                raise zlib.error(str(error)) from error
            if not part and not deflated:
                raise EOFError("the compressed bytes end early")
            found.append(part)
            size -= len(part)
        data = found[0] if len(found) == 1 else b"".join(found)
        self._crc = self._crc32(data, self._crc)
        self._left -= len(data)
        if self._left < 0 or (self._inflate.eof and (self._left or self._crc != self._info.CRC)):
            raise zipfile.BadZipFile(f"{self._info.filename} is not as the zip says: bad CRC-32 or another size")
        return data


def _checked(archive: zipfile.ZipFile, path: Path, member: str) -> zipfile.ZipInfo:
    for name in archive.namelist():
        if name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name or name[1:2] == ":":
            raise SourceError(f"{path.name}: a zip's members stay inside it", received=name, example=member)
    if archive.namelist().count(member) != 1:
        raise SourceError(
            f"{path.name} holds the member {member}, once", received=archive.namelist()[:5], example=member
        )
    info = archive.getinfo(member)
    if info.flag_bits & 0x1:
        raise SourceError(f"{path.name}: a member that is not encrypted", received=member, example=AGAIN)
    if info.file_size > MAX_BYTES and info.file_size > MAX_RATIO * path.stat().st_size:
        raise SourceError(
            f"{path.name}: a member at most {MAX_RATIO} times its zip",
            received=f"{member} claims {info.file_size:,} bytes in a zip of {path.stat().st_size:,}",
            example="a file from the publisher's own site",
        )
    return info
