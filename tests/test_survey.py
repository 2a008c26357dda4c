"""Many contests at once on the public records: same-party generals, primaries against generals, other rules."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_store import SHARED

from onrecord.answers.candidacy import ruled
from onrecord.answers.contests import contested
from onrecord.answers.questions import ask_question
from onrecord.answers.survey import contests, foreseen, surveyed
from onrecord.answers.tally import rule_of
from onrecord.answers.whatif import APART, what_if
from onrecord.faces.cli import cli
from onrecord.model.apportionment import house_seats
from onrecord.model.contest import NAMES, parse_contest
from onrecord.model.errors import InputError
from onrecord.store.load import load
from onrecord.store.record import Record

RESULTS = SHARED / "data" / "results"
DAY = dt.date(2026, 11, 1)
pytestmark = pytest.mark.skipif(not RESULTS.is_dir(), reason="the shared public records are not beside this checkout")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("results") / "record"
    load([RESULTS, SHARED / "data" / "rcv"], made)
    return made


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return Record(folder)


@pytest.mark.parametrize(("year", "number"), [(2012, 8), (2014, 7), (2018, 4), (2020, 7), (2022, 8)])
def test_california_generals_of_one_party(record: Record, year: int, number: int) -> None:
    """FEC results of 2012 and 2018, FiveThirtyEight's and the state's counts by county of the others."""
    found = contests(record, DAY, office="H", state="CA", year=year, same_party=True).data
    seats = 52 if year == 2022 else 53
    assert found["by_year"] == [{"year": year, "office": "H", "contests": number, "loaded": seats}]
    assert found["told"] == f"{seats} of {seats} seats have a count"
    assert found["not_told"] == found["disagreements"] == []


def test_none_of_that_year_is_not_a_year_that_is_not_loaded(record: Record) -> None:
    """2010 was before the top-two primary: none of 53; of 2030 nothing is loaded, of 2024 Los Angeles County's alone."""
    told = {y: contests(record, DAY, office="H", state="CA", year=y, same_party=True).data for y in (2010, 2024, 2030)}
    assert told[2010]["by_year"] == [{"year": 2010, "office": "H", "contests": 0, "loaded": 53}]
    assert told[2024]["told"] == "10 of 52 seats have a count"
    assert told[2030]["by_year"] == []
    assert told[2030]["told"] == "no count of CA 2030 general is loaded: that is not the same as none"


def test_every_seat_of_the_apportionment_has_a_count(record: Record) -> None:
    """FiveThirtyEight's national file has a general of each seat, but in two states of two years.

    TX 2006: five districts redrawn late and voted on in specials; NC-09 2018: not certified, held anew in 2019.
    """
    for year in range(2002, 2024, 2):
        _, rows = surveyed(record, DAY, "H", None, year)
        national = [r for r in rows.dicts() if r["source"] == "fivethirtyeight_house" and r["stage"] == "general"]
        have = Counter(state for state, _ in {(r["state"], r["district"]) for r in national if not r["special"]})
        short = {s: have[s] for s in NAMES if (n := house_seats(s, year)) and have[s] != n}
        assert short == {2006: {"TX": 27}, 2018: {"NC": 12}}.get(year, {})
    assert [house_seats(None, y) for y in (2002, 2012, 2022, 2032, 2013)] == [435, 435, 435, None, None]


def test_louisiana_first_round_is_decided_by_majority(record: Record) -> None:
    """FEC 2012, LA-03: 44.68% does not elect; Boustany and Landry go on to the runoff (La. R.S. 18:511)."""
    votes = contested(record, parse_contest("LA-03"), DAY, 2012)
    said = {c.stage: rule_of(votes, c.contest, c).outcome for c in votes.counts if c.source == "fec_results_2012"}
    out = said["general"]
    assert out is not None
    assert (out.elected, out.next_stage) == (None, "runoff")
    assert out.advancing == ("Charles W. Boustany Jr", "Jeffrey M Landry")


def test_result_gives_versions_and_the_certified_ballot(record: Record) -> None:
    asked = {"contest": "CA-16", "year": "2024", "stage": "primary"}
    for day, numbers in ((dt.date(2024, 4, 30), [3]), (dt.date(2024, 5, 1), [3, 2])):
        assert [a.value for a in ask_question(record, "result", day, asked)] == numbers
    alaska = ask_question(record, "result", DAY, {"contest": "AK-AL", "year": "2024"})
    assert any("withdrew: 3rd Nancy Dahlstrom" in c for a in alaska for c in a.caveats)


