"""Whether a contest is one that the record knows: districts that exist, not those that a filer mistyped."""

from __future__ import annotations

import datetime as dt
import difflib

from onrecord.answers.ask import Rows, ask
from onrecord.model.contest import Contest
from onrecord.model.errors import UnknownName
from onrecord.store.record import Record

NO_SENATORS = ("AS", "DC", "GU", "MP", "PR", "VI")  # U.S. Constitution, Art. I, s. 3: two Senators from each State


def require_known(record: Record, contest: Contest) -> Contest:
    """The contest itself; raises UnknownName, with the nearest of that state, for one that the record knows not to be.

    A district is known by the loaded calendars and results of any year; where they name none of that state, by the
    candidate files; where nothing of that state is loaded, nothing can be said and the contest is let pass.
    """
    if contest.office == "S" and contest.state in NO_SENATORS:
        raise UnknownName("a contest for the Senate: a State's", received=str(contest), example=f"{contest.state}-AL")
    if contest.office != "H":
        return contest
    rows = ask(record, "seats", dt.date.max, state=contest.state).dicts()
    sure = {r["district"] for r in rows if r["known_by"] == "calendar or results"}
    known = sure or {r["district"] for r in rows}
    if known and contest.district not in known:
        raise UnknownName(
            f"a contest that the record knows; of {contest.state} it knows {_listed(contest, known)}",
            received=str(contest),
            example=", ".join(_near(contest, known)),
        )
    return contest


def not_named(record: Record, contest: Contest, cycle: int) -> tuple[list[str], Rows | None]:
    """What is said of a district that the calendars and results of a cycle do not name, though they name others.

    Districts end when seats are apportioned anew (CA-53 after 2022); a calendar can also lack one: nothing is decided.
    """
    if contest.office != "H":
        return [], None
    rows = ask(record, "seats", dt.date.max, state=contest.state)
    last = {r["district"]: r["last_year"] for r in rows.dicts() if r["known_by"] == "calendar or results"}
    others = sum(year >= cycle for year in last.values())
    if not others or last.get(contest.district or "", cycle) >= cycle - 1:
        return [], None
    year = last[contest.district or ""]
    said = f"no calendar or count after {year} names this district; those of {cycle} or later name {others} of its state"
    return [said], rows


def _listed(contest: Contest, districts: set[str]) -> str:
    """The districts as a range where they are one, else each."""
    names = [str(Contest("H", contest.state, d)) for d in sorted(districts)]
    whole = len(names) > 2 and int(max(districts)) - int(min(districts)) + 1 == len(names) and "00" not in districts
    return f"{names[0]} to {names[-1]}" if whole else ", ".join(names)


def _near(contest: Contest, districts: set[str]) -> list[str]:
    """At most three districts that look alike, else the first ones: suggestions only."""
    close = difflib.get_close_matches(contest.district or "", sorted(districts), n=3, cutoff=0.5)
    return [str(Contest("H", contest.state, d)) for d in close or sorted(districts)[:3]]
