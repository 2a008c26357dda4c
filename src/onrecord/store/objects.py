"""Finds objects of a record that are lost or damaged, and turns what DuckDB says of one into RecordError."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model.errors import RecordError
from onrecord.store.files import sha256
from onrecord.store.manifest import Manifest


def name_of(table: str, part: int) -> str:
    """The key of a table's object in a load: the table, and from the second part on its number (rows.2)."""
    return table if part == 1 else f"{table}.{part}"


def table_of(name: str) -> str:
    """The table that an object's key in a load names."""
    return name.partition(".")[0]


def parts_of(entry: dict[str, Any], table: str) -> list[str]:
    """The objects that hold a load's rows of one table."""
    return [name for key, name in sorted(entry["objects"].items()) if table_of(key) == table]


def faults(folder: Path, entry: dict[str, Any], full: bool = False) -> Iterator[str]:
    """What is wrong with the objects of one load, a line for each: not there, or of another size than recorded.

    With `full` each is also read and compared with the hash that is its name (format 1 named objects otherwise).
    """
    sizes = entry.get("object_bytes", {})
    for table, name in sorted(entry["objects"].items()):
        path = folder / name
        try:
            size = path.stat().st_size
            if not path.is_file():
                yield f"{name} ({table}) is no file"
            elif size != sizes.get(table, size):
                yield f"{name} ({table}) has {size:,} bytes where {sizes[table]:,} were written"
            elif full and len(path.stem) == 64 and sha256(path) != path.stem:
                yield f"{name} ({table}) has other bytes than were written"
        except OSError as error:
            lost = error.errno in (errno.ENOENT, errno.ENOTDIR)
            yield f"{name} ({table}) is not there" if lost else f"{name} ({table}): {error.strerror}"


def check(folder: Path, manifest: Manifest, full: bool = False) -> None:
    """Raise RecordError for the first object that is lost or damaged; see `faults`."""
    for _, entry in sorted(manifest.loads.items()):
        for fault in faults(folder, entry, full):
            raise RecordError(
                f"the rows of {entry['tail']} are in the record as they were written",
                received=f"{folder}: {fault}",
                example=f"load the file again: onrecord load --verify .../{entry['tail']}",
            )


class Guarded:
    """A DuckDB connection over a record's objects: what fails because one of them is damaged is told as such."""

    def __init__(self, db: Any, folder: Path, manifest: Manifest) -> None:
        self._db, self._folder, self._manifest = db, folder, manifest

    def __getattr__(self, name: str) -> Any:
        """The connection's own attribute; a method's DuckDB error becomes RecordError when an object is to blame."""
        found = getattr(self._db, name)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            import duckdb

            try:
                done = found(*args, **kwargs)
            except duckdb.Error:
                check(self._folder, self._manifest, full=True)
                raise
            return self if done is self._db else done

        return call
