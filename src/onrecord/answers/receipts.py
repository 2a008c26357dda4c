"""Receipts kept on this machine: what was asked of which snapshot, so that it can be shown and asked again."""

from __future__ import annotations

import contextlib
import datetime as dt
import difflib
import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from onrecord.answers.ask import Rows, ask, measures
from onrecord.model.errors import InputError, OnRecordError
from onrecord.store.record import Record

_ID = re.compile(r"[0-9a-f]{16}")
_PLACE = ("source_file", "source_line")  # where a row stands may shift from one version of a file to the next


@dataclass(frozen=True)
class Receipt:
    """What a receipt id stands for; `rows` and `sha256` (of the rows) are None when whoever kept it did not say."""

    id: str
    question: str
    params: dict[str, Any]
    as_of: dt.date
    snapshot: str
    rows: int | None
    sha256: str | None

    def as_dict(self) -> dict[str, Any]:
        """The receipt as it is kept."""
        return {**self.__dict__, "as_of": self.as_of.isoformat()}


def folder() -> Path:
    """Where receipts are kept: $XDG_STATE_HOME/onrecord/receipts, or ~/.local/state/onrecord/receipts."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "onrecord" / "receipts"


def rows_hash(rows: Rows) -> str:
    """The sha256 of the rows as canonical JSON, in no particular order of theirs."""
    listed = sorted(json.dumps(row, default=str, ensure_ascii=False) for row in rows.rows)
    return hashlib.sha256("\n".join([json.dumps(rows.columns), *listed]).encode()).hexdigest()


def receipt_of(rows: Rows) -> Receipt:
    """The receipt of rows just asked."""
    return Receipt(rows.receipt, rows.question, rows.params, rows.as_of, rows.snapshot, len(rows.rows), rows_hash(rows))


def keep(asked: Iterable[Rows]) -> None:
    """Keep the receipts of rows, best effort: a home that cannot be written changes nothing else."""
    with contextlib.suppress(OSError, RuntimeError):  # RuntimeError: no home folder at all
        for rows in {r.receipt: r for r in asked}.values():
            if not (folder() / f"{rows.receipt}.json").exists():
                _write(receipt_of(rows))


def keep_from(done: dict[str, Any]) -> None:
    """Keep the receipts that a check's JSON (schema onrecord.check/1) lists, best effort."""
    with contextlib.suppress(OSError, RuntimeError):
        for receipt in _in_check(done).values():
            if not (folder() / f"{receipt.id}.json").exists():
                _write(receipt)


def _write(receipt: Receipt) -> None:
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=place, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(receipt.as_dict(), out, indent=1, sort_keys=True, ensure_ascii=False)
        Path(part).replace(place / f"{receipt.id}.json")
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def find(receipt_id: str, check: Path | None = None) -> Receipt:
    """The receipt of an id, from a check's JSON when one is given, else from those kept on this machine.

    Raises InputError for an unknown id (near ids are suggested), or a file that is not a check's or receipt's JSON.
    """
    wanted = receipt_id.strip().lower()
    listed = _in_check(_read_json(check, "--from: the JSON of onrecord check --json")) if check else {}
    if wanted in listed:
        return listed[wanted]
    path = folder() / f"{wanted}.json"
    kept: list[str] = []
    with contextlib.suppress(OSError, RuntimeError):
        if _ID.fullmatch(wanted) and path.is_file():
            return _receipt(_read_json(path, "a kept receipt"), path)
        kept = [p.stem for p in folder().glob("*.json")]
    near = difflib.get_close_matches(wanted, [*listed, *kept], n=3, cutoff=0.8)
    where = f"in {check.name} or " if check else ""
    rule = f"a receipt {where}kept on this machine; one from elsewhere needs --from CHECK.json"
    raise InputError(rule, received=receipt_id, example=", ".join(near) or "onrecord receipt ID --from check.json")


