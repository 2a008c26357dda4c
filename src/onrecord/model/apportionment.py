"""How many House seats each state has, by census: what tells whether every contest of a year is loaded.

Source: US Census Bureau, apportionment of 2000, 2010 and 2020 (2 U.S.C. 2a); 435 seats in each.
https://www.census.gov/data/tables/time-series/dec/apportionment-data-text.html
"""

from __future__ import annotations

_ORDER = [
    "AL",
    "AK",
    "AZ",
    "AR",
    "CA",
    "CO",
    "CT",
    "DE",
    "FL",
    "GA",
    "HI",
    "ID",
    "IL",
    "IN",
    "IA",
    "KS",
    "KY",
    "LA",
    "ME",
    "MD",
    "MA",
    "MI",
    "MN",
    "MS",
    "MO",
    "MT",
    "NE",
    "NV",
    "NH",
    "NJ",
    "NM",
    "NY",
    "NC",
    "ND",
    "OH",
    "OK",
    "OR",
    "PA",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VT",
    "VA",
    "WA",
    "WV",
    "WI",
    "WY",
]
_SEATS = {  # the first year of an election under a census: seats in the order of the states
    2002: "7 1 8 4 53 7 5 1 25 13 2 2 19 9 5 4 6 7 2 8 10 15 8 4 9 1 3 3 2 13 3 29 13 1 18 5 5 19 2 6 1 9 32 3 1 11 9 3 8 1",
    2012: "7 1 9 4 53 7 5 1 27 14 2 2 18 9 4 4 6 6 2 8 9 14 8 4 8 1 3 4 2 12 3 27 13 1 16 5 5 18 2 7 1 9 36 4 1 11 10 3 8 1",
    2022: "7 1 9 4 52 8 5 1 28 14 2 2 17 9 4 4 6 6 2 8 9 13 8 4 8 2 3 4 2 12 3 26 14 1 15 5 6 17 2 7 1 9 38 4 1 11 10 2 8 1",
}


def house_seats(state: str | None, year: int) -> int | None:
    """The voting seats of a state, or of all states for None, at the regular election of a year from 2002 to 2030.

    None where no apportionment is held: another year, an odd one, or a place that is no state.
    """
    if not 2002 <= year <= 2030 or year % 2:
        return None
    first = max(y for y in _SEATS if y <= year)
    seats = dict(zip(_ORDER, map(int, _SEATS[first].split()), strict=True))
    return sum(seats.values()) if state is None else seats.get(state)
