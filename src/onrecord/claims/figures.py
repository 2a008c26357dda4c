"""Finds the figures of a text: amounts, votes, shares, splits, counts, ordinals, with hedge, span and written place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from onrecord.claims.spelled import CARDINALS as CARDINALS
from onrecord.claims.spelled import spelled

HEDGES = {
    "approx": "about|some|roughly|around|approximately|an estimated|in the neighborhood of",
    "exact": "exactly|precisely|fully",
    "nearly": "nearly|almost|close to|just under|just below|just shy of|shy of|slightly less than|slightly under|a"
    " little less than|a little under|a bit less than|a bit under|not quite|approaching",
    "just_over": "just over|slightly over|slightly more than|a little more than|a little over|a bit more than|a bit over"
    "|just above|just more than|a shade over",
    "at_least": "at least|no less than|no fewer than|not less than",
    "at_most": "(?<!adding )(?<!adds )up to|as much as|as many as|no more than|not more than|at most",
    "more_than": "well over|well above|(?:well |far |much |considerably )?more than|(?:far )?better than|upwards? of"
    "|north of|in excess of|over|above|exceeding",
    "less_than": "(?:far |well |much )?fewer than|(?:far |well |much )?less than|(?:well )?under|(?:well )?below|within"
    "|south of",
}
SCALE = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mil": 6, "mm": 6, "mn": 6, "billion": 9, "b": 9, "bn": 9}
SCALE |= {"trillion": 12}
ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
TIMES = {"once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "quadruple": 4}
TIMES |= {"quadrupled": 4, "quintuple": 5, "quintupled": 5}
GAPS = (" ", "\u00a0", "\u202f")
_HEDGE = "|".join(f"(?P<{name}>{words})" for name, words in HEDGES.items())
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<=\$)\.\d+)(?![\d,]*,?\d)"
_FIGURE = re.compile(
    rf"(?<![\w$.,])(?:(?:{_HEDGE})\s+(?:the\s+)?)?(?P<dollar>(?:US|U\.S\. ?)?\$)?{_NUMBER}"
    r"(?:[ \u00a0-]?(?P<scale>thousand|million|billion|trillion|mil\b|mm\b|mn\b|bn\b"
    r"|[kmb](?![a-z])))?(?P<plus>-plus|\+)?"
    r"(?:(?P<points>(?:\spercentage)?[\s-]points?\b)|(?P<percent>\s?%|[\s-]per ?cent\b)|(?P<th>st|nd|rd|th)\b"
    r"|(?P<gap>[\s-])(?P<noun>[A-Za-z]+))?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(?<![\w$.,-])(\d{1,2}(?:\.\d+)?)%?(?:[-\u2013]|\s+(?:percent )?to\s+)(\d{1,2}(?:\.\d+)?)(?:%| percent)?(?![\w-])"
)
_WORD = re.compile(
    rf"\b(?:(?:{_HEDGE})\s+)?(?:(?P<half>half[ -]an?|a half(?: of an?)?|half|(?:a )?quarter(?: of an?)?)[ -]"
    rf"(?P<big>million|billion|dozen)(?P<bucks> dollars\b)?"
    rf"|(?P<dozens>an?|two|three|four|five|six) dozen"
    rf"|(?P<cardinal>{'|'.join(sorted(CARDINALS, key=len, reverse=True))})(?:[ -](?P<scale>hundred|thousand|million"
    rf"|billion))?"
    rf"(?P<percent>[ -]per ?cent\b)?(?P<unit> dollars\b)?|(?P<ordinal>{'|'.join(ORDINALS)})"
    rf"|(?P<times>{'|'.join(TIMES)}))"
    r"(?![\w])(?:(?P<gap>[\s-])(?P<noun>[A-Za-z]+))?",
    re.IGNORECASE,
)
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{'|'.join(sorted(CARDINALS, key=len, reverse=True))})"
# Forms of a number that are more than one numeral: a fraction, one in so many, k of n, a ratio.
_FRACTION = re.compile(
    rf"\b(?:(?:{_HEDGE})\s+)?(?:(?P<top>one|two|three|four|five|seven|nine)[- ](?P<whole>(?:{'|'.join(_PARTS)}"
    rf"|halve)s?)\b"
    rf"|(?P<a>an? (?P<good>good )?(?:third|quarter|fourth|fifth|sixth|eighth|tenth)|a good half|half)"
    r"(?= (?:of(?! a (?:million|billion))|as (?:much|many)|the (?:money|total|amount)|(?:his|her|its|their|that"
    r"|what) )))",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"\b(?:(?:{_HEDGE})\s+)?(?P<one>{_COUNT}) (?:in|out of) (?:every )?(?P<of>{_COUNT})(?![\w,-]|\.\d)", re.IGNORECASE
)
_OF = re.compile(
    rf"(?<![\w$.,-])(?:(?:{_HEDGE})\s+)?(?P<but>all but )?(?P<one>{_COUNT}) of (?:the |its |their |his |her "
    rf"|all |(?P<every>every |each ))?"
    rf"(?:top )?(?P<of>{_COUNT})(?![\w,-]|\.\d|%)(?! (?:votes?|ballots|percent|precincts|million|billion|thousand)\b)",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"(?<![\w$.,-])(?:(?:{_HEDGE})\s+)?(?:(?P<one>\d+(?:\.\d+)?|{'|'.join(CARDINALS)})[- \u2013]to[- \u2013](?:one|1)\b"
    rf"|(?P<dash>\d+(?:\.\d+)?|{'|'.join(CARDINALS)})-(?:one|1)(?= (?:margin|ratio|advantage|edge|clip|disadvantage))"
    rf"|(?P<colon>\d+(?:\.\d+)?):1\b|(?P<fold>\d+(?:\.\d+)?|{'|'.join(CARDINALS)})-?fold\b"
    rf"|(?P<by>\d+(?:\.\d+)?)x\b"
    rf"|(?P<n>\d+(?:\.\d+)?|{'|'.join(CARDINALS)}) times (?=(?:(?-i:[A-Z])[\w-]+[\u2019']s|his|her|its|their|as"
    rf"|more|the|what|higher|larger|greater|bigger|that|over)\b))",
    re.IGNORECASE,
)
_CENTS = re.compile(
    rf"\b(?:(?:{_HEDGE})\s+)?(?P<one>\d{{1,2}}) cents (?:of|out of|on|from) (?:every|each)"
    rf" dollar\b",
    re.IGNORECASE,
)
_MALFORMED = re.compile(  # groups of digits that are no thousands: the comma or points cannot be read for certain
    r"(?<![\w.,])\$?\d{1,3},\d{1,2}(?: (?:thousand|million|billion|trillion)\b)"
    r"|(?<![\w.,])\$\d{1,3},\d{1,2}(?![\d,]|\.\d)"
    r"|(?<![\w.,])\$?\d{1,3}(?:\.\d{3}){2,}(?![\d.]\d)",
    re.IGNORECASE,
)
# "More than the $1 million that he raised" compares two sums: the words before the amount are no bound of it.
_ITS_OWN = re.compile(
    r"\s*(?:that |which )?(?:(?!and |or |for )[\w\u2019'.&-]+ ){0,7}?(?:spent|spending|spend|raised|raising|gave|given"
    r"|reported|disclosed|received|collected|took in|brought in|hauled in|contributed|donated)\b",
    re.IGNORECASE,
)
_THAN_THE = re.compile(r"(?:more|less) than\s+the\s+$", re.IGNORECASE)
# Cheap looks for the words without which the forms above are not there.
_RATIO_GATE = re.compile(r"[- \u2013]to[- \u2013](?:one|1)\b|:1\b|-(?:one|1) |fold\b|\dx\b| times ", re.IGNORECASE)
_FRACTION_GATE = re.compile(rf"(?:{'|'.join(_PARTS)}|halve)s?\b", re.IGNORECASE)
_IN_GATE = re.compile(rf" (?:in|out of) (?:every )?{_COUNT}\b", re.IGNORECASE)
_OF_GATE = re.compile(rf" of (?:the |its |their |his |her |all |every |each )?(?:top )?{_COUNT}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure as written; `unit_in_last_place` is its smallest written place times its scale."""

    kind: str  # money, votes, percent, points, split, number, ordinal, times, fraction, ratio, part, range or malformed
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
    if hit["dollar"] or (noun == "dollars" and hit["scale"] and hit["gap"] in GAPS):
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
    end = hit.end() if kind not in ("money", "number") or noun == "dollars" else max(ends)
    value = Decimal(hit["number"].replace(",", "")).scaleb(exponent)
    hedge = next((name for name in HEDGES if hit[name]), "more_than" if hit["plus"] else "exact")
    start = hit.start()
    if (
        kind == "money"
        and hit["dollar"]
        and _THAN_THE.match(text, start, hit.start("dollar"))
        and _ITS_OWN.match(text, end)
    ):
        start, hedge = hit.start("dollar"), "exact"
    return Figure(kind, text[start:end], start, end, value, _place(hit["number"], exponent), hedge, noun=noun)


