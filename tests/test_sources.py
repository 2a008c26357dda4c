"""Sources: each declared folder, and cases of real rows with what becomes of them (tests/cases/sources)."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_store import SHARED

from onrecord.model.errors import SourceError
from onrecord.sources.__main__ import MARK_END, MARK_START, table
from onrecord.sources.race_calendar.reader import election_day
from onrecord.sources.reading import count, federal_general_day
from onrecord.sources.states import house_district
from onrecord.store.catalog import HERE, source_of, sources
from onrecord.store.load import Loaded, load
from onrecord.store.record import Record

CASES = Path(__file__).parent / "cases" / "sources"
DOCS = Path(__file__).parent.parent / "docs" / "sources.md"
real = pytest.mark.skipif(
    not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout"
)


def plain(value: Any) -> Any:
    """A cell as YAML would have it: money as text, other values as they are."""
    return str(value) if isinstance(value, Decimal) else value


def place(folder: Path, source: str, named: str, given: Path | None) -> Path:
    """Put a case's input, by default the source's sample, where its file name is the source's; zip it for a zip."""
    target = folder / named
    target.parent.mkdir(parents=True, exist_ok=True)
    data = given or next((HERE / source).glob("sample.*"))
    if target.suffix == ".zip":
        found, params = source_of(target) or (sources()[source], {})
        with zipfile.ZipFile(target, "w") as archive:
            archive.write(data, found.member.format(**params))
    else:
        shutil.copyfile(data, target)
    return target


@pytest.mark.parametrize("case", sorted(p.parent.name for p in CASES.glob("*/expected.yml")))
def test_case(tmp_path: Path, case: str) -> None:
    expected = yaml.safe_load((CASES / case / "expected.yml").read_text("utf-8"))
    source = expected["source"]
    given = CASES / case / expected["input"] if "input" in expected else None
    done = load([place(tmp_path / "in", source, expected["file"], given)], tmp_path / "r")
    tables, rejected = expected["tables"], expected.get("rejected", [])
    wanted = sum(len(rows) for rows in tables.values())
    assert (done[0].source, done[0].rows_loaded, done[0].rows_rejected) == (source, wanted, len(rejected))
    db = Record(tmp_path / "r").db
    for table_name, rows in tables.items():
        for number, row in enumerate(rows, 1):
            numbered = f"select *, row_number() over () as n from {table_name}"
            found = db.execute(f"select {', '.join(row)} from ({numbered}) where n = ?", [number]).fetchone()
            assert {k: plain(v) for k, v in zip(row, found, strict=True)} == row
    if rejected:
        reasons = [r[0] for r in db.execute("select reason from rejected order by source_line").fetchall()]
        for reason, wanted in zip(reasons, rejected, strict=True):
            assert wanted in reason


@pytest.mark.parametrize("name", sorted(sources()))
def test_every_source_has_notes_and_a_small_sample_in_a_case(name: str) -> None:
    folder = HERE / name
    notes = (folder / "notes.md").read_text("utf-8")
    for part in ("What it is", "Layout", "Quirks", "Citation"):
        assert f"**{part}**" in notes, f"{name}: notes.md says {part}"
    assert len(list(folder.glob("sample.*"))) == 1
    cases = [yaml.safe_load(p.read_text("utf-8")) for p in CASES.glob("*/expected.yml")]
    assert name in {c["source"] for c in cases}
    assert all((p.parent / "README.md").is_file() for p in CASES.glob("*/expected.yml"))


def test_the_docs_table_is_current_and_its_example_loads(tmp_path: Path) -> None:
    text = DOCS.read_text("utf-8")
    assert text.split(MARK_START)[1].split(MARK_END)[0].strip() == table().strip(), "run python -m onrecord.sources"
    blocks = text.split("```csv\n")[1:]
    for block in blocks:
        body = block.split("```")[0]
        name = "onrecord_endorsements_2022.csv" if body.startswith("organisation") else "onrecord_results_ca34.csv"
        (tmp_path / name).write_text(body, "utf-8")
    assert len(blocks) == 2
    assert {d.rows_rejected for d in load([tmp_path], tmp_path / "r")} == {0}


def test_a_header_that_is_not_known_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "20201103__ca__general__county.csv"
    file.write_text("county,office,district,candidate,party,votes,secret\n", "utf-8")
    with pytest.raises(SourceError, match="mapped or ignored by name"):
        load([file], tmp_path / "r")
    file.write_text("county,office\n", "utf-8")
    with pytest.raises(SourceError, match="has its columns"):
        load([file], tmp_path / "r")


