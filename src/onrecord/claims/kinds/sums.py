"""Money of a whole committee, group or candidate: sums to date under each reading, and what bounds a part of them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.money import final
from onrecord.answers.people import Person
from onrecord.claims.clauses import clause_of
from onrecord.claims.documents import document
from onrecord.claims.figures import Figure
from onrecord.claims.kinds import guards, individuals, itemised, pooled
from onrecord.claims.kinds.amount import Amount, dollars, said_of
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import Period, period_of
from onrecord.claims.story import Story
from onrecord.claims.tolerance import fits
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot
from onrecord.claims.verdict import Fit, fit_of
from onrecord.registry.groups import Group

_WHOLE = {
    "disbursements": ("committee_flow", "spending", "candidate_spending"),
    "receipts": ("committee_flow", "receipts", "candidate_receipts"),
    "cash_on_hand": ("committee_flow", "cash", "candidate_cash"),
    "debts": ("committee_flow", "debts", "candidate_debts"),
    "candidate_contribution": ("self_fund", "", "candidate_contributions"),
    "candidate_loan": ("self_fund", "", "candidate_loans"),
    "self_funding": ("self_fund", "", "self_funding"),
    "contributions_made": ("donor_flow", "contributions", "candidate_spending"),
}
OFFICE_OF = {"house": "H", "senate": "S", "presidential": "P", "presidency": "P", "president": "P"}
_OFFICE = re.compile(
    r"\b(?P<what>House|Senate|presidential) (?:seat|race|campaign|bid|run|committee|account|contest|re-?election)\b"
    r"|\bfor (?:the )?(?:U\.S\. )?(?P<to>House|Senate|presidency|president)\b"
)
LINE_29 = "with gifts to state and local committees (Form 3X line 29), which no summary holds"
_SUMMARY = {"committee": "fec_committee_totals", "candidate": "fec_candidate_totals"}
_REPORTS = {
    "committee": "the committee's reports for the period (Form 3X)",
    "candidate": "the candidate committee's reports for the period (Form 3)",
}


def whole(story: Story, a: Amount, subject: Mention | None) -> Typed:
    """The claim about money of a whole committee, group or candidate."""
    measure = "disbursements" if a.measure == "ie" else a.measure
    kind, words, candidate_words = _WHOLE[measure]
    period = period_of(a.sentence.text, a.figure.start, story.published)
    if subject is None:
        said = said_of(a, measure, None, period)
        reason = "the sentence names no committee, group or candidate by words that the registry or a loaded file knows"
        return Typed(*a.span, kind, said, always(cannot(reason)))
    if subject.person:
        who = story.who(subject.person)
        said = said_of(a, measure, subject.person, period)
        if isinstance(who, str):
            return Typed(*a.span, kind, said, always(cannot(who)))
        if other := _other_office(a, who):
            reason = f"the sentence speaks of the {other}, and the record knows {who.name} in {who.contest} alone"
            return Typed(*a.span, kind, said, always(cannot(reason)))
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
    mixed = pooled.both(a) if measure == "disbursements" else None
    if guards.says_independent(a.sentence.text, a.figure) and measure == "disbursements" and not mixed:
        kind, measure = "ie_sum", "ie_total"
    said = said_of(a, mixed or measure, pooled.joined_name(group), period)
    bare = subject.text in group.bare
    if not words:
        return Typed(*a.span, kind, said, always(cannot("only a candidate has personal funds in these summaries")))
    return Typed(
        *a.span, kind, said, lambda day: _judge_group(story, a, group, measure, words, period, bare, day), about=group.id
    )


def _other_office(a: Amount, who: Person) -> str | None:
    """The office in the amount's clause ("for his House seat") where it is not that of the person's contest."""
    first, last = clause_of(a.sentence.text, a.figure.start, a.figure.end)
    said = {(hit["what"] or hit["to"]).casefold() for hit in _OFFICE.finditer(a.sentence.text[first:last])}
    named = {OFFICE_OF[one] for one in said}
    return min(said) if named and who.contest.office not in named else None


def _judge_group(
    story: Story, a: Amount, group: Group, measure: str, words: str, period: Period, bare: bool, day: dt.date
) -> Judged:
    answers = money.summary(story.record, words, group.committees, period.cycle, day)
    if bare:
        first = money.summary(story.record, words, group.committees[:1], period.cycle, day)
        answers += [replace(x, reading=f"{x.reading}, {group.members[0][1]} alone") for x in first]
    if measure == "contributions_made":
        answers = [*answers, _given(story, group, period, day)]
    if measure == "ie_total":  # the sentence says independent expenditures: no other reading is fair
        answers = [x for x in answers if x.facts["definition"] == "independent expenditures"]
    floor = itemised.surely(story, a, group, period, day) if words == "spending" else None
    judged = _judged_sums(a, answers, period, day, group.short or group.name, "committee", floor)
    if words == "spending":
        _with_rows(story, judged, a, group, period, day)
    if measure == "receipts" and period.since:
        individuals.of_month(story, judged, a.figure, group, period, day)
    if measure == "contributions_made" and judged.readings:
        spent = money.summary(story.record, "spending", group.committees, period.cycle, day)[0]
        _bounded(judged, spent, a.figure, period)
    elif measure == "disbursements":
        _between(judged, a.figure)
    return judged


def _bounded(judged: Judged, spent: Answer, f: Figure, period: Period) -> None:
    """Gifts are at most all disbursements, and only above these is a sum of them refuted: those to state and local
    committees stand in line 29 of Form 3X, which no summary holds."""
    values = [t.answer.value for t in judged.readings if t.answer.value is not None]
    known = spent.value is not None and all(Fraction(v) <= Fraction(spent.value) for v in values)
    if known and Fraction(spent.value or 0) < f.value and _part_fit(spent, f, period) == "no":
        judged.readings = [Tried(t.answer, "no") for t in judged.readings] + [Tried(spent, "no")]
    elif not any(t.fits == "yes" for t in judged.readings):
        judged.readings.append(Tried(Answer(LINE_29, None, "USD", (), 0, None, True), "unknown"))


def _between(judged: Judged, f: Figure) -> None:
    """More than expenditures with gifts, and no more than all disbursements: gifts of line 29 can make it up."""
    values: dict[str, Fraction] = {}
    for t in judged.readings:
        if t.answer.value is not None:
            values.setdefault(t.answer.facts.get("definition", ""), Fraction(t.answer.value))
    given, every = values.get("independent expenditures and contributions"), values.get("all disbursements")
    fits_none = not any(t.fits == "yes" for t in judged.readings)
    if fits_none and given is not None and every is not None and given < f.value <= every:
        judged.readings.append(Tried(Answer(LINE_29, None, "USD", (), 0, None, True), "unknown"))


def _given(story: Story, group: Group, period: Period, day: dt.date) -> Answer:
    """Contributions to candidates as itemised (24K, 24Z), earmarks passed on among them."""
    rows = money.recipients(story.record, group.committees, period.cycle, day)
    listed = rows.dicts()
    total = sum((r["amount_usd"] for r in listed), Decimal(0)).to_integral_value()
    through = max((r["last_filed_on"] for r in listed), default=None)
    facts = {"definition": "itemised contributions to candidates", "balance": False, "missing": []}
    count = sum(r["row_count"] for r in listed)
    caveats = (money.ROUNDED, "earmarked money passed on is in it")
    value = total if listed else None
    return Answer(
        "itemised contributions to candidates", value, "USD", (rows,), count, through, True, caveats, facts=facts
    )


def _with_rows(story: Story, judged: Judged, a: Amount, group: Group, period: Period, day: dt.date) -> None:
    """Itemised rows that reproduce the figure are a reading of it; a summary that ends before them contradicts them not.

    They refute nothing: a summary holds all that they do.
    """
    definition = "independent expenditures"
    if any(t.fits == "yes" and t.answer.facts.get("definition") == definition for t in judged.readings):
        return
    fit, lacking = _rows_that_fit(story, a, group, period, day)
    if not fit:
        return
    last = fit[0].answer.through
    judged.readings = [
        t
        for t in judged.readings
        if not (
            t.fits == "open"
            and t.answer.facts.get("definition") == definition
            and t.answer.through
            and last
            and t.answer.through < last
        )
    ] + fit
    one = fit[0].answer
    judged.verdict = None
    judged.reason = f"{judged.reason}; {one.reading}: {dollars(one)} in {one.rows:,} rows".removeprefix("; ")
    judged.caveats += lacking


def _rows_that_fit(story: Story, a: Amount, group: Group, period: Period, day: dt.date) -> tuple[list[Tried], list[str]]:
    """The readings of itemised independent expenditures that admit the figure, and what could not be computed."""
    f = a.figure
    if itemised.not_loaded(story, group, period.cycle, day) or itemised.members_not_loaded(
        story, group, period.cycle, day
    ):
        return [], []
    found = itemised.answers(story, day, period, {"spender": group})
    listed = [itemised.tried(x, f, period, floor=True) for x in (*found.main, *found.more)]
    fit = [itemised.day_filed(story, t, group, period, day) for t in listed if t.fits == "yes"]
    return fit[:1], found.lacking if fit else []


def _judge_candidate(story: Story, a: Amount, who: Person, words: str, period: Period, day: dt.date) -> Judged:
    rows = ask(story.record, "candidate_total", day, candidates=who.ids, cycle=period.cycle).dicts()
    ids = sorted({r["candidate_id_fec"] for r in rows})
    if not ids:
        settles = document("fec_candidate_totals", period.cycle)
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
    settles = [_REPORTS[kind], document(_SUMMARY[kind], period.cycle)]
    if not known:
        missing = answers[0].facts["missing"]
        listed = f" ({', '.join(missing)})" if missing else ""
        return cannot(f"no {period.cycle} summary of {name}{listed} with coverage ending by {day} is loaded", *settles)
    f = a.figure
    known = [replace(x, floor=False) if _exactly(x, period) else x for x in known]  # no later report is of those days
    tried = [Tried(x, _part_fit(x, f, period)) for x in known]
    if kind == "candidate" and period.since:  # of some days: without loans or transfers can be meant
        tried = [
            Tried(t.answer, "open") if t.fits != "yes" and Fraction(t.answer.value or 0) > f.value else t for t in tried
        ]
    blank = [x for x in answers if x.value is None and x.facts["definition"] == "contributions and transfers"]
    if blank and not any(t.fits == "yes" for t in tried):  # a source without the line of transfers refutes no gift
        tried += [Tried(x, "unknown") for x in blank]
    if (
        floor
        and fit_of(floor, f.value, f.unit_in_last_place, f.comparator) == "no"
        and Fraction(floor.value or 0) > f.value
    ):
        tried = [Tried(t.answer, "no") for t in tried] + [Tried(floor, "no")]
    inside = len(known[0].parts) > 1 and known[0].facts["definition"] in ("receipts", "all disbursements")
    if inside and kind == "committee" and len(tried) == len(known) and not any(t.fits == "yes" for t in tried):
        net = Answer("without what its members gave each other", None, "USD", (), 0, through_of(known), True)
        tried.append(Tried(net, "unknown"))
    said = "; ".join(f"{x.reading} {dollars(x)}" for x in known)
    through = through_of(known)
    judged = Judged(tried, f"{name}, {period.cycle} cycle to date through {through}: {said}")
    if known[0].floor and period.until != through:
        judged.caveats.append(_ends(through, day))
        judged.settles += settles
    if (period.narrow or not period.stated) and period.until != through:
        words = period.words if period.stated else "no period"
        judged.caveats.append(f"the sentence speaks of {words}; the summary holds the whole cycle to date")
        judged.settles += settles
    return judged


def through_of(known: list[Answer]) -> dt.date:
    """The earliest coverage end among answers."""
    return min(x.through for x in known if x.through)


def _exactly(answer: Answer, period: Period) -> bool:
    """Whether a summary holds the very days that the sentence names; a balance is of its last day alone."""
    begins = period.since is None if answer.facts["balance"] else period.from_start
    return bool(period.until) and period.until == answer.through and begins


def _part_fit(answer: Answer, f: Figure, period: Period) -> Fit:
    """How the cycle's sum bears on the claim: a part of the cycle may be less than it, and cannot be more."""
    fit = fit_of(answer, f.value, f.unit_in_last_place, f.comparator)
    if _exactly(answer, period):
        return fits(f.value, f.unit_in_last_place, f.comparator, answer.value or 0)
    if answer.facts["balance"]:  # a balance of another day than the sentence's says nothing against it
        ended = period.stated and not period.narrow and bool(answer.through and final(period.cycle, answer.through))
        return fit if fit == "yes" or ended else "unknown"
    if period.year and not period.narrow and fit != "yes" and Fraction(answer.value or 0) > f.value:
        return "open"  # a calendar year's money is in no summary: the cycle's is an upper bound of it
    this_year = re.search(r"\bthis year\b", period.words, re.IGNORECASE)
    if period.stated and not period.narrow:
        return fit
    if fit == "yes" and (this_year or not period.stated):
        return fit
    above = Fraction(answer.value or 0) > f.value
    return "open" if above or answer.floor or fit == "yes" else fit


def _ends(through: dt.date, day: dt.date) -> str:
    months = (day.year - through.year) * 12 + day.month - through.month - (day.day < through.day)
    span = f"{months} months" if months > 1 else f"{(day - through).days} days"
    return f"the summary ends {through}, {span} before {day}: a floor"
