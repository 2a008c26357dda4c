"""Who raised, spent or holds most: the candidates of one contest, and the committees of one type in a cycle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows, ask
from onrecord.answers.distinct import distinct_rows
from onrecord.answers.money import summary
from onrecord.answers.people import Person, Roster
from onrecord.answers.summaries import lines_of
from onrecord.store.record import Record

BELOW = "a candidate who raised or spent at most $5,000 need not report (52 U.S.C. 30101(2)) and is in no summary"
NET = "receipts without transfers"  # from affiliated committees
SUPER_PACS = ("O",)
PACS = ("N", "O", "Q", "U", "V", "W")


@dataclass(frozen=True)
class Field:
    """The candidates of a contest by a reading, the largest first, and those of whom no summary is loaded."""

    reading: str
    definition: str
    listed: tuple[tuple[Person, Answer], ...]
    missing: tuple[str, ...]

    def of(self, person: Person) -> Answer | None:
        """A person's sum."""
        return next((a for p, a in self.listed if p is person or set(p.ids) & set(person.ids)), None)

    def place(self, person: Person) -> int | None:
        """A person's place, ties shared; None without a sum."""
        mine = self.of(person)
        if mine is None:
            return None
        return 1 + sum(_value(a) > _value(mine) for _, a in self.listed)


def _value(answer: Answer) -> Decimal:
    assert isinstance(answer.value, Decimal)
    return answer.value


def field_of(record: Record, roster: Roster, words: str, cycle: int, as_of: dt.date) -> list[Field]:
    """A contest's candidates of a cycle (USD) under each reading of `words` (a family of readings.yml)."""
    standing = [p for p in roster.people if cycle in p.years and p.ids]
    by_reading: dict[tuple[str, str], list[tuple[Person, Answer]]] = {}
    missing: dict[tuple[str, str], list[str]] = {}
    for person in standing:
        for one in with_others(summary(record, words, person.ids, cycle, as_of)):
            key = (one.reading, str(one.facts["definition"]))
            by_reading.setdefault(key, [])
            if one.value is None:
                missing.setdefault(key, []).append(person.name)
            else:
                by_reading[key].append((person, one))
    return [
        Field(*key, tuple(sorted(listed, key=lambda x: (-_value(x[1]), x[0].name))), tuple(missing.get(key, [])))
        for key, listed in by_reading.items()
        if listed
    ]


def with_others(answers: list[Answer]) -> list[Answer]:
    """A candidate's sums, receipts also without the candidate's own money: "raised" can mean either."""
    receipts = [a for a in answers if a.facts["definition"] == "receipts" and isinstance(a.value, Decimal)]
    return [*answers, *(one for a in receipts for one in (_from_others(a), _from_individuals(a)) if one)]


def _from_others(receipts: Answer) -> Answer | None:
    rows, _ = distinct_rows(r for asked in receipts.asked for r in asked.dicts() if r["coverage_end"])
    own = [r[c] for r in rows for c in ("candidate_contributions_usd", "candidate_loans_usd")]
    if None in own:
        return None
    facts = {**receipts.facts, "definition": "receipts from others"}
    name = f"{receipts.reading} without the candidate's own contributions and loans"
    assert isinstance(receipts.value, Decimal)
    value = receipts.value - sum(own, Decimal(0))
    return replace(receipts, reading=name, value=value, parts=(), facts=facts)


def _from_individuals(receipts: Answer) -> Answer | None:
    rows, _ = distinct_rows(r for asked in receipts.asked for r in asked.dicts() if r["coverage_end"])
    given = [r["individual_contributions_usd"] for r in rows]
    if None in given or not given:
        return None
    facts = {**receipts.facts, "definition": "contributions from individuals"}
    name = "contributions from individuals"
    return replace(receipts, reading=name, value=sum(given, Decimal(0)), parts=(), facts=facts)


def without_transfers(record: Record, committees: Sequence[str], cycle: int, as_of: dt.date) -> Answer | None:
    """Committees' receipts (USD) without transfers from affiliated committees, where every summary gives both lines."""
    lines = lines_of(record, committees, cycle, as_of)
    total, moved = lines.total("receipts_usd"), lines.total("transfers_from_affiliates_usd")
    if total is None or moved is None:
        return None
    facts = {"definition": NET, "balance": False, "missing": []}
    return Answer(NET, total - moved, "USD", (lines.rows,), len(lines.counted), lines.first_end, False, (), (), facts)


def registered(record: Record, types: Sequence[str], cycle: int, as_of: dt.date) -> Answer:
    """How many committees of some types the cycle's master has; None where no master of the cycle is loaded."""
    rows = ask(record, "committees_registered", as_of, types=sorted(types), cycle=cycle)
    count = sum(r["committee_count"] for r in rows.dicts())
    said = ("a master is timeless: it holds the latest state when the file was made",)
    return Answer(
        f"registered, by the master of {cycle}", count or None, "committees", (rows,), len(rows.rows), None, False, said
    )


@dataclass(frozen=True)
class Committees:
    """The committees of some types in a cycle; `complete` where every loaded summary was public by the day asked of."""

    rows: Rows
    listed: tuple[dict[str, Any], ...]
    complete: bool

    def ranked(self, column: str) -> list[tuple[Decimal, str, str]]:
        """(sum in USD, committee id, name) of those that give the line, the largest first."""
        sums: dict[str, tuple[Decimal, str]] = {}
        for row in self.listed:
            value = _line(row, column)
            if value is not None and value >= sums.get(row["committee_id_fec"], (value, ""))[0]:
                sums[row["committee_id_fec"]] = (value, row["name"] or "name not given")
        return sorted(((v, i, n) for i, (v, n) in sums.items()), key=lambda x: (-x[0], x[1]))

    @property
    def ids(self) -> set[str]:
        """The committees' ids."""
        return {r["committee_id_fec"] for r in self.listed}


def _line(row: dict[str, Any], column: str) -> Decimal | None:
    if column != NET:
        value: Decimal | None = row[column]
        return value
    if row["receipts_usd"] is None or row["transfers_from_affiliates_usd"] is None:
        return None
    net: Decimal = row["receipts_usd"] - row["transfers_from_affiliates_usd"]
    return net


def committees_of(record: Record, types: Sequence[str], cycle: int, as_of: dt.date) -> Committees:
    """The committees of some type codes with a summary of a cycle that was public by `as_of`.

    A cycle counts as complete when it ended at least 31 days before `as_of` and no loaded summary became public later.
    """
    rows = ask(record, "committees_ranked", as_of, types=sorted(types), cycle=cycle)
    listed = rows.dicts()
    public = tuple(r for r in listed if r["was_public"])
    reach = max((r["coverage_end"] for r in listed if r["coverage_end"]), default=None)
    over = (as_of - dt.date(cycle, 12, 31)).days >= 31
    ended = reach is not None and reach >= dt.date(cycle, 12, 31)
    return Committees(rows, public, bool(public) and over and ended and all(r["was_public"] for r in listed))
