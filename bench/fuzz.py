"""Loads thousands of mangled public files and holds each load against what must hold of any file.

    python bench/fuzz.py [--files 12000] [--seed 1] [--lines 300] [--fresh]

Each source's sample, and real files of the shared folder where it is (cut to LINES lines), are mangled by one to three
of the mutators in tests/mangle.py and tests/mangle_zip.py and loaded over the whole file by the very `load` that the
command line calls, into a record that holds it. tests/fuzzing.py says what is held against each. File number N of a
seed is always the same, so that a failure can be run again with --only N. A run that was stopped goes on where it was;
a file at which the process itself ended is a failure. Writes bench/results/fuzz.json and the tables of docs/fuzzing.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import Any

from _measure import HOUSE, RESULTS, machine, shared

sys.path.insert(0, str(HOUSE / "tests"))

from fuzzing import Bed, Broken, beds, names_of
from fuzzing_day import NAMED, DayBed

from onrecord.model.errors import OnRecordError
from onrecord.store.catalog import source_of

PAGE = HOUSE / "docs/fuzzing.md"
BEGIN, END = "<!-- begin fuzz -->", "<!-- end fuzz -->"
KINDS = ("loaded", "rejected", "refused", "unchanged")
DAY = "fec_filings, a day's zip"
EACH = {"fec_filings": 12}  # real files of a source, 2 where nothing is said: filings are of many forms and versions
LARGEST = {".json": 400_000, ".xlsx": 700_000, ".fec": 60_000}  # bytes of a real file that is not cut


def real_files(folder: Path, lines: int) -> dict[str, tuple[str, bytes]]:
    """Real files by name: some of a source, the first half of LINES lines from the top, the other from the end."""
    found: dict[str, tuple[str, bytes]] = {}
    held: Counter[str] = Counter()
    for path in sorted(folder.rglob("*"), key=lambda p: (-p.stat().st_size, p.name)):
        hit = source_of(path) if path.is_file() else None
        if not hit or held[hit[0].name] == EACH.get(hit[0].name, 2):
            continue
        source, params = hit
        if path.stat().st_size > LARGEST.get(path.suffix, path.stat().st_size):
            continue
        text = zipfile.ZipFile(path).read(source.member.format(**params)) if source.member else path.read_bytes()
        if path.suffix not in LARGEST:
            rows = text.split(b"\n")
            kept = rows[: lines // 2] + rows[max(lines // 2, len(rows) - lines // 2) :]
            text = b"\n".join(kept)
        held[source.name] += 1
        found[f"{source.name}, {path.name}"] = ("/".join(path.parts[-2:]), text)
    return found


def chosen(number: int, seed: int, names: list[str], turn: int) -> list[str]:
    """The mutators of file `number`: each in its turn, and up to two more."""
    random = Random(f"{seed}/{number}")
    return [names[turn % len(names)], *random.sample(names, random.choice((0, 0, 0, 1, 1, 2)))]


class Run:
    """A run that writes down each file as it goes, and goes on from there."""

    def __init__(self, seed: int, lines: int, files: dict[str, tuple[str, bytes]], work: Path) -> None:
        self.seed, self.files, self.work = seed, files, work
        self.names, self.made = sorted(files), {}
        folder = HOUSE / "build/fuzz"
        folder.mkdir(parents=True, exist_ok=True)
        self.log, self.begun = folder / f"{seed}-{lines}.jsonl", folder / f"{seed}-{lines}.begun"

    def bed(self, name: str) -> Bed:
        """The bed of one file, made when it is first asked for."""
        if name not in self.made:
            folder = Path(tempfile.mkdtemp(dir=self.work))
            self.made[name] = (DayBed if name == DAY else Bed)(folder, *self.files[name])
        return self.made[name]

    def one(self, number: int) -> dict[str, Any]:
        """Mangle and load file `number`; what became of it."""
        name = self.names[number % len(self.names)]
        bed = self.bed(name)
        names = names_of(self.files[name][0])
        by = chosen(number, self.seed, names, number // len(self.names))
        told: dict[str, Any] = {"number": number, "file": name, "source": bed.source.name, "mutators": by}
        begun = time.perf_counter()
        try:
            outcome = bed.attempt(bed.mangled(by, number + self.seed * 1_000_003))
            return {**told, "kind": outcome.kind, "rows": outcome.rows, "seconds": round(outcome.seconds, 3)}
        except Broken as broken:
            why = str(broken)[:300]
            return {**told, "kind": "failed", "rows": 0, "seconds": round(time.perf_counter() - begun, 3), "why": why}

    def past(self) -> list[dict[str, Any]]:
        """What is done already; a file that was begun and never ended is a failure."""
        if not self.log.exists():
            return []
        done = [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]
        if self.begun.exists() and int(self.begun.read_text()) == len(done):
            name = self.names[len(done) % len(self.names)]
            why = "the process ended at this file: it hung, or the interpreter broke down"
            told = {"number": len(done), "file": name, "source": name.split(",")[0], "mutators": [], "rows": 0}
            done.append({**told, "kind": "failed", "seconds": 0.0, "why": why})
            self._write(done[-1])
        return done

    def go(self, files: int) -> list[dict[str, Any]]:
        """All files up to number `files`."""
        done = self.past()
        begun = time.perf_counter()
        for count, number in enumerate(range(len(done), files), 1):
            self.begun.write_text(str(number))
            done.append(self.one(number))
            self._write(done[-1])
            if done[-1]["kind"] == "failed":
                print(f"file {number}, {done[-1]['file']}, {done[-1]['mutators']}: {done[-1]['why']}", flush=True)
            if number % 500 == 499:
                left = (files - number - 1) * (time.perf_counter() - begun) / count
                print(f"{number + 1:,} of {files:,} files, about {left / 60:.0f} minutes left", flush=True)
        self.begun.unlink(missing_ok=True)
        return done[:files]

    def _write(self, told: dict[str, Any]) -> None:
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(told) + "\n")


def counted(done: list[dict[str, Any]], key: str) -> dict[str, dict[str, int]]:
    """Files by `key` (one value, or a list of them) and by what became of them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in done:
        for value in set(one[key]) if isinstance(one[key], list) else [one[key]]:
            found[value][one["kind"]] += 1
    return {name: dict(sorted(count.items())) for name, count in sorted(found.items())}


