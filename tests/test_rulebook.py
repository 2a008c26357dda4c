"""The rulebook: every file valid and cited, one rule a contest, and no rule where none is sourced."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from onrecord.model.errors import InputError
from onrecord.rules.describe import describes, statements
from onrecord.rules.rule import read_rule
from onrecord.rules.rulebook import FOLDER, read_file, read_folder, rule_for, rule_named, rulebook, why_no_rule

CALIFORNIA = yaml.safe_load((FOLDER / "california.yml").read_text("utf-8"))["rules"][0]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda p: p.stem)
def test_every_file_is_valid_and_cited(path: Path) -> None:
    for rule in read_file(path):
        assert all(c.text and c.url.startswith("https://") for c in rule.citations)
        assert rule.citations
        assert rule.certain or rule.note


def test_the_rules_do_not_overlap_and_have_their_own_ids() -> None:
    assert len({rule.id for rule in rulebook()}) == len(rulebook())


@pytest.mark.parametrize(
    ("state", "office", "district", "stage", "day", "special", "expected"),
    [
        ("CA", "H", "34", "primary", "2024-03-05", False, "ca-primary"),
        ("CA", "H", "34", "primary", "2012-06-05", False, "ca-primary"),
        ("CA", "H", "34", "primary", "2010-06-08", False, None),
        ("CA", "H", "34", "primary", "2017-04-04", True, "ca-special-primary"),
        ("CA", "P", None, "primary", "2024-03-05", False, None),
        ("WA", "H", 4, "primary", "2014-08-05", False, "wa-primary"),
        ("LA", "H", "3", "primary", "2012-11-06", False, "la-open-primary-congress"),
        ("LA", "S", None, "primary", "2026-05-16", False, "la-closed-primary"),
        ("LA", "H", "3", "primary", "2026-11-03", False, "la-house-2026"),
        ("LA", "H", "3", "primary", "2026-05-16", False, None),
        ("AL", "H", "02", "primary", "2026-08-11", True, "al-special-primary-2026"),
        ("AL", "H", "03", "primary", "2026-08-11", True, None),
        ("AK", "S", None, "primary", "2026-08-18", False, "ak-primary"),
        ("AK", "S", None, "primary", "2028-08-15", False, None),
        ("ME", "governor", None, "general", "2022-11-08", False, "me-general-state"),
        ("NE", "state_senate", "5", "primary", "2024-05-14", False, "ne-legislature-primary"),
        ("NE", "H", "2", "primary", "2024-05-14", False, "elsewhere-primary"),
        ("GA", "S", None, "runoff", "2021-01-05", False, "ga-runoff"),
        ("IA", "H", "1", "primary", "2024-06-04", False, None),
    ],
)
def test_the_rule_of_a_contest(
    state: str, office: str, district: str | None, stage: str, day: str, special: bool, expected: str | None
) -> None:
    contest = (state, office, district, stage, dt.date.fromisoformat(day), special)
    rule = rule_for(*contest)
    assert (rule and rule.id) == expected
    assert bool(why_no_rule(*contest)) is (expected is None)


def test_why_there_is_no_rule_names_what_there_is() -> None:
    text = why_no_rule("CA", "H", "34", "primary", dt.date(2010, 6, 8))
    assert text.endswith("in force from 2012-01-01 to now; none is sourced for 2010-06-08.")
    with pytest.raises(InputError, match="stage"):
        rule_for("CA", "H", "34", "caucus", dt.date(2024, 3, 5))
    with pytest.raises(InputError, match="two capital letters"):
        rule_for("California", "H", "34", "primary", dt.date(2024, 3, 5))
    with pytest.raises(InputError, match="ca-primary"):
        rule_named("ca-primaries")


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"from": "2012"},
        {"system": "approval"},
        {"tie": "coin"},
        {"citations": []},
        {"certain": False, "note": ""},
        {"settled_by": "most"},
        {"settled_by": "more than 1/2"},
        {"advances": 3},
        {"to": "2011-01-01"},
        {"offices": ["mayor"]},
        {"special": "sometimes"},
    ],
    ids=str,
)
def test_a_rule_that_is_not_as_it_must_be_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        read_rule({**CALIFORNIA, **change}, ("CA",))


def test_overlapping_rules_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        rules = [{**CALIFORNIA, "id": name}]
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump({"state": "CA", "name": name, "rules": rules}), "utf-8")
    with pytest.raises(InputError, match="two rules decide one contest"):
        read_folder(tmp_path)


def test_what_a_story_may_say_of_the_top_two_primary() -> None:
    california = describes(rule_named("ca-primary"))
    assert california["top_two"]
    assert california["regardless_of_party"]
    assert california["same_party_possible"]
    assert california["majority_does_not_elect"]
    assert california["tie_by_lot"] is False
    assert not any(california[x] for x in ("top_four", "majority_elects", "within_party", "ranked_choice", "plurality"))


def test_what_a_story_may_say_of_other_rules() -> None:
    alaska = describes(rule_named("ak-primary"))
    assert (alaska["top_four"], alaska["top_two"], alaska["tie_by_lot"]) == (True, False, None)
    georgia = describes(rule_named("ga-general"))
    assert (georgia["majority_elects"], georgia["two_advance_without_majority"], georgia["top_two"]) == (
        True,
        True,
        False,
    )
    special = describes(rule_named("ca-special-primary"))
    assert (special["majority_elects"], special["majority_does_not_elect"]) == (True, False)
    assert describes(rule_named("wa-primary"))["tie_by_lot"]


def test_a_story_wording_means_one_statement() -> None:
    words = [word for one in statements() for word in one.words]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
