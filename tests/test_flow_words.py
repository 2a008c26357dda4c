"""Money of committees and candidates in the plain wordings of newsrooms: whose it is, what it is, of which days.

The sentences are our own; the facts behind them are of the public record at fec.gov: Fairshake and its givers in 2024
(Schedule A), Trone's own money in 2024 and Scott's in 2018 (Form 3), Bloomberg's in 2020 (Form 3P).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord.claims.check import listed
from onrecord.claims.clauses import uncompared
from onrecord.claims.figures import figures
from onrecord.claims.kinds.own_money import own_money
from onrecord.claims.spans import standard
from onrecord.claims.story import sentences
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 10, 20)
FAIRSHAKE = "Fairshake"


def claims(text: str) -> list[dict[str, Any]]:
    """The claims about money that a text makes, in its order."""
    found = listed(text, Record(sample_record()), DAY)["claims"]
    return [c | c["claim"] for c in found if c["claim"]["unit"] == "USD"]


@pytest.mark.parametrize(
    ("text", "givers"),
    [
        ("Fairshake's biggest backers are Coinbase ($50.5 million), Ripple ($45 million) and Andreessen Horowitz"
         " ($44 million).", ["Coinbase", "Ripple", "Andreessen Horowitz"]),
        ("Coinbase has given Fairshake $50.5 million, Ripple $45 million.", ["Coinbase", "Ripple"]),
        ("Fairshake is funded mostly by Coinbase, which put in $50.5 million; Ripple, at $45 million.",
         ["Coinbase", "Ripple"]),
        ("Coinbase accounted for $50.5 million of Fairshake's receipts, and Ripple for $45 million.",
         ["Coinbase", "Ripple"]),
        ("Coinbase's $50.5 million made up a third of Fairshake's receipts.", ["Coinbase"]),
        ("Fairshake's largest donor is Coinbase, at $50.5 million.", ["Coinbase"]),
        ("Coinbase is the largest donor to Fairshake, with $50.5 million.", ["Coinbase"]),
        ("With $50.5 million from Coinbase, Fairshake bought ads.", ["Coinbase"]),
        ("Jan Koum has given $9 million this cycle, including $5 million to Fairshake.", ["Jan Koum", "Jan Koum"]),
        ("Coinbase gave Fairshake $25 million, followed by Ripple's with $20 million.", ["Coinbase", "Ripple"]),
    ],
)  # fmt: skip
def test_gifts_by_rank_share_and_list(text: str, givers: list[str]) -> None:
    found = claims(text)
    assert [c["subject"] for c in found] == givers
    assert {(c["claim_type"], c["target"]) for c in found} <= {("donor_flow", FAIRSHAKE), ("donor_flow", None)}
    assert found[-1]["target"] == FAIRSHAKE


def test_what_a_funded_committee_spends_is_no_gift() -> None:
    one = claims("Fairshake, funded by $25 million from Ripple, has spent $30 million.")[-1]
    assert (one["claim_type"], one["measure"], one["subject"]) == ("committee_flow", "disbursements", FAIRSHAKE)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("He wrote himself a $3 million check.", ["candidate_contribution"]),
        ("She put in $7 million of her own.", ["self_funding"]),
        ("He has sunk $14 million of his fortune into the race.", ["self_funding"]),
        ("He has spent $464 million of his estimated $60 billion fortune.", ["self_funding"]),
        ("Of the $6 million he raised, $5.2 million came from the candidate himself.", [None, "self_funding"]),
        ("Trone's personal contributions total $41 million.", ["self_funding"]),
        ("She raised $7.9 million and put in none of her own money.", [None]),
        ("He put $75 million of his fortune into a super PAC.", [None]),
        ("He gave $5 million of his own money to other candidates.", [None]),
    ],
)  # fmt: skip
def test_own_money_is_that_of_the_candidate(text: str, what: list[str | None]) -> None:
    found = [f for f in figures(text) if f.kind == "money" and "billion" not in f.surface]
    assert [own_money(text, f) for f in found] == what


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Fairshake spent $59 million and had $95 million on hand.", ["disbursements", "cash_on_hand"]),
        ("Fairshake reported $98 million in receipts and $92 million in disbursements.", ["receipts", "disbursements"]),
        ("Fairshake entered the fall campaign with $28 million.", ["cash_on_hand"]),
        ("Fairshake had $4 million left after the primary.", ["cash_on_hand"]),
        ("Fairshake has disbursed $46 million.", ["disbursements"]),
        ("Fairshake has mustered $46 million.", ["receipts"]),
        ("Fairshake went through $46 million.", ["disbursements"]),
    ],
)
def test_what_an_amount_of_a_committee_is(text: str, measures: list[str]) -> None:
    found = claims(text)
    assert [c["measure"] for c in found] == measures
    assert {c["subject"] for c in found} == {FAIRSHAKE}


def test_titles_end_no_sentence() -> None:
    text = "Gen. Lee of Ft. Worth met Lt. Col. Kim. Prof. Day of Mt. Vernon saw it."
    assert [s.text for s in sentences(text)] == [text[: text.index("Prof.") - 1], text[text.index("Prof.") :]]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("It raised $5 last quarter.", "2024Q3"),
        ("It raised $5 in the last fundraising quarter.", "2024Q3"),
        ("It raised $5 in the last quarter of 2023.", "2023Q4"),
        ("It raised $5, compared with $60 in 2022.", "2024 cycle to 2024-10-20"),
        ("It raised $5, down from $60 in 2022.", "2024 cycle to 2024-10-20"),
        ("It raised $5 in 2022, compared with $60 in 2020.", "2022"),
    ],
)
def test_the_period_of_an_amount_is_not_that_of_what_it_is_compared_with(text: str, period: str) -> None:
    assert standard(text, text.index("$"), DAY, "receipts") == period


def test_only_what_comes_after_an_amount_is_left_out() -> None:
    text = "Compared with 2020, it raised $5 in 2022."
    assert uncompared(text, text.index("$")) == text
