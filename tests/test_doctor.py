"""The doctor: coverage against summaries on real rows, what else it finds, and the caveat that answers carry."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_looks import needs_shared, run
from test_rules import write
from test_store import REFUND_A, SHARED, pas2

from onrecord.answers.ask import ask
from onrecord.answers.coverage import ABOVE, BELOW, NO_ROWS, NO_SUMMARY, RECONCILES, Coverage, coverage, percent
from onrecord.answers.doctor import Asked, as_dict, examine
from onrecord.answers.health import lacking, layouts, stale
from onrecord.answers.questions import ask_question
from onrecord.faces.cli_doctor import render
from onrecord.faces.sample import sample_record
from onrecord.store.load import load
from onrecord.store.manifest import Manifest
from onrecord.store.record import Record

TODAY = dt.date(2026, 6, 30)
SPENT, GIVEN, PEOPLE = "independent expenditures", "contributions to candidates", "individual contributions"
# United Democracy Project's line of webk24 (coverage to 08/31/2024), and two refunds of its pas2 rows of 2024.
WEBK = {
    "CMTE_ID": "C00799031", "CMTE_NM": "UNITED DEMOCRACY PROJECT ('UDP')", "CMTE_TP": "O", "CMTE_DSGN": "U",
    "TTL_RECEIPTS": "68432283.98", "TTL_DISB": "56003714.61", "CONTRIB_TO_OTHER_CMTE": "3550000",
    "IND_EXP": "35597367.46", "CVG_END_DT": "08/31/2024",
}  # fmt: skip
SPENT_ROW = {
    "CMTE_ID": "C00799031", "TRANSACTION_TP": "24A", "TRANSACTION_PGI": "P2022", "IMAGE_NUM": "202401319608085013",
    "NAME": "WATERFRONT STRATEGIES INC", "TRANSACTION_AMT": "-38105", "CAND_ID": "H2MD04356",
}  # fmt: skip


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The FEC's own files among the shared ones."""
    folder = tmp_path_factory.mktemp("bulk")
    load([SHARED / "data/fec"], folder / "r")
    return Record(folder / "r")


def made(folder: Path, **files: list[dict[str, Any]]) -> Record:
    """A record of FEC files given as rows by column."""
    load([write(folder, folder, f"{name}.zip", rows) for name, rows in files.items()], folder / "r")
    return Record(folder / "r")


def one(record: Record, committee: str, cycle: int, kind: str, day: dt.date = TODAY) -> Coverage:
    (found,) = coverage(record, [committee], cycle, day, [kind])[0]
    return found


# --- real rows: committee, cycle, kind, itemised, reported, state; each figure from pas2 or indiv, and webk
REAL = [
    ("C00799031", 2024, SPENT, "35597302", "35597367.46", RECONCILES),  # rows filed by 2024-09-20, webk to 08/31/2024
    ("C00799031", 2022, SPENT, "26118654", "26118700.49", RECONCILES),
    ("C00608489", 2020, SPENT, "432551", None, RECONCILES),
    ("C00797670", 2024, GIVEN, "5046990", "44600596.91", BELOW),  # the mirror behind pas224 has a part of its rows
    ("C00441949", 2022, GIVEN, "330464", "6675634.72", BELOW),
    ("C00799031", 2024, GIVEN, None, "3550000.00", NO_ROWS),  # to other PACs: no such row is in pas2
    ("C00799031", 2026, SPENT, "7216804", None, NO_SUMMARY),
    ("C00007922", 2020, GIVEN, "105200", "100200.00", ABOVE),
]


@needs_shared
@pytest.mark.parametrize(("committee", "cycle", "kind", "itemised", "reported", "state"), REAL)
def test_coverage_of_real_committees(
    bulk: Record, committee: str, cycle: int, kind: str, itemised: str | None, reported: str | None, state: str
) -> None:
    found = one(bulk, committee, cycle, kind)
    assert found.itemised_usd == (None if itemised is None else Decimal(itemised))
    assert found.state == state
    if reported:
        assert found.reported_usd == Decimal(reported)


