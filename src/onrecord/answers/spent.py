"""Named questions about independent expenditures: sums, shares, contests, largest, only, first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows
from onrecord.answers.money import FLOOR, Expenditures, Test, by, contest_of, expenditures, held, named, summary
from onrecord.answers.people import Person, roster
from onrecord.answers.phases import readings_of
from onrecord.answers.question import Given
from onrecord.model.dates import cycle_of
from onrecord.model.parties import party_of
from onrecord.registry.groups import Group

AMONG = "among the committees whose itemised rows are loaded, not among all that filed"
NO_ROW = "no such row is in the loaded periodic reports; a notice may be on file, so that there was none cannot be said"


def independent_expenditures(g: Given) -> list[Answer]:
    """The sum (USD) of itemised independent expenditures under each reading; then the committees' own summary line."""
    spent, why = asked_rows(g)
    found = [_sum(spent, name, test, why, *caveats) for name, test, caveats in readings_of(g, spent)]
    if g.spender and not any(g.values.get(k) for k in ("target", "contest", "stance", "party", "phase", "from", "to")):
        found += [
            a
            for a in summary(g.record, "spending", g.spender.committees, g.in_cycle, g.as_of)
            if a.facts["definition"] == "independent expenditures"
        ]
    return found


def asked_rows(g: Given) -> tuple[Expenditures, list[str]]:
    """The rows of the spender, target, contest, stance and party asked for, and what is not loaded of them."""
    group: Group | None = g.spender
    ids = targets_of(g)
    spent = expenditures(g.record, group.committees if group else None, g.as_of, candidates=ids, cycle=g.in_cycle)
    kept = tuple(r for r in spent.listed if _wanted(g, r))
    why = [FLOOR]
    if group is None:
        number = len({r["committee_id_fec"] for r in kept})
        why.append(f"{number} spender{'' if number == 1 else 's'}, {AMONG}")
        return Expenditures(spent.rows, kept), why
    return Expenditures(spent.rows, kept), [*why, *not_held(g, group)]


def not_held(g: Given, group: Group, wanted: str = "expenditure", words: str = "independent expenditure") -> list[str]:
    """Members without a row of the wanted table: no itemised row of theirs is loaded at all, or only others."""
    loaded = held(g.record, group.committees, g.as_of)
    said = []
    for committee, name, _ in group.members:
        tables = {table for (who, table), cycles in loaded.items() if who == committee and g.in_cycle in cycles}
        if wanted in tables:
            continue
        if tables:
            said.append(f"{name} ({committee}): its loaded itemised rows of {g.in_cycle} hold no {words}")
        else:
            said.append(f"no itemised row of {name} ({committee}) is loaded for {g.in_cycle}; missing is not zero")
    return said


def targets_of(g: Given) -> list[str] | None:
    """The candidate ids of the target or the contest asked of; None when neither is."""
    person: Person | None = g.target
    if person:
        return list(person.ids)
    if g.contest:
        return sorted({i for p in roster(g.record, g.contest, g.as_of).people for i in p.ids})
    return None


def _wanted(g: Given, row: dict[str, Any]) -> bool:
    return (
        (g.contest is None or g.target is not None or contest_of(row) == g.contest)
        and g.stance in (None, row["stance"])
        and (g.party is None or party_of(row["party"]) == g.party)
    )


def _sum(spent: Expenditures, name: str, test: Test | None, why: list[str], *caveats: str) -> Answer:
    """The sum under a reading; None where the reading cannot be computed (`test` is None) or no row passes it."""
    if test is None:
        return Answer(name, None, "USD", (spent.rows,), 0, None, True, (*caveats, *why))
    found = spent.answer(name, test, *caveats, *why)
    return found if found.rows else replace(found, value=None, caveats=(*found.caveats, NO_ROW))


def share(g: Given) -> list[Answer]:
    """The part of the spender's money that the asked rows are: of its itemised independent expenditures, and of all
    its disbursements (fractions, exact)."""
    whole_rows = expenditures(g.record, g.spender.committees, g.as_of, cycle=g.in_cycle)
    whole = whole_rows.answer("all itemised independent expenditures", lambda r: True)
    spent, why = asked_rows(g)
    found = []
    for name, test, caveats in readings_of(g, spent):
        part = _sum(spent, name, test, why, *caveats)
        found.append(_ratio(f"{name}, of its itemised independent expenditures", part, whole))
    for one in summary(g.record, "spending", g.spender.committees, g.in_cycle, g.as_of)[:1]:
        name, test, caveats = readings_of(g, spent)[0]
        found.append(_ratio(f"{name}, of {one.reading}", _sum(spent, name, test, why, *caveats), one))
    return found


def _ratio(name: str, part: Answer, whole: Answer) -> Answer:
    known = part.value is not None and bool(whole.value)
    value = Fraction(part.value or 0) / Fraction(whole.value or 1) if known else None
    asked = tuple({r.receipt: r for r in (*part.asked, *whole.asked)}.values())
    parts = [("the part", part.value), (f"the whole: {whole.reading}", whole.value)]
    listed = tuple((n, v) for n, v in parts if v is not None)
    caveats = tuple(dict.fromkeys((*part.caveats, *whole.caveats)))
    days = [d for d in (part.through, whole.through) if d]
    through, facts = min(days, default=None), {"parts": "USD"}
    return Answer(name, value, "fraction", asked, part.rows, through, False, caveats, listed, facts)


