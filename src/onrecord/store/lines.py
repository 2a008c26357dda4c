"""Turns a public file into numbered lines of text fields, in UTF-8, without losing one."""

from __future__ import annotations

import csv
import importlib.util
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from onrecord.model.errors import SourceError
from onrecord.store.catalog import Source

UNIT = "\x1f"  # ASCII unit separator: between fields; none occurs in the public files
Row = tuple[int, "list[str] | str"]


def decode(line: bytes) -> str:
    """One line as text: UTF-8 where it is valid, otherwise Windows-1252 or Latin-1; bulk files mix them."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def _open(path: Path, member: str) -> IO[bytes]:
    if path.suffix != ".zip":
        return path.open("rb")
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise SourceError(
            f"{path.name} is not a whole zip file ({error})", received=path, example="download it again"
        ) from error
    for name in archive.namelist():
        if name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name:
            raise SourceError("a zip's members stay inside it", received=name, example=member)
    if member not in archive.namelist():
        raise SourceError(f"{path.name} holds the member {member}", received=archive.namelist()[:5], example=member)
    return archive.open(member)


def _pipe(path: Path, member: str, width: int) -> Iterator[Row]:
    try:
        with _open(path, member) as stream:
            for number, raw in enumerate(stream, 1):
                fields = decode(raw.rstrip(b"\r\n")).split("|")
                if len(fields) != width:
                    yield number, f"{len(fields)} columns where the layout has {width}"
                else:
                    yield number, fields
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise SourceError(
            f"{path.name} breaks off or is damaged ({error})", received=path, example="download it again"
        ) from error


def _csv(path: Path, header: list[str]) -> Iterator[Row]:
    with path.open("rb") as stream:
        reader = csv.reader(decode(raw) for raw in stream)
        first = [c.strip().lstrip("\ufeff") for c in next(reader, [])]
        if first != header:
            raise SourceError(
                f"{path.name} begins with the header of its layout",
                received=first[:6],
                example=",".join(header[:6]),
            )
        for fields in reader:
            wrong = f"{len(fields)} columns where the layout has {len(header)}"
            yield reader.line_num, fields if len(fields) == len(header) else wrong


def rows(source: Source, path: Path, params: dict[str, str]) -> Iterator[Row]:
    """Every row of the file as (line, fields), or (line, reason) for one that cannot be read."""
    if source.format == "pipe":
        return _pipe(path, source.member.format(**params), len(source.header))
    if source.format == "csv":
        return _csv(path, source.header)
    spec = importlib.util.spec_from_file_location(f"onrecord_reader_{source.name}", source.folder / "reader.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Iterator[Row] = module.rows(path)
    return found