@needs_shared
def test_every_spender_of_2020_reconciles(bulk: Record) -> None:
    found, _ = coverage(bulk, None, 2020, TODAY, [SPENT])
    assert len([c for c in found if c.itemised_usd is not None]) == 10
    assert {c.state for c in found} == {RECONCILES, NO_ROWS}


@needs_shared
def test_rows_filed_after_the_summary_stand_apart_and_nothing_is_lost(bulk: Record) -> None:
    found = one(bulk, "C00799031", 2024, SPENT)
    assert found.later == (22, Decimal(2300436))
    assert found.itemised_usd is not None
    assert found.itemised_usd + found.later[1] == Decimal(37897738)


@needs_shared
def test_before_the_summary_was_public_there_is_none(bulk: Record) -> None:
    assert one(bulk, "C00799031", 2024, SPENT, dt.date(2024, 9, 19)).state == NO_SUMMARY
    assert one(bulk, "C00799031", 2024, SPENT, dt.date(2024, 9, 20)).state == RECONCILES


@needs_shared
def test_all_of_the_record_is_examined_in_a_few_queries(bulk: Record) -> None:
    done = run(bulk, "doctor", "--json", "--as-of", "2026-06-30")
    data = json.loads(done.output)
    assert done.exit_code == data["exit"] == 1
    assert data["schema"] == "onrecord.doctor/1"
    by = {s["name"]: s for s in data["sections"]}
    assert list(by) == ["damaged", "coverage", "disagreements", "unmatched", "undated", "filings", "short", "copies",
                        "quarantined", "unverified", "rejected", "stale", "lacking", "layouts"]  # fmt: skip
    assert by["damaged"]["state"] == "well"
    assert by["coverage"]["counts"][SPENT][BELOW] == 0
    assert by["unmatched"]["items"][4]["amount_usd"] == "8997162"  # 24K and 24Z of 2024: no cn24 is loaded
    assert {i["file"]: i["report_due"] for i in by["stale"]["items"]}["2020/pas220.zip"] == "2019-03-20"
    gaps = {(i["cycle"], i["missing"]) for i in by["lacking"]["items"]}
    assert gaps == {(2026, "committees' summary"), (2024, "candidate master"), (2024, "committee master")}
    # candidate_summary_2024 (March 2024) and weball24 (April 2025) give one day's sums differently
    assert by["disagreements"]["items"][0]["id_fec"] == "S4NJ00417"


@needs_shared
def test_of_one_committee_each_sum_is_shown(bulk: Record) -> None:
    done = run(bulk, "doctor", "--committee", "UDP", "--cycle", "2022", "--as-of", "2026-06-30")
    text = " ".join(done.output.split())
    assert "99.99%" in text or "under 100%" in text
    assert "reconciles: UNITED DEMOCRACY PROJECT (UDP) (C00799031), independent expenditures, 2022" in text
    assert "$26,118,654 itemised, $26,118,700.49 reported, difference -$46.49" in text
    assert done.exit_code == 0, text


@needs_shared
@pytest.mark.parametrize(
    ("words", "below"),
    [
        (["ask", "contributions", "spender=AIPAC PAC", "cycle=2024"], True),
        (["committee", "AIPAC PAC", "--cycle", "2024"], True),
        (["group", "aipac", "--cycle", "2024"], True),
        (["ask", "independent-expenditures", "spender=UDP", "cycle=2024"], False),
        (["race", "CA-34", "--cycle", "2024"], False),
        (["candidate", "H8CA34266"], False),
    ],
)
def test_a_figure_below_97_percent_carries_the_caveat(bulk: Record, words: list[str], below: bool) -> None:
    text = " ".join(run(bulk, *words, "--as-of", "2026-06-30").output.split())
    said = "$5,046,990 itemised of $44,600,596.91 reported, a line that holds"
    said += " earmarked gifts and gifts to other committees too (11.32%)"
    assert (said in text) is below
    assert ("coverage below" in text) is below


# --- small rows


