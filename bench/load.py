"""How fast and in how much memory onrecord loads, against bare Polars and bare DuckDB on the same zip, in one run.

    python bench/load.py [--rows 1000000 5000000] [--runs 7] [--keep FOLDER]      (--rows 20000000 takes a while)

The zip is synthetic itcont of bench/native.py, all UTF-8 with no malformed line, because neither bare reader can read
the other kind; onrecord is also timed on that. A bare run inflates the member with the same library, and types the same
columns into Parquet (zstd): no check of a row, no reason, no line number. Each run is a process of its own, timed from
after its imports; its peak memory is the system's count. Polars is for this bench alone: `uv pip install polars`.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from _measure import ENVIRONMENT, machine, publish, ratio
from native import make

MEMBER = "itcont.txt"
HELD = 1.25  # of the faster bare reader's time: at least 0.8 of its speed
DAYS = {"filed_on": ("substr(IMAGE_NUM, 1, 8)", "%Y%m%d"), "transacted_on": ("TRANSACTION_DT", "%m%d%Y")}
ENGINES = {
    "onrecord": "onrecord: rows typed, accounted for, rejected; then summaries and name index",
    "rows": "onrecord: rows typed, accounted for, rejected",
    "polars": "bare Polars",
    "duckdb": "bare DuckDB",
    "faulty": "onrecord: rows, of a file with Latin-1 and malformed lines",
}


def inflated(path: Path, folder: Path) -> Path:
    """The zip's member as a file."""
    from onrecord.store.files import opened

    text = folder / "bare.txt"
    with opened(path, MEMBER) as (stream, _), text.open("wb") as out:
        while block := stream.read(1 << 20):
            out.write(block)
    return text


def duckdb_load(path: Path, folder: Path) -> None:
    """Inflate, and let DuckDB type the same columns."""
    import duckdb

    from onrecord.store.catalog import sources

    columns = ", ".join(f"'{c}': 'varchar'" for c in sources()["fec_indiv"].header)
    days = "".join(f", try_strptime({text}, '{form}')::date as {name}" for name, (text, form) in DAYS.items())
    with duckdb.connect() as db:
        db.execute(
            "copy (select * exclude (TRANSACTION_DT, TRANSACTION_AMT)"
            f"{days}, try_cast(TRANSACTION_AMT as decimal(18,2)) as amount_usd"
            f" from read_csv('{inflated(path, folder)}', delim='|', quote='', escape='', header=false,"
            f" auto_detect=false, nullstr='', columns={{{columns}}}))"
            f" to '{folder / 'bare.parquet'}' (format parquet, compression zstd)"
        )


def polars_load(path: Path, folder: Path) -> None:
    """Inflate, and let Polars type the same columns."""
    import polars as pl

    from onrecord.store.catalog import sources

    header = sources()["fec_indiv"].header
    text = inflated(path, folder)
    schema = dict.fromkeys(header, pl.String)
    lines = pl.scan_csv(text, separator="|", has_header=False, quote_char=None, new_columns=header, schema=schema)
    day = pl.col("IMAGE_NUM").str.slice(0, 8).str.to_date("%Y%m%d", strict=False).alias("filed_on")
    on = pl.col("TRANSACTION_DT").str.to_date("%m%d%Y", strict=False).alias("transacted_on")
    amount = pl.col("TRANSACTION_AMT").cast(pl.Decimal(18, 2), strict=False).alias("amount_usd")
    typed = lines.with_columns(day, on, amount).drop("TRANSACTION_DT", "TRANSACTION_AMT")
    typed.sink_parquet(folder / "bare.parquet", compression="zstd", row_group_size=122_880)


def onrecord_load(path: Path, folder: Path, summaries: bool) -> None:
    """Load into a new record; without the summaries when they are timed apart."""
    from onrecord.store import load

    if not summaries:
        load.summarised = lambda *_: {}  # type: ignore[attr-defined]
    load.load([path], folder / "record")


