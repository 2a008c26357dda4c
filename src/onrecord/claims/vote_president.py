"""A presidential result inside a district or state, told of a race for Congress: "a district Trump won by 5 points"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from onrecord.claims.clauses import clause_of
from onrecord.claims.periods import year_of_vote

# The two with the most votes of each presidential general (FEC, Official Presidential General Election Results).
_RAN = {
    2008: ("Barack Obama", "John McCain"),
    2012: ("Barack Obama", "Mitt Romney"),
    2016: ("Hillary Clinton", "Donald Trump"),
    2020: ("Joe Biden", "Donald Trump"),
    2024: ("Kamala Harris", "Donald Trump"),
}
_LASTS = {name.split()[-1] for pair in _RAN.values() for name in pair}
_CARRIED = re.compile(
    rf"\b(?P<name>{'|'.join(sorted(_LASTS))})(?: \w+ly)? (?P<verb>won|carried|took|lost|prevailed|captured|swept|led"
    rf"|beat)\b"
)


def carried(text: str, start: int, end: int) -> tuple[str, bool] | None:
    """The last name of a presidential candidate who is said to have won or lost by the figure at start..end, and
    whether the words say lost; None where the figure is another's."""
    first, _ = clause_of(text, start, end)
    hits = list(_CARRIED.finditer(text, first, start))
    if not hits or re.search(r"[;]|, (?:who|but|and)\b", text[hits[-1].end() : start]):
        return None
    return hits[-1]["name"], hits[-1]["verb"] == "lost"


def slots(text: str, start: int, end: int, published: dt.date) -> dict[str, Any] | None:
    """Subject, target, office, phase and period of such a claim; None where the figure is no presidential one."""
    told = carried(text, start, end)
    if told is None:
        return None
    year = year_of_vote(text, start, end, published)
    past = [y for y in _RAN if y < published.year or (y == published.year and published.month > 10)]
    stood = [y for y in past if any(n.endswith(told[0]) for n in _RAN[y])]
    if not stood:
        return None
    year = year if year in stood else stood[-1]
    mine = next(n for n in _RAN[year] if n.endswith(told[0]))
    other = next(n for n in _RAN[year] if n != mine)
    pair = (other, mine) if told[1] else (mine, other)
    return {"subject": pair[0], "target": pair[1], "office": "P", "phase": "general", "period": str(year)}
