"""onrecord rule: the law of a contest as a reader sees it, its list, and the help for words it does not know."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from onrecord.faces.cli import cli
from onrecord.model.errors import InputError


def said(*words: str) -> str:
    result = CliRunner().invoke(cli, ["rule", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return " ".join(result.output.split())


def test_the_rule_of_the_storys_contest() -> None:
    text = said("CA", "H", "--stage", "primary", "--date", "2024-03-05", "--district", "34")
    assert "CA H 34, primary of 2024-03-05" in text
    assert "the two highest go on to the general, and no share of the votes elects" in text
    assert "Cal. Elections Code 8141.5" in text
    assert "never by lot" in text
    assert "UNCERTAIN" not in text


def test_an_uncertain_rule_says_so_loudly() -> None:
    text = said("AL", "H", "--date", "2026-08-11", "--district", "2")
    assert "UNCERTAIN: The special primaries of 11 August 2026" in text


def test_where_no_rule_is_given_the_reason_stands() -> None:
    text = said("iowa", "h", "--date", "2024-06-04")
    assert "No rule is given. The most votes nominate only with at least 35%" in text
    assert "Iowa Code 43.65 (2001)" in text


def test_in_json() -> None:
    data = json.loads(said("GA", "S", "--stage", "general", "--date", "2020-11-03", "--json"))
    assert data["schema"] == "onrecord.rule/1"
    assert data["rule"]["id"] == "ga-general-2014"
    assert data["rule"]["settled_by"] == "a majority"
    assert "ninth week" in data["rule"]["runoff_day"]
    assert data["why_no_rule"] is None
    none = json.loads(said("VT", "governor", "--stage", "general", "--date", "2014-11-04", "--json"))
    assert none["rule"] is None
    assert "joint ballot" in none["why_no_rule"]
    assert none["why_citations"]


def test_the_list_of_a_state_and_of_all() -> None:
    text = said("--list", "Louisiana")
    assert "la-closed-primary-congress-2008" in text
    assert "no rule" in text
    data = json.loads(said("--list", "--json"))
    assert data["schema"] == "onrecord.rules/1"
    assert {"CA", "WY", "GU"} <= {state for entry in data["entries"] for state in entry["states"]}


@pytest.mark.parametrize(
    ("words", "example"),
    [
        (("Calfornia", "H"), "CA (California)"),
        (("CA", "house"), "H (US House) or state_house"),
        (("CA", "govenor"), "governor"),
        (("CA", "H", "--stage", "caucus"), "primary"),
        (("CA",), "onrecord rule CA H"),
    ],
)
def test_a_word_that_is_not_known_gets_near_ones(words: tuple[str, ...], example: str) -> None:
    with pytest.raises(InputError) as caught:
        CliRunner().invoke(cli, ["rule", *words], catch_exceptions=False)
    assert example in caught.value.text()
