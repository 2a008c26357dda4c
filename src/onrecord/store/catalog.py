"""Reads the sources' declarations and finds which source a file belongs to."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.store.types import SQL_TYPES, expression

HERE = Path(__file__).parent.parent / "sources"
ABOUT = {"name", "title", "publisher", "licence", "docs", "caveats", "sizes", "through", "since"}
UNVERIFIED = "unverified"  # a layout of which no real file has been read; rests_on says what it was taken from
LAYOUT = {"layout", "rests_on", "spelled"}
FORM = {"match", "where", "format", "member", "header", "table", "route", "tables", "columns", "constants", "ignored"}
KEYS = ABOUT | FORM | LAYOUT | {"election_years", "quarantine", "may_be_empty", "each_alone", "summaries"}

#: Columns that every table has beside its sources' own.
COMMON = {
    "cycle": "int",
    "source": "varchar",
    "source_file": "varchar",
    "source_line": "bigint",
    "quarantine": "varchar",
}


@dataclass(frozen=True)
class Source:
    """A public source as its source.yml declares it."""

    name: str
    title: str
    match: re.Pattern[str]
    format: str
    header: list[str]
    columns: dict[str, dict[str, Any]]
    table: str = ""
    route: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)  # each table's own columns, where they differ
    constants: dict[str, Any] = field(default_factory=dict)
    quarantine: tuple[dict[str, Any], ...] = ()
    member: str = ""
    where: str = ""
    through: str = ""
    election_years: str = ""  # the column of the election's year, by which a file of another cycle is told
    sizes: dict[int, dict[str, Any]] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    docs: str = ""
    may_be_empty: bool = False  # whether a file with a header and no row is a file of it
    each_alone: bool = False  # whether a file of a folder that cannot be read is passed over, told as refused
    since: int = 0  # the first cycle that the publisher has a file of; 0 where that is not known
    layout: str = ""  # "unverified" until a real file has been read
    rests_on: str = ""  # what an unverified layout was taken from
    spelled: dict[str, str] = field(default_factory=dict)  # another spelling of a header's column: the one declared
    summaries: dict[str, dict[str, str]] = field(default_factory=dict)  # table: its own columns; see `summary_sql`
    folder: Path = HERE

    def published(self, cycle: int | None) -> bool:
        """Whether the publisher has a file of that cycle (None: of no cycle), as far as is known."""
        return cycle is None or cycle >= self.since

    @property
    def tables(self) -> list[str]:
        """The tables this source fills."""
        if self.table:
            return [self.table]
        return sorted({*self.route["to"].values(), self.route["else"]})

    @property
    def by_cycle(self) -> bool:
        """Whether its files have an address of their own for each cycle."""
        return "{cycle}" in self.where or "{yy}" in self.where

    @property
    def declared(self) -> str:
        """The hash of all that decides how its bytes become rows: a change of it makes a file load again."""
        kinds = {c["type"] for c in self.columns.values()}
        parts = [
            *(self.format, self.member, self.header, self.columns, self.table, self.route, self.constants),
            list(self.quarantine),
            self.through,
            *([self.parts] if self.parts else []),
            *([[self.summaries, *map(self.summary_sql, self.summaries)]] if self.summaries else []),
            {kind: expression("x", kind) for kind in sorted(kinds)},
            [hashlib.sha256(path.read_bytes()).hexdigest() for path in self._code()],
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def _code(self) -> list[Path]:
        """The modules that read its files: its own modules and what readers share; none for a declared format."""
        if self.format != "reader":
            return []
        return [*sorted(self.folder.glob("*.py")), *sorted(HERE.glob("[!_]*.py"))]

    def summary_sql(self, table: str) -> str:
        """The query that makes one of its summaries of the table that it fills: TABLE.sql beside source.yml."""
        return (self.folder / f"{table}.sql").read_text("utf-8")

    def columns_of(self, table: str) -> list[str]:
        """The names of the declared columns that `table` gets: all of them, unless `tables` says which."""
        return [name for name in self.columns if not self.parts or name in COMMON or name in self.parts[table]]

    def schema(self, table: str) -> dict[str, str]:
        """The columns (name: SQL type) it gives to one of its tables or summaries."""
        if table in self.summaries:
            return {**self.summaries[table], **COMMON}
        own = {name: SQL_TYPES[self.columns[name]["type"]] for name in self.columns_of(table)}
        fixed = {name: "boolean" if isinstance(v, bool) else "varchar" for name, v in self.constants.items()}
        return {**own, **fixed, **COMMON}


def read_source(folder: Path) -> Source:
    """The source declared in `folder`; raises SourceError when an input column is neither mapped nor ignored."""
    import yaml

    path = folder / "source.yml"
    data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    _check(data)
    return Source(
        name=data["name"],
        title=data["title"],
        match=re.compile(data["match"]),
        format=data["format"],
        header=data["header"],
        columns=data["columns"],
        table=data.get("table", ""),
        route=data.get("route", {}),
        parts=data.get("tables", {}),
        constants=data.get("constants", {}),
        quarantine=tuple(data.get("quarantine", [])),
        member=data.get("member", ""),
        where=data.get("where", ""),
        through=data.get("through", ""),
        election_years=data.get("election_years", ""),
        sizes=data.get("sizes", {}),
        caveats=tuple(data.get("caveats", [])),
        publisher=data.get("publisher", ""),
        licence=data.get("licence", ""),
        docs=data.get("docs", ""),
        may_be_empty=data.get("may_be_empty", False),
        each_alone=data.get("each_alone", False),
        since=data.get("since", 0),
        layout=data.get("layout", ""),
        rests_on=data.get("rests_on", ""),
        spelled=data.get("spelled", {}),
        summaries=data.get("summaries", {}),
        folder=folder,
    )


def _check(data: dict[str, Any]) -> None:
    """Raise SourceError for a declaration that breaks a rule of the catalogue."""
    name = data.get("name")
    if unknown := set(data) - KEYS:
        raise SourceError(f"{name}: source.yml has keys that are not known", received=sorted(unknown), example="title")
    used = {c["from"] for c in data["columns"].values()} | set(data.get("ignored", []))
    if left := set(data["header"]) ^ used:
        raise SourceError(
            f"{name}: every input column is mapped or ignored by name",
            received=sorted(left),
            example="ignored: [CAND_ST1]",
        )
    if wrong := {c["type"] for c in data["columns"].values()} - set(SQL_TYPES):
        raise SourceError(f"{name}: column types", received=sorted(wrong), example="money")
    if data.get("summaries") and not data.get("table"):
        rule = f"{name}: summaries are of the one table that a source fills"
        raise SourceError(rule, received=data.get("route"), example="table: transfer")
    _check_tables(data)
    _check_layout(data)
    for key in ("through", "election_years"):
        if data.get(key) and data[key] not in data["columns"]:
            raise SourceError(f"{name}: {key} names a column", received=data[key], example="coverage_end")
    if bad := [q for q in data.get("quarantine", []) if set(q) - {"tables"} != {"when", "reason"}]:
        raise SourceError(
            f"{name}: a quarantine rule has when and reason, and may have tables",
            received=bad,
            example='{when: "receipts_usd > 1000000000", reason: "receipts above $1 billion"}',
        )


def _check_tables(data: dict[str, Any]) -> None:
    """Raise SourceError when `tables` does not give each routed table its columns, and each column a table."""
    parts = data.get("tables")
    if parts is None:
        return
    route = data.get("route", {"to": {}, "else": ""})
    routed = {*route["to"].values(), route["else"]}
    held = {column for columns in parts.values() for column in columns}
    if left := (set(parts) ^ routed) | (held ^ {c for c in data["columns"] if c not in COMMON}):
        raise SourceError(
            f"{data.get('name')}: tables names the columns of every table of route, and every column is in one",
            received=sorted(left),
            example="tables: {filing: [filing_number, form], filed_receipt: [filing_number, amount_usd]}",
        )


def _check_layout(data: dict[str, Any]) -> None:
    """Raise SourceError for a layout that is not verified and does not say what it rests on, or an unknown spelling."""
    name = data["name"]
    if data.get("layout", UNVERIFIED) != UNVERIFIED or ("layout" in data) != bool(data.get("rests_on")):
        raise SourceError(
            f"{name}: a layout of which no real file was read is unverified and says what it rests on",
            received=data.get("layout"),
            example="layout: unverified, rests_on: the FEC's file description",
        )
    if wrong := set(data.get("spelled", {}).values()) - set(data["header"]):
        raise SourceError(
            f"{name}: spelled names columns of the header", received=sorted(wrong), example="NAME: CMTE_NM"
        )


@cache
def sources() -> dict[str, Source]:
    """All sources of the package by name."""
    found = [read_source(p.parent) for p in sorted(HERE.glob("*/source.yml"))]
    return {s.name: s for s in found}


def declarations() -> str:
    """The hash of all declarations as written, cheap enough to compare whenever a record is opened."""
    digest = hashlib.sha256()
    for path in sorted([*HERE.glob("*/source.yml"), *HERE.glob("*/*.sql")]):
        digest.update(path.parent.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def tables() -> dict[str, dict[str, str]]:
    """The columns (name: SQL type) of every table that some source fills; raises SourceError on a clash."""
    found: dict[str, dict[str, str]] = {}
    for source in sources().values():
        for table in [*source.tables, *source.summaries]:
            columns = found.setdefault(table, {})
            for name, kind in source.schema(table).items():
                if columns.setdefault(name, kind) != kind:
                    raise SourceError(
                        f"{table}.{name} has one type in all sources",
                        received=f"{kind} in {source.name}, {columns[name]} before",
                        example="type: text",
                    )
    return found


def cycle_params(cycle: int) -> dict[str, str]:
    """The parameters of a cycle's file names: {"cycle": "2024", "yy": "24"}."""
    return {"cycle": str(cycle), "yy": f"{cycle % 100:02d}"}


def source_of(path: Path) -> tuple[Source, dict[str, str]] | None:
    """The source that `path` belongs to with the file's parameters (yy, cycle), or None."""
    for source in sources().values():
        if hit := source.match.search(path.as_posix()):
            params = {k: v for k, v in hit.groupdict().items() if v}
            if "yy" in params:
                yy = int(params["yy"])
                params["cycle"] = str(1900 + yy if yy >= 75 else 2000 + yy)
            return source, params
    return None
