"""Named questions about independent expenditures: sums, shares, contests, largest, only, first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows
from onrecord.answers.beside import communications
from onrecord.answers.flags import LATEST, election_cycle, repeated, said_of, sized
from onrecord.answers.memos import MEMO, OBLIGATED, TWICE, unpaid
from onrecord.answers.money import ABOVE_WHOLE, FLOOR, Expenditures, by, contest_of, final, named, rows_usd, summary
from onrecord.answers.phases import ITEMISED, readings_of
from onrecord.answers.question import Given
from onrecord.answers.reported import public_from
from onrecord.answers.sides import (
    AMONG,
    BEST,
    Key,
    OneReading,
    asked_rows,
    memos_of,
    not_held,
    notices_of,
    readings,
    sides,
    specials,
    targeted,
)

__all__ = ["AMONG", "asked_rows", "not_held"]  # used by the look-ups

NO_ROW = "no such row is in the loaded periodic reports; a notice may be on file, so that there was none cannot be said"
NO_ROW_BEST = "no such row is in the loaded periodic reports and notices; that there was none cannot be said"
LINE_24 = "the committee's own line: with what was not itemised ($200 or less), in cents; the item sum may be smaller"


def independent_expenditures(g: Given) -> list[Answer]:
    """The sum (USD) of itemised independent expenditures under each reading; then the committees' own summary line.

    Periodic reports only, and best to date; by the election targeted where that differs from the cycle of the report
    (E11), special elections apart (T17), and without filings that repeat another one (E4).
    """
    found = [_sum(one) for one in readings(g)]
    periodic, best = sides(g)
    name, test, caveats = readings_of(g, periodic.spent)[0]
    later = targeted(g, periodic.spent) if test else None
    if test and later and later.where(test) != periodic.spent.where(test):
        said = (*caveats, *periodic.why, *said_of(later.where(test)))
        reading = f"{name}, for elections of {g.in_cycle} whenever reported"
        found.append(_sum(OneReading(replace(periodic, spent=later), reading, test, said)))
    found += _obligated(g, periodic, test, name)
    for side in (periodic,) if best.missing else (periodic, best):
        apart = specials(side.spent) if not g.phase else []
        found += [_sum(OneReading(side, side.name(n), t, side.why)) for n, t in apart]
        if again := repeated(side.spent.listed):
            found.append(_without(side, again))
    found += communications(g)
    if g.spender and not any(g.values.get(k) for k in ("target", "contest", "stance", "party", "phase", "from", "to")):
        found += [
            replace(a, caveats=(*a.caveats, LINE_24))
            for a in summary(g.record, "spending", g.spender.committees, g.in_cycle, g.as_of)
            if a.facts["definition"] == "independent expenditures"
        ]
    return found


def _obligated(g: Given, periodic: Any, test: Any, name: str) -> list[Answer]:
    """The sum of periodic reports with the memo rows that no paid row repeats (E6); nothing where there is none."""
    memos = memos_of(g)
    mine = [r for r in memos.where(test) if not r["is_notice"]] if test else []
    if not mine:
        return []
    paid = periodic.spent.where(test)
    more = unpaid(mine, paid)
    both = replace(periodic.spent, listed=(*paid, *more), asked=(periodic.spent.rows, memos.rows))
    repeat = (
        f"{sized(more)} of memo rows are added; {len(mine) - len(more):,} repeat a paid row of that target and amount"
    )
    reading = OBLIGATED if name == ITEMISED else f"{name}, {OBLIGATED}"
    why = tuple(w for w in periodic.why if MEMO not in w)
    return [both.answer(reading, lambda r: True, repeat, TWICE, *why)]


def _without(side: Any, again: list[dict[str, Any]]) -> Answer:
    """The sum without filings that repeat another one: both figures stand, nothing is merged."""
    numbers = {(r["committee_id_fec"], r["filing_number"]) for r in again}
    filings = ", ".join(sorted({str(n) for _, n in numbers}))
    said = f"possible duplicate: filing {filings} repeats another of the same spender row for row, {sized(again)}; an"
    told = (f"{said} amendment filed as new looks so", *side.why)
    name = side.name("without filings that repeat another")
    return _sum(OneReading(side, name, lambda r: (r["committee_id_fec"], r["filing_number"]) not in numbers, told))


def _sum(one: OneReading) -> Answer:
    """The sum under a reading; None where the reading cannot be computed or no row passes it."""
    spent = one.side.spent
    if one.test is None:
        return Answer(one.name, None, "USD", spent.asked or (spent.rows,), 0, None, True, one.said)
    found = replace(spent, said=() if one.side.best else spent.said).answer(one.name, one.test, *one.said)
    return found if found.rows else replace(found, value=None, caveats=(*found.caveats, _no_row(one)))


def _no_row(one: OneReading) -> str:
    return NO_ROW_BEST if one.side.best else NO_ROW


def share(g: Given) -> list[Answer]:
    """The part of the spender's money that the asked rows are: of its itemised independent expenditures, and of all
    its disbursements (fractions, exact)."""
    asked = Given(g.record, g.as_of, {"spender": g.spender, "cycle": g.in_cycle})
    whole = [
        side.spent.answer(f"all itemised independent expenditures{f', {BEST}' if side.best else ''}", lambda r: True)
        for side in sides(asked)
    ]
    found, every = [], list(readings(g))
    for one in every:
        if one.side.missing:
            found.append(replace(_sum(one), unit="fraction"))
            continue
        found.append(_ratio(f"{one.name}, of its itemised independent expenditures", _sum(one), whole[one.side.best]))
    for total in summary(g.record, "spending", g.spender.committees, g.in_cycle, g.as_of)[:1]:
        found.append(
            _ratio(f"{every[0].name}, of {total.reading}", _sum(_until(every[0], total.through, g.in_cycle)), total)
        )
    return found


def _until(one: OneReading, end: dt.date | None, cycle: int) -> OneReading:
    """The rows of a reading that a summary of the cycle through `end` (inclusive) can hold, by their filing day: a part
    is of the whole's own days. A summary of the whole cycle holds late amendments too."""
    test = one.test
    if end is None or test is None or final(cycle, end):
        return one
    reach = public_from(end)
    later = [r for r in one.rows if r["filed_on"] > reach]
    if not later:
        return one
    left = f"left out of the part: {rows_usd(later)} filed after {reach}: the whole ends {end}"
    return replace(one, test=lambda r: test(r) and r["filed_on"] <= reach, said=(*one.said, left))


