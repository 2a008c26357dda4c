"""Words that corrections share: figures, ordinals, days and contests as newspapers write them (AP style)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from onrecord.model.contest import NAMES
from onrecord.model.money import usd, usd_prose

_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_HOW = {
    "approx": "about {}", "nearly": "nearly {}", "just_over": "just over {}", "more_than": "more than {}",
    "at_least": "at least {}", "less_than": "less than {}", "at_most": "at most {}",
}  # fmt: skip


def round_of(claim: dict[str, Any], reading: dict[str, Any]) -> str:
    """Of a ranked-choice count the round that is meant: first, final, or none."""
    if "first round of" in reading["name"] or re.search(r"\b(?:first|initial)[- ](?:round|choice)", claim["sentence"]):
        return "first"
    return "final" if any("ranked-choice round" in c for c in claim["caveats"]) else ""


def where_of(claim: dict[str, Any], reading: dict[str, Any]) -> str:
    """The contest and its stage, as far as the claim has them: ", in the 2022 general election in Maine's ..."."""
    said = claim["claim"]
    seat = seat_of(said["office"], said["state"], said["district"])
    year = str(said["period"]) if re.fullmatch(r"\d{4}", str(said["period"] or "")) else ""
    phase = (said["phase"] or "").partition(" (")[0]  # which round of ranked choice is said by itself
    election = " election" if phase.endswith("general") else ""
    stage = " ".join(filter(None, (year, phase))) + election
    of_round = f"the {round_of(claim, reading)} round of " if round_of(claim, reading) else ""
    parts = [f"{of_round}{'the ' if phase else ''}{stage}" if stage else "", seat]
    return "".join(f"{',' if n == 0 else ''} in {part}" for n, part in enumerate(filter(None, parts)))


def seat_of(office: object, state: object, district: object) -> str:
    """A contest by its place: "California’s 34th Congressional District", "Texas’ U.S. Senate race"; '' for none."""
    name = NAMES.get(str(state), str(state or ""))
    whose = f"{name}’" if name.endswith("s") else f"{name}’s"
    if office == "H" and name:
        number = int(str(district)) if str(district or "").isdigit() else 0
        return f"{whose} {ordinal(number)} Congressional District" if number else f"{whose} House race"
    return {"S": f"{whose} U.S. Senate race", "G": f"{whose} race for governor"}.get(str(office), name) if name else ""


def seat_coded(code: str) -> str:
    """The same by its code: CA-34, AK-AL."""
    state, _, district = code.partition("-")
    return seat_of("H", state, "00" if district == "AL" else district)


def in_words(number: int) -> str:
    """A number as a sentence writes it: one to nine in words, from 10 on in figures."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if 0 <= number < len(words) else f"{number:,}"


def place_in_words(number: int) -> str:
    """A place as a sentence writes it: first to ninth in words, from 10th on in figures."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[number - 1] if 1 <= number <= len(words) else ordinal(number)


def listed(names: list[str]) -> str:
    """Names one after the other, the last with "and"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def pair_of(value: Decimal, claimed: Decimal, unit: str) -> tuple[str, str]:
    """The record's figure and the claimed one as a sentence writes them: never the same words for two numbers."""
    if unit == "USD":
        short = usd_prose(value)
        return (usd(value) if short == usd_prose(claimed) else short), usd_prose(claimed)
    if unit in ("pct", "pp", "fraction"):
        scale = 100 if unit == "fraction" else 1
        sign = " percentage points" if unit == "pp" else "%"
        value, claimed = value * scale, claimed * scale
        shown = next((s for n in (places_of(claimed), 1, 2) if (s := rounded(value, n)) != claimed), value)
        return f"{shown:f}{sign}", f"{claimed.normalize():f}{sign}"
    word = {"x": "times", "count": ""}.get(unit, unit)
    both = [f"{v:,f}" if v == v.to_integral_value() else f"{v.normalize():f}" for v in (value, claimed)]
    return f"{both[0]} {word}".strip(), both[1] if word == unit else f"{both[1]} {word}".strip()


def is_number(value: Any) -> bool:
    """Whether a value of the schema is one number: not a split, a list of the sides, or missing."""
    return isinstance(value, int | str) and bool(re.fullmatch(r"-?\d+(?:\.\d+)?", str(value)))


def places_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


def how_said(said: dict[str, Any], claimed: str) -> str:
    """The claimed figure with its hedge: what is counted is fewer, what is measured less."""
    words = _HOW.get(str(said["comparator"]), "{}").format(claimed)
    counted = said["unit"] not in ("USD", "pct", "pp", "x", "fraction")
    return words.replace("less than", "fewer than", 1) if counted else words


def day_said(text: str) -> str:
    day = dt.date.fromisoformat(text)
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