@pytest.mark.parametrize(
    ("amounts", "state"),
    [(["35597302"], RECONCILES), (["34529446"], BELOW), (["34529447"], RECONCILES), (["36665288"], RECONCILES),
     (["36665289"], ABOVE), (["35597302", "-2000000"], BELOW)],
)  # fmt: skip
def test_the_lines_at_97_and_103_percent(tmp_path: Path, amounts: list[str], state: str) -> None:
    rows = [{**SPENT_ROW, "TRANSACTION_AMT": a} for a in amounts]
    record = made(tmp_path, webk24=[WEBK], pas224=rows)
    assert one(record, "C00799031", 2024, SPENT).state == state
    answer, *_ = ask_question(
        record, "independent-expenditures", TODAY, {"spender": "C00799031", "cycle": "2024"}
    )  # fmt: skip
    assert answer.value == sum(map(Decimal, amounts))
    assert any(c.startswith("coverage") for c in answer.caveats) is (state != RECONCILES)


def test_missing_is_never_zero(tmp_path: Path) -> None:
    record = made(tmp_path, webk24=[WEBK])
    found = one(record, "C00799031", 2024, SPENT)
    assert (found.state, found.itemised_usd, found.ratio, found.difference_usd) == (NO_ROWS, None, None, None)
    answer, *_ = ask_question(
        record, "independent-expenditures", TODAY, {"spender": "C00799031", "cycle": "2024"}
    )  # fmt: skip
    assert answer.value is None
    assert not [c for c in answer.caveats if c.startswith("coverage")]


def test_an_amendment_filed_later_is_of_its_own_days_and_rows_of_later_reports_are_not(tmp_path: Path) -> None:
    late = {**SPENT_ROW, "IMAGE_NUM": "202410209608085013", "TRANSACTION_DT": "08152024", "TRANSACTION_AMT": "100"}
    record = made(tmp_path, webk24=[WEBK], pas224=[{**late, "AMNDT_IND": "A"}, {**late, "AMNDT_IND": "N"}])
    found = one(record, "C00799031", 2024, SPENT)
    assert (found.itemised_usd, found.later) == (Decimal(100), (1, Decimal(100)))


def test_an_amended_report_counts_once_and_is_of_the_days_of_its_first_filing(tmp_path: Path) -> None:
    """An amendment in a .fec filing after the summary replaces the bulk file's rows of the report it names."""
    bulk = {**SPENT_ROW, "TRANSACTION_AMT": "100", "FILE_NUM": "1800001", "AMNDT_IND": "N"}
    listed = "filing_number,form,committee_id_fec,received_on,amends_filing_number,citation\n"
    listed += "1800002,F3XA,C00799031,2024-10-20,1800001,the FEC's list of filings\n"
    (tmp_path / "onrecord_filings_x.csv").write_text(listed, "utf-8")
    write(tmp_path, tmp_path, "webk24.zip", [WEBK])
    write(tmp_path, tmp_path, "pas224.zip", [bulk])
    load([p for p in tmp_path.iterdir() if p.is_file()], tmp_path / "r")
    found = one(Record(tmp_path / "r"), "C00799031", 2024, SPENT)
    assert (found.itemised_usd, found.rows) == (Decimal(100), 1)  # the amendment's own rows are not loaded


def test_a_row_without_any_day_is_in_no_sum(tmp_path: Path) -> None:
    record = made(tmp_path, webk24=[WEBK], pas224=[{**SPENT_ROW, "IMAGE_NUM": "24961234567"}])
    found = one(record, "C00799031", 2024, SPENT)
    assert found.undated == (1, Decimal(-38105))
    rows = ask(record, "undated_by_file", TODAY, committees=None, cycle=None).dicts()
    assert [(r["held"], r["row_count"], r["amount_usd"]) for r in rows] == [("expenditure", 1, Decimal(-38105))]


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(Fraction(9699999, 10000000), "under 97%"), (Fraction(97, 100), "97.00%"),
     (Fraction(1030001, 1000000), "over 103%"),
     (Fraction(35597302, 35597367), "under 100%"), (Fraction(1, 3), "33.33%"), (Fraction(12), "1,200.00%")],
)  # fmt: skip
def test_a_percentage_is_not_rounded_over_a_line(ratio: Fraction, said: str) -> None:
    assert percent(ratio) == said


