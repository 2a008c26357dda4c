"""Time travel: the verdict of a claim as of publication and as known now, and the filings that changed it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from onrecord.answers.ask import Rows, cite
from onrecord.answers.ledger import entries, since
from onrecord.claims.typed import Judged, Tried

MOST = 12  # days between publication and now on which a claim is judged again, to find the filing that changed it
SHOWN = 5  # rows that are named


def changed_by(
    judge: Callable[[dt.date], Judged], then: Judged, now: Judged, published: dt.date, today: dt.date
) -> list[dict[str, Any]]:
    """What changed a verdict between two days, in the order in which it became public; empty where it is the same.

    Each is `on` (None: not known), `verdict` (from that day on, None where it is not told apart), `text` and `link`.
    """
    if then.verdict == now.verdict:
        return []
    moves = [e for e in _moves(then, now) if e[0] is None or published < e[0] <= today]
    days = sorted({day for day, *_ in moves if day})
    verdicts = {d: judge(d).verdict for d in days} if len(days) <= MOST else {}
    found, before = [], then.verdict
    for day in days:
        after = verdicts.get(day)
        if after == before and verdicts:
            continue
        found += [_said(day, after, label, link) for on, label, link in moves if on == day]
        before = after
    found += [_said(None, None, label, link) for on, label, link in moves if on is None][:SHOWN]
    if (before != now.verdict and verdicts) or not found:
        found.append(_said(None, now.verdict, "no filing: what is loaded is the same, judged on a later day", None))
    return found


def _said(on: dt.date | None, verdict: str | None, text: str, link: str | None) -> dict[str, Any]:
    return {"on": on.isoformat() if on else None, "verdict": verdict, "text": text, "link": link}


def _moves(then: Judged, now: Judged) -> list[tuple[dt.date | None, str, str | None]]:
    """The filings of the readings that are other than they were; else the rows of the same questions that are new."""
    old = {t.answer.reading: t.answer for t in then.readings if t.answer.listed}
    found: dict[str, tuple[dt.date | None, str, str | None]] = {}
    for t in now.readings:
        if t.answer.listed and t.answer.value is not None:
            before = old.get(t.answer.reading)
            for e in since(before, t.answer) if before else entries(t.answer):
                found.setdefault(e.key, (e.public_on, e.label, e.link))
    return list(found.values()) or _new_rows(then, now)


def _new_rows(then: Judged, now: Judged) -> list[tuple[dt.date | None, str, str | None]]:
    """The rows that the same questions give now and did not give then, with the day on which each became public."""
    have = {_row(r) for rows in _asked(then) for r in rows.dicts()}
    fresh = [r for rows in _asked(now) for r in rows.dicts() if _row(r) not in have and r.get("source_file")]
    listed: dict[str, tuple[dt.date | None, str, str | None]] = {}
    for row in fresh:
        day = row.get("filed_on") or row.get("public_on") or row.get("last_filed_on")
        listed.setdefault(cite(row), (day if isinstance(day, dt.date) else None, cite(row), None))
    return list(listed.values())[:SHOWN]


def _asked(judged: Judged) -> list[Rows]:
    tried: list[Tried] = judged.readings
    every = [r for t in tried for r in t.answer.asked] + [r for _, a in judged.context for r in a.asked] + judged.asked
    return list({r.receipt: r for r in every}.values())


def _row(row: dict[str, Any]) -> str:
    return json.dumps(row, default=str, sort_keys=True)
