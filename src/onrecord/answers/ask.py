"""Runs a measure on a record and gives its rows a receipt that any other machine would give too."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.store.record import Record

MEASURES = Path(__file__).parent.parent / "measures"


@dataclass(frozen=True)
class Answer:
    """The rows of one question, with the query and the receipt id."""

    question: str
    params: dict[str, Any]
    as_of: dt.date
    snapshot: str
    columns: list[str]
    rows: list[tuple[Any, ...]]
    query: str

    @property
    def receipt(self) -> str:
        """The hash of question, as-of date and record snapshot: the same everywhere."""
        asked = [self.question, self.params, self.as_of.isoformat(), self.snapshot]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@cache
def query_of(question: str) -> str:
    """The SQL text of a measure."""
    return (MEASURES / f"{question}.sql").read_text("utf-8")


def ask(record: Record, question: str, as_of: dt.date, **params: Any) -> Answer:
    """Ask `question` of the record as it was known on `as_of` (inclusive)."""
    query = query_of(question)
    values = {**params, "as_of": as_of} if "$as_of" in query else params
    done = record.db.execute(query, values) if values else record.db.execute(query)
    columns = [c[0] for c in done.description]
    return Answer(question, params, as_of, record.snapshot, columns, done.fetchall(), query)
