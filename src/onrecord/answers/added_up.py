"""Asks measures of itemised receipts of what was added up at load, where that gives the very rows of the measure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from onrecord.answers.ask import Rows, ask, query_of
from onrecord.model.errors import RecordError
from onrecord.store.record import Record

NAMES_KEPT = 500  # of each kind, by individual_donor_total


def individual_contributions(record: Record, as_of: dt.date, **params: Any) -> Rows:
    """The rows of the measure individual_contributions; of a whole cycle by what was added up at load.

    The receipt is that of the measure, which lists the same rows when it is asked again: of every row of the file.
    """
    if params["since"] or params["until"]:
        return ask(record, "individual_contributions", as_of, **params)
    months(record, as_of, params["committees"], params["cycle"])
    return _same(record, "individual_contributions", as_of, params)


def contributors(record: Record, as_of: dt.date, **params: Any) -> Rows:
    """The rows of the measure contributors; of one large committee, all of whose filings were made by `as_of`, by what
    was added up at load. The receipt is that of the measure."""
    beyond = params["since"] or params["until"] or params["most"] > NAMES_KEPT
    if beyond or not _names_added_up(record, as_of, params):
        return ask(record, "contributors", as_of, **params)
    return _same(record, "contributors", as_of, params)


def months(record: Record, as_of: dt.date, committees: list[str], cycle: int) -> Rows:
    """Itemised receipts of committees in a cycle by code, month and day of filing; raises RecordError where their file
    was added up by an earlier onrecord, in other columns."""
    rows = ask(record, "individual_months", as_of, committees=committees, cycle=cycle)
    if old := next((r["source_file"] for r in rows.dicts() if r["short_notice"] is None), None):
        rule = "itemised receipts that were added up by this version of onrecord"
        raise RecordError(rule, received=f"{old}, loaded by an earlier one", example=f"onrecord load {old}")
    return rows


def _names_added_up(record: Record, as_of: dt.date, params: dict[str, Any]) -> bool:
    """Whether the names kept of the committee are enough, and none of its rows was filed after the day."""
    if len(params["committees"]) != 1:
        return False
    who = {"committees": params["committees"], "cycle": params["cycle"]}
    known = ask(record, "individual_donors", as_of, **who).dicts()
    return bool(known) and not any(r["filed_later"] or r["committees_folded"] for r in known)


def _same(record: Record, measure: str, as_of: dt.date, params: dict[str, Any]) -> Rows:
    """The rows of `measure` from its query in measures/added_up, under its own name and query."""
    used = {k: v for k, v in params.items() if k not in ("since", "until")}
    rows = ask(record, f"added_up/{measure}", as_of, **used)
    return replace(rows, question=measure, params=params, query=query_of(measure))