def test_a_year_of_which_little_is_loaded_says_so(folder: Path) -> None:
    """Of California's 2024 generals the record has Los Angeles County's whole districts only: 1 is not 1 of 52."""
    done = lines(folder, "contests", "--same-party", "--state", "CA", "--office", "H")
    assert re.search(r"year +office +contests +of those loaded\n", done)
    assert re.search(r"2012 +US House +8 +53\n", done)
    assert re.search(r"2024 +US House +1 +10\n", done)


@pytest.mark.parametrize(
    ("state", "year", "number"),
    [("CA", 2012, 53), ("CA", 2018, 53), ("WA", 2014, 10), ("WA", 2016, 10), ("WA", 2018, 10)],
)
def test_every_primary_gives_the_general_ballot(record: Record, state: str, year: int, number: int) -> None:
    """The rule of the rulebook, applied to the primary's count, write-ins included, gives the general's candidates."""
    every, _ = surveyed(record, DAY, "H", state, year)
    found = [foreseen(votes, contest, year) for contest, votes in every.items()]
    assert [f for f in found if not f.agree] == []
    assert len(found) == number


def test_two_republicans_go_on_where_the_parties_are_near_in_sum(record: Record) -> None:
    """CA-31, June 2012 (FEC, Federal Elections 2012): four Democrats and two Republicans who have an FEC id.

    By that file the Republicans led in sum too, 32,265 to 30,402.
    """
    found = what_if(record, parse_contest("CA-31"), 2012, "closed-primary", DAY).data
    sums = {g["lines"][0]["party"]: sum(x["votes"] for x in g["lines"]) for g in found["counts"]}
    assert sums == {"R": 32265, "D": 30402}
    assert [g["went_on"] for g in found["counts"]] == [["Gary G Miller"], ["Pete Aguilar"]]
    assert found["as_it_was"].startswith("Gary G Miller and Robert Bob Dutton advance")
    assert any("eligible" in said for said in found["assumptions"])


def test_a_share_is_not_reckoned_where_candidates_are_left_out(record: Record) -> None:
    found = what_if(record, parse_contest("CA-31"), 2012, "majority-runoff", DAY).data
    assert "share of all votes" in found["refused"]
    assert found["counts"] == found["assumptions"] == []


def test_ballots_that_do_not_allow_a_rule_are_refused(record: Record) -> None:
    """TX-18, March 2018: party ballots. CA-31, June 2018: one choice a ballot, and nobody with a majority."""
    assert what_if(record, parse_contest("TX-18"), 2018, "top-two", DAY).data["refused"] == APART
    ranked = what_if(record, parse_contest("CA-39"), 2018, "ranked-choice", DAY).data
    assert "ranked ballots are wanted" in ranked["refused"]
    with pytest.raises(InputError, match="closed-primary"):
        what_if(record, parse_contest("CA-31"), 2012, "closed-primary-of-all", DAY)


def test_louisiana_2010_by_closed_primary_and_2012_by_majority(record: Record) -> None:
    """LA-03, August 2010: the Republican primary went to a second one; November 2012: to the runoff of December."""
    votes = contested(record, parse_contest("LA-03"), DAY)
    stages = {(c.year, c.stage, c.primary_party) for c in votes.counts if c.source == "openelections"}
    assert {(2010, "primary", "Republican"), (2010, "primary runoff", "Republican"), (2010, "general", None)} <= stages
    assert {(2012, "general", None), (2012, "runoff", None)} <= stages


@pytest.mark.parametrize(("seat", "winner", "votes"), [
    ("NE-02", "Lee Terry", 133_964), ("KY-02", "S. Brett Guthrie", 181_508), ("ID-02", "Mike Simpson", 207_412),
])  # fmt: skip
def test_a_winner_whose_name_the_fecs_table_leaves_blank(record: Record, seat: str, winner: str, votes: int) -> None:
    """federalelections2012_house.csv, lines 1180, 816 and 631: an FEC id and votes, no name."""
    found = ruled(contested(record, parse_contest(seat), DAY, 2012), parse_contest(seat), 2012, "general")
    assert found.outcome is not None
    assert found.outcome.elected == winner
    assert found.outcome.order[0][1] == votes


def test_a_name_left_blank_is_from_the_count_of_another_source(record: Record) -> None:
    """NE-02, Republican primary of 2012 (FEC): 27,414 for H8NE02129, with 133,964 in the general, as Lee Terry."""
    votes = contested(record, parse_contest("NE-02"), DAY, 2012)
    (count,) = [c for c in votes.counts if c.primary_party == "Republican"]
    assert (count.named[0].name, count.named[0].votes) == ("Lee Terry", 27_414)
    assert any("H8NE02129, blank in fec_results_2012, is from fivethirtyeight_house" in said for said in count.caveats)
    maryland = contested(record, parse_contest("MD-08"), DAY, 2012)
    assert any(x.name == "H2MD08167" for c in maryland.counts for x in c.lines)  # no loaded file names it


