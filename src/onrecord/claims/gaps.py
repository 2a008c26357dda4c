"""The gap: a waterfall from the story's figure to the record's, filing by filing, and what the latter is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ledger import Entry, Step, by_line, entries, since, until, walk
from onrecord.answers.money import whole
from onrecord.claims.figures import Figure, figures
from onrecord.claims.near import Near
from onrecord.claims.tolerance import fits
from onrecord.claims.typed import Judged, Tried
from onrecord.store.record import Record

LINES = {  # what a column of a summary is called where one reading has it and another has not
    "independent_expenditures_usd": "independent expenditures",
    "contributions_to_committees_usd": "contributions to other committees",
    "transfers_to_affiliates_usd": "transfers to affiliated committees",
    "candidate_contributions_usd": "contributions from the candidate",
    "candidate_loans_usd": "loans from the candidate",
}


def figure_of(surface: str, said: dict[str, Any]) -> Figure | None:
    """The one amount of money of a claim's words, as it was read; None where the claim is of no one amount."""
    listed = [f for f in figures(surface) if f.kind == "money"]
    if said["unit"] != "USD" or not isinstance(said["value"], str) or len(listed) != 1:
        return None
    return replace(listed[0], comparator=said["comparator"])


@dataclass(frozen=True)
class Known:
    """The judgements of a claim on the days of a check: of publication, of the day it goes to, and of now."""

    published: dt.date
    day: dt.date
    now: dt.date
    then: Judged
    judged: Judged
    last: Judged


def gap(record: Record, figure: Figure, known: Known, nears: Sequence[Near]) -> dict[str, Any] | None:
    """The waterfall (USD) of a claim about one amount of money; None where there is nothing to explain.

    From the story's figure to the sum that was public when it was published (by way of a near reading that has the
    figure, where there is one), then filing by filing to what is public now, then to the other fair readings where these
    differ. The amounts add up to the difference to the cent.
    """
    shown, shown_on = _reading(known)
    if shown is None:
        return None
    by_near = next((n for n in nears if n.kind != "later"), None)
    then, last = _same(known.then, shown.reading), _same(known.last, shown.reading)
    if by_near and known.judged is not known.then:  # the near readings are of the day of the check
        then = last = None
    base = then or shown
    start = Decimal(figure.value)
    moves = list(_to_base(figure, base, known.published if then else None, by_near))
    end, later = base, known.then if then else known.judged if shown_on == known.day else known.last
    if last is not None and last.value != base.value:
        moves += since(base, last)
        end, later = last, known.last
    others = _others(later, end) if known.judged.verdict == "depends on the definition" else []
    moves += [e for e, _ in others]
    end = others[-1][1] if others else end
    steps = walk(start, moves)
    reached = steps[-1].running if steps else start
    assert reached == end.value
    return {
        "reading": base.reading,
        "from": format(start, "f"),
        "to": format(whole(reached), "f"),
        "to_reading": end.reading,
        "published": known.published.isoformat(),
        "as_of": (known.published if then else shown_on).isoformat(),
        "now": known.now.isoformat(),
        "steps": [_step(s, known.published) for s in steps],
        "made_of": [_step(s, known.published) for s in walk(Decimal(0), by_line(record, base))],
        "receipts": list(dict.fromkeys([*base.receipts, *end.receipts])),
    }


def _step(step: Step, published: dt.date) -> dict[str, Any]:
    said = step.as_dict()
    return {**said, "after_publication": bool(step.entry.public_on and step.entry.public_on > published)}


def _reading(known: Known) -> tuple[Answer | None, dt.date]:
    """The reading that the gap leads to, and the day it is of: the one that fits, else the first.

    None where several support the figure.
    """
    judged, day = (known.judged, known.day) if _money(known.judged) else (known.last, known.now)
    listed = _money(judged)
    if not listed or (judged.verdict == "supported" and len(listed) > 1):
        return None, day
    return listed[0].answer, day


def _money(judged: Judged) -> list[Tried]:
    return [t for t in judged.readings if t.answer.unit == "USD" and isinstance(t.answer.value, Decimal)]


def _same(judged: Judged, reading: str) -> Answer | None:
    return next((t.answer for t in _money(judged) if t.answer.reading == reading), None)


def _to_base(figure: Figure, base: Answer, day: dt.date | None, first: Near | None) -> Iterator[Entry]:
    """From the story's figure to the sum that was public: by way of an earlier day or another reading that has it."""
    start, value = Decimal(figure.value), _usd(base)
    by = f", public by {day}" if day else ""
    if fits(figure.value, figure.unit_in_last_place, figure.comparator, value) == "yes":
        if value != start:
            yield Entry("rounding", "rounding", f"within the wording: {base.reading}{by}", value - start, base.rows)
        return
    if first is None or not isinstance(first.answer.value, Decimal):
        words = "on record and not in the story's figure" if value > start else "in the story's figure and not on record"
        yield Entry("difference", "difference", f"{words}: {base.reading}{by}", value - start, base.rows)
        return
    between = first.answer.value
    if between != start:
        yield Entry("rounding", "rounding", f"within the wording: {first.words}", between - start, first.answer.rows)
    if first.kind == "day" and first.answer.through:
        listed = entries(base)
        if until(listed, first.answer.through) == between:
            yield from (e for e in listed if e.public_on and e.public_on > first.answer.through)
            return
    amount = value - between
    if {first.answer.facts.get("columns"), base.facts.get("columns")} - {None} and first.kind == "line":
        label = _difference(first.answer, base, amount)
    else:
        label = f"{'without' if amount < 0 else 'with'} what is {first.rest}" if first.rest else ""
    yield Entry("definition", "definition", label or f"instead of that: {base.reading}{by}", amount, base.rows)


def _others(judged: Judged, start: Answer) -> list[tuple[Entry, Answer]]:
    """The steps to the first fair reading that has not the figure, by way of those in between: named differences."""
    left = [t.answer for t in _money(judged) if t.fits != "yes" and t.answer.value != start.value]
    if not left:
        return []
    ends = sorted((_usd(start), _usd(left[0])))
    between = [a for a in left if ends[0] < _usd(a) < ends[1] and a.facts.get("columns")]
    between.sort(key=lambda a: abs(_usd(a) - _usd(start)))
    found, here = [], start
    for one in [*between, left[0]]:
        amount = _usd(one) - _usd(here)
        if amount:
            found.append((Entry(one.reading, "definition", _difference(here, one, amount), amount, one.rows), one))
            here = one
    return found


def _usd(answer: Answer) -> Decimal:
    return answer.value if isinstance(answer.value, Decimal) else Decimal(0)


def _difference(here: Answer, there: Answer, amount: Decimal) -> str:
    """What one reading holds and another does not, by the lines that they add up; else the two by name."""
    mine, theirs = set(here.facts.get("columns", ())), set(there.facts.get("columns", ()))
    less, more = (mine - theirs, theirs - mine) if amount < 0 else (theirs - mine, mine - theirs)
    sign = "without" if amount < 0 else "with"
    if less and not more and less <= set(LINES):
        return f"{sign} {' and '.join(LINES[c] for c in sorted(less))}: {there.reading}"
    if less == {"disbursements_usd"}:
        other = here if amount > 0 else there
        return f"{sign} disbursements that are not {other.reading}: {there.reading}"
    return f"{'left out by' if amount < 0 else 'added by'} the other reading: {there.reading}"
