"""The states' postal codes, and which states have one US House seat, at large."""

from __future__ import annotations

POSTAL = {
    "Alabama": "AL",
    "Alaska": "AK",
    "Arizona": "AZ",
    "Arkansas": "AR",
    "California": "CA",
    "Colorado": "CO",
    "Connecticut": "CT",
    "Delaware": "DE",
    "District of Columbia": "DC",
    "Florida": "FL",
    "Georgia": "GA",
    "Hawaii": "HI",
    "Idaho": "ID",
    "Illinois": "IL",
    "Indiana": "IN",
    "Iowa": "IA",
    "Kansas": "KS",
    "Kentucky": "KY",
    "Louisiana": "LA",
    "Maine": "ME",
    "Maryland": "MD",
    "Massachusetts": "MA",
    "Michigan": "MI",
    "Minnesota": "MN",
    "Mississippi": "MS",
    "Missouri": "MO",
    "Montana": "MT",
    "Nebraska": "NE",
    "Nevada": "NV",
    "New Hampshire": "NH",
    "New Jersey": "NJ",
    "New Mexico": "NM",
    "New York": "NY",
    "North Carolina": "NC",
    "North Dakota": "ND",
    "Ohio": "OH",
    "Oklahoma": "OK",
    "Oregon": "OR",
    "Pennsylvania": "PA",
    "Rhode Island": "RI",
    "South Carolina": "SC",
    "South Dakota": "SD",
    "Tennessee": "TN",
    "Texas": "TX",
    "Utah": "UT",
    "Vermont": "VT",
    "Virginia": "VA",
    "Washington": "WA",
    "West Virginia": "WV",
    "Wisconsin": "WI",
    "Wyoming": "WY",
    "Puerto Rico": "PR",
    "Guam": "GU",
    "Virgin Islands": "VI",
    "American Samoa": "AS",
    "Northern Mariana Islands": "MP",
}
ALWAYS_AT_LARGE = ("AS", "DC", "GU", "MP", "PR", "VI")  # a delegate or resident commissioner each
AT_LARGE = (  # states with one House seat, by the first election of an apportionment
    (2022, ("AK", "DE", "ND", "SD", "VT", "WY")),
    (1992, ("AK", "DE", "MT", "ND", "SD", "VT", "WY")),
    (1982, ("AK", "DE", "ND", "SD", "VT", "WY")),
    (1972, ("AK", "DE", "NV", "ND", "VT", "WY")),
)


def house_district(state: str, number: int, year: int) -> str:
    """The two digits of a House district: 00 for a seat at large, which several sources call district 1.

    `year` is the election's; an odd-year special election has the map of the even year before. From 1972 on.
    """
    if number > 1:
        return f"{number:02}"
    states = next((s for first, s in AT_LARGE if year >= first), ())
    return "00" if number == 0 or state in ALWAYS_AT_LARGE or state in states else "01"
