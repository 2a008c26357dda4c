"""How the itemised receipts from individuals are drawn on a committee's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.faces import look_answers as draw
from onrecord.faces.page import Page, dollars

MONTHS = 12
LATEST = 5


def itemised(page: Page, cycle: dict[str, Any], everything: bool) -> None:
    """Readings, the summary beside them, sums by code, by month, and the latest rows."""
    page.heading(f"Itemised receipts from individuals, {cycle['cycle']} cycle")
    one = cycle["itemised_from_individuals"]
    filed = cycle["individuals_in_filings"]
    draw.answers(page, filed, everything)
    if filed and one is not None:
        page.say("")
    if one is None and filed:
        return
    if one is None:
        page.say("no itemised receipt from individuals is loaded; missing is not zero", 2)
        return
    draw.answers(page, one["readings"], everything)
    page.say("")
    said = " ".join(c for a in one["readings"] for c in a["caveats"])
    for held in (h for h in one["coverage"] if h["said"] not in said):
        page.say(f"against the summary, {held['state']}: {held['said']}", 2, hang=2)
    page.say("by code (memo rows are shares of other rows; refunds are what went back)", 2)
    _sums(page, one["totals"])
    months = one["by_month"]
    shown = months if everything else months[-MONTHS:]
    page.say("by month of the transaction, memo rows and short notices left out", 2)
    _months(page, shown)
    if len(shown) < len(months):
        page.say(f"and {len(months) - len(shown):,} earlier months: --all", 4)
    _latest(page, one, everything)


def _sums(page: Page, rows: Sequence[dict[str, Any]]) -> None:
    amounts = dollars([r["amount_usd"] for r in rows])
    listed = [(a, f"{r['row_count']:,}", r["transaction_type"], _what(r)) for a, r in zip(amounts, rows, strict=True)]
    page.table(("USD", "rows", "code", "what"), listed, right=(0, 1), indent=4)


def _what(row: dict[str, Any]) -> str:
    """A code in words, with what sets the rows apart."""
    kind = {"IND": "", "ORG": "by organisations", "PAC": "by committees", "COM": "by committees",
            "CCM": "by committees", "PTY": "by parties", "CAN": "by candidates"}  # fmt: skip
    entity = row["entity_type"] or ""
    apart = [
        kind.get(entity, f"entity type {entity}" if entity else "entity type not given"),
        "memo" if row["memo_code"] == "X" else "",
        "24- or 48-hour report" if row["short_notice"] else "",
        "no day of filing" if row["undated"] else "",
    ]
    return "; ".join(filter(None, (str(row["what"]), *apart)))


def _months(page: Page, rows: Sequence[dict[str, Any]]) -> None:
    columns = [dollars([r[k] for r in rows]) for k in ("receipts_usd", "refunds_usd")]
    listed = [(r["month"][:7], got, back, f"{r['receipt_rows']:,}") for r, got, back in zip(rows, *columns, strict=True)]
    page.table(("month", "receipts, USD", "refunds (22Y), USD", "receipts, rows"), listed, right=(1, 2, 3), indent=4)


def _latest(page: Page, one: dict[str, Any], everything: bool) -> None:
    rows = one["latest"] if everything else one["latest"][:LATEST]
    page.say("the rows filed last", 2)
    amounts = dollars([r["amount_usd"] for r in rows])
    listed = [
        (a, r["transacted_on"] or "no day", r["filed_on"], r["transaction_type"], _who(r))
        for a, r in zip(amounts, rows, strict=True)
    ]
    page.table(("USD", "given", "filed", "code", "by"), listed, right=(0,), indent=4)
    if len(rows) < len(one["latest"]):
        page.say(f"and {len(one['latest']) - len(rows):,} more: --all", 4)
    page.say(one["notice"], 2, hang=2)


def _who(row: dict[str, Any]) -> str:
    return row["contributor_name"] or ("an individual" if row["entity_type"] in ("IND", "CAN") else "no name given")
