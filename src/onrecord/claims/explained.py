"""What a verdict is told with: the same claim on other days, what has its figure, and the waterfall to the record's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.answers.ask import Rows
from onrecord.claims.gaps import Known, figure_of, gap
from onrecord.claims.near import Asked, Near, first_now, matched, near
from onrecord.claims.travel import changed_by
from onrecord.claims.typed import Judged
from onrecord.store.record import Record


@dataclass(frozen=True)
class Days:
    """The days of a check (inclusive): the one that it goes to, that of publication, and now."""

    day: dt.date
    published: dt.date
    now: dt.date


def explained(
    record: Record, surface: str, said: dict[str, Any], judge: Callable[[dt.date], Judged], judged: Judged, days: Days
) -> tuple[dict[str, Any], list[Rows]]:
    """The keys of a claim that explain its verdict (schema onrecord.check/1), and the rows they rest on.

    `judged` is the judgement of `days.day`; `judge` gives that of another day.
    """
    known = {days.day: judged}
    for other in (days.published, days.now):
        known[other] = known.get(other) or judge(other)
    then, last = known[days.published], known[days.now]
    figure = figure_of(surface, said)
    nears: list[Near] = []
    waterfall = None
    if figure is not None:
        asked = Asked(record, said, judged, days.day, days.published)
        nears = near(asked, figure, first_now(judged, last))
        waterfall = gap(record, figure, Known(days.published, days.day, days.now, then, judged, last), nears)
    keys = {
        "verdict_as_published": then.verdict,
        "verdict_now": last.verdict,
        "changed_by": changed_by(judge, then, last, days.published, days.now),
        "matches": matched(judged),
        "would_match": [n.as_dict() for n in nears],
        "gap": waterfall,
    }
    rows = [r for n in nears for r in n.answer.asked]
    if waterfall:
        cited = set(waterfall["receipts"])
        rows += [r for j in (then, last) for t in j.readings for r in t.answer.asked if r.receipt in cited]
    return keys, rows
