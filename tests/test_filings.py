"""Electronic filings: what is read, what is refused, receipt days, amendments, and covers that reconcile."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import hardmoney
import pytest
import yaml
from click.testing import CliRunner
from filing_files import daily, fec, row, text
from test_sources import real
from test_store import SHARED

from onrecord.answers.ask import MEASURES
from onrecord.faces.cli import cli
from onrecord.model.errors import SourceError
from onrecord.sources.fec_filings import pieces
from onrecord.sources.fec_filings.reader import HEADER, filing_number
from onrecord.store.catalog import read_source, sources
from onrecord.store.load import load
from onrecord.store.record import Record

FILINGS = SHARED / "data/efilings"
REFUSED = {"13360", "empty", "filing_invalid_version", "legacy_header", "too_many_fields"}

# Filing 753533: 3rd and Long PAC, Form 3X for October 2011 (its cover's dates and two of its receipts, no streets).
COVER = row("F3X", "F3XN", filer_committee_id_number="C00448563", committee_name="3RD AND LONG PAC", report_code="M11",
            coverage_from_date="20111001", coverage_through_date="20111031", date_signed="20111120",
            col_a_total_receipts="5500.00", col_b_total_receipts="63020.00")  # fmt: skip
DAWG = row("SchA", "SA11C", filer_committee_id_number="C00448563", transaction_id="SA11C.4618", entity_type="COM",
           contributor_organization_name="DAWG PAC", contribution_date="20111003", contribution_amount="2000.00",
           donor_committee_fec_id="C00455360")  # fmt: skip


def record(folder: Path, *places: Path) -> Any:
    """The record of these files, with the view of filings."""
    load(list(places), folder)
    db = Record(folder).db
    db.execute(f"create temp view filing_version as {(MEASURES / 'views/filing_version.sql').read_text('utf-8')}")
    return db


def test_the_reader_gives_the_columns_that_are_declared() -> None:
    assert list(HEADER) == sources()["fec_filings"].header


@pytest.mark.parametrize(
    "tables",
    [
        {"filing": ["filing_number"]},  # of the other table of the route nothing is said
        {"filing": ["filing_number"], "filed_other": ["filing_number", "amount"]},  # no such column
        {"filing": ["filing_number"], "filed_other": ["filing_number"]},  # a column that is in no table
    ],
)
def test_tables_of_different_columns_are_declared_whole(tmp_path: Path, tables: dict[str, list[str]]) -> None:
    header = ["kind", "filing_number", "amount_usd"]
    columns = {name: {"from": name, "type": "text"} for name in header[1:]}
    told = {"name": "x", "title": "x", "match": "x", "format": "csv", "header": header, "columns": columns}
    route = {"by": "kind", "to": {"F": "filing"}, "else": "filed_other"}
    text = yaml.safe_dump({**told, "route": route, "tables": tables, "ignored": ["kind"]})
    (tmp_path / "source.yml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match="every column is in one"):
        read_source(tmp_path)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "empty file"),
        (["hello"], "not HDR"),
        (["/* Header", "FEC_Ver_# = 2.02"], "versions 1 and 2"),
        (["HDR\x1cFEC\x1c180.5\x1cX", COVER], "180.5"),
        (["HDR\x1cFEC\x1c8.3\x1cX"], "no cover"),
        (["HDR\x1cFEC\x1c8.3\x1cX", COVER, DAWG, "ZZ\x1cC00448563"], r"'ZZ'.*\(line 4\)"),
        (["HDR\x1cFEC\x1c8.3\x1cX", COVER, DAWG, DAWG + "\x1cmore"], "46 fields in line 4"),
        (["HDR\x1cFEC\x1c8.3\x1cX", COVER, DAWG[:60]], "in line 3"),
        (["HDR\x1cFEC\x1c8.3\x1cX", "F99\x1cC00448563", "[BEGINTEXT]", "Dear"], "unterminated"),
        (["HDR\x1cFEC\x1c8.3\x1cX", COVER, DAWG, DAWG[:-5]], "line 4, which breaks off"),
        (["HDR\x1cFEC\x1c8.3\x1cX", COVER, DAWG[:-5]], "line 3, which breaks off"),
        (["HDR\x1cFEC\x1c8.3\x1cX", COVER[:60]], "line 2, which breaks off"),
    ],
)
def test_a_malformed_filing_is_refused_and_the_record_holds_nothing_of_it(
    tmp_path: Path, lines: list[str], why: str
) -> None:
    bad = tmp_path / "in/1.fec"
    bad.parent.mkdir()
    bad.write_text("\n".join(lines), "utf-8")
    with pytest.raises(SourceError, match=why) as refused:
        load([bad], tmp_path / "r")
    told = refused.value
    assert "1.fec" in told.rule
    assert " must " in told.rule  # what has to be, not that the file is it
    assert told.received
    assert told.example
    assert not (tmp_path / "r/manifest.json").exists()
    with pytest.raises(SourceError, match="at least one file that can be read"):
        load([bad.parent], tmp_path / "r")
    fec(bad.parent, "753533.fec", COVER, DAWG)
    done = {one.file: one for one in load([bad.parent], tmp_path / "r")}
    assert (done["1.fec"].state, done["753533.fec"].state) == ("refused", "loaded")
    assert re.search(why, done["1.fec"].note)
    db = Record(tmp_path / "r").db
    assert db.execute("select filing_number from filing").fetchall() == [("753533",)]


def test_a_refused_filing_is_told_and_the_command_exits_0(tmp_path: Path) -> None:
    fec(tmp_path / "in", "753533.fec", COVER, DAWG)
    (tmp_path / "in/1.fec").touch()
    args = ["load", str(tmp_path / "in"), "--record", str(tmp_path / "r")]
    told = CliRunner().invoke(cli, args)
    assert told.exit_code == 0
    assert "in/1.fec is refused: 1.fec must be an electronic filing" in told.stderr
    assert "; received: an empty file; for example: https://" in told.stderr
    said = json.loads(CliRunner().invoke(cli, [*args, "--json"]).stdout)
    assert [(f["file"], f["state"]) for f in said["files"]] == [("1.fec", "refused"), ("753533.fec", "unchanged")]
    assert "an empty file" in said["files"][0]["note"]


def test_the_help_of_load_says_what_becomes_of_each_file_and_so_it_does(tmp_path: Path) -> None:
    """Of a folder a filing is refused alone; any other file that cannot be read ends the load, and nothing is loaded."""
    said = " ".join(CliRunner().invoke(cli, ["load", "--help"]).output.split())
    assert "all or nothing" not in said
    assert "is named as refused while the other files load" in said
    assert "A refused file ends the load, and nothing at all is loaded, with one exception" in said
    fec(tmp_path / "in", "753533.fec", COVER, DAWG)
    (tmp_path / "in/pas224.zip").write_bytes(b"PK no zip")
    done = CliRunner().invoke(cli, ["load", str(tmp_path / "in"), "--record", str(tmp_path / "r")])
    assert isinstance(done.exception, SourceError)
    assert not (tmp_path / "r/manifest.json").exists()


@pytest.mark.parametrize("day", ["20241399", "99999999", "10/11/2024", "2024101", "18991231"])
def test_a_cover_with_a_day_that_is_none_is_refused_with_its_rows(tmp_path: Path, day: str) -> None:
    """Its row alone was rejected: the rows of its schedules were in the record without a filing."""
    cover = row("F24", "F24N", filer_committee_id_number="C00799031", report_type="24", date_signed=day)
    spent = row("SchE", "SE", transaction_id="SE1", expenditure_amount="100.00", support_oppose_code="O")
    file = fec(tmp_path / "in", "1800001.fec", cover, spent)
    with pytest.raises(SourceError, match="was signed"):
        load([file], tmp_path / "r")
    done = load([daily(tmp_path, "20241011.zip", {"1800001.fec": file.read_bytes(), "2.fec": text(COVER, DAWG)})],
                tmp_path / "r")[0]  # fmt: skip
    assert done.rows_rejected == 1
    db = Record(tmp_path / "r").db
    assert db.execute("select filing_number from filing").fetchall() == [("2",)]
    assert db.execute("select count(*) from filed_expenditure").fetchone() == (0,)


def test_an_amount_that_is_cut_is_no_smaller_amount(tmp_path: Path) -> None:
    """A filing that breaks off in 265000.00 was loaded with 265 dollars and no stance."""
    spent = {"payee_organization_name": "MEDIA CO", "support_oppose_code": "O", "dissemination_date": "20241010"}
    rows = [row("SchE", "SE", transaction_id=f"SE{n}", expenditure_amount=n, **spent) for n in ("100.00", "265000.00")]
    whole = text(row("F24", "F24N", filer_committee_id_number="C00799031", report_type="24"), *rows)
    file = tmp_path / "1800001.fec"
    file.write_text(whole[: whole.rindex("265000.00") + 3], "utf-8", newline="")
    with pytest.raises(SourceError, match="breaks off"):
        load([file], tmp_path / "r")
    file.write_text(whole.rstrip("\r\n"), "utf-8", newline="")  # some filings end without an end of line
    assert load([file], tmp_path / "r")[0].rows_loaded == 3


def test_a_filing_that_was_loaded_stays_when_a_copy_of_it_is_cut(tmp_path: Path) -> None:
    file = fec(tmp_path / "in", "753533.fec", COVER, DAWG)
    fec(tmp_path / "in", "753534.fec", COVER)
    load([file.parent], tmp_path / "r")
    file.write_bytes(file.read_bytes()[:-80])
    done = {one.file: one for one in load([file.parent], tmp_path / "r")}
    assert done["753533.fec"].state == "refused"
    assert done["753533.fec"].note.endswith("what was loaded of it before stays")
    assert Record(tmp_path / "r").db.execute("select count(*) from filed_receipt").fetchone() == (1,)


def test_a_daily_zip_tells_the_day_and_a_member_that_is_no_filing_is_a_rejected_row(tmp_path: Path) -> None:
    good, cut = text(COVER, DAWG), text(COVER, DAWG, DAWG)[:-60]
    members: dict[str, str | bytes] = {"753533.fec": good, "2.fec": cut, "3.fec": b"", "readme.txt": "hello"}
    done = load([daily(tmp_path, "20111120.zip", members)], tmp_path / "r")[0]
    assert (done.rows_in, done.rows_loaded, done.rows_rejected) == (6, 3, 3)
    db = Record(tmp_path / "r").db
    assert db.execute("select filing_number, filed_on from filing").fetchall() == [("753533", dt.date(2011, 11, 20))]
    reasons = [r[0] for r in db.execute("select reason from rejected order by reason").fetchall()]
    assert [r.split(" ")[0].rstrip(":") for r in reasons] == ["2.fec", "3.fec", "readme.txt"]


def test_a_damaged_zip_is_refused_whole(tmp_path: Path) -> None:
    file = daily(tmp_path / "in", "20111120.zip", {"753533.fec": text(COVER, DAWG)})
    file.write_bytes(file.read_bytes()[:-30])
    fec(tmp_path / "in", "753534.fec", COVER)
    states = {one.file: one.state for one in load([tmp_path / "in"], tmp_path / "r")}
    assert states == {"20111120.zip": "refused", "753534.fec": "loaded"}


def test_a_long_filing_is_read_in_pieces_with_its_own_line_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = row("TEXT", "TEXT", rec_type="TEXT", transaction_id="T1", text="see below")
    file = fec(tmp_path, "1.fec", COVER, *[DAWG] * 7, note, "[BEGINTEXT]", "long", "[ENDTEXT]", *[DAWG] * 3)

    def read() -> list[tuple[int, str, str]]:
        with file.open("rb") as stream:
            found = [pair for piece in pieces.pieces(stream, "1.fec") for pair in piece.rows]
        return [(number, line.form_type, line.get("text", "")) for number, line in found]

    whole = read()
    assert [number for number, _, _ in whole] == [*range(3, 11), 14, 15, 16]
    monkeypatch.setattr(pieces, "PIECE", 200)
    assert read() == whole
    assert len(whole) == 11


def test_memory_holds_a_piece_not_the_filing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 2000)
    with fec(tmp_path, "1.fec", COVER, *[DAWG] * 200).open("rb") as stream:
        sizes = [len(piece.rows) for piece in pieces.pieces(stream, "1.fec")]
    assert sum(sizes) == 200
    assert max(sizes) < 30


@pytest.mark.parametrize(
    ("name", "number"), [("1544132.fec", "1544132"), ("FEC-1544132.fec", "1544132"), ("smith q3.fec", "smith q3")]
)
def test_a_filing_is_known_by_its_number_or_by_its_files_name(name: str, number: str) -> None:
    assert filing_number(name) == number


def test_amendments_are_walked_and_receipt_days_joined(tmp_path: Path) -> None:
    """Branch, orphan, an amendment that names none, a copy loaded twice (rules E4, T14)."""
    where = tmp_path / "in"
    cover = COVER.replace("C00448563", "C00000000").replace("3RD AND LONG PAC", "Nobody's")
    fec(where, "100.fec", cover)
    amended = cover.replace("F3XN", "F3XA")
    for number, amends in (("101", "100"), ("102", "101"), ("103", "100"), ("205", "150"), ("206", "150"), ("300", "")):
        fec(where, f"{number}.fec", amended, amends=amends)
    fec(where, "400.fec", amended, amends="401")
    fec(where, "401.fec", amended, amends="400")
    daily(where, "20111121.zip", {"100.fec": text(cover)})
    daily(where, "20111120.zip", {"100.fec": text(cover)})
    header = ",".join(sources()["onrecord_filings"].header)
    (where / "onrecord_filings.csv").write_text(f"{header}\n101,F3X,C00000000,2011-12-01,,FEC page of the committee\n")
    db = record(tmp_path / "r", where)
    found = db.execute(
        "select filing_number, root_filing_number, depth, orphan, is_unlinked, filed_on, filed_on_from"
        " from filing_version order by 1"
    ).fetchall()
    first, second = dt.date(2011, 11, 20), dt.date(2011, 12, 1)
    assert found == [
        ("100", "100", 0, False, False, first, "daily zip"),
        ("101", "100", 1, False, False, second, "index"),
        ("102", "100", 2, False, False, None, None),
        ("103", "100", 1, False, False, None, None),
        ("205", "150", 1, True, False, None, None),
        ("206", "150", 1, True, False, None, None),
        ("300", "300", 0, False, True, None, None),
        ("400", "400", 0, False, False, None, None),
        ("401", "401", 0, False, False, None, None),
    ]
    assert db.execute("select source_file from filing_version where filing_number = '100'").fetchone() == (
        "20111120.zip",
    )


def cents(amount: Any) -> Decimal:
    return Decimal(amount or 0)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All shared filings, loaded once."""
    folder = tmp_path_factory.mktemp("filings") / "r"
    done = load([FILINGS], folder)
    return done, Record(folder).db


