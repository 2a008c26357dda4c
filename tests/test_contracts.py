"""The import contracts of pyproject.toml: each of them breaks when it should."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
# Where a forbidden import is tried, what it imports, and the contract that has to break.
BAD = [
    ("model", "onrecord.store", "imports point downward"),
    ("sources", "onrecord.store", "imports point downward"),
    ("store", "onrecord.answers", "imports point downward"),
    ("answers", "onrecord.claims", "imports point downward"),
    ("claims", "onrecord.faces", "imports point downward"),
    ("measures", "onrecord.flows", "imports point downward"),
    ("flows", "onrecord.registry", "imports point downward"),
    ("registry", "onrecord.rules", "imports point downward"),
    ("registry", "onrecord.measures", "imports point downward"),
    ("rules", "onrecord.measures", "imports point downward"),
    ("rules", "onrecord.store", "rules know only the model"),
    ("rules", "onrecord.sources", "rules know only the model"),
    ("rules", "duckdb", "rules know only the model"),
    ("store", "rich", "only faces draw"),
    ("claims", "click", "only faces draw"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and of the contracts, to break."""
    shutil.copytree(HOUSE / "src/onrecord", tmp_path / "onrecord", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> str:
    """What lint-imports says of the package in folder, in one line: wrapping is not looked at."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == "", done.stderr
    return " ".join(done.stdout.split())


def test_each_contract_breaks_on_a_bad_import(copy: Path) -> None:
    for number, (where, what, _) in enumerate(BAD):
        (copy / "onrecord" / where / f"bad{number}.py").write_text(f"import {what}\n")
    said = lint(copy)
    for number, (where, what, contract) in enumerate(BAD):
        assert f"{contract} BROKEN" in said, said
        assert f"onrecord.{where}.bad{number} -> {what}" in said, said


def test_a_new_folder_has_to_take_its_place(copy: Path) -> None:
    (copy / "onrecord/newcomer.py").write_text('"""A module of no layer."""\n')
    said = lint(copy)
    assert "imports point downward BROKEN" in said, said
    assert "onrecord.newcomer" in said
