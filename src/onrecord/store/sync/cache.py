"""The cache of public files: laid out as the site, each file with what the server said of it beside it."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from onrecord.model.errors import RecordError
from onrecord.store.files import sha256


def default_cache() -> Path:
    """The folder in the user's cache directory ($XDG_CACHE_HOME, otherwise ~/.cache)."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "onrecord"


@dataclass(frozen=True)
class Meta:
    """What is known of a cached file: where it came from, the server's validators, its size and hash, and when (UTC)."""

    url: str
    etag: str
    last_modified: str
    bytes: int
    sha256: str
    mtime_ns: int
    fetched_at: str
    checked_at: str


def now() -> str:
    """The present moment, UTC, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Cache:
    """A folder of public files, written by one sync at a time."""

    root: Path

    def path(self, site_path: str) -> Path:
        """Where the file of that path on the site is kept; never outside the folder."""
        parts = [p for p in PurePosixPath(unquote(site_path)).parts if p not in ("/", "..", ".")]
        return self.root.joinpath(*(p.replace("\\", "_").replace("\0", "_") for p in parts))

    def meta(self, path: Path) -> Meta | None:
        """What is known of the file, None when there is none or it is not what onrecord wrote."""
        try:
            return Meta(**json.loads(beside(path).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def trusted(self, path: Path, *, full: bool = False) -> Meta | None:
        """What is known of the file if it still is as it came: by size and time of change, else (or `full`) by hash."""
        meta = self.meta(path)
        try:
            stat = path.stat()
        except OSError:
            return None
        if meta is None or stat.st_size != meta.bytes:
            return None
        if (full or stat.st_mtime_ns != meta.mtime_ns) and sha256(path) != meta.sha256:
            return None
        return meta

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the cache for one sync; raises RecordError when another holds it or the folder cannot be written."""
        import fcntl

        with held(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            lock = (self.root / "lock").open("a")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                rule = "one onrecord sync at a time for a cache"
                received = f"{self.root} is being written"
                raise RecordError(rule, received=received, example="wait for it to end, or --cache DIR") from error
            yield


def beside(path: Path) -> Path:
    """The small JSON file of a cached file."""
    return path.with_name(path.name + ".json")


def save_json(path: Path, data: object) -> None:
    """Write JSON in one step: a reader sees the old file or the new one."""
    aside = path.with_name(path.name + ".new")
    aside.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
    aside.replace(path)


def save(path: Path, meta: Meta) -> None:
    """Keep what is known of a cached file."""
    with held(path.parent):
        save_json(beside(path), asdict(meta))


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Turn a disk that is full, or a folder that cannot be written, into RecordError."""
    try:
        yield
    except OSError as error:
        raise RecordError(
            "the disk takes what is downloaded",
            received=f"{folder}: {error.strerror or error}",
            example="--cache DIR on a disk with room that you may write",
        ) from error
