"""Looking things up: named questions, races, committees, people and groups, on small real rows and the shared record."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import shlex
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from test_answers import PAC, UDP
from test_store import REFUND_A, REFUND_E, SHARED, pas2

from onrecord.answers.answer import Answer
from onrecord.answers.questions import QUESTIONS, ask_question
from onrecord.faces.cli import cli
from onrecord.model.errors import InputError, OnRecordError, UnknownName
from onrecord.store.load import load
from onrecord.store.record import Record

LOOKS = Path(__file__).parent / "cases" / "looks"
STORY_DAY = dt.date(2024, 11, 4)
NOW = dt.date(2026, 6, 30)
# Candidate masters as the FEC's cn layout has them (cn22), street fields left blank: two people of one name.
KIM_34 = "H2CA34079|KIM, DAVID YUNG HO|DEM|2022|CA|H|34|C|C||||||"
KIM_07 = "H8GA07151|KIM, DAVID|DEM|2020|GA|H|07|C|P||||||"
needs_shared = pytest.mark.skipif(
    not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout"
)


@pytest.fixture
def small(tmp_path: Path) -> Record:
    """Two committees, two namesakes, and three refunds of United Democracy Project filed 2024-01-31."""
    files = [
        pas2(tmp_path, UDP, PAC, name="cm22.zip", member="cm.txt"),
        pas2(tmp_path, KIM_34, KIM_07, name="cn22.zip", member="cn.txt"),
        pas2(tmp_path, REFUND_A, REFUND_A, REFUND_E),
    ]
    load(files, tmp_path / "r")
    return Record(tmp_path / "r")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The shared files that the facts below rest on."""
    folder = tmp_path_factory.mktemp("whole")
    bulk = SHARED / "data/fec/files/bulk-downloads"
    results = SHARED / "data/results"
    files = [bulk / "2022/cn22.zip", bulk / "2022/cm22.zip", bulk / "2026/cn26.zip", bulk / "2026/cm26.zip",
             bulk / "2022/pas222.zip", bulk / "2024/pas224.zip", bulk / "2026/pas226.zip", bulk / "2024/webk24.zip",
             bulk / "2024/weball24.zip", results / "fivethirtyeight", results / "la_county"]  # fmt: skip
    load(files, folder / "r")
    return Record(folder / "r")


def run(record: Record | Path, *words: str, state: Path | None = None) -> Result:
    """A command's result with the record, and with receipts kept in a folder of the test."""
    folder = record if isinstance(record, Path) else record.folder
    env = {"XDG_STATE_HOME": str(state or folder.parent / "state"), "ONRECORD_RECORD": str(folder), "COLUMNS": "80"}
    return CliRunner().invoke(cli, [*words], env=env)


def answers(record: Record, name: str, day: dt.date, **params: str) -> dict[str, Answer]:
    return {a.reading: a for a in ask_question(record, name, day, params)}


# --- names


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_shows_an_example_that_it_can_read(name: str) -> None:
    one = QUESTIONS[name]
    words = shlex.split(one.example)
    assert words[:3] == ["onrecord", "ask", name]
    given = {w.partition("=")[0] for w in words[3:]}
    assert given <= {p.name for p in one.params}
    assert all(p.meaning for p in one.params)
    assert one.description


