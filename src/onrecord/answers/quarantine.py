"""What is left out of every sum as beyond belief: by bounds, by rule and by hand; said, listed and reversible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from onrecord.registry.quarantine import Ruling, rulings
from onrecord.store.record import Record


def set_aside(record: Record, rule: str) -> None:
    """Put what a rule (SQL: id_fec, cycle, reason) and the registry set aside or release into the tables' quarantine.

    Each table with such an id is shadowed by a view of its name for this connection; a record that nothing touches is
    left as it is. The stored rows do not change.
    """
    db = record.db
    cycles = {str(entry["params"].get("cycle")) for entry in record.manifest.loads.values()}
    entries = [r for r in rulings() if r.cycle is None or str(r.cycle) in cycles or "None" in cycles]
    by_rule = [
        Ruling(i, cycle, "set aside", None, reason)
        for i, cycle, reason in (db.execute(rule).fetchall() if record.has("candidate_total") else [])
    ]
    cases = [*reversed((*by_rule, *entries))]  # the last entry wins: own ones come last
    if not cases:
        return
    for table, columns in record.schema().items():
        key = _filer(table, columns)
        mine = [r for r in cases if key and (r.above_usd is None or "receipts_usd" in columns) and _fits(key, r)]
        if mine:
            kept = f"case {' '.join(_case(key, r) for r in mine)} else quarantine end as quarantine"
            db.execute(f"create or replace temp view {table} as select * replace ({kept}) from memory.main.{table}")


def _filer(table: str, columns: Collection[str]) -> str:
    """The column that says whose row it is; empty for masters and links, which hold no money."""
    if table in ("candidate", "committee", "linkage", "endorsement") or "quarantine" not in columns:
        return ""
    return "candidate_id_fec" if table == "candidate_total" else "committee_id_fec" * ("committee_id_fec" in columns)


def _fits(key: str, one: Ruling) -> bool:
    return one.id_fec.startswith("C") == (key == "committee_id_fec")


def _case(key: str, one: Ruling) -> str:
    wanted = f"{key} = {_literal(one.id_fec)}"
    wanted += f" and cycle = {one.cycle}" if one.cycle is not None else ""
    wanted += f" and receipts_usd > {one.above_usd}" if one.above_usd is not None else ""
    reason = "null" if one.action == "release" else _literal(one.citation)
    return f"when {wanted} then {reason}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def left_out(record: Record, ids: Collection[str] | None, cycle: int | None) -> list[str]:
    """What is said of rows left out of the sums of these candidate or committee ids in a cycle; empty where none is."""
    from onrecord.answers.ask import ask

    rows = ask(record, "quarantined", dt.date.max, ids=None, cycle=None).dicts()
    wanted = [r for r in rows if (ids is None or r["id_fec"] in ids) and (cycle is None or r["cycle"] == cycle)]
    return [_said(r) for r in wanted]


def _said(row: dict[str, Any]) -> str:
    from onrecord.answers.ask import at

    who = f"{row['id_fec']}{' ' + row['name'] if row['name'] else ''}"
    where = f"{row['source_file']} {at(row['source_file'], row['first_line'])}"
    rows = "1 row" if row["row_count"] == 1 else f"{row['row_count']:,} rows"
    return f"left out as beyond belief: {rows} of {who} ({where}): {row['reason']}; neither zero nor known"
