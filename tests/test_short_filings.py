"""A filing cut at the end of a line loads in part: what falls short of its cover is told."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from test_filings import FILINGS, real
from test_looks import run

from onrecord.answers.ask import ask
from onrecord.answers.grounds import short_caveats
from onrecord.store.load import load
from onrecord.store.record import Record

EXCERPTS = {"1385191", "723604", "97405", "multi_text", "slash_form", "text", "too_few_fields"}


def short(record: Record) -> list[dict[str, object]]:
    return ask(record, "short_filings", dt.date.max, committees=None, cycle=None).dicts()


@real
def test_of_the_shared_filings_it_tells_the_excerpts_alone(tmp_path: Path) -> None:
    load([FILINGS], tmp_path / "r")
    assert {one["filing_number"] for one in short(Record(tmp_path / "r"))} == EXCERPTS


@real
@pytest.mark.parametrize("keep", [40, 120, 180])
def test_a_report_that_was_cut_at_the_end_of_a_line(tmp_path: Path, keep: int) -> None:
    """1229017 is a whole F3 of 233 rows; the beginning of it looks whole but for its cover."""
    lines = (FILINGS / "1229017.fec").read_bytes().splitlines(keepends=True)
    (tmp_path / "1229017.fec").write_bytes(b"".join(lines[:keep]))
    load([tmp_path / "1229017.fec"], tmp_path / "r")
    record = Record(tmp_path / "r")
    (one,) = short(record)
    assert one["itemised_usd"] < one["reported_usd"]  # type: ignore[operator]
    data = json.loads(run(record, "doctor", "--json").output)
    (section,) = [s for s in data["sections"] if s["name"] == "short"]
    assert (section["state"], len(section["items"])) == ("finding", 1)
    assert "1229017" in run(record, "doctor").output
    (said,) = short_caveats(record, [ask(record, "filings", dt.date.max, filing=None)])
    assert said.startswith("filing 1229017 may be cut: its rows hold $")
