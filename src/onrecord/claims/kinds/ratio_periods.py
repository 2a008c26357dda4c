"""When the two sums of a comparison are of: the period of both, and the earlier year that one is compared with."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.claims.kinds.nearby import Near
from onrecord.claims.periods import Period, period_of
from onrecord.claims.story import Sentence, Story

if TYPE_CHECKING:
    from onrecord.claims.kinds.ratio_sides import Compared

_THEN = re.compile(
    r"\b(?:(?P<two>two years (?:ago|earlier|before))|(?P<one>a year (?:ago|earlier|before)|(?:the )?(?:year"
    r" before|previous year|"
    r"prior year|last year))|(?P<cycle>(?:last|the (?:last|previous|prior)) (?:election )?cycle)|(?P<four>four"
    r" years (?:ago|earlier))"
    r"|(?:in|from|during|since|than|compared with|compared to|relative to|versus"
    r"|over) (?:the )?(?:same (?:\w+ ){1,2}(?:of|in) )?"
    r"(?P<year>20\d\d))\b",
    re.IGNORECASE,
)


def earlier_period(text: str, one: Compared, published: dt.date) -> int | None:
    """The year of an earlier period that the words compare a sum with: "double what it did two years ago"."""
    first = re.match(r"\W*(?:Compared|Relative) (?:with|to)\b[^,]*,", text)
    hit = _THEN.search(text, one.end) or (_THEN.search(first[0]) if first else None)
    if not hit or one.unit not in ("x", "pct", "USD"):
        return None
    if hit["year"]:
        compared = re.match(r"(?:from|since|than|compared|relative|versus|over)\b", hit[0]) or re.search(
            r"\b(?:from|than|compared|as|what|it"
            r"|the (?:same|\$))\b",
            text[one.end : hit.end()],
        )
        return int(hit["year"]) if compared and int(hit["year"]) < published.year else None
    back = 1 if hit["one"] else 4 if hit["four"] else 2
    return published.year - back


def when_of(story: Story, s: Sentence, one: Compared, target: Near | None) -> Period:
    """The period of both sums; not stated where a year may belong to the other sum alone ("than Kim did in 2020")."""
    if one.base is not None:
        return period_of(s.text[: one.end], one.start, story.published)
    when = period_of(s.text, one.start, story.published)
    named = set(re.findall(r"\b20\d\d\b", s.text))
    tail = s.text[target.end - s.start :] if target and target.start >= s.start else s.text[one.end :]
    other = re.search(r"\b(?:did|does|had|has|have|raised|spent|reported|took|brought|at (?:this|the same))\b[^,.;]*\b"
                      r"(?:20\d\d|cycle|year|quarter|point)\b", tail)  # fmt: skip
    return replace(when, stated=False) if other or len(named) > 1 else when
