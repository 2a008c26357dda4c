"""What the record says to a comparison of two sums: a ratio, a difference, or which is larger."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.answers import money
from onrecord.answers.answer import Answer, Value, plain
from onrecord.answers.field import with_others, without_transfers
from onrecord.answers.money import final
from onrecord.claims.documents import document
from onrecord.claims.kinds.nearby import Near, of_stage
from onrecord.claims.kinds.ranking import last_end, plain_first
from onrecord.claims.periods import Period
from onrecord.claims.story import Story
from onrecord.claims.tolerance import fits
from onrecord.claims.typed import Judge, Judged, Tried, always, cannot
from onrecord.claims.verdict import Fit
from onrecord.model.money import usd

if TYPE_CHECKING:
    from onrecord.claims.kinds.ratio_sides import Compared

_FAMILY = {
    "receipts": ("receipts", "candidate_receipts"),
    "cash": ("cash", "candidate_cash"),
    "spending": ("spending", "candidate_spending"),
    "ratio": ("spending", "candidate_spending"),
}
READ = frozenset(
    re.split(
        r"\s+",
        "outraised outspent times twice double triple as much many what edge advantage lead gap of by margin ratio cash"
        " fundraising overall to one in money donations",
    )
)
TENTH = Fraction(1, 10)  # a ratio in words is within ten percent (DESIGN, "Verdicts")


def judged(story: Story, one: Compared, subject: Near | None, target: Near | None, when: Period) -> Judge:
    """The judge of a comparison: both sums under each definition they share; both must be whole to refute."""
    what = one.sums or one.measure.split("_")[0]
    settles = [document("fec_committee_totals", when.cycle), document("fec_candidate_totals", when.cycle)]
    if what not in _FAMILY:
        return always(cannot("both periods' or givers' reports would settle it: the change is not computed from"
                             " summaries",
                             *settles))  # fmt: skip
    if subject is None or (target is None and one.base is None):
        return always(cannot("the sentence does not say plainly whose two sums it compares", *settles))
    if when.narrow or of_stage(when):
        return always(cannot(f"'{when.words}' is less than the cycle that the summaries hold", *settles))

    def judge(day: dt.date) -> Judged:
        mine = _sums(story, subject, what, when.cycle, day)
        theirs = _sums(story, target, what, when.cycle, day) if target and one.base is None else None
        if isinstance(mine, str) or isinstance(theirs, str):
            return cannot(mine if isinstance(mine, str) else str(theirs), *settles)
        found = Judged(settles=settles)
        for key, left in mine.items():
            right = theirs.get(key) if theirs is not None else None
            if theirs is not None and right is None:
                continue
            found.readings.append(_tried(one, key, left, right, subject.name, target.name if target else "", when, day))
        if what in ("spending", "ratio") and subject.person:
            other = Answer("with money that outside groups spent", None, one.unit or "USD", (), 0, None, True)
            found.readings.append(Tried(other, "unknown"))
        plain_first(found)
        known = [t for t in found.readings if t.answer.value is not None]
        if not known:
            return cannot(f"no {when.cycle} summaries of both that were public by {day} are loaded", *settles)
        found.reason = "; ".join(t.answer.reading for t in known)
        if any(t.fits == "unknown" for t in known):
            found.caveats.append("the two summaries are not of the same whole period as the words: they refute nothing")
        return found

    return judge


def _sums(story: Story, who: Near, what: str, cycle: int, day: dt.date) -> dict[str, Answer] | str:
    """Somebody's sums by definition, or why there are none."""
    committee, candidate = _FAMILY[what]
    if who.group is not None:
        answers = money.summary(story.record, committee, who.group.committees, cycle, day)
        net = without_transfers(story.record, who.group.committees, cycle, day) if committee == "receipts" else None
        answers += [net] if net else []
    elif who.person is not None:
        person = story.who(who.person)
        if isinstance(person, str):
            return person
        answers = with_others(money.summary(story.record, candidate, person.ids, cycle, day))
    else:
        return f"no loaded file names {who.name} by these words"
    known = {str(a.facts["definition"]): a for a in answers if a.value is not None}
    return known or f"no {cycle} summary of {who.name} that was public by {day} is loaded"


def _tried(
    one: Compared, key: str, left: Answer, right: Answer | None, mine: str, theirs: str, when: Period, day: dt.date
) -> Tried:
    base = Decimal(right.value or 0) if right else one.base.value if one.base else Decimal(0)  # type: ignore[arg-type]
    first = Decimal(left.value or 0)  # type: ignore[arg-type]
    asked = tuple({r.receipt: r for a in (left, right) if a for r in a.asked}.values())
    ends = [e for a in (left, right) if a and (e := last_end(a))]
    name = f"{key}: {mine} {usd(first)}, {theirs + ' ' if theirs else ''}{usd(base)}"
    value: Value
    if one.unit == "x":
        value = Fraction(first) / Fraction(base) if base else Fraction(0)
        name += f", {plain(round(value, 2))} times" if base else ""
    else:
        value = first - base
    fit = _fit(one, value) if base or one.unit != "x" else "unknown"
    whole = len(ends) >= 1 and all(final(when.cycle, e) for e in ends) and when.stated
    balance = bool(left.facts.get("balance"))
    same = len(set(ends)) == 1 and when.until == ends[0]
    if (balance and not same) or (not balance and not whole and not same):
        fit = "unknown"
    if when.year and fit in ("no", "slack"):
        fit = "unknown"  # a calendar year is a part of the cycle that the summaries hold
    through = min(ends, default=None)
    unit = "x" if one.unit == "x" else "USD"
    rows = left.rows + (right.rows if right else 0)
    parts = ((mine, first), (theirs or "the amount as written", base))
    facts = {"parts": "USD", "definition": key}
    return Tried(Answer(name, value, unit, asked, rows, through, False, (), parts, facts), fit)


def _fit(one: Compared, value: Value) -> Fit:
    """Whether a computed ratio or difference fits the words; without a figure, only which sum is larger."""
    x = Fraction(value)
    if one.value is None:
        return "yes" if (x > 0) == (one.comparator == "more_than") and x != 0 else "no"
    v = Fraction(one.value)
    if one.unit == "x" and one.comparator in ("exact", "approx"):
        off = abs(x - v)
        return "yes" if off <= v * TENTH else "slack" if off <= 2 * v * TENTH else "no"
    unit = Fraction(1, 10) if one.unit == "x" else Fraction(one.place)
    return fits(v, unit, one.comparator, x)