def test_a_stage_or_an_office_that_is_not_in_the_vocabulary_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "onrecord_results_typo.csv"
    header = ",".join(sources()["onrecord_results"].header)
    rows = [f"H,CA,34,2024,{stage},false,,,Jimmy Gomez,,DEM,41611,,LA County," for stage in ("semifinal", "primary")]
    file.write_text("\n".join([header, *rows, ""]), "utf-8")
    assert load([file], tmp_path / "r")[0].rows_rejected == 1
    reason = Record(tmp_path / "r").db.execute("select reason from rejected").fetchone()[0]
    assert "stage 'semifinal' is not in the source's map" in reason


@pytest.mark.parametrize(
    ("text", "cycle", "day"),
    [
        ("11/3/36", 1936, dt.date(1936, 11, 3)),
        ("11/3/36", 2036, dt.date(2036, 11, 3)),
        ("1/5/21", 2020, dt.date(2021, 1, 5)),
        ("11/5/24", 2020, None),
        ("2/30/24", 2024, None),
        ("2024-11-05", 2024, None),
    ],
)
def test_the_century_of_a_two_digit_year_is_the_cycles(text: str, cycle: int, day: dt.date | None) -> None:
    assert election_day(text, cycle) == day


def test_a_workbook_that_breaks_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "federalelections2018.xlsx"
    file.write_bytes((HERE / "fec_results_2018/sample.xlsx").read_bytes()[:2000])
    with pytest.raises(SourceError, match="a workbook that can be opened"):
        load([file], tmp_path / "r")


def test_votes_are_read_whole_or_left_for_rejection() -> None:
    assert [count(x) for x in ("1,881", "48702.0", "N/A", "", 5)] == ["1881", "48702", "", "", "5"]
    assert [count(x) for x in ("12.5", "-3", "Unopposed")] == ["12.5", "-3", "Unopposed"]


def test_election_days_and_seats_at_large() -> None:
    days = [dt.date(2018, 11, 6), dt.date(2024, 11, 5), dt.date(2022, 11, 8)]
    assert all(federal_general_day(d) for d in days)
    assert not any(federal_general_day(d) for d in (dt.date(2019, 11, 5), dt.date(2022, 11, 1), dt.date(2012, 12, 8)))
    assert [house_district("MT", 1, y) for y in (1990, 2020, 2022)] == ["01", "00", "01"]
    assert house_district("WY", 1, 2018) == "00"
    assert house_district("CA", 34, 2024) == "34"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Loaded], Any]:
    """All shared results and members of Congress, loaded once."""
    folder = tmp_path_factory.mktemp("shared") / "r"
    done = load([SHARED / "data/results", SHARED / "data/reference"], folder)
    return done, Record(folder).db


def votes(db: Any, source: str, seat: str, year: int, stage: str) -> list[int]:
    """Candidates' votes of one House contest in one source, most first, fusion lines and counties added up."""
    found = db.execute(
        "select sum(votes) from result where source = ? and office = 'H' and state = ? and district = ? and year = ?"
        " and stage = ? and coalesce(ranked_round, 1) = 1 and candidate_name is not null"
        " and candidate_name not in ('Scattered', 'All Others')"
        " group by candidate_name order by 1 desc",
        [source, *seat.split("-"), year, stage],
    ).fetchall()
    return [v[0] for v in found]


@real
def test_every_shared_row_is_loaded_or_rejected(shared: tuple[list[Loaded], Any]) -> None:
    done, db = shared
    assert len({d.source for d in done}) >= 8
    for one in done:
        assert one.rows_in == one.rows_loaded + one.rows_rejected
    seats = db.execute("select count(*) from result where office = 'H' and not regexp_full_match(district, '\\d\\d')")
    assert seats.fetchone() == (0,)
    assert db.execute("select count(*) from rejected where reason is null").fetchone() == (0,)


@real
@pytest.mark.parametrize(
    ("source", "seat", "year", "stage", "expected"),
    [
        ("fivethirtyeight_house", "CA-34", 2020, "general", [108792, 96554]),
        ("openelections", "CA-34", 2020, "general", [108792, 96554]),
        ("fivethirtyeight_house", "CA-34", 2017, "general", [25569, 17610]),
        ("openelections", "CA-34", 2017, "general", [25569, 17610]),
        ("openelections", "CA-44", 2014, "primary", [25641, 5]),
        ("fec_results_2018", "MA-01", 2018, "general", [211790]),
        ("fivethirtyeight_house", "MA-01", 2018, "general", [211790]),
    ],
)
def test_known_results(
    shared: tuple[list[Loaded], Any], source: str, seat: str, year: int, stage: str, expected: list[int]
) -> None:
    assert votes(shared[1], source, seat, year, stage)[: len(expected)] == expected


