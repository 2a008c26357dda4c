"""Turns one public file into Parquet parts of the record's tables: segment by segment, on all cores, in fixed memory."""

from __future__ import annotations

import csv
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.store import pipe
from onrecord.store.catalog import Source
from onrecord.store.files import AGAIN, opened, reading
from onrecord.store.interrupt import interruptible
from onrecord.store.lines import rows
from onrecord.store.pipe import Segment
from onrecord.store.stage import db_error, literal, outputs, read, typed

Step = Callable[[int, int], None]  # bytes or rows done, and how many there are (0 when not known)
# Measured, see bench/README.md: as small as the defaults, in four fifths of the time, and as fast to read.
PARQUET = "format parquet, compression zstd, compression_level 1, parquet_version v2, dictionary_size_limit 5000"
WORKERS = min(os.cpu_count() or 1, 4)
_MEMORY = "1GB"  # that DuckDB may use for one segment before it spills to disk; a few hundred MB are usual


@dataclass
class Parts:
    """What a file gave: its rows, and for each table the parts with rows of it, in the file's order.

    `problems` are Parquet files of the rows that were not loaded: `line_`, `problem_` and `told_` (the problem was
    found before typing).
    """

    rows: int = 0
    loaded: int = 0
    tables: dict[str, list[Path]] = field(default_factory=dict)
    problems: list[Path] = field(default_factory=list)


@dataclass(frozen=True)
class _File:
    """The file that is being loaded, and a folder for what is made of it."""

    source: Source
    path: Path
    params: dict[str, str]
    scratch: Path
    step: Step
    idle: SimpleQueue[Any] = field(default_factory=SimpleQueue)  # DuckDB connections of one thread each, for one segment


def stage(scratch: Path, source: Source, path: Path, params: dict[str, str], step: Step) -> Parts:
    """Type the file's rows into Parquet parts in `scratch`; every row is in one part, or among the problems.

    Which part a row is in, and each part's bytes, depend on the file and not on the number of cores. Raises
    SourceError when the file cannot be read or a row is unaccounted for.
    """
    file, found = _File(_as_it_ends(source, path, params), path, params, scratch, step), Parts()
    cut = _pipe_segments(file) if source.format == "pipe" else _csv_segments(file)
    with ExitStack() as stack:
        for _ in range(WORKERS if source.format == "pipe" else 1):
            file.idle.put(stack.enter_context(connect(scratch, 1)))
        pool = stack.enter_context(ThreadPoolExecutor(WORKERS))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        waiting: deque[Future[Parts]] = deque()
        for segment in cut:
            found.rows += segment.lines - segment.header
            waiting.append(pool.submit(_part, file, segment))
            if len(waiting) > WORKERS:  # so that the text waiting on disk is never more than a few segments
                _add(found, waiting.popleft().result())
        while waiting:
            _add(found, waiting.popleft().result())
    return found


def _as_it_ends(source: Source, path: Path, params: dict[str, str]) -> Source:
    """The source, less a blank last column (BLANK_26) where the file's first line does not end with it."""
    if not source.header[-1].startswith("BLANK_"):
        return source
    with reading(path), opened(path, source.member.format(**params)) as (stream, _):
        first, _, _ = stream.read(pipe.LONGEST).partition(b"\n")
    short = first.count(b"|") == len(source.header) - 2
    return replace(source, header=source.header[:-1]) if short else source


def connect(scratch: Path, threads: int, memory: str = _MEMORY) -> Any:
    """A DuckDB connection that spills into `scratch`, never prints, and gives rows in the order of the file."""
    import duckdb

    config: dict[str, Any] = {"threads": threads, "memory_limit": memory, "temp_directory": str(scratch / "spill")}
    db = interruptible(duckdb.connect(config=config))
    db.execute("set enable_progress_bar = false")  # DuckDB would draw one of its own after two seconds, in a notebook
    return db


def _add(found: Parts, part: Parts) -> None:
    found.loaded += part.loaded
    found.problems += part.problems
    for table, paths in part.tables.items():
        found.tables.setdefault(table, []).extend(paths)


class _Unaccounted(SourceError):
    """A segment of whose lines some gave no row: DuckDB passes over a blank line, and over a blank field too many."""


class _Reads:
    """A stream whose read errors are the public file's, so that those of writing are told apart."""

    def __init__(self, stream: Any, path: Path) -> None:
        self.stream, self.path = stream, path

    def read(self, size: int) -> bytes:
        with reading(self.path):
            data: bytes = self.stream.read(size)
        return data


