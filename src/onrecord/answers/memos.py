"""What stands beside sums of independent expenditures: memo rows, and rows typed for a contest without a known id."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.flags import counted, sized
from onrecord.model.contest import Contest
from onrecord.store.record import Record

Row = dict[str, Any]
OBLIGATED = "obligated, with memo rows"
MEMO = "disseminated and not yet paid, or what stands behind a row that counts"
TWICE = "a debt that was paid in parts, or a memo row of what stands behind another row, would stand in it twice"


def memo_rows(
    record: Record, as_of: dt.date, committees: list[str] | None, candidates: list[str] | None, cycle: int
) -> Rows:
    """Memo rows (USD) of the versions known on `as_of` (inclusive), of periodic reports and of notices (E6)."""
    return ask(record, "memo_expenditures", as_of, committees=committees, candidates=candidates, cycle=cycle)


def said_of_memos(rows: Sequence[Row]) -> list[str]:
    """How many memo rows no sum holds, and their dollars; nothing where there is none."""
    return [f"left out: {sized(rows)} with memo code X: {MEMO}"] if rows else []


def unpaid(memos: Iterable[Row], paid: Iterable[Row]) -> list[Row]:
    """The memo rows that no row without the code repeats: one of the same spender, target, stance and amount (E6)."""
    left = Counter(_key(r) for r in paid)
    found = []
    for row in memos:
        if left[_key(row)] > 0:
            left[_key(row)] -= 1
        else:
            found.append(row)
    return found


def _key(row: Row) -> tuple[Any, ...]:
    return row["committee_id_fec"], row["candidate_id_fec"], row["stance"], row["amount_usd"]


def typed_for(
    record: Record, as_of: dt.date, contest: Contest, committees: list[str] | None, cycle: int
) -> tuple[list[str], list[str]]:
    """What was typed for a contest under a candidate id that is blank or not known (E10): in reports, and in notices."""
    asked = {"office": contest.office, "state": contest.state, "district": contest.district}
    found = ask(record, "typed_for_race", as_of, **asked, committees=committees, cycle=cycle)
    said: dict[bool, list[str]] = {False: [], True: []}
    for row in found.dicts():
        where = " of notices, which a report may repeat" if row["is_notice"] else ""
        size = counted(row["row_count"], row["amount_usd"])
        said[row["is_notice"]].append(
            f"unmatched, in no sum here: {size}{where}, typed for {contest} by the filer; the candidate id is blank or"
            f" in no loaded master"
        )
    return said[False], said[True]
