"""Says whether a file that came is whole: a zip to its last byte, and no web page in the place of a table."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from onrecord.store.files import MAX_BYTES, MAX_RATIO, missing_start

TABLES = (".csv", ".txt", ".fec", ".json")  # files of these names never begin with a tag


def fault(path: Path, name: str) -> str:
    """Why the file at `path`, which is to be called `name`, is not whole; '' when nothing is wrong with it.

    Of a zip the directory and every member's checksum are read; of any other file only its beginning.
    """
    size = path.stat().st_size
    if size == 0:
        return "it is empty"
    with path.open("rb") as stream:
        begin = stream.read(512)
    begin = begin.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if begin.startswith(b"<") and name.lower().endswith(TABLES):
        return "it is a web page"
    if begin.startswith((b"<!doctype html", b"<html")):
        return "it is a web page"
    return _zip_fault(path, size) if name.lower().endswith(".zip") else ""


def _zip_fault(path: Path, size: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            if why := missing_start(archive):
                return f"it is no whole zip ({why})"
            claimed = sum(info.file_size for info in archive.infolist())
            if claimed > MAX_BYTES and claimed > MAX_RATIO * size:
                return f"its members claim {claimed:,} bytes, more than {MAX_RATIO} times its own"
            bad = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        return f"it is no whole zip ({error})"
    except (NotImplementedError, RuntimeError) as error:
        return f"it is a zip that cannot be unpacked ({error})"
    return f"its member {bad} is damaged" if bad else ""