def test_scattered_votes_are_no_candidate(record: Record) -> None:
    """NY-16, 2018: Engel 182,044 and 1,312 scattered: nobody came second."""
    (count,) = [
        c for c in contested(record, parse_contest("NY-16"), DAY, 2018).stage("general", 2018) if "fec" in c.source
    ]
    assert ([x.name for x in count.named], count.margin) == (["Engel, Eliot L."], None)


def test_louisiana_elects_nobody_in_november_without_a_majority(record: Record) -> None:
    """LA-05, 4 November 2014: Mayo led with 28.22% and lost to Abraham on 6 December."""
    votes = contested(record, parse_contest("LA-05"), DAY, 2014)
    found = ruled(votes, parse_contest("LA-05"), 2014, "general")
    assert found.outcome is not None
    assert (found.outcome.elected, set(found.outcome.advancing)) == (None, {"Jamie Mayo", "Ralph Lee Abraham"})
    assert ruled(votes, parse_contest("LA-05"), 2014, "runoff").outcome.elected == "Ralph Lee Abraham"  # type: ignore[union-attr]


def lines(folder: Path, *words: str) -> Any:
    done = CliRunner().invoke(cli, [*words, "--record", str(folder), "--as-of", DAY.isoformat()])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_commands(folder: Path) -> None:
    said = json.loads(lines(folder, "contests", "--same-party", "--state", "CA", "--year", "2018", "--json"))
    assert (said["look"], len(said["contests"])) == ("contests", 5)  # the Senate's too: Feinstein and de León
    assert "CA-27 2018 general: Judy Chu (D) 160,504" in lines(
        folder, "contests", "--state", "CA", "--year", "2018", "--all"
    )
    assert "Refused" in lines(folder, "what-if", "CA-39", "--cycle", "2018", "--rule", "ranked-choice")


def asked(record: Record, name: str, **params: str) -> list[Any]:
    return ask_question(record, name, DAY, params)


def test_rounds_are_the_published_ones_and_conserve_the_votes(record: Record) -> None:
    """Minneapolis 2013: 33 rounds (RCTab's table); Alaska's special of August 2022: 91,266 to 86,026 in the end."""
    found = asked(record, "rounds", race="Minneapolis")
    assert found[2].reading == "final round (33), 2013 Minneapolis Mayor 2013 general, RCTab's test table"
    assert found[2].parts == (("Betsy Hodges", 38852), ("Mark Andrew", 24942))
    assert found[2].caveats[1] == "a table published for testing a counting program: the certified count may differ"
    moved = [a for a in found if a.reading.startswith("transferred")]
    assert all(a.value == sum(n for _, n in a.parts) for a in moved)
    assert len(moved) == 32
    final = next(a for a in asked(record, "rounds", contest="AK-AL", year="2022") if "final round (2)" in a.reading)
    assert [n for _, n in final.parts] == [91266, 86026]
    assert asked(record, "rounds", contest="CA-34", year="2020")[0].value is None


def test_the_citys_own_final_round_comes_before_a_test_table(record: Record) -> None:
    """Minneapolis 2013: the city announced 38,870 to 24,972 (KSTP, 8 November 2013); RCTab's test ends otherwise."""
    found = [a for a in asked(record, "rounds", race="2013 Minneapolis Mayor") if a.reading.startswith("final round")]
    own, tested = found
    assert own.parts == (("Betsy Hodges", 38870), ("Mark Andrew", 24972))
    assert own.reading.endswith("the city's own count")
    assert tested.parts == (("Betsy Hodges", 38852), ("Mark Andrew", 24942))
    assert tested.reading.endswith("RCTab's test table")
    early = ask_question(record, "rounds", dt.date(2013, 11, 6), {"race": "2013 Minneapolis Mayor"})
    assert not any("own count" in a.reading for a in early)


