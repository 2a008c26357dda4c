"""Opens a public file, plain or zipped, and refuses one that is damaged, hostile or unreadable."""

from __future__ import annotations

import errno
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from onrecord.model.errors import SourceError
from onrecord.sources.inflate import METHODS, Member

MAX_BYTES = 1_000_000_000  # a member above this size ...
MAX_RATIO = 200  # ... that claims more than this many times the zip's own size is not a public file
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
        if error.errno == errno.EINVAL:  # zipfile sought a member before the file's beginning: bytes are missing
            rule = f"{path.name} breaks off or is damaged: a member of it begins before the file does"
            raise SourceError(rule, received=path, example=AGAIN) from error
        why = error.strerror or error
        raise SourceError(f"{path.name} can be read ({why})", received=path, example="chmod u+r FILE") from error


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def opened(path: Path, member: str) -> Iterator[tuple[IO[bytes] | Member, int]]:
    """The bytes (`read(size)`) of a plain file, or of the zip's `member`, with their number as declared."""
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
        if why := missing_start(archive):
            raise SourceError(f"{path.name} is not a whole zip file ({why})", received=path, example=AGAIN)
        info = _checked(archive, path, member)
        archive.open(info).close()  # compares the member's own header with the directory's
        with Member(path, info) as stream:
            yield stream, info.file_size


def missing_start(archive: zipfile.ZipFile) -> str:
    """Why a zip lacks bytes before its directory: a member that would begin before the file does; '' when none is."""
    first = min((info.header_offset for info in archive.infolist()), default=0)
    return f"{-first:,} bytes before its directory are missing" if first < 0 else ""


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
    if info.compress_type not in METHODS:
        rule = f"{path.name}: a member that is stored or deflated"
        raise SourceError(rule, received=f"{member}, method {info.compress_type}", example=AGAIN)
    if info.file_size > MAX_BYTES and info.file_size > MAX_RATIO * path.stat().st_size:
        raise SourceError(
            f"{path.name}: a member at most {MAX_RATIO} times its zip",
            received=f"{member} claims {info.file_size:,} bytes in a zip of {path.stat().st_size:,}",
            example="a file from the publisher's own site",
        )
    return info
