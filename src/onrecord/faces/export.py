"""Writes the rows under an answer as CSV, Parquet or JSON, with the sale-or-use notice where payees are named."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from onrecord.answers.ask import Rows
from onrecord.model.errors import InputError

NOTICE = (
    "Information copied from reports filed with the FEC may not be sold or used by any person for the purpose of "
    "soliciting contributions or for commercial purposes, other than using the name and address of a political "
    "committee to solicit contributions from that committee: 52 U.S.C. 30111(a)(4)."
)
KINDS = (".csv", ".parquet", ".json")
NAMES = {"payee_name", "contributor_name", "other_name", "named"}  # columns that may hold the name of an individual


def export(path: Path, asked: Sequence[Rows]) -> int:
    """Write the rows of every measure asked to `path` by its ending, atomically; the number of rows written.

    Each row carries its measure and receipt. Raises InputError for another ending or a place that cannot be written.
    """
    check(path)
    columns, rows = _table(asked)
    notice = notice_for(columns)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.stem}.", suffix=path.suffix.lower())
        os.close(handle)
        part = Path(name)
        try:
            _WRITERS[path.suffix.lower()](part, columns, rows, notice)
            part.chmod(0o644)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        received = f"{path} ({error.strerror})"
        raise InputError("--export: a file that can be written", received=received, example="rows.csv") from error
    return len(rows)


def check(path: Path) -> None:
    """Raise InputError for an ending that is not written, or a folder that is not there: before anything is asked."""
    if path.suffix.lower() not in KINDS:
        raise InputError(f"--export: a file ending in {', '.join(KINDS)}", received=path.name, example="rows.csv")
    if not path.parent.is_dir():
        raise InputError("--export: a file in a folder that is there", received=path, example="rows.csv")


def notice_for(columns: Iterable[str]) -> str:
    """The notice on sale or use where a column may name an individual; empty otherwise."""
    return NOTICE if NAMES & set(columns) else ""


def _table(asked: Iterable[Rows]) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns of all measures together, and the rows with their measure and receipt first."""
    listed = list(asked)
    columns = list(dict.fromkeys(["measure", "receipt", *(c for rows in listed for c in rows.columns)]))
    found = [{"measure": rows.question, "receipt": rows.receipt, **row} for rows in listed for row in rows.dicts()]
    return columns, found


def _csv(path: Path, columns: list[str], rows: list[dict[str, Any]], notice: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        if notice:
            out.write(f"# {notice}\n")
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _json(path: Path, columns: list[str], rows: list[dict[str, Any]], notice: str) -> None:
    data: dict[str, Any] = {"notice": notice} if notice else {}
    data |= {"columns": columns, "rows": rows}
    path.write_text(json.dumps(data, default=str, indent=1, ensure_ascii=False), "utf-8")


def _parquet(path: Path, columns: list[str], rows: list[dict[str, Any]], notice: str) -> None:
    import duckdb

    db = duckdb.connect()
    kinds = [_kind([r[c] for r in rows if r.get(c) is not None]) for c in columns]
    declared = ", ".join(f'"{c}" {k}' for c, k in zip(columns, kinds, strict=True))
    db.execute(f"create table rows_ ({declared})")
    if rows:
        marks = ", ".join("?" * len(columns))
        db.executemany(f"insert into rows_ values ({marks})", [[_value(r.get(c)) for c in columns] for r in rows])
    said = notice.replace("'", "''")
    metadata = f", kv_metadata {{notice: '{said}'}}" if notice else ""
    place = str(path).replace("'", "''")
    db.execute(f"copy rows_ to '{place}' (format parquet{metadata})")


def _value(value: Any) -> Any:
    return json.dumps(value, default=str) if isinstance(value, list | dict) else value


def _kind(values: list[Any]) -> str:
    """The SQL type of a column from its values; text where they are of several kinds or none is there."""
    for kinds, name in ((bool, "boolean"), (int, "bigint"), (Decimal, "decimal(18,2)"), (dt.date, "date")):
        if values and all(isinstance(v, kinds) and (kinds is bool or not isinstance(v, bool)) for v in values):
            return name
    return "varchar"


_WRITERS = {".csv": _csv, ".json": _json, ".parquet": _parquet}
