"""Names that a table of results leaves blank beside an FEC id: from the masters by id, or another source's count."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onrecord.answers.ask import ask
from onrecord.answers.counts import Count, Line
from onrecord.model.names import display, same_name
from onrecord.store.record import Record

LEAST = 100  # votes from which the same number in two sources is taken for the same line


def named(record: Record, counts: list[Count], as_of: dt.date) -> list[Count]:
    """The counts with the names of lines that only an FEC id names, each with a caveat that says where it is from.

    A loaded master gives the name of its id; else another source's count of the same stage does, whose one line of as
    many votes (100 or more) is no other line's. Where neither does, the line keeps its id.
    """
    ids = {x.candidate_id_fec for c in counts for x in c.lines if _blank(x) and x.candidate_id_fec}
    if not ids:
        return counts
    found: dict[str, tuple[str, str]] = {}
    for row in ask(record, "candidacies", as_of, candidates=sorted(ids), office=None, state=None, district=None).dicts():
        if row["name"]:
            found[row["candidate_id_fec"]] = row["name"], f"{row['source_file']}, by its id"
    for one in ids - set(found):
        if told := _by_votes(one, counts):
            found[one] = told
    return [_with_names(c, found) for c in counts]


def _blank(line: Line) -> bool:
    return line.name is not None and line.name == line.candidate_id_fec


def _by_votes(one: str, counts: list[Count]) -> tuple[str, str] | None:
    """The name that other sources give a line of the same votes in the same stage; None unless they give just one."""
    told = {}
    for count in counts:
        mine = next((x for x in count.lines if _blank(x) and x.candidate_id_fec == one), None)
        if mine is None or (mine.votes or 0) < LEAST or not count.whole:
            continue
        for other in counts:
            if other.source == count.source or not other.whole or _stage(other) != _stage(count):
                continue
            rest = [x for x in count.named if x is not mine]
            same = [x for x in other.named if x.votes == mine.votes and not _blank(x)]
            if len(same) == 1 and not any(same_name(same[0].name or "", x.name or "") for x in rest):
                told[display(same[0].name or "")] = f"{other.source}: the same votes in the {other.title}"
    return next(iter(told.items())) if len(told) == 1 else None


def _stage(count: Count) -> tuple[object, ...]:
    return count.year, count.stage, count.special, count.primary_party


def _with_names(count: Count, found: dict[str, tuple[str, str]]) -> Count:
    said, lines = [], []
    for line in count.lines:
        name, where = found.get(line.candidate_id_fec or "", ("", "")) if _blank(line) else ("", "")
        lines.append(replace(line, name=name) if name else line)
        if name:
            said.append(f"{display(name)}: the name of {line.name}, blank in {count.source}, is from {where}")
        elif _blank(line):
            said.append(f"{line.name}: {count.source} leaves this candidate's name blank, and no loaded file gives it")
    return replace(count, lines=tuple(lines), caveats=(*count.caveats, *said)) if said else count
