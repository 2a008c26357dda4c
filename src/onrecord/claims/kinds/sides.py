"""Money for or against candidates at large: one side of a spender's itemised independent expenditures, not the whole."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.coverage import ABOVE, RECONCILES, coverage
from onrecord.answers.summaries import lines_of
from onrecord.claims.clauses import clause_of
from onrecord.claims.documents import document
from onrecord.claims.figures import Figure, figures
from onrecord.claims.kinds import itemised, targets, toward
from onrecord.claims.kinds.amount import Amount, dollars, said_of
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import Period, phase_at, without_period
from onrecord.claims.story import Story
from onrecord.claims.tolerance import admitted
from onrecord.claims.typed import Judged, Tried, Typed, cannot
from onrecord.claims.words import GAVE, OPPOSE, RAISED, SPENT, SUPPORT
from onrecord.model.dates import general_day
from onrecord.model.parties import party_of
from onrecord.registry.groups import Group

# No "elect", "help" or "defeat": money to defeat one party's candidates may be for the other's, and no side of it.
_FOR = r"(?:support(?:ing)?|in support of|back(?:ing)?|boost(?:ing)?|promot(?:e|ing)|on behalf of|in favor of|for)"
_AGAINST = r"(?:oppos(?:e|ing)|in opposition to|attack(?:ing)?|against)"
_WHOM = (
    r"(?:(?:federal )?(?:(?P<party>Democratic|Republican|GOP) )?(?P<whom>candidates)\b"
    r"|(?P<of>Democrats|Republicans)\b|(?P<them>them)\b)"
)
_HOW = (
    r"(?:(?:on|in|of) (?:independent expenditures?|outside spending) )?"
    r"(?:(?:in|during|over|for) (?:the )?(?:20\d\d|this|last)(?: (?:election )?(?:cycle|elections?|midterms?"
    r"|year))? )?"
)
_AFTER = re.compile(rf"\s*{_HOW}(?:to )?(?:(?P<for>{_FOR})|(?P<against>{_AGAINST})) {_WHOM}(?P<rest>.*)$", re.DOTALL)
_BEFORE = re.compile(
    rf"\b(?:expenditures|spending) (?:to )?(?:(?P<for>{_FOR})|(?P<against>{_AGAINST})) {_WHOM}(?P<rest>.*?)"
    r" (?:totaled|totalled|reached|came to|amounted to|were|was)\s*$",
    re.DOTALL,
)
NOT_ALL = "other money for or against candidates, which a committee of its kind may spend"
SUPER_PAC = "O"


@dataclass(frozen=True)
class Side:
    """One side at large: support or oppose, the targets' party where the words name one, and what was not read."""

    stance: str
    party: str | None
    rest: str


@dataclass(frozen=True)
class Ends:
    """How much more (`short`) or less (`over`) a side may be than its rows (USD); None where that is not known."""

    short: Decimal | None
    over: Decimal | None


def side_of(a: Amount) -> Side | None:
    """The side that the words around an amount name at large ("opposing Democrats"); None when they name none.

    An amount whose clause has no verb continues the one before it: "... supporting candidates in 2022 and $12.6 million
    in 2024".
    """
    text, figure = a.sentence.text, a.figure
    first, last = clause_of(text, figure.start, figure.end)
    if own := _named(text, first, figure.start, figure.end, last):
        return own
    before = earlier(text, figure)
    if before is None:
        return None
    led = _named(text, *before)
    return led and Side(led.stance, led.party, without_period(text[figure.end : last]))


def earlier(text: str, figure: Figure) -> tuple[int, int, int, int] | None:
    """The amount before, which one without a verb or a side of its own continues: its clause and place; else None."""
    first, last = clause_of(text, figure.start, figure.end)
    if re.search(rf"\b(?:{SPENT}|{RAISED}|{GAVE}|{OPPOSE}|{SUPPORT})\b", text[first:last], re.IGNORECASE):
        return None
    listed = [f for f in figures(text) if f.kind == "money" and f.end <= first]
    if not listed:
        return None
    start, end = clause_of(text, listed[-1].start, listed[-1].end)
    return start, listed[-1].start, listed[-1].end, end


def _named(text: str, first: int, start: int, end: int, last: int) -> Side | None:
    """The side that a clause first..last names for its amount at start..end."""
    hit = _AFTER.match(text[end:last]) or _BEFORE.search(text[first:start])
    if not hit or (hit["them"] and not re.search(r"\bcandidates\b", text[:start])):
        return None
    after = text[end:last] if hit.re is _BEFORE else ""
    named = (hit["party"] or hit["of"] or "").removesuffix("s")
    return Side("support" if hit["for"] else "oppose", party_of(named), without_period(f"{hit['rest']} {after}"))


