"""Which contests an entry of the rulebook speaks of: states, offices, districts, stages and dates in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.errors import InputError

# H and S are the FEC's codes for the US House (delegates too) and Senate. The presidency is under no rule of this book.
OFFICES = (
    "H",
    "S",
    "governor",
    "state_executive",
    "state_senate",
    "state_house",
    "supreme_court",
    "public_service_commission",
    "board_of_education",
)
STAGES = ("primary", "primary_runoff", "general", "runoff")
# The 50 states, the District of Columbia and the territories that elect a delegate to the US House.
PLACES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming", "DC": "District of Columbia", "PR": "Puerto Rico", "GU": "Guam",
    "VI": "US Virgin Islands", "AS": "American Samoa", "MP": "Northern Mariana Islands",
}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """The law or page that an entry rests on: `text` as lawyers cite it, `url` where a reader finds it."""

    text: str
    url: str


@dataclass(frozen=True)
class Scope:
    """The contests that an entry speaks of. Dates are inclusive; no `districts` means all of them; no `last` means now.

    `special` holds False for regular elections, True for those that fill a vacancy.
    """

    states: tuple[str, ...]
    offices: tuple[str, ...]
    districts: tuple[str, ...]
    special: tuple[bool, ...]
    stages: tuple[str, ...]
    first: dt.date
    last: dt.date | None

    def covers(self, state: str, office: str, district: str | None, stage: str, date: dt.date, special: bool) -> bool:
        """Whether the entry speaks of that contest; one for named districts needs the district named."""
        return (
            state in self.states
            and office in self.offices
            and (not self.districts or district in self.districts)
            and stage in self.stages
            and special in self.special
            and self.first <= date
            and (self.last is None or date <= self.last)
        )

    def overlaps(self, other: Scope) -> bool:
        """Whether some contest would fall under both."""
        districts = not self.districts or not other.districts or set(self.districts) & set(other.districts)
        return bool(
            set(self.states) & set(other.states)
            and set(self.offices) & set(other.offices)
            and districts
            and set(self.stages) & set(other.stages)
            and set(self.special) & set(other.special)
            and self.first <= (other.last or dt.date.max)
            and other.first <= (self.last or dt.date.max)
        )

    @property
    def span(self) -> str:
        """The dates in force in words: "from 2012-01-01 to now (districts 1, 2 only)"."""
        where = f" (districts {', '.join(self.districts)} only)" if self.districts else ""
        return f"from {self.first} to {self.last or 'now'}{where}"


def read_scope(name: str, data: Mapping[str, Any], states: tuple[str, ...]) -> dict[str, Any]:
    """The parts of a Scope that one entry `name` of a rulebook file declares; raises InputError on anything amiss."""
    last = day(name, "to", data["to"]) if "to" in data else None
    first = day(name, "from", data["from"])
    if last is not None and last < first:
        raise InputError(f"{name}: dates in force run forward", received=data["to"], example='to: "2026-12-31"')
    return {
        "states": states,
        "offices": listed(name, "offices", data["offices"], OFFICES),
        "districts": tuple(str(d) for d in data.get("districts", ())),
        "special": {"both": (False, True), True: (True,), False: (False,)}[_one_of(name, "special", data)],
        "stages": listed(name, "stage", data["stage"], STAGES),
        "first": first,
        "last": last,
    }


def read_citations(name: str, given: object) -> tuple[Citation, ...]:
    """The citations of an entry, each with text and a link; raises InputError on one that is not."""
    found = given if isinstance(given, list) else []
    cited = tuple(Citation(str(c.get("text", "")), str(c.get("url", ""))) for c in found if isinstance(c, dict))
    if any(not c.text or not c.url.startswith("https://") for c in cited) or len(cited) != len(found):
        raise InputError(
            f"{name}: a citation has text and a link", received=given, example="see rulebook/california.yml"
        )
    return cited


def listed(name: str, key: str, given: object, known: tuple[str, ...]) -> tuple[str, ...]:
    """One value or a list of them, each a known one; raises InputError otherwise."""
    values = given if isinstance(given, list) else [given]
    return tuple(choice(name, key, value, known) for value in values)


def choice(name: str, key: str, given: object, known: tuple[str, ...]) -> str:
    """The value given, when it is a known one; raises InputError otherwise."""
    if not isinstance(given, str) or given not in known:
        raise InputError(f"{name}: {key} is one of {', '.join(known)}", received=given, example=known[0])
    return given


def day(name: str, key: str, given: object) -> dt.date:
    """The date that a quoted text gives; raises InputError otherwise."""
    try:
        return dt.date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise InputError(f"{name}: {key} is a quoted date", received=given, example='from: "2012-01-01"') from None


def text(given: object) -> str:
    """A text of the file on one line."""
    return " ".join(str(given).split())


def _one_of(name: str, key: str, data: Mapping[str, Any]) -> Any:
    if data[key] not in (True, False, "both"):
        raise InputError(f"{name}: {key} is true, false or both", received=data[key], example="false")
    return data[key]
