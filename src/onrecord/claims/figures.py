"""Finds the figures of a text: amounts, votes, shares, splits, counts, ordinals, with hedge, span and written place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

HEDGES = {
    "approx": "about|some|roughly|around|approximately",
    "nearly": "nearly|almost|close to|just under|just below|just shy of|slightly less than|slightly under|a little"
    " less than",
    "just_over": "just over|slightly over|slightly more than|a little more than|a little over|just above",
    "at_least": "at least|no less than|no fewer than|not less than",
    "at_most": "(?<!adding )(?<!adds )up to|as much as|as many as|no more than|not more than|at most",
    "more_than": "well over|more than|upwards? of|north of|in excess of|over|above|exceeding",
    "less_than": "fewer than|less than|under|below|within",
}
SCALE = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "b": 9, "trillion": 12}
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
CARDINALS = {w: n for n, w in enumerate([*_UNITS, "seventeen", "eighteen", "nineteen"])} | _TENS
CARDINALS |= {f"{t}-{u}": v + n for t, v in _TENS.items() for n, u in enumerate(_UNITS[1:10], 1)}
ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
TIMES = {"once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "triple": 3, "tripled": 3}
GAPS = (" ", "\u00a0", "\u202f")
_HEDGE = "|".join(f"(?P<{name}>{words})" for name, words in HEDGES.items())
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,]*,?\d)"
_FIGURE = re.compile(
    rf"(?<![\w$.,])(?:(?:{_HEDGE})\s+(?:the\s+)?)?(?P<dollar>\$)?{_NUMBER}"
    r"(?:[ \u00a0-]?(?P<scale>thousand|million|billion|trillion|[kmb](?![a-z])))?(?P<plus>-plus|\+)?"
    r"(?:(?P<points>(?:\spercentage)?[\s-]points?\b)|(?P<percent>\s?%|\spercent\b)|(?P<th>st|nd|rd|th)\b"
    r"|(?P<gap>[\s-])(?P<noun>[A-Za-z]+))?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(?<![\w$.,-])(\d{1,2}(?:\.\d+)?)%?(?:[-\u2013]|\s+(?:percent )?to\s+)(\d{1,2}(?:\.\d+)?)(?:%| percent)?(?![\w-])"
)
_WORD = re.compile(
    rf"\b(?:(?:{_HEDGE})\s+)?(?:(?P<half>half a|a half) (?P<big>million|billion)"
    rf"|(?P<cardinal>{'|'.join(sorted(CARDINALS, key=len, reverse=True))})(?:[ -](?P<scale>hundred|thousand|million"
    rf"|billion))?"
    rf"(?P<percent> percent\b)?(?P<unit> dollars\b)?|(?P<ordinal>{'|'.join(ORDINALS)})|(?P<times>{'|'.join(TIMES)}))"
    r"(?![\w])(?:(?P<gap>[\s-])(?P<noun>[A-Za-z]+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A figure as written; `unit_in_last_place` is its smallest written place times its scale."""

    kind: str  # money, votes, percent, points, split, number, ordinal or times
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


def _kind(hit: re.Match[str], noun: str) -> str:
    if hit["dollar"]:
        return "money"
    for group, kind in (("points", "points"), ("percent", "percent"), ("th", "ordinal")):
        if hit[group]:
            return kind
    return "votes" if noun in ("votes", "vote") and hit["gap"] in GAPS else "number"


def _written(text: str, hit: re.Match[str]) -> Figure:
    exponent = SCALE.get((hit["scale"] or "").casefold(), 0)
    noun = (hit["noun"] or "").casefold()
    kind = _kind(hit, noun)
    ends = [hit.end("number"), hit.end("scale"), hit.end("plus")]
    end = hit.end() if kind not in ("money", "number") else max(ends)
    value = Decimal(hit["number"].replace(",", "")).scaleb(exponent)
    hedge = next((name for name in HEDGES if hit[name]), "more_than" if hit["plus"] else "exact")
    return Figure(
        kind, text[hit.start() : end], hit.start(), end, value, _place(hit["number"], exponent), hedge, noun=noun
    )


def _spelled(text: str, hit: re.Match[str]) -> Figure | None:
    noun = (hit["noun"] or "").casefold()
    hedge = next((name for name in HEDGES if hit[name]), "exact")
    end = hit.start("gap") if hit["noun"] else hit.end()
    kind, unit = "number", Decimal(1)
    if hit["half"]:
        unit = Decimal(10) ** SCALE[hit["big"].casefold()] / 10
        value = unit * 5
    elif hit["ordinal"]:
        kind, value = "ordinal", Decimal(ORDINALS[hit["ordinal"].casefold()])
    elif hit["times"]:
        kind, value = "times", Decimal(TIMES[hit["times"].casefold()])
    else:
        scale = (hit["scale"] or "").casefold()
        unit = Decimal(100) if scale == "hundred" else Decimal(10) ** SCALE.get(scale, 0)
        value = CARDINALS[hit["cardinal"].casefold()] * unit
        if value == 1 and hedge == "exact" and noun != "vote":
            return None  # "one" is a pronoun more often than a number
        kind = "percent" if hit["percent"] else "money" if hit["unit"] else "number"
        if noun in ("votes", "vote") and hit["gap"] in GAPS:
            kind, end = "votes", hit.end()
    return Figure(kind, text[hit.start() : end], hit.start(), end, value, unit, hedge, noun=noun)


def figures(text: str) -> list[Figure]:
    """All figures of `text` in order; a number that is part of a split is not given a second time."""
    found = _splits(text)
    taken = [(f.start, f.end) for f in found]
    for hit in _FIGURE.finditer(text):
        if not any(a < hit.end("number") and hit.start() < b for a, b in taken):
            found.append(_written(text, hit))
            taken.append((found[-1].start, found[-1].end))
    for hit in _WORD.finditer(text):
        if not any(a < hit.end() and hit.start() < b for a, b in taken) and (one := _spelled(text, hit)):
            found.append(one)
    return sorted(found, key=lambda f: f.start)
