"""Says in SQL how the text of one public file becomes typed rows: each loaded, quarantined or rejected."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.store import pipe
from onrecord.store.catalog import COMMON, Source
from onrecord.store.types import HOW, expression

_TEXT = "header=false, auto_detect=false, nullstr='', new_line='\\n', max_line_size=8000000"


def db_error(name: str = "Error") -> type[Exception]:
    """DuckDB's exception class of that name."""
    import duckdb

    found: type[Exception] = getattr(duckdb, name)
    return found


def text_columns(source: Source) -> dict[str, str]:
    """The columns, all text, that a staged file of the source's rows has before their own: none in a pipe file."""
    lead = {} if source.format == "pipe" else {"line_": "varchar", "reason_": "varchar"}
    return {**lead, **dict.fromkeys(source.header, "varchar")}


def read(text: Path, source: Source, numbered: bool = False) -> str:
    """SQL that reads staged text: pipe lines (with their number before each when `numbered`), or quoted CSV."""
    columns = {**({"line_": "varchar"} if numbered else {}), **text_columns(source)}
    names = ", ".join(f"{literal(c)}: '{kind}'" for c, kind in columns.items())
    delimiter, quote = ("|", "") if source.format == "pipe" else (",", '"')
    # one thread reads one file: rows come in order, and a quoted newline is not cut in two
    return (
        f"read_csv({literal(text)}, delim='{delimiter}', quote='{quote}', escape='{quote}', {_TEXT},"
        f" parallel=false, columns={{{names}}})"
    )


def typed(source: Source, rows: str, line: str) -> str:
    """The SELECT of the record's columns from the text columns of `rows`, with what became of each row.

    Beside them `line_` (the physical line, the SQL `line`), `route_`, `problem_` (null for a row to load) and `told_`
    (whether the problem was found before typing). Columns that no target uses are not read at all.
    """
    by = source.route.get("by")
    used = dict.fromkeys([*(c["from"] for c in source.columns.values()), *([by] if by else [])])
    # the fields of a pipe file were stripped when it was cut into segments; that is many times faster
    plain = "{}" if source.format == "pipe" else "nullif(trim({}), '')"
    texts = [f"{plain.format(quoted(c))} as {quoted(f'in:{c}')}" for c in used]
    first = quoted(source.header[0])
    reason = f"case when starts_with({first}, {literal(pipe.UNIT)}) then substr({first}, 2) end"
    texts += [f"{line} as line_", f"{reason if source.format == 'pipe' else quoted('reason_')} as reason_"]
    targets, problems = [], []
    for target, spec in source.columns.items():
        column = quoted(f"in:{spec['from']}")
        targets.append(f"{_typed(column, spec)} as {quoted(target)}")
        problems += _problems(column, target, spec)
    problem = f"coalesce(reason_, case {' '.join(problems)} end)" if problems else "reason_"
    names = ", ".join(map(quoted, source.columns))
    route = f", {quoted(f'in:{by}')} as route_" if by else ""
    return (
        f"select {names}{route}, line_, {problem} as problem_, reason_ is not null as told_"
        f" from (select *, {', '.join(targets)} from (select {', '.join(texts)} from {rows}))"
    )


def _typed(column: str, spec: dict[str, Any]) -> str:
    """SQL of one column; with a map, the source's words become the record's."""
    if "map" not in spec:
        return expression(column, spec["type"])
    pairs = " ".join(f"when {literal(k)} then {literal(v)}" for k, v in spec["map"].items())
    return f"case {column} {pairs} end"


def _problems(column: str, target: str, spec: dict[str, Any]) -> list[str]:
    """SQL cases that find why the column's text cannot be loaded."""
    found, name = [], spec["from"].replace("'", "''")
    if "map" in spec or spec["type"] in HOW:
        wanted = "in the source''s map" if "map" in spec else HOW[spec["type"]].replace("'", "''")
        words = "map" in spec or spec["type"] == "seat"
        found.append(
            f"when {column} is not null and {quoted(target)} is null"
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


def outputs(source: Source, path: Path, params: dict[str, str], numbered: str = "numbered") -> dict[str, str]:
    """For each table, and `rejected`, the SELECT of its rows from `numbered`: a relation, or a SELECT, of `typed`."""
    cycle = params.get("cycle")
    common = {
        "cycle": '"cycle"::int' if "cycle" in source.columns else f"{int(cycle) if cycle else 'null'}::int",
        "source": _same(source.name),
        "source_file": _same(path.name),
        "source_line": "line_::bigint",
    }
    fixed = [f"{_same(v)} as {quoted(k)}" for k, v in source.constants.items()]
    fixed += [f"{sql} as {name}" for name, sql in common.items()]
    own = {t: [quoted(name) for name in source.columns_of(t) if name not in COMMON] for t in source.tables}
    found = {
        table: f"select *, {_flag(source, table)} as quarantine from"
        f" (select {', '.join([*own[table], *fixed])} from {numbered}"
        f" where problem_ is null and {_routed(source, table)})"
        for table in source.tables
    }
    found["rejected"] = (
        f"select {common['source']} as source, {common['source_file']} as source_file, line_::bigint as source_line,"
        f" problem_ as reason from {numbered} where problem_ is not null and problem_ <> {literal(pipe.HEADER)}"
    )
    return found


def _flag(source: Source, table: str) -> str:
    """SQL of the reason why a row of a table is beyond belief; a rule that names tables is for these only."""
    mine = [q for q in source.quarantine if table in q.get("tables", [table])]
    rules = " ".join(f"when {q['when']} then {literal(q['reason'])}" for q in mine)
    return f"case {rules} end" if rules else "null::varchar"


def same_for_all(source: Source, path: Path, params: Mapping[str, str]) -> str:
    """SQL of the columns that say where all rows of a file are from: cycle, source, source_file."""
    cycle = params.get("cycle")
    return (
        f"{int(cycle) if cycle else 'null'}::int as cycle, {_same(source.name)} as source,"
        f" {_same(path.name)} as source_file"
    )


def _routed(source: Source, table: str) -> str:
    if source.table:
        return "true"
    keys = ", ".join(literal(k) for k in source.route["to"])
    mine = [literal(k) for k, to in source.route["to"].items() if to == table]
    parts = [f"route_ in ({', '.join(mine)})"] if mine else []
    if source.route["else"] == table:
        parts.append(f"(route_ is null or route_ not in ({keys}))")
    return f"({' or '.join(parts)})"


def _same(value: object) -> str:
    """SQL of a value that all rows have; a text as an enum of one, which DuckDB writes (as text) six times faster."""
    return f"{literal(value)}::enum({literal(value)})" if isinstance(value, str) else literal(value)


def literal(value: object) -> str:
    """The value as SQL."""
    if isinstance(value, bool):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"


def quoted(name: str) -> str:
    """The name as SQL."""
    return '"' + name.replace('"', '""') + '"'
