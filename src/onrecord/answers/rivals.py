"""Which contests have candidates of given last names: two last names of one sentence often leave just one contest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from onrecord.answers.ask import ask
from onrecord.model.contest import Contest
from onrecord.store.record import Record

Stood = dict[str, dict[tuple[Contest, int], list[str]]]


def with_last_names(record: Record, last_names: list[str], years: list[int], as_of: dt.date) -> Stood:
    """For each last name, the contests and cycles with a candidate of it, and the names in full.

    Where a name stands in a summary or in results, those that only filed to run are left out.
    """
    rows = ask(record, "candidates_with_last_names", as_of, last_names=last_names, years=years).dicts()
    found: Stood = {}
    for standing in (True, False):
        listed: Stood = defaultdict(lambda: defaultdict(list))
        for row in rows:
            if row["standing"] is standing and row["state"] and (row["office"] == "S" or row["district"]):
                contest = Contest(row["office"], row["state"], row["district"] if row["office"] == "H" else None)
                listed[row["last_name"]][contest, row["year"] + row["year"] % 2].append(row["name"])
        for name, stood in listed.items():
            found.setdefault(name, dict(stood))
    return found
