"""Cycles and election days: calendar facts, no record needed."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def cycle_of(day: dt.date | int) -> int:
    """The two-year cycle, by its even year, that a day or a year falls in (FEC: year + year % 2)."""
    year = day if isinstance(day, int) else day.year
    return year + year % 2


def general_day(year: int) -> dt.date:
    """The Tuesday after the first Monday of November (2 U.S.C. 7) of `year`."""
    first = dt.date(year, 11, 1)
    monday = first + dt.timedelta(days=(7 - first.weekday()) % 7)
    return monday + dt.timedelta(days=1)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th ..."""
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"
