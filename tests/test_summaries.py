"""Summaries made at load conserve the rows; the itemised page asks them or the rows, with one answer."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from test_segments import INDIV, has_shared

from onrecord.answers.coverage import coverage
from onrecord.answers.itemised import itemised
from onrecord.answers.search import search
from onrecord.store.load import load
from onrecord.store.record import Record

NOW = dt.date(2026, 1, 1)
# Rows of itcont20 as of March 2019: filings 1305860 and 1307800, a gift and its refund, a loan and a negative gift.
ROWS = [
    "C00638478|T|TER|P|201901289144040159|15C|CAN|JANOWICZ, PHILIP|BUENA PARK|CA|906211685|FRIENDS OF PHIL JANOWICZ"
    "|CANDIDATE|01282019|35000|H8CA39133|3703295|1307800||CONVERTING PRIMARY LOAN TO CONTRIBUTION|4021220191639267648",
    "C00638478|T|TER|P|201901289144040158|15|IND|STEVENS, RICHARD|DIAMOND BAR|CA|917653902|NOT EMPLOYED|NOT EMPLOYED"
    "|01252019|-50||3703278|1307800||CHECK LOST|4021220191639267645",
]


def indiv(folder: Path, *lines: str) -> Path:
    """A zip in the layout of itcont."""
    with zipfile.ZipFile(folder / "indiv20.zip", "w") as archive:
        archive.writestr("itcont.txt", "".join(line + "\n" for line in lines))
    return folder / "indiv20.zip"


def conserved(db: object, table: str, where: str = "true") -> None:
    """The sums and counts of a summary are those of the rows."""
    asked = "select sum(amount_usd), {} from {} where {}"
    rows = db.execute(asked.format("count(*)", "individual_contribution", where)).fetchall()  # type: ignore[attr-defined]
    assert db.execute(asked.format("sum(row_count)", table, where)).fetchall() == rows  # type: ignore[attr-defined]


@has_shared
def test_summaries_conserve_the_rows_of_a_real_file(tmp_path: Path) -> None:
    load([INDIV], tmp_path / "r")
    record = Record(tmp_path / "r")
    conserved(record.db, "individual_month_total")
    assert record.db.execute("select count(*) from individual_donor_total").fetchone() == (0,)  # none is so large
    names = "select count(distinct {}) from {}"
    wanted = record.db.execute(names.format("contributor_name", "individual_contribution")).fetchone()
    assert record.db.execute(names.format("name", "name_index")).fetchone() == wanted
    nrcc = itemised(record, "C00075820", 2020, NOW, individuals=True)
    said = record.db.execute(
        "select sum(amount_usd), count(*) from individual_contribution where committee_id_fec = 'C00075820'"
    ).fetchone()
    for part in (nrcc.totals, nrcc.months):
        assert (sum(r["amount_usd"] for r in part), sum(r["row_count"] for r in part)) == said
    assert len(nrcc.latest) == 20
    early = itemised(record, "C00075820", 2020, dt.date(2019, 2, 19))
    assert early.asked[0].question == "individual_months"
    assert sum(r["row_count"] for r in early.totals) == 0
    assert early.latest == []  # its one filing of the file is of the next day


def test_a_large_committee_is_answered_from_what_was_added_up(tmp_path: Path) -> None:
    """More than 20,000 rows: real ones, over and over. The refund and a memo row are not counted as gifts."""
    memo = ROWS[1].replace("1307800||CHECK", "1307800|X|CHECK")
    load([indiv(tmp_path, *ROWS * 10_100, memo)], tmp_path / "r")
    record = Record(tmp_path / "r")
    conserved(record.db, "individual_month_total")
    conserved(record.db, "individual_donor_total", "committee_id_fec = 'C00638478'")
    page = itemised(record, "C00638478", 2020, NOW, most=1, individuals=True)
    assert [(d["contributor_name"], d["amount_usd"], d["row_count"]) for d in page.donors] == [
        ("JANOWICZ, PHILIP", Decimal(35_000 * 10_100), 10_100),
        (None, Decimal(-50 * 10_100), 10_100),
    ]
    assert page.asked[1].question == "contributors"
    unnamed = itemised(record, "C00638478", 2020, NOW).donors
    assert [(d["contributor_name"], d["names"]) for d in unnamed] == [(None, 2)]
    day_before = itemised(record, "C00638478", 2020, dt.date(2019, 1, 27))
    assert (day_before.totals, day_before.latest) == ([], [])


def test_a_small_committee_s_givers_are_those_of_the_rows(tmp_path: Path) -> None:
    load([indiv(tmp_path, *ROWS)], tmp_path / "r")
    page = itemised(Record(tmp_path / "r"), "C00638478", 2020, NOW, individuals=True)
    assert page.asked[1].question == "contributors"
    assert [d["contributor_name"] for d in page.donors] == ["JANOWICZ, PHILIP", "STEVENS, RICHARD"]
    assert [(t["transaction_type"], t["amount_usd"]) for t in page.totals] == [("15", -50), ("15C", 35_000)]


@pytest.mark.parametrize("table", ["individual_month_total", "individual_donor_total", "name_index"])
def test_a_record_without_the_file_has_empty_summaries(tmp_path: Path, table: str) -> None:
    from test_store import REFUND_A, pas2

    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    assert Record(tmp_path / "r").db.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_a_common_word_finds_first_the_names_that_begin_with_it(tmp_path: Path) -> None:
    """300 donors with the first name PHILIP and more rows each than the one whose last name it is."""
    letters = [a + b for a in "ABCDEFGHIJKLMNOPQRST" for b in "ABCDEFGHIJKLMNO"]
    many = [ROWS[0].replace("JANOWICZ, PHILIP", f"JANO{two}, PHILIP") for two in letters for _ in range(2)]
    last = ROWS[0].replace("JANOWICZ, PHILIP", "PHILIP, RICHARD")
    assert last != ROWS[0]
    load([indiv(tmp_path, *many, last)], tmp_path / "r")
    hits = search(Record(tmp_path / "r"), "philip", ("donor",), 3)
    assert [h.name for h in hits] == ["PHILIP, RICHARD", "JANOAA, PHILIP", "JANOAB, PHILIP"]
    assert hits[1].detail == "2 itemised rows"


def test_a_summary_that_ends_within_a_month_is_held_against_the_rows_of_its_days(tmp_path: Path) -> None:
    """Amended after the summary was due: the gifts of 10 and 15 January are of its days, that of 25 January is not."""
    from test_partial import webk

    def late(day: str, amount: str) -> str:
        row = (
            ROWS[1].replace("C00638478", "C00000001").replace("|T|TER|", "|A|Q1|").replace("|P|20190128", "|P|20190501")
        )
        return row.replace("|01252019|-50|", f"|{day}|{amount}|")

    gifts = [late("01102019", "100"), late("01152019", "20"), late("01252019", "3"), late("12312018", "4000")]
    summary = webk(tmp_path, "01/15/2019", CMTE_ID="C00000001", INDV_CONTRIB="4120")
    with zipfile.ZipFile(summary) as made, zipfile.ZipFile(tmp_path / "webk20.zip", "w") as archive:
        archive.writestr("webk20.txt", made.read("webk24.txt"))
    load([indiv(tmp_path, *gifts), tmp_path / "webk20.zip"], tmp_path / "r")
    (one,), _ = coverage(Record(tmp_path / "r"), ["C00000001"], 2020, NOW, ["individual contributions"])
    assert (one.itemised_usd, one.rows, one.later, one.state) == (Decimal(4120), 3, (1, Decimal(3)), "reconciles")
