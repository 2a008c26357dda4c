"""Amounts: who spent, raised, holds, gave or owes how much, read from the words around an amount."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.people import Person
from onrecord.claims import aside
from onrecord.claims.figures import Figure
from onrecord.claims.kinds import targets
from onrecord.claims.periods import Period, period_of, phase_of
from onrecord.claims.story import Mention, Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit, fit_of, stale
from onrecord.claims.words import CASH, DEBT, GAVE, OWN_LOAN, OWN_MONEY, RAISED, SPENT
from onrecord.model.money import usd
from onrecord.registry.groups import Group

# measure, claim type for a committee, family of readings for a committee, and for a candidate
_WHOLE = {
    "disbursements": ("committee_flow", "spending", "candidate_spending"),
    "receipts": ("committee_flow", "receipts", "candidate_receipts"),
    "cash_on_hand": ("committee_flow", "cash", "candidate_cash"),
    "debts": ("committee_flow", "debts", "candidate_receipts"),
    "candidate_contribution": ("self_fund", "", "candidate_contributions"),
    "candidate_loan": ("self_fund", "", "candidate_loans"),
    "self_funding": ("self_fund", "", "self_funding"),
}
_MOMENT = re.compile(
    r"\b(?:(?:is|are) (?:now )?(?:spending|putting|dropping|pouring)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|yesterday|today"
    r"|this week|last week|(?:a|another|its) (?:new|latest|first|second) \w+|another)\b",
    re.IGNORECASE,
)
_THAT_HAS = re.compile(
    r"[^,.;]{0,40}?\b(?:that|which)?\s*(?:the )?(?P<name>[A-Z][\w\u2019'-]+)(?: campaign)? (?:has|had|have) "
)
_SETTLES = {
    "committee": "the committee's reports for the period (Form 3X), or the next summary (webk{yy}.zip)",
    "candidate": "the candidate committee's reports for the period (Form 3), or the next summary (weball{yy}.zip)",
}


@dataclass(frozen=True)
class Amount:
    """An amount in its sentence with the meaning of the words around it."""

    sentence: Sentence
    figure: Figure
    measure: str

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the whole text."""
        return self.sentence.start + self.figure.start, self.sentence.start + self.figure.end


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about amounts in a sentence; plans, polls and trackers' figures are left to the numbers set aside."""
    claims = []
    for figure in found:
        if figure.kind != "money" or aside.planned(s, figure):
            continue
        if measure := measure_of(s.text, figure):
            claims.append(_typed(story, Amount(s, figure, measure)))
    return claims


def measure_of(text: str, figure: Figure) -> str | None:
    """What an amount measures, by the nearest words that say so: those right after it first, then those before."""
    after, before = text[figure.end : figure.end + 60], text[: figure.start]
    near = re.split(r"[;\u2014]|, (?:which|who|while|but)\b", before)[-1]
    if re.match(rf"[^,.;]{{0,25}}{CASH}", after) or re.search(rf"{CASH}[^,.;]{{0,30}}$", near):
        return "cash_on_hand"
    if re.search(DEBT, after[:14]) or re.search(rf"{DEBT}[^,.;]{{0,10}}$", near):
        return "debts"
    if re.match(r"[^,.;]{0,40}\b(?:in|of) (?:total )?(?:contributions|donations) [^,.;]{0,30}\braised\b", after):
        return "receipts"
    own = re.search(OWN_MONEY, near[-60:] + text[figure.start : figure.end] + after)
    if own and re.search(OWN_LOAN, near[-25:] + after[:30]):
        return "candidate_loan"
    if own:
        return (
            "self_funding" if re.search(r"\btotal\b|self-fund|poured|pumped|spent", near) else "candidate_contribution"
        )
    tries = (("ie", rf"\b{SPENT}\b"), ("receipts", rf"\b{RAISED}\b"), ("contribution", rf"\b{GAVE}\b"))
    last = [(m.start(), name) for name, pattern in tries for m in re.finditer(pattern, near, re.IGNORECASE)]
    if last:
        return max(last)[1]
    first = [(m.start(), name) for name, pattern in tries for m in re.finditer(pattern, after, re.IGNORECASE)]
    return min(first)[1] if first else None


