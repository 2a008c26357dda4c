"""Money raised from individuals: the summary's line of it, and itemised rows that reproduce a figure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.donors import REPORTED, individual_contributions
from onrecord.answers.question import Given
from onrecord.claims.clauses import clause_of
from onrecord.claims.documents import document
from onrecord.claims.documents import individual_contributions as file_of
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.amount import Amount, dollars, said_of
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import Period, period_of, without_period
from onrecord.claims.story import Story
from onrecord.claims.tolerance import admitted
from onrecord.claims.typed import Judged, Tried, Typed, cannot
from onrecord.claims.verdict import fit_of
from onrecord.registry.groups import Group

MEASURE = "individual_contributions"
_FROM = re.compile(
    r"\s*(?:in (?:contributions|donations) )?from individual(?:s| donors| contributors)\b(?P<rest>.*)$", re.DOTALL
)


def rest_of(a: Amount) -> str | None:
    """What the clause says after "from individuals" beyond when; None when it does not say so."""
    text, figure = a.sentence.text, a.figure
    hit = _FROM.match(text[figure.end : clause_of(text, figure.start, figure.end)[1]])
    return without_period(hit["rest"]) if hit else None


def unmarked(one: Typed, text: str) -> str:
    """The sentence with "from individuals" not standing for a part of a sum, where that sum is what is asked."""
    return text.replace("from individual", "with individual") if one.claim["measure"] == MEASURE else text


def left(one: Typed, unread: list[str]) -> list[str]:
    """The words of a clause that were not read, without "from individual donors" where that is what is asked."""
    asked = ("from", "individual", "individuals", "donors", "contributors") if one.claim["measure"] == MEASURE else ()
    return [w for w in unread if w not in asked]


def raised(story: Story, a: Amount, subject: Mention, rest: str) -> Typed:
    """The claim about what a committee or group raised from individuals."""
    group = subject.group
    assert group
    period = period_of(a.sentence.text, a.figure.start, story.published)
    said = said_of(a, MEASURE, group.short or group.name, period)
    part = f"... {rest}" if rest else None
    return Typed(
        *a.span, "donor_flow", said, lambda day: _judge(story, a, group, period, day), about=group.id, part=part
    )


def _answers(story: Story, group: Group, period: Period, day: dt.date, days: bool) -> list[Answer]:
    """What `onrecord ask individual-contributions` gives (USD), of the period's days where these are asked for."""
    asked = {"spender": group, "cycle": period.cycle}
    if days:
        asked |= {"from": period.since, "to": period.until}
    found = individual_contributions(Given(story.record, day, {k: v for k, v in asked.items() if v is not None}))
    return [x for x in found if x.value is not None and x.value > 0]


def _judge(story: Story, a: Amount, group: Group, period: Period, day: dt.date) -> Judged:
    name, f = group.short or group.name, a.figure
    settles = [document("fec_committee_totals", period.cycle), file_of(period.cycle)]
    reported = [x for x in _answers(story, group, period, day, False) if x.reading == REPORTED]
    rows = [x for x in _answers(story, group, period, day, bool(period.until)) if x.reading != REPORTED]
    fitting = [Tried(x, "yes") for x in rows if _fit(x, f) == "yes" and (period.until or not period.narrow)]
    if not reported and not fitting:
        return cannot(f"no {period.cycle} summary of {name} with coverage ending by {day} is loaded", *settles)
    whole = money.summary(story.record, "receipts", group.committees, period.cycle, day)[0]
    tried = [_line(x, f, period, rows, whole) for x in reported]
    if not any(t.fits == "yes" for t in tried):  # rows are a part of the line: they fit beside it, not for it
        tried += fitting[:1]
    if not tried or not reported:
        tried.append(Tried(Answer(REPORTED, None, "USD", (), 0, None, True), "unknown"))
    told = [t.answer for t in tried if t.answer.value is not None]
    said = "; ".join(f"{x.reading} {dollars(x)} through {x.through}" for x in told)
    return Judged(tried, f"{name}, {period.cycle} cycle: {said}", settles=settles)


def _fit(one: Answer, f: Figure) -> str:
    return fit_of(one, f.value, f.unit_in_last_place, f.comparator)


def _line(line: Answer, f: Figure, period: Period, rows: list[Answer], whole: Answer) -> Tried:
    """How the summary's line bears on a claim: refuted only below what is itemised or above all receipts, in the words'
    own period; in between, money through transfers or without refunds can be meant."""
    ends = line.through == whole.through
    exact = ends and bool(period.until) and period.until == line.through and period.from_start
    ended = (
        ends
        and period.stated
        and not period.narrow
        and not period.year
        and bool(line.through)
        and money.final(period.cycle, line.through or dt.date.min)
    )
    one = replace(line, floor=not (exact or ended))
    fit = fit_of(one, f.value, f.unit_in_last_place, f.comparator)
    if fit == "yes":
        narrow = period.narrow and not exact
        return Tried(one, "open" if narrow else "yes")
    if not (exact or ended) or whole.value is None:
        return Tried(one, "open")
    low = min([Fraction(x.value) for x in rows if x.value is not None] or [Fraction(0)])
    fair = admitted(f.value, f.unit_in_last_place, f.comparator, widen=2)
    outside = (fair.high is not None and fair.high < low) or (fair.low is not None and fair.low > Fraction(whole.value))
    return Tried(one, "no" if outside else "open")


def of_month(story: Story, judged: Judged, f: Figure, group: Group, period: Period, day: dt.date) -> None:
    """What was "raised" in a month may be meant of individuals alone: that reading, where it fits or lies below a claim
    that all receipts refute."""
    if not any(t.fits in ("no", "slack") and Fraction(t.answer.value or 0) > f.value for t in judged.readings):
        return
    lines = [x for x in _answers(story, group, period, day, False) if x.reading == REPORTED]
    for line in lines or [Answer(REPORTED, None, "USD", (), 0, None, True)]:
        fit = fit_of(replace(line, floor=False), f.value, f.unit_in_last_place, f.comparator)
        below = line.value is None or Fraction(line.value) <= f.value
        judged.readings.append(Tried(line, fit if fit in ("yes", "unknown") else "open" if below else "no"))
