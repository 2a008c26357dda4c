"""Asks a measure of a record: rows with a receipt that any other machine would give too."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from onrecord.registry.quarantine import own_mark
from onrecord.store.record import Record

MEASURES = Path(__file__).parent.parent / "measures"
REMEMBERED = 256  # answers kept for each open record
_with_views: WeakSet[Record] = WeakSet()
_asked: WeakKeyDictionary[Record, dict[str, Rows]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Rows:
    """The rows of one measure, with the query and the receipt id."""

    question: str
    params: dict[str, Any]
    as_of: dt.date
    snapshot: str
    columns: list[str]
    rows: list[tuple[Any, ...]]
    query: str
    ruled: str = ""  # the hash of the user's own quarantine entries, where there are any

    @property
    def receipt(self) -> str:
        """The hash of question, as-of date and record snapshot (and own quarantine entries): the same everywhere."""
        asked = [self.question, self.params, self.as_of.isoformat(), self.snapshot]
        asked += [self.ruled] if self.ruled else []
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def citations(self) -> list[str]:
        """Where each row stands: file and line, with the image number of its filing where the row has one."""
        return [cite(row) for row in self.dicts()]


def cite(row: dict[str, Any]) -> str:
    """The source file and line of a row, after what a hand-entered row cites, with its FEC image number."""
    where, said = f"{row['source_file']} line {row['source_line']}", row.get("citation") or ""
    image = row.get("image_number")
    known = f"FEC image {image}" if image and str(image) not in said else ""
    if said:
        return f"{said} ({', '.join(filter(None, (where, known)))})"
    return f"{where} ({known})" if known else where


@cache
def query_of(question: str) -> str:
    """The SQL text of a measure."""
    return (MEASURES / f"{question}.sql").read_text("utf-8")


@cache
def measures() -> tuple[str, ...]:
    """The names of all measures."""
    return tuple(sorted(p.stem for p in MEASURES.glob("*.sql")))


def ask(record: Record, question: str, as_of: dt.date, **params: Any) -> Rows:
    """Ask `question` of the record as it was known on `as_of` (inclusive).

    A record that is open does not change: what was asked of it before is not asked again.
    """
    known = _asked.setdefault(record, {})
    key = json.dumps([question, params, as_of.isoformat()], sort_keys=True)
    if key not in known:
        if len(known) >= REMEMBERED:
            known.pop(next(iter(known)))
        known[key] = _ask(record, question, as_of, params)
    return known[key]


def _ask(record: Record, question: str, as_of: dt.date, params: dict[str, Any]) -> Rows:
    if record not in _with_views:
        from onrecord.answers.quarantine import set_aside

        set_aside(record, query_of("beyond_belief"))
        for view in sorted(MEASURES.glob("views/*.sql")):
            record.db.execute(f"create or replace temp view {view.stem} as {view.read_text('utf-8')}")
        _with_views.add(record)
    query = query_of(question)
    values = {**params, "as_of": as_of} if "$as_of" in query else params
    done = record.db.execute(query, values) if values else record.db.execute(query)
    columns = [c[0] for c in done.description]
    return Rows(question, params, as_of, record.snapshot, columns, done.fetchall(), query, own_mark())