def _spelled(text: str, hit: re.Match[str]) -> Figure | None:
    noun = (hit["noun"] or "").casefold()
    hedge = next((name for name in HEDGES if hit[name]), "exact")
    end = hit.start("gap") if hit["noun"] else hit.end()
    kind, unit = "number", Decimal(1)
    if hit["half"]:
        whole = Decimal(12) if hit["big"].casefold() == "dozen" else Decimal(10) ** SCALE[hit["big"].casefold()]
        value = whole / 4 if "quarter" in hit["half"].casefold() else whole / 2
        unit = Decimal(1) if whole == 12 else whole / (100 if "quarter" in hit["half"].casefold() else 10)
        kind = "money" if hit["bucks"] else kind
    elif hit["dozens"]:
        value = Decimal(12 * CARDINALS.get(hit["dozens"].casefold(), 1))
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


def _count(word: str) -> Decimal:
    return Decimal(CARDINALS[word.casefold()] if word.casefold() in CARDINALS else word.replace(",", ""))


def _form(kind: str, hit: re.Match[str], value: Decimal, unit: Decimal, second: Decimal | None = None) -> Figure:
    given = hit.groupdict()
    hedge = next((name for name in HEDGES if given.get(name)), "exact")
    text = hit[0].rstrip()
    return Figure(kind, text, hit.start(), hit.start() + len(text), value, unit, hedge, second)


