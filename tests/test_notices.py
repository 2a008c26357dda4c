"""Notices: the version known on a day, and beside periodic reports only what these do not cover yet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from test_store import pas2

from onrecord.answers import money
from onrecord.answers.ask import ask
from onrecord.store.catalog import sources
from onrecord.store.load import load
from onrecord.store.record import Record

SPENDER = "C00866517"
WHEN = {
    "cand_id": "H4CO08034",
    "cand_name": "Evans, Gabe",
    "spe_id": SPENDER,
    "spe_nam": "Go America PAC",
    "ele_type": "G",
    "can_office_state": "CO",
    "can_office_dis": "08",
    "can_office": "H",
    "sup_opp": "S",
    "fec_election_yr": "2024",
}


def notices(folder: Path, *filings: tuple[str, str, str, str, str]) -> Path:
    """A file of notices: (filing number, number it amends, amount, day filed, day disseminated)."""
    header = sources()["fec_ie_notices"].header
    path = folder / "independent_expenditure_2024.csv"
    lines = [",".join(header)]
    for number, amends, amount, filed, out in filings:
        row = WHEN | {
            "file_num": number,
            "prev_file_num": amends,
            "exp_amo": amount,
            "receipt_dat": filed,
            "dissem_dt": out,
        }
        lines.append(",".join(f'"{row.get(c, "")}"' for c in header))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


# The chain that the FEC's view of amendments is described with: 101 and 102 both amend 100; 205 amends an unknown 150.
CHAIN = (
    ("100", "", "1000", "01-OCT-24", "30-SEP-24"),
    ("101", "100", "2000", "03-OCT-24", "30-SEP-24"),
    ("102", "100", "3000", "05-OCT-24", "30-SEP-24"),
    ("205", "150", "40", "06-OCT-24", "05-OCT-24"),
)


@pytest.mark.parametrize(
    ("day", "amounts"),
    [("2024-10-02", [1000]), ("2024-10-04", [2000]), ("2024-10-05", [3000]), ("2024-10-31", [3000, 40])],
)
def test_an_amendment_restates_its_notice_from_its_own_day_on(tmp_path: Path, day: str, amounts: list[int]) -> None:
    load([notices(tmp_path, *CHAIN)], tmp_path / "r")
    asked = ask(
        Record(tmp_path / "r"), "notices", dt.date.fromisoformat(day), committees=[SPENDER], candidates=None, cycle=2024
    )
    assert [r["amount_usd"] for r in asked.dicts()] == [Decimal(a) for a in amounts]
    assert {r["election_code"] for r in asked.dicts()} == {"G2024"}


def test_notices_are_added_only_past_the_last_report(tmp_path: Path) -> None:
    """A report through 2024-09-30 holds the first expenditure itself; only the one after it is added."""
    report = f"{SPENDER}|||G2024|202410159700000001|24E||TTHM|||||||3000||H4CO08034|||||1"
    summary = "|".join([SPENDER, "GO AMERICA PAC", "O", "U", "Q", *["0"] * 21, "09/30/2024"])
    files = [
        notices(tmp_path, *CHAIN),
        pas2(tmp_path, report),
        pas2(tmp_path, summary, name="webk24.zip", member="webk24.txt"),
    ]
    load(files, tmp_path / "r")
    record, day = Record(tmp_path / "r"), dt.date(2024, 10, 31)
    periodic = money.expenditures(record, [SPENDER], day, cycle=2024)
    best = money.with_notices(record, periodic, [SPENDER], day, 2024)
    assert best is not None
    assert periodic.answer("periodic", lambda r: True).value == 3000
    assert best.answer("best to date", lambda r: True).value == 3040
    assert len(best.answer("best to date", lambda r: True).receipts) == 3


def test_without_a_report_s_end_the_two_are_not_added(tmp_path: Path) -> None:
    load([notices(tmp_path, *CHAIN)], tmp_path / "r")
    record, day = Record(tmp_path / "r"), dt.date(2024, 10, 31)
    periodic = money.expenditures(record, [SPENDER], day, cycle=2024)
    assert money.with_notices(record, periodic, [SPENDER], day, 2024) is None
