"""A record folder: immutable Parquet files named by hash, and one manifest swapped atomically."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.model.errors import RecordError

FORMAT = 1
HOW_TO = "onrecord load FOLDER-WITH-PUBLIC-FILES"


@dataclass
class Manifest:
    """Which files were loaded and which objects hold their rows."""

    loads: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def snapshot(self) -> str:
        """The hash of what is loaded: the same on every machine that loaded the same files."""
        named = sorted((key, entry["sha256"]) for key, entry in self.loads.items())
        return hashlib.sha256(json.dumps([FORMAT, named]).encode()).hexdigest()[:16]

    def text(self) -> str:
        """The manifest as JSON."""
        return json.dumps({"format": FORMAT, "snapshot": self.snapshot, "loads": self.loads}, indent=1, sort_keys=True)


def default_folder() -> Path:
    """The record in the user's data directory."""
    base = os.environ.get("ONRECORD_RECORD")
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) if base else Path(home) / "onrecord" / "record"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a record folder, empty for a new one; raises RecordError for a format it cannot read."""
    path = folder / "manifest.json"
    if not path.exists():
        return Manifest()
    try:
        data = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise RecordError("manifest.json is JSON written by onrecord", received=path) from error
    if data.get("format") != FORMAT:
        raise RecordError(
            f"a record of format {FORMAT}",
            received=data.get("format"),
            example="load the files again into a new folder",
        )
    return Manifest(data["loads"])


@contextmanager
def writing(folder: Path) -> Iterator[Manifest]:
    """The one writer: yields the manifest to change and swaps it in at the end, or leaves all as it was."""
    (folder / "objects").mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RecordError(
                "one writer at a time", received=f"{folder} is being written", example="wait for it to end"
            ) from error
        manifest = read_manifest(folder)
        before = manifest.text()
        yield manifest
        if manifest.text() != before:
            part = folder / "manifest.json.part"
            part.write_text(manifest.text(), "utf-8")
            part.replace(folder / "manifest.json")


class Record:
    """A read view of a record as its manifest stood when opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        if not self.manifest.loads:
            raise RecordError("a record with something loaded", received=f"nothing in {folder}", example=HOW_TO)
        self.snapshot = self.manifest.snapshot
        self._db: Any = None

    def tables(self) -> dict[str, list[str]]:
        """Each table's Parquet files."""
        found: dict[str, list[str]] = {}
        for entry in self.manifest.loads.values():
            for table, name in entry["objects"].items():
                found.setdefault(table, []).append(str(self.folder / name))
        return found

    @property
    def db(self) -> Any:
        """A DuckDB connection with one view for each table; a table with nothing loaded is an empty view."""
        if self._db is None:
            import duckdb

            from onrecord.store.catalog import sources
            from onrecord.store.load import empty_table

            self._db = duckdb.connect()
            have = self.tables()
            for table in sorted({t for source in sources().values() for t in source.tables}):
                parts = [f"select {empty_table(s)} where false" for s in sources().values() if table in s.tables]
                if files := have.get(table):
                    parts.append(f"select * from read_parquet({sorted(files)!r}, union_by_name=true)")
                self._db.execute(f"create view {table} as {' union all by name '.join(parts)}")
            if "rejected" in have:
                self._db.execute(f"create view rejected as from read_parquet({have['rejected']!r})")
        return self._db

    def has(self, table: str) -> bool:
        """Whether any loaded file gave rows to `table`."""
        return table in self.tables()
