"""Forms of which no real file is at hand, made of the parser's layouts, and the feed of filings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from filing_files import fec, row

from onrecord.model.errors import SourceError
from onrecord.store.load import load
from onrecord.store.record import Record

# Nobody's ids: no row here is of a real person or committee.
WHO = {"filer_committee_id_number": "C00000000"}


def loaded(folder: Path, cover: str, *rows: str, version: str = "8.3") -> Any:
    done = load([fec(folder / "in", "1.fec", cover, *rows, version=version)], folder / "r")[0]
    assert done.rows_rejected == 0
    return Record(folder / "r").db


@pytest.mark.parametrize(("code", "notice"), [("24", True), ("48", True), ("Q1", False), ("YE", False)])
def test_f5_notices_are_told_from_quarterly_reports(tmp_path: Path, code: str, notice: bool) -> None:
    """Rule E1: F5 notices and F5 reports share the form; only the 24/48 code tells them apart."""
    field = "report_type" if notice else "report_code"
    cover = row(
        "F5", "F5N", **WHO, organization_name="A nonprofit", total_independent_expenditure="14500.00", **{field: code}
    )
    spent = row(
        "F57",
        "F57",
        **WHO,
        transaction_id="1",
        payee_organization_name="A printer",
        dissemination_date="20240305",
        expenditure_amount="14500.00",
        support_oppose_code="O",
        candidate_id_number="H0ZZ00000",
        candidate_last_name="Doe",
        candidate_first_name="Alex",
        candidate_office="H",
        candidate_state="ZZ",
        candidate_district="01",
        election_code="P2024",
    )
    gave = row(
        "F56",
        "F56",
        **WHO,
        transaction_id="2",
        entity_type="IND",
        contributor_last_name="Doe",
        contributor_first_name="Jane",
        contribution_date="20240301",
        contribution_amount="300.00",
    )
    db = loaded(tmp_path, cover, spent, gave)
    assert db.execute("select is_notice, report_type, committee_name from filing").fetchone() == (
        notice,
        code,
        "A nonprofit",
    )
    found = db.execute(
        "select is_notice, stance, amount_usd, candidate_name, state, district, disseminated_on from filed_expenditure"
    ).fetchone()
    assert found == (notice, "O", Decimal("14500.00"), "Doe, Alex", "ZZ", "01", dt.date(2024, 3, 5))
    receipt = db.execute("select form, line_number, contributor_name, amount_usd from filed_receipt").fetchone()
    assert receipt == ("F5", "F56", "Doe, Jane", Decimal("300.00"))
    lines = db.execute("select line, period_usd from filed_line").fetchall()
    assert lines == [("total_independent_expenditure", Decimal("14500.00"))]


def test_a_48_hour_contribution_notice_is_a_receipt_of_form_6(tmp_path: Path) -> None:
    """Rule T21: its rows repeat a later Schedule A; the form says so."""
    cover = row("F6", "F6N", **WHO, committee_name="A committee", candidate_id_number="H0ZZ00000")
    gave = row(
        "F65",
        "F65",
        **WHO,
        transaction_id="1",
        contributor_organization_name="A PAC",
        entity_type="PAC",
        contributor_fec_id="C00000000",
        contribution_date="20241025",
        contribution_amount="5000.00",
    )
    db = loaded(tmp_path, cover, gave)
    assert db.execute("select form, candidate_id_fec from filing").fetchone() == ("F6", "H0ZZ00000")
    found = db.execute("select form, contributor_committee_id_fec, received_on from filed_receipt").fetchone()
    assert found == ("F6", "C00000000", dt.date(2024, 10, 25))


def test_what_bundled_and_convention_reports_hold(tmp_path: Path) -> None:
    """Form 3L: bundled contributions are in filed_other, never among the receipts. Form 4: lines of its cover."""
    cover = row("F3L", "F3LN", **WHO, report_code="Q1", quarterly_monthly_bundled_contributions="23400.00")
    bundled = row(
        "SchA3L",
        "SA3L",
        **WHO,
        transaction_id="1",
        lobbyist_registrant_organization_name="A firm",
        bundled_amount_period="23400.00",
    )
    db = loaded(tmp_path / "a", cover, bundled)
    assert db.execute("select count(*) from filed_receipt").fetchone() == (0,)
    found = db.execute("select row_type, name, amount_usd from filed_other").fetchone()
    assert found == ("SA3L", "A firm", Decimal("23400.00"))
    db = loaded(
        tmp_path / "b",
        row(
            "F4",
            "F4A",
            **WHO,
            report_code="Q2",
            col_a_total_receipts="10",
            col_b_beginning_year="2024",
            col_b_total_receipts="30",
        ),
    )
    assert db.execute("select line, period_usd, ytd_usd from filed_line").fetchall() == [
        ("total_receipts", Decimal(10), Decimal(30))
    ]


def test_a_candidates_statement_names_its_committees(tmp_path: Path) -> None:
    cover = row(
        "F2",
        "F2N",
        candidate_id_number="H0ZZ00000",
        candidate_last_name="Doe",
        election_year="2024",
        committee_id_number="C00000001",
        committee_name="Doe for Congress",
    )
    more = row(
        "F2S",
        "F2S",
        candidate_id_number="H0ZZ00000",
        authorized_committee_id_number="C00000000",
        authorized_committee_name="A joint fund",
    )
    db = loaded(tmp_path, cover, more)
    assert db.execute("select committee_id_fec, candidate_id_fec from filing").fetchone() == (None, "H0ZZ00000")
    found = db.execute("select row_type, committee_id_fec, name, text from filed_other order by source_line").fetchall()
    assert found == [
        ("F2", "C00000001", "Doe for Congress", "principal committee"),
        ("F2S", "C00000000", "A joint fund", None),
    ]


def test_affiliations_of_a_registration_are_kept(tmp_path: Path) -> None:
    cover = row(
        "F1",
        "F1A",
        **WHO,
        committee_name="A PAC",
        affiliated_committee_id_number="C00000002",
        affiliated_committee_name="Its sponsor",
        affiliated_relationship_code="CON",
    )
    more = row(
        "F1S",
        "F1S",
        **WHO,
        joint_fund_participant_committee_id_number="C00000003",
        joint_fund_participant_committee_name="Another",
    )
    db = loaded(tmp_path, cover, more)
    found = db.execute(
        "select committee_id_fec, affiliated_committee_id_fec, affiliated_name, relationship from affiliation order by 2"
    ).fetchall()
    assert found == [
        ("C00000000", "C00000002", "Its sponsor", "CON"),
        ("C00000000", "C00000003", "Another", "joint fundraising participant"),
    ]
    assert db.execute("select row_type from filed_other").fetchall() == [("F1S",)]


def test_a_stance_that_is_neither_s_nor_o_is_not_stated_and_kept_as_filed(tmp_path: Path) -> None:
    """Rule E9."""
    spent = [
        row("SchE", "SE", **WHO, transaction_id=str(n), expenditure_amount="1000", support_oppose_code=code)
        for n, code in enumerate(("S", "o", "X", ""))
    ]
    db = loaded(tmp_path, row("F24", "F24N", **WHO, report_type="24"), *spent)
    found = db.execute("select stance, stance_as_filed from filed_expenditure order by source_line").fetchall()
    assert found == [("S", "S"), ("O", "o"), (None, "X"), (None, None)]


def test_names_before_version_6_and_an_amount_that_is_none(tmp_path: Path) -> None:
    """Old names are one field parted by ^ (filing 97405, Bush-Cheney 04); an amount with a $ is a rejected row."""
    rows = [
        row("SchA", "SA11A1", "5.0", **WHO, contributor_name="Aaker^Steve^Mr.^", contribution_amount=amount)
        for amount in ("400.00", "$400")
    ]
    cover = row("F3", "F3N", "5.0", **WHO, coverage_through_date="20030930")
    lines = [line.replace("\x1c", ",") for line in (cover, *rows)]
    (tmp_path / "1.fec").write_text("\n".join(["HDR,FEC,5.00,x,,^,,", *lines, ""]), "utf-8")
    done = load([tmp_path / "1.fec"], tmp_path / "r")[0]
    assert (done.rows_loaded, done.rows_rejected) == (2, 1)
    db = Record(tmp_path / "r").db
    assert db.execute("select contributor_name, line_number, cycle from filed_receipt").fetchone() == (
        "Aaker, Steve Mr.",
        "11AI",
        2004,
    )
    assert "'$400' is not an amount" in db.execute("select reason from rejected").fetchone()[0]


ITEM = (
    "<item><title>New filing by A PAC</title><link>http://docquery.fec.gov/dcdev/posted/{link}.fec</link><description>x"
    "*********CommitteeId: C00000000 | FilingId: {number} | FormType: {form} | CoverageFrom:  | CoverageThrough:  |"
    " ReportType: {more}*********</description><pubDate>{day}</pubDate></item>"
)


def feed(folder: Path, *items: dict[str, str]) -> Path:
    base = {"link": "5", "number": "5", "form": "F24A", "more": "", "day": "Fri, 06 Nov 2026 03:30:00 GMT"}
    text = "".join(ITEM.format(**{**base, **item}) for item in items)
    path = folder / "fec_filing_feed_1.xml"
    path.write_text(f"<rss version='2.0'><channel>{text}</channel></rss>", "utf-8")
    return path


def test_the_feeds_day_is_washingtons(tmp_path: Path) -> None:
    """03:30 GMT on 6 November is the evening of the 5th in Washington; 05:30 is past its midnight."""
    items = ({}, {"link": "6", "number": "6", "form": "F3XT", "day": "Fri, 06 Nov 2026 05:30:00 GMT"})
    load([feed(tmp_path, *items)], tmp_path / "r")
    found = Record(tmp_path / "r").db.execute(
        "select filing_number, form, amendment_indicator, filed_on, coverage_end from filing_index order by 1"
    )
    assert found.fetchall() == [
        ("5", "F24", "A", dt.date(2026, 11, 5), None),
        ("6", "F3X", "T", dt.date(2026, 11, 6), None),
    ]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"number": ""}, None),
        ({"number": "", "link": "x"}, "no filing number"),
        ({"number": "7"}, "two filing numbers"),
        ({"more": "Q1 | Secret: 1"}, "Secret"),
        ({"day": "soon"}, "is not a day"),
    ],
)
def test_an_item_that_is_no_filing_is_rejected(tmp_path: Path, item: dict[str, str], reason: str | None) -> None:
    done = load([feed(tmp_path, {"link": "9", "number": "9"}, item)], tmp_path / "r")[0]
    assert done.rows_rejected == (1 if reason else 0)
    if reason:
        assert reason in Record(tmp_path / "r").db.execute("select reason from rejected").fetchone()[0]


@pytest.mark.parametrize("text", ["not xml", "<html/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>"])
def test_a_page_that_is_no_feed_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "fec_filing_feed_1.xml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match="RSS"):
        load([tmp_path / "fec_filing_feed_1.xml"], tmp_path / "r")
