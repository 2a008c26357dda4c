"""From readings to a verdict, by the table of verdicts; a floor refutes nothing that it may still reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from onrecord.answers.answer import Answer
from onrecord.claims.tolerance import Number, admitted, fits

# yes; slack: outside the wording, within its slack; no; open: a floor that may still reach it; unknown: not computable
Fit = Literal["yes", "slack", "no", "open", "unknown"]
VERDICTS = ("supported", "depends on the definition", "close", "refuted", "cannot check")
STALE = 45  # days after the end of coverage by which a further periodic report was due (11 CFR 104.5)


def fit_of(answer: Answer, claimed: Number, unit: Number, comparator: str) -> Fit:
    """Whether an answer admits the claimed figure (same unit), by the table of wordings."""
    if answer.value is None:
        return "unknown"
    value = Fraction(answer.value)
    found = fits(claimed, unit, comparator, value)
    if found == "no" and comparator == "exact" and abs(value - Fraction(claimed)) <= _rounding(claimed):
        found = "slack"  # "$576,000" may be a round figure: then its zeros are not digits
    if answer.floor and found != "yes":
        low = admitted(claimed, unit, comparator).low
        below = low is not None and value <= low
        return "open" if below else found
    if answer.floor and comparator in ("less_than", "at_most"):
        return "open"
    return found


def _rounding(claimed: Number) -> Fraction:
    """Half of the last place that is not a zero, of a whole number with two trailing zeros or more; else nothing."""
    whole = Fraction(claimed)
    if whole.denominator != 1 or whole == 0:
        return Fraction(0)
    digits = str(abs(int(whole)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10**zeros, 2) if 2 <= zeros < len(digits) or (len(digits) > 3 and zeros >= 2) else Fraction(0)


def decide(tried: Iterable[Fit]) -> str:
    """The verdict of the readings that were tried."""
    got = list(tried)
    if not got or not set(got) - {"unknown", "open"}:
        return "cannot check"
    if "yes" in got:
        return "supported" if set(got) == {"yes"} else "depends on the definition"
    if set(got) & {"unknown", "open"}:
        return "cannot check"
    return "close" if "slack" in got else "refuted"


def stale(answer: Answer, day: dt.date) -> bool:
    """Whether a report was due after the answer's coverage and before `day`: a fit may then be a coincidence."""
    return answer.through is not None and (day - answer.through).days > STALE
