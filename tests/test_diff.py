"""onrecord diff: a real amendment, a notice whose stance is turned, rows accounted for, exit statuses."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filing_files import fec, row
from hypothesis import given
from hypothesis import strategies as st
from test_filings import FILINGS
from test_sources import real
from test_store import SHARED

from onrecord.answers.diff import as_dict, compare, diff, version
from onrecord.answers.pairs import paired
from onrecord.faces.cli import cli
from onrecord.faces.cli_diff import pages
from onrecord.model.errors import InputError, UnknownName
from onrecord.store.load import load
from onrecord.store.record import Record

WHO = {"filer_committee_id_number": "C00000000"}
NOTICE = row("F24", "F24N", "8.0", **WHO, report_type="48", committee_name="A FUND", date_signed="20240305")


def spent(number: str, amount: str, stance: str, payee: str = "A STATION") -> str:
    return row(
        "SchE",
        "SE",
        "8.0",
        **WHO,
        transaction_id=number,
        payee_organization_name=payee,
        expenditure_amount=amount,
        dissemination_date="20240305",
        support_oppose_code=stance,
        candidate_id_number="P00000000",
        candidate_last_name="DOE",
        candidate_first_name="ALEX",
        election_code="P2024",
    )


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A 48-hour notice and its amendment, both made up, of nobody, by the FEC's rules for amendments.

    An amended notice restates the whole report and keeps its transaction ids (rule E4): one row stays, of one the stance
    is turned, one is new, and of one the amount is another.
    """
    first = [
        spent("SE.4", "25000.00", "S"),
        spent("SE.3", "3915.00", "S", "A CALLER"),
        spent("SE.1", "10", "S", "C"),
    ]
    then = [
        spent("SE.4", "25000.00", "S"),
        spent("SE.3", "3915.00", "O", "A CALLER"),
        spent("SE.9", "12", "S", "D"),
        spent("SE.1", "11", "S", "C"),
    ]
    fec(tmp_path, "100001.fec", NOTICE, *first, version="8.0")
    amended = NOTICE.replace("F24N", "F24A")
    fec(tmp_path, "100002.fec", amended, *then, version="8.0", amends="100001", sequence="1")
    load([tmp_path / "100001.fec", tmp_path / "100002.fec"], tmp_path / "r")
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["diff", *map(str, args)])


def test_an_amended_notice_whose_stance_is_turned(notices: Path) -> None:
    told = run("100001", "100002", "--record", notices / "r")
    assert told.exit_code == 1
    assert "SUPPORT/OPPOSE EXCHANGED in 1 row" in told.stdout
    assert "stance: support > oppose" in told.stdout
    assert told.stdout.index("A CALLER") < told.stdout.index("amount: $10.00 > $11.00")
    said = json.loads(run("100001", "100002", "--record", notices / "r", "--json").stdout)
    assert said["schema"] == "onrecord.diff/1"
    assert said["counts"] == {"added": 1, "removed": 0, "changed": 2, "unchanged": 1, "renumbered": 0, "flips": 1}
    assert said["sums"] == [
        {
            "schedule": "independent expenditure",
            "line": "24",
            "rows": [3, 4],
            "memo_rows": [0, 0],
            "before_usd": "28925.00",
            "after_usd": "28938.00",
            "change_usd": "13.00",
        }
    ]
    assert (said["rows"][0]["flip"], said["rows"][0]["transaction_id"]) == (True, "SE.3")
    assert said["notes"] == []


def test_a_letter_and_a_registration_are_compared_by_what_is_held_of_them(tmp_path: Path) -> None:
    """They have no rows: another text, another affiliated committee were told as no difference."""
    said = row("F99", "F99", "8.3", **WHO, committee_name="A FUND", date_signed="20240305")
    for name, words in (("1.fec", "We correct our report."), ("2.fec", "We withdraw our report.")):
        fec(tmp_path, name, said, "[BEGINTEXT]", words, "[ENDTEXT]")
    told = run(tmp_path / "1.fec", tmp_path / "2.fec")
    assert told.exit_code == 1
    assert "text: We correct our report. > We withdraw our report." in told.stdout
    assert run(tmp_path / "1.fec", tmp_path / "1.fec").exit_code == 0
    assert "no addresses, officers and banks" in run(tmp_path / "1.fec", tmp_path / "1.fec").stdout
    for name, other in (("3.fec", "C00000001"), ("4.fec", "C00000002")):
        cover = row("F1", "F1N", "8.3", **WHO, affiliated_committee_id_number=other, affiliated_committee_name="B FUND")
        fec(tmp_path, name, cover)
    told = run(tmp_path / "3.fec", tmp_path / "4.fec")
    assert told.exit_code == 1
    assert "C00000001 > C00000002" in told.stdout


def test_a_name_in_capitals_is_an_electronic_filing_too(notices: Path) -> None:
    capitals = notices / "100002.FEC"
    (notices / "100002.fec").rename(capitals)
    assert run("100002", capitals, "--record", notices / "r").exit_code == 0


def test_a_path_and_a_number_are_one_filing_and_nothing_differs(notices: Path) -> None:
    told = run(notices / "100001.fec", "FEC-100001", "--record", notices / "r")
    assert (told.exit_code, "Nothing differs: 3 rows the same." in told.stdout) == (0, True)


