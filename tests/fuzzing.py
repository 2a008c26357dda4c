"""Loads mangled files one by one and holds what became of each against what must hold of any file.

A `Bed` is one public file as it should be, loaded into a record. `attempt` puts mangled bytes in its place, loads them
over it, and raises Broken unless: the load ends in time; rows in = loaded + rejected, as the objects themselves count
them; these are, line for line, the rows that an independent reading of the mangled bytes gives (tests/plain.py); a row
whose bytes were left alone has the very values, table and reason it had before; and a file that is refused gives an
error of the one tree with rule, received and example, the record being byte for byte as it was.
"""

from __future__ import annotations

import faulthandler
import json
import re
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import duckdb
import plain
from mangle import CSV, FILING, JSON, JSONL, PIPE, TEXT, YAML, Mutator
from mangle_zip import XLSX, ZIP, zipped

from onrecord.model.errors import OnRecordError
from onrecord.store.catalog import HERE, source_of
from onrecord.store.load import load

SECONDS = 20  # a load of a few hundred lines that takes longer hangs
LONGEST = 2000  # characters of an error
# Columns that say what a row is in its file, or rest on other rows of it.
APART = {"source_file", "source_line", "source", "cycle"}
OF_OTHER_ROWS = {
    **{"fec_results_2012": {"is_winner"}, "fec_results_2018": {"is_winner"}, "fec_results_workbook": {"is_winner"}},
    "fec_filings": {"schedule_rows"},
}
Rows = dict[int, list[tuple[Any, ...]]]


class Broken(AssertionError):
    """A mangled file that showed a defect."""


class Hung(BaseException):
    """A load that took too long."""


@contextmanager
def watchdog(seconds: int = SECONDS) -> Iterator[None]:
    """Raise Hung after `seconds`; where Python itself does not get to it, end the process with a traceback."""

    def alarm(_number: int, _frame: FrameType | None) -> None:
        raise Hung(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, alarm)
    faulthandler.dump_traceback_later(4 * seconds, exit=True, file=sys.__stderr__)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, before)


def mutators(named: str) -> dict[str, Mutator]:
    """The mutators of text that go for a file of that name; a zip has those of ZIP beside them."""
    kind = named.rpartition(".")[2]
    if kind == "xlsx":
        return XLSX
    if re.search(r"/\d{8}\.zip$", f"/{named}"):
        kind = "fec"
    more = {"zip": PIPE, "json": JSON, "jsonl": JSONL, "yaml": YAML, "fec": {**FILING, **CSV}, "xml": {}}
    return {**TEXT, **more.get(kind, CSV)}


def names_of(named: str) -> list[str]:
    """The names of all mutators that go for a file of that name."""
    return [*mutators(named), *(ZIP if named.endswith(".zip") else ())]


@dataclass
class Outcome:
    """What became of one mangled file: unchanged, loaded, rejected (some rows, that is) or refused."""

    kind: str
    rows: int = 0
    seconds: float = 0.0
    error: str = ""