def _forms(text: str) -> list[Figure]:
    """Fractions ("two-thirds", "one in five"), k of n ("33 of 35"), ratios ("10-to-1"), and what cannot be read."""
    found = [_form("malformed", h, Decimal(0), Decimal(0)) for h in _MALFORMED.finditer(text)]
    found += [
        _form("percent", h, Decimal(h["one"]), Decimal(1)) for h in (_CENTS.finditer(text) if "cents" in text else ())
    ]
    for hit in _RATIO.finditer(text) if _RATIO_GATE.search(text) else ():
        number = next(hit[g] for g in ("one", "dash", "colon", "fold", "by", "n") if hit[g])
        found.append(_form("ratio", hit, _count(number), _place(number if number[0].isdigit() else "1", 0)))
    for hit in _FRACTION.finditer(text) if _FRACTION_GATE.search(text) else ():
        words = (hit["a"] or "").casefold().split()
        part = _PARTS[words[-1] if words else hit["whole"].casefold().removesuffix("s").replace("halve", "half")]
        value = _count(hit["top"]) / part if hit["top"] else Decimal(1) / part
        part_of = _form("fraction", hit, value, Decimal("0.01"))
        found.append(replace(part_of, comparator="more_than") if hit["good"] else part_of)
    for pattern, gate in ((_IN, _IN_GATE), (_OF, _OF_GATE)):
        for hit in pattern.finditer(text) if gate.search(text) else ():
            one, of = _count(hit["one"]), _count(hit["of"])
            every = pattern is _OF and bool(hit["every"])
            if (
                not of > 1
                or one > of
                or (one == 1 and pattern is _OF and not every)
                or (hit["of"].isdigit() and 1900 <= of <= 2100)
            ):
                continue
            few = (pattern is _IN or every) and of <= 10
            value = of - one if pattern is _OF and hit["but"] else one
            found.append(
                _form("fraction" if few else "part", hit, value / of if few else value, Decimal(1), None if few else of)
            )
    return found


