"""Habits of the house that a machine can hold: what a module and a measure begin with, their size, exact numbers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src/onrecord"
MODULES = sorted(PACKAGE.rglob("*.py"))
MEASURES = sorted((PACKAGE / "measures").glob("*.sql"))
# Where amounts, votes and shares are worked with: binary fractions have no place there.
EXACT = {"claims", "answers", "measures", "flows", "rules"}
# Modules of those folders that reckon with places on a page, not with amounts.
PLACES = {"claims/draft_pdf.py"}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_holds_and_keeps_to_a_readable_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = ast.get_docstring(ast.parse(text))
    assert told, "the first line says what the module holds"
    assert told.splitlines()[0].endswith("."), "one sentence in its first line"
    assert text.count("\n") <= 400, "300 lines are many; split it by purpose"


@pytest.mark.parametrize("path", MEASURES, ids=name)
def test_a_measure_states_grain_units_caveats_and_source(path: Path) -> None:
    header = re.findall(r"^-- (\w+): *\S", path.read_text(encoding="utf-8"), re.M)
    assert header[:5] == ["measure", "grain", "units", "caveats", "source"]


@pytest.mark.parametrize("path", [p for p in MODULES if {*Path(name(p)).parts} & EXACT], ids=name)
def test_no_amount_or_vote_is_made_a_float(path: Path) -> None:
    if name(path) in PLACES:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        assert not made, f"line {node.lineno}: Decimal or Fraction"
