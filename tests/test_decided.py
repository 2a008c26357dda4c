"""Who was first, and by how much, where ranked choice decided: the final round's, or not told; on the public records."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_store import SHARED

from onrecord.answers.contests import contested
from onrecord.answers.decided import by_ranks, decided
from onrecord.answers.questions import ask_question
from onrecord.answers.survey import contests
from onrecord.answers.tally import best_of
from onrecord.answers.whatif import what_if
from onrecord.faces.cli import cli
from onrecord.model.contest import parse_contest
from onrecord.store.load import load
from onrecord.store.record import Record

RESULTS = SHARED / "data" / "results"
DAY = dt.date(2026, 11, 1)
pytestmark = pytest.mark.skipif(not RESULTS.is_dir(), reason="the shared public records are not beside this checkout")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """FEC results of 2018 (first choices), FiveThirtyEight's House results (rounds) and its primaries of 2022."""
    made = tmp_path_factory.mktemp("rounds") / "record"
    load([RESULTS / "fec" / "federalelections2018.xlsx", RESULTS / "fivethirtyeight"], made)
    return made


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return Record(folder)


@pytest.fixture(scope="module")
def first_choices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The FEC's results of 2018 alone: of Maine's second district the first choices and no later round."""
    made = tmp_path_factory.mktemp("first") / "record"
    load([RESULTS / "fec" / "federalelections2018.xlsx"], made)
    return made


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The results that FiveThirtyEight and the FEC give of the House."""
    made = tmp_path_factory.mktemp("whole") / "record"
    load([RESULTS / "fec", RESULTS / "fivethirtyeight"], made)
    return Record(made)


@pytest.mark.parametrize(
    ("seat", "year", "special", "margin", "last"),
    [
        ("ME-02", 2018, False, 3509, 3),  # Maine Secretary of State: Golden 142,440, Poliquin 138,931
        ("ME-02", 2020, False, 22746, None),  # a majority of first choices: 197,974 to 175,228
        ("ME-02", 2022, False, 18994, 2),  # 165,136 to 146,142
        ("AK-AL", 2022, True, 5240, 2),  # Alaska Division of Elections, August: 91,266 to 86,026
        ("AK-AL", 2022, False, 24792, 3),  # November: 137,263 to 112,471
    ],
)
def test_the_final_round_gives_the_margin(
    record: Record, seat: str, year: int, special: bool, margin: int, last: int | None
) -> None:
    contest = parse_contest(seat)
    votes = contested(record, contest, DAY, year)
    (count,) = [c for c in best_of(votes.counts) if (c.stage, c.special) == ("general", special)]
    assert count.ranked_round in (None, 1)
    found = decided(votes, contest, count)
    assert (found.margin, found.count.ranked_round if found.rounds else None) == (margin, last)
    (one,) = [
        c
        for c in contests(record, DAY, state=seat[:2], year=year, special=special).data["contests"]
        if c["title"] == count.title
    ]
    assert (one["margin_votes"], one["not_told"]) == (margin, None)


def test_maine_2018_by_every_question(record: Record) -> None:
    """Poliquin led by 2,171 first choices and lost by 3,509 in the third round."""
    closest = ask_question(record, "closest", DAY, {"state": "ME", "year": "2018"})
    assert (closest[0].value, closest[0].parts[0][0]) == (3509, "ME-02 2018 general, final round (3)")
    result = ask_question(record, "result", DAY, {"contest": "ME-02", "year": "2018"})
    margins = {a.reading: a.value for a in result if a.reading.startswith("margin of the first two, ")}
    assert margins == {"margin of the first two, ME-02 2018 general, final round (3)": 3509}
    assert any(a.reading == "all votes, ME-02 2018 general, first choices" and a.value == 289624 for a in result)
    assert any("elected under the rule: Jared Forrest Golden" in a.reading for a in result)
    places = ask_question(record, "placement", DAY, {"candidate": "Bruce Poliquin", "contest": "ME-02", "year": "2018"})
    said = [a.reading for a in places if "general" in a.reading]
    assert [s.split(":")[0] for s in said] == ["2nd", "1st"]
    assert "final round (3)" in said[0]
    assert said[1].endswith("by first choices")
    second = ask_question(record, "runner-up", DAY, {"candidate": "Bruce Poliquin", "contest": "ME-02"})
    assert dict(second[0].parts)["ME-02 2018 general, final round (3), behind Jared Forrest Golden"] == 3509


