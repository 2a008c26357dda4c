"""Measures loading against bare DuckDB (read_csv to typed Parquet) on the same zip, paired in one run.

    python bench/load.py ZIP... [--rows 1000000] [--pairs 5] [--json OUT]

Each ZIP is a real pipe file of the FEC's (pas220.zip, cm26.zip); its member is repeated to about ROWS rows. The bare
run inflates the member to a file and lets DuckDB read it into the same column types, ignored columns left out: no
check of a row, no reason, no line number, no encoding but UTF-8. A ratio of 2 means that onrecord takes twice as long.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from onrecord.store.catalog import Source, source_of
from onrecord.store.load import load
from onrecord.store.types import expression


def repeated(source: Path, member: str, rows: int, folder: Path) -> tuple[Path, int]:
    """A zip like `source` with its member repeated to at least `rows` rows, and how many there are."""
    text = zipfile.ZipFile(source).read(member)
    text = b"".join(line + b"\n" for line in text.split(b"\n") if line and line.isascii())  # bare DuckDB reads UTF-8
    times = -(-rows // text.count(b"\n"))
    target = folder / source.name
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(member, "w") as out:
        for _ in range(times):
            out.write(text)
    return target, times * text.count(b"\n")


def bare(path: Path, member: str, source: Source, folder: Path) -> None:
    """Inflate, and let DuckDB type the same columns."""
    zipfile.ZipFile(path).extract(member, folder)
    names = ", ".join(f"'{c}': 'varchar'" for c in source.header)
    select = ", ".join(
        f"{expression(chr(34) + spec['from'] + chr(34), spec['type'])} as {name}"
        for name, spec in source.columns.items()
    )
    with duckdb.connect() as db:
        db.execute(
            f"copy (select {select} from read_csv('{folder / member}', delim='|', quote='', escape='', header=false,"
            f" auto_detect=false, nullstr='', columns={{{names}}})) to '{folder / 'bare.parquet'}'"
            " (format parquet, compression zstd)"
        )


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(path: Path, rows: int, pairs: int) -> dict[str, object]:
    """The paired ratios of one file."""
    hit = source_of(path.absolute())
    if hit is None or hit[0].format != "pipe":
        raise SystemExit(f"a pipe file of the FEC's; received: {path}; for example: pas220.zip")
    source, params = hit
    member = source.member.format(**params)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        big, count = repeated(path, member, rows, folder)
        ours, theirs = [], []
        for turn in range(pairs):
            both = [
                (ours, lambda t=turn: load([big], folder / f"record{t}")),
                (theirs, lambda: bare(big, member, source, folder)),
            ]
            for times, work in both if turn % 2 else reversed(both):
                times.append(timed(work))
        ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    return {
        "file": path.name,
        "rows": count,
        "pairs": pairs,
        "ratio_median": round(statistics.median(ratios), 2),
        "ratio_range": [round(ratios[0], 2), round(ratios[-1], 2)],
        "onrecord_rows_per_second": round(count / statistics.median(ours)),
    }


def main() -> None:
    """Print one line for each file, and write all as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zips", nargs="+", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found = [measure(path, asked.rows, asked.pairs) for path in asked.zips]
    for one in found:
        low, high = one["ratio_range"]  # type: ignore[misc]
        print(
            f"{one['file']}: {one['rows']:,} rows, {one['ratio_median']} times bare DuckDB"
            f" ({low} to {high}, {one['pairs']} pairs), {one['onrecord_rows_per_second']:,} rows/s"
        )
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
