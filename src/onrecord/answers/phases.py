"""The readings of "in the primary" and "in July": by the filer's code or the calendar, by day filed or day spent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onrecord.answers.ask import ask
from onrecord.answers.flags import is_special, sized
from onrecord.answers.money import Expenditures, Test, contest_of
from onrecord.answers.question import Given

LETTERS = {"primary": "P", "general": "G", "runoff": "R"}
ITEMISED = "itemised, in periodic reports"  # the reading of all rows of periodic reports
Reading = tuple[str, Test | None, tuple[str, ...]]


def readings_of(g: Given, spent: Expenditures) -> list[Reading]:
    """(name, test or None where it cannot be computed, caveats) for each fair reading of the phase and period asked."""
    phases, periods = _phases(g, spent), _periods(g, spent)
    found: list[Reading] = []
    for name, test, caveats in phases:
        for when, inside, more in periods:
            words = ", ".join(x for x in (name, when) if x) or ITEMISED
            found.append((words, _both(test, inside), tuple(dict.fromkeys((*caveats, *more)))))
    return found


def _both(one: Test | None, other: Test | None) -> Test | None:
    if one is None or other is None:
        return None
    first, second = one, other
    return lambda r: first(r) and second(r)


def _phases(g: Given, spent: Expenditures) -> list[Reading]:
    if not g.phase:
        return [("", lambda r: True, ())]
    if g.phase == "special":
        typed = "election codes are as the filer typed them: S, and SP, SG, SR where the filer tells them apart"
        return [("coded for a special election by the filer", is_special, (typed,))]
    code = f"{LETTERS[g.phase]}{g.in_cycle}"
    others: dict[str, int] = {}
    for row in spent.listed:
        written = row["election_code"] or "no code"
        if written != code and (written[:1] == code[0] or not row["election_code"]):
            others[written] = others.get(written, 0) + 1
    said = ["election codes are as the filer typed them"]
    said += [f"left out: {n:,} row{'' if n == 1 else 's'} with {c}" for c, n in sorted(others.items())]
    apart = disagreement(g, spent)
    said.extend(apart)
    name, test, caveats = _by_calendar(g, spent)
    by_code: Reading = (f"coded {code} by the filer", lambda r: r["election_code"] == code, tuple(said))
    return [by_code, (name, test, (*caveats, *apart))]


def disagreement(g: Given, spent: Expenditures) -> list[str]:
    """Rows whose code and day disagree: coded for the primary and dated after it, or the other way (T15)."""
    days = primary_days(g)

    def day_of(row: dict[str, Any]) -> dt.date | None:
        return days.get(str(contest_of(row))) if row["transacted_on"] else None

    dated = [(r, day) for r in spent.listed if (day := day_of(r))]
    late = [r for r, day in dated if r["election_code"] == f"P{g.in_cycle}" and r["transacted_on"] > day]
    early = [r for r, day in dated if r["election_code"] == f"G{g.in_cycle}" and r["transacted_on"] <= day]
    said = []
    if late:
        said.append(f"code and calendar disagree: {sized(late)} coded P{g.in_cycle} are dated after the primary")
    if early:
        said.append(f"code and calendar disagree: {sized(early)} coded G{g.in_cycle} are dated up to the primary's day")
    return said


def _by_calendar(g: Given, spent: Expenditures) -> Reading:
    """Rows by their own day against the days of their contest; not computed when a row or a contest has no day."""
    days = primary_days(g)
    undated = sum(r["transacted_on"] is None for r in spent.listed)
    unknown = {str(contest_of(r)) for r in spent.listed if str(contest_of(r)) not in days}
    name = f"in the {g.phase} by the contest's calendar"
    if undated:
        return name, None, (f"not computed: {undated:,} of {len(spent.listed):,} rows have no day of expenditure",)
    if unknown:
        listed = ", ".join(sorted(unknown)[:5])
        return name, None, (f"not computed: the calendar has no primary day for {listed}",)
    if g.phase == "runoff":
        return name, None, ("not computed: a runoff's span is not told apart by day",)
    wanted = g.phase == "primary"
    test: Test = lambda r: (r["transacted_on"] <= days[str(contest_of(r))]) == wanted  # noqa: E731
    return name, test, ("by the day of the expenditure; the primary lasts through its day or its runoff's",)


def primary_days(g: Given) -> dict[str, dt.date]:
    """The last day of each contest's primary stages in the cycle's even year, by the loaded calendars."""
    rows = ask(g.record, "contest_calendar", g.as_of, office=None, state=None, district=None, year=g.in_cycle).dicts()
    found: dict[str, dt.date] = {}
    for row in rows:
        regular = row["office"] in ("H", "S", "P") and not row["special"] and row["held_on"]
        if regular and row["stage"] in ("primary", "primary runoff"):
            contest = str(contest_of(row))
            found[contest] = max(row["held_on"], found.get(contest, row["held_on"]))
    return found


def _periods(g: Given, spent: Expenditures) -> list[Reading]:
    since, until = g.values.get("from"), g.values.get("to")
    if not since and not until:
        return [("", lambda r: True, ())]
    words = " ".join(x for x in (f"from {since}" if since else "", f"to {until}" if until else "") if x)
    first, last = since or dt.date.min, until or dt.date.max

    def within(column: str) -> Test:
        def test(row: dict[str, Any]) -> bool:
            return row[column] is not None and first <= row[column] <= last

        return test

    def by_day(verb: str, column: str, caveat: str) -> Reading:
        undated = sum(r[column] is None for r in spent.listed)
        if undated:
            why = f"not computed: {undated:,} of {len(spent.listed):,} rows have no day of {caveat}"
            return f"{verb} {words}", None, (why,)
        return f"{verb} {words}", within(column), (f"by the day of the {caveat}",)

    filed = (f"filed {words}", within("filed_on"), ("by the day of filing, which is later than the spending",))
    found: list[Reading] = [filed, by_day("spent", "transacted_on", "expenditure")]
    if any(r["disseminated_on"] for r in spent.listed):  # E8: which day is meant changes the sum
        found.append(by_day("disseminated", "disseminated_on", "dissemination"))
    return found
