"""The itemised part of a committee's page: receipts from individuals by type and month, who gave most, the latest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from onrecord.answers import added_up
from onrecord.answers.ask import Rows, ask
from onrecord.store.record import Record

USE = "names of individual contributors may not be sold or used to solicit contributions (52 U.S.C. 30111(a)(4))"
NAMES = 200  # asked of each kind, as the question contributors asks
FIRST = "1975-01-01"  # the FEC opened in 1975: no row was filed before
Row = dict[str, Any]


@dataclass(frozen=True)
class Itemised:
    """A committee's itemised receipts of one cycle; amounts in USD, refunds (22Y) positive, memo rows apart.

    `totals` by transaction type, entity type, memo code, 24- or 48-hour report or not; `months` the same by month;
    `donors` the largest of each kind (individual, organisation, committee), names only where asked; `latest` rows by
    day of filing. `asked` are the rows all this rests on.
    """

    totals: list[Row]
    months: list[Row]
    donors: list[Row]
    latest: list[Row]
    asked: tuple[Rows, ...]


def itemised(
    record: Record, committee: str, cycle: int, as_of: dt.date, most: int = 20, individuals: bool = False
) -> Itemised:
    """What a committee (by FEC id) itemised in a cycle filed by `as_of` (inclusive), `most` donors a kind and rows.

    What was added up when the file was loaded answers; the names of those who gave most are asked of the rows where a
    filing is of a later day, or the committee small. Rows without a day of filing are in totals and months, marked
    `undated`. Names of individuals are left out unless `individuals`.
    """
    who: dict[str, Any] = {"committees": [committee], "cycle": cycle}
    months = added_up.months(record, as_of, **who)
    donors = added_up.contributors(record, as_of, **who, since=None, until=None, individuals=individuals, most=NAMES)
    listed = months.dicts()
    floor = _known_floor(listed, most) or _floor(record, as_of, most, **who)
    latest = ask(record, "individual_latest", as_of, **who, individuals=individuals, floor=floor, most=most)
    return Itemised(
        _totals(listed, "transaction_type", "entity_type", "memo_code", "short_notice", "undated"),
        _totals(listed, "month", "transaction_type", "entity_type", "memo_code", "short_notice", "undated"),
        _donors(donors.dicts(), most, individuals),
        latest.dicts(),
        (months, donors, latest),
    )


def _known_floor(months: list[Row], most: int) -> str | None:
    """A day on or after which at least `most` rows were filed: each group of a month has one of its last day."""
    days = sorted((r["last_filed_on"] for r in months if r["last_filed_on"]), reverse=True)
    return days[most - 1].isoformat() if len(days) >= most else None


def _floor(record: Record, as_of: dt.date, most: int, **who: Any) -> str:
    """A day on or after which at least `most` rows were filed, so that older ones need not be read."""
    days = ask(record, "individual_days", as_of, **who, most=most).dicts()
    enough = sum(d["row_count"] for d in days) >= most
    return days[-1]["filed_on"].isoformat() if days and enough else FIRST


def _totals(rows: list[Row], *keys: str) -> list[Row]:
    """Sums and counts by `keys`, in their order; they conserve the rows' total."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[k] for k in keys)
        one = found.setdefault(key, {**dict(zip(keys, key, strict=True)), "amount_usd": Decimal(0), "row_count": 0})
        one["amount_usd"] += row["amount_usd"]
        one["row_count"] += row["row_count"]
    return [found[key] for key in sorted(found, key=lambda k: [(v is not None, str(v)) for v in k])]


def _donors(rows: list[Row], most: int, individuals: bool) -> list[Row]:
    """The `most` largest of each kind, the others of it in one row without a name."""
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row)
    found = []
    for kind in sorted(kinds):
        named = individuals or kind != "individual"
        shown = [r for r in kinds[kind] if named and r["contributor_name"] is not None][:most]
        rest = [r for r in kinds[kind] if not any(r is s for s in shown)]
        found += [_donor(kind, r["contributor_name"], [r]) for r in shown]
        found += [_donor(kind, None, rest)] if rest else []
    return found


def _donor(kind: str, name: str | None, rows: list[Row]) -> Row:
    amount = sum((r["amount_usd"] for r in rows), Decimal(0))
    counted = {key: sum(r[key] for r in rows) for key in ("row_count", "names")}
    return {"kind": kind, "contributor_name": name, "amount_usd": amount, **counted}
