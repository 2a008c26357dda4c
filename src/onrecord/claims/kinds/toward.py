"""Money toward a target: independent expenditures for or against, and gifts to a candidate."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.people import Person
from onrecord.claims.carried import past_cycle
from onrecord.claims.documents import document, individual_contributions
from onrecord.claims.kinds import aims, itemised, nearby, sums, targets
from onrecord.claims.kinds.amount import Amount, dollars, said_of
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import UNSTATED, Period, period_of, phase_at
from onrecord.claims.story import Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot
from onrecord.claims.verdict import fit_of, stale
from onrecord.registry.groups import Group

_MOMENT = re.compile(
    r"\b(?:(?:is|are) (?:now )?(?:spending|putting|dropping|pouring)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|yesterday|today"
    r"|this week|last week|(?:a|another|its) (?:new|latest|first|second) \w+|another)\b",
    re.IGNORECASE,
)

NO_ROW = "no such row is among those loaded; missing is not zero"


def period_for(story: Story, a: Amount, group: Group | None) -> Period:
    """The period of an amount on a target; unstated, the latest cycle up to the story's for which rows are loaded."""
    period = period_of(a.sentence.text, a.figure.start, story.published)
    if period.stated or period.words != UNSTATED or group is None:
        return period
    loaded = money.held(story.record, group.committees, story.day)
    cycles = {c for (_, table), held in loaded.items() if table in ("expenditure", "notice") for c in held}
    recent = [c for c in cycles if period.cycle - 2 <= c <= period.cycle]
    early = story.published.year % 2 == 1 and story.published.month <= 6
    if early and period.cycle - 2 in recent:
        return replace(period, cycle=period.cycle - 2)
    return period


def on_target(story: Story, a: Amount, subject: Mention | None, target: targets.Target) -> Typed:
    """The claim about independent expenditures on a target: candidates with a stance each, or a whole contest."""
    group = subject.group if subject else None
    period = period_for(story, a, group)
    inferred = target.inferred
    if period.words == UNSTATED and (past := past_cycle(story, a.sentence)):
        period, inferred = replace(period, cycle=int(past[:4])), f"the time is read as that of the {past}"
    if target.loose and (told := targets.linked(story, target, group.committees if group else None, period.cycle)):
        target, inferred = told
    alone = "$" not in a.sentence.text[: a.figure.start] + a.sentence.text[a.figure.end :]
    said_in = aims.without_asides(a.sentence.text, a.figure.end) if alone else a.sentence.text
    phase = phase_at(said_in, a.figure.start, a.figure.end)
    contest = target.contest
    said = said_of(a, "ie_total", (group.short or group.name) if group else None, period)
    of_race = contest and not target.people and not target.why  # which race, its office and state say
    every = target.name == targets.ALL_OF_PHASE  # no candidate and no contest is named
    said["phase"] = phase
    if not every:
        said["target"] = target.label or ("race" if of_race else target.name)
        said["stance"] = "both" if target.label else target.stance
    if contest:
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}
    elif not every and alone:  # of several amounts, the contest that is named may be the other's
        said |= nearby.where_in(story, a.sentence)
    if group is None and (near := nearby.before(story, a.sentence, a.figure.start, nearby.groups)):
        said["subject"] = near.name if near.start >= a.sentence.start and near.group is None else None
    if target.why or group is None:
        reason = (
            target.why
            or "the spender is not a group or committee that the registry or a loaded file names by these words"
        )
        return Typed(*a.span, "ie_sum", said, always(cannot(reason)))

    def judge(day: dt.date) -> Judged:
        return _judge_target(story, a, group, target, phase, period, day)

    return Typed(*a.span, "ie_sum", said, judge, about=group.id, inferred=inferred)


def _judge_target(
    story: Story, a: Amount, group: Group, target: targets.Target, phase: str | None, period: Period, day: dt.date
) -> Judged:
    settles = [document("fec_pas2", period.cycle), document("fec_ie_notices", period.cycle)]
    name = group.short or group.name
    if itemised.not_loaded(story, group, period.cycle, day):
        return cannot(f"no itemised rows of {name} are loaded for {period.cycle}; missing is not zero", *settles)
    ids = sorted({i for p, _ in target.people for i in p.ids}) if target.people and not target.to_defeat else None
    spent = money.expenditures(story.record, group.committees, day, candidates=ids, cycle=period.cycle)
    answers = targets.readings(story, spent, target, phase, period.cycle, day)
    answers += _later(story, spent, group, target, ids, period.cycle, day, answers[:1])
    best = money.with_notices(story.record, spent, group.committees, day, period.cycle)
    if best:
        more = targets.readings(story, best, target, phase, period.cycle, day)
        answers += [replace(x, reading=f"{x.reading}, with notices since the last report") for x in more]
    answers = [_of_rows(x) for x in answers]
    f = a.figure
    tried = [Tried(x, fit_of(x, f.value, f.unit_in_last_place, f.comparator)) for x in answers]
    tried = [Tried(t.answer, "unknown") if t.answer.value is not None and t.answer.value <= 0 else t for t in tried]
    if amended := targets.amended_since(story, best or spent, day):
        tried = [t if t.fits == "yes" else Tried(t.answer, "open") for t in tried]
    tried += itemised.members_not_loaded(story, group, period.cycle, day)
    if moment := _MOMENT.search(a.sentence.text) or (period.narrow and re.search(r".+", period.words)):
        tried.append(itemised.unknown(f"expenditures of {moment[0].strip()} alone", "notices are not loaded"))
    said = "; ".join(
        f"{x.reading}: "
        + (NO_ROW if NO_ROW in x.caveats else "not computable" if x.value is None else _sum_of(dollars(x), x.rows))
        for x in answers
    )
    judged = Judged(tried, f"{name}, itemised in periodic reports filed by {day}: {said}")
    if amended:
        judged.caveats.append("an amendment is not loaded: the sum may be larger or smaller than what is")
    if any(x.floor for x in answers) and best is None:
        judged.caveats.append(money.FLOOR)
        judged.settles.append(settles[1])
    if any(x.through and stale(x, day) for x in answers if x.floor):
        judged.caveats.append(
            "the dates are those of the surviving versions: an earlier version may have been public before"
        )
    return judged


