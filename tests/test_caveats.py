"""Caveats that every answer carries, whichever way it is asked: coverage, and rows that could not be loaded."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from test_doctor import SPENT_ROW, WEBK, made
from test_looks import run
from test_segments import INDIV, has_shared

from onrecord.answers.coverage import caveats_of
from onrecord.answers.money import expenditures
from onrecord.answers.questions import ask_question
from onrecord.store.load import load
from onrecord.store.record import Record

TODAY = dt.date(2026, 6, 30)
# A day that is none, as in line 3414 of itoth20 (10171918 there): the row is rejected, and whose it is is not kept.
BROKEN = SPENT_ROW | {"TRANSACTION_DT": "10171918", "CMTE_ID": "C00797670"}
REJECTED = (
    "1 of the 2 rows of pas224.zip could not be loaded; of which committee is not kept:"
    " onrecord sources --rejected fec_pas2"
)


@pytest.fixture
def broken(tmp_path: Path) -> Record:
    return made(tmp_path, pas224=[SPENT_ROW, BROKEN], webk24=[WEBK])


def test_an_answer_from_a_file_with_rejected_rows_says_so(broken: Record) -> None:
    asked = ask_question(broken, "independent-expenditures", TODAY, {"spender": "C00799031", "cycle": "2024"})
    assert all(REJECTED in a.caveats for a in asked if "itemised" in a.reading)
    other = ask_question(broken, "committee-totals", TODAY, {"spender": "C00799031", "cycle": "2024"})
    assert not any(REJECTED in a.caveats for a in other)


def test_so_do_pages(broken: Record) -> None:
    rows = expenditures(broken, ["C00799031"], TODAY, cycle=2024).rows
    assert REJECTED in caveats_of(broken, [rows])
    data = json.loads(run(broken, "committee", "C00799031", "--cycle", "2024", "--json").output)
    assert REJECTED in data["cycles"][0]["independent_expenditures"][0]["caveats"]


@has_shared
def test_who_gave_carries_the_coverage_of_the_rows(tmp_path: Path) -> None:
    """The rows of the DSCC's report through January 31, 2019 are half of the line, which holds unitemised money too."""
    load([INDIV, INDIV.parent / "cm20.zip", INDIV.parent / "webk20.zip"], tmp_path / "r")
    found = ask_question(Record(tmp_path / "r"), "contributors", TODAY, {"spender": "C00042366", "cycle": "2020"})
    said = {a.reading: [c for c in a.caveats if c.startswith("coverage below 97%")] for a in found}
    assert len(said["itemised from individuals"]) == 1
    assert len(said["itemised from organisations"]) == 1
    assert said.get("itemised from committees", []) == []
