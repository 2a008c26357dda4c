"""Committee answers: exact names, as-of dates, conservation, receipts that repeat."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from test_store import REFUND_A, REFUND_E, pas2

from onrecord.answers import committees, money
from onrecord.answers.ask import at, place
from onrecord.answers.look import targets
from onrecord.model.errors import UnknownName
from onrecord.store.load import load
from onrecord.store.record import Record

# Committee masters as the FEC's cm layout has them; street fields left blank here.
UDP = "C00799031|UNITED DEMOCRACY PROJECT (UDP)|||||||U|O||M|||"
PAC = "C00797670|AMERICAN ISRAEL PUBLIC AFFAIRS COMMITTEE POLITICAL ACTION COMMITTEE|||||||B|Q||M|||"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    masters = pas2(tmp_path, UDP, PAC, name="cm22.zip", member="cm.txt")
    load([masters, pas2(tmp_path, REFUND_A, REFUND_A, REFUND_E)], tmp_path / "r")
    return Record(tmp_path / "r")


def test_a_name_is_found_exactly_and_never_guessed(record: Record) -> None:
    assert committees.find_committee(record, "United Democracy Project")[0] == "C00799031"
    assert committees.find_committee(record, "c00797670")[0] == "C00797670"
    with pytest.raises(UnknownName, match="C00799031"):
        committees.find_committee(record, "Democracy Project")


def rows(record: Record, day: dt.date) -> money.Expenditures:
    return money.expenditures(record, ["C00799031"], day, cycle=2024)


def test_targets_conserve_the_total_and_keep_identical_and_negative_rows(record: Record) -> None:
    found = targets(rows(record, dt.date(2024, 11, 4)).listed)
    assert sum(Decimal(t["amount_usd"]) for t in found) == Decimal(-38105 * 2 - 2258)
    assert sum(t["rows"] for t in found) == 3


def test_a_row_is_not_known_before_it_was_filed(record: Record) -> None:
    assert rows(record, dt.date(2024, 1, 30)).listed == ()


def test_a_receipt_repeats_and_differs_by_day(record: Record) -> None:
    days = [dt.date(2024, 11, 4), dt.date(2024, 11, 4), dt.date(2024, 11, 5)]
    ids = [rows(record, d).rows.receipt for d in days]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("pas224.zip", 265, "line 265"),
        ("itcont.txt", 1_800_251, "line 1800251"),
        ("federalelections2018.xlsx", 800_251, "sheet 8 row 251"),  # Josh Harder, CA-10: there by a person's eye
        ("federalelections2018.xlsx", 300_000, "sheet 3"),
        ("2013_minneapolis_mayor_cvr.xlsx", 12, "line 12"),
        ("2022_general.json", 1063, "entry 1063"),  # in order; the file has 10,099 lines
        ("openfec_schedule_b_C00797670_2024.jsonl", 3, "entry 3"),  # rows by page, a page a line
        ("legislators-current.yaml", 7, "entry 7"),
    ],
)
def test_where_a_row_stands_is_said_as_a_reader_finds_it(file: str, line: int, said: str) -> None:
    assert at(file, line) == said
    assert place({"source_file": file, "source_line": line}) == f"{file} {said}"
