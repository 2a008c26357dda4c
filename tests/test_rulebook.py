"""The rulebook: every file valid and cited, one rule a contest, and no rule where none is sourced."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path

import pytest
import yaml

from onrecord.model.errors import InputError
from onrecord.rules.__main__ import MARK_END, MARK_START, table
from onrecord.rules.abstention import read_abstention
from onrecord.rules.describe import describes, sentence, statements
from onrecord.rules.eligibility import who_may_vote
from onrecord.rules.rule import read_rule
from onrecord.rules.rulebook import (
    DELEGATES,
    FOLDER,
    changes_in,
    read_file,
    read_folder,
    rule_for,
    rule_named,
    rulebook,
    why_no_rule,
)
from onrecord.rules.scope import OFFICES, PLACES, STAGES

CALIFORNIA = next(
    rule
    for rule in yaml.safe_load((FOLDER / "california.yml").read_text("utf-8"))["rules"]
    if rule["id"] == "ca-primary"
)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda p: p.stem)
def test_every_file_is_valid_and_cited(path: Path) -> None:
    for rule in read_file(path):
        assert all(c.text and c.url.startswith("https://") for c in rule.citations)
        assert rule.citations
        assert rule.certain or rule.note


def test_the_rules_do_not_overlap_and_have_their_own_ids() -> None:
    assert len({rule.id for rule in rulebook()}) == len(rulebook())


# Each named system, by the law that it rests on: what decides a contest on a day, or None, and a piece of the law cited.
CONTESTS = [
    ("CA", "H", "34", "primary", "2024-03-05", False, "ca-primary", "8142(b)"),
    ("CA", "state_house", "62", "primary", "2016-06-07", False, "ca-primary", "8141.5"),
    ("CA", "H", "34", "primary", "2010-06-08", False, "ca-party-primary", "NCSL"),
    ("CA", "H", "34", "primary", "2017-04-04", True, "ca-special-primary", "10705-10706"),
    ("CA", "H", "36", "primary", "2011-05-17", True, "ca-special-primary-before-2012", "10705-10706"),
    ("CA", "H", "34", "primary", "2009-05-19", True, None, "highest of each party"),
    ("CA", "governor", None, "general", "2021-09-14", True, None, "no sourced rule"),
    ("CA", "P", None, "primary", "2024-03-05", False, None, "presidency"),
    ("WA", "H", 4, "primary", "2014-08-05", False, "wa-primary", "RCW 29A.52.112"),
    ("WA", "H", 4, "primary", "2006-09-19", False, "wa-party-primary", "NCSL"),
    ("LA", "H", "3", "primary", "2006-11-07", False, "la-open-primary-congress-2000", "Ballot Access News"),
    ("LA", "H", "3", "primary", "2010-08-28", False, "la-closed-primary-congress-2008", "2010, No. 570"),
    ("LA", "H", "3", "primary_runoff", "2010-10-02", False, "la-closed-runoff-congress-2008", "FairVote"),
    ("LA", "H", "3", "primary", "2012-11-06", False, "la-open-primary-congress", "18:511"),
    ("LA", "H", "3", "general", "2012-11-06", False, "la-open-primary-congress", "18:511"),
    ("LA", "H", "5", "general", "2006-11-07", False, "la-open-primary-congress-2000", "Ballot Access News"),
    ("LA", "H", "3", "runoff", "2012-12-08", False, "la-open-general-congress", "How candidates are elected"),
    ("LA", "supreme_court", "1", "general", "2012-12-08", False, "la-open-general-state", "How candidates are elected"),
    ("LA", "governor", None, "primary", "2027-10-09", False, "la-open-primary", "18:511"),
    ("LA", "S", None, "primary", "2026-05-16", False, "la-closed-primary", "18:410.7"),
    ("LA", "S", None, "primary_runoff", "2026-06-27", False, "la-closed-runoff", "18:410.7"),
    ("LA", "H", "3", "primary", "2026-11-03", False, "la-house-2026", "2026 La. Act 7"),
    ("LA", "H", "3", "runoff", "2026-12-12", False, "la-house-2026-runoff", "2026 La. Act 7"),
    ("LA", "H", "3", "primary", "2026-05-16", False, None, "called off"),
    ("LA", "H", "3", "primary", "2028-04-15", False, "la-closed-primary-house", "18:410.7"),
    ("AL", "H", "02", "primary", "2026-08-11", True, "al-special-primary-2026", "Epoch Times"),
    ("AL", "H", "7", "primary", "2026-08-11", False, "al-special-primary-2026", "Epoch Times"),
    ("AL", "H", "2", "primary", "2026-05-19", False, None, "count for nothing"),
    ("AL", "H", "3", "primary", "2026-05-19", False, "al-primary-house-2026", "17-13-18"),
    ("AL", "H", "03", "primary", "2026-08-11", True, None, "districts 1, 2, 6, 7 only"),
    ("AL", "H", "2", "primary", "2026-08-12", True, None, "special primary"),
    ("AL", "H", "2", "primary", "2024-03-05", False, "al-primary-house", "17-13-18"),
    ("AL", "state_senate", "25", "primary", "2026-08-11", False, None, "redrawn districts of the state Senate"),
    ("AL", "state_senate", "25", "primary", "2022-05-24", False, "al-primary-senate", "17-13-18"),
    ("AL", "S", None, "primary", "2026-05-19", False, "al-primary", "17-13-18"),
    ("AK", "S", None, "primary", "2026-08-18", False, "ak-primary", "15.25.010"),
    ("AK", "H", None, "general", "2022-08-16", True, "ak-general", "15.15.350"),
    ("AK", "S", None, "primary", "2020-08-18", False, "ak-party-primary", "Ballotpedia"),
    ("AK", "S", None, "primary", "2028-08-15", False, None, "not known here"),
    ("ME", "governor", None, "primary", "2018-06-12", False, "me-primary", "723-A"),
    ("ME", "governor", None, "general", "2022-11-08", False, "me-general-state", "1(27-C)"),
    ("ME", "H", "2", "general", "2018-11-06", False, "me-general-federal", "723-A"),
    ("ME", "H", "2", "general", "2014-11-04", False, "me-plurality-general-federal", "2018"),
    ("NE", "state_senate", "5", "primary", "2024-05-14", False, "ne-legislature-primary", "32-814"),
    ("NE", "H", "2", "primary", "2024-05-14", False, "ne-primary", "32-815"),
    ("NE", "state_house", "5", "primary", "2024-05-14", False, None, "one chamber"),
    ("GA", "S", None, "general", "2008-11-04", False, "ga-general-2010-before-2010", "21-2-501"),
    ("GA", "S", None, "general", "2020-11-03", False, "ga-general-2014", "21-2-501 (2020)"),
    ("GA", "S", None, "runoff", "2021-01-05", False, "ga-runoff", "21-2-501"),
    ("GA", "S", None, "general", "2022-11-08", False, "ga-general", "21-2-501"),
    ("GA", "S", None, "general", "2000-11-07", False, "ga-general-45", "21-2-2(22)"),
    ("GA", "H", "6", "primary", "2017-04-18", True, "ga-special-first-round", "21-2-501"),
    ("AR", "H", "1", "primary", "2024-03-05", False, "ar-primary", "NCSL"),
    ("MS", "H", "1", "primary", "2024-03-12", False, "ms-primary", "23-15-191"),
    ("MS", "governor", None, "general", "2023-11-07", False, "ms-general-state", "Measure 2"),
    ("MS", "governor", None, "general", "2019-11-05", False, None, "House districts"),
    ("MS", "S", None, "general", "2018-11-06", True, "ms-special", "23-15-833"),
    ("OK", "H", "5", "primary", "2024-06-18", False, "ok-primary", "1-103"),
    ("SC", "H", "1", "primary", "2018-06-12", False, "sc-primary", "7-17-610"),
    ("TX", "H", "1", "primary", "2024-03-05", False, "tx-primary", "NCSL"),
    ("TX", "H", "6", "general", "2021-05-01", True, "tx-special", "203.003"),
    ("TX", "H", "22", "general", "2006-11-07", False, "tx-general-house-2006", "2.001"),
    ("TX", "H", "23", "general", "2006-11-07", False, None, "special election"),
    ("TX", "H", "23", "runoff", "2006-12-12", False, None, "special election"),
    ("TX", "H", "23", "runoff", "2006-12-12", True, "tx-special-runoff-before-2017", "204.021"),
    ("TX", "H", "23", "general", "2008-11-04", False, "tx-general-house", "2.001"),
    ("TX", "H", "6", "runoff", "2021-07-27", True, "tx-special-runoff", "204.021"),
    ("NC", "H", "9", "primary", "2014-05-06", False, "nc-primary-2005", "163-111 (2005)"),
    ("NC", "H", "13", "primary", "2016-06-07", False, "nc-primary-2016", "S.L. 2016-2"),
    ("NC", "S", None, "primary_runoff", "2016-05-24", False, None, "No primary runoff follows"),
    ("NC", "S", None, "primary_runoff", "2012-07-17", False, "nc-second-primary-2004", "163-111"),
    ("NC", "H", "9", "primary", "2018-05-08", False, "nc-primary", "163-111"),
    ("SD", "H", None, "primary", "2024-06-04", False, "sd-primary", "12-6-51.1"),
    ("SD", "state_executive", None, "primary", "2024-06-04", False, None, "conventions"),
    ("IA", "H", "1", "primary", "2024-06-04", False, None, "43.65"),
    ("VT", "governor", None, "general", "2014-11-04", False, None, "s. 47"),
    ("VT", "H", None, "primary", "2024-08-13", False, "vt-primary", "2369"),
    ("AZ", "state_house", "1", "general", "2024-11-05", False, None, "several members"),
    ("FL", "H", "1", "primary", "2000-09-05", False, "fl-first-primary", "FairVote"),
    ("FL", "H", "1", "primary", "2024-08-20", False, "fl-primary", "100.061"),
    ("KY", "governor", None, "primary", "2007-05-22", False, "ky-primary-governor-40", "FairVote"),
    ("KY", "governor", None, "primary", "2023-05-16", False, "ky-primary-governor", "118.245"),
    ("WI", "S", None, "primary", "2024-08-13", False, "wi-primary", "8.16"),
    ("MN", "H", "1", "primary", "2022-05-24", True, "mn-special-primary-before-2023", "204D.20"),
    ("DC", "H", None, "primary", "2026-06-16", False, "dc-primary-ranked", "Ballotpedia"),
    ("GU", "H", None, "general", "2020-11-03", False, "delegate-majority", "48 U.S.C. 1712"),
    ("GU", "governor", None, "general", "2022-11-08", False, None, "Delegate"),
    ("OH", "H", "1", "primary_runoff", "2024-06-01", False, None, "No primary runoff follows in Ohio"),
]


@pytest.mark.parametrize(("state", "office", "district", "stage", "day", "special", "expected", "law"), CONTESTS)
def test_the_rule_of_a_contest(
    state: str, office: str, district: str | None, stage: str, day: str, special: bool, expected: str | None, law: str
) -> None:
    contest = (state, office, district, stage, dt.date.fromisoformat(day), special)
    rule = rule_for(*contest)
    assert (rule and rule.id) == expected
    why = why_no_rule(*contest)
    assert bool(why) is (expected is None)
    assert law in (rule.cited if rule else why)


@pytest.mark.parametrize(
    ("state", "office", "stage", "year", "turns"),
    [
        ("ME", "H", "primary", 2018, ["2018-06-12"]),  # ranked choice from this primary on (21-A M.R.S. 723-A)
        ("ME", "H", "primary", 2016, []),
        ("AZ", "H", "primary", 2024, []),  # only how surely the rule is sourced changes in October
        ("CA", "H", "primary", 2012, []),  # from the first day on
        ("LA", "H", "primary", 2026, ["2026-11-03", "2026-11-04"]),  # the one day of all-comers
    ],
)
def test_the_days_from_which_a_year_decides_in_another_way(
    state: str, office: str, stage: str, year: int, turns: list[str]
) -> None:
    assert [str(day) for day in changes_in(state, office, None, stage, year)] == turns


DAYS = (
    "2000-11-07",
    "2004-08-31",
    "2008-11-04",
    "2012-06-05",
    "2016-11-08",
    "2020-11-03",
    "2024-03-05",
    "2026-08-11",
    "2028-11-07",
)


@pytest.mark.parametrize("state", PLACES)
def test_every_contest_has_one_rule_or_a_reason(state: str) -> None:
    rules = [r for r in rulebook() if state in r.states]
    for office, stage, special, text in product(OFFICES, STAGES, (False, True), DAYS):
        day = dt.date.fromisoformat(text)
        found = [r for r in rules if r.covers(state, office, "1", stage, day, special)]
        assert len(found) <= 1
        assert rule_for(state, office, "1", stage, day, special) == (found[0] if found else None)
        why = why_no_rule(state, office, "1", stage, day, special)
        assert bool(why) is not bool(found)
        assert not why or (why[0].isupper() and why.endswith("."))


@pytest.mark.parametrize("state", [s for s in PLACES if s not in DELEGATES])
def test_congress_has_a_general_rule_in_every_state_since_2000(state: str) -> None:
    for year in range(2000, 2027, 2):
        day = dt.date(year, 11, 2) + dt.timedelta(days=(1 - dt.date(year, 11, 2).weekday()) % 7)
        assert rule_for(state, "H", "3", "general", day)
        assert rule_for(state, "S", None, "general", day)


def test_the_day_of_georgias_runoff_changed() -> None:
    days = [rule_for("GA", "S", None, "general", dt.date(y, 11, d)) for y, d in ((2012, 6), (2020, 3), (2022, 8))]
    assert ["28th" in r.runoff_day and "ninth" not in r.runoff_day for r in days if r] == [True, False, True]
    assert (dt.date(2008, 12, 2) - dt.date(2008, 11, 4)).days == (dt.date(2022, 12, 6) - dt.date(2022, 11, 8)).days == 28
    assert (dt.date(2021, 1, 5) - dt.date(2020, 11, 3)).days == 63


def test_exact_shares() -> None:
    carolina, dakota = rule_named("nc-primary").settled_by, rule_named("sd-primary").settled_by
    assert carolina
    assert dakota
    assert not carolina.reached(30, 100)
    assert carolina.reached(301, 1000)
    assert dakota.reached(35, 100)
    assert not dakota.reached(349, 1000)
    assert rule_named("ga-general-45").settled_by != rule_named("ga-general").settled_by


def test_the_count_of_alaska_is_not_the_ballot() -> None:
    rule = rule_for("AK", "H", None, "primary", dt.date(2026, 8, 18))
    assert rule
    assert "1,951" in rule.withdrawal
    assert "next finisher" in rule.withdrawal


def test_who_may_vote_is_secondary_and_never_guessed() -> None:
    def kind(state: str, day: str) -> str:
        rule = rule_for(state, "H", "1", "primary", dt.date.fromisoformat(day))
        assert rule
        found = who_may_vote(rule, state, dt.date.fromisoformat(day))
        assert not found.certain or rule.party_scope != "within each party"
        assert found.kind or found.says.startswith("Not sourced here")
        return found.kind

    assert kind("FL", "2022-08-23") == "closed"
    assert kind("GA", "2022-05-24") == "open"
    assert kind("CA", "2022-06-07") == "all voters"
    assert kind("MD", "2022-07-19") == ""  # closed by the list of 2018, not by that of 2025
    assert kind("MD", "2026-06-30") == ""
    assert kind("FL", "2012-08-14") == ""


def test_the_page_of_the_rulebook_is_current() -> None:
    text = (Path(__file__).parent.parent / "docs/rules.md").read_text("utf-8")
    assert text.split(MARK_START)[1].split(MARK_END)[0].strip() == table().strip(), (
        "run python -m onrecord.rules docs/rules.md"
    )


@pytest.mark.parametrize("state", ["CA", "WA", "OR", "WI"])
def test_the_rule_of_executives_says_which_nonpartisan_office_it_leaves_out(state: str) -> None:
    """In 2022 and 2021 Thurmond (CA) and Underly (WI) stood in nonpartisan primaries."""
    rule = rule_for(state, "state_executive", None, "primary", dt.date(2022, 6, 7))
    assert rule is not None
    assert "nonpartisan office" in rule.note


def test_why_there_is_no_rule_names_what_there_is() -> None:
    text = why_no_rule("CA", "H", "34", "primary", dt.date(1998, 6, 2))
    assert text.endswith("; none is sourced for 1998-06-02.")
    assert "from 2012-01-01 to now" in text
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
        {"seats": 2},
        {"citations": [{"text": "a law", "url": "a shelf"}]},
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


def test_a_sentence_for_each_system() -> None:
    said = {rule.system: sentence(rule) for rule in rulebook()}
    assert set(said) == {"top_two", "top_n", "plurality", "majority_runoff", "ranked_choice"}
    assert sentence(rule_named("wa-primary")) == (
        "With all parties on one ballot, the two highest, each with at least 1% of the votes, go on to the general, "
        "and no share of the votes elects."
    )
    assert sentence(rule_named("nc-primary")) == (
        "In each party's own primary, more than 30% of the votes nominates; otherwise the two highest meet in the "
        "primary runoff, if the runner-up asks for it."
    )


def test_an_abstention_gives_a_sentence_and_overlaps_no_rule(tmp_path: Path) -> None:
    entry = {"offices": ["H"], "special": False, "stage": "primary", "from": "2024-01-01", "why": "Not read."}
    assert read_abstention(entry, ("CA",)).why == "Not read."
    for change in ({"why": "no sentence"}, {"from": "2024"}, {"tie": "lot"}):
        with pytest.raises(InputError):
            read_abstention({**entry, **change}, ("CA",))
    with pytest.raises(InputError):
        read_abstention({k: v for k, v in entry.items() if k != "why"}, ("CA",))
    (tmp_path / "a.yml").write_text(
        yaml.safe_dump({"state": "CA", "name": "a", "rules": [CALIFORNIA], "abstain": [entry]}), "utf-8"
    )
    with pytest.raises(InputError, match="two rules decide one contest"):
        read_folder(tmp_path)


def test_a_table_gives_a_rule_for_each_row(tmp_path: Path) -> None:
    defaults = {k: v for k, v in CALIFORNIA.items() if k not in ("id", "note")}
    rows = [{"state": "OR"}, {"state": "ID", "uncertain_before": "2016-01-01"}]
    made = {"name": "t", "suffix": "primary", "defaults": {**defaults, "note": ""}, "rows": rows}
    (tmp_path / "t.yml").write_text(yaml.safe_dump(made), "utf-8")
    found = {rule.id: rule for rule in read_folder(tmp_path).rules}
    assert set(found) == {"or-primary", "id-primary", "id-primary-before-2016"}
    assert (found["id-primary-before-2016"].certain, found["id-primary"].certain) == (False, True)
    assert found["id-primary-before-2016"].last == dt.date(2015, 12, 31)
    assert "before 2016-01-01" in found["id-primary-before-2016"].note
