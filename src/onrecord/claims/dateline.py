"""The day that a story's own first lines give as its publication: a dateline or a line of its own, never a guess."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.model.dates import MONTHS

HEAD = 6  # lines with text in which a story says when it appeared
_MONTH = "|".join(rf"{m[:3]}[a-z]*\.?" for m in MONTHS)
_DATE = rf"(?:(?:{_MONTH}) \d{{1,2}},? 20\d\d|20\d\d-\d\d-\d\d)"
_PARTS = re.compile(
    rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}}),? (?P<year>20\d\d)|(?P<iso>20\d\d-\d\d-\d\d)", re.IGNORECASE
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_OWN_LINE = re.compile(
    rf"[\s*_]*(?:By [^,|]{{3,60}}[,|]\s*)?(?:(?:first )?(?:published|posted)(?: on)?:?\s+)?{_WEEKDAY}"
    rf"(?P<date>{_DATE})[*_]*(?:[ ,|].{{0,30}})?$",
    re.IGNORECASE,
)
_CITY = re.compile(rf"[A-Z][A-Za-z .,]{{1,40}}[,(] ?(?P<date>{_DATE})\)?\s*(?:[\u2014\u2013-]|--)")


def dateline(text: str) -> dt.date | None:
    """The one day that the first lines of a story give as its own; None when they give none, or several."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:HEAD]
    found = {day for line in lines if (hit := _OWN_LINE.match(line) or _CITY.match(line)) and (day := _day(hit["date"]))}
    return found.pop() if len(found) == 1 else None


def _day(text: str) -> dt.date | None:
    hit = _PARTS.search(text)
    try:
        if not hit or hit["iso"]:
            return dt.date.fromisoformat(hit["iso"]) if hit else None
        month = [m[:3].casefold() for m in MONTHS].index(hit["month"][:3].casefold()) + 1
        return dt.date(int(hit["year"]), month, int(hit["day"]))
    except ValueError:
        return None
