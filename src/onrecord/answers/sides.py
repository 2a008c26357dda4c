"""The two sides of every question about independent expenditures: periodic reports only, and best to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from onrecord.answers.ask import Rows
from onrecord.answers.filed import filed, listed
from onrecord.answers.flags import aside, election_cycle, is_special, said_of, sized
from onrecord.answers.memos import memo_rows, said_of_memos, typed_for
from onrecord.answers.money import (
    FLOOR,
    ROUNDED,
    Expenditures,
    Notices,
    Test,
    best_to_date,
    contest_of,
    expenditures,
    held,
)
from onrecord.answers.people import Person, roster
from onrecord.answers.phases import ITEMISED, readings_of
from onrecord.answers.question import Given
from onrecord.model.parties import party_of
from onrecord.registry.groups import Group

AMONG = "among the committees whose itemised rows are loaded, not among all that filed"
BEST = "best to date"


@dataclass(frozen=True)
class Side:
    """Rows of one side, with what is to be said of them; `missing` says why the side cannot be given."""

    spent: Expenditures
    why: tuple[str, ...]
    missing: str | None = None
    best: bool = False

    def name(self, reading: str) -> str:
        """A reading's name on this side."""
        if not self.best:
            return reading
        return BEST if reading == ITEMISED else f"{reading}, {BEST}"


@dataclass(frozen=True)
class OneReading:
    """A reading on a side: its name, its test (None where it cannot be computed) and what is said with it."""

    side: Side
    name: str
    test: Test | None
    said: tuple[str, ...]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows that the reading holds."""
        return self.side.spent.where(self.test) if self.test else []


def readings(g: Given) -> Iterator[OneReading]:
    """Every fair reading of the phase and period asked, on periodic reports only and best to date (E2, E3).

    Where best to date cannot be given it is one reading without a value that says why.
    """
    for side in sides(g):
        if side.missing:
            yield OneReading(side, BEST, None, (side.missing,))
            continue
        for name, test, caveats in readings_of(g, side.spent):
            rows = side.spent.where(test) if test else []
            yield OneReading(side, side.name(name), test, (*caveats, *side.why, *said_of(rows)))


def sides(g: Given) -> tuple[Side, Side]:
    """Periodic reports only, and best to date, of the spender, target, contest, stance and party asked of."""
    whole = _whole(g)
    not_public, no_notice = aside(g.record, g.as_of, *asked_of(g))
    periodic, why = asked_rows(g, whole)
    notices = notices_of(g, whole)
    kept = _kept(g, notices.best) if notices.best else periodic
    shared = tuple(w for w in why if w != FLOOR)
    memos = memos_of(g).listed
    in_reports = said_of_memos([r for r in memos if not r["is_notice"]])
    in_both = said_of_memos(memos)
    typed, typed_in_notices = _typed(g)
    lost = (*not_public, *no_notice, *in_both, *typed, *typed_in_notices)
    return (
        Side(periodic, (*why, *not_public, *in_reports, *typed)),
        Side(kept, (*kept.said, *shared, *lost), None if notices.best else notices.why, best=True),
    )


def memos_of(g: Given) -> Expenditures:
    """The memo rows of the spender, target, contest, stance and party asked of, in reports and in notices (E6)."""
    rows = memo_rows(g.record, g.as_of, *asked_of(g))
    return _kept(g, Expenditures(rows, tuple(rows.dicts())))


def _typed(g: Given) -> tuple[list[str], list[str]]:
    """What was typed for the contest asked of, or the target's, without a candidate id that is known (E10)."""
    person: Person | None = g.target
    contest = person.contest if person else g.contest
    if contest is None:
        return [], []
    return typed_for(g.record, g.as_of, contest, g.spender.committees if g.spender else None, g.in_cycle)


def notices_of(g: Given, whole: Expenditures | None = None) -> Notices:
    """The notices beside the periodic reports asked of; not yet narrowed to contest, stance and party."""
    committees, candidates, cycle = asked_of(g)
    periodic = whole or _whole(g)
    return best_to_date(g.record, periodic, g.as_of, committees=committees, candidates=candidates, cycle=cycle)


