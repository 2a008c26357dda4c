"""Notices: the version known on a day, and beside periodic reports only what these do not cover yet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from filing_files import daily, row, text
from test_store import pas2

from onrecord.answers import money
from onrecord.answers.ask import ask
from onrecord.answers.questions import question, read_params
from onrecord.claims.check import check
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


def q1(folder: Path, year: int, number: str, amount: str) -> Path:
    """A daily zip with one report of a first quarter that has one expenditure."""
    who = {"filer_committee_id_number": SPENDER}
    cover = row("F3X", "F3XN", **who, report_code="Q1", coverage_from_date=f"{year}0101",
                coverage_through_date=f"{year}0331", date_signed=f"{year}0415")  # fmt: skip
    spent = row("SchE", "SE", **who, transaction_id=f"T{number}", expenditure_amount=amount, support_oppose_code="S",
                candidate_id_number="H4CO08034", election_code="G2024", disbursement_date=f"{year}0301")  # fmt: skip
    return daily(folder, f"{year}0415.zip", {f"{number}.fec": text(cover, spent)})


@pytest.mark.parametrize("in_bulk", [True, False])
def test_an_amended_report_of_bulk_is_no_version_of_the_other_year_s(tmp_path: Path, in_bulk: bool) -> None:
    """Two years of a cycle have a Q1: the amended one of 2024 leaves that of 2023 in the sum."""
    rows = [f"{SPENDER}|A|Q1|G2024|202406019000000001|24E||ADS||||||03012024|500||H4CO08034|T2|2000|||2"]
    if in_bulk:
        rows.append(rows[0].replace("|A|", "|N|").replace("20240601", "20230415").replace("03012024|500", "03012023|100")
                    .replace("T2|2000|||2", "T1000|1000|||1"))  # fmt: skip
    load([q1(tmp_path, 2023, "1000", "100"), pas2(tmp_path, *rows)], tmp_path / "r")
    found = money.expenditures(Record(tmp_path / "r"), [SPENDER], dt.date(2024, 7, 1), cycle=2024)
    assert found.answer("periodic", lambda r: True).value == 600


def test_an_amended_report_of_bulk_still_supersedes_the_one_of_its_year(tmp_path: Path) -> None:
    rows = [f"{SPENDER}|A|Q1|G2024|202406019000000001|24E||ADS||||||03012024|500||H4CO08034|T2|2000|||2"]
    load([q1(tmp_path, 2024, "1000", "100"), pas2(tmp_path, *rows)], tmp_path / "r")
    found = money.expenditures(Record(tmp_path / "r"), [SPENDER], dt.date(2024, 7, 1), cycle=2024)
    assert found.answer("periodic", lambda r: True).value == 500


def best(folder: Path, report: str, *more: Path) -> money.Notices:
    """Best to date on 1 August 2024 of a report of Q1 (50), one more report of bulk, and a notice of 10 June (700)."""
    first = f"{SPENDER}|N|Q1|G2024|202404159000000001|24E||ADS||||||03012024|50||H4CO08034|T1|1500|||1"
    notice = notices(folder, ("1800", "", "700", "11-JUN-24", "10-JUN-24"))
    load([notice, pas2(folder, first, f"{SPENDER}|{report}|||2"), *more], folder / "r")
    record, day = Record(folder / "r"), dt.date(2024, 8, 2)
    periodic = money.expenditures(record, [SPENDER], day, cycle=2024)
    return money.best_to_date(record, periodic, day, committees=[SPENDER], cycle=2024)


def test_an_amended_report_of_bulk_tells_its_end_by_the_year_of_its_rows(tmp_path: Path) -> None:
    """Q2 as amended on 1 August holds the notice of June: 750, not 1,450."""
    found = best(tmp_path, "A|Q2|G2024|202408019000000001|24E||ADS||||||06102024|700||H4CO08034|T2|2000")
    assert found.best is not None
    assert found.best.answer("best", lambda r: True).value == 750


@pytest.mark.parametrize(
    "report",
    [
        "N|12P|P2024|202406209000000001|24E||ADS||||||06092024|700||H4CO08034|T2|2000",  # its end is the contest's
        "A|Q2|G2024|202408019000000001|24E||ADS|||||||700||H4CO08034|T2|2000",  # of which year is not known
        "||G2024|202407159000000001|24E||ADS|||||||700||H4CO08034||",  # a mirror of pas2 without types and days
    ],
)
def test_beside_a_report_of_unknown_end_notices_are_not_added(tmp_path: Path, report: str) -> None:
    found = best(tmp_path, report)
    assert found.best is None
    assert "may reach past 2024-03-31; how far is not known" in (found.why or "")


def test_a_report_of_unknown_end_before_the_last_known_one_hinders_nothing(tmp_path: Path) -> None:
    found = best(tmp_path, "N|12P|P2024|202403209000000001|24E||ADS||||||03092024|7||H4CO08034|T2|2000")
    assert found.best is not None
    assert found.best.answer("best", lambda r: True).value == 757


def test_a_repeated_filing_of_one_daily_zip_leaves_the_first_in_the_sum(tmp_path: Path) -> None:
    """Lines of a zip are those of each filing: 200 and 201 both have a line 3, and only 201 is the repeated one."""
    who = {"filer_committee_id_number": SPENDER}
    spent = row("SchE", "SE", **who, transaction_id="A", expenditure_amount="10", support_oppose_code="S",
                candidate_id_number="H4CO08034", election_code="G2024", dissemination_date="20241001")  # fmt: skip
    report = row("F3X", "F3XN", **who, report_code="Q3", coverage_through_date="20240930", date_signed="20241001")
    one = text(row("F24", "F24N", **who, report_type="24", date_signed="20241002"), spent)
    master = pas2(tmp_path, f"{SPENDER}|GO AMERICA PAC|||||||U|O|||||", name="cm24.zip", member="cm.txt")
    filings = {"90.fec": text(report), "200.fec": one, "201.fec": one}
    load([daily(tmp_path, "20241002.zip", filings), master], tmp_path / "r")
    record, day = Record(tmp_path / "r"), dt.date(2024, 10, 4)
    asked = question("independent-expenditures")
    found = asked.answer(read_params(record, asked, day, {"spender": SPENDER, "cycle": "2024"}))
    assert {a.reading: a.value for a in found if "best" in a.reading} == {
        "best to date": 20,
        "without filings that repeat another, best to date": 10,
    }
    rows = ask(record, "notices", day, committees=[SPENDER], candidates=None, cycle=2024)
    assert rows.citations() == ["20241002.zip filing 200 line 3", "20241002.zip filing 201 line 3"]


NAMES = (
    (f"{SPENDER}|GO AMERICA PAC|||||||U|O|||||", "cm24.zip", "cm.txt"),
    ("H4CO08034|EVANS, GABE|REP|2024|CO|H|08|C|C||||||", "cn24.zip", "cn.txt"),
)
Q1_ROW = f"{SPENDER}|N|Q1|G2024|202404159000000001|24E||ADS||||||03012024|5351||H4CO08034|T1|1000|||1"
LATE = "C00000001|N|YE|G2024|202501319000000001|24K||X||||||12012024|5||H4CO08034|T2|1200|||2"


def verdict(folder: Path, words: str, *files: Path) -> str:
    """What is found, long after the election, of money for a candidate."""
    names = [pas2(folder, line, name=name, member=member) for line, name, member in NAMES]
    load([*files, *names], folder / "r")
    text_ = f"Go America PAC spent {words} supporting Gabe Evans in the 2024 race.\n"
    (claim,) = check(text_, Record(folder / "r"), dt.date(2026, 4, 20))["claims"]
    said: str = claim["verdict"]
    return said


@pytest.mark.parametrize(
    ("rows", "said"), [((Q1_ROW,), "cannot check"), ((Q1_ROW, LATE), "refuted")], ids=["early copy", "whole"]
)
def test_a_copy_of_bulk_made_before_the_election_refutes_nothing(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    """The shared pas220.zip is of March 2019: what was spent in 2020 is above it, whatever the day of the check."""
    assert verdict(tmp_path, "$1,200,000", pas2(tmp_path, *rows)) == said


@pytest.mark.parametrize(
    ("quarters", "amended", "said"),
    [
        ((1,), False, "cannot check"),
        ((1, 4), False, "cannot check"),
        ((1, 2, 3, 4), False, "refuted"),
        ((1, 2, 3, 4), True, "cannot check"),
    ],
)
def test_filings_with_a_gap_or_an_unread_amendment_refute_nothing(
    tmp_path: Path, quarters: tuple[int, ...], amended: bool, said: str
) -> None:
    who = {"filer_committee_id_number": SPENDER}
    spent = row("SchE", "SE", **who, transaction_id="A", expenditure_amount="100", support_oppose_code="S",
                candidate_id_number="H4CO08034", election_code="G2024", disbursement_date="20240301")  # fmt: skip
    days = {1: ("0101", "0331"), 2: ("0401", "0630"), 3: ("0701", "0930"), 4: ("1001", "1231")}
    filings = {}
    for q in quarters:
        start, end = days[q]
        cover = row("F3X", "F3XN", **who, report_code=f"Q{q}", coverage_from_date=f"2024{start}",
                    coverage_through_date=f"2024{end}", date_signed="20250131")  # fmt: skip
        filings[f"{q}.fec"] = text(cover, spent)
    index = tmp_path / "onrecord_filings.csv"
    index.write_text(
        "filing_number,form,committee_id_fec,received_on,amends_filing_number,citation\n"
        + f"1,F3X,{SPENDER},2025-01-31,,made for this test\n"
        + (f"9,F3XA,{SPENDER},2025-03-01,1,made for this test\n" if amended else "")
    )
    assert verdict(tmp_path, "$1,200,000", daily(tmp_path, "20250131.zip", filings), index) == said


def test_an_amendment_that_only_an_index_knows_is_told(tmp_path: Path) -> None:
    index = tmp_path / "onrecord_filings.csv"
    index.write_text(
        "filing_number,form,committee_id_fec,received_on,amends_filing_number,citation\n"
        f"1100,F3XA,{SPENDER},2024-07-15,1000,made for this test\n"
    )
    master = pas2(tmp_path, NAMES[0][0], name=NAMES[0][1], member=NAMES[0][2])
    load([q1(tmp_path, 2024, "1000", "100"), index, master], tmp_path / "r")
    record, asked = Record(tmp_path / "r"), question("independent-expenditures")
    said = {}
    for day in (dt.date(2024, 7, 14), dt.date(2024, 7, 15)):
        found = asked.answer(read_params(record, asked, day, {"spender": SPENDER, "cycle": "2024"}))[0]
        said[day.day] = [c for c in found.caveats if "1100" in c]
    assert said == {14: [], 15: ["amended since, and the amendment is not loaded: filing 1100 of 2024-07-15"]}
