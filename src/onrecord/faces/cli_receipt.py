"""The command that shows what a receipt id stands for, and asks it again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.faces.cli_look import can_be_written, opened, screen
from onrecord.faces.page import Page
from onrecord.model.errors import OnRecordError
from onrecord.model.money import usd

if TYPE_CHECKING:
    from onrecord.answers.ask import Rows
    from onrecord.answers.receipts import Receipt, Rerun
    from onrecord.store.record import Record

SHOWN = 20


@click.command(short_help="Show what a receipt id stands for: question, query and rows.")
@click.argument("receipt_id", metavar="ID")
@click.option("--rerun", is_flag=True, help="Ask it again of the record, and say what changed.")
@click.option("--from", "check", type=click.Path(path_type=Path, dir_okay=False), metavar="CHECK.json",
              help="Find the receipt in the JSON of a check or look-up.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show every row instead of the first 20.")
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", callback=can_be_written,
              help="Also write the rows: FILE.csv, .parquet or .json.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.receipt/1).")
@click.option("--record", "folder", type=click.Path(path_type=Path),
              help="Record folder; the user's data directory otherwise.")  # fmt: skip
def receipt(
    receipt_id: str, rerun: bool, check: Path | None, everything: bool, export: Path | None, as_json: bool,
    folder: Path | None,
) -> None:  # fmt: skip
    """What a receipt id stands for: the question, its parameters, the query and the rows.

    A receipt is found among those kept on this machine, or in the JSON given with --from. Its rows are those of the
    record as it was then, where the record still holds that snapshot; of the sample story's, of the sample record.

    \b
    Example: onrecord receipt 5c8d7cb897435315
             onrecord receipt 5c8d7cb897435315 --rerun
             onrecord receipt 5c8d7cb897435315 --from check.json --export rows.csv
    """
    from onrecord.answers import receipts

    found = receipts.find(receipt_id, check)
    record = _record(folder)
    rows = receipts.as_it_was(record, found) if record else None
    if rows is None and folder is None and (sample := _sample(found)):
        record, rows = sample, receipts.as_it_was(sample, found)
        click.echo("onrecord: a receipt of the sample record that ships with onrecord", err=True)
    done = receipts.rerun(record, found) if record and rerun else None
    if rerun and record is None:
        opened(folder, None)  # raises, saying how to load a record
    if as_json:
        click.echo(json.dumps(_json(found, record, rows, done), default=str, indent=1, ensure_ascii=False))
    else:
        click.echo(_page(found, record, rows, done, everything), nl=False)
    if export:
        _export(export, (done.now if done else rows))


def _record(folder: Path | None) -> Record | None:
    try:
        return opened(folder, None)[0]
    except OnRecordError:
        return None


def _sample(found: Receipt) -> Record | None:
    """The sample record, where the receipt is of it: what a first check without a story printed can be looked up."""
    from onrecord.faces.sample import sample_record
    from onrecord.store.record import Record

    try:
        sample = Record(sample_record())
    except OnRecordError:
        return None
    return sample if sample.snapshot == found.snapshot else None


def _export(path: Path, rows: Rows | None) -> None:
    from onrecord.faces.export import export
    from onrecord.model.errors import RecordError

    if rows is None:
        raise RecordError("the receipt's snapshot to export from", received="it is not held", example="--rerun --export")
    click.echo(f"{export(path, [rows]):,} rows written to {path}", err=True)


def _query(found: Receipt) -> str:
    from onrecord.answers.ask import measures, query_of

    return query_of(found.question).strip() if found.question in measures() else ""


def _json(found: Receipt, record: Record | None, rows: Rows | None, done: Rerun | None) -> dict[str, Any]:
    from onrecord.faces.export import notice_for

    said = notice_for(rows.columns) if rows else ""
    data: dict[str, Any] = {
        **({"notice": said} if said else {}),
        "schema": "onrecord.receipt/1", "receipt": found.as_dict(), "query": _query(found),
        "record_snapshot": record.snapshot if record else None, "rows": rows.dicts() if rows else None,
    }  # fmt: skip
    if done:
        data["rerun"] = {
            "snapshot": done.now.snapshot, "receipt": done.now.receipt, "same": done.same,
            "rows_before": done.rows_before, "rows_now": len(done.now.rows),
            "amount_usd_before": done.usd_before, "amount_usd_now": done.usd_now,
            "gone": list(done.gone), "new": list(done.new), "rows": done.now.dicts(),
        }  # fmt: skip
    return data


def _page(found: Receipt, record: Record | None, rows: Rows | None, done: Rerun | None, everything: bool) -> str:
    width, colour = screen()
    page = Page(width, colour)
    page.say(f"receipt {found.id}", style="bold")
    facts = [("question", found.question), *((k, _short(v)) for k, v in found.params.items() if v is not None)]
    facts += [("as of", f"{found.as_of}, inclusive"), ("snapshot", found.snapshot or "not given")]
    facts += [("rows", "not given" if found.rows is None else f"{found.rows:,}")]
    facts += [("sha256", found.sha256 or "not given")]
    page.table(("", ""), facts)
    page.heading("Query")
    page.lines(_query(found))
    if not _query(found):
        page.say("this onrecord has no measure of that name", 2)
    if done:
        _rerun(page, found, done, everything)
    else:
        _as_kept(page, found, record, rows, everything)
    return page.text()


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 300 else f"{text[:300]}... ({len(value) if isinstance(value, list) else len(text)})"


def _as_kept(page: Page, found: Receipt, record: Record | None, rows: Rows | None, everything: bool) -> None:
    if rows is not None:
        _rows(page, "Rows", rows.dicts(), everything)
    elif record is None:
        page.heading("Rows")
        page.say("no record is loaded here, so the rows cannot be shown", 2)
    else:
        page.heading("Rows")
        held = f"it holds snapshot {record.snapshot}, not {found.snapshot}"
        page.say(f"the record has changed: {held}; --rerun asks again", 2)


def _rerun(page: Page, found: Receipt, done: Rerun, everything: bool) -> None:
    page.heading(f"Asked again of snapshot {done.now.snapshot}, as of {found.as_of}")
    if done.same is None and done.now.snapshot == found.snapshot:
        page.say("the same snapshot; the receipt carries no hash of its rows, so only their number is compared", 2)
    elif done.same and done.now.snapshot == found.snapshot:
        page.say(f"the same {len(done.now.rows):,} rows, to the byte (sha256 {found.sha256})", 2)
    elif done.same:
        page.say(f"the record has changed since, and these {len(done.now.rows):,} rows have not", 2)
    elif done.now.snapshot == found.snapshot and done.same is False:
        page.say("NOT the same rows, of the same snapshot: the measure's query has changed, or the record's files", 2)
    else:
        known = "" if done.same is False else "; what the rows were then is not known here"
        page.say(f"the record has changed since{known}", 2)
    compared = [("rows", _count(done.rows_before), _count(len(done.now.rows)))]
    if done.usd_before is not None or done.usd_now is not None:
        compared.append(("sum of amount_usd", _usd(done.usd_before), _usd(done.usd_now)))
    page.table(("", "before", "now"), compared, right=(1, 2))
    if done.same and done.now.snapshot == found.snapshot:
        return
    if done.before is not None:
        _rows(page, "Rows that are gone", list(done.gone), everything)
        _rows(page, "Rows that are new", list(done.new), everything)
    else:
        _rows(page, "Rows now", done.now.dicts(), everything)


def _count(number: int | None) -> str:
    return "not known" if number is None else f"{number:,}"


def _usd(amount: Decimal | None) -> str:
    return "not known" if amount is None else usd(amount)


def _rows(page: Page, title: str, rows: Sequence[dict[str, Any]], everything: bool) -> None:
    """Rows one by one, each as its values with where it stands: no table of twenty columns fits a screen."""
    from onrecord.answers.ask import place

    page.heading(f"{title} ({len(rows):,})")
    listed = rows if everything or len(rows) <= SHOWN else rows[:SHOWN]
    for number, row in enumerate(listed, 1):
        where = place(row) if row.get("source_file") and "source_line" in row else row.get("source_file") or ""
        said = [f"{k} {_cell(v)}" for k, v in row.items() if v is not None and not k.startswith("source")]
        page.say(f"{number}. {where}{': ' if where else ''}{'; '.join(said)}", 2)
    if len(listed) < len(rows):
        page.say(f"and {len(rows) - len(listed):,} more: --all, or --export FILE.csv", 2)


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return usd(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
