"""A contest's name: office, state and district, written as the field writes it (CA-34, AK-AL, OH-SEN)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.errors import InputError

STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA", "Hawaii": "HI", "Idaho": "ID",
    "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA",
    "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV",
    "New Hampshire": "NH", "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC",
    "North Dakota": "ND", "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA",
    "Rhode Island": "RI", "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX",
    "Utah": "UT", "Vermont": "VT", "Virginia": "VA", "Washington": "WA", "West Virginia": "WV",
    "Wisconsin": "WI", "Wyoming": "WY", "District of Columbia": "DC", "Puerto Rico": "PR", "Guam": "GU",
    "American Samoa": "AS", "U.S. Virgin Islands": "VI", "Northern Mariana Islands": "MP",
}  # fmt: skip
NAMES = {code: name for name, code in STATES.items()}
_ID = re.compile(r"([A-Z]{2})[- ]?(\d{1,2}|AL|SEN|S)", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Contest:
    """An office with its state and, for the House, its two-digit district (00 at large)."""

    office: str  # H, S or P
    state: str | None
    district: str | None = None

    def __str__(self) -> str:
        if self.office == "H":
            return f"{self.state}-{'AL' if self.district == '00' else self.district}"
        return f"{self.state}-SEN" if self.office == "S" else "President"

    @property
    def words(self) -> str:
        """The contest as a sentence would name it."""
        state = NAMES.get(self.state or "", self.state)
        if self.office == "H":
            seat = "at large" if self.district == "00" else f"District {int(self.district or 0)}"
            return f"US House, {state}, {seat}"
        return f"US Senate, {state}" if self.office == "S" else "President"


def parse_contest(text: str) -> Contest:
    """The contest that `text` (CA-34, ca34, AK-AL, OH-SEN, President) names; raises InputError otherwise."""
    plain = text.strip()
    if plain.casefold() in ("president", "p", "us-pres"):
        return Contest("P", None)
    hit = _ID.fullmatch(plain)
    if not hit or hit[1].upper() not in NAMES:
        raise InputError(
            "a contest: state and district, AL at large, SEN for the Senate", received=text, example="CA-34"
        )
    state, seat = hit[1].upper(), hit[2].upper()
    if seat in ("SEN", "S"):
        return Contest("S", state)
    return Contest("H", state, "00" if seat == "AL" else seat.zfill(2))
