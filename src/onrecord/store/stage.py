"""Turns one public file into typed tables in DuckDB: every row loaded, quarantined or rejected."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.store import pipe
from onrecord.store.catalog import COMMON, Source
from onrecord.store.files import opened, reading
from onrecord.store.lines import rows
from onrecord.store.types import HOW, expression

Step = Callable[[int, int], None]  # bytes or rows done, and how many there are (0 when not known)
_TEXT = "header=false, auto_detect=false, nullstr='', new_line='\\n', max_line_size=8000000"


def stage(db: Any, scratch: Path, source: Source, path: Path, params: dict[str, str], step: Step) -> int:
    """Create the table `typed` from the file, one row for each of its rows in order; returns how many.

    `typed` holds the record's columns, `route_`, `line_` (the physical line) and `problem_` (null for a row to load).
    """
    text = scratch / "raw.txt"
    if source.format != "pipe":
        count = _write_rows(text, source, path, step)
        columns = {"line_": "varchar", "reason_": "varchar", **dict.fromkeys(source.header, "varchar")}
        _type(db, source, _read(text, ",", '"', columns), "line_::bigint", "nullif(reason_, '')")
        return count
    columns = dict.fromkeys(source.header, "varchar")
    first = _quoted(source.header[0])
    reason = f"case when starts_with({first}, chr(31)) then substr({first}, 2) end"
    copied = _copy_pipe(text, source, path, params, step, strict=False)
    try:
        _type(db, source, _read(text, "|", "", columns), "", reason)
    except db_error("InvalidInputException"):
        copied = _copy_pipe(text, source, path, params, step, strict=True)
        _type(db, source, _read(text, "|", "", columns), "", reason)
    if copied.lines == 0:
        raise SourceError(f"{path.name} holds at least one row", received=f"none in {path}", example="download it again")
    return copied.lines - copied.header


def db_error(name: str = "Error") -> type[Exception]:
    """DuckDB's exception class of that name."""
    import duckdb

    found: type[Exception] = getattr(duckdb, name)
    return found


def _copy_pipe(text: Path, source: Source, path: Path, params: dict[str, str], step: Step, strict: bool) -> pipe.Copied:
    with ExitStack() as stack, text.open("wb") as out:
        with reading(path):
            stream, size = stack.enter_context(opened(path, source.member.format(**params)))
        return pipe.copy(_Reads(stream, path), out, source.header, lambda done: step(done, size), strict)


class _Reads:
    """A stream whose read errors are the public file's, so that those of writing are told apart."""

    def __init__(self, stream: Any, path: Path) -> None:
        self.stream, self.path = stream, path

    def read(self, size: int) -> bytes:
        with reading(self.path):
            data: bytes = self.stream.read(size)
        return data


def _write_rows(text: Path, source: Source, path: Path, step: Step) -> int:
    count = 0
    with text.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        blank = [""] * len(source.header)
        for count, (line, fields) in enumerate(rows(source, path), 1):
            writer.writerow([line, fields, *blank] if isinstance(fields, str) else [line, "", *fields])
            if count % 20_000 == 0:
                step(count, 0)
    return count


def _read(text: Path, delimiter: str, quote: str, columns: dict[str, str]) -> str:
    names = ", ".join(f"{_literal(c)}: '{kind}'" for c, kind in columns.items())
    file = _literal(str(text))
    return (
        f"read_csv({file}, delim='{delimiter}', quote='{quote}', escape='{quote}', {_TEXT},"
        f" parallel={'false' if quote else 'true'}, columns={{{names}}})"  # a quoted newline must not be cut in two
    )