def test_first_choices_alone_tell_no_winner(first_choices: Path) -> None:
    """The rulebook has ranked choice in Maine from 12 June 2018: the FEC's table alone does not say who won ME-02."""
    record = Record(first_choices)
    why = "ME-02 2018 general: ranked choice decides (rule me-general-federal), and only first choices are loaded"
    listed = {c["title"]: c for c in contests(record, DAY, state="ME", year=2018).data["contests"]}
    one = listed["ME-02 2018 general"]
    assert (one["margin_votes"], one["same_party"], one["first_choice_margin_votes"]) == (None, None, 2171)
    assert one["not_told"].startswith(why)
    assert listed["ME-01 2018 general"]["margin_votes"] == 90007  # a majority of first choices
    (closest, _) = ask_question(record, "closest", DAY, {"state": "ME", "year": "2018"})
    assert closest.parts[0] == ("ME-01 2018 general", 90007)
    assert any(why in said for said in closest.caveats)
    margin = ask_question(record, "result", DAY, {"contest": "ME-02", "year": "2018"})[-1]
    assert margin.value is None
    assert margin.caveats[0].startswith(why)
    page = CliRunner().invoke(cli, ["race", "ME-02", "--cycle", "2018", "--record", str(first_choices)]).stdout
    assert "not told" in page


def test_a_primary_of_unknown_day_in_the_year_of_the_change(first_choices: Path) -> None:
    """ME-02, Democratic primary of June 2018: 20,987 of 45,211 first choices are no majority (FEC)."""
    contest = parse_contest("ME-02")
    votes = contested(Record(first_choices), contest, DAY, 2018)
    (count,) = [c for c in best_of(votes.counts) if c.primary_party == "Democratic"]
    assert "on 2018-06-12 or later" in decided(votes, contest, count).why
    assert by_ranks(parse_contest("CA-34"), count) == ""


def test_another_rule_says_that_it_counts_first_choices(record: Record) -> None:
    found = what_if(record, parse_contest("ME-02"), 2018, "plurality", DAY, stage="general").data
    assert any("the ballots were ranked" in one for one in found["assumptions"])
    assert "Jared Forrest Golden is elected" in found["as_it_was"]


def claims(folder: Path, words: str, published: str) -> list[dict[str, Any]]:
    asked = ["check", "-", "--published", published, "--json", "--record", str(folder)]
    return list(json.loads(CliRunner().invoke(cli, asked, input=words).stdout)["claims"])


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Jared Golden defeated Bruce Poliquin by 3,509 votes in Maine's 2nd District in 2018.", "supported"),
        ("Bruce Poliquin defeated Jared Golden by 2,171 votes in Maine's 2nd District in 2018.", "refuted"),
        ("Bruce Poliquin finished second in Maine's 2nd Congressional District in the 2018 general.", "supported"),
        ("Maine's 2nd Congressional District was Maine's closest House race in 2018. Jared Golden won it.", "supported"),
    ],
)
def test_claims_use_the_final_round(folder: Path, words: str, verdict: str) -> None:
    assert claims(folder, words, "2019-03-01")[0]["verdict"] == verdict


@pytest.mark.parametrize(
    "words",
    [
        "Jared Golden defeated Bruce Poliquin by 3,509 votes in Maine's 2nd District in 2018.",
        "Bruce Poliquin defeated Jared Golden by 2,171 votes in Maine's 2nd District in 2018.",
        "Jared Golden won with 50.6 percent of the vote in Maine's 2nd District in 2018.",
        "Bruce Poliquin finished second in Maine's 2nd Congressional District in the 2018 general.",
        "Maine's 1st Congressional District was Maine's closest House race in 2018.",
    ],
)
def test_claims_on_first_choices_alone_are_not_judged(first_choices: Path, words: str) -> None:
    found = claims(first_choices, words, "2019-03-01")
    assert found
    assert {one["verdict"] for one in found} == {"cannot check"}


def test_the_closest_of_those_that_could_be_counted(whole: Record) -> None:
    """New York 2012: the FEC's table and FiveThirtyEight's disagree on 14 generals, which nothing is told of."""
    votes, points = ask_question(whole, "closest", DAY, {"state": "NY", "year": "2012"})
    for one in (votes, points):
        assert ", among the 13 contests that could be counted (14 left out): NY-2" in one.reading
    (clean, _) = ask_question(whole, "closest", DAY, {"state": "CA", "year": "2018", "office": "H"})
    assert "left out" not in clean.reading


def test_a_closest_contest_is_not_refuted_on_what_could_be_counted(whole: Record) -> None:
    """NY-23 2012 was not the closest of the 13 that could be counted; of 14 more nothing is told."""
    words = "New York's 23rd Congressional District was New York's closest House race in 2012."
    (one,) = claims(whole.folder, words, "2013-03-01")
    assert one["verdict"] == "cannot check"


def test_nevadas_none_of_these_candidates_is_second_to_nobody(first_choices: Path) -> None:
    """Nevada, Senate, Democratic primary of 2018 (FEC): 110,567, None of These Candidates 10,078, the next 6,346."""
    record = Record(first_choices)
    found = contests(record, DAY, state="NV", year=2018, office="S", stage="primary").data["contests"]
    (one,) = [c for c in found if c["primary_party"] == "Democratic"]
    assert (one["margin_votes"], one["votes"]) == (104221, 143392)
    assert [(x["name"], x["choice"], x["outcome"]) for x in one["lines"]][:2] == [
        ("Jacky Rosen", None, "nominated"),
        (None, "None of These Candidates", None),
    ]