def contests_active(g: Given) -> list[Answer]:
    """In how many contests the spender was active, each listed with its sum (USD): by code, and by calendar.

    A contest counts by a positive sum of rows coded for the cycle; refunds and other years' codes are shown apart.
    """
    return _counted(g, "contests", lambda r: str(contest_of(r) or f"contest of {r['candidate_id_fec']} not known"))


def only(g: Given) -> list[Answer]:
    """Every contest and every target of the spender in the loaded rows: what 'only' would have to be held against."""
    said = "exhaustive over what is loaded; 'only' needs complete coverage, which notices and later reports would give"
    both = [*contests_active(g), *_counted(g, "targets", lambda r: f"{r['stance']} {named(r)}")]
    return [replace(a, caveats=(*a.caveats, said)) for a in both]


def _counted(g: Given, unit: str, key: Callable[[dict[str, Any]], str]) -> list[Answer]:
    spent, why = asked_rows(g)
    found = []
    for name, test, caveats in readings_of(g, spent):
        said = (*caveats, *why)
        if test is None:
            found.append(Answer(f"{unit}, {name}", None, unit, (spent.rows,), 0, None, True, said))
            continue
        rows = spent.where(test)
        sums = by([r for r in rows if _of_cycle(r, g.in_cycle)], key)
        active = {k for k, v in sums if v > 0}
        mine = [r for r in rows if _of_cycle(r, g.in_cycle) and key(r) in active]
        found.append(_listed(unit, name, spent, mine, key, (*said, *([] if mine else [NO_ROW]))))
        if rest := [r for r in rows if not (_of_cycle(r, g.in_cycle) and key(r) in active)]:
            apart = f"not counted, {name}: coded for another cycle, or refunded in full"
            found.append(replace(_listed(unit, apart, spent, rest, key, said), floor=False))
    return found


def _listed(
    unit: str, name: str, spent: Expenditures, rows: list[dict[str, Any]], key: Callable[[dict[str, Any]], str],
    said: tuple[str, ...],
) -> Answer:  # fmt: skip
    """How many keys some rows have, each with its sum (USD); None where there is no row."""
    sums = by(rows, key)
    through = max((r["filed_on"] for r in rows), default=None)
    value = len(sums) or None
    return Answer(
        f"{unit}, {name}", value, unit, (spent.rows,), len(rows), through, True, said, sums, {"parts": "USD"}
    )


def _of_cycle(row: dict[str, Any], cycle: int) -> bool:
    """Whether the filer's election code is of the cycle (P2023 is of 2024), or gives no year that says otherwise."""
    year = (row["election_code"] or "")[1:]
    return not year.isdigit() or cycle_of(int(year)) == cycle


def largest(g: Given) -> list[Answer]:
    """The largest target of a spender or, of a contest or target without a spender, the largest spender (USD)."""
    spent, why = asked_rows(g)
    key = (lambda r: f"{r['stance']} {named(r)}") if g.spender else _spender_key(g, spent)
    what = "largest target" if g.spender else "largest spender"
    found = []
    for name, test, caveats in readings_of(g, spent):
        rows = spent.where(test) if test else []
        sums = by(rows, key)
        first = f": {sums[0][0]}" if sums else ""
        value: Value | None = sums[0][1] if sums else None
        through = max((r["filed_on"] for r in rows), default=None)
        said = (*caveats, *why, *(["among its loaded rows"] if g.spender else []), *([] if sums else [NO_ROW]))
        found.append(Answer(f"{what}, {name}{first}", value, "USD", (spent.rows,), len(rows), through, True, said, sums))
    return found


def _spender_key(g: Given, spent: Expenditures) -> Callable[[dict[str, Any]], str]:
    names = spender_names(g.record, {r["committee_id_fec"] for r in spent.listed})
    return lambda r: f"{names.get(r['committee_id_fec'], 'name not loaded')} ({r['committee_id_fec']})"


def spender_names(record: Any, ids: set[str]) -> dict[str, str]:
    """The registered names of committees by id."""
    from onrecord.answers.ask import ask

    return {i: n for i, n in ask(record, "committee_names", dt.date.max).rows if i in ids} if ids else {}


def first(g: Given) -> list[Answer]:
    """The earliest expenditure of a spender on a target or contest: by the day of filing, and by its own day (USD)."""
    spent, why = asked_rows(g)
    why = [w.replace(FLOOR, "periodic reports only: an earlier 24- or 48-hour notice may be on file") for w in why]
    rows = [r for r in spent.listed if r["amount_usd"] > 0]
    return [
        _earliest(spent.rows, rows, "filed_on", "earliest by the day of filing", why),
        _earliest(spent.rows, rows, "transacted_on", "earliest by the day of the expenditure", why),
    ]


def _cited(row: dict[str, Any]) -> str:
    return f"{row['stance']} {named(row)} {row['election_code'] or 'no code'}, FEC image {row['image_number']}"


def _earliest(asked: Rows, rows: list[dict[str, Any]], column: str, name: str, why: list[str]) -> Answer:
    undated = sum(r[column] is None for r in rows)
    if not rows or undated:
        lacking = f"{undated:,} of {len(rows):,} rows have no such day" if rows else NO_ROW
        return Answer(name, None, "USD", (asked,), len(rows), None, True, (lacking, *why))
    day = min(r[column] for r in rows)
    mine = [r for r in rows if r[column] == day]
    parts = by(mine, _cited)
    total = sum((r["amount_usd"] for r in mine), Decimal(0))
    said = ("refunds (negative rows) are left out", "the day is of the surviving version of the filing", *why)
    facts = {"day": day.isoformat()}
    return Answer(f"{name}: {day}", total, "USD", (asked,), len(mine), day, False, said, parts, facts)
