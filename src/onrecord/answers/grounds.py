"""What an answer rests on that a reader should know: layouts not yet seen, rows without a day, rows not loaded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import MEASURES, Rows, ask
from onrecord.model.form_words import line_words
from onrecord.model.money import usd
from onrecord.store.catalog import UNVERIFIED, sources
from onrecord.store.objects import table_of
from onrecord.store.record import Record

MONEY = {"expenditure", "contribution", "transfer", "individual_contribution", "disbursement", "notice",
         "electioneering", "communication_cost", "committee_total", "candidate_total"}  # fmt: skip
_TABLES = re.compile(r"\b(?:from|join)\s+([a-z_]+)")
_AS_OF = re.compile(r"(is null or\s+)?(?:\b\w+\.)?\bfiled_on\s*<=\s*\$as_of")
_COMMENT = re.compile(r"--[^\n]*")


def grounded(record: Record, answers: Iterable[Answer]) -> list[Answer]:
    """The answers with the caveats of this module for the rows that each was made of."""
    found = []
    for answer in answers:
        kinds = (layout_caveats, undated_caveats, rejected_caveats, short_caveats)
        more = [caveat for of in kinds for caveat in of(record, answer.asked)]
        new = tuple(c for c in dict.fromkeys(more) if c not in answer.caveats)
        found.append(replace(answer, caveats=(*answer.caveats, *new)) if new else answer)
    return found


def tables_of(rows: Rows) -> set[str]:
    """The tables and views that a measure names, and those that its views name."""
    return set(_named(rows.query))


@cache
def _named(query: str) -> frozenset[str]:
    found = set(_TABLES.findall(_COMMENT.sub("", query)))
    for view in MEASURES.glob("views/*.sql"):
        if view.stem in found:
            found |= _named(view.read_text("utf-8"))
    return frozenset(found)


def _leaves_undated_out(query: str) -> bool:
    """Whether a measure places rows by "filed_on <= as of" alone, which a row without a day never meets."""
    return any(not hit[1] for hit in _AS_OF.finditer(_COMMENT.sub("", query)))


def layout_caveats(record: Record, asked: Iterable[Rows]) -> list[str]:
    """A caveat for each source of which no real file has been read, and whose rows these are."""
    asked = list(asked)
    doubted = [
        entry
        for _, entry in sorted(record.manifest.loads.items())
        if (source := sources().get(entry["source"]))
        and source.layout == UNVERIFIED
        and entry.get("layout", UNVERIFIED) == UNVERIFIED
        and any(_gave(entry["file"], set(entry["objects"]), rows) for rows in asked)
    ]
    named = dict.fromkeys(entry["source"] for entry in doubted)
    return [
        f"{sources()[name].title}: the file's layout is unverified; it rests on {sources()[name].rests_on}"
        for name in named
    ]


def _gave(file: str, tables: set[str], rows: Rows) -> bool:
    """Whether a file gave rows to an answer: one of the rows names it, or, where rows name no file, fills a table."""
    if not rows.rows or not tables & tables_of(rows):
        return False
    if "source_file" not in rows.columns:
        return True
    place = rows.columns.index("source_file")
    return any(row[place] == file for row in rows.rows)


def rejected_caveats(record: Record, asked: Iterable[Rows]) -> list[str]:
    """How many rows of the files behind an answer's money could not be loaded: some may be of the same committee.

    A rejected row is kept as its place and reason alone, so that no answer can tell whose it is.
    """
    found = []
    for entry in (e for _, e in sorted(record.manifest.loads.items()) if e["rows_rejected"]):
        if any(_read_from(entry, rows) for rows in asked):
            where = f"{entry['rows_rejected']:,} of the {entry['rows_in']:,} rows of {entry['file']}"
            why = f"of which committee is not kept: onrecord sources --rejected {entry['source']}"
            found.append(f"{where} could not be loaded; {why}")
    return found


def short_caveats(record: Record, asked: Iterable[Rows]) -> list[str]:
    """A caveat for each electronic report among the rows whose own rows fall short of its cover: it may be cut."""
    if not record.has("filed_line"):
        return []
    numbers = {row[at] for rows in asked for at in _place(rows, "filing_number") for row in rows.rows}
    everything = dict.fromkeys(("committees", "cycle"))
    short = ask(record, "short_filings", dt.date.max, **everything).dicts() if numbers - {None} else []
    return [
        f"filing {one['filing_number']} may be cut: its rows hold {usd(one['itemised_usd'])} of"
        f" {usd(one['reported_usd'])}, {line_words(one['line'])}"
        for one in short
        if one["filing_number"] in numbers
    ]


def _place(rows: Rows, column: str) -> list[int]:
    return [rows.columns.index(column)] if column in rows.columns else []


def _read_from(entry: dict[str, Any], rows: Rows) -> bool:
    """Whether a measure reads money from the tables that a file fills, in its cycle where the measure has one."""
    tables = {table_of(part) for part in entry["objects"]} & MONEY & tables_of(rows)
    cycles = (rows.params.get("cycle"), entry["params"].get("cycle"))
    if not tables or None not in cycles:
        return bool(tables) and str(cycles[0]) == str(cycles[1])
    return _gave(entry["file"], tables, rows)


def undated_caveats(record: Record, asked: Iterable[Rows]) -> list[str]:
    """How many rows "filed on or before" leaves out since they carry no day of filing, by table, with their sum."""
    found = []
    for rows in asked:
        if not _leaves_undated_out(rows.query) or not _any_undated(record):
            continue
        params = {name: rows.params.get(name) for name in ("committees", "candidates", "cycle")}
        missing = ask(record, "undated_rows", rows.as_of, held=sorted(tables_of(rows)), **params).dicts()
        for held in dict.fromkeys(r["held"] for r in missing):
            mine = [r for r in missing if r["held"] == held]
            count, amount = sum(r["row_count"] for r in mine), sum(r["amount_usd"] for r in mine)
            rows_of = f"{count:,} row{'' if count == 1 else 's'} of the table {held} ({usd(amount)})"
            found.append(
                f"{rows_of} carry no day of filing (image numbers before 29 June 2015 have none); unless the filing"
                " tells its day they are not counted"
            )
    return list(dict.fromkeys(found))


def _any_undated(record: Record) -> bool:
    """Whether the record holds such a row at all; a record that is open does not change, so it is asked once."""
    everything = dict.fromkeys(("committees", "candidates", "held", "cycle"))
    return bool(ask(record, "undated_rows", dt.date.max, **everything).rows)
