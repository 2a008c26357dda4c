"""How long `onrecord check` and the imports take, against bare floors timed in the same run.

Run by `make bench`, or: .venv/bin/python bench/check.py [--story FILE] [--published DATE] [--record DIR] [--runs N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from functools import partial
from pathlib import Path

from _measure import HOUSE, figures, inside, interleaved, machine, publish, ratio, shared, wall

ONRECORD = str(Path(sys.executable).parent / "onrecord")
OPEN = "import duckdb; from pathlib import Path; from onrecord.store.record import Record; Record(Path({record!r})).db"


def arguments() -> argparse.Namespace:
    """Story, date, record and number of runs; a record of all shared files is made when none is named."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--story", type=Path, help="a story; the seed story of the shared folder otherwise")
    read.add_argument("--published", default="2024-11-04", help="the day it appeared")
    read.add_argument("--record", type=Path, help="a loaded record; all shared files, loaded into build/, otherwise")
    read.add_argument("--runs", type=int, default=11, help="runs of each, at least 7")
    given = read.parse_args()
    if given.story is None:
        given.story = shared() / "stories/seed.txt"
    if given.record is None:
        given.record = HOUSE / "build/bench-record"
        print("loading the shared records into build/bench-record; files already there are left as they are")
        subprocess.run([ONRECORD, "load", str(shared() / "data"), "--record", str(given.record)], check=True)
    return given


def main() -> None:
    """Time all in turn, publish the ratios; exit 1 when one is above what it is held to."""
    given = arguments()
    story_and_record = [str(given.story), "--published", given.published, "--record", str(given.record)]
    check = [ONRECORD, "check", *story_and_record, "--json"]
    opening = [sys.executable, "-c", OPEN.format(record=str(given.record))]
    seconds = interleaved(
        {
            "onrecord check STORY --json": partial(wall, check, (0, 1, 3)),
            "import duckdb, open the record": partial(wall, opening),
            "import duckdb": partial(wall, [sys.executable, "-c", "import duckdb"]),
            "import onrecord (interpreter left out)": partial(inside, "import onrecord"),
            "import onrecord.faces.cli (interpreter left out)": partial(inside, "import onrecord.faces.cli"),
            "import click, yaml (interpreter left out)": partial(inside, "import click, yaml"),
        },
        given.runs,
    )
    story, opened, bare, package, line, floor = seconds.values()
    ratios = {
        "check / (import duckdb, open the record)": ratio(story, opened) | {"held_to": 6},
        "check / import duckdb": ratio(story, bare),
        "import onrecord / import click, yaml": ratio(package, floor) | {"held_to": 2},
        "import onrecord.faces.cli / import click, yaml": ratio(line, floor) | {"held_to": 2},
    }
    publish(
        "check",
        {
            "ratios": ratios,
            "timed": {name: figures(values) for name, values in seconds.items()},
            "machine": machine(["duckdb", "click", "pyyaml"]),
        },
    )
    missed = [name for name, one in ratios.items() if one["median"] > one.get("held_to", one["median"])]
    if missed:
        sys.exit(f"bench: above what it is held to: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
