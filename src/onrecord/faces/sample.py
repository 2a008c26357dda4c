"""The sample that ships inside the package: a story in our own words, and a small record of cited facts to check it."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from onrecord.model.errors import RecordError

FOLDER = Path(__file__).parent / "sample"
STORY = FOLDER / "story.md"


def sample_record() -> Path:
    """The folder of the sample record, loaded from the package's CSV files; kept in the user's cache when that can be.

    A copy in the cache is used only when every byte of it is as it was written; otherwise it is made anew. Without a
    cache that can be written the record is made in a temporary folder, which is gone when the program ends. It may be
    called by several programs at once. Raises RecordError when not even a temporary folder takes the rows.
    """
    cache = _cache()
    if cache is None:
        return _temporary()
    target = cache / f"sample-{_digest()}"
    if _whole(target):
        return target
    try:
        cache.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="sample-new-", dir=cache))
    except OSError:
        return _temporary()
    try:
        _fill(made)
        return _placed(made, target)
    except (OSError, RecordError):
        return _temporary()
    finally:
        shutil.rmtree(made, ignore_errors=True)


def files() -> list[Path]:
    """The sample record's CSV files, each named for the source that declares it."""
    return sorted(FOLDER.glob("onrecord_*.csv"))


def _fill(folder: Path) -> None:
    from onrecord.store.load import load

    load(files(), folder)


def _placed(made: Path, target: Path) -> Path:
    """Put a record that is whole in its place in one step; that of another program, when it came first, is as good."""
    if target.exists() and not _whole(target):
        aside = Path(tempfile.mkdtemp(prefix="sample-old-", dir=target.parent))
        try:
            target.replace(aside / "damaged")
        except FileNotFoundError:
            pass  # another program moved it
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    try:
        made.rename(target)
    except OSError:
        if not _whole(target):
            raise
    return target


def _temporary() -> Path:
    try:
        folder = Path(tempfile.mkdtemp(prefix="onrecord-sample-"))
    except OSError as error:
        rule = "a folder that the sample record can be written to"
        raise RecordError(rule, received=str(error), example="TMPDIR=DIR onrecord check") from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _fill(folder)
    return folder


def _whole(folder: Path) -> bool:
    """Whether a folder holds the sample record as written: its files' hashes, and every object's bytes."""
    from onrecord.store.manifest import read_manifest

    try:
        loads = read_manifest(folder).loads
        ours = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files()}
        objects = [folder / name for entry in loads.values() for name in entry["objects"].values()]
        same = all(hashlib.sha256(path.read_bytes()).hexdigest() == path.stem for path in objects)
        return same and {e["file"]: e["sha256"] for e in loads.values()} == ours
    except (OSError, RecordError, KeyError, TypeError, AttributeError):
        return False


def _digest() -> str:
    """Names what the record is made of: the CSV files, the sources that declare them, the record's format."""
    from onrecord.store.catalog import declarations
    from onrecord.store.manifest import FORMAT

    parts = [str(FORMAT).encode(), declarations().encode(), *(f.read_bytes() for f in files())]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def _cache() -> Path | None:
    """The user's cache folder; None when the machine names none."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # no HOME, and no such user
        return None
    return base / "onrecord" if base.is_absolute() else None
