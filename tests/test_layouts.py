"""Layouts not yet seen, cycles from 1980 on, rows without a day of filing: what is said of each."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from test_store import SHARED

from onrecord.answers.ask import MEASURES, ask
from onrecord.answers.grounds import undated_caveats
from onrecord.answers.questions import ask_question
from onrecord.faces.cli import cli
from onrecord.model.errors import SourceError
from onrecord.sources.federal_elections import USED, VOTES, WINNER, Sheet, candidate_lines, heading
from onrecord.store.catalog import HERE, read_source, source_of, sources
from onrecord.store.fetch import under
from onrecord.store.hints import how_to_load
from onrecord.store.load import Loaded, load
from onrecord.store.record import Record
from onrecord.store.types import expression

real = pytest.mark.skipif(
    not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout"
)
CYCLES = range(1980, 2028, 2)
NOTICE = (
    'H4NY18117,"ESPOSITO, ALISON",C00687103,"Americans for Prosperity Action, Inc.",G,NY,18,H,REPUBLICAN PARTY,'
    "-15250,09-SEP-24,,S,MEDIA PLACEMENT,IN PURSUIT OF LLC,1823399,N,SE24.31993,202410119684894944,11-OCT-24,2024,,"
    "09-OCT-24"
)
# The ids are the made-up examples of the FEC's file description (C00100005, H8VA01233); an image number of 11 digits.
OLD_MEMO = "C00100005|N|YE|P2012|12950164434|24A||MEDIA|||||||12345|H8VA01233|H8VA01233|||X||1"
OLD = "C00100005|N|YE|P2012|12950164434|24E||MEDIA|||||||500|H8VA01233|H8VA01233|||||2"


def value(kind: str, text: str | None) -> Any:
    """What a column type makes of a text."""
    with duckdb.connect() as db:
        return db.execute(f"select {expression('x', kind)} from (select ?::varchar as x)", [text]).fetchall()[0][0]


def notices(folder: Path, rows: int) -> Path:
    """A file of notices with the real header and one real notice as often as asked."""
    file = folder / "independent_expenditure_2024.csv"
    file.write_text("\n".join([",".join(sources()["fec_ie_notices"].header), *[NOTICE] * rows, ""]), "utf-8")
    return file


def pas2(folder: Path, cycle: int, *lines: str) -> Path:
    file = folder / f"pas2{cycle % 100:02d}.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("itpas2.txt", "".join(f"{line}\n" for line in lines))
    return file


@pytest.mark.parametrize("name", [n for n, s in sorted(sources().items()) if s.by_cycle])
def test_a_file_name_of_any_cycle_is_of_that_cycle(name: str) -> None:
    source = sources()[name]
    for cycle in CYCLES:
        address = source.where.format(cycle=cycle, yy=f"{cycle % 100:02d}")
        found = source_of(Path(address))
        assert found is not None
        assert (found[0].name, int(found[1]["cycle"])) == (name, cycle)


def test_what_was_never_published_is_not_asked_for() -> None:
    asked = {cycle: {s.name for s, _ in under("https://www.fec.gov", cycle)} for cycle in CYCLES}
    assert asked[2024] >= {"fec_oppexp", "fec_ie_notices", "fec_committee_summary", "fec_linkage", "fec_electioneering"}
    assert asked[1980] == {
        *("fec_candidate_master", "fec_committee_master", "fec_candidate_totals"),
        *("fec_indiv", "fec_pas2", "fec_oth"),
    }
    assert asked[1996] - asked[1994] == {"fec_committee_totals", "fec_current_campaigns"}
    assert asked[2000] - asked[1998] == {"fec_linkage"}
    assert asked[2004] - asked[2002] == {"fec_oppexp"}
    assert asked[2008] - asked[2006] == {"fec_candidate_summary", "fec_committee_summary"}
    new = {"fec_ie_notices", "fec_electioneering", "fec_communication_costs", "fec_leadership_pacs"}
    assert asked[2010] - asked[2008] == new
    assert how_to_load("fec_oppexp", 2002).startswith("nothing: Operating expenditures")
    assert "oppexp04.zip" in how_to_load("fec_oppexp", 2004)


@pytest.mark.parametrize("fields", [25, 26])
def test_operating_expenditures_are_read_with_or_without_their_blank_last_field(tmp_path: Path, fields: int) -> None:
    line = (HERE / "fec_oppexp" / "sample.txt").read_text("utf-8").splitlines()[0]
    line = "|".join(line.split("|")[:fields])
    file = tmp_path / "oppexp20.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("oppexp.txt", f"{line}\n{line}\n")
    done = load([file], tmp_path / "r")[0]
    assert (done.rows_loaded, done.rows_rejected) == (2, 0)


@pytest.mark.parametrize(
    ("kind", "text", "day"),
    [
        ("slash_date", "10/15/98", dt.date(1998, 10, 15)),
        ("slash_date", "01/05/04", dt.date(2004, 1, 5)),
        ("slash_date", "12/31/2024", dt.date(2024, 12, 31)),
        ("slash_date", "10/15/0098", None),
        ("dmy_date", "30-SEP-10", dt.date(2010, 9, 30)),
        ("dmy_date", "01-JAN-79", dt.date(1979, 1, 1)),
        ("dmy_date", "29-FEB-23", None),
        ("us_date", "05141998", dt.date(1998, 5, 14)),
        ("us_date", "051498", None),
        ("image_date", "98032172115", None),
        ("image_date", "201506299000000001", dt.date(2015, 6, 29)),
        ("image_link_date", "http://docquery.fec.gov/cgi-bin/fecimg/?_202007179250397424+0", dt.date(2020, 7, 17)),
        ("image_link_date", "http://docquery.fec.gov/cgi-bin/fecimg/?11030583334", None),
        ("image_link_date", "202007179250397424", dt.date(2020, 7, 17)),
    ],
)
def test_no_day_is_made_of_a_year_that_is_not_there(kind: str, text: str, day: dt.date | None) -> None:
    assert value(kind, text) == day


@pytest.mark.parametrize("year", [*range(1975, 2000), *range(2000, 2027)])
def test_every_year_since_the_fec_opened_is_read_from_its_last_two_digits(year: int) -> None:
    assert value("slash_date", f"06/30/{year % 100:02d}") == dt.date(year, 6, 30)
    assert value("dmy_date", f"30-JUN-{year % 100:02d}") == dt.date(year, 6, 30)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,234,567.89", "1234567.89"),
        ("-$500", "-500.00"),
        ("57935.95", "57935.95"),
        ("0", "0.00"),
        ("12,34", None),
        ("1,234567", None),
        ("$12.345", None),
        ("USD 5", None),
    ],
)
def test_dollar_signs_and_thousands_commas(text: str, amount: str | None) -> None:
    assert value("dollars", text) == (Decimal(amount) if amount else None)


def test_an_image_number_is_what_its_link_ends_in_and_any_other_text_stays() -> None:
    links = ("http://docquery.fec.gov/cgi-bin/fecimg/?11030583334", "see the paper report", None)
    assert [value("image_link", x) for x in links] == ["11030583334", "see the paper report", None]


def test_a_layout_is_unverified_until_a_file_shows_it(tmp_path: Path) -> None:
    few = load([notices(tmp_path, 4)], tmp_path / "r")[0]
    assert few.layout == "unverified"
    snapshot = Record(tmp_path / "r").snapshot
    many = load([notices(tmp_path, 60)], tmp_path / "many")[0]
    assert (many.layout, many.rows_loaded) == ("seen", 60)
    again = load([tmp_path / "independent_expenditure_2024.csv"], tmp_path / "many")[0]
    assert (again.state, again.layout) == ("unchanged", "seen")
    entry = next(iter(Record(tmp_path / "many").manifest.loads.values()))
    entry["layout"] = "unverified"
    assert Record(tmp_path / "r").snapshot == snapshot
    other = Record(tmp_path / "many").manifest
    next(iter(other.loads.values())).pop("layout")
    assert other.snapshot == Record(tmp_path / "many").snapshot, "the mark is no part of the snapshot"
    assert all(s.layout in ("", "unverified") for s in sources().values())


def test_the_mark_is_said_by_load_sources_and_answers(tmp_path: Path) -> None:
    notices(tmp_path, 4)
    args = ["--record", str(tmp_path / "r")]
    loaded = CliRunner().invoke(cli, ["load", str(tmp_path / "independent_expenditure_2024.csv"), *args])
    assert "loaded (layout unverified)" in loaded.output
    listed = CliRunner().invoke(cli, ["sources", *args])
    assert "layout unverified: it rests on the FEC's file description" in listed.output
    data = json.loads(CliRunner().invoke(cli, ["sources", "--json", *args]).output)
    mine = {s["name"]: s for s in data["sources"]}
    assert mine["fec_ie_notices"]["layout"] == "unverified"
    assert mine["fec_ie_notices"]["loaded"][0]["layout"] == "unverified"
    assert (mine["fec_oppexp"]["since"], mine["fec_oppexp"]["layout"]) == (2004, None)


def test_an_answer_from_an_unverified_layout_says_so(tmp_path: Path) -> None:
    file = tmp_path / "committee_summary_2024.csv"
    file.write_bytes((HERE / "fec_committee_summary" / "sample.csv").read_bytes())
    load([file], tmp_path / "r")
    asked = {"spender": "C00879676", "cycle": "2024"}
    answers = ask_question(Record(tmp_path / "r"), "committee-totals", dt.date(2025, 6, 1), asked)
    assert any(a.value is not None for a in answers)
    for answer in answers:
        told = [c for c in answer.caveats if "layout is unverified; it rests on the FEC's file description" in c]
        assert len(told) == (1 if answer.rows else 0), answer.reading
    header, *rows = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([header, *rows * 30, ""]), "utf-8")
    assert load([file], tmp_path / "r")[0].layout == "seen"
    answers = ask_question(Record(tmp_path / "r"), "committee-totals", dt.date(2025, 6, 1), asked)
    assert not [c for a in answers for c in a.caveats if "unverified" in c]


def test_a_layout_that_is_not_verified_says_what_it_rests_on(tmp_path: Path) -> None:
    text = (HERE / "fec_electioneering" / "source.yml").read_text("utf-8")
    for broken in (text.replace("rests_on:", "sizes: {}\n#"), text.replace("layout: unverified", "layout: guessed")):
        (tmp_path / "source.yml").write_text(broken, "utf-8")
        with pytest.raises(SourceError, match="says what it rests on"):
            read_source(tmp_path)


def test_the_spellings_of_the_fecs_description_are_the_files_columns(tmp_path: Path) -> None:
    text = (HERE / "fec_communication_costs" / "sample.csv").read_text("utf-8")
    file = tmp_path / "CommunicationCosts_2012.csv"
    file.write_text(text.replace("CMTE_NM", "CMTE_NAME").replace("CAND_ID", "CANDIDATE_ID"), "utf-8")
    assert load([file], tmp_path / "r")[0].rows_loaded == 2
    file.write_text(text.replace("CMTE_NM", "CMTE_NOM"), "utf-8")
    with pytest.raises(SourceError, match="CMTE_NOM"):
        load([file], tmp_path / "other")


def test_rows_without_a_day_of_filing_are_counted_and_said(tmp_path: Path) -> None:
    load([pas2(tmp_path, 2012, OLD_MEMO, OLD, OLD)], tmp_path / "r")
    record = Record(tmp_path / "r")
    found = ask(record, "undated_rows", dt.date.max, committees=None, candidates=None, held=None, cycle=2012).dicts()
    assert found == [
        {
            "committee_id_fec": "C00100005",
            "held": "expenditure",
            "cycle": 2012,
            "row_count": 3,
            "amount_usd": Decimal("1000.00"),
        }
    ]
    asked = {"committees": ["C00100005"], "candidates": None, "cycle": 2012}
    spent = ask(record, "independent_expenditures", dt.date(2013, 3, 1), **asked)
    assert not spent.rows
    assert undated_caveats(record, [spent]) == [
        "3 rows of the table expenditure ($1,000.00) carry no day of filing (image numbers before 29 June 2015 have"
        " none); unless the filing tells its day they are not counted"
    ]
    shared = {"committees": ["C00100005"], "cycle": 2012}
    kept = ask(record, "operating_expenditures", dt.date(2013, 3, 1), by="payee_name", since=None, until=None, **shared)
    assert undated_caveats(record, [kept]) == [], "a measure that keeps rows without a day has nothing to say"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Loaded], Record]:
    """All shared public files, loaded once."""
    folder = tmp_path_factory.mktemp("whole") / "r"
    return load([SHARED / "data"], folder), Record(folder)


@real
def test_every_shared_file_loads_and_every_row_is_accounted_for(whole: tuple[list[Loaded], Record]) -> None:
    done, record = whole
    refused = {d.file: d.note for d in done if d.state == "refused"}
    assert set(refused) == {
        *("empty.fec", "filing_invalid_version.fec", "13360.fec", "legacy_header.fec", "too_many_fields.fec"),
    }, "a filing that is malformed, or older than version 3.0, is refused whole, with the reason"
    assert all(refused.values())
    for one in (d for d in done if d.state != "refused"):
        assert one.rows_in == one.rows_loaded + one.rows_rejected, one.tail
        assert one.rows_loaded or (one.source == "openelections" and one.rows_rejected), one.tail
    kept = dict(record.db.execute("select source_file, count(*) from rejected group by 1").fetchall())
    by_name = Counter[str]()
    for one in done:
        by_name[one.file] += one.rows_rejected
    assert {k: v for k, v in by_name.items() if v} == kept
    fec = record.db.execute(
        "select source_file, regexp_replace(reason, '''[^'']*''', '...'), count(*) from rejected"
        " where source like 'fec_%' and source not like 'fec_results_%' group by all order by all"
    ).fetchall()
    assert fec == [("oth20.zip", "TRANSACTION_DT ... is not a day from 1975 to 2100, written MMDDYYYY", 1)]


@real
def test_every_pas2_row_of_2020_is_counted_once(whole: tuple[list[Loaded], Record]) -> None:
    """The files of March 2019: 3,159 rows of pas2, each also in oth; 47,761 rows in oth alone, one rejected."""
    db = whole[1].db
    view = (MEASURES / "views" / "committee_transaction.sql").read_text("utf-8")
    db.execute(f"create or replace temp view committee_transaction as {view}")
    found = db.execute(
        "select held_in, count(*), count(distinct sub_id), sum(amount_usd) from committee_transaction"
        " where cycle = 2020 group by 1 order by 1"
    ).fetchall()
    assert found == [
        ("oth", 47761, 47761, Decimal("47153615.00")),
        ("pas2 and oth", 3159, 3159, Decimal("7353089.00")),
    ]
    one_side = "select sum(amount_usd), count(*) from {} where cycle = 2020 and source = 'fec_{}'"
    spent, given = (db.execute(one_side.format(t, "pas2")).fetchone() for t in ("expenditure", "contribution"))
    moved = db.execute(one_side.format("transfer", "oth")).fetchone()
    assert (spent[1], given[1], moved[1]) == (105, 3054, 3159 + 47761)
    assert spent[0] + given[0] == Decimal("7353089.00")
    assert moved[0] == Decimal("47153615.00") + Decimal("7353089.00"), "amounts are conserved"
    assert db.execute("select count(*) from committee_transaction where cycle = 2020").fetchone() == (moved[1],)


@real
def test_a_current_campaign_is_a_row_of_weball_and_no_money_beside_it(whole: tuple[list[Loaded], Record]) -> None:
    """webl20 of March 2019: 11 candidates, each in weball20 with the same amounts."""
    db = whole[1].db
    amounts = "candidate_id_fec, receipts_usd, disbursements_usd, cash_usd, debts_usd, coverage_end"
    both = db.execute(
        f"select count(*) from (select {amounts} from current_campaign_total where cycle = 2020"
        f" intersect all select {amounts} from candidate_total where cycle = 2020 and source = 'fec_candidate_totals')"
    ).fetchone()
    assert both == (11,)
    rows = db.execute("select count(*), count(distinct candidate_id_fec) from candidate_total where cycle = 2020")
    assert rows.fetchone() == (141, 141)
    mccorkle = ask(whole[1], "candidate_total", dt.date(2019, 12, 1), candidates=["H0CO04197"], cycle=2020).dicts()
    assert [(r["receipts_usd"], r["source_file"]) for r in mccorkle] == [(Decimal("1238.77"), "weball20.zip")]


@real
def test_of_the_2018_workbook_the_sheets_of_candidates_are_read_and_each_other_sheet_is_named(
    whole: tuple[list[Loaded], Record],
) -> None:
    db = whole[1].db
    read = (
        "select office, special, year, count(*) from result where source = 'fec_results_2018' group by all order by all"
    )
    assert {(o, s, y) for o, s, y, _ in db.execute(read).fetchall()} == {
        *(("H", False, 2018), ("H", True, 2018), ("H", True, 2019), ("S", False, 2018), ("S", True, 2018)),
    }
    aside = db.execute("select source_line, reason from rejected where reason like 'a sheet set aside%' order by 1")
    assert [r[1].partition(": ")[2] for r in aside.fetchall()] == [
        *("Publication Information", "Table 1. GE Votes Cast", "Table 2. GE Votes Cast by Party"),
        *("Table 3. P&G VotesCastforCong", "Table 4. Senate by Party", "Table 5. House by Party"),
        *("2018 Party Labels", "2018 Primary Dates"),
    ]
    senate = db.execute(
        "select votes from result where source = 'fec_results_2018' and office = 'S' and state = 'AZ'"
        " and stage = 'general' order by votes desc limit 2"
    )
    assert senate.fetchall() == [(1191100,), (1135200,)]


@real
def test_a_member_in_both_lists_is_one_person(whole: tuple[list[Loaded], Record]) -> None:
    db = whole[1].db
    terms = db.execute("select count(*), count(distinct bioguide_id), min(term_start) from legislator_term").fetchone()
    assert terms == (2792, 537, dt.date(1975, 1, 14))
    both = "select count(distinct bioguide_id) from (select bioguide_id from legislator union all {})"
    people = db.execute("select count(distinct bioguide_id) from legislator").fetchone()
    assert db.execute(both.format("select bioguide_id from legislator_term")).fetchone() == people
    ids = db.execute(
        "select count(*) from (select distinct bioguide_id, candidate_ids_fec from legislator_term) t"
        " join legislator l using (bioguide_id) where l.candidate_ids_fec is distinct from t.candidate_ids_fec"
    )
    assert ids.fetchone() == (0,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("D", "DISTRICT"),
        ("GE RUNOFF ELECTION VOTES (LA)", "GE RUNOFF VOTES"),
        ("GE RUNOFF ELECTION VOTES (MS Senate)", "GE RUNOFF VOTES"),
        ("COMBINED GE PARTY TOTALS (CT, NY, SC)", ""),
        ("LINE", ""),
        ("SECRET", "SECRET"),
    ],
)
def test_the_headings_of_the_workbooks(text: str, name: str) -> None:
    assert heading(text) == name


@pytest.mark.parametrize(
    ("name", "message"),
    [("federalelections2016.xlsx", "holds the results of 2016"), ("federalelections2024.xlsx", "a known source")],
)
def test_a_workbook_of_another_year_is_refused(tmp_path: Path, name: str, message: str) -> None:
    file = tmp_path / name
    file.write_bytes((HERE / "fec_results_workbook" / "sample.xlsx").read_bytes())
    with pytest.raises(SourceError, match=message):
        load([file], tmp_path / "r")


@pytest.mark.parametrize(
    ("state", "year", "kind"), [("AK", 2020, "party"), ("AK", 2022, "all parties"), ("CA", 2014, "all parties")]
)
def test_whose_primary_it_is(state: str, year: int, kind: str) -> None:
    row = dict.fromkeys((*USED, *VOTES, WINNER), "")
    row |= {"STATE ABBREVIATION": state, "DISTRICT": "02-Unexpired Term", "PARTY": "R", "PRIMARY VOTES": "7"}
    found = next(candidate_lines({**row, "CANDIDATE NAME": "A, B"}, Sheet("H", year), set()))
    assert (found[2], found[5], found[7]) == ("02", "true", kind)


def test_a_key_of_a_member_of_congress_that_is_not_known_is_refused(tmp_path: Path) -> None:
    text = (HERE / "congress_legislator_terms" / "sample.yaml").read_text("utf-8")
    file = tmp_path / "legislators-current.yaml"
    file.write_text(text.replace("    class: 1", "    class: 1\n    shoe_size: 9"), "utf-8")
    with pytest.raises(SourceError, match="every key of a term is mapped or ignored by name"):
        load([file], tmp_path / "r")
    file.write_text("just: words", "utf-8")
    with pytest.raises(SourceError, match="a list of people"):
        load([file], tmp_path / "r")
