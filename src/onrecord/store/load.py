"""Loads public files into a record: typed, every row loaded or rejected with its reason."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model.errors import RecordError, SourceError
from onrecord.store.catalog import Source, source_of
from onrecord.store.lines import UNIT, rows
from onrecord.store.record import Manifest, writing
from onrecord.store.types import HOW, SQL_TYPES, expression


@dataclass(frozen=True)
class Loaded:
    """What became of one file: rows in = loaded + rejected, always."""

    source: str
    file: str
    rows_in: int
    rows_loaded: int
    rows_rejected: int
    unchanged: bool = False


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def find(paths: list[Path]) -> list[tuple[Path, Source, dict[str, str]]]:
    """The files under `paths` that a source declares; raises SourceError when there is none."""
    files = [f for p in paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p]) if f.is_file()]
    known = [(f, *hit) for f in files if (hit := source_of(f))]
    if not known:
        raise SourceError(
            "a file or folder with public files of a known source",
            received=[str(p) for p in paths],
            example="onrecord load files/bulk-downloads/2024/pas224.zip",
        )
    return known


def load(paths: list[Path], record: Path, tell: Callable[[Loaded], None] = lambda _: None) -> list[Loaded]:
    """Load all files found under `paths` in one atomic step; the record is as before if anything fails."""
    done = []
    with writing(record) as manifest:
        for path, source, params in find(paths):
            result = _load_file(manifest, record, path, source, params)
            done.append(result)
            tell(result)
    return done


def _load_file(manifest: Manifest, record: Path, path: Path, source: Source, params: dict[str, str]) -> Loaded:
    digest = sha256(path)
    key = f"{source.name}/{params.get('cycle', '')}" if "cycle" in params else f"{source.name}/{path.name}"
    old = manifest.loads.get(key)
    if old and old["sha256"] == digest:
        return Loaded(source.name, path.name, old["rows_in"], old["rows_loaded"], old["rows_rejected"], True)
    try:
        counts, objects = _write(record, path, source, params)
    except OSError as error:
        raise RecordError(
            "the record's disk takes the new rows", received=error, example="--record DIR on a disk with room"
        ) from error
    manifest.loads[key] = {
        "source": source.name,
        "file": path.name,
        "sha256": digest,
        "params": params,
        "objects": objects,
        **counts,
    }
    return Loaded(source.name, path.name, counts["rows_in"], counts["rows_loaded"], counts["rows_rejected"])


def _write(record: Path, path: Path, source: Source, params: dict[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    import duckdb

    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as db:
        total, bad = _stage(db, Path(scratch), source, path, params)
        _type(db, source, path, params)
        objects, loaded = {}, 0
        for table in [*source.tables, "rejected"]:
            out = Path(scratch) / f"{table}.parquet"
            db.execute(f"copy {table} to '{out}' (format parquet, compression zstd)")
            count = db.execute(f"select count(*) from {table}").fetchone()[0]  # type: ignore[index]
            loaded += count if table != "rejected" else 0
            bad = count if table == "rejected" else bad
            if count:
                objects[table] = _keep(record, out)
    if total != loaded + bad:
        raise SourceError(
            f"{path.name}: rows in = rows loaded + rows rejected", received=f"{total} in, {loaded} + {bad}"
        )
    return {"rows_in": total, "rows_loaded": loaded, "rows_rejected": bad}, objects


def _keep(record: Path, file: Path) -> str:
    name = f"objects/{sha256(file)}.parquet"
    target = record / name
    if not target.exists():
        part = target.with_suffix(".part")
        part.write_bytes(file.read_bytes())
        part.replace(target)
    return name


def _stage(db: Any, scratch: Path, source: Source, path: Path, params: dict[str, str]) -> tuple[int, int]:
    """Write numbered lines to one text file and read it into the table `raw`; returns (rows, rejected)."""
    total = bad = 0
    clean = str.maketrans({UNIT: " ", "\n": " ", "\r": " ", "\0": " "})
    with (scratch / "raw.txt").open("w", encoding="utf-8") as out:
        for line, fields in rows(source, path, params):
            total += 1
            if isinstance(fields, str):
                bad += 1
                out.write(f"{line}{UNIT}{fields.translate(clean)}{UNIT * len(source.header)}\n")
            else:
                text = UNIT.join(f.strip().translate(clean) for f in fields)
                out.write(f"{line}{UNIT}{UNIT}{text}\n")
    names = ", ".join(f"'{c}': 'varchar'" for c in ["line_", "reason_", *source.header])
    db.execute(
        f"create table raw as select * from read_csv('{scratch / 'raw.txt'}', delim='{UNIT}', quote='', escape='',"
        f" header=false, auto_detect=false, nullstr='', max_line_size=4000000, columns={{{names}}})"
    )
    return total, bad


def _type(db: Any, source: Source, path: Path, params: dict[str, str]) -> None:
    """Create the source's tables and `rejected` from `raw`."""
    problems, select = [], []
    for target, spec in source.columns.items():
        column, kind = f'"{spec["from"]}"', spec["type"]
        if "map" in spec:
            select.append(f"{_mapped(column, spec['map'])} as {target}")
            known = ", ".join(_literal(k) for k in spec["map"])
            problems.append(
                f"when {column} is not null and {column} not in ({known}) then "
                f"'{spec['from']} ''' || {column} || ''' is not in the source''s map'"
            )
        else:
            select.append(f"{expression(column, kind)} as {target}")
        if kind in HOW and "map" not in spec:
            problems.append(
                f"when {column} is not null and ({expression(column, kind)}) is null then "
                f"'{spec['from']} ''' || {column} || ''' is not {HOW[kind]}'"
            )
        if spec.get("required"):
            problems.append(f"when {column} is null then '{spec['from']} is blank'")
    select += [f"{_literal(v)} as {k}" for k, v in source.constants.items()]
    cycle = params.get("cycle")
    if "cycle" not in source.columns:  # a file that names the cycle in its rows says it better than its name
        select.append(f"{int(cycle) if cycle else 'null'}::int as cycle")
    select += [
        f"'{source.name}' as source",
        f"{_literal(path.name)} as source_file",
        "line_::bigint as source_line",
    ]
    problem = " ".join(problems)
    db.execute(
        f"create table judged as select *, coalesce(reason_, case {problem} end) as problem_ from raw"
        if problems
        else "create table judged as select *, reason_ as problem_ from raw"
    )
    db.execute(
        f"create table rejected as select '{source.name}' as source, {_literal(path.name)} as source_file,"
        " line_::bigint as source_line, problem_ as reason from judged where problem_ is not null"
    )
    for table in source.tables:
        db.execute(
            f"create table {table} as select {', '.join(select)} from judged"
            f" where problem_ is null and {_routed(source, table)} order by source_line"
        )