def summary(done: list[dict[str, Any]], seed: int, lines: int, names: list[str]) -> dict[str, Any]:
    """What bench/results/fuzz.json holds."""
    seconds = sorted(one["seconds"] for one in done)
    slowest = sorted(done, key=lambda one: -one["seconds"])[:5]
    return {
        "measured_on": dt.date.today().isoformat(),
        "files": len(done),
        "different_files_mangled": len(names),
        "seed": seed,
        "lines": lines,
        "rows_accounted_for": sum(one["rows"] for one in done),
        "outcomes": dict(Counter(one["kind"] for one in done)),
        "by_source": counted(done, "source"),
        "by_mutator": counted(done, "mutators"),
        "median_seconds": seconds[len(seconds) // 2],
        "slowest": [{k: one[k] for k in ("seconds", "number", "file", "mutators", "kind")} for one in slowest],
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "failures": [one for one in done if one["kind"] == "failed"],
        "machine": machine(["duckdb", "hypothesis"]),
    }


def table(result: dict[str, Any]) -> str:
    """The result as Markdown."""
    kinds = [*KINDS, *(("failed",) if result["failures"] else ())]
    head = f"| | files | {' | '.join(kinds)} |\n|---|{'---|' * (len(kinds) + 1)}"

    def rows(counts: dict[str, dict[str, int]]) -> list[str]:
        return [
            f"| {name} | {sum(of.values()):,} | {' | '.join(f'{of.get(k, 0):,}' for k in kinds)} |"
            for name, of in counts.items()
        ]

    lines = [
        f"{result['files']:,} mangled files, made from {result['different_files_mangled']} different ones; seed "
        f"{result['seed']}, {result['measured_on']}. {len(result['failures'])} failures. "
        f"{result['rows_accounted_for']:,} rows of the files that loaded were accounted for one by one. "
        f"A load took {result['median_seconds']} s in the middle and {result['slowest'][0]['seconds']} s at most; "
        f"the process grew to {result['peak_memory_mb']:,} MB.",
        *("", head, *rows({"all": result["outcomes"]})),
        *("", "By source:", "", head, *rows(result["by_source"])),
        *("", "By mutator (a file counts with each of its own):", "", head, *rows(result["by_mutator"])),
        *("", "The slowest:", "", "| seconds | number | file | mutators | became |", "|---|---|---|---|---|"),
        *(
            f"| {one['seconds']} | {one['number']} | {one['file']} | {', '.join(one['mutators'])} | {one['kind']} |"
            for one in result["slowest"]
        ),
        *("", "On " + ", ".join(f"{key} {value}" for key, value in result["machine"].items()) + "."),
    ]
    return "\n".join(lines)


def filled(page: str, result: dict[str, Any]) -> str:
    """The page with the tables between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{table(result)}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Run, or go on; publish; exit 1 when a file failed."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--files", type=int, default=12_000)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--lines", type=int, default=300)
    read.add_argument("--fresh", action="store_true", help="forget what an earlier run of this seed did")
    read.add_argument("--only", type=int, help="this file alone; nothing is written")
    asked = read.parse_args()
    try:
        real = real_files(shared() / "data", asked.lines)
    except SystemExit:
        real = {}
    files = {**beds(), DAY: (NAMED, beds()["fec_filings"][1]), **real}
    with tempfile.TemporaryDirectory() as work:
        run = Run(asked.seed, asked.lines, files, Path(work))
        if asked.only is not None:
            print(json.dumps(run.one(asked.only), indent=1))
            return
        if asked.fresh:
            run.log.unlink(missing_ok=True)
        for name in list(run.names):
            try:
                run.bed(name)
            except OnRecordError as error:
                print(f"left out, as it does not load itself: {name}: {error.rule}")
                run.names.remove(name)
        done = run.go(asked.files)
    result = summary(done, asked.seed, asked.lines, run.names)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "fuzz.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), result), encoding="utf-8")
    print(table(result))
    if result["failures"]:
        sys.exit(f"fuzz: {len(result['failures'])} files failed; run one again: python bench/fuzz.py --only NUMBER")


if __name__ == "__main__":
    main()