def one(engine: str, path: Path) -> None:
    """Print the seconds and the peak memory (bytes) of one load in this process."""
    import duckdb
    import numpy
    import zlib_ng

    import onrecord.store.load

    assert onrecord.store.load
    assert duckdb
    assert numpy
    assert zlib_ng
    if engine == "polars":
        import polars

        assert polars
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        begun = time.perf_counter()
        if engine == "duckdb":
            duckdb_load(path, Path(name))
        elif engine == "polars":
            polars_load(path, Path(name))
        else:
            onrecord_load(path, Path(name), engine == "onrecord")
        took = time.perf_counter() - begun
        used = resource.getrusage(resource.RUSAGE_SELF)
        size = sum(p.stat().st_size for p in Path(name).rglob("*.parquet"))
    told = {"seconds": took, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024, "bytes": size}
    print(json.dumps(told))


def child(engine: str, path: Path) -> dict[str, float]:
    """What `one` tells of a load in a process of its own."""
    command = [sys.executable, __file__, "--one", engine, str(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode:
        sys.exit(f"bench: {engine} failed on {path.name}\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(rows: int, runs: int, keep: Path) -> dict[str, list[dict[str, float]]]:
    """Each engine's runs on one zip of `rows` rows, in turn, after one turn that is not counted."""
    folder = {plain: keep / f"{rows}{'-plain' if plain else ''}" for plain in (True, False)}
    for plain, place in folder.items():
        place.mkdir(parents=True, exist_ok=True)
        if not (place / "indiv20.zip").is_file():
            print(f"making {rows:,} rows", file=sys.stderr)
            make(place, "indiv", rows, plain=plain)
    found: dict[str, list[dict[str, float]]] = {engine: [] for engine in ENGINES}
    for turn in range(runs + 1):
        for engine, told in found.items():
            once = child("rows" if engine == "faulty" else engine, folder[engine != "faulty"] / "indiv20.zip")
            told += [once] if turn else []
    return found


def row_of(rows: int, engine: str, runs: list[dict[str, float]]) -> list[str]:
    """A line of the table: what an engine took for a number of rows."""

    def middle(what: str) -> float:
        return statistics.median(r[what] for r in runs)

    seconds = middle("seconds")
    peak, size = f"{max(r['peak'] for r in runs) / 2**20:,.0f}", f"{middle('bytes') / 2**20:,.0f}"
    return [
        f"{rows:,}",
        ENGINES[engine],
        f"{seconds:.1f}",
        f"{middle('cpu'):.1f}",
        f"{seconds / rows * 1e6:.2f}",
        peak,
        size,
    ]


def main() -> None:
    """Measure each size, publish the ratios; exit 1 when one is above what it is held to."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    read.add_argument("--runs", type=int, default=7, help="runs of each, after one that is not counted")
    read.add_argument("--keep", type=Path, help="a folder for the zips, so that another run finds them")
    read.add_argument("--one", nargs=2, metavar=("ENGINE", "ZIP"), help=argparse.SUPPRESS)
    asked = read.parse_args()
    if asked.one:
        return one(asked.one[0], Path(asked.one[1]))
    keep = asked.keep or Path(tempfile.mkdtemp())
    ratios: dict[str, Any] = {}
    lines = []
    for rows in asked.rows:
        found = measured(rows, asked.runs, keep)
        seconds = {engine: [r["seconds"] for r in runs] for engine, runs in found.items()}
        best = min("polars", "duckdb", key=lambda e: statistics.median(seconds[e]))
        for engine in ("rows", "onrecord", "faulty"):
            held = {"held_to": HELD} if engine == "rows" else {}
            ratios[f"{rows:,} rows: {ENGINES[engine]} / {ENGINES[best]}"] = ratio(seconds[engine], seconds[best]) | held
        lines += [row_of(rows, engine, runs) for engine, runs in found.items()]
    if not asked.keep:
        shutil.rmtree(keep)
    columns = ["rows", "load", "seconds", "CPU s", "µs a row", "peak MB", "Parquet MB"]
    publish(
        "load",
        {
            "ratios": ratios,
            "timed": {},
            "tables": [
                {
                    "title": "Each load, the median of its runs; the peak is the highest:",
                    "columns": columns,
                    "rows": lines,
                }
            ],
            "notes": [f"{asked.runs} runs of each in turn"],
            "machine": machine(["duckdb", "polars", "numpy", "zlib-ng"]),
        },
    )
    if missed := [name for name, told in ratios.items() if told["median"] > told.get("held_to", told["median"])]:
        sys.exit(f"bench: above what it is held to: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
