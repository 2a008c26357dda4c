"""How a checked story (schema onrecord.check/1) is worded: the same words in the terminal and on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from onrecord.model.money import usd, usd_prose


@dataclass(frozen=True)
class Verdict:
    """A verdict as shown: its word, a mark and a key for its style, and when it is given."""

    word: str
    mark: str
    key: str
    when: str


VERDICTS = {
    v.word: v
    for v in (
        Verdict(
            "supported",
            "✓",
            "supported",
            "Every fair reading of the words admits the claimed figure, on complete data.",
        ),
        Verdict(
            "depends on the definition",
            "◐",
            "depends",
            "One fair reading supports the figure and another does not. All are shown, the one that fits first.",
        ),
        Verdict(
            "close",
            "~",
            "close",
            "Outside what the wording admits, but within its slack: 10% for “about”, otherwise twice the tolerance.",
        ),
        Verdict(
            "refuted",
            "✗",
            "refuted",
            "Outside what the wording admits under every fair reading, on complete data. The rows are named.",
        ),
        Verdict(
            "cannot check",
            "?",
            "cannot",
            "Not linked to one committee, person or contest, not covered by the loaded record, or not the kind of "
            "thing it holds. What would settle it is named. It says nothing against the claim.",
        ),
    )
}

FITS = {
    "yes": ("✓", "fits"),
    "slack": ("~", "close"),
    "no": ("✗", "not"),
    "unknown": ("?", "not computable"),
}
OPEN = ("…", "not yet")  # a floor below the figure, or the sum of a longer time: it may still come to fit
NO_FIT = ("·", "not compared")

FLOOR = (
    "A floor is a sum of the reports loaded so far: they end before the story, or leave out 24/48-hour notices or "
    "small amounts, so the whole can be larger."
)
SALE_OR_USE = (
    "This report names individual contributors. Information copied from reports filed with the FEC may not be sold or "
    "used by any person for the purpose of soliciting contributions or for commercial purposes, other than using the "
    "name and address of a political committee to solicit contributions from that committee: 52 U.S.C. 30111(a)(4)."
)

_COMPARATORS = {
    "exact": "{}",
    "approx": "about {}",
    "nearly": "nearly {}",
    "just_over": "just over {}",
    "more_than": "more than {}",
    "at_least": "at least {}",
    "less_than": "less than {}",
    "at_most": "at most {}",
    "only": "only {}",
    "all": "all {}",
}
_LINE_OF = re.compile(r"(?P<head>.+ \(\S+) line (?P<line>\d+)\)")
_ROWS_OF = re.compile(r"\S+: ([\d,]+) rows")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SPLIT = re.compile(r"[0-9.]+-[0-9.]+(?: of [0-9.]+)?")
_OFFICES = {"H": "US House", "S": "US Senate", "P": "President"}
_SUFFIX = {"pct": "%", "x": " times", "pp": " percentage points", "count": ""}
_ONE = {"votes": "vote", "candidates": "candidate", "contests": "contest", "committees": "committee", "seats": "seat"}


def value_text(value: object, unit: str | None, *, prose: bool = False) -> str:
    """A figure with its unit: ('103739277.99', 'USD') gives '$103,739,277.99', ('3021', 'votes') '3,021 votes'.

    In: a decimal string, a number, a list of them (the sides of a split) or words; the unit of schema
    onrecord.check/1. Out: words and splits keep their form, with thousands marked; a missing value is 'not known',
    never zero. With prose, money is written short where that loses no digit ('$100 million').
    """
    if value is None or value == "":
        return "not known"
    if isinstance(value, list | tuple):
        sides = "-".join(_number(v) for v in value)
        return sides if unit == "USD" else sides + _unit(sides, unit)
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        if not _SPLIT.fullmatch(str(value)):
            return str(value)
        text = _NUMBER.sub(lambda number: _number(number[0]), str(value))
        return text if unit == "USD" else text + _unit(text, unit)
    if not amount.is_finite():
        return "not known"
    if unit == "USD":
        short = usd_prose(amount)
        return short if prose and _reads(short) == amount else usd(amount)
    if unit == "fraction":
        return f"{_short(amount.scaleb(2))}%"
    number = _number(_short(amount) if unit in ("pct", "pp") else value) if unit else str(value)
    return number + _unit(number, unit)


def claimed_text(claim: dict[str, Any] | None) -> str:
    """What was asked of the record, in words: 'disbursements; AIPAC PAC; 2024; about $100 million'.

    In: the typed claim of schema onrecord.check/1, or None. Out: '' when nothing was linked.
    """
    if not claim:
        return ""
    target = claim.get("target")
    stance = claim.get("stance")
    seat = "-".join(str(claim[k]) for k in ("state", "district") if claim.get(k))
    about = " ".join(str(x) for x in (stance, target) if x)
    office = _OFFICES.get(str(claim.get("office")), claim.get("office"))
    measure = re.sub(r"\bie\b", "independent expenditures", _plain(claim.get("measure")))
    parts = [measure, claim.get("subject"), about, " ".join(str(x) for x in (office, seat) if x)]
    parts += [claim.get("phase"), claim.get("period")]
    if claim.get("value") is not None:
        figure = value_text(claim["value"], claim.get("unit"), prose=True)
        how = str(claim.get("comparator") or "exact")
        parts.append(_COMPARATORS.get(how, f"{_plain(how)} {{}}").format(figure))
    elif claim.get("comparator"):
        parts.append(_plain(claim["comparator"]))
    return "; ".join(str(p) for p in parts if p)


def in_part(claim: dict[str, Any]) -> bool:
    """Whether the verdict is of a part of the claim only; the reason says which."""
    return claim.get("checkable") == "partial" and claim["verdict"] != "cannot check"


def proposed_text(claim: dict[str, Any]) -> str:
    """Who proposed a claim's slots, in words; '' where the grammar read it."""
    proposed = claim.get("proposed")
    return f"by the language model {proposed['model']}: its words were linked as all are" if proposed else ""


