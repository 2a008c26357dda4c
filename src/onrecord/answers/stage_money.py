"""The money in each stage of a contest by its real days: independent expenditures before and after the primary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from onrecord.answers.flags import other_election
from onrecord.answers.look import usd_text

FILED = (
    "a row without a day of expenditure that was filed by a stage's day was made by then; one filed later is not placed"
)
OTHER_ELECTION = "of no stage: coded by the filer for an election of another cycle"
NOT_PLACED = "not placed: no day of expenditure, filed after the primary"


def by_stage(
    rows: Iterable[dict[str, Any]], primary: dt.date | None, general: dt.date | None
) -> tuple[list[dict[str, Any]], list[str]]:
    """Independent expenditures of one contest by stage and stance, in USD, and what must be said.

    In: rows with transacted_on, filed_on, stance, amount_usd, cycle and election_code; the last day of the primary's
    stages and the general's day (inclusive). By the day of the expenditure; where a row has none, one filed by the
    primary's day is the primary's, one that was filed later is not placed; one coded for another cycle's election is
    of no stage. The sums conserve the total. Without days nothing is computed.
    """
    rows = list(rows)
    if not rows:
        return [], []
    if primary is None or general is None:
        missing = "primary" if primary is None else "general"
        return [], [f"money by stage is not computed: the calendar has no day of the {missing}"]
    spans = (
        f"through the primary, {primary}",
        f"after it through the general, {general}",
        "after the general",
        NOT_PLACED,
        OTHER_ELECTION,
    )
    sums: dict[tuple[int, str], list[Decimal]] = {}
    for row in rows:
        sums.setdefault((_span(row, primary, general), row["stance"]), []).append(row["amount_usd"])
    listed = [
        {"stage": spans[span], "stance": stance, "amount_usd": usd_text(sum(mine, Decimal(0))), "rows": len(mine)}
        for (span, stance), mine in sorted(sums.items(), key=lambda item: (item[0][0], str(item[0][1])))
    ]
    return listed, [FILED]


def _span(row: dict[str, Any], primary: dt.date, general: dt.date) -> int:
    """0 the primary, 1 the general, 2 after it, 3 not placed, 4 another cycle's election (E11, T15)."""
    if other_election(row):
        return 4
    day = row["transacted_on"]
    if day is not None:
        return 0 if day <= primary else 1 if day <= general else 2
    return 0 if row["filed_on"] is not None and row["filed_on"] <= primary else 3
