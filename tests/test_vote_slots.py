"""Whose each vote figure of a sentence is, of which stage and year; seats, records of wins and second choices.

The sentences are our own; David Kim and Jimmy Gomez stood in CA-34 in 2020, 2022 and 2024 (the sample's cited counts).
Sentences on other contests name people whom the sample does not know: their slots are filled from the words alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord.claims.check import check, listed
from onrecord.claims.vote_slots import tidy
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2022, 12, 20)
WHERE = " in California's 34th District."


def _claims(text: str, day: dt.date = DAY) -> list[dict[str, Any]]:
    return [c["claim"] for c in listed(text, Record(sample_record()), day)["claims"]]


def _said(text: str, day: dt.date = DAY) -> list[tuple[Any, ...]]:
    return [(c["measure"], c["subject"], c["value"]) for c in _claims(text, day)]


G, K = "Jimmy Gomez", "David Kim"


@pytest.mark.parametrize(
    ("sentence", "shares"),
    [
        ("Jimmy Gomez took 51.2% of the vote to David Kim's 48.8%", [(G, "51.2"), (K, "48.8")]),
        ("Jimmy Gomez won 51.2%, David Kim 48.8%", [(G, "51.2"), (K, "48.8")]),
        ("Jimmy Gomez captured 51.2 percent of the vote, while David Kim got 48.8 percent", [(G, "51.2"), (K, "48.8")]),
        ("Jimmy Gomez won the race with 51.2% of the vote, with David Kim at 48.8%", [(G, "51.2"), (K, "48.8")]),
        (
            "Jimmy Gomez beat David Kim, winning 51.2% of the vote compared to the challenger's 48.8%",
            [(G, "51.2"), (K, "48.8")],
        ),
        ("David Kim lost to Jimmy Gomez with 48.8% of the vote to his 51.2%", [(K, "48.8"), (G, "51.2")]),
        ("Jimmy Gomez, who got 51.2 percent, beat David Kim, who got 48.8 percent", [(G, "51.2"), (K, "48.8")]),
        ("Jimmy Gomez had 51.2 percent of the vote to 48.8 percent for David Kim", [(G, "51.2"), (K, "48.8")]),
        ("Jimmy Gomez defeated David Kim with 51.2 percent of the vote to 48.8 percent", [(G, "51.2"), (K, "48.8")]),
        ("David Kim received 48.8% of the vote compared with Jimmy Gomez's 51.2%", [(K, "48.8"), (G, "51.2")]),
        ("The final tally of the election was Jimmy Gomez 51.2%, David Kim 48.8%", [(G, "51.2"), (K, "48.8")]),
        (
            "Jimmy Gomez and David Kim got 51.2% and 48.8% of the vote, respectively,",
            [(G, "51.2"), (K, "48.8")],
        ),
        ("Jimmy Gomez (D) won with 51.2% over David Kim (D), 48.8%,", [(G, "51.2"), (K, "48.8")]),
        ("Jimmy Gomez garnered 51.2% of the vote", [(G, "51.2")]),
    ],
)
def test_each_share_is_its_owner_s(sentence: str, shares: list[tuple[str, str]]) -> None:
    assert _said(sentence + WHERE) == [("vote_share", who, value) for who, value in shares]


@pytest.mark.parametrize(
    ("sentence", "votes"),
    [
        ("Jimmy Gomez received 62,244 votes, while 59,223 people cast their ballots for David Kim", [62244, 59223]),
        ("Jimmy Gomez garnered 62,244 votes to 59,223 for David Kim", [62244, 59223]),
        ("Jimmy Gomez won 62,244 votes and David Kim got 59,223", [62244, 59223]),
    ],
)
def test_each_count_of_votes_is_its_owner_s(sentence: str, votes: list[int]) -> None:
    assert _said(sentence + WHERE) == [("votes", G, votes[0]), ("votes", K, votes[1])]


def test_one_figure_for_both_names_both() -> None:
    found = _claims("Ann Able had 30% of the primary vote, compared to 16.6% for both Bo Brown and Cy Cole.")
    assert [c["subject"] for c in found] == ["Ann Able", "Bo Brown; Cy Cole"]
    each = _claims("Ann Able won the primary with 30%, followed by Bo Brown and Cy Cole with 16.6% each.")
    assert [c["subject"] for c in each] == ["Ann Able", "Bo Brown; Cy Cole"]


@pytest.mark.parametrize(
    ("sentence", "margins"),
    [
        ("Jimmy Gomez scored a 2.4-point win over David Kim", [("vote_margin_pp", "2.4")]),
        ("Jimmy Gomez's 3,021-vote victory over David Kim stood", [("vote_margin", 3021)]),
        ("David Kim trailed Jimmy Gomez by 3,021 votes", [("vote_margin", 3021)]),
        ("David Kim fell 3,021 votes short of unseating Jimmy Gomez", [("vote_margin", 3021)]),
        ("David Kim suffered a 2.4-point loss to Jimmy Gomez", [("vote_margin_pp", "2.4")]),
        ("Jimmy Gomez squeaked by David Kim by 2.4 percentage points", [("vote_margin_pp", "2.4")]),
        ("Jimmy Gomez won by 2.4% over David Kim", [("vote_margin_pp", "2.4")]),
        ("Jimmy Gomez won by a hair, by less than a point, over David Kim", [("vote_margin_pp", 1)]),
        (
            "Jimmy Gomez beat David Kim by 3,021 votes, or 2.4 points,",
            [("vote_margin", 3021), ("vote_margin_pp", "2.4")],
        ),
        ("Jimmy Gomez led David Kim by 2.4 points, or 3,021 votes,", [("vote_margin_pp", "2.4"), ("vote_margin", 3021)]),
        ("Just 3,021 votes separated Jimmy Gomez and David Kim", [("vote_margin", 3021)]),
        ("Jimmy Gomez's lead over David Kim grew to 3,021 votes", [("vote_margin", 3021)]),
        ("David Kim conceded to Jimmy Gomez, trailing by 3,021 votes,", [("vote_margin", 3021)]),
        ("Jimmy Gomez's margin over David Kim was 3,021 votes", [("vote_margin", 3021)]),
        ("Jimmy Gomez buried David Kim by a dozen points", [("vote_margin_pp", 12)]),
        ("Jimmy Gomez won 3,021 more votes than David Kim", [("vote_margin", 3021)]),
        ("David Kim came within 3,021 votes of beating Jimmy Gomez", [("vote_margin", 3021)]),
        ("David Kim was beaten 51-49 in November by Jimmy Gomez", [("vote_split", ["51", "49"])]),
        ("Jimmy Gomez's lead over David Kim was down to 12 votes", [("vote_margin", 12)]),
        ("In the seat once held by Ann Able, Jimmy Gomez beat David Kim by two points", [("vote_margin_pp", 2)]),
        ("Jimmy Gomez's lead over David Kim is 3,021 votes", [("vote_margin", 3021)]),
        ("Jimmy Gomez survived, and his lead over David Kim is 3,021 votes", [("vote_margin", 3021)]),
        (
            "Jimmy Gomez's lead over David Kim shrank from 3,030 votes to 3,021 in a recount",
            [("vote_margin", 3030), ("vote_margin", 3021)],
        ),
        ("The difference between Jimmy Gomez and David Kim was 3,021 votes", [("vote_margin", 3021)]),
        ("David Kim was down 3,021 votes to Jimmy Gomez", [("vote_margin", 3021)]),
        ("David Kim finished 2.4 points back of Jimmy Gomez", [("vote_margin_pp", "2.4")]),
        ("David Kim was toppled by Jimmy Gomez by 2.4 percentage points", [("vote_margin_pp", "2.4")]),
        ("Jimmy Gomez handed David Kim a 2.4-point defeat", [("vote_margin_pp", "2.4")]),
        ("David Kim's 2.4-point drubbing at the hands of Jimmy Gomez stood", [("vote_margin_pp", "2.4")]),
        ("Jimmy Gomez beat David Kim 41.2% to 38.8%", [("vote_split", ["41.2", "38.8"])]),
        ("David Kim lost 49-51 to Jimmy Gomez", [("vote_split", ["49", "51"])]),
    ],
)
def test_a_margin_names_the_winner_first(sentence: str, margins: list[tuple[str, object]]) -> None:
    found = _claims(sentence + WHERE)
    assert [(c["measure"], c["value"]) for c in found] == margins
    assert {(c["subject"], c["target"], c["phase"], c["period"]) for c in found} == {(G, K, "general", "2022")}


@pytest.mark.parametrize(
    "sentence",
    [
        "A poll had Jimmy Gomez leading David Kim 48% to 31%",
        "With 88% of the vote counted, Jimmy Gomez had 51.4% and David Kim 48.6%",
        "Jimmy Gomez got 40% of his money from donors outside the state",
        "Jimmy Gomez won 65% of Latino voters against David Kim",
    ],
)
def test_what_is_no_count_is_no_claim_on_votes(sentence: str) -> None:
    kinds = [c["claim_type"] for c in listed(sentence + WHERE, Record(sample_record()), DAY)["claims"]]
    assert not [k for k in kinds if k.startswith("result")]


@pytest.mark.parametrize(
    ("text", "phase", "period"),
    [
        (
            "Ann Able beat Bo Brown by 9 points in the special primary in Ohio's 11th District.",
            "special primary",
            "2022-12",
        ),
        ("Ann Able beat Bo Brown by 9 points in the 2020 primary in Ohio's 11th District.", "primary", "2020"),
        ("Ann Able got 48% of the vote, forcing Bo Brown into a runoff in the 2022 primary.", "primary", "2022"),
        ("Jimmy Gomez beat David Kim by 6 points two years ago in California's 34th District.", "general", "2020"),
    ],
)
def test_the_stage_and_year_of_a_vote(text: str, phase: str, period: str) -> None:
    found = [c for c in _claims(text) if str(c["measure"]).startswith("vote")]
    assert (found[0]["phase"], found[0]["period"]) == (phase, period)


def test_a_year_named_in_the_sentence_before_is_meant() -> None:
    text = "In California's 34th District Jimmy Gomez beat David Kim in 2020. Gomez won 53% of the vote, Kim 47%."
    assert {c["period"] for c in _claims(text)} == {"2020"}


@pytest.mark.parametrize(
    ("sentence", "seats"),
    [
        ("Republicans will hold 222 House seats and Democrats 213.", [("Republicans", 222), ("Democrats", 213)]),
        ("Republicans will have a 222-213 majority in the House.", [("Republicans", 222), ("Democrats", 213)]),
        (
            "The GOP kept control of the House with 222 seats to Democrats' 213.",
            [("Republicans", 222), ("Democrats", 213)],
        ),
        ("Democrats won 40 of California's 52 House seats.", [("Democrats", [40, 52])]),
    ],
)
def test_seats_by_party(sentence: str, seats: list[tuple[str, object]]) -> None:
    found = _claims(sentence)
    assert [(c["subject"], c["value"]) for c in found] == seats
    assert {(c["measure"], c["office"], c["period"]) for c in found} == {("count_seats_won", "H", "2022")}


@pytest.mark.parametrize(
    ("sentence", "measure", "value"),
    [
        ("Democrats flipped 40 House seats in 2018.", "count_seats_flipped", 40),
        ("Democrats picked up a net 40 House seats in 2018.", "count_seats_gained", 40),
        ("Republicans lost 40 seats in the House in 2018.", "count_seats_lost", 40),
        ("Candidates backed by AIPAC won 33 of 35 contests.", "count_wins", [33, 35]),
        ("The group's candidates lost 3 of 12 races.", "count_losses", [3, 12]),
        ("Two of the three candidates DMFI PAC opposed were defeated.", "count_losses", [2, 3]),
        ("AIPAC says all 10 of the Democrats it endorsed won.", "count_wins", [10, 10]),
    ],
)
def test_seats_that_changed_and_records_of_wins(sentence: str, measure: str, value: object) -> None:
    assert (measure, value) in [(c["measure"], c["value"]) for c in _claims(sentence)]


@pytest.mark.parametrize(
    "sentence",
    ["Democrats needed to flip just four seats to win the House.", "Republicans hold 60 seats in the state Senate."],
)
def test_a_goal_or_another_chamber_is_no_count_of_seats(sentence: str) -> None:
    assert _claims(sentence) == []


def test_second_choices_are_of_whoever_fell_out() -> None:
    text = (
        "Cy Cole was eliminated in Alaska's U.S. House race. In the ranked-choice tabulation Ann Able got 27,042"
        " second-choice votes, Bo Brown 15,445 and 11,222 ballots were exhausted."
    )
    found = [c for c in _claims(text) if str(c["measure"]).startswith("rcv")]
    assert [(c["measure"], c["subject"], c["target"], c["value"]) for c in found] == [
        ("rcv_transfer", "Ann Able", "from Cole", 27042),
        ("rcv_transfer", "Bo Brown", "from Cole", 15445),
        ("rcv_exhausted", "ballots", "from Cole", 11222),
    ]


def test_the_loser_s_share_is_not_refuted_because_the_winner_is_said_to_have_won() -> None:
    text = (
        "In California's 34th District in 2020, Jimmy Gomez, who got 53.0 percent, beat David Kim, who got 47.0 percent."
    )
    assert [c["verdict"] for c in check(text, Record(sample_record()), DAY)["claims"]] == ["supported", "supported"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("LICCARDO, SAM T.", "Sam Liccardo"), ("M Shontel Brown", "Shontel Brown"), ("Henry R. Cuellar", "Henry Cuellar")],
)
def test_a_shown_name_has_no_stray_initial(written: str, shown: str) -> None:
    assert tidy(written) == shown


@pytest.mark.parametrize(
    ("text", "margin"),
    [
        ("David Kim trails by 3,021 votes in California's 34th District.", (G, K)),
        ("Jimmy Gomez won by 2.4 points in California's 34th District.", (G, K)),
        ("Jimmy Gomez faced David Kim in California's 34th District. He won by 2.4 points.", (G, K)),
        ("David Kim's 2.4-point loss in California's 34th District was a surprise.", (G, K)),
    ],
)
def test_the_other_one_of_a_margin_is_of_the_count(text: str, margin: tuple[str, str]) -> None:
    """Kim and Gomez were the two of the general of 2022, as in those of 2020 and 2024 (the sample's cited counts)."""
    found = [c for c in _claims(text) if str(c["measure"]).startswith("vote_margin")]
    assert [(c["subject"], c["target"]) for c in found] == [margin]


@pytest.mark.parametrize(
    "sentence",
    [
        "With the seat flipped, Republicans cling to a 219-213 majority in the House.",
        "Republicans hold a 220-215 edge in the House.",
        "The House's Republican majority now stands at 218-213.",
        "Democrats control the Senate 51-49.",
        "Republicans hold 222 seats in the House and Democrats 213.",
        "A 218-seat majority is needed to control the House.",
        "Democrats need a net gain of five seats to win the House.",
        "With 218 seats needed for control of the House, Republicans can lose only two votes.",
        "The House passed the bill 217-213.",
        "The Senate confirmed her 52-48 last month.",
    ],
)
def test_a_chamber_s_seats_and_votes_are_no_result(sentence: str) -> None:
    found = listed(sentence, Record(sample_record()), DAY)
    assert found["claims"] == []
    assert {a["code"] for a in found["set_aside"]} == {"chamber_composition"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Jimmy Gomez defeated David Kim by six votes out of nearly 400,000 cast",
            [("vote_margin", G, 6), ("votes", "all candidates", 400000)],
        ),
        (
            "Rep. Jimmy Gomez met David Kim. Kim won 48.8% of the vote to the incumbent's 51.2%",
            [("vote_share", K, "48.8"), ("vote_share", G, "51.2")],
        ),
        ("Rep. Jimmy Gomez met David Kim. The congressman won by 2.4 points", [("vote_margin_pp", G, "2.4")]),
        (
            "Jimmy Gomez (51.2%) met David Kim (48.8%) in the runoff",
            [("vote_share", G, "51.2"), ("vote_share", K, "48.8")],
        ),
        ("Jimmy Gomez took 51.2%, David Kim 48.8%", [("vote_share", G, "51.2"), ("vote_share", K, "48.8")]),
    ],
)
def test_whom_words_without_a_name_mean(text: str, said: list[tuple[Any, ...]]) -> None:
    assert _said(text + WHERE) == said


