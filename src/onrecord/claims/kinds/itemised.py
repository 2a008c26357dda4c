"""Itemised rows as readings of a spender's money: what the named question gives, and how each bears on a claim."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from onrecord.answers import money, sides, spent
from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.question import Given
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.amount import Amount
from onrecord.claims.periods import Period
from onrecord.claims.story import Story
from onrecord.claims.typed import Tried
from onrecord.claims.verdict import Fit, fit_of
from onrecord.model.parties import party_of
from onrecord.registry.groups import Group

HELD = ("expenditure", "contribution", "notice")
_NOT_FROM_START = re.compile(
    r"\b(?:since|from|between|after|years?|quarter|months?|weeks?|days?|summer|spring|fall|winter|general|primar\w+"
    r"|run-?off|more|another|additional)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """The answers of the question: the readings of the words, others that only a fit makes fair, and what lacks."""

    main: list[Answer]
    more: list[Answer]
    lacking: list[str]


def answers(story: Story, day: dt.date, period: Period, asked: Mapping[str, Any]) -> Found:
    """What `onrecord ask independent-expenditures` gives for the words' spender, side, party, phase and days (USD).

    A period whose days are known is asked by them; any other by its cycle.
    """
    values = {**asked, "cycle": period.cycle, "from": period.since, "to": period.until}
    values["phase"] = _stage(values.get("phase"))
    g = Given(story.record, day, {k: v for k, v in values.items() if v is not None})
    listed = spent.independent_expenditures(g)
    number = len(list(sides.readings(g)))
    main, lacking = [], []
    for one in listed[:number]:
        if one.value is None and not (g.phase and "calendar" in one.reading):
            why = [c for c in one.caveats if c.startswith(("not computed", "not given", "no such row"))]
            lacking += [f"{one.reading}: {c}" for c in why]
        else:
            main.append(one)
    more = [
        x
        for x in listed[number:]
        if x.value is not None
        and x.facts.get("definition") == "independent expenditures"
        and x.reading != "independent expenditures"
    ]
    return Found(main, more, lacking)


def _stage(phase: str | None) -> str | None:
    """The question's word for a stage: a special election's stages are one, a primary runoff is a runoff."""
    if phase is None:
        return None
    return "special" if phase.startswith("special") else phase.removeprefix("primary ") if "runoff" in phase else phase


def tried(answer: Answer, f: Figure, period: Period, *, floor: bool) -> Tried:
    """How a sum of rows bears on a claim: a sum of more than the period is no less than it, one by day of filing or of
    an unstated period refutes nothing."""
    one = replace(answer, floor=floor)
    if one.value is None or one.value <= 0:
        return Tried(one, "unknown")
    fit: Fit = fit_of(one, f.value, f.unit_in_last_place, f.comparator)
    bounded = bool(period.until)
    above = Fraction(one.value) > f.value
    if bounded or not period.stated:
        return Tried(one, fit if fit == "yes" else "open")
    if period.narrow:
        this_year = period.a_year and period.words.casefold() == "this year"
        fit = fit if (fit == "yes" and this_year) or (fit != "yes" and not above) else "open"
    elif period.year and above and fit != "yes":
        fit = "open"
    return Tried(one, fit)


def refuted_by(floor: Answer | None, listed: list[Tried], f: Figure) -> list[Tried]:
    """The readings, all of them refuted where a sum that surely belongs to the period is above the claim."""
    if floor is None or floor.value is None or Fraction(floor.value) <= f.value:
        return listed
    if fit_of(floor, f.value, f.unit_in_last_place, f.comparator) != "no":
        return listed
    return [Tried(t.answer, "no") for t in listed] + [Tried(floor, "no")]


def surely(
    story: Story,
    a: Amount,
    group: Group,
    period: Period,
    day: dt.date,
    stance: str | None = None,
    party: str | None = None,
) -> Answer | None:
    """Independent expenditures (USD) that surely belong to the period: of a year, or filed up to the day that the
    sentence names; None where there are none, or the words may mean another beginning.

    Of a year: those in reports filed after 31 January, when the last of the year before is due, but those of another
    day, and what an amended, mid-year or year-end report restates (11 CFR 104.5).
    """
    if period.a_year and period.year == period.cycle:
        since = dt.date(period.year, 1, 31)
        name, test = f"independent expenditures itemised in reports filed after {since}", _of_year(since)
    elif period.until and not period.since and period.until <= day and not _NOT_FROM_START.search(a.sentence.text):
        until = period.until
        name, test = f"independent expenditures itemised in reports filed by {until}", lambda r: r["filed_on"] <= until
    else:
        return None
    rows = money.expenditures(story.record, group.committees, day, cycle=period.cycle)
    found = rows.answer(
        name,
        lambda r: test(r) and stance in (None, r["stance"]) and (party is None or party_of(r["party"]) == party),
    )
    return found if found.rows else None


def _of_year(since: dt.date) -> Callable[[dict[str, Any]], bool]:
    def test(r: dict[str, Any]) -> bool:
        if r["transacted_on"]:
            return bool(r["filed_on"] > since and r["transacted_on"].year == since.year)
        older = r["report_type"] in ("YE", "MY") or r["amendment_indicator"] == "A"
        return bool(r["filed_on"] > since) and not older

    return test


def reaches(story: Story, group: Group, cycle: int, until: dt.date, day: dt.date) -> bool:
    """Whether what is loaded of every member holds all that was filed by `until`, a day not after `day`."""
    found = ask(story.record, "itemised_reach", day, committees=group.committees, cycle=cycle).dicts()
    there = {r["committee_id_fec"] for r in found if r["reach"] and r["reach"] >= until and not r["unread"]}
    return until <= day and set(group.committees) <= there


def day_filed(story: Story, one: Tried, group: Group, period: Period, day: dt.date) -> Tried:
    """What was filed by a day that all loaded rows reach is no floor of what was known on that day."""
    filed = period.until and not period.since and one.answer.reading.startswith("filed ")
    if filed and period.until and reaches(story, group, period.cycle, period.until, day):
        return replace(one, answer=replace(one.answer, floor=False))
    return one


def not_loaded(story: Story, group: Group, cycle: int, day: dt.date) -> bool:
    """Whether no itemised expenditure or notice of any member is loaded for a cycle."""
    loaded = money.held(story.record, group.committees, day)
    kinds = [(c, held) for c in group.committees for held in ("expenditure", "notice")]
    return not any(cycle in loaded.get(one, set()) for one in kinds)


def members_not_loaded(story: Story, group: Group, cycle: int, day: dt.date) -> list[Tried]:
    """The members without itemised rows of a cycle, as a reading that cannot be computed."""
    loaded = money.held(story.record, group.committees, day)
    missing = [n for i, n, _ in group.members if not any(cycle in loaded.get((i, h), set()) for h in HELD)]
    return [unknown(f"{', '.join(missing)}, of whom no itemised rows are loaded")] if missing else []


def unknown(what: str, *caveats: str) -> Tried:
    """A reading that cannot be computed."""
    return Tried(Answer(what, None, "USD", (), 0, None, True, caveats), "unknown")
