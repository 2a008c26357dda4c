"""Real contests counted under their rules: folders that cite their sources, and what holds of any votes."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from test_store import SHARED

from onrecord.model.errors import InputError
from onrecord.rules.count import advance, winner
from onrecord.rules.rule import ALL_TIED
from onrecord.rules.rulebook import rule_for, rule_named

CASES = sorted((Path(__file__).parent / "cases" / "contests").glob("*/case.yml"))
RESULTS = SHARED / "data" / "results"
shared = pytest.mark.skipif(not RESULTS.is_dir(), reason="the shared public records are not beside this checkout")
TOP_TWO = rule_named("ca-primary")


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return data


def counted(case: dict[str, Any]) -> Any:
    contest = case["contest"]
    rule = rule_for(**{**contest, "date": dt.date.fromisoformat(contest["date"])})
    assert rule, contest
    return advance(rule, case["votes"], complete=case["complete"])


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.parent.name)
def test_a_real_contest_comes_out_as_it_did(path: Path) -> None:
    case = read(path)
    found, expect = counted(case), case["expect"]
    assert case["sources"]
    assert all(s["url"].startswith("https://") for s in case["sources"])
    assert found.rule.id == expect.pop("rule")
    assert len(found.ties) == expect.pop("ties")
    assert expect["reason"] == found.reason
    for key, value in expect.items():
        got = getattr(found, key)
        assert got == (tuple(value) if isinstance(value, list) else Fraction(value) if key == "leader_share" else value)


@shared
@pytest.mark.parametrize("path", [p for p in CASES if "record" in read(p)], ids=lambda p: p.parent.name)
def test_the_case_is_the_record(path: Path) -> None:
    """The votes of a case are the sums over counties of the file that it names."""
    case = read(path)
    where = case["record"]
    if where["file"].endswith(".json"):
        groups = json.loads((RESULTS / where["file"]).read_text("utf-8"))["Election"]["ContestGroups"]
        contest = next(c for g in groups for c in g["Contests"] if c["Title"] == where["contest"])
        held = {c["Name"]: c["Votes"] for c in contest["Candidates"]}
        assert held == {name.upper(): n for name, n in case["votes"].items()}
        return
    assert case["votes"] == dict(votes_of(where["file"], where["office"], where["district"]))


def votes_of(file: str, office: str, district: str) -> Counter[str]:
    """The votes of each candidate of a contest, summed over the counties of an OpenElections file."""
    votes: Counter[str] = Counter()
    with (RESULTS / file).open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if (row["office"], row["district"]) == (office, district):
                votes[row["candidate"]] += int(row["votes"])
    return votes


@shared
@pytest.mark.parametrize(
    ("primary", "general"),
    [
        ("2014/20140805__wa__primary__county.csv", "2014/20141104__wa__general__county.csv"),
        ("2016/20160802__wa__primary__county.csv", "2016/20161108__wa__general__county.csv"),
        ("2018/20180807__wa__primary__county.csv", "2018/20181106__wa__general__county.csv"),
    ],
)
def test_washington_house_primaries_give_the_general_ballot(primary: str, general: str) -> None:
    for district in range(1, 11):
        first = votes_of(f"openelections/wa/{primary}", "U.S. House", str(district))
        second = votes_of(f"openelections/wa/{general}", "U.S. House", str(district))
        named = {name for name in second if "write" not in name.casefold()}
        assert set(advance(rule_named("wa-primary"), first).advancing) == named


@shared
def test_california_house_primaries_of_2012_give_the_general_ballot() -> None:
    """All 53 contests of the FEC's own results, write-ins included."""
    districts: dict[str, list[dict[str, str]]] = {}
    with (RESULTS / "fec" / "federalelections2012_house.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["state"] == "CA":
                districts.setdefault(row["district_id"], []).append(row)
    assert len(districts) == 53
    for rows_of in districts.values():
        first = {r["cand_name"]: int(r["primary_votes"].removesuffix(".0") or 0) for r in rows_of}
        assert set(advance(TOP_TWO, first).advancing) == {r["cand_name"] for r in rows_of if r["general_votes"]}


def test_a_tie_for_first_sends_all_tied_on_and_leaves_second_out() -> None:
    """Cal. Elections Code 8142(b)(1)-(2): three level at the top fill the ballot; the next highest is out."""
    two = advance(TOP_TWO, {"A": 10, "B": 10, "C": 9})
    assert (two.advancing, two.eliminated) == (("A", "B"), ("C",))
    three = advance(TOP_TWO, {"A": 10, "B": 10, "C": 10, "D": 9})
    assert (three.advancing, three.eliminated) == (("A", "B", "C"), ("D",))
    assert three.ties[0].resolved == ALL_TIED


def test_washington_breaks_a_tie_by_lot_and_asks_one_percent() -> None:
    """RCW 29A.60.221 and 29A.36.170."""
    rule = rule_named("wa-primary")
    tied = advance(rule, {"A": 40, "B": 30, "C": 30})
    assert (tied.advancing, tied.undecided, tied.undecided_by) == (("A",), ("B", "C"), "lot")
    assert "decided by lot: not known from the votes" in tied.reason
    assert advance(rule, {"A": 9900, "B": 100}).advancing == ("A", "B")
    assert advance(rule, {"A": 9901, "B": 99}).advancing == ("A",)


def test_half_is_not_a_majority_and_a_tie_under_an_unsourced_rule_stays_open() -> None:
    special = rule_named("ca-special-primary")
    assert advance(special, {"A": 50, "B": 50}).elected is None
    assert winner(special, {"A": 51, "B": 50}) == "A"
    tied = advance(rule_named("ak-primary"), {"A": 9, "B": 8, "C": 7, "D": 3, "E": 3})
    assert (tied.advancing, tied.undecided) == (("A", "B", "C"), ("D", "E"))
    assert "not sourced" in tied.undecided_by


def test_south_dakotas_tie_of_three_for_first_stays_open() -> None:
    """SDCL 12-6-51.1 sends all who tie for second on with the first, and does not speak of three who tie for first."""
    rule = rule_named("sd-primary")
    second = advance(rule, {"A": 34, "B": 22, "C": 22, "D": 22})
    assert second.advancing == ("A", "B", "C", "D")
    first = advance(rule, {"A": 30, "B": 30, "C": 30, "D": 10})
    assert (first.advancing, first.undecided) == ((), ("A", "B", "C"))
    assert "not sourced" in first.reason


def test_a_write_in_without_a_name_may_take_the_place_left() -> None:
    """Cal. Elections Code 8605(c): a write-in goes on when among the two highest; one name alone leaves a place."""
    alone = advance(TOP_TWO, {"A": 900}, unnamed=40)
    assert alone.advancing == ("A",)
    assert "no more than two ran" not in alone.reason
    assert "a write-in among the 40 votes without a name may take the place that is left" in alone.reason
    assert "no more than two ran" in advance(TOP_TWO, {"A": 900}).reason


def test_none_of_these_candidates_is_nobody() -> None:
    """NRS 293.269: its votes are listed, and count for nobody's nomination or election."""
    found = advance(rule_named("nv-general"), {"A": 30, "B": 20}, for_nobody=50)
    assert (found.elected, found.total, found.margin) == ("A", 100, 10)


@pytest.mark.parametrize(("day", "certain"), [("2014-06-10", False), ("2016-06-14", True), ("2022-06-14", True)])
def test_nevada_nominates_one_of_each_party_since_2016(day: str, certain: bool) -> None:
    """NRS 293.260(2), as Senate Bill 499 of 2015 left it; before, two of a single party's candidates could go on."""
    rule = rule_for("NV", "H", "2", "primary", dt.date.fromisoformat(day))
    assert rule
    assert (rule.system, rule.certain) == ("plurality", certain)
    assert "single party" in rule.note or "one major party alone" in rule.note


def test_a_second_primary_waits_for_the_runner_up() -> None:
    """North Carolina: more than 30% nominates, or the runner-up may ask."""
    rule = rule_named("nc-primary")
    assert winner(rule, {"A": 31, "B": 29, "C": 20, "D": 20}) == "A"
    found = advance(rule, {"A": 30, "B": 28, "C": 22, "D": 20})
    assert (found.advancing, found.undecided, found.nominated) == ((), ("A", "B"), None)
    assert advance(rule, {"A": 40, "B": 40, "C": 20}).nominated is None
    assert "163-111" in found.reason
    assert found.certain


def test_louisiana_second_party_primary_tied_chooses_nobody() -> None:
    found = advance(rule_named("la-closed-runoff"), {"A": 5, "B": 5})
    assert (found.advancing, found.nominated, found.eliminated) == ((), None, ("A", "B"))


def test_ranked_choice_needs_ballots_unless_a_majority_ranks_one_first() -> None:
    rule = rule_named("me-general-federal")
    assert winner(rule, {"A": 51, "B": 30, "C": 19}) == "A"
    with pytest.raises(InputError, match="ranked ballots decide"):
        advance(rule, {"A": 46, "B": 45, "C": 9})


@pytest.mark.parametrize("votes", [{}, {"A": -1}, {"A": 1.5}, {"A": True}, {"A": 0, "B": 0}])
def test_votes_that_cannot_be_are_refused(votes: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        advance(TOP_TWO, votes)


def test_a_partial_count_is_refused_where_a_share_decides() -> None:
    with pytest.raises(InputError, match="share of all votes"):
        advance(rule_named("ca-special-primary"), {"A": 9, "B": 1}, complete=False)


VOTES = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 12), min_size=1).filter(lambda v: any(v.values()))
COUNTABLE = st.sampled_from(
    ["ca-primary", "ca-special-primary", "ca-general", "wa-primary", "ak-primary", "la-closed-runoff", "nc-primary"]
).map(rule_named)


