"""Makes the summaries that a source declares of the rows it has just loaded: tables of the record like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.store.catalog import Source
from onrecord.store.parts import PARQUET
from onrecord.store.stage import literal, same_for_all

_GROUPS = "row_group_size 61440"  # less to read for one word or committee; smaller ones make planning slower


def files_of(paths: Sequence[Path]) -> str:
    """SQL of the rows of Parquet files."""
    return f"read_parquet([{', '.join(map(literal, paths))}])"


def summarised(
    db: Any, source: Source, path: Path, params: Mapping[str, str], tables: Mapping[str, list[Path]], scratch: Path
) -> dict[str, list[Path]]:
    """Each of the source's summaries as a Parquet file in `scratch`, of the parts in `tables`; those without a row not.

    A summary is the query TABLE.sql beside source.yml, asked of the one file that is being loaded; cycle, source and
    source_file, the same for all its rows, are put in here. Raises SourceError when its columns are not those that
    source.yml declares.
    """
    found: dict[str, list[Path]] = {}
    if not source.summaries or source.table not in tables:
        return found
    db.execute(f"create view {source.table} as from {files_of(tables[source.table])}")
    for table in source.summaries:
        out = scratch / f"{table}.parquet"
        query = f"select *, {same_for_all(source, path, params)} from ({source.summary_sql(table)})"
        count = db.execute(f"copy ({query}) to {literal(out)} ({PARQUET}, {_GROUPS})").fetchone()[0]
        _check(db, source, table, out)
        if count:
            found[table] = [out]
    return found


def _check(db: Any, source: Source, table: str, file: Path) -> None:
    kinds = {name.casefold(): kind for name, kind, *_ in db.execute(f"describe from {literal(file)}").fetchall()}
    declared = {name: "INTEGER" if kind == "int" else kind.upper() for name, kind in source.schema(table).items()}
    if kinds != declared:
        raise SourceError(
            f"{source.name}: {table}.sql gives the columns that summaries declares, and those of every table",
            received=sorted(set(kinds.items()) ^ set(declared.items())),
            example="amount_usd: decimal(18,2)",
        )
