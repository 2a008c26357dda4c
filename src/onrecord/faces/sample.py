"""The sample that ships inside the package: a story in our own words, and a small record of cited facts to check it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "sample"
STORY = FOLDER / "story.md"


def sample_record() -> Path:
    """The folder of the sample record, loaded from the package's CSV files into the user's cache on first use."""
    from onrecord.store.load import load

    files = sorted(FOLDER.glob("onrecord_*.csv"))
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:12]
    target = _cache() / f"sample-{digest}"
    try:
        load(files, target)
    except OSError:
        target = Path(tempfile.mkdtemp(prefix="onrecord-sample-"))
        load(files, target)
    return target


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "onrecord"
