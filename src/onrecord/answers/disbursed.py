"""Named question: itemised operating expenditures by payee, purpose or category, beside the reported sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.quarantine import left_out
from onrecord.answers.question import Given
from onrecord.answers.summaries import lines_of


def operating_expenditures(g: Given) -> list[Answer]:
    """Itemised operating expenditures (USD), by purpose by default, memo rows not added; and the reported line."""
    by = g.values.get("by") or "purpose"
    days = {n: d.isoformat() if (d := g.values.get(k)) else None for n, k in (("since", "from"), ("until", "to"))}
    committees = list(g.spender.committees)
    rows = ask(g.record, "operating_expenditures", g.as_of, committees=committees, cycle=g.in_cycle, by=by, **days)
    listed = [r for r in rows.dicts() if not r["memo"] and not r["undated"]]
    said = [_memo(rows.dicts()), *_undated(rows.dicts()), *left_out(g.record, committees, g.in_cycle)]
    said = [s for s in said if s] + ["payments of at most $200 in all to one payee need not be itemised"]
    name = f"itemised operating expenditures, by {by}"
    lines = lines_of(g.record, committees, g.in_cycle, g.as_of)
    total = lines.total("operating_expenditures_usd")
    if listed:
        sums: dict[str, Decimal] = {}
        for row in listed:
            sums[row["named"] or f"no {by} given"] = (
                sums.get(row["named"] or f"no {by} given", Decimal(0)) + row["amount_usd"]
            )
        parts = tuple(sorted(sums.items(), key=lambda kv: (-kv[1], kv[0])))
        whole = sum(sums.values(), Decimal(0))
        count, through = sum(r["row_count"] for r in listed), max(r["last_filed_on"] for r in listed)
        itemised = Answer(name, whole, "USD", (rows,), count, through, True, tuple(said), parts)
    else:
        itemised = Answer(
            name, None, "USD", (rows,), 0, None, True, (*said, "no such row is among those loaded; missing is not zero")
        )
    if total is None:
        why = "no loaded summary has this line (committee_summary has it, webk has not); missing is not zero"
        return [
            itemised,
            Answer("operating expenditures, as reported", None, "USD", (lines.rows,), 0, None, True, (why,)),
        ]
    said = ["the summary's line, cycle to date through its coverage"]
    count, through, floor = len(lines.counted), lines.first_end, lines.floor(g)
    name = "operating expenditures, as reported"
    return [itemised, Answer(name, total, "USD", (lines.rows,), count, through, floor, tuple(said))]


def _memo(rows: list[dict[str, Any]]) -> str:
    memo = [r for r in rows if r["memo"]]
    if not memo:
        return ""
    count, total = sum(r["row_count"] for r in memo), sum((r["amount_usd"] for r in memo), Decimal(0))
    return f"memo rows not added: {count:,} (${total:,}), the vendors behind listed payments"


def _undated(rows: list[dict[str, Any]]) -> list[str]:
    count = sum(r["row_count"] for r in rows if r["undated"])
    return [f"left out: {count:,} row{'' if count == 1 else 's'} whose filing day is not known"] if count else []