def on_side(story: Story, a: Amount, subject: Mention, side: Side) -> Typed:
    """The claim about one side of a group's or committee's independent expenditures."""
    group = subject.group
    assert group
    period = toward.period_for(story, a, group)
    phase = phase_at(a.sentence.text, a.figure.start, a.figure.end)
    at_large = f"{side.party} candidates" if side.party else "candidates"
    said = said_of(a, "ie_total", group.short or group.name, period, target=at_large, stance=side.stance, phase=phase)
    part = f"... {side.rest}" if side.rest else None
    return Typed(
        *a.span, "ie_sum", said, lambda day: _judge(story, a, group, side, phase, period, day), about=group.id, part=part
    )


def _judge(story: Story, a: Amount, group: Group, side: Side, phase: str | None, period: Period, day: dt.date) -> Judged:
    name, f = group.short or group.name, a.figure
    settles = [document("fec_pas2", period.cycle), document("fec_ie_notices", period.cycle)]
    if itemised.not_loaded(story, group, period.cycle, day):
        return cannot(f"no itemised rows of {name} are loaded for {period.cycle}; missing is not zero", *settles)
    asked = {"spender": group, "stance": side.stance, "party": side.party, "phase": phase}
    found = itemised.answers(story, day, period, asked)
    spent = money.expenditures(story.record, group.committees, day, cycle=period.cycle)
    ends = _ends(story, spent, group, side, period.cycle, day)
    doubt = ends.over is None or targets.amended_since(story, spent, day)
    floor = doubt or ends.short is None or not targets.settled(story, spent, general_day(period.cycle), day)

    def fits(listed: list[Answer]) -> list[Tried]:
        got = [_within(itemised.tried(x, f, period, floor=floor), a, ends) for x in listed]
        return [Tried(t.answer, "open") if doubt and t.fits in ("no", "slack") else t for t in got]

    tried = fits(found.main)
    if not any(t.fits == "yes" for t in tried):  # the others are fair only where they fit, or none does
        others = fits(found.more)
        tried += [t for t in others if t.fits == "yes"] or others
    if not any(t.fits == "yes" for t in tried):
        if phase is None and not doubt:
            sure = itemised.surely(story, a, group, period, day, side.stance, side.party)
            tried = itemised.refuted_by(sure, tried, f)
        kinds = lines_of(story.record, group.committees, period.cycle, day)
        if any(kinds.kind(c) != SUPER_PAC for c in group.committees):
            tried.append(itemised.unknown(NOT_ALL))
    tried += itemised.members_not_loaded(story, group, period.cycle, day)
    tried = [itemised.day_filed(story, t, group, period, day) for t in tried]
    said = "; ".join(_said(t.answer) for t in tried)
    judged = Judged(tried, f"{name}, itemised in periodic reports filed by {day}: {said or 'no row of that side'}")
    judged.caveats += found.lacking
    if floor:
        judged.settles += settles
    return judged


def _within(one: Tried, a: Amount, ends: Ends) -> Tried:
    """A sum whose open ends reach the claim refutes nothing."""
    fair = admitted(a.figure.value, a.figure.unit_in_last_place, a.figure.comparator)
    if one.fits not in ("no", "slack") or one.answer.value is None:
        return one
    value = Fraction(one.answer.value)
    low, high = value - Fraction(ends.over or 0), value + Fraction(ends.short or 0)
    reached = (fair.low is None or high >= fair.low) and (fair.high is None or low <= fair.high)
    return Tried(one.answer, "open") if reached else one


def _said(one: Answer) -> str:
    if one.value is None:
        return f"{one.reading}: not computable"
    return f"{one.reading}: {dollars(one)} in {one.rows:,} row{'' if one.rows == 1 else 's'}"


def _ends(story: Story, spent: money.Expenditures, group: Group, side: Side, cycle: int, day: dt.date) -> Ends:
    """The open ends of a side's rows: reported and not itemised, or of no stated side or party; itemised in excess."""
    held, _ = coverage(story.record, group.committees, cycle, day, ["independent expenditures"])
    mine = [c for c in held if c.cycle == cycle]
    if any(c.state == ABOVE for c in mine):
        return Ends(None, None)
    off = [c.difference_usd or Decimal(0) for c in mine]
    over = sum((x for x in off if x > 0), Decimal(0))
    if len(mine) < len(group.committees) or any(c.state != RECONCILES for c in mine):
        return Ends(None, over)
    silent = spent.where(
        lambda r: (
            r["amount_usd"] > 0
            and (r["stance"] not in ("support", "oppose") or bool(side.party and party_of(r["party"]) is None))
        )
    )
    return Ends(sum((-x for x in off if x < 0), Decimal(0)) + sum((r["amount_usd"] for r in silent), Decimal(0)), over)