def _typed(story: Story, a: Amount) -> Typed:
    subject = _subject(story, a)
    if a.measure == "contribution":
        return _gift(story, a, subject)
    if a.measure == "ie" and not (subject and subject.person):
        target = targets.target_of(story, a.sentence, a.figure)
        if target:
            return _on_target(story, a, subject, target)
    return _whole(story, a, subject)


def _subject(story: Story, a: Amount) -> Mention | None:
    """The group, committee or candidate named nearest before the amount in its sentence, else the one referred to.

    "$2 million that the Lee campaign has raised" has its subject after it; two groups joined by "and" are one subject.
    """
    place = a.sentence.start + a.figure.start
    after = _THAT_HAS.match(a.sentence.text[a.figure.end :])
    if after:
        at = a.sentence.start + a.figure.end + after.start("name")
        return next((m for m in story.mentions if m.start <= at < m.end), None)
    inside = _joined(story, [m for m in story.mentions if a.sentence.start <= m.start < place])
    if a.measure in ("ie", "contribution"):  # whom money was spent on or given to did not spend or give it
        aimed = targets.given_to(story, a.sentence, a.figure)
        others = [m for m in inside if m not in aimed and not targets.stance_before(story, a.sentence, m)]
        inside = [m for m in inside if m.group] or others
    if inside:
        return inside[-1]
    return story.spender_for(a.sentence, a.figure.start)


def _joined(story: Story, mentions: list[Mention]) -> list[Mention]:
    """Mentions with "A and B" of two committees made one."""
    found: list[Mention] = []
    for m in mentions:
        last = found[-1] if found else None
        between = story.text[last.end : m.start] if last else ""
        if last and last.group and m.group and re.fullmatch(r",? and (?:the )?", between) and last.group != m.group:
            members = tuple(dict.fromkeys([*last.group.members, *m.group.members]))
            names = f"{last.group.short or last.group.name} and {m.group.short or m.group.name}"
            both = Group(f"{last.group.id}+{m.group.id}", names, members, (), names)
            found[-1] = Mention(last.start, m.end, story.text[last.start : m.end], group=both)
        else:
            found.append(m)
    return found


def _money(figure: Figure) -> str:
    return format(
        figure.value.normalize() if figure.value != figure.value.to_integral() else figure.value.to_integral(), "f"
    )


def _base(a: Amount, measure: str, subject: str | None, period: Period, **more: object) -> dict[str, object]:
    return claim(measure, subject, a.figure.comparator, _money(a.figure), "USD", period=period.words, **more)


# --- a whole committee, group or candidate


def _whole(story: Story, a: Amount, subject: Mention | None) -> Typed:
    measure = "disbursements" if a.measure == "ie" else a.measure
    kind, words, candidate_words = _WHOLE[measure]
    period = period_of(a.sentence.text, a.figure.start, story.published)
    if subject is None:
        said = _base(a, measure, None, period)
        reason = "the sentence names no committee, group or candidate by words that the registry or a loaded file knows"
        return Typed(*a.span, kind, said, always(cannot(reason)))
    if subject.person:
        who = story.who(subject.person)
        said = _base(a, measure, subject.person, period)
        if isinstance(who, str):
            return Typed(*a.span, kind, said, always(cannot(who)))
        said |= {
            "subject": who.name,
            "office": who.contest.office,
            "state": who.contest.state,
            "district": who.contest.district,
        }
        return Typed(*a.span, kind, said, lambda day: _judge_candidate(story, a, who, candidate_words, period, day))
    group = subject.group
    assert group
    if len(group.members) > 1:
        kind = "aggregate_group"
    if re.search(r"\bindependent expenditures?\b", a.sentence.text) and measure == "disbursements":
        kind, measure = "ie_sum", "ie_total"
    said = _base(a, measure, group.short or group.name, period)
    if not words:
        return Typed(*a.span, kind, said, always(cannot("only a candidate has personal funds in these summaries")))
    return Typed(
        *a.span, kind, said, lambda day: _judge_group(story, a, group, measure, words, period, day), about=group.id
    )


def _judge_group(
    story: Story, a: Amount, group: Group, measure: str, words: str, period: Period, day: dt.date
) -> Judged:
    answers = money.summary(story.record, words, group.committees, period.cycle, day)
    if measure == "ie_total":  # the sentence says independent expenditures: no other reading is fair
        answers = [x for x in answers if x.facts["definition"] == "independent expenditures"]
    floor = _year_floor(story, group, period, day) if words == "spending" else None
    return _judged_sums(a, answers, period, day, group.short or group.name, "committee", floor)


