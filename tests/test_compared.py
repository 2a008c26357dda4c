"""Ranks, onlys, ratios, counts and shares as the story states them: the words, the kind and the slots, no verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from onrecord.claims.check import listed
from onrecord.claims.figures import figures
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 7, 20)
LEAD = (
    "United Democracy Project is a super PAC. Jimmy Gomez and David Kim ran in California's 34th District. "
)


@pytest.fixture(scope="module")
def record() -> Record:
    return Record(sample_record())


def claims(record: Record, text: str) -> list[dict[str, Any]]:
    return [c for c in listed(LEAD + text + "\n", record, DAY)["claims"] if c["span"][0] >= len(LEAD)]


@pytest.mark.parametrize(
    ("text", "kind", "surface", "value"),
    [
        ("all but three of the 46 candidates won", "part", "all but three of the 46", 43),
        ("won 33 out of 35 contests", "part", "33 out of 35", 33),
        ("almost a third of the money", "fraction", "almost a third", Decimal("0.3333")),
        ("two-thirds of it", "fraction", "two-thirds", Decimal("0.6667")),
        ("one in five dollars", "fraction", "one in five", Decimal("0.2")),
        ("this ninety percent cut", "percent", "ninety percent", 90),
        ("outspent 10-to-1", "ratio", "10-to-1", 10),
        ("outraised nearly two to one", "ratio", "nearly two to one", 2),
        ("grew tenfold", "ratio", "tenfold", 10),
        ("three times as much", "ratio", "three times", 3),
        ("half a million dollars", "money", "half a million dollars", 500_000),
        ("two dozen donors", "number", "two dozen", 24),
        ("raised 1,2 million", "malformed", "1,2 million", 0),
        ("raised $1.234.567 in all", "malformed", "$1.234.567", 0),
    ],
)
def test_forms_of_a_number(text: str, kind: str, surface: str, value: Decimal | int) -> None:
    (one,) = [f for f in figures(text) if f.start < 30]
    assert (one.kind, one.surface, round(one.value, 4)) == (kind, surface, value)


@pytest.mark.parametrize(
    ("text", "kind", "surface", "slots"),
    [
        ("Its top donor is Jan Koum.", "rank_superlative", "top donor",
         {"measure": "contribution", "subject": "Jan Koum", "target": "United Democracy Project", "value": 1}),
        ("The group raised $9 million, the second most of any super PAC.", "rank_superlative",
         "the second most of any super PAC",
         {"measure": "receipts", "subject": "United Democracy Project", "value": 2, "comparator": "rank",
         "unit": "rank"}),
        ("The group is the largest outside spender in the race.", "rank_superlative", "largest outside spender",
         {"measure": "ie_total", "subject": "United Democracy Project", "district": "34", "value": 1}),
        ("It was the most expensive House primary in history.", "rank_superlative",
         "the most expensive House primary in history",
         {"period": "all time to 2024-07", "office": "H"}),
        ("Gomez has the most money in the bank.", "rank_superlative", "the most money in the bank",
         {"measure": "cash_on_hand", "subject": "Jimmy Gomez"}),
        ("Jeff Yass is the PAC's sole donor.", "only_none_all", "sole donor", {"measure": "count_donors", "value": 1}),
        ("The PAC reported no other donations.", "only_none_all", "no other donations", {"measure": "count_donors"}),
        ("So far the group has made just one independent expenditure.", "only_none_all",
         "just one independent expenditure",
         {"measure": "count_ie_targets", "comparator": "only", "value": 1, "period": "to 2024-07-20"}),
        ("It was the group's first-ever independent expenditure.", "only_none_all", "first-ever independent expenditure",
         {"measure": "first_ie", "comparator": "first", "value": 1, "unit": "ordinal"}),
        ("The five best-funded House candidates are all Democrats.", "only_none_all",
         "The five best-funded House candidates are all Democrats", {"measure": "party_of_top_k_cash",
         "comparator": "all", "value": 5}),
        ("Gomez outraised Kim two to one.", "ratio_compare", "two to one",
         {"measure": "receipts_ratio", "subject": "Jimmy Gomez", "target": "David Kim", "value": "2", "unit": "x"}),
        ("Kim was outraised by Gomez.", "ratio_compare", "outraised",
         {"measure": "compare_gt", "subject": "Jimmy Gomez receipts", "target": "David Kim receipts", "unit": None}),
        ("Gomez has a cash-on-hand edge of less than $30,000 over Kim.", "ratio_compare", "less than $30,000",
         {"measure": "cash_difference", "comparator": "less_than", "target": "David Kim", "period": "2024-06-30"}),
        ("The group spent more than double the $44 million it spent in 2022.", "ratio_compare", "more than double",
         {"measure": "ratio", "comparator": "more_than", "value": "2", "period": "2024 vs 2022"}),
        ("Its spending fell 90 percent from two years ago.", "ratio_compare", "90 percent",
         {"measure": "pct_change", "value": "-90", "unit": "pct"}),
        ("The group gave $3 million to 197 endorsed candidates.", "count", "197",
         {"measure": "count_recipients", "unit": "candidates", "value": 197}),
        ("There are more than 500 super PACs.", "count", "more than 500",
         {"measure": "count_committees", "comparator": "more_than", "unit": "committees", "value": 500}),
        ("Eight candidates have more than $1 million on hand.", "count", "Eight", {"measure": "count_with_cash_ge",
         "value": 8}),
        ("About a third of the group's money came from Jan Koum.", "share", "About a third",
         {"measure": "contribution_share", "subject": "Jan Koum", "target": "United Democracy Project",
         "unit": "fraction"}),
        ("More than half of its money came from just 10 donors.", "share", "More than half",
         {"measure": "top_k_donor_share", "comparator": "more_than", "value": "0.5"}),
        ("The group accounts for nearly 70 percent of the outside spending in the race.", "share", "nearly 70 percent",
         {"measure": "ie_share", "subject": "United Democracy Project", "comparator": "nearly", "value": "0.7"}),
    ],
)  # fmt: skip
def test_what_is_stated(record: Record, text: str, kind: str, surface: str, slots: dict[str, Any]) -> None:
    found = [c for c in claims(record, text) if (c["claim_type"], c["surface"]) == (kind, surface)]
    assert len(found) == 1, [(c["claim_type"], c["surface"]) for c in claims(record, text)]
    assert {k: found[0]["claim"][k] for k in slots} == slots


@pytest.mark.parametrize(
    "text",
    [
        "He is one of the group's largest donors.",
        "That would be a record for a single donor.",
        "Yass could be its biggest financial backer.",
        "The state's first-ever ranked choice election was held.",
        "Turnout rose 40 percent from 2020.",
        "Gomez won twice as many votes.",
        "Neither Kim nor Lee outraised Gomez.",
        "She is the only Republican in the race.",
    ],
)
def test_what_states_no_such_claim(record: Record, text: str) -> None:
    kinds = {"rank_superlative", "only_none_all", "ratio_compare", "share"}
    assert not [c for c in claims(record, text) if c["claim_type"] in kinds]


def test_a_committee_without_a_name_is_not_the_one_named_before(record: Record) -> None:
    (one,) = claims(record, "Musk also funded a super PAC that ran ads, serving as its sole donor.")
    assert one["claim"]["subject"] is None
