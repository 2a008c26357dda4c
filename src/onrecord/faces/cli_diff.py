"""The command that shows what an amendment changed: onrecord diff."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from onrecord.model.form_words import field_words, line_words

SHOWN = 12  # rows of each kind that are listed without --all
LONG = 80  # characters of a cover's text that are shown
_MARK = {"added": "+", "removed": "-", "changed": "~"}


@click.command("diff", short_help="Show what an amendment changed, row by row.")
@click.argument("first", metavar="FILING1")
@click.argument("second", metavar="FILING2")
@click.option("--all", "everything", is_flag=True, help="List every row that differs instead of the first ones.")
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.diff/1).")
def diff_command(first: str, second: str, everything: bool, record: Path | None, as_json: bool) -> None:
    """Show what changed from one filing to another, an amendment mostly: sums, cover, and row by row.

    A filing is named by its number in the record, or by the path of a .fec file. Rows are matched by their transaction
    id, else by what they say. --json has the parser's names of lines and fields.

    Exit: 0 nothing differs, 1 something does, 2 error.

    \b
    Examples:
      onrecord diff 467627 767339
      onrecord diff 467627.fec 767339.fec --json
    """
    from onrecord.answers.diff import as_dict, diff
    from onrecord.store.record import default_folder

    found = as_dict(diff(first, second, record or default_folder()))
    if as_json:
        click.echo(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(pages(found, everything)))
    sys.exit(1 if found["differs"] else 0)


def pages(found: dict[str, Any], everything: bool = False) -> Iterator[str]:
    """The lines of text of a comparison as its JSON gives it."""
    yield from _head(found)
    if not found["differs"]:
        if found["counts"]["unchanged"]:
            yield f"Nothing differs: {_rows(found['counts']['unchanged'])} the same."
        else:
            yield "Nothing that the record holds differs. Of covers it has no addresses, officers and banks."
        return
    yield from _sums(found["sums"])
    yield from _cover(found)
    yield from _changes(found, everything)


def _head(found: dict[str, Any]) -> Iterator[str]:
    for side in ("before", "after"):
        one = found[side]
        what = "amends " + one["amends_filing_number"] if one["amends_filing_number"] else "original"
        days = f"signed {one['signed_on'] or 'on no day'}, filed {one['filed_on'] or 'on a day that is not known'}"
        yield f"{side:7}{one['filing_number']}  {what}; {days}; {_rows(one['schedule_rows'])} of schedules"
        yield f"{'':7}{one['committee_name']} ({one['committee_id_fec']}), {_report(one)}"
    for note in found["notes"]:
        yield f"NOTE   {note}"
    yield "       (the schedules alone: a load also counts the cover's lines of money and the filing itself)"
    yield ""


def _report(one: dict[str, Any]) -> str:
    covers = f", {one['coverage_start']} to {one['coverage_end']}" if one["coverage_end"] else ""
    return f"{one['form']} {one['report_type'] or ''}".strip() + covers


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _usd(text: str | None) -> str:
    from onrecord.model.money import usd

    return "blank" if text is None else usd(Decimal(text))


def _sums(sums: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{'sums (memo rows apart)':32} {'rows':>15} {'before':>18} {'after':>18} {'change':>16}"
    for one in sums:
        rows = f"{one['rows'][0]:,} > {one['rows'][1]:,}"
        name = f"{one['schedule']}, line {one['line']}" if one["line"] else one["schedule"]
        money = f"{_usd(one['before_usd']):>18} {_usd(one['after_usd']):>18} {_usd(one['change_usd']):>16}"
        yield f"{name[:32]:32} {rows:>15} {money}"
    yield ""


def _cover(found: dict[str, Any]) -> Iterator[str]:
    if not found["about"] and not found["lines"]:
        return
    yield "cover"
    for one in found["about"]:
        yield f"  {field_words(one['field'])}: {_short(one['before'])} > {_short(one['after'])}"
    for one in found["lines"]:
        column = "this period" if one["column"] == "A" else "to date"
        yield f"  {line_words(one['line'])}, {column}: {_usd(one['before'])} > {_usd(one['after'])}"
    yield ""


def _short(text: str | None) -> str:
    """A value of the cover on one line; a long text is cut, as JSON has it whole."""
    plain = " ".join((text or "blank").split())
    return plain if len(plain) <= LONG else f"{plain[:LONG]}... ({len(plain):,} characters)"


def _changes(found: dict[str, Any], everything: bool) -> Iterator[str]:
    counts = found["counts"]
    kinds = ", ".join(f"{counts[k]:,} {k}" for k in ("added", "removed", "changed", "unchanged"))
    renumbered = f" ({counts['renumbered']:,} of these under another transaction id)" if counts["renumbered"] else ""
    yield f"rows: {kinds}{renumbered}"
    if counts["flips"]:
        yield f"SUPPORT/OPPOSE EXCHANGED in {_rows(counts['flips'])}"
    if found["fields"]:
        counted = (f"{field_words(name)} {number:,}" for name, number in found["fields"].items())
        yield f"changed fields: {', '.join(counted)}"
    for kind, mark in _MARK.items():
        mine = [row for row in found["rows"] if row["kind"] == kind]
        for row in mine if everything else mine[:SHOWN]:
            yield from _row(row, mark)
        if not everything and len(mine) > SHOWN:
            yield f"  ... {_rows(len(mine) - SHOWN)} {kind} more (--all lists them)"
    if any(row["schedule"] == "receipt" for row in found["rows"]):
        from onrecord.faces.shown import SALE_OR_USE

        yield f"\n{SALE_OR_USE}"


def _row(row: dict[str, Any], mark: str) -> Iterator[str]:
    one = row["after"] or row["before"]
    where = f"{row['schedule']}, line {row['line']}" if row["line"] else row["schedule"]
    day = one["transacted_on"] or one["disseminated_on"]
    target = " ".join(filter(None, (one["stance"], one["candidate_name"] or one["candidate_id_fec"])))
    memo = "memo" if one["memo_code"] == "X" else ""
    amount = _usd(one["amount_usd"]) if one["amount_usd"] is not None else ""
    said = "; ".join(filter(None, (one["name"] or one["purpose"], day, amount, target, memo)))
    yield f"{mark} {where}, {row['transaction_id'] or 'no id'}: {said or 'blank'}"
    if row["flip"]:
        yield "    SUPPORT/OPPOSE EXCHANGED"
    for field in row["fields"]:
        before, after = (_value(field["field"], field[side]) for side in ("before", "after"))
        yield f"    {field_words(field['field'])}: {before} > {after}"
    if row["kind"] == "changed" and row["matched_by"] != "transaction id":
        yield f"    matched by {row['matched_by']}"


def _value(name: str, value: Any) -> str:
    if value is None:
        return "blank"
    return _usd(value) if name.endswith("_usd") else str(value)