def correction_texts(claim: dict[str, Any]) -> list[str]:
    """The correction's sentence, its caveat and its footnote, where there is one."""
    fix = claim.get("correction")
    if not fix:
        return []
    return [fix["sentence"], *([f"caveat: {fix['caveat']}"] if fix["caveat"] else []), f"footnote: {fix['footnote']}"]


def ordered(readings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The readings with those that fit first, then close, then the rest; each group keeps its order."""
    rank = {"yes": 0, "slack": 1, "no": 2}
    return sorted(readings, key=lambda r: rank.get(r.get("fits", ""), 3))


def fit_text(reading: dict[str, Any]) -> tuple[str, str]:
    """The mark and the words for how a reading fits: ('✓', 'fits')."""
    if reading.get("open"):
        return OPEN
    return FITS.get(reading.get("fits", ""), NO_FIT)


def caveats(claim: dict[str, Any]) -> list[str]:
    """The claim's caveats, then those of its readings and context, each once, with the names of those it is of.

    One that is the claim's own, or that all its readings have, is said without names; one of the context is listed
    here where several entries have it, see `of_context`.
    """
    own = list(dict.fromkeys(claim.get("caveats") or []))
    readings = ordered(claim.get("readings") or [])
    names: dict[str, list[str]] = {}
    for reading in readings:
        for caveat in dict.fromkeys(reading.get("caveats") or []):
            names.setdefault(caveat, []).append(reading["name"])
    of_all = {c for c, held in names.items() if len(held) == len(readings) > 1}
    own += [c if c in of_all else f"{'; '.join(held)}: {c}" for c, held in names.items() if c not in own]
    return own + [c for c in _several(claim) if c not in own]


def of_context(claim: dict[str, Any], one: dict[str, Any]) -> list[str]:
    """The caveats of an entry of the context that are its alone: what the claim or another entry also says is not."""
    said = {*(claim.get("caveats") or []), *_several(claim)}
    return [c for c in dict.fromkeys(one.get("caveats") or []) if c not in said]


def _several(claim: dict[str, Any]) -> list[str]:
    """The caveats that more than one entry of the context has."""
    held = [c for one in claim.get("context") or [] for c in dict.fromkeys(one.get("caveats") or [])]
    return [c for c, count in Counter(held).items() if count > 1]


def counts(done: dict[str, Any]) -> list[tuple[Verdict, int, list[int]]]:
    """Each verdict with the number of its claims and their places in the story, from 1."""
    places: dict[str, list[int]] = {word: [] for word in VERDICTS}
    for place, claim in enumerate(done["claims"], 1):
        places[claim["verdict"]].append(place)
    return [(VERDICTS[word], len(found), found) for word, found in places.items()]


def cited(receipt: dict[str, Any], limit: int | None) -> tuple[list[str], int]:
    """The receipt's citations, at most limit of them (None: all), and how many of its rows are not listed.

    Rows that cite one document are one citation with all their lines.
    """
    given = list(receipt.get("citations") or [])
    merged = _by_document(given)
    kept = merged if limit is None or len(merged) <= limit + 1 else merged[:limit]
    rows = max(len(given), receipt.get("rows") or 0)
    return [text for text, _ in kept], max(0, rows - sum(n for _, n in kept))


def _by_document(citations: list[str]) -> list[tuple[str, int]]:
    """Citations with how many rows each stands for: "a.zip: 29 rows" for 29; "DOCUMENT (list.csv line 4)" is joined to
    its neighbours of the same document."""
    found: list[tuple[str, str, list[str]]] = []
    for text in citations:
        hit = _LINE_OF.fullmatch(text)
        head, line = (hit["head"], hit["line"]) if hit else (text, "")
        if hit and found and found[-1][0] == head and found[-1][1]:
            found[-1][2].append(line)
        else:
            found.append((head, line, [line]))
    return [
        (f"{text} line{'s' * (len(lines) > 1)} {', '.join(lines)})", len(lines)) if line else (text, _rows_said(text))
        for text, line, lines in found
    ]


def _rows_said(citation: str) -> int:
    hit = _ROWS_OF.fullmatch(citation)
    return int(hit[1].replace(",", "")) if hit else 1


def aside_by_reason(set_aside: Iterable[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """The numbers left unchecked, grouped by reason, most first: [(reason, [surface, ...]), ...]."""
    groups: dict[str, list[str]] = {}
    for one in set_aside:
        groups.setdefault(one["reason"], []).append(one["surface"])
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def exit_status(done: dict[str, Any], *, strict: bool = False) -> tuple[int, str]:
    """The exit status of `onrecord check` for this story, and what it means.

    1: something is refuted or close. 3: only with strict, something could not be checked. 0 otherwise.
    """
    verdicts = {claim["verdict"] for claim in done["claims"]}
    if not verdicts:
        return 0, "nothing in this story was asked of the record"
    if verdicts & {"refuted", "close"}:
        return 1, "something is refuted or close"
    if "cannot check" in verdicts:
        return (3 if strict else 0), "nothing is refuted or close; something could not be checked"
    if "depends on the definition" in verdicts:
        return 0, "nothing is refuted or close; something depends on the definition"
    return 0, "all supported"


def _short(percent: Decimal) -> str:
    """A percentage to two decimals, as many as tables of results print; fewer where it has fewer."""
    rounded = percent.quantize(Decimal("0.01"))
    return f"{percent:f}" if rounded == percent else f"{rounded:f}"


def _number(value: object) -> str:
    """The digits as written, with thousands marked; anything but a plain number as it is."""
    text = str(value)
    whole, dot, decimals = text.partition(".")
    return f"{int(whole):,}{dot}{decimals}" if _NUMBER.fullmatch(text.removeprefix("-")) and len(whole) > 3 else text


def _unit(number: str, unit: str | None) -> str:
    if not unit:
        return ""
    if unit in _SUFFIX:
        return _SUFFIX[unit]
    return f" {_ONE[unit] if number == '1' and unit in _ONE else unit}"


def _plain(name: object) -> str:
    return str(name or "").replace("_", " ")


def _reads(short: str) -> Decimal:
    """The amount that a short form reads back as."""
    number, _, word = short.replace("$", "").replace(",", "").partition(" ")
    return Decimal(number) * {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