def _mapped(column: str, values: dict[str, str]) -> str:
    """SQL that turns the source's words into the record's; a word that is not in the map is a rejected row."""
    cases = " ".join(f"when {_literal(k)} then {_literal(v)}" for k, v in values.items())
    return f"case {column} {cases} end"


def _routed(source: Source, table: str) -> str:
    if not source.route:
        return "true"
    by = f'"{source.route["by"]}"'
    mine = [k for k, v in source.route["to"].items() if v == table]
    keys = ", ".join(_literal(k) for k in source.route["to"])
    parts = [f"{by} in ({', '.join(map(_literal, mine))})"] if mine else []
    if source.route["else"] == table:
        parts.append(f"({by} is null or {by} not in ({keys}))")
    return f"({' or '.join(parts)})"


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"


def empty_table(source: Source) -> str:
    """SQL columns of a table that has no row yet, as `null::type as name`."""
    parts = [f"null::{SQL_TYPES[s['type']]} as {n}" for n, s in source.columns.items()]
    parts += [f"null::{'boolean' if isinstance(v, bool) else 'varchar'} as {n}" for n, v in source.constants.items()]
    if "cycle" not in source.columns:
        parts.append("null::int as cycle")
    return ", ".join(
        [
            *parts,
            "null::varchar as source",
            "null::varchar as source_file",
            "null::bigint as source_line",
        ]
    )