def _year_floor(story: Story, group: Group, period: Period, day: dt.date) -> Answer | None:
    """Independent expenditures in reports filed after 31 January, when the last of the year before is due: all are of
    the year itself."""
    if not period.year or period.year != period.cycle:
        return None
    spent = money.expenditures(story.record, group.committees, day, cycle=period.cycle)
    since = dt.date(period.year, 1, 31)
    found = spent.answer(
        f"independent expenditures itemised in reports filed after {since}", lambda r: r["filed_on"] > since
    )
    return found if found.rows else None


def _judge_candidate(story: Story, a: Amount, who: Person, words: str, period: Period, day: dt.date) -> Judged:
    rows = ask(story.record, "candidate_total", day, candidates=who.ids, cycle=period.cycle).dicts()
    ids = sorted({r["candidate_id_fec"] for r in rows})
    if not ids:
        settles = _SETTLES["candidate"].format(yy=f"{period.cycle % 100:02d}")
        return cannot(f"no summary of {who.name} for {period.cycle} with coverage ending by {day} is loaded", settles)
    answers = money.summary(story.record, words, ids, period.cycle, day)
    return _judged_sums(a, answers, period, day, who.name, "candidate")


def _judged_sums(
    a: Amount, answers: list[Answer], period: Period, day: dt.date, name: str, kind: str, floor: Answer | None = None
) -> Judged:
    """Sums of the cycle to date under each reading; money of a part of the cycle can only be bounded by them.

    `floor` is a sum that surely belongs to the period: above the claim, it refutes every reading that is larger.
    """
    known = [x for x in answers if x.value is not None]
    settles = _SETTLES[kind].format(yy=f"{period.cycle % 100:02d}")
    if not known:
        missing = answers[0].facts["missing"]
        listed = f" ({', '.join(missing)})" if missing else ""
        return cannot(f"no {period.cycle} summary of {name}{listed} with coverage ending by {day} is loaded", settles)
    f = a.figure
    tried = [Tried(x, _part_fit(x, f, period)) for x in known]
    if (
        floor
        and fit_of(floor, f.value, f.unit_in_last_place, f.comparator) == "no"
        and Fraction(floor.value or 0) > f.value
    ):
        tried = [Tried(t.answer, "no") for t in tried] + [Tried(floor, "no")]
    said = "; ".join(f"{x.reading} {_dollars(x)}" for x in known)
    through = min(x.through for x in known if x.through)
    judged = Judged(tried, f"{name}, {period.cycle} cycle to date through {through}: {said}")
    if known[0].floor:
        judged.caveats.append(_ends(through, day))
        judged.settles.append(settles)
    if period.narrow or not period.stated:
        words = period.words if period.stated else "no period"
        judged.caveats.append(f"the sentence speaks of {words}; the summary holds the whole cycle to date")
        judged.settles.append(settles)
    return judged


def _part_fit(answer: Answer, f: Figure, period: Period) -> Fit:
    """How the cycle's sum bears on the claim: a part of the cycle may be less than it, and cannot be more."""
    fit = fit_of(answer, f.value, f.unit_in_last_place, f.comparator)
    this_year = re.search(r"\bthis year\b", period.words, re.IGNORECASE)
    if period.stated and not period.narrow:
        return fit
    if fit == "yes" and (this_year or not period.stated):
        return fit
    above = Fraction(answer.value or 0) > f.value
    return "open" if above or answer.floor or fit == "yes" else "no"


def _dollars(one: Answer) -> str:
    assert isinstance(one.value, Decimal)
    return usd(one.value)


def _ends(through: dt.date, day: dt.date) -> str:
    months = (day.year - through.year) * 12 + day.month - through.month - (day.day < through.day)
    span = f"{months} months" if months > 1 else f"{(day - through).days} days"
    return f"the summary ends {through}, {span} before {day}: a floor"


# --- independent expenditures on a target


