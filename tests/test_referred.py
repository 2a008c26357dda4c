"""Pronouns and descriptions mean the one person whom the story leaves; a candidate's own money by the words at it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord.claims.check import check
from onrecord.claims.figures import figures
from onrecord.claims.kinds.own_money import own_money
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 12, 5)
OPENING = "In California’s 34th Congressional District, Rep. Jimmy Gomez faces David Kim. "


def _money(text: str) -> list[dict[str, Any]]:
    found = check(text, Record(sample_record()), DAY)["claims"]
    return [c for c in found if c["claim"]["unit"] == "USD"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kim conceded. He raised $108,000.", "David Kim"),
        ("Kim conceded. It rained. Her campaign raised $108,000.", "David Kim"),
        ("The congressman raised $108,000.", "Jimmy Gomez"),
        ("The incumbent had $108,000 on hand.", "Jimmy Gomez"),
        ("The challenger raised $108,000.", "David Kim"),
        ("Gomez conceded. His opponent raised $108,000.", "David Kim"),
        ("Gomez’s challenger raised $108,000.", "David Kim"),
        ("Kim said that Gomez’s challenger raised $108,000.", "David Kim"),
    ],
)
def test_a_reference_means_the_one_person_left(text: str, who: str) -> None:
    (one,) = _money(OPENING + text)
    assert (one["claim"]["subject"], one["claim"]["state"], one["claim"]["district"]) == (who, "CA", "34")
    assert any("is read as" in c for c in one["caveats"])
    assert one["verdict"] not in ("refuted", "close")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Gomez beat Kim. He raised $108,000.", "can mean Jimmy Gomez or David Kim"),
        ("Maria Lopez spoke with Kim. She raised $108,000.", "can mean David Kim or Maria Lopez"),
        ("The candidate raised $108,000.", "can mean Jimmy Gomez or David Kim"),
    ],
)
def test_two_for_a_reference_are_listed_and_neither_is_taken(text: str, why: str) -> None:
    (one,) = _money(OPENING + text)
    assert (one["claim"]["subject"], one["verdict"]) == (None, "cannot check")
    assert why in one["reason"]


def test_a_name_nearer_than_the_reference_is_the_subject() -> None:
    (one,) = _money(OPENING + "The challenger conceded after Gomez raised $108,000.")
    assert one["claim"]["subject"] == "Jimmy Gomez"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("He lent his campaign $100.", ["candidate_loan"]),
        ("She loaned $100 to her campaign.", ["candidate_loan"]),
        ("He gave $100 of his own money to it.", ["candidate_contribution"]),
        ("He contributed $100 and loaned $200 to his own campaign.", ["candidate_contribution", "candidate_loan"]),
        ("She put $100 of her own money into the race.", ["self_funding"]),
        ("She put in $100 in personal loans.", ["candidate_loan"]),
        ("She put in $100 of her own money in loans and contributions.", ["self_funding"]),
        ("Lee gave $100 to her campaign.", [None]),
        ("He raised $100.", [None]),
    ],
)
def test_own_money_by_the_words_at_the_amount(text: str, what: list[str | None]) -> None:
    assert [own_money(text, f) for f in figures(text) if f.kind == "money"] == what


@pytest.mark.parametrize(
    ("text", "giver", "receiver"),
    [
        (
            "Jane Roe gave to it. United Democracy Project got another $118 million Roe had already given to the PAC.",
            "Jane Roe",
            "UNITED DEMOCRACY PROJECT",
        ),
        ("Jane Roe had given $150 million to pro-Lee super PACs.", "Jane Roe", "pro-Lee super PACs"),
        (
            "UDP was first. Jane Roe funded a super PAC that aired ads, giving $20 million to the PAC.",
            "Jane Roe",
            None,
        ),
    ],
)
def test_who_gave_and_to_whom(text: str, giver: str, receiver: str | None) -> None:
    one = _money(text)[-1]["claim"]
    assert (one["subject"], one["target"] and one["target"].upper()) == (giver, receiver and receiver.upper())
