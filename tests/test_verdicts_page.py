"""docs/verdicts.md says what the program does: its verdicts, its wordings, and the readings of readings.yml."""

from __future__ import annotations

import os
import re
from fractions import Fraction
from pathlib import Path

import pytest

from onrecord.answers.readings import readings
from onrecord.claims.figures import HEDGES, figures
from onrecord.claims.tolerance import COMPARATORS, admitted
from onrecord.claims.verdict import VERDICTS

PAGE = Path(__file__).parent.parent / "docs/verdicts.md"
BLOCK = re.compile(r"(<!-- readings: .*? -->\n)(.*?)(<!-- end of readings -->)", re.S)
SAID = {  # the words that each family of readings answers
    "spending": "a committee or group spent",
    "receipts": "a committee or group raised",
    "cash": "a committee or group has in cash",
    "debts": "a committee or group owes",
    "contributions": "a committee or group gave, in all",
    "candidate_receipts": "a candidate raised",
    "candidate_spending": "a candidate spent",
    "candidate_cash": "a candidate has in cash",
    "candidate_debts": "a candidate owes",
    "candidate_contributions": "a candidate gave to the own campaign",
    "candidate_loans": "a candidate lent to the own campaign",
    "self_funding": "a candidate put in, in all",
}


def table() -> str:
    lines = ["", "| the story says | readings |", "| --- | --- |"]
    for family, listed in readings().items():
        lines.append(f"| {SAID[family]} | {'; '.join(one.name for one in listed)} |")
    return "\n".join([*lines, "", ""])


def test_the_readings_are_those_of_the_file() -> None:
    text = PAGE.read_text("utf-8")
    if os.environ.get("ONRECORD_RENEW"):
        PAGE.write_text(BLOCK.sub(lambda m: m[1] + table() + m[3], text), "utf-8")
        text = PAGE.read_text("utf-8")
    found = BLOCK.search(text)
    assert found
    assert found[2] == table(), "ONRECORD_RENEW=1 writes the table anew"


def test_the_verdicts_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \|", PAGE.read_text("utf-8").split("## What a wording")[0], re.M)
    assert tuple(r for r in rows if r != "verdict") == VERDICTS


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("$1.9 million", "1850000", "1950000"),
        ("about $100 million", "95000000", "105000000"),
        ("nearly $100 million", "93000000", "100000000"),
        ("just over $100 million", "100000000", "107000000"),
        ("more than $100 million", "100000000", None),
        ("at least $100 million", "100000000", None),
        ("under $100 million", None, "100000000"),
        ("up to $100 million", None, "100000000"),
    ],
)
def test_a_wording_admits_what_the_page_says(words: str, low: str | None, high: str | None) -> None:
    [figure] = figures(f"It spent {words} there.")
    found = admitted(figure.value, figure.unit_in_last_place, figure.comparator)
    assert (found.low, found.high) == tuple(None if x is None else Fraction(x) for x in (low, high))


def test_every_wording_is_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    assert set(HEDGES) | {"exact"} == set(COMPARATORS)
    for name, words in HEDGES.items():
        plain = [re.sub(r"\(\?[^)]*\)", "", w) for w in words.split("|")]
        assert any(w in text for w in plain), name
