"""Reads FiveThirtyEight's calendar of races: one contest stage a row, dates with two-digit years from 1938 on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.reading import ALL_PARTIES, FEDERAL, PARTY, federal_general_day, records
from onrecord.sources.states import house_district

USED = ("id", "type", "state_abbrev", "office_name", "office_seat_name", "cycle", "stage", "party", "special")
MORE = ("incumbent_party", "date")
IGNORED = ("State", "office_id", "Winning party", "created_at", "updated_at")
OFFICES = {"HouseRace": "H", "SenateRace": "S", "PresidentialRace": "P", "GubernatorialRace": "G"}
STAGES = {
    "general": "general",
    "primary": "primary",
    "caucus": "caucus",
    "jungle primary": "primary",
    "top two primary": "primary",
    "top four primary": "primary",
    "primary runoff": "primary runoff",
    "runoff": "runoff",
    "recall": "recall",
    "convention": "convention",
}
DISTRICT = re.compile(r"^District (\d{1,2})$")
CLASS = re.compile(r"^Class (I{1,3})$")


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every contest stage for the House, the Senate, the presidency or a governor; why any other row is not held."""
    for line, row in records(path, (*USED, *MORE), ignored=IGNORED):
        yield line, row if isinstance(row, str) else _contest(row)


def _contest(row: dict[str, str]) -> list[str] | str:
    office = OFFICES.get(row["type"], "")
    if not office:
        return f"not a contest for the US House, US Senate, President or Governor: {row['type']} ({row['office_name']})"
    if row["stage"] not in STAGES:
        return f"the stage '{row['stage']}' is not one of {', '.join(STAGES)}"
    if not row["state_abbrev"] and office != "P":
        return "no state"
    district, seat_class = "", ""
    if office == "H":
        hit = DISTRICT.match(row["office_seat_name"])
        if not hit:
            return f"not a House seat: {row['office_seat_name'] or 'blank'}"
        district = house_district(row["state_abbrev"], int(hit[1]), int(row["cycle"] or 0))
    elif hit := CLASS.match(row["office_seat_name"]):
        seat_class = hit[1]
    day = election_day(row["date"], int(row["cycle"])) if row["cycle"].isdigit() else None
    if row["date"] and not day:
        return f"the date '{row['date']}' is not a day of the cycle {row['cycle']} or next January, written M/D/YY"
    stage, kind = _stage(row["stage"], office, day)
    return [
        *(office, row["state_abbrev"], district, seat_class, row["cycle"], stage, row["party"], kind),
        *(row["special"], day.isoformat() if day else "", row["id"], row["incumbent_party"], row["stage"]),
    ]


def election_day(text: str, cycle: int) -> dt.date | None:
    """The day written M/D/YY; the century is the cycle's, as the two digits alone cannot say. None if it is neither.

    A runoff in the January after the cycle's year belongs to it (Georgia, 5 January 2021).
    """
    hit = re.match(r"^(\d{1,2})/(\d{1,2})/(\d\d)$", text)
    if not hit:
        return None
    month, day, yy = (int(x) for x in hit.groups())
    year = next((y for y in (cycle, cycle + 1) if y % 100 == yy and (y == cycle or month == 1)), None)
    try:
        return dt.date(year, month, day) if year else None
    except ValueError:
        return None


def _stage(named: str, office: str, day: dt.date | None) -> tuple[str, str]:
    """The stage and the primary's kind; an all-party federal election on the general election day is the general."""
    if named == "jungle primary" and office in FEDERAL and day and federal_general_day(day):
        return "general", ""
    kind = ALL_PARTIES if named in ("jungle primary", "top two primary", "top four primary") else ""
    return STAGES[named], PARTY if named in ("primary", "primary runoff", "caucus") else kind