@given(COUNTABLE, VOTES, st.randoms())
def test_the_order_of_the_candidates_changes_nothing(rule: Any, votes: dict[str, int], chance: Any) -> None:
    items = list(votes.items())
    chance.shuffle(items)
    assert advance(rule, dict(items)) == advance(rule, votes)


@given(COUNTABLE, VOTES)
def test_every_candidate_is_somewhere_once(rule: Any, votes: dict[str, int]) -> None:
    found = advance(rule, votes)
    elected = (found.elected,) if found.elected else ()
    assert sorted((*elected, *found.advancing, *found.undecided, *found.eliminated)) == sorted(votes)
    fewest = min((votes[c] for c in (*elected, *found.advancing)), default=None)
    assert fewest is None or all(votes[c] <= fewest for c in (*found.undecided, *found.eliminated))


@given(VOTES)
def test_at_least_two_advance_unless_fewer_have_a_vote(votes: dict[str, int]) -> None:
    able = [c for c, n in votes.items() if n]
    assert len(advance(TOP_TWO, votes).advancing) >= min(2, len(able))


@given(VOTES, st.data())
def test_one_more_vote_never_removes_a_candidate(votes: dict[str, int], data: Any) -> None:
    lucky = data.draw(st.sampled_from(advance(TOP_TWO, votes).advancing))
    assert lucky in advance(TOP_TWO, {**votes, lucky: votes[lucky] + 1}).advancing


@given(VOTES)
def test_more_places_than_candidates_send_everyone_with_a_vote_on(votes: dict[str, int]) -> None:
    found = advance(rule_named("ak-primary"), votes)
    able = {c for c, n in votes.items() if n}
    if len(able) <= 4:
        assert set(found.advancing) == able
