"""When the regular primaries of the US House and Senate were held, by state and year, each year with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.contest import NAMES
from onrecord.model.errors import InputError

FILE = Path(__file__).parent / "primary_days.yml"
OFFICES = ("H", "S")
_KEYS = {"year", "citations", "days", "apart"}


@dataclass(frozen=True)
class PrimaryDay:
    """The day of a primary, with where it is from."""

    held_on: dt.date
    cited: str


def primary_day(office: str, state: str | None, year: int) -> PrimaryDay | None:
    """The day of the regular primary of an office (H, S) of a state in a year; None where the list does not know it.

    A state without a Senate seat to fill has no Senate primary: whether there is one, the list does not say.
    """
    return _days(FILE).get((office, state or "", year))


@cache
def _days(path: Path) -> dict[tuple[str, str, int], PrimaryDay]:
    return read_days(path)


def read_days(path: Path) -> dict[tuple[str, str, int], PrimaryDay]:
    """Every day of a file by office, state and year; raises InputError where an entry is malformed or stands twice."""
    import yaml

    found: dict[tuple[str, str, int], PrimaryDay] = {}
    for entry in yaml.safe_load(path.read_text("utf-8")) or []:
        if not isinstance(entry, Mapping) or set(entry) - _KEYS or not {"year", "citations", "days"} <= set(entry):
            raise InputError(f"a year's primaries have {sorted(_KEYS)}", received=entry, example="year: 2024")
        cited = "; ".join(one["text"] for one in entry["citations"])
        if not cited:
            raise InputError("a year's primaries have a source", received=entry["year"], example="citations: [...]")
        listed = [(o, s, day) for day, states in entry["days"].items() for s in states for o in OFFICES]
        listed += [(one["office"], one["state"], one["day"]) for one in entry.get("apart") or []]
        for office, state, day in listed:
            _add(found, (office, state, int(entry["year"])), day, cited)
    return found


def _add(found: dict[tuple[str, str, int], PrimaryDay], key: tuple[str, str, int], day: Any, cited: str) -> None:
    office, state, year = key
    try:
        held = dt.date.fromisoformat(str(day))
    except ValueError:
        raise InputError("a day as year-month-day", received=day, example="2024-06-25") from None
    if held.year != year or office not in OFFICES or state not in NAMES:
        raise InputError("a day of the entry's year, an office H or S, a state", received=(*key, day), example="NY")
    if key in found:
        raise InputError("a primary is listed once", received=(*key, day), example="apart: {state: NY, office: H, ...}")
    found[key] = PrimaryDay(held, cited)
