"""Whether the disks have room for what is to come: the download, the record's new rows, the scratch of a load."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Measured by loading the files at hand and synthetic ones of up to 1.2 million rows (docs/sync.md): a zip of 100 kB or
# more became 0.5 to 1.03 times its size of Parquet, smaller ones up to 1.9, a CSV 0.14 at most. While it loads, a small
# zip takes up to 7.3 times its size; a large one, of which a few segments at a time are unpacked, 1.7 to 2 times.
RECORD_OF_ZIP, RECORD_OF_TEXT = 1.2, 0.2
SCRATCH_OF_ZIP, SCRATCH_OF_LARGE, SEGMENTS, SCRATCH_OF_TEXT = 7.5, 2.0, 64_000_000, 1.2


@dataclass(frozen=True)
class Room:
    """Bytes: to download, estimated for the record and for its scratch while it loads, and free on each disk."""

    download: int
    record: int
    scratch: int
    free_cache: int
    free_record: int
    one_disk: bool
    unknown: int = 0  # files whose size nobody says

    @property
    def fits(self) -> bool:
        """Whether all of it has room, as far as the sizes are known."""
        loading = self.record + self.scratch
        if self.one_disk:
            return self.download + loading <= self.free_cache
        return self.download <= self.free_cache and loading <= self.free_record

    def text(self) -> str:
        """One sentence for a person."""
        more = f" and {self.unknown} of unknown size" if self.unknown else ""
        free = f"{mb(self.free_cache)} free"
        if not self.one_disk:
            free = f"{mb(self.free_cache)} free for the cache, {mb(self.free_record)} for the record"
        need = f", about {mb(self.record)} in the record and {mb(self.scratch)} while it loads" if self.record else ""
        return f"{mb(self.download)} to download{more}{need}; {free}"


def room(files: Sequence[tuple[str, int | None]], cache: Path, record: Path, *, load: bool = True) -> Room:
    """The room that files (name, bytes to come or None) need; the folders `cache` and `record` need not exist yet."""
    known = [(name, size) for name, size in files if size is not None]
    unknown = len(files) - len(known)
    zips = [size for name, size in known if name.lower().endswith(".zip")]
    texts = [size for name, size in known if not name.lower().endswith(".zip")]
    kept = int(RECORD_OF_ZIP * sum(zips) + RECORD_OF_TEXT * sum(texts)) if load else 0
    while_loading = [min(SCRATCH_OF_ZIP * s, SCRATCH_OF_LARGE * s + SEGMENTS) for s in zips]
    while_loading += [SCRATCH_OF_TEXT * s for s in texts]
    scratch = int(max(while_loading, default=0)) if load else 0
    here, there = _there(cache), _there(record)
    one_disk = os.stat(here).st_dev == os.stat(there).st_dev
    free = shutil.disk_usage(here).free, shutil.disk_usage(there).free
    return Room(sum(zips) + sum(texts), kept, scratch, *free, one_disk, unknown)


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    folder = folder.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def mb(size: int) -> str:
    """A size in megabytes, in gigabytes from one on."""
    return f"{size / 1e9:,.1f} GB" if size >= 1_000_000_000 else f"{size / 1e6:,.1f} MB"
