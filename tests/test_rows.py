"""Every row accounted for: random pipe files, quarantine, addresses that are dropped at the door."""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_bad_input import csv_file
from test_store import REFUND_A, REFUND_E, pas2

from onrecord.answers.ask import ask
from onrecord.model.errors import SourceError
from onrecord.store import accept, pipe
from onrecord.store.catalog import Source, sources
from onrecord.store.load import load
from onrecord.store.record import Record

NAMES = ["MVAR MEDIA LLC", " padded ", '"QUOTED', "MUÑOZ", "a\tb", "'", "\\N", "NULL", "é" * 40, "x\u2028y", "日本"]
GOOD = st.sampled_from(NAMES).map(lambda n: REFUND_A.replace("WATERFRONT STRATEGIES INC", n).encode())
LATIN = st.just(REFUND_A.replace("WATERFRONT", "MU\u00d1OZ").encode("latin-1"))
BAD = st.sampled_from(
    [
        REFUND_A.encode() + b"|",
        REFUND_A.encode()[:-2],
        b"",
        b"   ",
        b"|" * 21,
        REFUND_A.replace("-38105", "1,000").encode(),
        REFUND_A.replace("||||||-38105", "|||||10171918|-38105").encode(),
        REFUND_A.replace("WATER", "WA\x1fTER").encode(),
        REFUND_A.replace("WATER", "WA\0TER").encode(),
        REFUND_A.replace("WATER", "WA\rTER").encode(),
        b"\x1f" + REFUND_A.encode(),
        bytes(range(128, 256)),
    ]
)


@settings(max_examples=25, deadline=None)
@given(
    lines=st.lists(st.one_of(GOOD, GOOD, LATIN, BAD), min_size=1, max_size=40),
    ending=st.sampled_from([b"\n", b"\r\n"]),
    closed=st.booleans(),
    block=st.sampled_from([1, 50, 400, 1 << 20]),
)
@example(
    lines=[REFUND_A.encode() + b"|", REFUND_A.encode()[:-2], REFUND_E.encode()], ending=b"\n", closed=True, block=999
)
@example(lines=[REFUND_A.encode() + b"|x", REFUND_A.encode()[:-2]], ending=b"\n", closed=False, block=999)
def test_rows_in_are_loaded_or_rejected_and_each_line_is_there_once(
    lines: list[bytes], ending: bytes, closed: bool, block: int
) -> None:
    text = ending.join(lines) + (ending if closed else b"")
    count = len(lines) - (not closed and lines[-1] == b"")
    if count == 0:
        return
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(pipe, "BLOCK", block)
        patch.setattr(accept, "check", lambda *_: None)  # any mix of lines, those of a hopeless file too
        with zipfile.ZipFile(Path(folder, "pas224.zip"), "w") as archive:
            archive.writestr("itpas2.txt", text)
        done = load([Path(folder, "pas224.zip")], Path(folder, "r"))[0]
        assert (done.rows_in, done.rows_in) == (count, done.rows_loaded + done.rows_rejected)
        db = Record(Path(folder, "r")).db
        found = db.execute(
            "select source_line, payee_name from expenditure union all from (select source_line, reason "
            "from rejected) order by 1"
        ).fetchall()
        assert [line for line, _ in found] == list(range(1, count + 1))
        loaded = dict(db.execute("select source_line, payee_name from expenditure").fetchall())
    for line, name in loaded.items():
        assert name == (pipe.decode(lines[line - 1]).split("|")[7].strip(" ") or None)


def test_the_layouts_own_header_is_not_a_row(tmp_path: Path) -> None:
    """Some copies of the FEC's pipe files begin with the header that the FEC publishes apart."""
    header = "|".join(sources()["fec_pas2"].header)
    done = load([pas2(tmp_path, "\ufeff" + header.lower(), REFUND_A)], tmp_path / "r")[0]
    assert (done.rows_in, done.rows_loaded, done.rows_rejected) == (1, 1, 0)
    assert Record(tmp_path / "r").db.execute("select source_line from expenditure").fetchall() == [(2,)]
    again = load([pas2(tmp_path, REFUND_A, header)], tmp_path / "r")[0]
    assert (again.rows_in, again.rows_rejected) == (2, 1)  # further down it is a row that cannot be one


def test_a_line_too_long_for_a_row_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipe, "LONGEST", 200)
    long = REFUND_A.replace("WATERFRONT", "W" * 300)
    done = load([pas2(tmp_path, REFUND_A, long, REFUND_E)], tmp_path / "r")[0]
    assert (done.rows_loaded, done.rows_rejected) == (2, 1)
    assert Record(tmp_path / "r").db.execute("select source_line from rejected").fetchall() == [(2,)]
    monkeypatch.setattr(pipe, "LONGEST", 1)
    monkeypatch.setattr(pipe, "BLOCK", 50)
    with pytest.raises(SourceError, match="a text file with lines"):
        load([pas2(tmp_path, "x" * 500)], tmp_path / "r2")


def pipe_file(folder: Path, name: str, member: str, source: Source, *rows: dict[str, str]) -> Path:
    """A zipped pipe file in the source's layout from rows by input column."""
    lines = "".join("|".join(row.get(c, "") for c in source.header) + "\n" for row in rows)
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr(member, lines)
    return folder / name


