"""A newsroom's own lists of results: two that disagree are not added up, and a rejected row leaves no whole count."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from onrecord.answers.contests import contested
from onrecord.model.contest import parse_contest
from onrecord.store.catalog import sources
from onrecord.store.load import load
from onrecord.store.record import Record

DAY = dt.date(2025, 1, 31)
HEADER = ",".join(sources()["onrecord_results"].header)


def own_list(folder: Path, name: str, gomez: str, kim: str = "84020") -> Path:
    """CA-34, 5 November 2024 (Los Angeles County Registrar-Recorder: 105,394 to 84,020)."""
    row = "H,CA,34,2024,general,false,,2024-11-05,{},,DEM,{},,county results,"
    path = folder / name
    lines = [HEADER, row.format("Jimmy Gomez", gomez), row.format("David Kim", kim)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_two_lists_of_one_contest_disagree_and_are_not_used(tmp_path: Path) -> None:
    files = [
        own_list(tmp_path, "onrecord_results_a.csv", "105394"),
        own_list(tmp_path, "onrecord_results_b.csv", "105395"),
    ]
    load(files, tmp_path / "r")
    found = contested(Record(tmp_path / "r"), parse_contest("CA-34"), DAY)
    assert found.counts == ()
    assert "105,394" in found.disagreements[0]
    assert "105,395" in found.disagreements[0]


def test_a_list_with_a_rejected_row_is_no_whole_count(tmp_path: Path) -> None:
    load([own_list(tmp_path, "onrecord_results_a.csv", "105394", "84 thousand")], tmp_path / "r")
    (count,) = contested(Record(tmp_path / "r"), parse_contest("CA-34"), DAY).counts
    assert not count.whole
    assert "rejected rows" in " ".join(count.caveats)
