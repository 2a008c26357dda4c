"""Reads the sources' declarations and finds which source a file belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.store.types import SQL_TYPES

HERE = Path(__file__).parent.parent / "sources"
ABOUT = {"name", "title", "publisher", "licence", "docs", "caveats"}
FORM = {"match", "where", "format", "member", "header", "table", "route", "columns", "constants", "ignored"}
KEYS = ABOUT | FORM


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
    constants: dict[str, Any] = field(default_factory=dict)
    member: str = ""
    where: str = ""
    caveats: tuple[str, ...] = ()
    folder: Path = HERE

    @property
    def tables(self) -> list[str]:
        """The tables this source fills."""
        if self.table:
            return [self.table]
        return sorted({*self.route["to"].values(), self.route["else"]})


def read_source(folder: Path) -> Source:
    """The source declared in `folder`; raises SourceError when an input column is neither mapped nor ignored."""
    import yaml

    path = folder / "source.yml"
    data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if unknown := set(data) - KEYS:
        raise SourceError("source.yml has keys that are not known", received=sorted(unknown), example="title")
    used = {c["from"] for c in data["columns"].values()} | set(data.get("ignored", []))
    if left := set(data["header"]) ^ used:
        raise SourceError(
            f"{data['name']}: every input column is mapped or ignored by name",
            received=sorted(left),
            example="ignored: [CAND_ST1]",
        )
    if wrong := {c["type"] for c in data["columns"].values()} - set(SQL_TYPES):
        raise SourceError(f"{data['name']}: column types", received=sorted(wrong), example="money")
    return Source(
        name=data["name"],
        title=data["title"],
        match=re.compile(data["match"]),
        format=data["format"],
        header=data["header"],
        columns=data["columns"],
        table=data.get("table", ""),
        route=data.get("route", {}),
        constants=data.get("constants", {}),
        member=data.get("member", ""),
        where=data.get("where", ""),
        caveats=tuple(data.get("caveats", [])),
        folder=folder,
    )


@cache
def sources() -> dict[str, Source]:
    """All sources of the package by name."""
    found = [read_source(p.parent) for p in sorted(HERE.glob("*/source.yml"))]
    return {s.name: s for s in found}


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
