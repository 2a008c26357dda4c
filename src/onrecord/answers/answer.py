"""One answer: a value under one reading, with unit, coverage, caveats and the rows it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.answers.ask import Rows

Value = int | Decimal | Fraction


@dataclass(frozen=True)
class Answer:
    """A value under a named reading.

    `value` is None when the record cannot give it; `floor` means that the true sum may be larger;
    `parts` are (name, value) pairs that make it up; `through` is the last day covered, inclusive.
    """

    reading: str
    value: Value | None
    unit: str
    asked: tuple[Rows, ...] = ()
    rows: int = 0
    through: dt.date | None = None
    floor: bool = False
    caveats: tuple[str, ...] = ()
    parts: tuple[tuple[str, Value], ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)  # what a sentence about the answer may name
    listed: tuple[dict[str, Any], ...] = ()  # the rows that the value is the sum of, where it is one of `amount_usd`

    def __post_init__(self) -> None:
        """An answer that rests on rows fetched for one subject says so."""
        said = tuple(dict.fromkeys(f for rows in self.asked for f in rows.fetched if f not in self.caveats))
        if said:
            object.__setattr__(self, "caveats", (*self.caveats, *said))

    @property
    def receipts(self) -> list[str]:
        """The receipt ids of the rows it rests on."""
        return [a.receipt for a in self.asked]

    def as_dict(self) -> dict[str, Any]:
        """The answer in JSON's types: money and fractions as decimal strings, votes and counts as whole numbers."""
        return {
            "reading": self.reading,
            "value": plain(self.value),
            "unit": self.unit,
            "through": self.through.isoformat() if self.through else None,
            "floor": self.floor,
            "rows": self.rows,
            "parts": [{"name": n, "value": plain(v), "unit": _unit(v, self.unit)} for n, v in self.parts],
            "caveats": list(self.caveats),
            "receipts": self.receipts,
        }


def _unit(value: Value, unit: str) -> str:
    """The unit of a part: money stays money where the whole is a count."""
    return "USD" if isinstance(value, Decimal) else unit


def plain(value: Value | None) -> int | str | None:
    """A value in JSON's types: whole numbers as they are, others as decimal strings of at most six places."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    places = Decimal(value.numerator) / Decimal(value.denominator)
    text = format(places.quantize(Decimal("0.000001")), "f").rstrip("0").rstrip(".")
    return text or "0"
