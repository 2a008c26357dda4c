"""Which committee a name or id means: found exactly, by its present name or an earlier one, or near names suggested."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.search import search
from onrecord.model.errors import UnknownName
from onrecord.store.record import Record


def plain(name: str) -> str:
    """A name without its bracketed short form, punctuation and case: what an exact match compares."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", re.sub(r"\(.*?\)", " ", name.casefold())).split())


def find_committee(record: Record, text: str) -> tuple[str, str]:
    """The (id, name) of the committee whose id or exact name is `text`; the name is the latest one.

    A name that only earlier files give is found where one committee had it and none has it now. Raises UnknownName when
    none or several have it; it lists near names and decides nothing.
    """
    rows = ask(record, "committee_names", dt.date.max).rows
    by_id = dict(rows)
    if text.upper() in by_id:
        return text.upper(), by_id[text.upper()]
    wanted = plain(text)  # a name of punctuation alone is no name: it matches nothing
    exact = [(i, n) for i, n in rows if wanted and plain(n) == wanted]
    if wanted and not exact:
        exact = [(r["committee_id_fec"], r["name"]) for r in once_named(record, text).dicts()]
    if len(exact) == 1:
        return exact[0]
    near = exact or near_committees(record, text)
    rule = "several committees have that name; give an id" if exact else "a committee's id or its exact name"
    raise UnknownName(rule, received=text, example="; ".join(f"{i} {n}" for i, n in near) or "C00799031")


def once_named(record: Record, text: str) -> Rows:
    """The committees that had a name in an earlier file and have another now."""
    return ask(record, "committees_once_named", dt.date.max, names=[plain(text)])


def names_over_cycles(record: Record, committee: str) -> Rows:
    """Every name of a committee, with the cycles of the files that give it, the latest first."""
    return ask(record, "committee_names_by_cycle", dt.date.max, committees=[committee])


def changed_names(rows: Rows) -> list[dict[str, Any]]:
    """A committee's names, spellings that differ in case and punctuation alone together; the latest first."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows.dicts():
        mine = found.setdefault(plain(row["name"]), {"name": row["name"], "cycles": set()})
        mine["cycles"] |= {int(c) for c in (row["cycles"] or "").split(", ") if c}
    return [{"name": one["name"], "cycles": sorted(one["cycles"])} for one in found.values()]


def near_committees(record: Record, text: str) -> list[tuple[str, str]]:
    """At most five (id, name) whose names are near `text`: suggestions, which decide nothing."""
    return [(h.id, h.name) for h in search(record, text, ("committee",), 5) if h.kind == "committee"]