def _read_json(path: Path, what: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not JSON"
        received = f"{path} ({reason})"
        raise InputError(what, received=received, example="onrecord check STORY --json > check.json") from error
    if not isinstance(data, dict):
        raise InputError(what, received=path, example="onrecord check STORY --json > check.json")
    return data


def _in_check(done: dict[str, Any]) -> dict[str, Receipt]:
    """The receipts in a check's JSON or a look's: of its claims, and of its own list."""
    snapshot = str((done.get("record") or {}).get("snapshot") or done.get("snapshot") or "")
    listed = [*done.get("receipts", []), *(r for claim in done.get("claims", []) for r in claim.get("receipts", []))]
    whole = [r for r in listed if {"id", "question", "params", "as_of"} <= set(r)]
    return {r["id"]: _receipt({"snapshot": snapshot, **r}, None) for r in whole}


def _receipt(data: dict[str, Any], path: Path | None) -> Receipt:
    try:
        return Receipt(
            str(data["id"]), str(data["question"]), dict(data["params"]), dt.date.fromisoformat(data["as_of"]),
            str(data["snapshot"]), data.get("rows"), data.get("sha256"),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("a receipt of onrecord", received=path or data.get("id"), example="ask it again") from error


def again(record: Record, receipt: Receipt) -> Rows:
    """The receipt's question asked of a record; raises InputError when its measure is no longer there."""
    if receipt.question not in measures():
        raise InputError("a measure of this onrecord", received=receipt.question, example=", ".join(measures()[:3]))
    return ask(record, receipt.question, receipt.as_of, **receipt.params)


def as_it_was(record: Record, receipt: Receipt) -> Rows | None:
    """The rows in the snapshot that the receipt names, or None when the record no longer holds that snapshot."""
    if record.snapshot == receipt.snapshot:
        return again(record, receipt)
    try:
        return again(Record(record.folder, snapshot=receipt.snapshot), receipt)
    except OnRecordError:
        return None


@dataclass(frozen=True)
class Rerun:
    """A receipt asked again: the rows before (None when that snapshot is gone) and now, and what changed.

    `same` is None when nothing is known of the rows before. `gone` and `new` leave out where a row stands in its file.
    """

    before: Rows | None
    now: Rows
    same: bool | None
    rows_before: int | None
    usd_before: Decimal | None
    usd_now: Decimal | None
    gone: tuple[dict[str, Any], ...] = ()
    new: tuple[dict[str, Any], ...] = ()


def rerun(record: Record, receipt: Receipt) -> Rerun:
    """Ask a receipt again of the present snapshot and compare, row by row where the old snapshot is still held."""
    now = again(record, receipt)
    before = as_it_was(record, receipt) if record.snapshot != receipt.snapshot else None
    same: bool | None = rows_hash(now) == receipt.sha256 if receipt.sha256 else None
    if before is not None:
        gone, new = _difference(before, now)
        return Rerun(before, now, not gone and not new, len(before.rows), _usd(before), _usd(now), gone, new)
    return Rerun(None, now, same, receipt.rows, _usd(now) if same else None, _usd(now))  # the same rows, the same sum


def _difference(before: Rows, now: Rows) -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    def counted(rows: Rows) -> Counter[str]:
        return Counter(_key(r) for r in rows.dicts())

    old, fresh = counted(before), counted(now)
    return _left(before, old - fresh), _left(now, fresh - old)


def _key(row: dict[str, Any]) -> str:
    return json.dumps({k: v for k, v in row.items() if k not in _PLACE}, default=str, sort_keys=True)


def _left(rows: Rows, extra: Counter[str]) -> tuple[dict[str, Any], ...]:
    found = []
    for row in rows.dicts():
        if extra[_key(row)] > 0:
            extra[_key(row)] -= 1
            found.append(row)
    return tuple(found)


def _usd(rows: Rows) -> Decimal | None:
    """The sum of amount_usd; None when the measure has no such column or no row."""
    if "amount_usd" not in rows.columns:
        return None
    amounts = [a for r in rows.dicts() if (a := r["amount_usd"]) is not None]
    return sum(amounts, Decimal(0)) if amounts else None