@real
def test_every_shared_filing_loads_or_is_refused_with_its_reason(shared: Any) -> None:
    done, db = shared
    assert {Path(d.file).stem for d in done if d.state == "refused"} == REFUSED
    assert len(done) == 34
    for one in done:
        assert one.rows_in == one.rows_loaded + one.rows_rejected
        assert one.note if one.state == "refused" else one.rows_loaded
    held = "select count(*) from (select distinct filing_number from filing)"
    assert db.execute(held).fetchone() == (34 - len(REFUSED),)


@real
def test_no_row_and_no_street_is_lost_or_kept(shared: Any) -> None:
    """Each filing's rows after its cover, by kind, against the parser's count; a donor's street is in no column."""
    _, db = shared
    for number, rows in db.execute("select filing_number, schedule_rows from filing").fetchall():
        tables = ("filed_receipt", "filed_expenditure", "filed_disbursement", "filed_other")
        counts = [
            db.execute(f"select count(*) from {t} where filing_number = ? and source_line > 2", [number]).fetchone()[0]
            for t in tables
        ]
        assert sum(counts) == rows == len(hardmoney.parse_file(FILINGS / f"{number}.fec").lines)
    columns = {c for t in sources()["fec_filings"].tables for c in sources()["fec_filings"].columns_of(t)}
    assert not {c for c in columns if "street" in c or "address" in c}