def _ratio(name: str, part: Answer, whole: Answer) -> Answer:
    known = part.value is not None and bool(whole.value)
    value = Fraction(part.value or 0) / Fraction(whole.value or 1) if known else None
    asked = tuple({r.receipt: r for r in (*part.asked, *whole.asked)}.values())
    parts = [("the part", part.value), (f"the whole: {whole.reading}", whole.value)]
    listed = tuple((n, v) for n, v in parts if v is not None)
    above = [ABOVE_WHOLE] if value is not None and value > 1 else []
    caveats = tuple(dict.fromkeys((*above, *part.caveats, *whole.caveats)))
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


def _counted(g: Given, unit: str, key: Key) -> list[Answer]:
    found = []
    for one in readings(g):
        if one.test is None:
            asked = one.side.spent.asked or (one.side.spent.rows,)
            found.append(Answer(f"{unit}, {one.name}", None, unit, asked, 0, None, True, one.said))
            continue
        sums = by([r for r in one.rows if _of_cycle(r, g.in_cycle)], key)
        active = {k for k, v in sums if v > 0}
        mine = [r for r in one.rows if _of_cycle(r, g.in_cycle) and key(r) in active]
        found.append(_listed(unit, one, one.name, mine, key, (*one.said, *([] if mine else [_no_row(one)]))))
        if rest := [r for r in one.rows if not (_of_cycle(r, g.in_cycle) and key(r) in active)]:
            apart = f"not counted, {one.name}: coded for another cycle, or refunded in full"
            found.append(replace(_listed(unit, one, apart, rest, key, one.said), floor=False))
    return found