class Bed:
    """One public file, the record that holds it, and what each of its rows became."""

    def __init__(self, folder: Path, named: str, text: bytes) -> None:
        hit = source_of(Path(named))
        assert hit, named
        self.source, self.params = hit
        self.text, self.file = text, folder / "in" / named
        self.record, self.kept = folder / "record", folder / "kept"
        self.member = self.source.member.format(**self.params)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_bytes(self.packed(text))
        load([self.file], self.record)
        (self.record / "lock").unlink()
        shutil.copytree(self.record, self.kept)
        self.before = _bytes_of(self.record)
        self.db = duckdb.connect()
        self.many = self.source.format == "reader" and self.file.suffix not in (
            ".json",
            ".xml",
            ".yaml",
        )  # rows of one line
        self.as_was: dict[bytes, list[tuple[Any, ...]]] = {}
        found, rows = self._held(), self._plain(self.file.read_bytes())
        self._account(found, rows)
        self._learn(found, rows)

    def _learn(self, found: Rows, rows: list[plain.Row]) -> None:
        """Keep what each row of the whole file became, by its bytes."""
        for line, raw in rows:
            self.as_was[raw] = found[line]

    def packed(self, text: bytes) -> bytes:
        """The file's bytes for its text: zipped for a zip."""
        return zipped(self.member, text) if self.file.suffix == ".zip" else text

    def mangled(self, names: list[str], seed: int) -> bytes:
        """The file's bytes after the mutators of those names, in order, a zip's last; the same for the same seed."""
        random, text, known = Random(seed), self.text, mutators(self.file.name)
        for name in names:
            if name in known:
                try:
                    text = known[name](text, random)
                except Exception:  # a workbook too broken to be taken apart once more
                    if self.file.suffix != ".xlsx":
                        raise
        made = [name for name in names if name not in known]
        return ZIP[made[-1]](self.member, text, random) if made else self.packed(text)

    def attempt(self, data: bytes) -> Outcome:
        """Load `data` in the file's place and say what became of it; raises Broken."""
        self.file.write_bytes(data)
        begun = time.perf_counter()
        error: BaseException | None = None
        try:
            with watchdog():
                done = load([self.file], self.record)[0]
        except OnRecordError as refused:
            error = refused
        except KeyboardInterrupt:
            raise
        except BaseException as other:
            self.restore()
            raise Broken(f"{type(other).__name__} is not of the one tree: {str(other)[:200]}") from other
        seconds = time.perf_counter() - begun
        try:
            if error is not None:
                self._refusal(error)
                return Outcome("refused", 0, seconds, error.text().splitlines()[0])
            if done.unchanged:
                _hold(_bytes_of(self.record) == self.before, "a file that did not change left the record as it was")
                return Outcome("unchanged", 0, seconds)
            found = self._held()
            try:
                rows = self._plain(data)
            except Exception as error:
                raise Broken(f"loaded, though another reading of it fails: {error!r}"[:300]) from error
            _hold(done.rows_in == done.rows_loaded + done.rows_rejected, f"rows in = loaded + rejected: {done}")
            self._account(found, rows)
            self._conserved(found, rows)
            old = sum(raw in self.as_was and self.as_was[raw][0][0] == "rejected" for _, raw in rows)
            return Outcome("rejected" if done.rows_rejected > old else "loaded", done.rows_in, seconds)
        finally:
            self.restore()

    def restore(self) -> None:
        """The record as it was, by whatever it was changed."""
        if _bytes_of(self.record) != self.before or (self.record / "scratch").exists():
            shutil.rmtree(self.record)
            shutil.copytree(self.kept, self.record)

    def _refusal(self, error: OnRecordError) -> None:
        _hold(_bytes_of(self.record) == self.before, "a refused file left the record byte for byte as it was")
        _hold(not (self.record / "scratch").exists(), "a refused file left no scratch")
        _hold(bool(error.rule.strip()) and error.received is not None and bool(error.example), f"all parts: {error!r}")
        _hold(len(error.text()) <= LONGEST, f"an error of {len(error.text()):,} characters: {error.rule[:80]}")
        odd = [c for c in error.text() if not c.isprintable() and c != "\n"]
        _hold(not odd, f"an error with control characters {odd[:3]}: {error.rule[:80]!r}")

    def _held(self) -> Rows:
        """Every row of the record's objects by the line it came from, each with its table."""
        entry = next(iter(json.loads((self.record / "manifest.json").read_text("utf-8"))["loads"].values()))
        found: Rows = {}
        apart = APART | OF_OTHER_ROWS.get(self.source.name, set())
        counts = Counter({"rows_loaded": 0, "rows_rejected": 0})
        for key, name in sorted(entry["objects"].items()):
            table = key.partition(".")[0]
            if table in self.source.summaries:
                continue
            rows = self.db.execute("from read_parquet(?)", [str(self.record / name)])
            names = [d[0] for d in rows.description]
            at, keep = names.index("source_line"), [i for i, n in enumerate(names) if n not in apart]
            for row in rows.fetchall():
                counts["rows_rejected" if table == "rejected" else "rows_loaded"] += 1
                found.setdefault(row[at], []).append((table, *(row[i] for i in keep)))
        told = {k: entry[k] for k in counts}
        _hold(told == dict(counts), f"the manifest counts its objects: {told} against {dict(counts)}")
        _hold(entry["rows_in"] == counts.total(), f"rows in {entry['rows_in']} against {counts.total()} in the objects")
        return found

    def _plain(self, data: bytes) -> list[plain.Row]:
        if self.source.format == "pipe":
            return plain.pipe_rows(plain.member(data, self.member), self.source.header)
        made = {".json": plain.json_rows, ".fec": plain.filing_rows, ".xml": plain.feed_rows}
        made |= {".jsonl": plain.page_rows, ".yaml": plain.yaml_rows, ".xlsx": plain.xlsx_rows}
        return made.get(self.file.suffix, plain.csv_rows)(data)

    def _account(self, found: Rows, rows: list[plain.Row]) -> None:
        """Each row of the file, and no other, is in the record: once, or for a reader at least once."""
        want, have = [line for line, _ in rows], sorted(found)
        if want != have:
            lost, more = sorted(set(want) - set(have)), sorted(set(have) - set(want))
            raise Broken(
                f"{len(want)} rows in the file, {len(have)} in the record: lost {lost[:5]}, not there {more[:5]}"
            )
        many = [line for line, of in found.items() if len(of) != 1]
        _hold(self.many or not many, f"one row for one row: lines {many[:5]}")

    def _conserved(self, found: Rows, rows: list[plain.Row]) -> None:
        depth = {".csv": 1, ".fec": 2}.get(self.file.suffix, 0) if self.many else 0
        if _head(self.file.read_bytes(), depth) != _head(self.text, depth):
            return  # a reader's columns are named by the header; a filing's cover says what its rows are
        for line, raw in rows:
            if raw in self.as_was and _sorted(self.as_was[raw]) != _sorted(found[line]):
                raise Broken(f"line {line} was not touched, yet {self.as_was[raw]} became {found[line]}")


def _head(data: bytes, lines: int) -> list[bytes]:
    return [line.rstrip(b"\r") for line in data.removeprefix(plain.BOM).split(b"\n")[:lines]]


def _sorted(rows: list[tuple[Any, ...]]) -> list[str]:
    return sorted(map(repr, rows))


def _hold(holds: bool, rule: str) -> None:
    if not holds:
        raise Broken(rule)


def _bytes_of(record: Path) -> dict[str, bytes]:
    """Every file of a record with its bytes; the lock is no part of it."""
    return {str(p.relative_to(record)): p.read_bytes() for p in record.rglob("*") if p.is_file() and p.name != "lock"}


def beds() -> dict[str, tuple[str, bytes]]:
    """Each source's sample: the name its files have (by its case in tests/cases/sources), and the sample's bytes."""
    import yaml

    found: dict[str, tuple[str, bytes]] = {}
    for path in sorted((Path(__file__).parent / "cases/sources").glob("*/expected.yml")):
        case = yaml.safe_load(path.read_text("utf-8"))
        sample = next((HERE / case["source"]).glob("sample.*"))
        if "input" not in case and case["source"] not in found:
            found[case["source"]] = (case["file"], sample.read_bytes())
    return found