def test_placement_closest_and_runs_in_second_place(record: Record) -> None:
    """CA-34: 108,792 to 96,554 in 2020; 62,244 to 59,223 in 2022; 105,394 to 84,020 in 2024."""
    (one,) = asked(record, "placement", candidate="David Kim", contest="CA-34", year="2020")
    assert (one.value, one.parts[1]) == (2, ("David Kim (D)", 96554))
    second = asked(record, "runner-up", candidate="David Kim", contest="CA-34")[0]
    assert [n for _, n in second.parts] == [12238, 3021, 21374]
    votes, points = asked(record, "closest", year="2022", office="H", state="CA")
    assert votes.parts[:2] == (("CA-13 2022 general", 564), ("CA-34 2022 general", 3021))
    assert points.parts[0][0] == "CA-13 2022 general"
    assert [a.value for a in asked(record, "same-party", state="CA", year="2012")] == [8]


def test_a_general_that_a_runoff_decided_says_so(record: Record, folder: Path) -> None:
    """Louisiana, November 2016: Angelle led in LA-03 and Jones in LA-04; Higgins and Johnson won on 10 December."""
    shown = CliRunner().invoke(cli, ["contests", "--state", "LA", "--year", "2016", "--record", str(folder)]).output
    led = [x for x in re.split(r"\n  - ", shown) if re.match(r"LA-0\d 2016", x)]
    assert [x[:5] for x in led if "a runoff decides" in " ".join(x.split())] == ["LA-03", "LA-04"]
    (votes, _) = asked(record, "closest", year="2016", office="H", state="LA")
    assert votes.parts[0] == ("LA-03 2016 general", 6620)
    assert any(c.endswith("stage=runoff: LA-03 2016 general, LA-04 2016 general") for c in votes.caveats)
    (votes, _) = asked(record, "closest", year="2016", office="H", state="LA", stage="runoff")
    assert not any("later runoff" in c for c in votes.caveats)


def test_an_unopposed_seat_is_explained(record: Record) -> None:
    """LA-07, November 2010: one candidate, no votes counted."""
    (count,) = contested(record, parse_contest("LA-07"), DAY, 2010).stage("general", 2010)
    assert count.caveats == ("Charles W. Boustany Jr. was unopposed: no votes are given, which is not zero",)
    assert count.named == []


def test_a_write_in_with_five_votes_goes_on(record: Record) -> None:
    """CA-44, June 2014, by the state's count."""
    found = foreseen(contested(record, parse_contest("CA-44"), DAY), parse_contest("CA-44"), 2014)
    assert found.advancing == found.general == ("Janice Hahn", "Adam Shbeita")


@pytest.mark.parametrize(
    "words",
    [
        "Jared Golden, who trailed by 2,171 votes in the first round, defeated Bruce Poliquin by 3,509 votes in {}.",
        "Jared Golden lost the first round by 2,171 votes but beat Bruce Poliquin by 3,509 votes in {}.",
        "Jared Golden defeated Bruce Poliquin by 3,509 votes in {}, after trailing by 2,171 votes in the first round.",
    ],
)
def test_each_figure_of_two_rounds_is_of_its_own_clause(folder: Path, words: str) -> None:
    """All true (Maine 2018: 134,184 to 132,013, then 142,440 to 138,931)."""
    story = words.format("Maine's 2nd Congressional District in 2018")
    asked = ["check", "-", "--published", "2018-12-20", "--json", "--record", str(folder)]
    claims = json.loads(CliRunner().invoke(cli, asked, input=story).stdout)["claims"]
    assert [one["verdict"] for one in claims] == ["supported", "supported"]


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        (
            "Bruce Poliquin led the first round by 2,171 votes and then lost to Jared Golden by 3,509 votes in {}.",
            {"supported", "cannot check"},
        ),
        (
            "Jared Golden defeated Bruce Poliquin, who led the first round by 2,171 votes, by 3,509 votes in {}.",
            {"supported", "cannot check"},
        ),
        (
            "Bruce Poliquin, who led the first round by 2,171 votes, was defeated by Jared Golden by 3,509 votes in {}.",
            {"supported", "cannot check"},
        ),
        (
            "Jared Golden defeated Bruce Poliquin by 3,509 votes in {}, who had led the first round by 2,171 votes.",
            {"supported", "cannot check"},
        ),
        (
            "Jared Golden, who trailed by 3,509 votes in the first round, defeated Bruce Poliquin by 2,171 votes in {}.",
            {"refuted"},
        ),
    ],
)
def test_two_rounds_said_in_other_ways(folder: Path, words: str, verdicts: set[str]) -> None:
    story = words.format("Maine's 2nd Congressional District in 2018")
    asked = ["check", "-", "--published", "2018-12-20", "--json", "--record", str(folder)]
    claims = json.loads(CliRunner().invoke(cli, asked, input=story).stdout)["claims"]
    assert claims
    assert {one["verdict"] for one in claims} <= verdicts
