"""How long a name search and a committee's page take, warm, on a record of synthetic rows.

    python bench/ask.py [--record DIR] [--rows 1000000] [--runs 9]      (--rows 20000000 loads for a while)

Half of the rows are one committee's. Each run asks with other words, or of a record in which nothing of the committee
is remembered, so that no answer is one that was kept, but for the page a second time; files and DuckDB's own caches
are warm. "The whole page" is all that `onrecord committee ID` computes and writes, after the
process showed the page of another committee: what was asked
of the record as a whole (its names, what is quarantined or has no day) is remembered then. The record has the master
and the summary of every committee too; they are loaded into a copy when they are not there. "From the rows" is a page as
of a day before the last filing, for which who gave most has to be asked of the rows. What is held to a bound, and each
ratio, is CPU time of all threads: with idle cores no more time passes, and others on the machine do not disturb it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _measure import machine, publish, ratio
from native import BIG, make, masters

from onrecord.answers import ask
from onrecord.answers.itemised import itemised
from onrecord.answers.search import search
from onrecord.answers.who import committee
from onrecord.faces.look_pages import render
from onrecord.store.load import load
from onrecord.store.record import Record

NOW = dt.date(2026, 1, 1)
CUT = dt.date(2020, 6, 15)
WHOLE = "the whole page: the committee with half of all rows"
EARLIER = f"{WHOLE}, as of an earlier day"
AGAIN = f"{WHOLE}, a second time"
SEARCH, PAGE = 20.0, 100.0  # milliseconds that an answer may take


def forgotten(record: Record) -> None:
    """Forget what an open record remembers of any one committee or name."""
    whole = {"committee_names", "quarantined", "undated_rows"}
    for key in [k for k in ask._asked.get(record, {}) if json.loads(k)[0] not in whole]:
        del ask._asked[record][key]
    ask._held.pop(record, None)


def timed(
    record: Record, runs: int, work: Callable[[int], object], again: bool = False
) -> tuple[list[float], list[float]]:
    """Seconds, and CPU seconds of all threads, of each of `runs` calls of `work`, after two that are not counted.

    `again` keeps what the open record remembers of the call before.
    """
    wall, cpu = [], []
    for turn in range(runs + 2):
        if not again:
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

    def page(who: str, day: dt.date) -> Callable[[int], object]:
        return lambda _: itemised(record, who, 2020, day, individuals=True)

    def whole(who: str, day: dt.date, as_json: bool) -> Callable[[int], object]:
        def written(_: int) -> str:
            data = committee(record, who, None, day).as_dict()
            return json.dumps(data, indent=1) if as_json else render(data, width=80, colour=False, everything=False)

        return written

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
        "the itemised part: the committee with half of all rows": (PAGE, page(BIG, NOW)),
        "the itemised part: a committee of few rows": (PAGE, page(small, NOW)),
        "the itemised part: the large committee from the rows": (None, page(BIG, CUT)),
        WHOLE: (PAGE, whole(BIG, NOW, False)),
        f"{WHOLE}, as JSON": (PAGE, whole(BIG, NOW, True)),
        "the whole page: a committee of few rows": (PAGE, whole(small, NOW, False)),
        AGAIN: (PAGE, whole(BIG, NOW, False)),
        EARLIER: (None, whole(BIG, CUT, False)),
    }


def with_masters(given: Path, folder: Path) -> Path:
    """The record, or a copy in `folder` (its objects linked) into which the masters are loaded, where it has none."""
    if Record(given).has("committee"):
        return given
    for path in (p for p in given.rglob("*") if p.is_file()):
        place = folder / "record" / path.relative_to(given)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".parquet":
            os.link(path, place)
        else:
            place.write_bytes(path.read_bytes())
    load(masters(folder), folder / "record")
    return folder / "record"


def main() -> None:
    """Time all, publish; exit 1 when something takes longer than it may."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--record", type=Path, help="a record that this bench's rows were loaded into")
    read.add_argument("--rows", type=int, default=1_000_000)
    read.add_argument("--runs", type=int, default=9)
    asked = read.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.record and asked.record.parent) as name:
        folder = asked.record or Path(name) / "record"
        if asked.record is None:
            load([make(Path(name), "indiv", asked.rows)], folder)
        record = Record(with_masters(folder, Path(name)))
        rows = record.db.execute("select count(*) from individual_contribution").fetchone()[0]
        lines, missed, used = [], [], {}
        for what, (most, work) in works(record).items():
            wall, used[what] = timed(record, asked.runs, work, again=what == AGAIN)
            middle = statistics.median(used[what]) * 1000
            spread = f"{min(used[what]) * 1000:.1f}-{max(used[what]) * 1000:.1f}"
            lines.append(
                [what, f"{middle:.1f}", spread, f"{statistics.median(wall) * 1000:.1f}", f"{most:.0f}" if most else ""]
            )
            missed += [what] if most and middle > most else []
    part = "the itemised part: the committee with half of all rows"
    rows_alone = used["the itemised part: the large committee from the rows"]
    publish(
        "ask",
        {
            "ratios": {
                "the large committee's itemised part: from the rows / from what was added up": ratio(
                    rows_alone, used[part]
                ),
                "the large committee: the whole page / its itemised part": ratio(used[WHOLE], used[part]),
                "the large committee's whole page: as JSON / as text": ratio(used[f"{WHOLE}, as JSON"], used[WHOLE]),
                "the large committee's whole page: as of an earlier day / as of today": ratio(
                    used[EARLIER], used[WHOLE]
                ),
            },
            "timed": {},
            "tables": [
                {
                    "title": f"{rows:,} rows, {asked.runs} runs of each:",
                    "columns": ["asked", "CPU ms, median", "least-most", "elapsed ms, median", "at most, CPU ms"],
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
