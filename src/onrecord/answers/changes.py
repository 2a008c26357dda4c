"""What changed under a receipt from one snapshot to another: rows added, removed and changed, and in which files."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from onrecord.answers.ask import Rows, cite
from onrecord.answers.receipts import Receipt, as_it_was, rows_hash
from onrecord.model.errors import OnRecordError
from onrecord.store.record import Record

PLACE = ("source_file", "source_line", "places")  # where a row stands may shift from one version of a file to the next
SHOWN = 20  # rows of each kind that are listed


@dataclass(frozen=True)
class RowsChanged:
    """The rows of one question that are other than they were; `known` False where those of then are not held."""

    question: str
    known: bool
    added: tuple[dict[str, Any], ...] = ()
    removed: tuple[dict[str, Any], ...] = ()
    changed: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """In JSON's types: counts, and the first rows of each kind with where they stand and what is other in them."""
        return {
            "question": self.question,
            "known": self.known,
            "counts": {"added": len(self.added), "removed": len(self.removed), "changed": len(self.changed)},
            "added": [_said(row) for row in self.added[:SHOWN]],
            "removed": [_said(row) for row in self.removed[:SHOWN]],
            "changed": [_pair(before, after) for before, after in self.changed[:SHOWN]],
        }


def changed_rows(record: Record, before: Receipt, now: Rows) -> RowsChanged | None:
    """What is other in a question's rows than when the receipt was given; None where nothing is.

    Rows are compared by all that they say but where they stand. One that is gone and one that is new are one row
    changed where they agree in all but amounts, counts and days.
    """
    if before.sha256 == rows_hash(now):
        return None
    try:
        then = as_it_was(record, before)
    except OnRecordError:
        then = None
    if then is None:
        return RowsChanged(before.question, known=False)
    gone, new = _less(then.dicts(), now.dicts()), _less(now.dicts(), then.dicts())
    if not gone and not new:
        return None
    pairs, gone, new = _paired(gone, new)
    return RowsChanged(before.question, True, tuple(new), tuple(gone), tuple(pairs))


def files_changed(before: Mapping[str, str], now: Record) -> list[dict[str, str]]:
    """The loaded files that are other than they were: each with `file` and `what` (added, replaced, removed).

    `before` is what `files_of` gave then.
    """
    after = files_of(now)
    found = [(f, "replaced" if f in before else "added") for f, sha in after.items() if before.get(f) != sha]
    found += [(f, "removed") for f in before if f not in after]
    return [{"file": file, "what": what} for file, what in sorted(found)]


def files_of(record: Record) -> dict[str, str]:
    """The hash of each loaded file, by the last two names of its path."""
    return {str(e["tail"]): str(e["sha256"]) for e in record.manifest.loads.values()}


def _key(row: dict[str, Any], names: tuple[str, ...] = PLACE) -> str:
    return json.dumps({k: v for k, v in row.items() if k not in names}, default=str, sort_keys=True)


def _less(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that are not among the others, as often as they are there more."""
    count: dict[str, int] = defaultdict(int)
    for row in others:
        count[_key(row)] += 1
    found = []
    for row in rows:
        if count[_key(row)]:
            count[_key(row)] -= 1
        else:
            found.append(row)
    return found


def _paired(
    gone: list[dict[str, Any]], new: list[dict[str, Any]]
) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of one identity before and after, each with its fellow; where several could be, none is paired."""
    old, fresh = _by_identity(gone), _by_identity(new)
    pairs = [(old[k][0], fresh[k][0]) for k in old if len(old[k]) == 1 and len(fresh.get(k, [])) == 1]
    taken = {id(row) for pair in pairs for row in pair}
    return pairs, [r for r in gone if id(r) not in taken], [r for r in new if id(r) not in taken]


def _by_identity(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[_identity(row)].append(row)
    return found


def _identity(row: dict[str, Any]) -> str:
    """What says which row it is: its transaction id, else its words and whole numbers of identity."""
    own = {k: row.get(k) for k in ("committee_id_fec", "transaction_id") if row.get(k)}
    if "transaction_id" in own:
        return json.dumps(own, sort_keys=True)
    moving = (*PLACE, "image_number", "filing_number", "citation", "votes", "row_count")
    fixed = {k: v for k, v in row.items() if k not in moving and not isinstance(v, Decimal | dt.date)}
    return json.dumps(fixed, default=str, sort_keys=True)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it is listed: where it stands, and all that it says, in JSON's types."""
    values = {k: _plain(v) for k, v in row.items() if v is not None and k not in PLACE}
    return {"at": _at(row), "row": values}


def _pair(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    other = [k for k in after if k not in PLACE and before.get(k) != after[k]]
    fields = [{"field": k, "before": _plain(before.get(k)), "after": _plain(after[k])} for k in other]
    return {"at": _at(after), "was_at": _at(before), "fields": fields}


def _at(row: dict[str, Any]) -> str:
    return cite(row) if row.get("places") or ("source_line" in row and row.get("source_file")) else ""


def _plain(value: Any) -> int | str | bool | None:
    if value is None or isinstance(value, int | str):
        return value
    return format(value, "f") if isinstance(value, Decimal) else str(value)