AMOUNTS = st.lists(
    st.tuples(
        st.integers(-10_000, 10_000),
        st.sampled_from(["", "202401319608085013", "202410209608085013", "24961234567"]),
        st.sampled_from(["", "08152024", "10152024"]),
        st.sampled_from(["", "A", "N"]),
        st.sampled_from(["", "X"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=AMOUNTS)
def test_covered_later_and_undated_rows_are_all_rows(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, str, str, str]]
) -> None:
    listed = [
        {**SPENT_ROW, "TRANSACTION_AMT": str(a), "IMAGE_NUM": i, "TRANSACTION_DT": d, "AMNDT_IND": n, "MEMO_CD": m}
        for a, i, d, n, m in rows
    ]
    found, _ = coverage(made(tmp_path_factory.mktemp("c"), webk24=[WEBK], pas224=listed), None, None, TODAY, [SPENT])
    counted = [a for a, _, _, _, m in rows if m != "X"]
    (mine,) = found
    assert mine.rows + mine.later[0] + mine.undated[0] == len(counted)
    assert (mine.itemised_usd or 0) + mine.later[1] + mine.undated[1] == sum(counted)


# --- files


def entry(tail: str, source: str, cycle: int, through: str | None, *tables: str) -> dict[str, Any]:
    return {"tail": tail, "file": tail, "source": source, "params": {"cycle": str(cycle)}, "through": through,
            "objects": dict.fromkeys(tables, "objects/x.parquet")}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "through", "today", "due"),
    [
        ("fec_pas2", "2024-09-20", "2024-10-19", None),
        ("fec_pas2", "2024-09-20", "2024-10-20", "2024-10-20"),
        ("fec_pas2", "2024-12-20", "2025-01-31", "2025-01-31"),
        ("fec_pas2", "2025-01-31", "2026-06-30", None),  # all reports of the cycle were due by then
        ("fec_committee_totals", "2024-08-31", "2024-10-19", None),
        ("fec_committee_totals", "2024-08-31", "2024-10-20", "2024-10-20"),
        ("fec_committee_totals", "2024-11-30", "2025-01-31", "2025-01-31"),
        ("fec_committee_totals", "2024-12-31", "2026-06-30", None),
    ],
)
def test_a_file_is_old_from_the_day_on_which_its_next_report_was_due(
    source: str, through: str, today: str, due: str | None
) -> None:
    manifest = Manifest({"x": entry("x24.zip", source, 2024, through)})
    found = stale(manifest, dt.date.fromisoformat(today))
    assert [f["report_due"] for f in found] == ([due] if due else [])


def test_a_cycle_held_in_part_is_told() -> None:
    manifest = Manifest({
        "a": entry("pas224.zip", "fec_pas2", 2024, None, "expenditure", "contribution"),
        "b": entry("cm24.zip", "fec_committee_master", 2024, None, "committee"),
        "c": entry("cn26.zip", "fec_candidate_master", 2026, None, "candidate"),
    })  # fmt: skip
    assert [(g["cycle"], g["missing"]) for g in lacking(manifest)] == [
        (2026, "itemised rows"), (2024, "candidate master"), (2024, "committees' summary"),
    ]  # fmt: skip
    assert [g["missing"] for g in lacking(manifest, 2022)] == ["every file of that cycle"]


