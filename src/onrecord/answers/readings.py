"""The readings of words about money, from readings.yml: each names its measure, columns, definition and caveats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.model.errors import InputError


@dataclass(frozen=True)
class Reading:
    """One fair reading: the columns of a measure that are added up, and what to print with the sum."""

    name: str
    definition: str
    question: str
    columns: tuple[str, ...]
    caveats: tuple[str, ...]
    balance: bool = False  # the state of one day, not a sum that grows
    where_given: bool = False  # left out where no source gives one of its lines


@cache
def readings() -> dict[str, tuple[Reading, ...]]:
    """Every family of readings by name; raises InputError for a key that is not known."""
    import yaml

    data = yaml.load((Path(__file__).parent / "readings.yml").read_text("utf-8"), Loader=_loader())
    return {family: tuple(_reading(family, one) for one in listed) for family, listed in data.items()}


def _loader() -> type:
    import yaml

    fast: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return fast


def _reading(family: str, data: dict[str, object]) -> Reading:
    known = {"name", "definition", "question", "column", "columns", "caveats", "balance", "where_given"}
    if wrong := set(data) - known:
        raise InputError(f"readings.yml, {family}: the keys of a reading", received=sorted(wrong), example="column")
    columns = data.get("columns") or [data["column"]]
    assert isinstance(columns, list)
    caveats = data["caveats"]
    assert isinstance(caveats, list)
    return Reading(
        str(data["name"]),
        str(data["definition"]),
        str(data["question"]),
        tuple(columns),
        tuple(caveats),
        bool(data.get("balance")),
        bool(data.get("where_given")),
    )


def family(name: str) -> tuple[Reading, ...]:
    """The readings of a family; raises InputError with the families there are."""
    if name not in readings():
        raise InputError("a family of readings", received=name, example=", ".join(readings()))
    return readings()[name]