def _listed(
    unit: str, one: OneReading, name: str, rows: list[dict[str, Any]], key: Key, said: tuple[str, ...]
) -> Answer:
    """How many keys some rows have, each with its sum (USD); None where there is no row."""
    sums, spent = by(rows, key), one.side.spent
    through = max((r["filed_on"] for r in rows), default=None)
    value, facts = len(sums) or None, {"parts": "USD"}
    asked = spent.asked or (spent.rows,)
    return Answer(f"{unit}, {name}", value, unit, asked, len(rows), through, True, said, sums, facts)


def _of_cycle(row: dict[str, Any], cycle: int) -> bool:
    """Whether the filer's election code is of the cycle (P2023 is of 2024), or gives no year that says otherwise."""
    return election_cycle(row) in (None, cycle)


def largest(g: Given) -> list[Answer]:
    """The largest target of a spender or, of a contest or target without a spender, the largest spender (USD)."""
    what = "largest target" if g.spender else "largest spender"
    found = []
    for one in readings(g):
        spent = one.side.spent
        key = (lambda r: f"{r['stance']} {named(r)}") if g.spender else _spender_key(g, spent)
        rows = one.rows
        sums = by(rows, key)
        first = f": {sums[0][0]}" if sums else ""
        value: Value | None = sums[0][1] if sums else None
        through = max((r["filed_on"] for r in rows), default=None)
        none = [] if sums or one.side.missing else [_no_row(one)]
        said = (*one.said, *(["among its loaded rows"] if g.spender else []), *none)
        asked = spent.asked or (spent.rows,)
        found.append(Answer(f"{what}, {one.name}{first}", value, "USD", asked, len(rows), through, True, said, sums))
    return found


def _spender_key(g: Given, spent: Expenditures) -> Key:
    names = spender_names(g.record, {r["committee_id_fec"] for r in spent.listed})
    return lambda r: f"{names.get(r['committee_id_fec'], 'name not loaded')} ({r['committee_id_fec']})"


def spender_names(record: Any, ids: set[str]) -> dict[str, str]:
    """The registered names of committees by id."""
    from onrecord.answers.ask import ask

    return {i: n for i, n in ask(record, "committee_names", dt.date.max).rows if i in ids} if ids else {}


def first(g: Given) -> list[Answer]:
    """The earliest expenditure of a spender on a target or contest: by the day of filing, and by its own day (USD).

    In periodic reports; and in notices, where one is mostly public first, whether or not a report covers it by now.
    """
    spent, why = asked_rows(g)
    why = [w.replace(FLOOR, "periodic reports only: an earlier 24- or 48-hour notice may be on file") for w in why]
    why += [LATEST] if any(r["held_in"] == "bulk" for r in spent.listed) else []
    rows = [r for r in spent.listed if r["amount_usd"] > 0]
    found = [
        _earliest(spent.rows, rows, "filed_on", "earliest by the day of filing", why),
        _earliest(spent.rows, rows, "transacted_on", "earliest by the day of the expenditure", why),
    ]
    notices = notices_of(g)
    kept, _ = asked_rows(g, Expenditures(notices.every, tuple(notices.every.dicts())))
    rows = [r for r in kept.listed if r["amount_usd"] > 0]
    why = ["each notice in its version as known on the day; an amendment has its own day"] if rows else []
    why += [] if notices.every.rows or not notices.why else [notices.why]
    name = "earliest in notices by the day of filing"
    return [*found, _earliest(notices.every, rows, "filed_on", f"{name} ({BEST})", why)]


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