def test_a_name_is_never_guessed(small: Record) -> None:
    with pytest.raises(UnknownName, match="C00799031"):
        ask_question(small, "committee-totals", STORY_DAY, {"spender": "United Democrasy Project"})
    with pytest.raises(UnknownName, match=r"CA-34 \(H2CA34079.*GA-07 \(H8GA07151"):
        ask_question(small, "independent-expenditures", STORY_DAY, {"target": "David Kim"})
    with pytest.raises(UnknownName, match="H2CA34079"):
        ask_question(small, "candidacies", STORY_DAY, {"candidate": "Davit Kim"})
    done = run(small, "candidate", "David Kim")
    assert isinstance(done.exception, UnknownName)


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("result", {"contest": "CA-34"}, "needs year"),
        ("result", {"contest": "CA-34", "year": "24"}, "four digits"),
        ("result", {"contest": "California 34", "year": "2024"}, "a contest"),
        ("share", {"spender": "UDP"}, "needs target or stance"),
        ("independent-expenditures", {"spender": "UDP", "stance": "against"}, "support, oppose"),
        ("independent-expenditures", {"spender": "UDP", "cycle": "2023"}, "even year"),
        ("independent-expenditures", {"spender": "UDP", "from": "July"}, "year-month-day"),
        ("independent-expenditures", {"spender": "UDP", "amount": "1"}, "has the parameters"),
        ("independent-expenditures", {"spender": " "}, "a committee's name"),
        ("independent-expenditure", {}, "independent-expenditures"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused_with_an_example(
    small: Record, name: str, params: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        ask_question(small, name, STORY_DAY, params)


# --- what is missing


def test_missing_is_never_zero(small: Record) -> None:
    for name, params in (
        ("committee-totals", {"spender": "C00799031", "cycle": "2024"}),
        ("contributions", {"spender": "C00799031", "cycle": "2024"}),
        ("endorsements", {"spender": "aipac", "cycle": "2024"}),
        ("independent-expenditures", {"spender": "crypto", "cycle": "2024"}),
        ("result", {"contest": "CA-34", "year": "2020"}),
        ("candidate-totals", {"candidate": "H2CA34079", "cycle": "2022"}),
    ):
        for one in ask_question(small, name, STORY_DAY, params):
            assert one.value is None, (name, one.reading)
            assert one.caveats, (name, one.reading)


def test_money_of_an_earlier_election_is_told_apart_by_its_code(small: Record) -> None:
    found = answers(small, "independent-expenditures", STORY_DAY, spender="UDP", phase="primary", cycle="2024")
    coded = found["coded P2024 by the filer"]
    assert coded.value is None
    assert "left out: 3 rows with P2022" in coded.caveats
    assert "not computed: 3 of 3 rows" in " ".join(found["in the primary by the contest's calendar"].caveats)


# --- the shared record


@needs_shared
def test_independent_expenditures_under_each_reading(whole: Record) -> None:
    spender = {"spender": "United Democracy Project", "cycle": "2024"}
    every = answers(whole, "independent-expenditures", STORY_DAY, **spender)
    itemised, reported = every["itemised, in periodic reports"], every["independent expenditures"]
    assert (itemised.value, itemised.rows) == (36_093_465, 270)
    assert (reported.value, reported.through) == (Decimal("35597367.46"), dt.date(2024, 8, 31))
    primary = answers(whole, "independent-expenditures", STORY_DAY, phase="primary", **spender)
    assert primary["coded P2024 by the filer"].value == 35_531_199
    assert primary["in the primary by the contest's calendar"].value is None
    share = answers(whole, "share", STORY_DAY, phase="primary", **spender)
    assert share["coded P2024 by the filer, of its itemised independent expenditures"].value * 36_093_465 == 35_531_199


@needs_shared
def test_money_on_one_contest_then_and_now(whole: Record) -> None:
    kim = {"target": "H4CA34083", "stance": "oppose", "cycle": "2024"}
    gomez = {"target": "Jimmy Gomez", "stance": "support"}
    for day, params, value, rows in (
        (STORY_DAY, kim, 173_454, 4),
        (NOW, kim, 576_448, 10),
        (NOW, {**gomez, "cycle": "2024"}, 1_723_988, 12),
        (NOW, {**gomez, "cycle": "2026"}, -28_159, 1),
    ):
        found = answers(whole, "independent-expenditures", day, **params)["itemised, in periodic reports"]
        assert (found.value, found.rows) == (value, rows)
        assert any("among the committees" in c for c in found.caveats)


@needs_shared
def test_contests_largest_and_first(whole: Record) -> None:
    spender = {"spender": "UDP", "cycle": "2024"}
    found = answers(whole, "contests-active", STORY_DAY, phase="general", **spender)
    active = found["contests, coded G2024 by the filer"]
    assert (active.value, dict(active.parts)) == (2, {"CA-34": 496_163, "KY-04": 167_010})
    assert "left out: 1 row with G2022" in active.caveats
    largest, best = ask_question(whole, "largest", STORY_DAY, spender)
    assert (best.value, "no 24- or 48-hour notice" in " ".join(best.caveats)) == (None, True)
    assert "BOWMAN" in largest.reading
    assert largest.value == 9_865_477
    first = ask_question(whole, "first", NOW, {**spender, "contest": "CA-34"})
    assert (first[0].through, first[1].value) == (dt.date(2024, 10, 24), None)


@needs_shared
@pytest.mark.parametrize(
    ("year", "stage", "votes", "margin"),
    [
        ("2020", "general", [108792, 96554], 12238),
        ("2022", "general", [62244, 59223], 3021),
        ("2024", "primary", [41611, 22703, 11495], 18908),
        ("2024", "general", [105394, 84020], 21374),
    ],
)
def test_results(whole: Record, year: str, stage: str, votes: list[int], margin: int) -> None:
    found = answers(whole, "result", NOW, contest="CA-34", year=year, stage=stage)
    title = f"CA-34 {year} {stage}"
    assert [v for _, v in found[f"all votes, {title}"].parts][: len(votes)] == votes
    assert found[f"margin of the first two, {title}"].value == margin
    assert found[f"parties of the first two: Democratic and Democratic, {title}"].value == 1
    went = next(a for reading, a in found.items() if "under the rule" in reading)
    assert went.value == (2 if stage == "primary" else 1)


@needs_shared
def test_a_vote_is_not_known_on_its_day(whole: Record) -> None:
    for day, known in ((dt.date(2024, 11, 5), False), (dt.date(2024, 11, 6), True)):
        first = ask_question(whole, "result", day, {"contest": "CA-34", "year": "2024"})[0]
        assert (first.value is not None) is known


@needs_shared
def test_one_person_over_three_ids(whole: Record) -> None:
    first, *_ = ask_question(whole, "candidacies", STORY_DAY, {"candidate": "David Kim", "contest": "CA-34"})
    assert first.value == 3
    assert "H0CA34131, H2CA34079, H4CA34083" in first.reading


@needs_shared
@pytest.mark.parametrize("spender", ["UDP", "aipac", "NORPAC"])
def test_sums_by_target_conserve_the_total_and_as_of_is_monotone_in_rows(whole: Record, spender: str) -> None:
    rows = 0
    for day in (dt.date(2024, 1, 31), dt.date(2024, 6, 20), dt.date(2024, 9, 20), STORY_DAY, NOW):
        found = answers(whole, "independent-expenditures", day, spender=spender, cycle="2024")
        one = found["itemised, in periodic reports"]
        assert sum((Decimal(v) for _, v in one.parts), Decimal(0)) == (one.value or 0)
        assert one.rows >= rows
        rows = one.rows


COMMANDS = {
    "race": ["race", "CA-34", "--cycle", "2024"],
    "committee": ["committee", "United Democracy Project", "--cycle", "2024"],
    "candidate": ["candidate", "David Kim", "--contest", "CA-34"],
    "group": ["group", "aipac", "--cycle", "2024"],
    "ask-money": ["ask", "independent-expenditures", "spender=UDP", "phase=general", "cycle=2024"],
    "ask-votes": ["ask", "result", "contest=CA-34", "year=2024", "stage=primary"],
}


@needs_shared
@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_reporter_sees(whole: Record, name: str) -> None:
    """The pages at 80 columns; ids of receipts and of the snapshot are of this loading and are left out."""
    done = run(whole, *COMMANDS[name], "--as-of", "2024-11-04")
    assert done.exit_code == 0, done.exception
    data = json.loads(run(whole, *COMMANDS[name], "--as-of", "2024-11-04", "--json").output)
    text = done.output.replace(data["snapshot"], "(snapshot)      ")
    for receipt in data["receipts"]:
        text = text.replace(receipt["id"], "(receipt id)    ")
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    kept = LOOKS / f"{name}.txt"
    if os.environ.get("ONRECORD_RENEW"):
        LOOKS.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), "ONRECORD_RENEW=1 writes the kept pages anew"
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


@needs_shared
@pytest.mark.parametrize("name", COMMANDS)
def test_json_has_stable_keys_and_money_as_text(whole: Record, name: str) -> None:
    data = json.loads(run(whole, *COMMANDS[name], "--as-of", "2024-11-04", "--json").output, parse_float=_no_float)
    assert {"schema", "look", "as_of", "snapshot", "receipts"} <= set(data)
    assert data["schema"] == "onrecord.look/1"
    assert data["as_of"] == "2024-11-04"
    assert data["snapshot"] == whole.snapshot
    for receipt in data["receipts"]:
        assert set(receipt) == {"id", "question", "params", "as_of", "snapshot", "rows", "sha256"}


def _no_float(text: str) -> Any:
    raise AssertionError(f"a float in JSON: {text}")


@needs_shared
def test_an_export_holds_every_row_with_where_it_stands_and_the_notice(whole: Record, tmp_path: Path) -> None:
    import duckdb

    words = ["ask", "independent-expenditures", "spender=UDP", "stance=oppose", "cycle=2024", "--as-of", "2024-11-04"]
    for ending in ("csv", "json", "parquet"):
        done = run(whole, *words, "--export", str(tmp_path / f"rows.{ending}"))
        assert done.exit_code == 0, done.exception
        assert "270 rows written" in done.output
    lines = (tmp_path / "rows.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert "30111(a)(4)" in lines[0]
    read = duckdb.connect().execute(f"select count(*) from read_csv('{tmp_path / 'rows.csv'}', skip = 1)").fetchone()
    assert read == (270,)  # as docs/record.md and --export's help say to read it
    assert "skiprows=1" in " ".join(run(whole, "ask", "--help").output.split())
    rows = list(csv.DictReader(lines[1:]))
    assert sum(Decimal(r["amount_usd"]) for r in rows) == 36_093_465
    assert all(r["source_file"] == "pas224.zip" and r["source_line"] and r["image_number"] for r in rows)
    data = json.loads((tmp_path / "rows.json").read_text("utf-8"))
    assert "30111(a)(4)" in data["notice"]
    assert len(data["rows"]) == 270
    file = str(tmp_path / "rows.parquet")
    db = duckdb.connect()
    found = db.execute(f"select count(*), sum(amount_usd), typeof(any_value(filed_on)) from '{file}'").fetchone()
    assert found == (270, Decimal("36093465.00"), "DATE")
    (value,) = db.execute(f"select value from parquet_kv_metadata('{file}') where key = 'notice'").fetchone()
    assert b"30111(a)(4)" in value
    assert sorted(p.name for p in tmp_path.glob("*rows*")) == ["rows.csv", "rows.json", "rows.parquet"]


def test_an_export_that_cannot_be_written_says_so(small: Record, tmp_path: Path) -> None:
    for place in (tmp_path / "rows.xls", tmp_path / "absent" / "rows.csv"):
        done = run(small, "committee", "C00799031", "--export", str(place))
        assert isinstance(done.exception, InputError)
        assert not done.stdout, "refused before the page is printed, not after it"
    assert not list(tmp_path.glob(".rows*"))


def test_every_look_up_has_the_common_options() -> None:
    for name in ("ask", "race", "committee", "candidate", "group"):
        have = {flag for p in cli.commands[name].params for flag in p.opts}
        assert {"--as-of", "--record", "--json", "--export", "--all"} <= have, name
    assert "--rerun" in {flag for p in cli.commands["receipt"].params for flag in p.opts}


@pytest.mark.parametrize(
    "words",
    [["race", "ZZ-1"], ["committee", "C0079903"], ["group", "nobody"], ["ask", "sing"], ["ask", "result", "contest"],
     ["race", "CA-34", "--cycle", "2023"], ["race", "CA-34", "--as-of", "today"], ["committee", "AIPAC"]],
)  # fmt: skip
def test_bad_input_is_an_error_of_the_one_tree(small: Record, words: list[str]) -> None:
    done = run(small, *words)
    assert isinstance(done.exception, OnRecordError)
    assert done.exception.received is not None


def test_a_race_of_which_nothing_is_loaded_says_so(small: Record) -> None:
    text = " ".join(run(small, "race", "AK-AL", "--cycle", "2024", "--as-of", "2024-11-04").output.split())
    assert "no whole count of this cycle" in text
    assert "none of the 3 itemised rows" in text
    assert "no candidate of this cycle" in text
    assert "$0" not in text


def test_one_spender_is_said_in_the_singular(small: Record) -> None:
    done = run(small, "race", "CA-34", "--cycle", "2024")
    said = " ".join(done.output.split())
    assert "none of the 3 itemised rows of 1 spender of 2024 names a candidate of it" in said


@needs_shared
def test_a_primary_of_unknown_day_gets_no_rule_in_a_year_in_which_the_law_changed(tmp_path: Path) -> None:
    """Maine's first ranked-choice primary was that of 12 June 2018; Federal Elections 2018 gives no day of primaries."""
    load([SHARED / "data/results/fec/federalelections2018.xlsx"], tmp_path / "r")
    votes = json.loads(run(tmp_path / "r", "race", "ME-02", "--cycle", "2018", "--json").output)["votes"]
    (mine,) = [c for c in votes if c["primary_party"] == "Democratic"]
    assert "nominated" not in {x["outcome"] for x in mine["lines"]}
    assert mine["reason"] == "the day of this primary is not known, and its rule changed on 2018-06-12: none is applied"


@needs_shared
def test_a_part_above_its_whole_says_why(whole: Record) -> None:
    """United Democracy Project's 2026 rows hold refunds of 2024: what is coded P2026 is 101.9% of their sum."""
    share = answers(whole, "share", NOW, spender="aipac", phase="primary", cycle="2026")
    one = share["coded P2026 by the filer, of its itemised independent expenditures"]
    assert one.value > 1
    assert one.caveats[0] == "the part is more than the whole, which holds refunds (negative rows) that the part has not"
    story = (
        "Most of AIPAC's spending this cycle came in primaries. When it comes to the general election, AIPAC has only"
        " gotten financially involved in a single race.\n"
    )
    words = ["check", "-", "--published", str(NOW), "--json", "--record", str(whole.folder)]
    most, only = json.loads(CliRunner().invoke(cli, words, input=story).stdout)["claims"]
    assert one.caveats[0] in most["caveats"]
    assert only["reason"] == f"By the filer's code, as filed by {NOW}: 0"
