"""The stage of money on a contest: by the cited list of primary days, the loaded calendars and the story's day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onrecord.answers.ask import ask
from onrecord.claims.check import check, listed
from onrecord.claims.stages import span_of
from onrecord.faces.sample import sample_record
from onrecord.model.errors import InputError
from onrecord.rules.primary_days import FILE, primary_day, read_days
from onrecord.store.record import Record


@pytest.fixture(scope="module")
def record() -> Record:
    return Record(sample_record())


def phase(record: Record, text: str, day: dt.date) -> str | None:
    """The stage of the first claim of a text."""
    found: str | None = listed(text, record, day)["claims"][0]["claim"]["phase"]
    return found


@pytest.mark.parametrize(
    ("office", "state", "year", "day"),
    [
        ("H", "NY", 2024, dt.date(2024, 6, 25)),
        ("H", "NY", 2022, dt.date(2022, 8, 23)),  # moved for the House, by the special master's lines
        ("S", "NY", 2022, dt.date(2022, 6, 28)),
        ("H", "MD", 2022, dt.date(2022, 7, 19)),  # moved from June 28
        ("H", "NC", 2016, dt.date(2016, 6, 7)),
        ("S", "NC", 2016, dt.date(2016, 3, 15)),
        ("S", "GA", 2020, dt.date(2020, 6, 9)),  # postponed from May 19
        ("H", "CA", 2018, dt.date(2018, 6, 5)),
    ],
)
def test_the_day_of_a_primary(office: str, state: str, year: int, day: dt.date) -> None:
    found = primary_day(office, state, year)
    assert found is not None
    assert (found.held_on, bool(found.cited)) == (day, True)


def test_a_day_that_is_not_known_is_none() -> None:
    assert primary_day("H", "ID", 2020) is None
    assert primary_day("H", "CA", 2014) is None
    assert primary_day("P", None, 2024) is None


def test_every_day_is_a_weekday_but_in_hawaii() -> None:
    days = read_days(FILE)
    assert {k[1] for k, v in days.items() if v.held_on.weekday() > 4} == {"HI"}
    assert len({(s, y) for _, s, y in days}) > 240


def test_the_list_agrees_with_the_calendar_that_is_loaded(record: Record) -> None:
    rows = ask(record, "contest_calendar", dt.date(2026, 1, 1), office="H", state=None, district=None, year=2024).dicts()
    held = [r for r in rows if r["stage"] == "primary" and not r["special"] and r["held_on"]]
    for row in held:
        known = primary_day("H", row["state"], 2024)
        assert known is None or known.held_on == row["held_on"], row


@pytest.mark.parametrize(
    "text",
    [
        "- year: 2024\n  citations: []\n  days: {}\n",
        "- year: 2024\n  citations: [{text: x}]\n  days: {'2022-06-25': [NY]}\n",
        "- year: 2024\n  citations: [{text: x}]\n  days: {'2024-06-25': [ZZ]}\n",
        "- year: 2024\n  citations: [{text: x}]\n  days: {'June 25': [NY]}\n",
        "- year: 2024\n  citations: [{text: x}]\n  days: {'2024-06-25': [NY], '2024-06-26': [NY]}\n",
        "- year: 2024\n  days: {}\n",
    ],
)
def test_a_malformed_list_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "days.yml").write_text(text, "utf-8")
    with pytest.raises(InputError):
        read_days(tmp_path / "days.yml")


# The primary in California was on March 5, 2024.
ON_RACE = "UDP spent $1.7 million to help Jimmy Gomez in California's 34th District"


@pytest.mark.parametrize(
    ("text", "day", "stage"),
    [
        (f"{ON_RACE}.", dt.date(2024, 2, 1), "primary"),
        (f"{ON_RACE}.", dt.date(2024, 3, 20), "primary"),  # looks back
        (f"{ON_RACE}.", dt.date(2024, 10, 1), None),
        (f"{ON_RACE}.", dt.date(2024, 12, 20), None),  # which of the two, the words do not say
        (f"{ON_RACE} this fall.", dt.date(2024, 3, 25), "general"),
        (f"{ON_RACE}, who won by a wide margin.", dt.date(2024, 8, 1), "primary"),
        (f"{ON_RACE} in January 2024.", dt.date(2024, 10, 1), "primary"),
        (f"{ON_RACE} in the general election.", dt.date(2024, 2, 1), "general"),
        (f"{ON_RACE}, who went on to win his primary.", dt.date(2024, 3, 8), "primary"),
        (f"{ON_RACE}.", dt.date(2023, 11, 1), "primary"),
        (f"{ON_RACE}.", dt.date(2023, 2, 1), None),  # an early odd year may speak of the cycle before
    ],
)
def test_the_stage_of_money_by_the_calendar(record: Record, text: str, day: dt.date, stage: str | None) -> None:
    assert phase(record, text, day) == stage


def test_a_stage_of_the_calendar_refutes_nothing(record: Record) -> None:
    text = "UDP spent $1.7 million to help Jimmy Gomez in California's 34th District."
    for day in (dt.date(2024, 2, 1), dt.date(2024, 12, 20)):
        assert check(text, record, day)["claims"][0]["verdict"] != "refuted"


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024 cycle", ("2023-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023Q4", ("2023-10-01", "2023-12-31")),
        ("summer 2023", ("2023-07-01", "2023-09-30")),
        ("2024-10-17..2024-11-25", ("2024-10-17", "2024-11-25")),
        ("2024-10-30", ("2024-10-30", "2024-10-30")),
    ],
)
def test_the_days_of_a_period(period: str, span: tuple[str, str]) -> None:
    found = span_of(period)
    assert found is not None
    assert tuple(d.isoformat() for d in found) == span
    assert span_of("inception to 2024-06-01") is None
