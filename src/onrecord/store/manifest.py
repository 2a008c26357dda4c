"""A record's manifest: which files were loaded, which immutable objects hold their rows, and the one writer's swap."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.model.errors import RecordError

FORMAT = 2
"""Layout of format 2, all names relative, every file but manifest.json written once:

manifest.json                what is loaded now
manifests/SNAPSHOT.json      what was loaded at each earlier state, and now
objects/SHA256.parquet       rows, named by the hash of the bytes
lock, scratch/               of the writer on this machine; no part of the record
"""
NEEDED = {  # what every load of a manifest says
    *("source", "file", "tail", "sha256", "bytes", "declared", "params", "objects", "through", "loaded_at"),
    *("rows_in", "rows_loaded", "rows_rejected", "rows_quarantined"),
}


@dataclass
class Manifest:
    """What is loaded: `loads` by dataset key, and the columns of every table as they were when it was written."""

    loads: dict[str, dict[str, Any]] = field(default_factory=dict)
    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    declarations: str = ""
    stored: str = ""  # the snapshot written in the file that this was read from

    @property
    def snapshot(self) -> str:
        """The hash of what is loaded and how it is declared: the same on every machine that loaded the same files."""
        named = sorted((key, entry["sha256"], entry["declared"]) for key, entry in self.loads.items())
        return hashlib.sha256(json.dumps([FORMAT, named]).encode()).hexdigest()[:16]

    def text(self) -> str:
        """The manifest as JSON."""
        data = {
            "format": FORMAT,
            "snapshot": self.snapshot,
            "declarations": self.declarations,
            "tables": self.tables,
            "loads": self.loads,
        }
        return json.dumps(data, indent=1, sort_keys=True)


def dataset(source: str, params: dict[str, str], file: str) -> str:
    """The key under which one dataset is held: source, the named groups of its match, the file's name."""
    return "/".join([source, *(params[k] for k in sorted(params) if k != "yy"), file])


def _from_1(data: dict[str, Any]) -> dict[str, Any]:
    """Format 1 had neither declarations nor columns: its files load again, and are the same datasets."""
    loads = {}
    for old in data["loads"].values():
        new = {**old, "declared": "", "bytes": None, "tail": old["file"], "rows_quarantined": 0}
        loads[dataset(old["source"], old["params"], old["file"])] = {**new, "loaded_at": None, "through": None}
    return {**data, "format": 2, "loads": loads, "tables": {}, "declarations": ""}


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_1}


def read_manifest(folder: Path, snapshot: str | None = None) -> Manifest:
    """The manifest of a record folder (of an earlier `snapshot` when given), empty for a new folder.

    Raises RecordError for a snapshot that is not held, a damaged manifest or a newer format; writes nothing.
    """
    path = folder / "manifest.json"
    text = _text_of(path)
    if snapshot is not None and _snapshot_of(text) != snapshot:
        path = folder / "manifests" / f"{snapshot}.json"
        text = _text_of(path) if snapshot.isalnum() else None
        if text is None:
            held = sorted(p.stem for p in (folder / "manifests").glob("*.json"))
            rule = f"a snapshot that {folder} holds"
            raise RecordError(rule, received=snapshot, example=", ".join(held[:5]) or "a record with something loaded")
    if text is None:
        return Manifest()
    return _parse(text, path)


