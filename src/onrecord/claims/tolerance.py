"""Which computed figures a wording admits: exact arithmetic, by the table of wordings below.

exact        v ± u/2 (u = the smallest written place times its scale)
approx       the wider of ± u/2 and ± 5%; to 10% is close
nearly       from 0.93v up to v, v left out
just_over    above v up to 1.07v
more_than    above v          at_least    v or more
less_than    below v          at_most     v or less
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from onrecord.model.errors import InputError

Number = int | Decimal | Fraction
Fit = Literal["yes", "slack", "no"]
COMPARATORS = ("exact", "approx", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most")


@dataclass(frozen=True)
class Range:
    """The figures admitted: from low to high, each end counted in or not; None is no bound."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool = True
    high_in: bool = True

    def holds(self, x: Fraction) -> bool:
        """Whether x is admitted."""
        above = self.low is None or x > self.low or (self.low_in and x == self.low)
        below = self.high is None or x < self.high or (self.high_in and x == self.high)
        return above and below


def admitted(claimed: Number, unit: Number, comparator: str, widen: int = 1) -> Range:
    """The range that the wording admits, its tolerance taken `widen` times.

    Raises InputError for a wording that is not in the table.
    """
    v, half = Fraction(claimed), Fraction(unit) / 2 * widen
    if comparator == "exact":
        return Range(v - half, v + half)
    if comparator == "approx":
        wide = max(half / widen, abs(v) * Fraction(5 * widen, 100))
        return Range(v - wide, v + wide)
    if comparator == "nearly":
        return Range(v - v * Fraction(7 * widen, 100), v, high_in=False)
    if comparator == "just_over":
        return Range(v, v + v * Fraction(7 * widen, 100), low_in=False)
    bounds = {
        "more_than": Range(v, None, low_in=False),
        "at_least": Range(v, None),
        "less_than": Range(None, v, high_in=False),
        "at_most": Range(None, v),
    }
    if comparator not in bounds:
        raise InputError("a wording of the table", received=comparator, example=", ".join(COMPARATORS))
    return bounds[comparator]


def fits(claimed: Number, unit: Number, comparator: str, computed: Number) -> Fit:
    """Whether `computed` fits the claim: yes, within its slack, or no."""
    x = Fraction(computed)
    if admitted(claimed, unit, comparator).holds(x):
        return "yes"
    return "slack" if admitted(claimed, unit, comparator, widen=2).holds(x) else "no"


def understates(claimed: Number, comparator: str, computed: Number) -> bool:
    """Whether "more than v" is said of a figure above 1.25v."""
    return comparator == "more_than" and Fraction(computed) > Fraction(claimed) * Fraction(5, 4)


def split_fits(claimed: tuple[Number, Number], unit: Number, votes: tuple[int, int], total: int) -> bool:
    """Whether a split such as 53-47 holds: both sides round to it out of `total` votes, same winner."""
    if total <= 0:
        raise InputError("a share is of at least one vote", received=total, example="205346")
    same = (claimed[0] > claimed[1]) == (votes[0] > votes[1]) and (claimed[0] < claimed[1]) == (votes[0] < votes[1])
    shares = [Fraction(100 * v, total) for v in votes]
    return same and all(fits(c, unit, "exact", s) == "yes" for c, s in zip(claimed, shares, strict=True))
