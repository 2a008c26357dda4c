"""Says whether what a file gave is good enough to take the place of what the record holds."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.store.catalog import Source
from onrecord.store.files import AGAIN
from onrecord.store.pipe import CONTROL

_WIDTH = r"\d+ columns where the (layout|header) has \d+"
_FEW = 50  # dated rows, below which the days of a file say nothing of its cycle
_SHOWN = 80  # characters of a reason that an error quotes


def check(db: Any, source: Source, path: Path, total: int, loaded: int) -> None:
    """Raise SourceError when a file's `total` rows, those `loaded` and those in `numbered`, are not as declared.

    That is: no row at all (unless the source may be empty); more than half of them of another width; or none that can
    be loaded, unless the source's own reader set each of them aside as something that is not held here.
    """
    if total == 0:
        if source.may_be_empty:
            return
        raise SourceError(f"{path.name} holds at least one row", received=f"none in {path}", example=_example(source))
    width, spoilt = db.execute(
        "select count(*) filter (width), count(*) filter (width or not told_ or problem_ in (?, 'a blank line')) from"
        " (select problem_, told_, regexp_full_match(problem_, ?) as width from numbered)",
        [CONTROL, _WIDTH],
    ).fetchone()
    if 2 * width <= total and (loaded or (source.format == "reader" and not spoilt)):
        return
    rule = f"{path.name} has rows of the {len(source.header)} columns that {source.name} declares"
    if 2 * width <= total:
        rule = f"{path.name} has at least one row that {source.name} can load"
    received = _commonest(db, total)
    raise SourceError(rule, received=received, example=_example(source, received.rpartition(": ")[2]))


def check_not_emptied(source: Source, path: Path, before: int, loaded: int) -> None:
    """Raise SourceError for a copy of which no row loads, where the copy that it would replace has `before` rows.

    A list that the openFEC API gave for one subject may become empty: it says itself how many rows it has.
    """
    if before and not loaded and not source.where.startswith("onrecord "):
        rule = f"{path.name} has at least one row to load where the copy that is loaded has some"
        raise SourceError(rule, received=f"0 of {before:,} rows", example=_example(source))


def fewer(before: int, loaded: int) -> str:
    """What is said of a copy with fewer than half of the rows of the one that it replaces; '' of any other."""
    return f"fewer rows than the copy it replaces: {loaded:,} of {before:,}" if 2 * loaded < before else ""


def check_cycle(source: Source, path: Path, params: dict[str, str], middle: dt.date | None, dated: int) -> None:
    """Raise SourceError for a file of another cycle than its name says, by the day in the middle of its `dated` rows.

    Coverage ends within the cycle; what was received or paid may be amended in the year after.
    """
    if "cycle" not in params or not source.name.startswith("fec_") or middle is None or dated < _FEW:
        return
    cycle = int(params["cycle"])
    last = cycle if source.through == "coverage_end" else cycle + 1
    if not cycle - 1 <= middle.year <= last:
        rule = f"{path.name} has the rows of the {cycle} cycle, as its name says"
        received = f"half of its {dated:,} dated rows are of {middle} or {'later' if middle.year > last else 'earlier'}"
        raise SourceError(rule, received=received, example=AGAIN)


def check_election_years(db: Any, source: Source, path: Path, params: dict[str, str], rows: str) -> None:
    """Raise SourceError for a file of another cycle than its name says, by the elections of its `rows` (SQL).

    An odd year counts as the even one after it. A master also lists who ran before and who will run later; of five
    real files (cn20, cn22, cn26, ccl20, ccl22) at least a third of the rows are of elections of the cycle
    and at most an eighth of later ones. More than half of later ones, or fewer than one in twenty of the cycle or
    later, are of another file; the masters of two cycles that follow each other can look alike and pass.
    """
    if "cycle" not in params or not source.election_years:
        return
    cycle = int(params["cycle"])
    year = f"{source.election_years} + {source.election_years} % 2"
    total, later, of_it, median = db.execute(
        f"select count(*), count(*) filter ({year} > {cycle}), count(*) filter ({year} = {cycle}),"
        f" quantile_disc({year}, 0.5) from {rows} where {source.election_years} is not null"
    ).fetchone()
    if total >= _FEW and (2 * later > total or 20 * (later + of_it) < total):
        rule = f"{path.name} has the rows of the {cycle} cycle, as its name says"
        received = f"{of_it:,} of {total:,} rows of its elections, {later:,} of later ones; the median is {median}"
        raise SourceError(rule, received=received, example=AGAIN)


def _commonest(db: Any, total: int) -> str:
    """What most of the rejected rows have in common, with the first line of it."""
    reason, count, line = db.execute(
        "select problem_, count(*), min(line_) from numbered where problem_ <> 'header'"
        " group by 1 order by 2 desc, 3 limit 1"
    ).fetchone()
    return f"{count:,} of {total:,} rows rejected, from line {line} on: {reason[:_SHOWN]}"


def _example(source: Source, reason: str = "") -> str:
    """What mends a file: a public one is downloaded again; of a person's own list, a valid cell and row (its sample's).

    `reason` is why its rows were rejected; it begins with the column, where one cell was the fault.
    """
    if not own_list(source):
        return f"{AGAIN}; the columns: {_begin(source)}" if reason else AGAIN
    head, row, *_ = (source.folder / "sample.csv").read_text("utf-8").splitlines()
    cells = dict(zip(*csv.reader([head, row]), strict=True))
    column = reason.split(" ", 1)[0]
    cell = f"{column}: {cells[column]}; " if cells.get(column) else ""
    return f"{cell}a row under {head}: {row}"


def own_list(source: Source) -> bool:
    """Whether its files are a person's own lists, which nobody can download again."""
    return source.name.startswith("onrecord_")


def _begin(source: Source) -> str:
    mark = "|" if source.format == "pipe" else ","
    return mark.join(source.header[:4]) + (f"{mark}..." if len(source.header) > 4 else "")
