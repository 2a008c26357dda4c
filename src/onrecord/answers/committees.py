"""Questions about one committee: who it is, what it reported, whom it supported and opposed."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.model.errors import UnknownName
from onrecord.store.record import Record


def _plain(name: str) -> str:
    """A name without its bracketed short form, punctuation and case: what an exact match compares."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", re.sub(r"\(.*?\)", " ", name.casefold())).split())


def find_committee(record: Record, text: str) -> tuple[str, str]:
    """The (id, name) of the committee whose id or exact name is `text`.

    Raises UnknownName when none or several have it; it lists near names and decides nothing.
    """
    rows = ask(record, "committee_names", dt.date.max).rows
    by_id = dict(rows)
    if text.upper() in by_id:
        return text.upper(), by_id[text.upper()]
    exact = [(i, n) for i, n in rows if _plain(n) == _plain(text)]
    if len(exact) == 1:
        return exact[0]
    near = exact or _near(rows, text)
    rule = "several committees have that name; give an id" if exact else "a committee's id or its exact name"
    raise UnknownName(rule, received=text, example="; ".join(f"{i} {n}" for i, n in near) or "C00799031")


def near_committees(record: Record, text: str) -> list[tuple[str, str]]:
    """At most five (id, name) whose names are near `text`: suggestions, which decide nothing."""
    return _near(ask(record, "committee_names", dt.date.max).rows, text)


def _near(rows: list[tuple[Any, ...]], text: str) -> list[tuple[str, str]]:
    wanted = _plain(text)
    names: dict[str, tuple[str, str]] = {_plain(n): (i, n) for i, n in rows}
    holding = [v for k, v in names.items() if wanted and f" {wanted} " in f" {k} "]
    close = [names[k] for k in difflib.get_close_matches(wanted, names, n=5, cutoff=0.75)]
    return list(dict.fromkeys(holding + close))[:5]


def totals(record: Record, committee: str, cycle: int | None, as_of: dt.date) -> Rows:
    """What the committee reported (USD), by cycle, where the coverage ends on or before `as_of`."""
    return ask(record, "committee_total", as_of, committees=[committee], cycle=cycle)


def expenditures(record: Record, committee: str, cycle: int | None, as_of: dt.date) -> Rows:
    """Its itemised independent expenditures (USD) in periodic reports filed on or before `as_of`."""
    return ask(record, "independent_expenditures", as_of, committees=[committee], candidates=None, cycle=cycle)


def by_target(answer: Rows) -> list[tuple[str, str, str, Decimal, int]]:
    """(candidate id, stance, election code, USD, rows) from the largest down; the sums conserve the total."""
    sums: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for row in answer.dicts():
        key = (row["candidate_id_fec"] or "not stated", row["stance"], row["election_code"] or "not stated")
        sums[key].append(row["amount_usd"])
    found = [(*key, sum(v, Decimal(0)), len(v)) for key, v in sums.items()]
    return sorted(found, key=lambda t: (-t[3], t[:3]))
