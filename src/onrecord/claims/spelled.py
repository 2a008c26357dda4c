"""Numbers of several words: one and a half million dollars, two hundred thousand, 2 1/2 times, a million dollars."""

from __future__ import annotations

import re
from decimal import Decimal

UNITS = re.split(
    " ",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
CARDINALS = {w: n for n, w in enumerate(UNITS)} | TENS
CARDINALS |= {f"{t}-{u}": v + n for t, v in TENS.items() for n, u in enumerate(UNITS[1:10], 1)}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PART = {w: Decimal("0.5") for w in ("half", "1/2", "\u00bd")}
_PART |= {w: Decimal("0.25") for w in ("quarter", "1/4", "\u00bc")}
_PART |= {w: Decimal("0.75") for w in ("3/4", "\u00be", "three quarter")}
_CARDINAL = "|".join(sorted(CARDINALS, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_WORDS = re.compile(
    rf"(?<![\w$.,\u2019'-])(?P<said>(?P<first>(?:{_CARDINAL}|an?|\d+(?:\.\d+)?))"
    r"(?P<part>[ -]and[ -](?:a|one)[ -](?:half|quarter)\b|[ -]and[ -]three[ -]quarters?\b|"
    r" ?[\u00bd\u00bc\u00be]| (?:1/2|1/4|3/4)(?![/\d]))?"
    rf"(?P<rest>(?:[ -](?:and )?(?:{_SCALE}|{_CARDINAL})\b)*))"
    r"(?P<unit>[ -]dollars?\b|[ -]per ?cent\b|[ -]times(?= (?:(?-i:[A-Z])[\w-]+[\u2019']s|his|her|its|their|as"
    r"|more|the|what"
    r"|higher|larger|greater|that|over)\b))?(?![\w])",
    re.IGNORECASE,
)
_GATE = re.compile(rf"\b(?:{_SCALE}|half|quarter|1/[24]|3/4)\b|[\u00bd\u00bc\u00be]", re.IGNORECASE)
_KINDS = {"dollar": "money", "dollars": "money", "percent": "percent", "per cent": "percent", "times": "ratio"}


def spelled(text: str) -> list[tuple[str, int, int, Decimal, Decimal]]:
    """The numbers of a text that several words make: kind, start, end, value and smallest written place.

    Words in a row that make no one number ("one two") are left out, and those that one word and a scale make are read
    elsewhere ("two million"), so that nothing is found twice.
    """
    found = []
    for hit in _WORDS.finditer(text) if _GATE.search(text) else ():
        unit = (hit["unit"] or "").strip(" -").casefold()
        rest = [w for w in re.split(r"[ -](?:and )?", hit["rest"].strip()) if w]
        article = hit["first"].casefold() in ("a", "an")
        plain = not hit["part"] and len(rest) < 2
        if article and re.search(
            r"\b(?:half|quarter|third|tenth)s?(?:[ -]of)?[ -]$", text[: hit.start()], re.IGNORECASE
        ):
            continue
        if plain and not (article and rest and rest[0].casefold() in SCALES):
            continue
        if article and (hit["part"] or not rest or rest[0].casefold() not in SCALES):
            continue
        if (value := _value(hit["first"], hit["part"], hit["rest"])) is not None:
            found.append((_KINDS.get(unit, "number"), hit.start(), hit.end(), *value))
    return found


def _value(first: str, part: str | None, rest: str) -> tuple[Decimal, Decimal] | None:
    """The value and smallest place of words in a row; None where they make no one number."""
    low = first.casefold()
    here = Decimal(1) if low in ("a", "an") else Decimal(CARDINALS[low]) if low in CARDINALS else Decimal(low)
    place, total = Decimal(1), Decimal(0)
    last = "tens" if low in TENS else "one"
    if part:
        named = re.search(r"half|three[ -]quarter|quarter|1/2|1/4|3/4|[\u00bd\u00bc\u00be]", part, re.IGNORECASE)
        here += _PART[named[0].casefold().replace("-", " ")] if named else 0
        place, last = Decimal("0.1"), "part"
    for joined, word in re.findall(rf"[ -](and )?({_SCALE}|{_CARDINAL})\b", rest, re.IGNORECASE):
        name = word.casefold()
        if name in SCALES:
            if joined or (name == "hundred" and last in ("hundred", "scale")):
                return None
            here, place = here * SCALES[name], place * SCALES[name]
            if name != "hundred":
                total, here = total + here, Decimal(0)
            last = "hundred" if name == "hundred" else "scale"
            continue
        number = CARDINALS[name]
        if not (last in ("hundred", "scale") or (last == "tens" and 0 < number < 10)) or (joined and last == "tens"):
            return None
        here, place = here + number, Decimal(1)
        last = "tens" if name in TENS else "one"
    return total + here, place