def _snapshot_of(text: str | None) -> object:
    """The snapshot that a manifest's text names, None when it is not one."""
    try:
        return json.loads(text or "")["snapshot"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise _damaged("manifest.json is JSON written by onrecord", path) from error
    except OSError as error:
        raise RecordError(
            "manifest.json can be read", received=f"{path}: {error.strerror}", example="--record DIR that you may read"
        ) from error


def _parse(text: str, path: Path) -> Manifest:
    try:
        data = json.loads(text)
        version = int(data["format"])
        if version > FORMAT:
            raise RecordError(
                f"a record of format {FORMAT} or older",
                received=f"format {version}, written by a newer onrecord",
                example="pip install --upgrade onrecord",
            )
        stored = data["snapshot"]
        while version < FORMAT:
            data = MIGRATIONS[version](data)
            version = data["format"]
        found = Manifest(data["loads"], data["tables"], data["declarations"], stored)
        for entry in found.loads.values():
            if missing := NEEDED - set(entry):
                raise KeyError(min(missing))
        changed = json.loads(text)["format"] == FORMAT and found.snapshot != stored
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged("manifest.json is JSON written by onrecord", path) from error
    if changed:
        raise _damaged("manifest.json is as onrecord wrote it", path, "its loads do not give its snapshot")
    return found


def _damaged(rule: str, path: Path, why: str = "") -> RecordError:
    """The error for a manifest that cannot be used, naming the kept one that a load would restore."""
    received = f"{path}: {why}" if why else path
    if path.name != "manifest.json":
        rule = rule.replace("manifest.json", f"manifests/{path.name}")
        return RecordError(rule, received=received, example="load the files again: onrecord load FOLDER")
    kept = kept_manifest(path.parent)
    example = "load the files again into another folder: onrecord load FOLDER --record DIR"
    if kept:
        example = f"the next onrecord load restores it; by hand: cp {shlex.quote(str(kept[0]))} {shlex.quote(str(path))}"
    return DamagedManifest(rule, received=received, example=example)


class DamagedManifest(RecordError):
    """A manifest.json that is not what onrecord wrote; a load restores it from one that was kept."""


def kept_manifest(folder: Path) -> tuple[Path, Manifest] | None:
    """The newest of the manifests that the record kept and that can be read, with its path; None when there is none."""
    found = []
    for path in sorted((folder / "manifests").glob("*.json")):
        try:
            kept = _parse(path.read_text("utf-8"), path)
            age = path.stat().st_mtime_ns
        except (RecordError, OSError, UnicodeDecodeError):
            continue
        days = [str(entry["loaded_at"] or "") for entry in kept.loads.values()]
        found.append((max(days, default=""), age, path, kept))
    return max(found, key=lambda one: one[:2])[2:] if found else None


class Writing(Manifest):
    """The manifest while it is being changed by the one writer."""

    folder: Path
    made: list[Path]
    restored: str = ""  # the name of the kept manifest that took the place of a damaged manifest.json

    @property
    def scratch(self) -> Path:
        """A folder on the record's disk that is gone when the writer ends."""
        return self.folder / "scratch"

    def keep(self, file: Path) -> str:
        """Make `file` (moved) an object of the record, flushed to disk; returns its relative name."""
        from onrecord.store.files import sha256

        name = f"objects/{sha256(file)}.parquet"
        target = self.folder / name
        held = target.exists()
        if not held or f"objects/{sha256(target)}.parquet" != name:  # a damaged one is replaced
            _flush(file)
            if not held:
                self.made.append(target)
            file.replace(target)
        return name


@contextmanager
def writing(folder: Path) -> Iterator[Writing]:
    """The one writer: yields the manifest to change and swaps it in at the end, or leaves all as it was.

    Raises RecordError when another writer holds the lock or the folder cannot be written.
    """
    import fcntl

    with told(folder):
        for sub in ("objects", "manifests"):
            (folder / sub).mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("a")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            rule = "one writer at a time"
            raise RecordError(rule, received=f"{folder} is being written", example="wait for it to end") from error
        yield from _guarded(folder)


def _guarded(folder: Path) -> Iterator[Writing]:
    """Yield the manifest under the lock; on any error take back every object that was made."""
    old, restored = _old(folder)
    before = None if restored else _text_of(folder / "manifest.json")
    new = Writing(dict(old.loads), old.tables, old.declarations, old.stored)
    new.folder, new.made, new.restored = folder, [], restored
    try:
        with told(folder):
            shutil.rmtree(new.scratch, ignore_errors=True)  # what a killed writer left
            new.scratch.mkdir()
        yield new
        if restored or new.loads != old.loads or new.tables != old.tables or new.declarations != old.declarations:
            with told(folder):
                _swap(new, before, old.stored)
    except BaseException:
        for path in reversed(new.made):
            path.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(new.scratch, ignore_errors=True)


def _old(folder: Path) -> tuple[Manifest, str]:
    """The record's manifest; where it is damaged the newest that was kept, with its name."""
    try:
        return read_manifest(folder), ""
    except DamagedManifest:
        kept = kept_manifest(folder)
        if kept is None:
            raise
        return kept[1], f"manifests/{kept[0].name}"


def _swap(new: Writing, before: str | None, old_snapshot: str) -> None:
    """Keep the old manifest and the new one under their snapshots, then replace manifest.json in one step."""
    folder, text = new.folder, new.text()
    for snapshot, content in ((old_snapshot, before), (new.snapshot, text)):
        if content is not None and snapshot:
            _keep_manifest(new, folder / "manifests" / f"{snapshot}.json", content)
    part = new.scratch / "manifest.json"
    part.write_text(text, "utf-8")
    for path in (part, folder / "objects", folder / "manifests"):
        _flush(path)
    part.replace(folder / "manifest.json")
    new.made.clear()
    _flush(folder)


def _keep_manifest(new: Writing, kept: Path, content: str) -> None:
    """Write a kept manifest aside and rename it; one that is there stays unless the objects it names are others."""
    held = _text_of(kept)
    if held is not None and _objects(held) == _objects(content):
        return
    part = new.scratch / "kept.json"
    part.write_text(content, "utf-8")
    _flush(part)
    if held is None:
        new.made.append(kept)
    part.replace(kept)


def _objects(text: str) -> list[dict[str, str]] | None:
    """The objects that a manifest names, None when it is not one."""
    try:
        loads = json.loads(text)["loads"]
        return [loads[key]["objects"] for key in sorted(loads)]
    except (ValueError, KeyError, TypeError):
        return None


def _flush(path: Path) -> None:
    """Force a file, or a folder's names, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn a disk that is full, or a folder that cannot be written, into RecordError."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        rule = "the record's disk takes the new rows"
        raise RecordError(
            rule, received=f"{folder}: {why}", example="--record DIR on a disk with room that you may write"
        ) from error