def _on_target(story: Story, a: Amount, subject: Mention | None, target: targets.Target) -> Typed:
    period = period_of(a.sentence.text, a.figure.start, story.published)
    phase = phase_of(a.sentence.text.replace("primaries", "primary"))
    group = subject.group if subject else None
    contest = target.contest
    said = _base(a, "ie_total", (group.short or group.name) if group else None, period)
    said |= {"target": target.name, "stance": target.stance, "phase": phase}
    if contest:
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}
    if target.why or group is None:
        reason = (
            target.why
            or "the spender is not a group or committee that the registry or a loaded file names by these words"
        )
        return Typed(*a.span, "ie_sum", said, always(cannot(reason)))
    return Typed(
        *a.span, "ie_sum", said, lambda day: _judge_target(story, a, group, target, phase, period, day), about=group.id
    )


def _judge_target(
    story: Story, a: Amount, group: Group, target: targets.Target, phase: str | None, period: Period, day: dt.date
) -> Judged:
    loaded = money.held(story.record, group.committees, day)
    settles = [
        f"pas2{period.cycle % 100:02d}.zip, itemised independent expenditures of periodic reports",
        f"independent_expenditure_{period.cycle}.csv, the 24- and 48-hour notices",
    ]
    name = group.short or group.name
    kinds = [(c, held) for c in group.committees for held in ("expenditure", "notice")]
    if not any(period.cycle in loaded.get(one, set()) for one in kinds):
        return cannot(f"no itemised rows of {name} are loaded for {period.cycle}; missing is not zero", *settles)
    spent = money.expenditures(story.record, group.committees, day, cycle=period.cycle)
    answers = targets.readings(story, spent, target, phase, period.cycle, day)
    best = money.with_notices(story.record, spent, group.committees, day, period.cycle)
    if best:
        more = targets.readings(story, best, target, phase, period.cycle, day)
        answers += [replace(x, reading=f"{x.reading}, with notices since the last report") for x in more]
    f = a.figure
    tried = [Tried(x, fit_of(x, f.value, f.unit_in_last_place, f.comparator)) for x in answers]
    if moment := _MOMENT.search(a.sentence.text) or (period.narrow and re.search(r".+", period.words)):
        notice = Answer(
            f"expenditures of {moment[0].strip()} alone", None, "USD", (), 0, None, True, ("notices are not loaded",)
        )
        tried.append(Tried(notice, "unknown"))
    said = "; ".join(
        f"{x.reading}: "
        + ("not computable" if x.value is None else f"{_dollars(x)} in {x.rows} row{'s' * (x.rows != 1)}")
        for x in answers
    )
    judged = Judged(tried, f"{name}, itemised in periodic reports filed by {day}: {said}")
    if any(x.floor for x in answers) and best is None:
        judged.caveats.append(money.FLOOR)
        judged.settles.append(settles[1])
    if any(x.through and stale(x, day) for x in answers if x.floor):
        judged.caveats.append(
            "the dates are those of the surviving versions: an earlier version may have been public before"
        )
    return judged


# --- gifts


def _gift(story: Story, a: Amount, subject: Mention | None) -> Typed:
    period = period_of(a.sentence.text, a.figure.start, story.published)
    giver = subject.group if subject else None
    after = [m for m in story.people_in(a.sentence) if m.start >= a.span[0]]
    after = after or targets.given_to(story, a.sentence, a.figure)
    said = _base(a, "contribution", (giver.short or giver.name) if giver else None, period)
    if after:
        said["target"] = after[0].person
    if giver is None or not after:
        file = f"indiv{period.cycle % 100:02d}.zip, itemised contributions of individuals and organisations"
        reason = "itemised contributions by such a giver, or to such a receiver, are in no loaded source"
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


def _judge_gift(story: Story, a: Amount, giver: Group, who: Person, period: Period, day: dt.date) -> Judged:
    loaded = money.held(story.record, giver.committees, day)
    file = f"pas2{period.cycle % 100:02d}.zip, itemised contributions to candidates"
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
    one = Answer("contributions and earmarks passed on", total, "USD", (rows,), count, through, True, (money.ROUNDED,))
    f = a.figure
    caveats = ["24K rows mix a committee's own money (at most $5,000 an election) with earmarked money passed on"]
    reason = f"{giver.short or giver.name} to {who.name}, filed by {day}: ${total:,.0f} in {count} rows"
    return Judged(
        [Tried(one, fit_of(one, f.value, f.unit_in_last_place, f.comparator))], reason, None, caveats, settles=[file]
    )