WHERE = {  # the record's rows of a schedule's line, memo rows apart: what a reconciliation sums
    "SchA": ("filed_receipt", "line_number = ?", 2),
    "SchB": ("filed_disbursement", "line_number = ?", 2),
    "SchE": ("filed_expenditure", "? = 'SE'", 0),
    "SchC": ("filed_other", "row_type = ?", 0),
    "SchD": ("filed_other", "row_type = ?", 0),
}


def summed(db: Any, number: str, rule: str) -> Decimal:
    """What the rows of our tables make of the parser's rule "sum of SchA.contribution_amount on SA11AI/SA11A1"."""
    total = Decimal(0)
    for table, tokens in re.findall(r"(Sch[A-E])\.\w+ on (\S+)", rule):
        ours, test, cut = WHERE[table]
        whole = tokens if table == "SchC" else tokens.split("/")[0]
        found = db.execute(
            f"select sum(amount_usd) from {ours} where filing_number = ? and {test} and memo_code is distinct from 'X'",
            [number, whole[cut:]],
        ).fetchone()[0]
        total += cents(found)
    return total


@real
def test_the_parsers_reconciliation_agrees_with_our_totals(shared: Any) -> None:
    """Every cover line of every shared F3, F3P and F3X: reported = filed_line, expected = the sum of our rows."""
    _, db = shared
    checked = sums = 0
    for (number,) in db.execute("select filing_number from filing where form in ('F3', 'F3P', 'F3X')").fetchall():
        for check in hardmoney.parse_file(FILINGS / f"{number}.fec").reconcile().checks:
            column = "period_usd" if check.column == "A" else "ytd_usd"
            line = re.sub("^col_[ab]_", "", check.field)
            query = f"select {column} from filed_line where filing_number = ? and line = ?"
            held = db.execute(query, [number, line]).fetchone()
            assert cents(held and held[0]) == cents(check.reported)
            checked += 1
            if "sum of Sch" in check.rule and "SchF" not in check.rule:
                assert summed(db, number, check.rule) == check.expected, f"{number} {check}"
                sums += 1
    assert checked > 900
    assert sums > 350


@real
def test_covers_of_whole_filings_balance_but_for_what_their_filers_wrote(shared: Any) -> None:
    """Of the whole F3, F3P and F3X three do not add up, in the filing itself; four others are excerpts."""
    excerpts = {"1385191", "723604", "97405", "multi_text", "slash_form", "text", "too_few_fields"}
    whole = shared[1].execute("select filing_number from filing where form in ('F3', 'F3P', 'F3X')").fetchall()
    wrong = {}
    for number in {n[0] for n in whole} - excerpts:
        found = hardmoney.parse_file(FILINGS / f"{number}.fec").reconcile().mismatches()
        if found:
            wrong[number] = [(c.column, c.line, c.delta) for c in found]
    assert wrong == {
        "467627": [("A", "11(a)(i)", Decimal("-350.00"))],
        "82094": [("B", "11(a)(iii)", Decimal("5815.00"))],
        "1527862": [("A", "28(a)", Decimal("-2738.79"))],
    }
