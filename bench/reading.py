"""How many sentences a second `onrecord claims` reads on one core, linking included, and how that grows with the text.

Run: .venv/bin/python bench/reading.py [FILE.jsonl] [--record DIR] [--runs N]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from _measure import HOUSE, figures, interleaved, machine, publish, ratio, shared
from claims import published, stories

from onrecord.claims.check import listed
from onrecord.claims.story import sentences
from onrecord.store.record import Record

SIZES = {"10 kB": 10_000, "30 kB": 30_000, "100 kB": 100_000}
AIM = 200  # sentences a second
LONG_RUNS = 3  # of the long stories: the longest takes many seconds
# What one would use otherwise: a pattern for amounts, shares, splits and counts, which says of whom none of them is.
PLAIN = re.compile(r"\$\s?\d[\d,.]*(?:\s(?:thousand|million|billion))?|\d[\d,.]*\s?(?:%|percent)|\d+-\d+|\d[\d,]*")
PLAINLY = "the stories, a plain pattern alone"
Text = tuple[str, Any]  # a story and its day


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of all threads of this process: others may use the machine meanwhile."""
    started = time.process_time()
    work()
    return time.process_time() - started


def read_all(texts: list[Text], record: Record) -> list[Any]:
    """The claims of every story."""
    return [listed(text, record, day) for text, day in texts]


def opened(folder: Path) -> Record:
    """The record on one thread, opened and asked once, so that its views and files are known."""
    record = Record(folder)
    record.db.execute("set threads = 1")
    listed("Jimmy Gomez beat David Kim 53-47 in CA-34 in 2020.\n", record, published("2024-11-04"))
    return record


def first_time(texts: list[Text], folder: Path) -> float:
    """CPU seconds to read the stories by a record that was asked about none of them before."""
    record = opened(folder)
    return cpu(partial(read_all, texts, record))


def plain(texts: list[Text]) -> float:
    """CPU seconds of the plain pattern over the same stories."""
    return cpu(lambda: [PLAIN.findall(text) for text, _ in texts])


def long_story(texts: list[Text], size: int) -> Text:
    """A story of about `size` characters: whole stories one after another, from the first again when all are in."""
    parts, length, at = [], 0, 0
    while length < size:
        parts.append(texts[at % len(texts)][0])
        length += len(parts[-1]) + 1
        at += 1
    return "\n".join(parts), published("2024-12-31")


def masters(record: Record) -> str:
    """Which cycles' masters and summaries the record holds."""
    query = """select source, cycle, sum(rows_loaded) from load where cycle is not null and source in
      ('fec_candidate_master', 'fec_committee_master', 'fec_candidate_totals', 'fec_committee_totals')
      group by all order by all"""
    held: dict[str, list[str]] = {}
    for source, cycle, rows in record.db.execute(query).fetchall():
        held.setdefault(source.removeprefix("fec_").replace("_", " "), []).append(f"{cycle} ({rows:,} rows)")
    return "loaded: " + "; ".join(f"{source} {', '.join(cycles)}" for source, cycles in held.items())


def main() -> None:
    """Time all in turn on one core, publish; exit 1 when it is slower or grows faster than it is held to."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("file", type=Path, nargs="?", help="labelled claims; the shared development set otherwise")
    read.add_argument("--record", type=Path, help="a loaded record; all shared files, loaded into build/, otherwise")
    read.add_argument("--runs", type=int, default=7, help="runs of each, at least 7")
    given = read.parse_args()
    folder = given.record or HOUSE / "build/bench-record"
    if given.record is None:
        onrecord = str(Path(sys.executable).parent / "onrecord")
        subprocess.run([onrecord, "load", str(shared() / "data"), "--record", str(folder)], check=True)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows = [json.loads(line) for line in (given.file or shared() / "stories/dev_claims.jsonl").open()]
    by_story = stories(rows).values()
    texts = [("\n".join(dict.fromkeys(r["sentence"] for r in rs)), published(rs[0]["date"])) for rs in by_story]
    warm = opened(folder)
    timed = {
        "the stories, for the first time": partial(first_time, texts, folder),
        "the stories, again": lambda: cpu(partial(read_all, texts, warm)),
        PLAINLY: partial(plain, texts),
    }
    longs = {name: [long_story(texts, size)] for name, size in SIZES.items()}
    long = {f"one story of {name}": partial(cpu, partial(read_all, one, warm)) for name, one in longs.items()}
    long |= {"one story of 100 kB, a plain pattern alone": partial(plain, longs["100 kB"])}
    seconds = interleaved(timed, given.runs)
    long["one story of 10 kB"]()  # who is who in it, asked once
    turns = [{name: work() for name, work in long.items()} for _ in range(LONG_RUNS)]
    seconds |= {name: [turn[name] for turn in turns] for name in long}
    report(seconds, texts, longs, masters(warm))


def report(seconds: dict[str, list[float]], texts: list[Text], longs: dict[str, list[Text]], held: str) -> None:
    """Publish sentences a second and the ratios; exit 1 when a ratio is above what it is held to."""
    read_of = dict.fromkeys(("the stories, for the first time", "the stories, again"), texts)
    read_of |= {f"one story of {name}": one for name, one in longs.items()}
    lines, rates = [], {}
    for name, listed_texts in read_of.items():
        count = sum(len(sentences(text)) for text, _ in listed_texts)
        size = sum(len(text) for text, _ in listed_texts)
        median = sorted(seconds[name])[len(seconds[name]) // 2]
        rates[name] = median / size
        lines.append([name, f"{len(listed_texts)}", f"{count:,}", f"{size:,}", f"{count / median:,.0f}"])
    growth = {
        f"CPU a character: {name} / {first}": [
            (a / len(longs[name][0][0])) / (b / len(longs[first][0][0]))
            for a, b in zip(seconds[f"one story of {name}"], seconds[f"one story of {first}"], strict=True)
        ]
        for first, name in (("10 kB", "30 kB"), ("30 kB", "100 kB"))
    }
    ratios: dict[str, Any] = {
        name: ratio(values, [1.0] * len(values)) | {"held_to": 2} for name, values in growth.items()
    }
    ratios["the stories, again / a plain pattern alone"] = ratio(seconds["the stories, again"], seconds[PLAINLY])
    long_floor = seconds["one story of 100 kB, a plain pattern alone"]
    ratios["one story of 100 kB / a plain pattern alone"] = ratio(seconds["one story of 100 kB"], long_floor)
    publish(
        "reading",
        {
            "ratios": ratios,
            "timed": {name: figures(values) for name, values in seconds.items()},
            "tables": [
                {
                    "title": f"Sentences a second of one core, CPU time; the aim is {AIM}",
                    "columns": ["read", "stories", "sentences", "characters", "sentences a second"],
                    "rows": lines,
                }
            ],
            "notes": [held],
            "machine": machine(["duckdb"]),
        },
    )
    if missed := [name for name, one in ratios.items() if one["median"] > one.get("held_to", one["median"])]:
        sys.exit(f"bench: above what it is held to: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
