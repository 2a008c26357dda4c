"""One person's summaries under several candidate ids: which count, and what is said of those that do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_SAME = (
    "receipts_usd", "disbursements_usd", "cash_usd", "debts_usd", "individual_contributions_usd",
    "candidate_contributions_usd", "candidate_loans_usd", "coverage_end", "cycle",
)  # fmt: skip


def latest_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of candidate_total's rows of one cycle, the one of each candidate id that ends last, in the order of ids."""
    latest: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["coverage_end"] >= latest.get(row["candidate_id_fec"], row)["coverage_end"]:
            latest[row["candidate_id_fec"]] = row
    return [latest[i] for i in sorted(latest)]


def twins(rows: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows (candidate_total, one person's, one for each id) put together where every sum and the coverage end agree.

    Rows that report nothing at all are no twins of each other: their zeros say nothing.
    """
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        key = tuple(row[c] for c in _SAME)
        bare = not any(row[c] for c in _SAME if c.endswith("_usd"))
        groups.setdefault((*key, row["candidate_id_fec"] if bare else ""), []).append(row)
    return list(groups.values())


def distinct_rows(rows: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """The summaries of one person in one cycle that count, and a sentence for each that does not.

    `rows` are candidate_total's of one person's ids (the caller answers for that), in USD. An identical summary under
    two ids counts once; an id whose summary has neither receipts nor disbursements neither adds its old cash nor sets
    the coverage, unless no id has any.
    """
    groups = twins(latest_rows(rows))
    said = [same_words(g) for g in groups if len(g) > 1]
    firsts = [g[0] for g in groups]
    active = [r for r in firsts if not _idle(r)]
    if not active:
        return firsts, said
    for row in firsts:
        if _idle(row):
            who, end = row["candidate_id_fec"], row["coverage_end"]
            said.append(f"not summed: {who}, no receipt and no disbursement of the cycle through {end}")
    return active, said


def same_words(group: list[dict[str, Any]]) -> str:
    """What is said of an identical summary under several ids."""
    ids = " and ".join(r["candidate_id_fec"] for r in group)
    return f"the same summary stands under {ids}: counted once"


def _idle(row: dict[str, Any]) -> bool:
    """Whether a summary reports no receipts and no disbursements; a blank is not a zero."""
    return bool(row["receipts_usd"] == 0 and row["disbursements_usd"] == 0)