def test_a_cycle_of_which_nothing_is_loaded_is_a_finding_when_it_is_asked_of(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    last = list(examine(Asked(tmp_path / "r", TODAY, cycle=1998)))[-2]
    assert (last.name, last.findings, last.items[0]["missing"]) == ("lacking", 1, "every file of that cycle")
    assert "no file of 1998 is loaded" in last.said
    (held,) = [s for s in examine(Asked(tmp_path / "r", TODAY, cycle=2024)) if s.name == "lacking"]
    assert held.findings == 0


def test_a_layout_that_no_file_has_shown_is_told_until_one_has() -> None:
    held = entry("ElectioneeringComm_2024.csv", "fec_electioneering", 2024, None, "electioneering")
    (told,) = layouts(Manifest({"a": {**held, "layout": "unverified"}}))
    assert told["source"] == "fec_electioneering"
    assert told["rests_on"]
    assert layouts(Manifest({"a": {**held, "layout": "seen"}})) == []


@needs_shared
def test_filings_of_unknown_receipt_day_are_told(tmp_path: Path) -> None:
    """1544132.fec is Klobuchar for Minnesota's Form 3; a loose .fec does not hold its receipt day."""
    load([SHARED / "data/efilings/1544132.fec"], tmp_path / "r")
    data = json.loads(run(tmp_path / "r", "doctor", "--json").output)
    (section,) = [s for s in data["sections"] if s["name"] == "filings"]
    assert (section["state"], section["findings"]) == ("note", 0)
    assert [(i["committee_id_fec"], i["form"], i["filing_count"]) for i in section["items"]] == [("C00431353", "F3", 1)]


def test_two_copies_of_a_filing_that_differ_are_told_with_both_files(tmp_path: Path) -> None:
    """753533 (a Form 3X of 3rd and Long PAC) in the zip of its day, and loose, with another amount in one receipt."""
    from filing_files import daily, fec, text
    from test_filings import COVER, DAWG

    zipped = daily(tmp_path, "20111120.zip", {"753533.fec": text(COVER, DAWG)})
    load([zipped, fec(tmp_path, "753533.fec", COVER, DAWG)], tmp_path / "same")

    def copies(name: str) -> dict[str, Any]:
        data = json.loads(run(tmp_path / name, "doctor", "--json").output)
        return next(s for s in data["sections"] if s["name"] == "copies")

    assert (copies("same")["state"], copies("same")["items"]) == ("well", [])
    load([zipped, fec(tmp_path, "753533.fec", COVER, DAWG.replace("2000.00", "3000.00"))], tmp_path / "r")
    section = copies("r")
    assert (section["state"], section["findings"]) == ("note", 0)
    (item,) = section["items"]
    assert (item["filing_number"], item["files"]) == ("753533", "20111120.zip, 753533.fec")
    assert (item["counted_file"], item["differs_in"]) == ("20111120.zip", "receipts")
    assert "753533.fec differ in receipts; 20111120.zip counts" in " ".join(run(tmp_path / "r", "doctor").output.split())
    load([zipped, fec(tmp_path, "753533.fec", COVER, DAWG, DAWG)], tmp_path / "twice")  # an identical row more
    assert copies("twice")["items"][0]["differs_in"] == "cover, receipts"  # the cover's number of rows


def test_damage_is_found_and_nothing_else_is_asked(tmp_path: Path) -> None:
    record = made(tmp_path, webk24=[WEBK], pas224=[SPENT_ROW])
    for name in record.folder.glob("objects/*.parquet"):
        name.write_bytes(name.read_bytes()[:-1])
    done = run(record.folder, "doctor", "--json")
    data = json.loads(done.output)
    assert done.exit_code == 1
    assert [s["name"] for s in data["sections"]] == ["damaged"]
    assert data["findings"] == 2
    assert "onrecord load" in data["sections"][0]["do"]


def test_a_byte_changed_in_place_is_found_with_verify(tmp_path: Path) -> None:
    record = made(tmp_path, pas224=[SPENT_ROW])
    (name,) = record.folder.glob("objects/*.parquet")
    data = bytearray(name.read_bytes())
    data[len(data) // 2] ^= 1
    name.write_bytes(bytes(data))
    assert json.loads(run(record.folder, "doctor", "--verify", "--json").output)["sections"][0]["findings"] == 1


def test_a_whole_small_record_has_no_finding(tmp_path: Path) -> None:
    row = {**SPENT_ROW, "TRANSACTION_AMT": "35597302"}
    done = run(made(tmp_path, webk24=[WEBK], pas224=[row]), "doctor", "--as-of", "2024-10-01")
    assert done.exit_code == 0
    assert done.output.startswith("nothing found that changes an answer")
    assert "H2MD04356" not in done.output
    assert "in no loaded file of candidates" in done.output


@pytest.mark.parametrize(
    "words", [["--cycle", "2023"], ["--committee", "nobody at all"], ["--as-of", "today"]], ids=" ".join
)
def test_bad_options_are_errors(tmp_path: Path, words: list[str]) -> None:
    done = run(made(tmp_path, webk24=[WEBK]), "doctor", *words)
    assert done.exception is not None
    assert not done.output


def test_an_empty_record_is_an_error_that_says_how_to_start(tmp_path: Path) -> None:
    done = run(tmp_path / "none", "doctor")
    assert "a record with something loaded" in str(done.exception)


def test_the_sample_record_is_examined() -> None:
    done = run(sample_record(), "doctor", "--json", "--as-of", "2024-12-09")
    data = json.loads(done.output)
    (covered,) = [s for s in data["sections"] if s["name"] == "coverage"]
    assert covered["counts"][SPENT][RECONCILES] + covered["counts"][SPENT][BELOW] > 0
    assert all(i["ratio"] is None or Fraction(i["ratio"]) >= 0 for i in covered["items"])


@needs_shared
def test_rows_below_a_line_that_holds_more_than_they_can_show_are_no_finding(bulk: Record) -> None:
    """Line 23 of AIPAC PAC's Form 3X also holds earmarked gifts and gifts to committees, which pas2 leaves out."""
    done = run(bulk, "doctor", "--committee", "C00797670", "--as-of", "2026-06-30")
    text = " ".join(done.output.split())
    assert done.exit_code == 0, text
    assert "2 sums of rows fall short of a line that holds more than the loaded rows can show" in text
    assert "11.32% below 97%: AMERICAN ISRAEL PUBLIC AFFAIRS COMMITTEE" in text
    assert "the line also holds earmarked gifts and gifts to other committees; no finding" in text


def test_a_committee_of_which_nothing_itemised_is_loaded_is_said(tmp_path: Path) -> None:
    """Only the summary line of United Democracy Project is loaded, and no row of it."""
    record = made(tmp_path, webk24=[WEBK], pas224=[{**SPENT_ROW, "CMTE_ID": "C00797670"}])
    words = ("doctor", "--committee", "C00799031", "--cycle", "2024", "--as-of", "2026-06-30")
    head = " ".join(run(record, *words).output.split()).partition("✓")[0]
    assert "nothing itemised of 2024 is loaded of UNITED DEMOCRACY PROJECT ('UDP') (C00799031)" in head
    said = json.loads(run(record, *words, "--json").output)["nothing_itemised"]
    assert said == [{"committee_id_fec": "C00799031", "name": "UNITED DEMOCRACY PROJECT ('UDP')"}]
    whole = made(tmp_path / "whole", webk24=[WEBK], pas224=[SPENT_ROW])
    assert json.loads(run(whole, *words, "--json").output)["nothing_itemised"] == []


def test_what_to_do_names_every_cycle_and_source_with_a_finding(tmp_path: Path) -> None:
    """A part of United Democracy Project's rows of 2022 and of 2024 falls short of its line 24 in both."""
    before = {**WEBK, "IND_EXP": "26118700.49", "CVG_END_DT": "12/31/2022"}
    earlier = {**SPENT_ROW, "IMAGE_NUM": "202206159519308085"}
    record = made(tmp_path, webk22=[before], webk24=[WEBK], pas222=[earlier], pas224=[SPENT_ROW])
    asked = Asked(record.folder, TODAY, None, ("C00799031",))
    sections = {s.name: s for s in examine(asked)}
    assert sections["coverage"].do == "onrecord sync --cycle 2022; onrecord sync --cycle 2024"
    text = render(as_dict(asked, list(sections.values())))
    shown = [line.rstrip() for line in text.splitlines()]
    at = shown.index("  do: onrecord sync --cycle 2022")
    assert shown[at + 1] == "      onrecord sync --cycle 2024"
