"""The files of a record, judged without opening it: damaged objects, files that are old, cycles held in part."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Any

from onrecord.store.catalog import UNVERIFIED, sources
from onrecord.store.manifest import Manifest
from onrecord.store.objects import faults

ITEMISED = ("expenditure", "contribution", "transfer", "individual_contribution", "disbursement")
MASTERS = {"candidate": "candidate master", "committee": "committee master"}
SUMMARIES = {"committee_total": "committees' summary"}


def damaged(folder: Path, manifest: Manifest, full: bool = False) -> list[dict[str, Any]]:
    """Each object that is lost or of another size than was written; with `full` also of other bytes."""
    return [
        {"file": entry["tail"], "source": entry["source"], "fault": fault}
        for _, entry in sorted(manifest.loads.items())
        for fault in faults(folder, entry, full)
    ]


def stale(manifest: Manifest, as_of: dt.date, cycle: int | None = None) -> list[dict[str, Any]]:
    """The files of a cycle that end before a report that was due by `as_of` (inclusive), the oldest first.

    Due days are those of monthly filers, the 20th and 31 January (11 CFR 104.5(c)); a file that reaches the end of its
    cycle's reports is not old, though amendments may follow.
    """
    found = []
    for _, entry in sorted(manifest.loads.items()):
        own = _cycle(entry)
        if entry["through"] is None or own is None or cycle not in (None, own):
            continue
        through = dt.date.fromisoformat(str(entry["through"])[:10])
        source = sources().get(entry["source"])
        summary = source is not None and source.through == "coverage_end"
        due = _next_due(through, own, summary)
        if due and due <= as_of:
            found.append(
                {
                    "file": entry["tail"],
                    "source": entry["source"],
                    "cycle": own,
                    "through": through.isoformat(),
                    "days_old": (as_of - through).days,
                    "report_due": due.isoformat(),
                }
            )
    return sorted(found, key=lambda f: (f["through"], f["file"]))


def _next_due(through: dt.date, cycle: int, summary: bool) -> dt.date | None:
    """When the next report after what a file holds was due; None when all of its cycle's reports were due before.

    A summary ends with the days it covers, itemised rows with the day of the last filing.
    """
    last = dt.date(cycle, 12, 31) if summary else dt.date(cycle + 1, 1, 31)
    if through >= last:
        return None
    if not summary:
        return _due_day(through + dt.timedelta(days=1))
    covered = _month_end(through + dt.timedelta(days=1))  # the next month that a summary would cover
    return _due_day(covered + dt.timedelta(days=1))


def _due_day(day: dt.date) -> dt.date:
    """The first due day on or after a day: the 20th of a month, in January the 31st."""
    own = dt.date(day.year, day.month, 31 if day.month == 1 else 20)
    return own if day <= own else _due_day(_month_end(day) + dt.timedelta(days=1))


def _month_end(day: dt.date) -> dt.date:
    after = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def lacking(manifest: Manifest, cycle: int | None = None) -> list[dict[str, Any]]:
    """What a cycle lacks beside what is loaded of it: a master or a summary beside itemised rows, rows beside a master.

    The latest cycle first. A cycle of which nothing is loaded is listed, beside nothing, where it is the one asked of.
    """
    held: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in manifest.loads.values():
        if (own := _cycle(entry)) is not None:
            for table in entry["objects"]:
                held[own][table].append(entry["tail"])
    found = []
    for own in sorted(held, reverse=True):
        if cycle not in (None, own):
            continue
        tables = held[own]
        itemised = sorted(t for t in ITEMISED if t in tables)
        if itemised:
            found += [
                _gap(own, words, itemised) for table, words in {**MASTERS, **SUMMARIES}.items() if table not in tables
            ]
        elif set(MASTERS) & set(tables):
            found.append(_gap(own, "itemised rows", sorted(t for t in MASTERS if t in tables)))
    if cycle is not None and cycle not in held:
        found.append(_gap(cycle, "every file of that cycle", []))
    return found


def _gap(cycle: int, missing: str, beside: list[str]) -> dict[str, Any]:
    return {"cycle": cycle, "missing": missing, "beside": beside}


def layouts(manifest: Manifest) -> list[dict[str, Any]]:
    """The loaded sources of whose layout no file has been read that shows it as declared, with what it rests on."""
    doubted = {
        entry["source"]
        for entry in manifest.loads.values()
        if (source := sources().get(entry["source"]))
        and source.layout == UNVERIFIED
        and entry.get("layout", UNVERIFIED) == UNVERIFIED
    }
    return [{"source": name, "rests_on": sources()[name].rests_on} for name in sorted(doubted)]


def _cycle(entry: dict[str, Any]) -> int | None:
    """The cycle that a file's name gives; None for a file of no cycle."""
    text = str(entry["params"].get("cycle") or "")
    return int(text) if text.isdigit() else None