def test_filings_that_are_no_versions_of_one_report_are_said_to_be_none(notices: Path) -> None:
    back = diff("100002", "100001", notices / "r")
    assert back.notes == ["100002 amends 100001: the first is the later version."]
    other = fec(notices / "x", "9.fec", NOTICE.replace("C00000000", "C00000001"), version="8.0")
    found = compare(version("100001", notices / "r"), version(str(other), notices / "r"))
    assert found.notes == ["The two are of different filers.", "9 does not say that it amends 100001."]
    assert ("committee_id_fec", "C00000000", "C00000001") in found.about
    assert [p.kind for p in found.pairs] == ["removed"] * 3


def test_a_number_that_is_not_held_is_told_with_near_ones(notices: Path) -> None:
    with pytest.raises(UnknownName, match="near numbers in the record: 100002, 100001") as caught:
        diff("FEC-100010", "100002", notices / "r")
    assert caught.value.example == "onrecord load https://docquery.fec.gov/dcdev/posted/100010.fec"
    for other in ("999999", "1", "1000010", "110001", "none"):
        with pytest.raises(UnknownName) as caught:
            diff("100001", other, notices / "r")
        assert caught.value.received == other  # no number that has nothing to do with it
        assert "onrecord diff" not in caught.value.text()
    with pytest.raises(InputError, match="that is there"):
        diff(str(notices / "none.fec"), "100002", notices / "r")
    told = run("100010", "100002", "--record", notices / "r")
    assert (told.exit_code, "100001" in str(told.exception)) == (1, True)  # main() makes 2 of it


@real
def test_the_real_amendment_of_a_candidates_report(tmp_path: Path) -> None:
    """467627, Djou for Hawaii's report before the special election of May 2010, and its fourth amendment of 2012.

    The parser finds the first one's line 11(a)(i) $350 below its rows; the amendment marks such a row as a memo.
    """
    found = diff(str(FILINGS / "467627.fec"), str(FILINGS / "767339.fec"), tmp_path)
    kinds = [sum(p.kind == k for p in found.pairs) for k in ("added", "removed", "changed")]
    assert (kinds, found.unchanged, found.notes) == ([40, 1, 282], 319, [])
    assert (len(found.before.rows), len(found.after.rows)) == (1 + 282 + 319, 40 + 282 + 319)
    sums = {(s.schedule, s.line): s for s in found.sums}
    receipts = sums["receipt", "11AI"]
    assert (receipts.rows, receipts.usd) == ((476, 489), (Decimal("299728.36"), Decimal("307593.36")))
    lines = {(line, column): (was, now) for line, column, was, now in found.lines}
    assert lines["individuals_itemized", "A"] == (Decimal("299378.36"), receipts.usd[1])
    memo = [p for p in found.pairs if ("memo_code", None, "X") in p.fields]
    assert [(p.after or {})["amount_usd"] for p in memo] == [Decimal("350.00")]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "schedule": st.sampled_from(["receipt", "independent expenditure"]),
            "line": st.sampled_from(["11AI", "24"]),
            "transaction_id": st.sampled_from([None, "1", "2", "3"]),
            "back_reference": st.none(),
            "name": st.sampled_from([None, "A", "B"]),
            "candidate_id_fec": st.sampled_from([None, "H8CA34266"]),
            "transacted_on": st.sampled_from([None, dt.date(2024, 3, 5)]),
            "disseminated_on": st.none(),
            "amount_usd": st.sampled_from([None, Decimal(1), Decimal(2)]),
            "stance": st.sampled_from([None, "S", "O"]),
            "source_file": st.just("1.fec"),
            "source_line": st.integers(3, 9),
        }
    ),
    max_size=8,
)


@given(ROWS, ROWS)
def test_every_row_of_both_filings_is_accounted_for(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    pairs, same, renumbered = paired(before, after)
    assert sum(p.after is not None for p in pairs) + same == len(after)
    assert sum(p.before is not None for p in pairs) + same == len(before)
    assert renumbered <= same
    assert all(p.fields for p in pairs if p.kind == "changed")
    assert (not pairs) == (same == len(before) == len(after))


@given(ROWS)
def test_a_filing_does_not_differ_from_itself_in_any_order(rows: list[dict[str, Any]]) -> None:
    pairs, same, _ = paired(rows, rows[::-1])
    assert (pairs, same) == ([], len(rows))


def test_a_page_says_what_it_leaves_out(notices: Path) -> None:
    many = [spent(f"X.{n}", "5.00", "S", f"P{n}") for n in range(20)]
    fec(notices, "3.fec", NOTICE, *many, version="8.0")
    found = as_dict(diff("100001", str(notices / "3.fec"), notices / "r"))
    text = "\n".join(pages(found))
    assert "... 8 rows added more (--all lists them)" in text
    assert "more (--all" not in "\n".join(pages(found, everything=True))


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout")
def test_what_a_load_counts_beyond_the_rows_compared_is_said_by_both(tmp_path: Path) -> None:
    """467627: 642 rows loaded, of which 602 of schedules, 39 lines of the cover's money, and the filing."""
    old, new = (str(SHARED / f"data/efilings/{n}.fec") for n in (467627, 767339))
    loaded = CliRunner().invoke(cli, ["load", old, "--record", str(tmp_path / "r")]).stdout
    assert "          642" in loaded
    assert "rows of an electronic filing: those of its schedules, the cover's lines of money" in loaded
    told = CliRunner().invoke(cli, ["diff", old, new]).stdout
    assert "602 rows of schedules" in told
    assert "a load also counts the cover's lines of money and the filing itself" in told
    db = Record(tmp_path / "r").db
    (cover,) = db.execute("select count(*) from filed_line").fetchone() or ()
    assert 602 + cover + 1 == 642
