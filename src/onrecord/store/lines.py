"""Turns a CSV, or a file that needs a reader of its own, into numbered rows of text fields."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Iterator
from pathlib import Path

from onrecord.model.errors import OnRecordError, SourceError
from onrecord.sources.reading import CONTROL, NO_TEXT, csv_records, decode
from onrecord.store.catalog import Source
from onrecord.store.files import AGAIN, reading

__all__ = ["decode", "rows"]
Row = tuple[int, "list[str] | str"]


def rows(source: Source, path: Path) -> Iterator[Row]:
    """Every row of the file as (line, fields), or (line, reason) for one that cannot be read.

    A row is numbered by the line it begins on. Raises SourceError when the file as a whole cannot be read.
    """
    found = _csv(path, source) if source.format == "csv" else _reader(source, path)
    for line, fields in found:
        if not isinstance(fields, str) and len(fields) != len(source.header):
            yield line, f"{len(fields)} columns where the layout has {len(source.header)}"
        else:
            yield line, fields


def _csv(path: Path, source: Source) -> Iterator[Row]:
    with reading(path), path.open("rb") as stream:
        found = csv_records(stream)
        _, first = next(found, (1, []))
        names = [first] if isinstance(first, str) else [c.strip() for c in first]
        _check_header(path, [source.spelled.get(c, c) for c in names], source.header)
        yield from found


def _check_header(path: Path, found: list[str], header: list[str]) -> None:
    if found == header:
        return
    missing, other = [c for c in header if c not in found], [c for c in found if c not in header]
    differs = "; ".join(
        part
        for part in (
            f"not there: {', '.join(missing[:8])}" if missing else "",
            f"not in the layout: {', '.join(c[:40] for c in other[:8])}" if other else "",
            "" if missing or other else f"in another order: {_first_difference(found, header)}",
        )
        if part
    )
    raise SourceError(
        f"{path.name} begins with the header of its layout, in its order and case",
        received=differs,
        example=",".join(header[:6]),
    )


def _first_difference(found: list[str], header: list[str]) -> str:
    for number, (one, other) in enumerate(zip(found, header, strict=False), 1):
        if one != other:
            return f"column {number} is {one} where the layout has {other}"
    return f"{len(found)} columns where the layout has {len(header)}"


def _reader(source: Source, path: Path) -> Iterator[Row]:
    """The rows that the source's own reader.py finds; what it raises becomes SourceError."""
    spec = importlib.util.spec_from_file_location(f"onrecord_reader_{source.name}", source.folder / "reader.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    again = f"{AGAIN} from {source.publisher or 'where it comes from'}" + (f" ({source.docs})" if source.docs else "")
    with reading(path):
        try:
            for line, fields in module.rows(path):
                yield line, fields if isinstance(fields, str) or not NO_TEXT.search("".join(fields)) else CONTROL
        except SourceError as error:
            raise SourceError(error.rule, received=error.received, example=error.example or again) from error
        except (OnRecordError, OSError):
            raise
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error) as error:
            rule = f"{path.name} is laid out as {source.name} declares"
            raise SourceError(rule, received=f"{type(error).__name__}: {str(error)[:120]}", example=again) from error