@real
@pytest.mark.parametrize("seat", ["TX-23", "LA-03", "ME-02", "CA-48"])
def test_the_fec_and_fivethirtyeight_agree_on_2018(shared: tuple[list[Loaded], Any], seat: str) -> None:
    first, second = (votes(shared[1], s, seat, 2018, "general") for s in ("fec_results_2018", "fivethirtyeight_house"))
    assert first == second
    assert len(first) >= 2


@real
def test_the_disagreements_of_2018_are_those_in_the_notes(shared: tuple[list[Loaded], Any]) -> None:
    """All House generals of the two sources by ballot line: votes that one has and the other has not."""
    lines = (
        "select state || '-' || district as seat, votes from result where source = '{}' and office = 'H' and year = 2018"
        " and stage = 'general' and not special and coalesce(ranked_round, 1) = 1 and votes > 1000"
        " and candidate_name is not null and candidate_name not in ('Scattered', 'All Others')"
    )
    first, second = lines.format("fec_results_2018"), lines.format("fivethirtyeight_house")
    found = shared[1].execute(
        f"select distinct seat from (({first} except {second}) union ({second} except {first})) order by 1"
    )
    only_fec = ["AS-00", "DC-00", "GU-00", "MP-00", "NC-09", "VI-00"]
    assert [s[0] for s in found.fetchall()] == sorted([*only_fec, "MA-07", "OH-08"])
    notes = (HERE / "fivethirtyeight_house" / "notes.md").read_text("utf-8")
    assert all(seat in notes for seat in ("MA-07", "OH-08", "NC-09", "WI-04", "NY-09"))


@real
@pytest.mark.parametrize(
    ("seat", "stage", "party", "day"),
    [
        ("CA-34", "primary", None, dt.date(2024, 3, 5)),
        ("CA-34", "general", None, dt.date(2024, 11, 5)),
        ("KY-04", "primary", "DEM", dt.date(2024, 5, 21)),
        ("KY-04", "primary", "REP", dt.date(2024, 5, 21)),
    ],
)
def test_the_calendar(shared: tuple[list[Loaded], Any], seat: str, stage: str, party: str | None, day: dt.date) -> None:
    found = shared[1].execute(
        "select held_on from contest where office = 'H' and state = ? and district = ? and year = 2024 and stage = ?"
        " and primary_party is not distinct from ?",
        [*seat.split("-"), stage, party],
    )
    assert found.fetchall() == [(day,)]


@real
def test_calendar_and_results_name_a_contest_alike(shared: tuple[list[Loaded], Any]) -> None:
    found = shared[1].execute(
        "select distinct c.race_key from contest c join result r using (race_key)"
        " where r.source = 'fivethirtyeight_house'"
        " and (c.state, c.district, c.year, c.stage, c.special) <> (r.state, r.district, r.year, r.stage, r.special)"
    )
    assert found.fetchall() == []


@real
def test_a_write_in_advanced_with_five_votes(shared: tuple[list[Loaded], Any]) -> None:
    """CA-44, 3 June 2014: one candidate on the ballot and a write-in, both to the general election."""
    row = shared[1].execute(
        "select candidate_name, party, votes, remark, primary_kind from result"
        " where state = 'CA' and district = '44' and year = 2014 and stage = 'primary' and office = 'H' and votes = 5"
    )
    assert row.fetchone() == ("Adam Shbeita", "PF", 5, "write-in", "all parties")


@real
def test_louisiana_follows_the_terms_of_the_fec_in_every_source(shared: tuple[list[Loaded], Any]) -> None:
    """LA-03 in 2012: four sources, one vote on 6 November (the general) and one on 8 December (the runoff)."""
    boustany = "select source, stage, sum(votes) from result where state = 'LA' and district = '03' and year = 2012"
    found = shared[1].execute(
        f"{boustany} and office = 'H' and lower(candidate_name) like '%boustany%' group by all order by all"
    )
    assert found.fetchall() == [
        ("fec_results_2012", "general", 139123),
        ("fivethirtyeight_house", "general", 139123),
        ("fivethirtyeight_house", "runoff", 58820),
        ("openelections", "general", 139123),
        ("openelections", "runoff", 58820),
    ]
    assert Fraction(58820, 58820 + 37767) > Fraction(3, 5)


@real
def test_seats_at_large_are_those_with_one_seat_in_the_calendar(shared: tuple[list[Loaded], Any]) -> None:
    found = shared[1].execute(
        "select state, year, count(distinct district), min(district) from contest"
        " where office = 'H' and not special and year % 2 = 0 group by all"
        " having (count(distinct district) = 1) <> (min(district) = '00')"
    )
    assert found.fetchall() == []