_BEFORE = re.compile(rf"(?<![\w-])(?:{_HEDGE})\s+$", re.IGNORECASE)
_RANGE = re.compile(  # "$40 to $50 million": the first amount is of the scale of the second, and no one sum is meant
    r"(?<![\w$.,])\$(?P<a>\d+(?:\.\d+)?)(?:-|\u2013| to | and )\$?(?P<b>\d+(?:\.\d+)?)[ -]?(?P<scale>million"
    r"|billion|thousand"
    r"|[kmb](?![a-z]))",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    rf"\b(?:(?:{_HEDGE})\s+)?(?:(?P<half>half)(?: of)? (?:a|one|1)"
    rf"|(?P<top>{'|'.join(CARDINALS)})[- ](?P<whole>tenth|quarter)s?"
    r" of (?:a|one|1)) (?P<unit>percentage point|per ?cent)\b",
    re.IGNORECASE,
)


def _several(text: str) -> list[Figure]:
    """Numbers of several words, ranges of one scale, and parts of one percent."""
    found = []
    for kind, start, end, value, place in spelled(text):
        before = _BEFORE.search(text, 0, start)
        given = before.groupdict() if before else {}
        hedge = next((name for name in HEDGES if given.get(name)), "exact")
        first = before.start() if before else start
        found.append(Figure(kind, text[first:end], first, end, value, place, hedge))
    for hit in _RANGE.finditer(text) if "$" in text else ():
        exponent = SCALE[hit["scale"].casefold()]
        low, high = Decimal(hit["a"]).scaleb(exponent), Decimal(hit["b"]).scaleb(exponent)
        if low < high:
            found.append(_form("range", hit, low, _place(hit["a"], exponent), high))
    for hit in _OF_ONE.finditer(text) if "percent" in text or "per cent" in text else ():
        part = Decimal(1) / 2 if hit["half"] else _count(hit["top"]) / _PARTS[hit["whole"].casefold()]
        kind = "points" if "point" in hit["unit"].casefold() else "percent"
        found.append(_form(kind, hit, part, Decimal("0.1")))
    return found


def figures(text: str) -> list[Figure]:
    """All figures of `text` in order; a number that is part of a split is not given a second time."""
    return list(_figures(text))


@lru_cache(maxsize=2048)
def _figures(text: str) -> tuple[Figure, ...]:
    found = _splits(text)
    for form in [*_several(text), *_forms(text)]:
        if not any(form.start < f.end and f.start < form.end for f in found):
            found.append(form)
    taken = [(f.start, f.end) for f in found]
    for hit in _FIGURE.finditer(text):
        if not any(a < hit.end("number") and hit.start() < b for a, b in taken):
            found.append(_written(text, hit))
            taken.append((found[-1].start, found[-1].end))
    for hit in _WORD.finditer(text):
        if not any(a < hit.end() and hit.start() < b for a, b in taken) and (one := _spelled(text, hit)):
            found.append(one)
    return tuple(sorted(found, key=lambda f: f.start))
