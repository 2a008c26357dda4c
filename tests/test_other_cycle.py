"""A master or linkage file under the name of another cycle is refused where its elections tell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from test_store import SHARED

from onrecord.model.errors import SourceError
from onrecord.store.load import load

BULK = SHARED / "data/fec/files/bulk-downloads"
real = pytest.mark.skipif(not BULK.is_dir(), reason="the shared public records are not beside this checkout")


@real
@pytest.mark.parametrize(
    ("kind", "cycle", "named"),
    [("ccl", 20, 22), ("ccl", 22, 20), ("ccl", 20, 24), ("cn", 26, 20), ("cn", 26, 22), ("cn", 20, 26)],
)
def test_a_file_of_another_cycle_is_refused(tmp_path: Path, kind: str, cycle: int, named: int) -> None:
    other = tmp_path / f"{kind}{named}.zip"
    shutil.copy(BULK / f"20{cycle}/{kind}{cycle}.zip", other)
    with pytest.raises(SourceError, match=f"rows of the 20{named} cycle, as its name says"):
        load([other], tmp_path / "r")
    assert not (tmp_path / "r/manifest.json").exists()


@real
@pytest.mark.parametrize("name", ["2020/ccl20", "2022/ccl22", "2020/cn20", "2022/cn22", "2026/cn26"])
def test_real_files_pass(tmp_path: Path, name: str) -> None:
    assert load([BULK / f"{name}.zip"], tmp_path / "r")[0].rows_loaded > 3000
