"""Periods in one standard form, and contests that only two last names of a story lead to."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claims.check import check
from onrecord.claims.spans import quarter_end, standard
from onrecord.claims.story import Story
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 12, 5)


@pytest.mark.parametrize(
    ("sentence", "measure", "period"),
    [
        ("He gave $120 to it between Oct. 17 and Nov. 25.", "contribution", "2024-10-17..2024-11-25"),
        ("It posted $120 in a filing of gifts from April 1 through July 14.", "receipts", "2024-04-01..2024-07-14"),
        ("He had given $150 through Oct. 16.", "contribution", "to 2024-10-16"),
        ("He had reported giving $118 prior to Oct. 17.", "contribution", "to 2024-10-16"),
        ("It raised $37 as of Feb. 29.", "receipts", "2024 cycle to 2024-02-29"),
        ("It had $68 on hand at the end of March.", "cash_on_hand", "2024-03-31"),
        ("It has $68 on hand.", "cash_on_hand", "2024-09-30"),
        ("It raised $51 during the first three months of the year.", "receipts", "2024Q1"),
        ("It raised $51 in the third quarter.", "receipts", "2024Q3"),
        ("In March, it sent $5 to the candidate.", "contribution", "2024-03"),
        ("In July 2023, it gave $4 to another.", "contribution", "2023-07"),
        ("It spent $294 during the 2020 election cycle.", "ie_total", "2020 cycle"),
        ("Last cycle it spent $44.", "ie_total", "2022 cycle"),
        ("It has raised $160 since it was founded.", "receipts", "inception to 2024-12-05"),
        ("It raised $5.", "receipts", "2024 cycle to 2024-12-05"),
        ("It spent $6 last summer.", "ie_total", "summer 2024"),
    ],
)  # fmt: skip
def test_the_period_of_an_amount(sentence: str, measure: str, period: str) -> None:
    assert standard(sentence, sentence.index("$"), DAY, measure) == period


def test_money_on_a_contest_is_of_its_election_year() -> None:
    assert standard("It spent $6 opposing him this cycle.", 9, DAY, "ie_total", contest=True) == "2024"


def test_a_cycle_at_the_end_of_a_sentence_is_that_of_both_its_amounts() -> None:
    text = "It spent $9 opposing Lee and $4 opposing Kim in the 2022 cycle."
    assert [standard(text, text.index(f), DAY, "ie_total", contest=True) for f in ("$9", "$4")] == ["2022", "2022"]


def test_a_balance_is_of_the_last_quarter_that_was_over() -> None:
    assert quarter_end(dt.date(2022, 3, 6)) == dt.date(2021, 12, 31)
    assert quarter_end(dt.date(2018, 7, 18)) == dt.date(2018, 6, 30)


def _story(text: str) -> Story:
    return Story(text, Record(sample_record()), DAY, DAY)


def test_two_last_names_of_one_sentence_lead_to_their_one_contest() -> None:
    story = _story("Gomez beat Kim by 53-47 in 2020.")
    assert [str(c) for c in story.implied] == ["CA-34"]
    assert [m.person for m in story.mentions] == ["Jimmy Gomez", "David Kim"]


@pytest.mark.parametrize(
    "text",
    [
        "Gomez said that it was raining.",
        "Selena Gomez sang with Lil Kim.",
        "Gomez spoke. Kim did not.",
    ],
)
def test_one_last_name_or_another_given_name_leads_nowhere(text: str) -> None:
    assert _story(text).implied == []


def test_a_contest_that_only_last_names_lead_to_is_never_refuted() -> None:
    record = Record(sample_record())
    guess = check("Gomez beat Kim by 58-42 in 2020.", record, DAY)["claims"][0]
    assert guess["verdict"] == "cannot check"
    assert "two of its last names" in guess["caveats"][-1]
    named = check("In California's 34th District, Gomez beat Kim by 58-42 in 2020.", record, DAY)["claims"][0]
    assert named["verdict"] == "refuted"


@pytest.mark.parametrize(
    ("sentence", "slots"),
    [
        (
            "Gomez’s margin of victory over Kim shrank to 3,000 votes, or 2 percentage points.",
            ("Jimmy Gomez", "David Kim", "CA", "34", "general", "2024", "votes"),
        ),
        ("Kim trailed Gomez by 3,000 votes.", ("Jimmy Gomez", "David Kim", "CA", "34", "general", "2024", "votes")),
    ],
)
def test_a_claim_on_votes_that_is_not_asked_still_says_whose_and_where(sentence: str, slots: tuple[str, ...]) -> None:
    claim = check(sentence, Record(sample_record()), DAY)["claims"][0]["claim"]
    assert tuple(claim[k] for k in ("subject", "target", "state", "district", "phase", "period", "unit")) == slots


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        (
            "Gomez benefited from $2 million in outside spending in his race against Kim.",
            "Jimmy Gomez support + David Kim oppose",
        ),
        ("Outside groups have spent $2 million on the race in California\u2019s 34th District.", "race"),
    ],
)
def test_all_outside_money_of_a_contest_is_no_committee_s_own_sum(sentence: str, target: str) -> None:
    found = check(sentence, Record(sample_record()), DAY)["claims"][0]
    assert (found["claim_type"], found["verdict"]) == ("race_outside_total", "cannot check")
    assert (found["claim"]["target"], found["claim"]["district"]) == (target, "34")


def test_amounts_in_brackets_after_names_are_of_the_names_before_them() -> None:
    text = "In California’s 34th District the best-funded are Jimmy Gomez ($1.2 million) and David Kim ($38,000)."
    found = check(text, Record(sample_record()), DAY)["claims"]
    said = [
        (c["claim"]["measure"], c["claim"]["subject"], c["claim"]["value"]) for c in found if c["claim"]["unit"] == "USD"
    ]
    assert said == [("cash_on_hand", "Jimmy Gomez", "1200000"), ("cash_on_hand", "David Kim", "38000")]
