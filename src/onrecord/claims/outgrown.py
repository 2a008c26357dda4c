"""A sum that grew past the story's figure after it was published refutes nothing: on that day it may have been so."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ledger import entries
from onrecord.claims.figures import Figure
from onrecord.claims.tolerance import admitted
from onrecord.claims.typed import Judged
from onrecord.model.dates import cycle_of

GROWN = (
    "the sum has grown past the figure since {day}, the day of the story: how much of what was filed later had been"
    " spent or raised by then is not known"
)


def outgrown(figure: Figure, judged: Judged, then: Judged, published: dt.date) -> str | None:
    """Why a figure that a later sum is above is not refuted by it; None where no reading grew past it since.

    A sum lay, on the day of publication, between what was public by then and what is public now. Rows of an earlier
    cycle, or dated up to the story's day, and a summary that ends by it, are of the time before and do not grow so.
    """
    fair = admitted(figure.value, figure.unit_in_last_place, figure.comparator)
    before = {t.answer.reading: t.answer for t in then.readings}
    for t in judged.readings:
        value = t.answer.value
        if not isinstance(value, Decimal) or t.answer.unit != "USD" or t.answer.facts.get("balance"):
            continue
        low = value - _later(t.answer, before.get(t.answer.reading), published)
        top = fair.high is None or fair.high >= Fraction(low)
        if low < value and top and Fraction(value) > Fraction(figure.value):
            return GROWN.format(day=published)
    return None


def _later(answer: Answer, before: Answer | None, published: dt.date) -> Decimal:
    """How much of a sum (USD) may have come after the story: what was filed since, and is of no day before it."""
    if not answer.listed:
        return Decimal(0)
    if "filed_on" in answer.listed[0]:
        return sum((r["amount_usd"] for r in answer.listed if _may_be_later(r, published)), Decimal(0))
    if answer.through is None or answer.through <= published:
        return Decimal(0)
    held = sum((e.amount for e in entries(before)), Decimal(0)) if before else Decimal(0)
    return sum((e.amount for e in entries(answer)), Decimal(0)) - held


def _may_be_later(row: dict[str, Any], published: dt.date) -> bool:
    if row["filed_on"] is None or row["filed_on"] <= published or row["amount_usd"] <= 0:
        return False
    day = row.get("transacted_on") or row.get("disseminated_on")
    return bool(day > published) if day else bool(row["cycle"] >= cycle_of(published))
