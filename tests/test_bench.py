"""The page of benches shows what the result files hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench"
RESULTS = sorted(p for p in (BENCH / "results").glob("*.json") if p.stem != "fuzz")  # which has a page of its own


@pytest.mark.parametrize("path", RESULTS, ids=lambda p: p.stem)
def test_the_page_is_what_the_results_make(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    sys.modules.pop("_measure", None)
    from _measure import fill

    text = (BENCH / "README.md").read_text(encoding="utf-8")
    assert fill(text, path.stem, json.loads(path.read_text(encoding="utf-8"))) == text


def test_make_bench_runs_benches_that_are_there() -> None:
    makefile = (BENCH.parent / "Makefile").read_text(encoding="utf-8")
    named = next(line for line in makefile.splitlines() if line.startswith("BENCHES :=")).split()[2:]
    assert named
    assert [name for name in named if not (BENCH / f"{name}.py").is_file()] == []