def _type(db: Any, source: Source, read: str, line: str, reason: str) -> None:
    """Create `typed` from the text columns; columns that no target uses are not read at all."""
    by = source.route.get("by")
    used = dict.fromkeys([*(c["from"] for c in source.columns.values()), *([by] if by else [])])
    texts = [f"nullif(trim({_quoted(c)}), '') as {_quoted(f'in:{c}')}" for c in used]
    if line:
        texts.append(f"{line} as line_")
    targets, problems = [], []
    for target, spec in source.columns.items():
        column = _quoted(f"in:{spec['from']}")
        targets.append(f"{_typed(column, spec)} as {_quoted(target)}")
        problems += _problems(column, target, spec)
    problem = f"coalesce(reason_, case {' '.join(problems)} end)" if problems else "reason_"
    names = ", ".join(map(_quoted, source.columns))
    route = f", {_quoted(f'in:{by}')} as route_" if by else ""
    db.execute("drop table if exists typed")
    db.execute(
        f"create table typed as select {names}{route}{', line_' if line else ''}, {problem} as problem_,"
        " reason_ is not null as told_"
        f" from (select *, {', '.join(targets)} from (select {', '.join(texts)}, {reason} as reason_ from {read}))"
    )
    if not line:  # a table keeps the order of its file, and every line of the file is a row of it
        db.execute("create view numbered as select *, rowid + 1 as line_ from typed")
    else:
        db.execute("create view numbered as from typed")


def _typed(column: str, spec: dict[str, Any]) -> str:
    """SQL of one column; with a map, the source's words become the record's."""
    if "map" not in spec:
        return expression(column, spec["type"])
    pairs = " ".join(f"when {_literal(k)} then {_literal(v)}" for k, v in spec["map"].items())
    return f"case {column} {pairs} end"


def _problems(column: str, target: str, spec: dict[str, Any]) -> list[str]:
    """SQL cases that find why the column's text cannot be loaded."""
    found, name = [], spec["from"].replace("'", "''")
    if "map" in spec or spec["type"] in HOW:
        wanted = "in the source''s map" if "map" in spec else HOW[spec["type"]].replace("'", "''")
        words = "map" in spec or spec["type"] == "seat"
        found.append(
            f"when {column} is not null and {_quoted(target)} is null"
            f" then '{name} ' || {_shown(column, words)} || ' is not {wanted}'"
        )
    if spec.get("required"):
        found.append(f"when {column} is null then '{name} is blank'")
    return found


def _shown(column: str, words: bool) -> str:
    """SQL of the value as a reason may quote it: never what could be a street address standing in a wrong column."""
    plain = "'\\S{1,32}'"
    tests = f"regexp_full_match({column}, {plain})"
    if words:
        tests = f"({tests} or regexp_full_match({column}, '[^0-9]{{1,60}}|District \\S{{1,12}}'))"
    return f"case when {tests} then '''' || {column} || '''' else 'of ' || length({column}) || ' characters' end"


def outputs(source: Source, path: Path, params: dict[str, str]) -> dict[str, str]:
    """For each table, and `rejected`, the SELECT of its rows from what `stage` made."""
    cycle = params.get("cycle")
    common = {
        "cycle": '"cycle"::int' if "cycle" in source.columns else f"{int(cycle) if cycle else 'null'}::int",
        "source": _literal(source.name),
        "source_file": _literal(path.name),
        "source_line": "line_::bigint",
    }
    fixed = [f"{_literal(v)} as {_quoted(k)}" for k, v in source.constants.items()]
    fixed += [f"{sql} as {name}" for name, sql in common.items()]
    own = {t: [_quoted(name) for name in source.columns_of(t) if name not in COMMON] for t in source.tables}
    rules = " ".join(f"when {q['when']} then {_literal(q['reason'])}" for q in source.quarantine)
    flag = f"case {rules} end" if rules else "null::varchar"
    found = {
        table: f"select *, {flag} as quarantine from"
        f" (select {', '.join([*own[table], *fixed])} from numbered where problem_ is null and {_routed(source, table)})"
        for table in source.tables
    }
    found["rejected"] = (
        f"select {common['source']} as source, {common['source_file']} as source_file, line_::bigint as source_line,"
        f" problem_ as reason from numbered where problem_ is not null and problem_ <> {_literal(pipe.HEADER)}"
    )
    return found


def _routed(source: Source, table: str) -> str:
    if source.table:
        return "true"
    keys = ", ".join(_literal(k) for k in source.route["to"])
    mine = [_literal(k) for k, to in source.route["to"].items() if to == table]
    parts = [f"route_ in ({', '.join(mine)})"] if mine else []
    if source.route["else"] == table:
        parts.append(f"(route_ is null or route_ not in ({keys}))")
    return f"({' or '.join(parts)})"


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
