"""How long a name search and a committee's itemised page take, warm, on a record of synthetic rows.

    python bench/ask.py [--record DIR] [--rows 1000000] [--runs 9]      (--rows 20000000 loads for a while)

Half of the rows are one committee's. Each run asks with other words, or of a record in which nothing is remembered, so
that no answer is one that was kept; files and DuckDB's own caches are warm. "From the rows" is the same page as of a
day before the last filing, which what was added up at load cannot answer.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _measure import machine, publish, ratio
from native import BIG, make

from onrecord.answers import ask
from onrecord.answers.itemised import itemised
from onrecord.answers.search import search
from onrecord.store.load import load
from onrecord.store.record import Record

NOW = dt.date(2026, 1, 1)
CUT = dt.date(2020, 6, 15)
SEARCH, PAGE = 20.0, 100.0  # milliseconds that an answer may take


def forgotten(record: Record) -> None:
    """Forget the answers that were kept for an open record."""
    ask._asked.pop(record, None)


def timed(record: Record, runs: int, work: Callable[[int], object]) -> tuple[list[float], list[float]]:
    """Seconds, and CPU seconds of all threads, of each of `runs` calls of `work`, after two that are not counted."""
    wall, cpu = [], []
    for turn in range(runs + 2):
        forgotten(record)
        begun, used = time.perf_counter(), time.process_time()
        work(turn)
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - used)
    return wall[2:], cpu[2:]


def works(record: Record) -> dict[str, tuple[float | None, Callable[[int], object]]]:
    """What is timed: the milliseconds it may take, and the call."""
    names = [
        n for (n,) in record.db.execute("select name from name_index using sample 200 rows (reservoir, 1)").fetchall()
    ]
    small = record.db.execute(
        "select committee_id_fec from individual_month_total group by 1 order by sum(row_count) limit 1 offset 5000"
    ).fetchone()[0]

    def page(committee: str, day: dt.date) -> Callable[[int], object]:
        return lambda _: itemised(record, committee, 2020, day, individuals=True)

    def find(text: Callable[[str], str]) -> Callable[[int], object]:
        return lambda turn: search(record, text(names[turn % len(names)]), ("donor",))

    return {
        "search: a whole name": (SEARCH, find(lambda n: n)),
        "search: a last name and the beginning of a first": (
            SEARCH,
            find(lambda n: n.split(",")[0] + ", " + n.split(" ")[1][:2]),
        ),
        "search: a first name alone (a thirteenth of all)": (SEARCH, find(lambda n: n.split(" ")[1])),
        "search: a misspelling": (None, find(lambda n: n.split(",")[0][:-1] + "QX" + n[len(n.split(",")[0]) :])),
        "page: the committee with half of all rows": (PAGE, page(BIG, NOW)),
        "page: a committee of few rows": (PAGE, page(small, NOW)),
        "page: the large committee from the rows": (None, page(BIG, CUT)),
    }


def main() -> None:
    """Time all, publish; exit 1 when something takes longer than it may."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--record", type=Path, help="a record that this bench's rows were loaded into")
    read.add_argument("--rows", type=int, default=1_000_000)
    read.add_argument("--runs", type=int, default=9)
    asked = read.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = asked.record or Path(name) / "record"
        if asked.record is None:
            load([make(Path(name), "indiv", asked.rows)], folder)
        record = Record(folder)
        rows = record.db.execute("select count(*) from individual_contribution").fetchone()[0]
        lines, missed, seconds = [], [], {}
        for what, (most, work) in works(record).items():
            seconds[what], cpu = timed(record, asked.runs, work)
            middle = statistics.median(seconds[what]) * 1000
            spread = f"{min(seconds[what]) * 1000:.1f}-{max(seconds[what]) * 1000:.1f}"
            lines.append(
                [what, f"{middle:.1f}", spread, f"{statistics.median(cpu) * 1000:.1f}", f"{most:.0f}" if most else ""]
            )
            missed += [what] if most and middle > most else []
    large = "page: the committee with half of all rows"
    publish(
        "ask",
        {
            "ratios": {
                "the large committee's page: from the rows / from what was added up": ratio(
                    seconds["page: the large committee from the rows"], seconds[large]
                )
            },
            "timed": {},
            "tables": [
                {
                    "title": f"{rows:,} rows, {asked.runs} runs of each:",
                    "columns": ["asked", "median ms", "least-most", "CPU ms", "at most"],
                    "rows": lines,
                }
            ],
            "machine": machine(["duckdb"]),
        },
    )
    if missed:
        sys.exit(f"bench: longer than it may take: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
