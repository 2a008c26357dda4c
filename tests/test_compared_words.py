"""Other wordings of comparisons, ranks, onlys and counts, with the slots that a careful reader would fill from them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from onrecord.claims.check import listed
from onrecord.claims.figures import figures
from onrecord.claims.spans import weekday_of
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 7, 20)
LEAD = "United Democracy Project is a super PAC. Jimmy Gomez and David Kim ran in California's 34th District. "
GOMEZ = {"subject": "Jimmy Gomez", "target": "David Kim", "office": "H", "state": "CA", "district": "34"}
SPENT = GOMEZ | {"subject": "Jimmy Gomez disbursements", "target": "David Kim disbursements"}
MORE = {"subject": "Jimmy Gomez receipts", "target": "David Kim receipts", "office": None, "measure": "compare_gt"}
GROUP = "United Democracy Project"


@pytest.fixture(scope="module")
def record() -> Record:
    return Record(sample_record())


def claims(record: Record, text: str) -> list[dict[str, Any]]:
    return [c for c in listed(LEAD + text + "\n", record, DAY)["claims"] if c["span"][0] >= len(LEAD)]


def one(record: Record, text: str, kind: str, surface: str) -> dict[str, Any]:
    """The one claim of a kind whose words begin with these."""
    found = [c for c in claims(record, text) if c["claim_type"] == kind and c["surface"].startswith(surface)]
    assert len(found) == 1, [(c["claim_type"], c["surface"]) for c in claims(record, text)]
    slots: dict[str, Any] = found[0]["claim"]
    return slots


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("Kim's campaign was outspent by Gomez's four to one.", "four to one", SPENT | {"value": "4", "unit": "x"}),
        ("Kim trails Gomez by about $300,000 in cash on hand.", "about $300,000",
         GOMEZ | {"measure": "cash_difference", "comparator": "approx", "period": "2024-06-30"}),
        ("Kim raised $1.1 million less than Gomez.", "$1.1 million", GOMEZ | {"measure": "receipts_difference"}),
        ("Kim faces a $200,000 fundraising deficit against Gomez.", "$200,000",
         GOMEZ | {"measure": "receipts_difference"}),
        ("Kim ended June with about $300,000 less than Gomez.", "about $300,000",
         GOMEZ | {"measure": "cash_difference"}),
        ("Gomez holds a cash-on-hand edge of less than $30,000.", "less than $30,000",
         GOMEZ | {"measure": "cash_difference", "comparator": "less_than", "value": "30000"}),
        ("The spending gap between the two was $2.5 million.", "$2.5 million",
         GOMEZ | {"measure": "spending_difference"}),
        ("Gomez's haul dwarfed the $38,000 that Kim raised.", "dwarfed", MORE),
        ("Gomez's fundraising topped Kim's by $1.1 million.", "$1.1 million", GOMEZ | {"value": "1100000"}),
        ("Gomez spent $3 for every $1 that Kim spent.", "$3 for every $1", SPENT | {"value": "3", "unit": "x"}),
        ("Gomez had two and a half times the cash on hand of Kim.", "two and a half times",
         GOMEZ | {"measure": "cash_ratio", "value": "2.5"}),
        ("Kim had a quarter of the cash that Gomez reported.", "a quarter",
         {"measure": "cash_ratio", "subject": "David Kim", "target": "Jimmy Gomez", "value": "0.25"}),
        ("Gomez took in $1.2 million, compared with $108,000 for Kim, a difference of about $1.1 million.",
         "about $1.1 million", GOMEZ | {"measure": "receipts_difference"}),
        ("Gomez raised $1.2 million, more than the $108,000 that his opponent raised.", "more than the", MORE),
        ("Gomez raised $1.2 million, dwarfing the $108,000 raised by Kim.", "dwarfing", MORE),
        ("Kim was outspent five to one by groups backing Gomez.", "five to one",
         {"target": "David Kim", "district": "34"}),
        ("The group spent $8 million this cycle, nearly double the $4.2 million it spent in 2022.", "nearly double",
         {"subject": f"2024 {GROUP}", "target": f"2022 {GROUP}", "period": "2024 vs 2022", "comparator": "nearly"}),
        ("Contributions to the group jumped fivefold compared with 2022.", "fivefold",
         {"target": "same period 2022", "period": "2024 vs 2022", "value": "5"}),
        ("The group has spent $6 million this cycle, compared with $60 million in 2022."
         " That ninety percent drop in money surprised many.",
         "ninety percent", {"subject": GROUP, "target": "same period 2022", "period": "2024 vs 2022", "value": "-90"}),
        (f"{GROUP} spent $5 million against Kim, more than the $1.7 million that the Gomez campaign spent on the race.",
         "more than the", {"measure": "compare_gt", "subject": f"{GROUP} IE", "target": "Jimmy Gomez disbursements",
                           "value": None, "period": "2024"}),
    ],
)  # fmt: skip
def test_sums_compared(record: Record, text: str, surface: str, slots: dict[str, Any]) -> None:
    claim = one(record, text, "ratio_compare", surface)
    assert {k: claim[k] for k in slots} == slots


@pytest.mark.parametrize(
    ("text", "amount", "whose"),
    [
        ("Gomez raised $1.2 million, more than the $108,000 that Kim raised.", "$108,000", "David Kim"),
        ("Gomez took in $1.2 million, compared with $108,000 for Kim.", "$108,000", "David Kim"),
        ("Gomez's haul dwarfed the $38,000 that Kim collected.", "$38,000", "David Kim"),
        ("The group spent $2 million on it, twice the $1 million that Kim himself raised.", "$1 million", "David Kim"),
    ],
)
def test_whose_an_amount_is_the_words_after_it_say(record: Record, text: str, amount: str, whose: str) -> None:
    assert one(record, text, "committee_flow", amount)["subject"] == whose


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("The two best-funded House candidates, both Democrats, are Jimmy Gomez ($1.2 million) and David Kim ($38,000).",
         "two best-funded", {"measure": "cash_on_hand", "subject": "2 named", "office": "H", "state": None,
                             "period": "2024-06-30", "value": 2}),
        ("Its top three donors are Jan Koum, Bernard Marcus and Paul Singer.", "top three donors",
         {"measure": "contribution", "subject": "3 named", "target": GROUP, "office": None, "value": 3}),
        ("The group has spent more against Kim than against anyone else.", "more against Kim",
         {"subject": GROUP, "target": "race CA-34", "value": 1}),
        ("It is the largest amount that the group has spent against any challenger.", "the largest amount",
         {"subject": GROUP, "value": 1}),
        ("Its biggest beneficiary was Jimmy Gomez.", "biggest beneficiary", {"subject": GROUP, "target": "Jimmy Gomez"}),
        ("Gomez outraised all of his opponents.", "outraised all",
         {"measure": "receipts", "subject": "Jimmy Gomez", "district": "34", "value": 1}),
        ("Gomez raised more than any House candidate in history.", "more than any House candidate",
         {"measure": "receipts", "subject": "Jimmy Gomez", "period": "all time to 2024-07", "office": "H"}),
        ("Gomez's haul was the highest of any incumbent in the state.", "the highest of any incumbent",
         {"measure": "receipts", "subject": "Jimmy Gomez"}),
        ("The group ranked third among super PACs in independent expenditures.", "ranked third",
         {"subject": GROUP, "value": 3}),
        (f"{GROUP} outspent every other super PAC this cycle.", "outspent every other",
         {"measure": "ie_total", "subject": GROUP, "value": 1}),
        (f"{GROUP} is second only to Fairshake in spending.", "second only to", {"subject": GROUP, "value": 2}),
        ("Gomez has the most money in the bank.", "the most money", {"period": "2024-06-30"}),
    ],
)  # fmt: skip
def test_ranks(record: Record, text: str, surface: str, slots: dict[str, Any]) -> None:
    claim = one(record, text, "rank_superlative", surface)
    assert {k: claim[k] for k in slots} == slots
    assert (claim["comparator"], claim["unit"]) == ("rank", "rank")


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("The group has never spent against a Republican.", "has never spent",
         {"measure": "count_ie_targets", "value": 0, "period": "to 2024-07-20"}),
        ("The group has not supported any incumbent.", "has not supported", {"measure": "count_ie_targets", "value": 0}),
        ("The group had a single donor.", "a single donor",
         {"measure": "count_donors", "comparator": "only", "value": 1}),
        ("It was the first time that the group had gone after a sitting member of Congress.", "the first time",
         {"measure": "first_ie", "period": "to 2024-07-20", "unit": "ordinal"}),
        ("On Tuesday, the group made its first independent expenditure in the race.", "first independent expenditure",
         {"measure": "first_ie", "period": "to 2024-07-16", "district": "34"}),
        ("Last week the group made its first-ever buy in a Democrat vs. Republican race.", "first-ever buy",
         {"measure": "first_ie", "phase": "general", "comparator": "first", "value": 1}),
        ("Every one of the 12 best-funded House challengers is a Democrat.", "Every one of the 12",
         {"measure": "party_of_top_k_cash", "subject": "House challengers", "office": "H", "value": 12,
          "period": "2024-06-30", "comparator": "all"}),
        ("Gomez is the only candidate in the race to take no PAC money.", "the only candidate",
         {"measure": "count_candidates", "subject": "Jimmy Gomez", "district": "34"}),
    ],
)  # fmt: skip
def test_onlys(record: Record, text: str, surface: str, slots: dict[str, Any]) -> None:
    claim = one(record, text, "only_none_all", surface)
    assert {k: claim[k] for k in slots} == slots


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("All but five of the 40 House incumbents with more than $1 million on hand are Republicans.", "All but five",
         {"measure": "count_with_cash_ge", "subject": "House incumbents", "value": [35, 40], "period": "2024-06-30"}),
        ("The 25 House challengers are new, as are all but three of the 46 with at least $500,000 in their accounts.",
         "all but three", {"measure": "count_with_cash_ge", "subject": "House challengers", "value": [43, 46]}),
        ("The group raised $3 million for 120 endorsed candidates.", "120",
         {"measure": "count_recipients", "subject": GROUP, "unit": "candidates"}),
        ("It contributed to the campaigns of 109 lawmakers.", "109", {"measure": "count_recipients", "subject": GROUP}),
        ("The group gave to 120 Republicans and 90 Democrats.", "90", {"measure": "count_recipients", "value": 90}),
        ("The group has spent money in 13 primaries this cycle.", "13",
         {"measure": "count_contests", "subject": GROUP, "unit": "contests"}),
        ("About 40 donors gave the group money.", "About 40", {"measure": "count_donors", "comparator": "approx"}),
        ("Nearly 1,000 super PACs that have raised money are registered.", "Nearly 1,000",
         {"measure": "count_committees", "subject": "super PACs with receipts", "unit": "committees"}),
    ],
)  # fmt: skip
def test_counts(record: Record, text: str, surface: str, slots: dict[str, Any]) -> None:
    claim = one(record, text, "count", surface)
    assert {k: claim[k] for k in slots} == slots


@pytest.mark.parametrize(
    "text",
    [
        "He is one of the five best-funded incumbents in the state.",
        "The five largest donors gave a combined $20 million.",
        "The board voted 3 to 2 to fund the park.",
        "The group may outspend every other super PAC.",
    ],
)
def test_what_states_no_rank_nor_comparison(record: Record, text: str) -> None:
    assert not [c for c in claims(record, text) if c["claim_type"] in ("rank_superlative", "ratio_compare")]


@pytest.mark.parametrize(
    ("text", "kind", "surface", "value"),
    [
        ("one and a half million dollars", "money", "one and a half million dollars", 1_500_000),
        ("nearly a million dollars", "money", "nearly a million dollars", 1_000_000),
        ("two hundred thousand dollars", "money", "two hundred thousand dollars", 200_000),
        ("one hundred twenty-five thousand dollars", "money", "one hundred twenty-five thousand dollars", 125_000),
        ("one hundred and fifty donors", "number", "one hundred and fifty", 150),
        ("three and a half percent", "percent", "three and a half percent", Decimal("3.5")),
        ("2 1/2 times as much", "ratio", "2 1/2 times", Decimal("2.5")),
        ("1.2 million dollars", "money", "1.2 million dollars", 1_200_000),
        ("$1.2 mil", "money", "$1.2 mil", 1_200_000),
        ("US$3 million", "money", "US$3 million", 3_000_000),
        ("$.5 million", "money", "$.5 million", 500_000),
        ("$40 to $50 million", "range", "$40 to $50 million", 40_000_000),
        ("nearly 10x as much", "ratio", "nearly 10x", 10),
        ("50 per cent", "percent", "50 per cent", 50),
        ("half of 1 percent", "percent", "half of 1 percent", Decimal("0.5")),
        ("four of every five donors", "fraction", "four of every five", Decimal("0.8")),
        ("half a million dollars", "money", "half a million dollars", 500_000),
    ],
)
def test_numbers_of_several_words(text: str, kind: str, surface: str, value: Decimal | int) -> None:
    first = figures(text)[0]
    assert (first.kind, first.surface, round(first.value, 4)) == (kind, surface, value)


def test_a_sum_after_more_than_the_is_no_bound() -> None:
    assert [f.comparator for f in figures("more than the $2 million that he raised")] == ["exact"]
    assert [f.comparator for f in figures("more than the $2 million limit")] == ["more_than"]


def test_a_weekday_is_the_last_such_day_up_to_the_story() -> None:
    assert weekday_of("It was filed on Sunday.", dt.date(2022, 10, 31)) == dt.date(2022, 10, 30)
    assert weekday_of("It was filed on Monday and on Friday.", dt.date(2022, 10, 31)) is None