def test_a_president_s_margin_in_a_district_is_no_contest_for_congress() -> None:
    text = "Trump won the district by 5 points in 2020, but Jimmy Gomez beat David Kim by 6 points in 2020"
    found = listed(text + WHERE, Record(sample_record()), DAY)["claims"]
    assert [(c["claim"]["subject"], c["claim"]["target"], c["claim"]["office"]) for c in found] == [
        ("Donald Trump", "Joe Biden", "P"),
        (G, K, "H"),
    ]
    verdicts = [c["verdict"] for c in check(text + WHERE, Record(sample_record()), DAY)["claims"]]
    assert verdicts[0] == "cannot check"


def test_votes_of_them_are_second_choices_after_a_sentence_on_those() -> None:
    text = "In Maine's 2nd District Bo Brown's votes were redistributed. Ann Able picked up 10,427 of them."
    found = [c for c in _claims(text) if str(c["measure"]).startswith("rcv")]
    assert [(c["subject"], c["value"]) for c in found] == [("Ann Able", 10427)]


def test_a_share_that_a_law_asks_for_is_nobody_s() -> None:
    text = "Jimmy Gomez won 48% of the primary vote, short of the 50% needed to avoid a runoff,"
    found = listed(text + WHERE, Record(sample_record()), DAY)
    assert [c["claim"]["value"] for c in found["claims"]] == [48]
    assert ("50%", "legal_threshold") in [(a["surface"], a["code"]) for a in found["set_aside"]]


def test_a_governor_s_race_is_no_contest_for_congress() -> None:
    found = _claims("Ann Able won Ohio's primary for governor with 40% of the vote.")
    assert [(c["subject"], c["office"], c["state"]) for c in found] == [("Ann Able", "G", "OH")]


def test_the_object_of_a_verb_of_winning_lost() -> None:
    found = _claims("Oz defeated David Kim by 3,021 votes in California's 34th District.")
    assert (found[0]["target"], found[0]["subject"] == K) == (K, False)
