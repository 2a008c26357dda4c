"""Which committee a name or id means: found exactly, or near names suggested."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from typing import Any

from onrecord.answers.ask import ask
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
    wanted = _plain(text)  # a name of punctuation alone is no name: it matches nothing
    exact = [(i, n) for i, n in rows if wanted and _plain(n) == wanted]
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
    if not wanted:
        return []
    names: dict[str, tuple[str, str]] = {_plain(n): (i, n) for i, n in rows}
    holding = [v for k, v in names.items() if f" {wanted} " in f" {k} "]
    close = [names[k] for k in difflib.get_close_matches(wanted, names, n=5, cutoff=0.75)]
    return list(dict.fromkeys(holding + close))[:5]
