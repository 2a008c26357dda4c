"""A record folder as a reader sees it: one snapshot, a view for each table, nothing written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from onrecord.model.errors import RecordError
from onrecord.store import objects, partial
from onrecord.store.interrupt import interruptible
from onrecord.store.manifest import Manifest, read_manifest, writing

__all__ = ["Manifest", "Record", "default_folder", "read_manifest", "writing"]

REJECTED = {"source": "varchar", "source_file": "varchar", "source_line": "bigint", "reason": "varchar"}
LOAD = {
    "source": "varchar",
    "file": "varchar",
    "tail": "varchar",
    "cycle": "int",
    "through": "date",
    "rows_in": "bigint",
    "rows_loaded": "bigint",
    "rows_rejected": "bigint",
    "rows_quarantined": "bigint",
    "bytes": "bigint",
    "sha256": "varchar",
    "loaded_at": "timestamp",
}


def default_folder() -> Path:
    """The record in the user's data directory; ONRECORD_RECORD names another."""
    base = os.environ.get("ONRECORD_RECORD")
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) if base else Path(home) / "onrecord" / "record"


class Record:
    """A read view of a record as its manifest stood when opened, or at an earlier `snapshot`.

    Raises RecordError when nothing is loaded (it says what to load), the snapshot is not held or the format newer.
    """

    def __init__(self, folder: Path, snapshot: str | None = None) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder, snapshot)
        if not self.manifest.loads:
            from onrecord.store.hints import how_to_start

            raise RecordError("a record with something loaded", received=f"nothing in {folder}", example=how_to_start())
        self.snapshot = self.manifest.stored
        self._db: Any = None

    def tables(self) -> dict[str, list[str]]:
        """Each table's Parquet files."""
        found: dict[str, list[str]] = {}
        for entry in self.manifest.loads.values():
            for part, name in entry["objects"].items():
                found.setdefault(objects.table_of(part), []).append(str(self.folder / name))
        return found

    def schema(self) -> dict[str, dict[str, str]]:
        """The columns of every table of any source, loaded or not; no declaration is parsed unless one changed."""
        from onrecord.store.catalog import declarations, tables

        if self.manifest.declarations == declarations():
            return self.manifest.tables
        return {t: {**self.manifest.tables.get(t, {}), **c} for t, c in {**self.manifest.tables, **tables()}.items()}

    @property
    def db(self) -> Any:
        """A DuckDB connection with a view for each table, `rejected` among them, and the table `load`.

        A table that no loaded file fills is an empty view with all its columns. Raises RecordError when an object is
        lost or has another size than was written; a query raises it when DuckDB cannot read an object.
        """
        if self._db is None:
            self._db = self._open()
        return self._db

    def _open(self) -> Any:
        import duckdb

        objects.check(self.folder, self.manifest)
        db = objects.Guarded(interruptible(duckdb.connect()), self.folder, self.manifest)
        db.execute("set parquet_metadata_cache = true")  # objects are written once: what they hold is read once
        db.execute("set enable_progress_bar = false")  # DuckDB would draw one of its own, outside a script
        for table, columns in {**self.schema(), "rejected": REJECTED}.items():
            view = "select " + ", ".join(f'null::{kind} as "{name}"' for name, kind in columns.items()) + " where false"
            if counted := partial.rows_of(self.folder, self.manifest, table):
                view += f" union all by name {counted}"
            db.execute(f"create view {table} as {view}")
        db.execute(f"create table load ({', '.join(f'{name} {kind}' for name, kind in LOAD.items())})")
        rows = [_load_row(self.manifest.loads[key]) for key in sorted(self.manifest.loads)]
        db.execute(f"insert into load values {', '.join(rows)}")
        return db

    def has(self, table: str) -> bool:
        """Whether any loaded file gave rows to `table`."""
        return any(table in map(objects.table_of, entry["objects"]) for entry in self.manifest.loads.values())


def _load_row(entry: dict[str, Any]) -> str:
    values = {**entry, "cycle": entry["params"].get("cycle")}
    return "(" + ", ".join(_literal(values[name]) for name in LOAD) + ")"


def _literal(value: object) -> str:
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"