def test_a_rejected_line_never_holds_a_street_address(tmp_path: Path) -> None:
    """The street may stand in a wrong column; a reason quotes only what cannot be one."""
    street = "1 EXAMPLE STREET NW"
    master = sources()["fec_candidate_master"]
    row = {"CAND_ID": "H4CA34083", "CAND_ST1": street}
    file = pipe_file(
        tmp_path,
        "cn24.zip",
        "cn.txt",
        master,
        {**row, "CAND_ELECTION_YR": street},
        {**row, "CAND_ELECTION_YR": "20XX"},
        {**row, "CAND_ID": street},
        {**row, "CAND_ID": ""},
        {**row, "CAND_ZIP": f"{street}|"},
        row,
    )
    load([file], tmp_path / "r")
    reasons = [
        r[0] for r in Record(tmp_path / "r").db.execute("select reason from rejected order by source_line").fetchall()
    ]
    assert reasons == [
        "CAND_ELECTION_YR of 19 characters is not a whole number",
        "CAND_ELECTION_YR '20XX' is not a whole number",
        "CAND_ID of 19 characters is not H, S or P and eight letters or digits",
        "CAND_ID is blank",
        "16 columns where the layout has 15",
    ]
    assert not [p for p in (tmp_path / "r").rglob("*") if p.is_file() and b"EXAMPLE" in p.read_bytes()]


def test_filers_beyond_belief_are_loaded_and_marked(tmp_path: Path) -> None:
    """weball of 2020 lists a candidate with $4.82bn of receipts (../shared/data/README.md); Harris reported
    $1,175,189,102.91 through 12/31/2024 (weball24), which is real."""
    source = sources()["fec_candidate_totals"]
    rows = [
        {"CAND_ID": "P00000001", "TTL_RECEIPTS": "4820000000", "CVG_END_DT": "12/31/2020"},
        {"CAND_ID": "H0AA00001", "TTL_RECEIPTS": "4820000000", "CVG_END_DT": "12/31/2020"},
        {"CAND_ID": "P00009423", "TTL_RECEIPTS": "1175189102.91", "CVG_END_DT": "12/31/2024"},
        {"CAND_ID": "S0GA00559", "TTL_RECEIPTS": "206593947.75", "CVG_END_DT": "12/31/2022"},
    ]
    done = load([pipe_file(tmp_path, "weball20.zip", "weball20.txt", source, *rows)], tmp_path / "r")[0]
    assert (done.rows_in, done.rows_loaded, done.rows_quarantined) == (4, 4, 2)
    db = Record(tmp_path / "r").db
    held = db.execute("select candidate_id_fec, quarantine from candidate_total where quarantine is not null order by 1")
    assert held.fetchall() == [
        ("H0AA00001", "receipts above $1 billion for a House or Senate candidate"),
        ("P00000001", "receipts above $3 billion for a presidential candidate"),
    ]
    kept = db.execute("select max(receipts_usd) from candidate_total where quarantine is null").fetchone()
    assert kept == (Decimal("1175189102.91"),)
    assert db.execute("select rows_quarantined, through::text from load").fetchone() == (2, "2024-12-31")


def test_a_notice_above_a_billion_is_marked(tmp_path: Path) -> None:
    source = sources()["fec_ie_notices"]
    rows = [{"committee_id_fec": "C00799031", "amount_usd": a} for a in ("1000000000.01", "1000000000", "-5")]
    done = load([csv_file(tmp_path / "independent_expenditure_2024.csv", source, *rows)], tmp_path / "r")[0]
    assert (done.rows_loaded, done.rows_quarantined) == (3, 1)


def test_what_is_quarantined_can_be_asked_by_id(tmp_path: Path) -> None:
    """The measure `quarantined`: one row for each id, file and reason; a notice under its spender and its candidate."""
    source = sources()["fec_candidate_totals"]
    totals = [{"CAND_ID": "H0AA00001", "CAND_NAME": "A, B", "TTL_RECEIPTS": "4820000000", "CVG_END_DT": "12/31/2020"}]
    pipe_file(tmp_path, "weball20.zip", "weball20.txt", source, *totals)
    ids = {"committee_id_fec": "C00799031", "candidate_id_fec": "H4CA34083"}
    notices = [{**ids, "amount_usd": amount} for amount in ("1000000000.01", "5", "2000000000")]
    csv_file(tmp_path / "independent_expenditure_2024.csv", sources()["fec_ie_notices"], *notices)
    load([tmp_path], tmp_path / "r")
    record = Record(tmp_path / "r")

    def asked(ids: list[str] | None, cycle: int | None = None) -> list[tuple[object, ...]]:
        return ask(record, "quarantined", dt.date(2024, 11, 4), ids=ids, cycle=cycle).rows

    reason = "receipts above $1 billion for a House or Senate candidate"
    one = ("candidate_total", "H0AA00001", "A, B", 2020, reason, 1, "weball20.zip", 1)
    assert asked(["H0AA00001"]) == [one]
    assert asked(["H0AA00001"], 2024) == []
    found = asked(["C00799031", "H4CA34083"])
    assert [(row[0], row[1], row[4], row[5], row[7]) for row in found] == [
        ("notice", held, "one expenditure above $1 billion", 2, 2) for held in ("C00799031", "H4CA34083")
    ]
    assert len(asked(None)) == 3
