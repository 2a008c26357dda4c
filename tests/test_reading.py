"""How a sentence is read: places, periods, names, sentences; and how readings become a verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.answers.answer import Answer, plain
from onrecord.answers.candidacy import ruled
from onrecord.claims.dateline import dateline
from onrecord.claims.figures import figures
from onrecord.claims.periods import month_of_vote, period_of, phase_at, phase_of, without_period, year_of_vote
from onrecord.claims.places import places
from onrecord.claims.story import sentences
from onrecord.claims.verdict import decide, fit_of
from onrecord.model.contest import Contest, parse_contest
from onrecord.model.dates import cycle_of, general_day, ordinal
from onrecord.model.errors import InputError
from onrecord.model.names import display, same_name
from onrecord.model.parties import letter, party_of

DAY = dt.date(2024, 11, 4)


@pytest.mark.parametrize(
    ("text", "contests"),
    [
        ("in California\u2019s 34th Congressional District", ["CA-34"]),
        ("New York's Sixteenth Congressional District", ["NY-16"]),
        ("in Alaska's at-large congressional district", ["AK-AL"]),
        ("CA-34 and MO-01", ["CA-34", "MO-01"]),
        ("the Ohio Senate race", ["OH-SEN"]),
        ("In California, the 13th District is close", ["CA-13"]),
        ("Washington's 4th Congressional District", ["WA-04"]),
        ("the 34th District", []),
        ("California\u2019s 58th governor", []),
    ],
)
def test_places(text: str, contests: list[str]) -> None:
    assert [str(p.contest) for p in places(text) if p.contest] == contests


@pytest.mark.parametrize("text", ["CA-34", "ca34", "CA 34"])
def test_a_contest_is_written_in_several_ways(text: str) -> None:
    assert parse_contest(text) == Contest("H", "CA", "34")


def test_what_is_no_contest_is_refused() -> None:
    with pytest.raises(InputError, match="CA-34"):
        parse_contest("XX-34")


@pytest.mark.parametrize(
    ("text", "cycle", "narrow"),
    [
        ("spent $1 million this year", 2024, True),
        ("spent $1 million this cycle", 2024, False),
        ("spent $1 million in the 2022 cycle", 2022, False),
        ("raised $1 million in 2021", 2022, True),
        ("raised $1 million in March", 2024, True),
        ("raised $1 million last quarter", 2024, True),
        ("the PAC, founded in 2011, raised $1 million", 2024, False),
    ],
)
def test_periods(text: str, cycle: int, narrow: bool) -> None:
    found = period_of(text, text.index("$1"), DAY)
    assert (found.cycle, found.narrow) == (cycle, narrow)


def test_a_month_and_an_odd_year_have_their_days() -> None:
    month = period_of("raised $1 in January 2019", 7, DAY)
    assert (month.since, month.until, month.from_start) == (dt.date(2019, 1, 1), dt.date(2019, 1, 31), True)
    assert not period_of("raised $1 in February 2019", 7, DAY).from_start
    quarter = period_of("raised $1 in the fourth quarter of 2019", 7, DAY)
    assert (quarter.since, quarter.until, quarter.cycle) == (dt.date(2019, 10, 1), dt.date(2019, 12, 31), 2020)
    assert period_of("raised $1 in the first quarter", 7, DAY).until == dt.date(2024, 3, 31)
    assert period_of("raised $1 in the fourth quarter", 7, DAY.replace(month=2)).until == dt.date(2023, 12, 31)
    year = period_of("raised $1 in 2019", 7, DAY)
    assert (year.since, year.until, year.a_year) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31), True)
    for words in ("in late January 2019", "in January and March 2019", "since January 2019", "on January 6"):
        assert period_of(f"raised $1 {words}", 7, DAY).since is None, words


def test_each_amount_takes_its_own_clauses_stage() -> None:
    text = "$2 million against Lee in the 2022 primary and $1 million against her in the general election"
    assert phase_at(text, 0, 10) == "primary"
    assert phase_at(text, text.index("$1"), text.index("$1") + 10) == "general"
    led = "In the primaries, it spent $2 million against Lee and $1 million for Irwin"
    assert phase_at(led, led.index("$1"), led.index("$1") + 10) == "primary"
    other = "$3 million against Lee and $1 million of it in the primary"
    assert phase_at(other, 0, 10) is None


def test_what_is_left_of_words_beside_their_period() -> None:
    assert without_period(" in the 2022 cycle, up from nothing") == ""
    assert without_period(" through Nov. 4, 2024") == ""
    assert without_period(" in Texas in 2022") == "Texas"
    assert without_period(" who lost in 2022") == "who lost"


def test_years_months_and_phases_of_votes() -> None:
    text = "Gomez prevailed 53-47 over Kim in 2020 and by an even closer margin in 2022, winning by about 3,000 votes."
    split, margin = (f for f in figures(text) if f.kind in ("split", "votes"))
    assert year_of_vote(text, split.start, split.end, DAY) == 2020
    assert year_of_vote(text, margin.start, margin.end, DAY) == 2022
    assert month_of_vote("on Aug. 16, 2022", 2022) == 8
    assert month_of_vote("in 2022", 2022) is None
    assert [phase_of(t) for t in ("in the primary", "the special election", "primary and general", "in May")] == [
        "primary",
        "special general",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("KIM, DAVID YUNG HO", "David Kim", True),
        ("KIM, DAVID", "Daniel Kim", False),
        ("DE LA CRUZ, MONICA", "Monica De La Cruz", True),
        ("GARC\u00cdA, JES\u00daS", "Jesus Garcia", True),
        ("GARCIA, ROBERT JR", "Robert Garcia Sr.", False),
        ("Gomez, Jimmy", "GOMEZ, JIMMY", True),
        ("LEE, CALVIN", "David Lee", False),
    ],
)
def test_names_are_compared_exactly(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) == same_name(other, one) == same


def test_names_parties_and_days_as_printed() -> None:
    assert [display(n) for n in ("KIM, DAVID", "GONZALES-TORRES, ANGELA", "BARAJAS, RAMON MR. III", "Jimmy Gomez")] == [
        "David Kim",
        "Angela Gonzales-Torres",
        "Ramon Barajas III",
        "Jimmy Gomez",
    ]
    official = ("BOUSTANY, JR, CHARLES W.", "PAYNE, DONALD M., JR.", 'Johnson, Henry C. "Hank," Jr.', "CONDIT, JR., JIM")
    assert [display(n) for n in official] == [  # as the FEC's results of 2012 and 2018 write them
        "Charles W. Boustany Jr",
        "Donald M. Payne Jr.",
        'Henry C. "Hank" Johnson Jr.',
        "Jim Condit Jr.",
    ]
    assert [party_of(p) for p in ("DFL", "d", "REP", " ", "Working Families")] == [
        "Democratic",
        "Democratic",
        "Republican",
        None,
        "Working Families",
    ]
    assert [letter(p) for p in ("Democratic", "Republican", None)] == ["D", "R", "?"]
    assert [general_day(y).isoformat() for y in (2020, 2022, 2024)] == ["2020-11-03", "2022-11-08", "2024-11-05"]
    assert [cycle_of(y) for y in (2023, 2024)] == [2024, 2024]
    assert [ordinal(n) for n in (1, 2, 3, 11, 22)] == ["1st", "2nd", "3rd", "11th", "22nd"]


@pytest.mark.parametrize(
    ("got", "verdict"),
    [
        (["yes", "yes"], "supported"),
        (["yes", "no"], "depends on the definition"),
        (["yes", "unknown"], "depends on the definition"),
        (["no", "no"], "refuted"),
        (["no", "slack"], "close"),
        (["no", "unknown"], "cannot check"),
        (["no", "open"], "cannot check"),
        (["unknown"], "cannot check"),
        ([], "cannot check"),
    ],
)
def test_readings_become_a_verdict(got: list[str], verdict: str) -> None:
    assert decide(got) == verdict  # type: ignore[arg-type]


@given(
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.sampled_from(["exact", "approx", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most"]),
)
def test_a_floor_below_the_claim_never_says_no(claimed: int, value: int, comparator: str) -> None:
    one = Answer("sum", Decimal(min(claimed - 1, value)), "USD", floor=True)
    assert fit_of(one, claimed, 1, comparator) != "no"


def test_values_are_written_exactly() -> None:
    assert [plain(v) for v in (3021, Decimal("103739277.99"), Fraction(1, 3), Fraction(1, 2), None)] == [
        3021,
        "103739277.99",
        "0.333333",
        "0.5",
        None,
    ]


def test_titles_and_furniture_do_not_break_or_join_sentences() -> None:
    text = "Rep. Gomez won.\nAdvertisement\nSen. Smith of the U.S. Senate lost to Dr. Jones. It was close.\n"
    text += "Recent Posts\nX won 99-1.\n"
    assert [s.text for s in sentences(text)] == [
        "Rep. Gomez won.",
        "Sen. Smith of the U.S. Senate lost to Dr. Jones.",
        "It was close.",
    ]
    for s in sentences(text):
        assert text[s.start : s.end] == s.text


@given(st.text(alphabet='aA. \n\u201d"1', max_size=200))
def test_sentences_are_parts_of_the_text_in_order(text: str) -> None:
    last = 0
    for s in sentences(text):
        assert s.start >= last
        assert text[s.start : s.end] == s.text
        last = s.end


def test_a_contest_without_a_rule_says_why() -> None:
    from onrecord.answers.ask import Rows
    from onrecord.answers.contests import Contested

    empty = Contested((), Rows("contest_results", {}, DAY, "", [], [], ""), None, ())
    assert ruled(empty, Contest("P", None), 2024).rule is None
    assert ruled(empty, Contest("P", None), 2024).why


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A headline\nBy A. Reporter\nNovember 4, 2024\nThe story.", "2024-11-04"),
        ("A headline\nPublished: 2024-11-04\nThe story.", "2024-11-04"),
        ("WASHINGTON, Nov. 4, 2024 \u2014 The story.", "2024-11-04"),
        ("Gomez won on November 5, 2024, by 21,374 votes.", None),
        ("Nov. 4, 2024\nNov. 5, 2024\nThe story.", None),
        ("The story.", None),
    ],
)
def test_a_dateline_is_read_and_never_guessed(text: str, day: str | None) -> None:
    found = dateline(text)
    assert (found.isoformat() if found else None) == day