def _later(
    story: Story,
    spent: money.Expenditures,
    group: Group,
    target: targets.Target,
    ids: list[str] | None,
    cycle: int,
    day: dt.date,
    first: list[Answer],
) -> list[Answer]:
    """The first reading with what later reports still code for the cycle: refunds and corrections filed after it."""
    after = money.expenditures(story.record, group.committees, day, candidates=ids, cycle=cycle + 2)
    rows = after.where(lambda r: target.holds(r) and (r["election_code"] or "").endswith(str(cycle)))
    if not rows or not first or not isinstance(first[0].value, Decimal):
        return []
    more = sum((r["amount_usd"] for r in rows), Decimal(0)).to_integral_value()
    both = replace(first[0], reading=f"{first[0].reading}, with {len(rows)} later rows coded for {cycle}", parts=())
    return [
        replace(
            both,
            value=first[0].value + more,
            rows=first[0].rows + len(rows),
            asked=(*first[0].asked, after.rows),
            listed=(*first[0].listed, *rows),
        )
    ]


_TO_ALL = re.compile(
    r"[^,.;]{0,30}?\bto (?:\w+ ){0,3}(?:candidates|committees|campaigns|lawmakers|members of Congress)\b"
)


def gift(story: Story, a: Amount, subject: Mention | None) -> Typed:
    period = period_of(a.sentence.text, a.figure.start, story.published)
    giver = subject.group if subject else None
    after = [m for m in story.people_in(a.sentence) if m.start >= a.span[0]]
    after = after or targets.given_to(story, a.sentence, a.figure)
    said = said_of(a, "contribution", (giver.short or giver.name) if giver else None, period)
    if after:
        said["target"] = after[0].person
    if giver and not after and _TO_ALL.match(a.sentence.text[a.figure.end :]):
        return sums.whole(story, replace(a, measure="contributions_made"), subject)
    if giver is None or not after:
        file = individual_contributions(period.cycle)
        reason = "gifts by such a giver, or to such a receiver, are not checked here: ask individual-contributions"
        return Typed(*a.span, "donor_flow", said, always(cannot(reason, file)))
    who = story.who(after[0].person or "")
    if isinstance(who, str):
        return Typed(*a.span, "donor_flow", said, always(cannot(who)))
    said |= {
        "target": who.name,
        "office": who.contest.office,
        "state": who.contest.state,
        "district": who.contest.district,
    }
    return Typed(*a.span, "donor_flow", said, lambda day: _judge_gift(story, a, giver, who, period, day), about=giver.id)


def _of_rows(one: Answer) -> Answer:
    """An answer without a value where no loaded row is in it: a floor of nothing says nothing, and is no zero."""
    if one.value is None or one.rows:
        return one
    return replace(one, value=None, caveats=(NO_ROW, *one.caveats))


def _sum_of(amount: str, rows: int) -> str:
    return f"{amount} in {rows:,} row{'s' * (rows != 1)}" if rows else NO_ROW


def _judge_gift(story: Story, a: Amount, giver: Group, who: Person, period: Period, day: dt.date) -> Judged:
    loaded = money.held(story.record, giver.committees, day)
    file = document("fec_pas2", period.cycle)
    if not any(period.cycle in loaded.get((c, "contribution"), set()) for c in giver.committees):
        return cannot(
            f"no itemised contributions of {giver.name} are loaded for {period.cycle}; missing is not zero", file
        )
    rows = ask(
        story.record,
        "contribution_recipients",
        day,
        committees=giver.committees,
        candidates=who.ids,
        cycle=period.cycle,
    )
    listed = rows.dicts()
    total = sum((r["amount_usd"] for r in listed), Decimal(0))
    count = sum(r["row_count"] for r in listed)
    through = max((r["last_filed_on"] for r in listed), default=None)
    one = _of_rows(
        Answer("contributions and earmarks passed on", total, "USD", (rows,), count, through, True, (money.ROUNDED,))
    )
    f = a.figure
    caveats = ["24K rows mix a committee's own money (at most $5,000 an election) with earmarked money passed on"]
    reason = f"{giver.short or giver.name} to {who.name}, filed by {day}: {_sum_of(f'${total:,.0f}', count)}"
    fit = fit_of(one, f.value, f.unit_in_last_place, f.comparator)
    if fit in ("no", "slack") and total >= f.value:  # a part of the rows can be the committee's own money, or one gift
        fit = "unknown"
    return Judged([Tried(one, fit)], reason, None, caveats, settles=[file])
