"""Opens an Excel workbook's sheets as rows of cells, once each part is whole and each cell stands where it says."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.parsers import expat

from onrecord.model.errors import SourceError

MAX_BYTES = 200_000_000  # of all parts unpacked
MAX_CELLS = 20_000_000  # of a sheet's rectangle, blank ones too: it is held in memory
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def sheets(path: Path, wanted: Callable[[str], bool], needed: Sequence[str]) -> list[tuple[int, str, Any]]:
    """Each sheet of the workbook as (place from 1, name, cells row by row from its first; None for one not wanted).

    Raises SourceError for a workbook that is damaged, lies about its sizes, lacks a sheet of `needed`, or gives a cell
    twice or out of order, since rows would be lost in it without a word.
    """
    import python_calamine as calamine

    try:
        if path.suffix.lower() != ".xls":  # the older format, which is no zip
            _check(path)
        book = calamine.CalamineWorkbook.from_path(str(path))
        if missing := [name for name in needed if name not in book.sheet_names]:
            raise SourceError(f"{path.name} has its sheets", received=f"no {missing}", example=needed[0])
        return [
            (place, name, book.get_sheet_by_name(name).to_python(skip_empty_area=False) if wanted(name) else None)
            for place, name in enumerate(book.sheet_names, 1)
        ]
    except (
        *(calamine.CalamineError, calamine.XmlError, calamine.ZipError, calamine.WorksheetNotFound),
        *(calamine.PasswordError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
        *(expat.ExpatError, UnicodeDecodeError, ValueError),
    ) as error:
        raise SourceError("a workbook that can be opened", received=f"{path.name}: {error}") from error


def _check(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
        if size > MAX_BYTES:
            raise ValueError(f"its parts claim {size:,} bytes")
        if len(set(archive.namelist())) < len(archive.namelist()):
            raise ValueError("a part is there twice")
        if damaged := archive.testzip():
            raise ValueError(f"{damaged} is damaged")
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                _Part(name).parse(archive.read(name))


class _Part:
    """Reads one part's XML for its form alone, and the places of a sheet's cells."""

    def __init__(self, name: str) -> None:
        self.name, self.row, self.column, self.widest = name, 0, 0, 0

    def parse(self, data: bytes) -> None:
        """Raise ExpatError or ValueError for XML that is not well-formed, declares entities, or misplaces a cell."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        if self.name.startswith("xl/worksheets/"):
            parser.StartElementHandler = self._element
        parser.Parse(data, True)
        if self.row * self.widest > MAX_CELLS:
            raise ValueError(f"{self.name} spans {self.row:,} rows of {self.widest:,} columns")

    def _doctype(self, *_: object) -> None:
        raise ValueError(f"{self.name} declares entities")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        kind, given = name.rpartition(" ")[2], attributes.get("r")
        if kind == "row":
            before, self.column = self.row, 0
            self.row = int(given) if given is not None else self.row + 1
            if self.row <= before:
                raise ValueError(f"{self.name}: row {self.row} comes after row {before}")
        elif kind == "c":
            before, self.column = self.column, self.column + 1
            if given is not None:
                hit = _PLACE.fullmatch(given)
                self.column = _number(hit[1]) if hit else 0
                if not hit or int(hit[2]) != self.row or self.column <= before:
                    raise ValueError(f"{self.name}: cell {given[:20]!r} stands in row {self.row}, column {before + 1}")
            self.widest = max(self.widest, self.column)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
