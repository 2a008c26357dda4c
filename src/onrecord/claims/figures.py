"""Finds the figures of a text: amounts, votes, percentages and splits, with hedge, span and written place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

HEDGES = {
    "approx": "about|some|roughly|around|approximately",
    "nearly": "nearly|almost",
    "just_over": "just over|slightly over",
    "more_than": "more than|upwards of|over",
    "at_least": "at least",
    "less_than": "fewer than|less than|under|within",
    "at_most": "up to|as much as",
}
SCALE = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "b": 9, "trillion": 12}
_HEDGE = "|".join(f"(?P<{name}>{words})" for name, words in HEDGES.items())
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,]*,?\d)"
_FIGURE = re.compile(
    rf"(?<![\w$.,])(?:(?:{_HEDGE})\s+)?(?P<dollar>\$)?{_NUMBER}"
    r"(?:[ \u00a0-]?(?P<scale>thousand|million|billion|trillion|[kmb](?![a-z])))?"
    r"(?:(?P<percent>\s?%|\spercent)|\s(?P<noun>[A-Za-z]+))?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(?<![\w$.,-])(\d{1,2}(?:\.\d+)?)%?(?:[-\u2013]|\s+(?:percent )?to\s+)(\d{1,2}(?:\.\d+)?)(?:%| percent)?(?![\w-])"
)


@dataclass(frozen=True)
class Figure:
    """A figure as written; `unit_in_last_place` is its smallest written place times its scale."""

    kind: str  # money, votes, percent, split or number
    surface: str
    start: int
    end: int
    value: Decimal
    unit_in_last_place: Decimal
    comparator: str = "exact"
    second: Decimal | None = None
    noun: str = ""


def _place(number: str, exponent: int) -> Decimal:
    decimals = len(number.partition(".")[2])
    return Decimal(1).scaleb(exponent - decimals)


def _splits(text: str) -> list[Figure]:
    found = []
    for hit in _SPLIT.finditer(text):
        first, second = Decimal(hit[1]), Decimal(hit[2])
        if 90 <= first + second <= 101:  # shares of one whole, others beside them; not a score or a range
            places = min(_place(hit[1], 0), _place(hit[2], 0))
            found.append(Figure("split", hit[0], *hit.span(), first, places, second=second))
    return found


def figures(text: str) -> list[Figure]:
    """All figures of `text` in order; a number that is part of a split is not given a second time."""
    found = _splits(text)
    taken = [(f.start, f.end) for f in found]
    for hit in _FIGURE.finditer(text):
        start, number = hit.start(), hit["number"]
        if any(a < hit.end("number") and start < b for a, b in taken):
            continue
        exponent = SCALE.get((hit["scale"] or "").casefold(), 0)
        noun = (hit["noun"] or "").casefold()
        kind = "money" if hit["dollar"] else "percent" if hit["percent"] else "votes" if noun == "votes" else "number"
        end = hit.end() if kind in ("votes", "percent") else max(hit.end("number"), hit.end("scale"))
        value = Decimal(number.replace(",", "")).scaleb(exponent)
        hedge = next((name for name in HEDGES if hit[name]), "exact")
        found.append(Figure(kind, text[start:end], start, end, value, _place(number, exponent), hedge, noun=noun))
    return sorted(found, key=lambda f: f.start)