def asked_rows(g: Given, whole: Expenditures | None = None) -> tuple[Expenditures, list[str]]:
    """The rows of the spender, target, contest, stance and party asked for, and what is not loaded of them."""
    group: Group | None = g.spender
    spent = _kept(g, whole or _whole(g))
    why = [FLOOR]
    if group is None:
        number = len({r["committee_id_fec"] for r in spent.listed})
        why.append(f"{number} spender{'' if number == 1 else 's'}, {AMONG}")
    else:
        why += not_held(g, group)
    if g.stance and (silent := [r for r in _kept(g, whole or _whole(g), any_stance=True).listed if _silent(r)]):
        why.append(f"left out: {sized(silent)} that state neither support nor opposition")
    return spent, why


def on_a_page(g: Given) -> tuple[list[str], list[Rows]]:
    """What a page says beside periodic reports: best to date in a line or why it is not given, and flags of the rows.

    With the rows it rests on.
    """
    periodic, best = sides(g)
    told = [w for w in periodic.why if w != FLOOR and AMONG not in w]
    flags = list(dict.fromkeys([*told, *said_of(periodic.spent.listed)]))
    if best.missing:
        return [f"{BEST}: {best.missing}", *flags], []
    every = best.spent.listed
    added = len(every) - len(periodic.spent.listed)
    line = f"{BEST}, with {added:,} row{'' if added == 1 else 's'} of notices since the last reports: {sized(every)}"
    return [line, *best.spent.said, *flags], list(best.spent.asked)


def _silent(row: dict[str, Any]) -> bool:
    return bool(row["stance"] == "not stated")


def targeted(g: Given, periodic: Expenditures) -> Expenditures | None:
    """Rows whose election code is of the cycle, whenever reported (E11); None where they are those of its reports.

    The reports of the cycle before and of the two after it are searched: a debt or a refund comes later.
    """
    committees, candidates, cycle = asked_of(g)
    mine = [r for r in periodic.listed if election_cycle(r) in (None, cycle)]
    asked = [periodic.rows]
    for other in (cycle - 2, cycle + 2, cycle + 4):
        every = expenditures(g.record, committees, g.as_of, candidates=candidates, cycle=other)
        if found := [r for r in _kept(g, every).listed if election_cycle(r) == cycle]:
            mine += found
            asked.append(every.rows)
    if len(asked) == 1 and len(mine) == len(periodic.listed):
        return None
    return Expenditures(periodic.rows, tuple(mine), tuple(asked), (ROUNDED,))


def specials(spent: Expenditures) -> list[tuple[str, Test]]:
    """Special elections and all others apart, where the rows have both (T17)."""
    number = sum(is_special(r) for r in spent.listed)
    if not number or number == len(spent.listed):
        return []
    return [
        ("coded for a special election by the filer", is_special),
        ("not coded for a special election", lambda r: not is_special(r)),
    ]


def asked_of(g: Given) -> tuple[list[str] | None, list[str] | None, int]:
    """Whom a question is about: committees, candidate ids (None for any) and the cycle."""
    return (g.spender.committees if g.spender else None), targets_of(g), g.in_cycle


def _whole(g: Given) -> Expenditures:
    committees, candidates, cycle = asked_of(g)
    return expenditures(g.record, committees, g.as_of, candidates=candidates, cycle=cycle)


def _kept(g: Given, spent: Expenditures, any_stance: bool = False) -> Expenditures:
    return replace(spent, listed=tuple(r for r in spent.listed if _wanted(g, r, any_stance)))


def _wanted(g: Given, row: dict[str, Any], any_stance: bool) -> bool:
    return (
        (g.contest is None or g.target is not None or contest_of(row) == g.contest)
        and (any_stance or g.stance in (None, row["stance"]))
        and (g.party is None or party_of(row["party"]) == g.party)
    )


def targets_of(g: Given) -> list[str] | None:
    """The candidate ids of the target or the contest asked of; None when neither is."""
    person: Person | None = g.target
    if person:
        return list(person.ids)
    if g.contest:
        return sorted({i for p in roster(g.record, g.contest, g.as_of).people for i in p.ids})
    return None


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
        elif reports := filed(g.record, group.committees, g.in_cycle, g.as_of).of([committee]).counts:
            said.append(f"{name} ({committee}): no {words} is in {listed(reports)}")
        else:
            said.append(f"no itemised row of {name} ({committee}) is loaded for {g.in_cycle}; missing is not zero")
    return said


Key = Callable[[dict[str, Any]], str]
