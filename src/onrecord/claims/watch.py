"""Standing checks: published stories kept with their verdicts, and checked again when the record has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.answers.changes import RowsChanged, changed_rows, files_changed, files_of
from onrecord.answers.receipts import Receipt, again
from onrecord.claims.check import check
from onrecord.claims.drafts import Draft
from onrecord.claims.review import Review, parse_review
from onrecord.model.errors import RecordError, UnknownName
from onrecord.store.record import Record

SCHEMA = "onrecord.watched/1"
KEPT = 200  # changes of a story that are kept, the latest


@dataclass(frozen=True)
class Watched:
    """A published story with the check of it that was last reported; `changes` are all that were reported since."""

    id: str
    source: str
    title: str | None
    published: dt.date
    text: str
    review: str | None  # the text of the review file that was applied
    review_file: str
    added_on: str  # a time in UTC
    seen: dict[str, Any]
    changes: tuple[dict[str, Any], ...] = ()


def folder_of(record: Path) -> Path:
    """Where the stories watched against a record are kept: beside it, for a record holds nothing but public files."""
    return record.with_name(f"{record.name}.watched")


def watch(draft: Draft, published: dt.date, record: Record, review: Review | None, today: dt.date) -> Watched:
    """A story checked now, to be checked again; nothing is written yet."""
    text = draft.text
    key = _id_of([draft.source, published.isoformat(), text], 12)
    one = Watched(
        key, draft.source, draft.title, published, text,
        review.text if review else None, review.file if review else "", _now(), {},
    )  # fmt: skip
    return replace(one, seen=_seen(_checked(one, record, today), record))


def _id_of(parts: list[Any], digits: int) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:digits]


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _checked(one: Watched, record: Record, today: dt.date) -> dict[str, Any]:
    review = parse_review(one.review, one.review_file) if one.review is not None else None
    return check(
        one.text,
        record,
        one.published,
        as_of=max(today, one.published),
        source=one.source,
        title=one.title,
        review=review,
    )


def _seen(done: dict[str, Any], record: Record) -> dict[str, Any]:
    """What is kept of a check: its claims, the snapshot and day, the program, and the files that were loaded."""
    keys = ("surface", "sentence", "span", "verdict", "verdict_as_published", "reason", "readings", "receipts")
    claims = [{k: claim[k] for k in keys} for claim in done["claims"]]
    for claim in claims:
        claim["readings"] = [{k: r[k] for k in ("name", "value", "unit", "fits")} for r in claim["readings"]]
        claim["receipts"] = [{**r, "citations": []} for r in claim["receipts"]]
    return {
        "on": _now(), "as_of": done["record"]["as_of"], "snapshot": record.snapshot, "onrecord": __version__,
        "files": files_of(record), "claims": claims,
    }  # fmt: skip


def recheck(one: Watched, record: Record, today: dt.date) -> tuple[Watched, list[dict[str, Any]]]:
    """A watched story checked again as known on `today`: it with what is seen now, and what changed since it was last.

    A change is of one claim: `kind` is verdict (it is another, now or as published, or the claim is read anew or no
    more) or figure (a reading's value alone). Each says what changed it: files, rows, the day, the program.
    """
    seen = _seen(_checked(one, record, today), record)
    before = {_place(c): c for c in one.seen["claims"]}
    after = {_place(c): c for c in seen["claims"]}
    changes = []
    for place in sorted({*before, *after}):
        was, now = before.get(place), after.get(place)
        kind = _kind(was, now)
        if kind:
            changes.append(_change(one, record, kind, was, now, seen))
    kept = (*one.changes, *changes)[-KEPT:]
    return replace(one, seen=seen, changes=kept), changes


def _place(claim: dict[str, Any]) -> tuple[int, int]:
    return claim["span"][0], claim["span"][1]


def _verdicts(claim: dict[str, Any] | None) -> dict[str, Any] | None:
    return {k: claim[k] for k in ("verdict", "verdict_as_published", "reason")} if claim else None


def _kind(was: dict[str, Any] | None, now: dict[str, Any] | None) -> str:
    if was is None or now is None:
        return "verdict"
    if any(was[k] != now[k] for k in ("verdict", "verdict_as_published")):
        return "verdict"
    values = [{r["name"]: r["value"] for r in c["readings"]} for c in (was, now)]
    return "figure" if values[0] != values[1] else ""


def _change(
    one: Watched, record: Record, kind: str, was: dict[str, Any] | None, now: dict[str, Any] | None, seen: dict[str, Any]
) -> dict[str, Any]:
    claim = now or was or {}
    rows = [r.as_dict() for r in _rows(one, record, was, now)]
    files = [f for f in files_changed(one.seen["files"], record) if not rows or _under(f["file"], rows)]
    return {
        "id": _id_of([one.id, claim["span"], one.seen["on"], seen["snapshot"], seen["as_of"]], 16),
        "kind": kind,
        "on": seen["on"],
        "claim": claim["surface"],
        "sentence": claim["sentence"],
        "span": claim["span"],
        "before": _verdicts(was),
        "after": _verdicts(now),
        "figures": _figures(was, now),
        "rows": rows,
        "files": files,
        "causes": _causes(one, seen, files, rows),
    }  # fmt: skip


def _figures(was: dict[str, Any] | None, now: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The readings whose value is another than it was, or that are new or gone (None)."""
    old = {r["name"]: r for r in (was["readings"] if was else [])}
    new = {r["name"]: r for r in (now["readings"] if now else [])}
    found = []
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        values = before["value"] if before else None, after["value"] if after else None
        if values[0] != values[1] or (before is None) != (after is None):
            unit = (after or before or {})["unit"]
            found.append({"reading": name, "before": values[0], "after": values[1], "unit": unit})
    return found


def _rows(one: Watched, record: Record, was: dict[str, Any] | None, now: dict[str, Any] | None) -> Iterable[RowsChanged]:
    """The rows under a claim that are other than they were: by each question asked then and now with like parameters."""
    old = [_receipt(r, one.seen["snapshot"]) for r in (was["receipts"] if was else [])]
    for receipt in (_receipt(r, record.snapshot) for r in (now["receipts"] if now else [])):
        rows = again(record, receipt)
        like = [r for r in old if r.question == receipt.question and r.params == receipt.params]
        like = like or _alone([r for r in old if r.question == receipt.question])
        if like:
            old.remove(like[0])
            found = changed_rows(record, like[0], rows)
            if found:
                yield found
        elif rows.rows:
            yield RowsChanged(receipt.question, True, tuple(rows.dicts()))


def _alone(receipts: list[Receipt]) -> list[Receipt]:
    return receipts if len(receipts) == 1 else []


def _receipt(data: dict[str, Any], snapshot: str) -> Receipt:
    day = dt.date.fromisoformat(data["as_of"])
    return Receipt(data["id"], data["question"], data["params"], day, snapshot, data["rows"], data["sha256"])


def _under(file: str, rows: list[dict[str, Any]]) -> bool:
    """Whether a changed file is named by the rows that changed; any file where these cannot be told."""
    if any(not r["known"] for r in rows):
        return True
    name = file.rpartition("/")[2]
    told = [x for r in rows for kind in ("added", "removed", "changed") for x in r[kind]]
    return any(name in x["at"] or name in x.get("was_at", "") for x in told)


def _causes(one: Watched, seen: dict[str, Any], files: list[dict[str, str]], rows: list[dict[str, Any]]) -> list[str]:
    """What brought a change about, in sentences."""
    said = []
    for r in rows:
        parts = [f"{n:,} {'row' if n == 1 else 'rows'} {what}" for what, n in r["counts"].items() if n]
        where = list(dict.fromkeys(x["at"] for kind in ("added", "changed", "removed") for x in r[kind] if x["at"]))
        at = f": {'; '.join(where[:3])}{f'; and {len(where) - 3:,} more' if len(where) > 3 else ''}" if where else ""
        gone = "its rows are others than they were; those of then are no longer held"
        said.append(f"{r['question']}: {', '.join(parts)}{at}" if r["known"] else f"{r['question']}: {gone}")
    if files:
        named = ", ".join(f"{f['file']} ({f['what']})" for f in files[:5])
        lead = "of the record's files" if rows else "no row under it changed; of the record's files"
        said.append(f"{lead}: {named}{' and others' if len(files) > 5 else ''}")
    if one.seen["onrecord"] != seen["onrecord"]:
        said.append(f"onrecord {one.seen['onrecord']} was then, {seen['onrecord']} is now")
    if not rows and not files:
        said.append(f"the record is the same: the day is {seen['as_of']}, it was {one.seen['as_of']}")
    return said


def counts(one: Watched) -> dict[str, int]:
    """How many claims of a watched story had each verdict when it was last seen."""
    return dict(Counter(c["verdict"] for c in one.seen["claims"]))


def kept(folder: Path) -> list[Watched]:
    """The watched stories of a folder, by the day they were published; raises RecordError for a file that is not one."""
    found = [_read(path) for path in sorted(folder.glob("*.json"))] if folder.is_dir() else []
    return sorted(found, key=lambda w: (w.published, w.source, w.id))


def number(record: Path) -> int:
    """How many stories are watched against a record."""
    folder = folder_of(record)
    return sum(1 for _ in folder.glob("*.json")) if folder.is_dir() else 0


def _read(path: Path) -> Watched:
    try:
        data = json.loads(path.read_text("utf-8"))
        if data.pop("schema") != SCHEMA:
            raise ValueError("another schema")
        made = Watched(
            **{**data, "published": dt.date.fromisoformat(data["published"]), "changes": tuple(data["changes"])}
        )
        if not {"on", "as_of", "snapshot", "onrecord", "files", "claims"} <= set(made.seen):
            raise ValueError("not whole")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        example = f"onrecord watch --remove {path.stem}"
        raise RecordError("a watched story as onrecord wrote it", received=path.name, example=example) from error
    return made


def keep(folder: Path, listed: Iterable[Watched]) -> None:
    """Write watched stories, each aside and then renamed. Raises RecordError where that cannot be done."""
    for one in listed:
        data = {"schema": SCHEMA, **one.__dict__, "published": one.published.isoformat(), "changes": list(one.changes)}
        part = folder / f".{one.id}.{os.getpid()}.part"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
            part.replace(folder / f"{one.id}.json")
        except OSError as error:
            part.unlink(missing_ok=True)
            received = f"{folder} ({error.strerror})"
            raise RecordError("a folder that can be written", received=received, example="--record FOLDER") from error


def remove(folder: Path, named: str) -> list[str]:
    """Watch a story no more, by its id or the file or address it was read from; the ids removed.

    A file that cannot be read goes by its id too. Raises UnknownName with those there are.
    """
    if re.fullmatch(r"[0-9a-f]{12}", named) and (folder / f"{named}.json").is_file():
        (folder / f"{named}.json").unlink()
        return [named]
    listed = kept(folder)
    found = [one.id for one in listed if one.source == named]
    if not found:
        example = ", ".join(f"{one.id} ({one.source})" for one in listed[:5]) or "onrecord watch STORY"
        raise UnknownName("a watched story, by its id or as it was named", received=named, example=example)
    for one in found:
        (folder / f"{one}.json").unlink()
    return found