def _pipe_segments(file: _File) -> Iterator[Segment]:
    with ExitStack() as stack:
        with reading(file.path):
            stream, size = stack.enter_context(opened(file.path, file.source.member.format(**file.params)))
        heard = lambda done: file.step(done, size)  # noqa: E731
        yield from pipe.segments(_Reads(stream, file.path), file.scratch, file.source.header, size, heard)


def _csv_segments(file: _File) -> Iterator[Segment]:
    """The one segment of a file that is not cut: quoted rows, each with its line and why it is none."""
    segment = Segment(file.scratch / "raw.csv", 1)
    with segment.path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        blank = [""] * len(file.source.header)
        for segment.lines, (line, fields) in enumerate(rows(file.source, file.path), 1):
            writer.writerow([line, fields, *blank] if isinstance(fields, str) else [line, "", *fields])
            if segment.lines % 20_000 == 0:
                file.step(segment.lines, 0)
    yield segment


def _part(file: _File, segment: Segment) -> Parts:
    """The parts of one segment, whose text is then removed."""
    try:
        return _typed_part(file, segment)
    except (db_error("InvalidInputException"), _Unaccounted):
        if file.source.format != "pipe":
            raise
        pipe.look_at_each(segment, file.source.header)
        return _typed_part(file, segment)
    finally:
        segment.path.unlink(missing_ok=True)


def _typed_part(file: _File, segment: Segment) -> Parts:
    source, found = file.source, Parts()
    place = f"{segment.first - 1} + row_number() over ()" if source.format == "pipe" else "line_::bigint"
    db = file.idle.get()  # one thread for each segment: rows stay in order, and each core has its own
    try:
        numbered = f"({typed(source, read(segment.path, source), place)})"
        if len(source.tables) > 1:
            db.execute(f"create or replace table numbered as {numbered}")
            numbered = "numbered"
        for table, select in outputs(source, file.path, file.params, numbered).items():
            if table == "rejected":
                continue
            out = file.scratch / f"{table}.{segment.first}.parquet"
            count = _copy(db, select, out)
            found.loaded += count
            if count:
                found.tables[table] = [out]
        if found.loaded < segment.lines:
            _set_aside(db, file, segment, found, numbered)
    finally:
        file.idle.put(db)
    return found


def _copy(db: Any, select: str, out: Path) -> int:
    count: int = db.execute(f"copy ({select}) to {literal(out)} ({PARQUET})").fetchone()[0]
    return count


def _set_aside(db: Any, file: _File, segment: Segment, found: Parts, numbered: str) -> None:
    """Find why the rows that no table took were not loaded; each of them must have a reason."""
    if file.source.format == "pipe" and numbered != "numbered":
        missing = _missing(db, segment, [path for paths in found.tables.values() for path in paths])
        few = segment.path.with_suffix(".few")
        _pick(segment, missing, few)
        numbered = f"({typed(file.source, read(few, file.source, numbered=True), 'line_::bigint')})"
    out = file.scratch / f"problems.{segment.first}.parquet"
    count = _copy(db, f"select line_, problem_, told_ from {numbered} where problem_ is not null order by line_", out)
    found.problems.append(out)
    if found.loaded + count != segment.lines:
        received = f"{segment.lines} in, {found.loaded} + {count}, from line {segment.first} on"
        raise _Unaccounted(f"{file.path.name}: rows in = rows loaded + rows rejected", received=received, example=AGAIN)


def _missing(db: Any, segment: Segment, parts: list[Path]) -> list[int]:
    """The physical lines of a segment that are in none of the parts, in order."""
    import numpy as np

    missing = np.ones(segment.lines, np.bool_)
    for part in parts:
        taken = db.execute(f"select source_line from read_parquet({literal(part)})").fetchnumpy()["source_line"]
        missing[taken - segment.first] = False
    found: list[int] = (np.flatnonzero(missing) + segment.first).tolist()
    return found


def _pick(segment: Segment, lines: Sequence[int], out: Path) -> None:
    """Write those physical lines of a segment, each with its number before it."""
    wanted, at = deque(lines), segment.first
    with segment.path.open("rb") as text, out.open("wb") as few:
        while wanted:
            block = text.read(pipe.PIECE) + text.readline()
            after = at + block.count(b"\n")
            if wanted[0] < after:
                held = block.split(b"\n")
                while wanted and wanted[0] < after:
                    line = wanted.popleft()
                    few.write(b"%d|%b\n" % (line, held[line - at]))
            at = after
