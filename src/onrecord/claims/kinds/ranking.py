"""What the record says to a rank: committees of a type, candidates of a contest, a spender's own contests."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from decimal import Decimal

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.field import BELOW, NET, PACS, SUPER_PACS, Committees, Field, committees_of, field_of
from onrecord.answers.people import Person
from onrecord.claims.documents import document
from onrecord.claims.kinds.nearby import Near, of_stage, over
from onrecord.claims.kinds.targets import settled
from onrecord.claims.periods import Period
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judge, Judged, Tried, always, cannot
from onrecord.claims.verdict import Fit
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day
from onrecord.model.money import usd

GIVERS = (
    "who gave most is told by every itemised receipt of the committee, which is not loaded whole; missing is not zero"
)
SCHEDULE_A = "the committee's itemised receipts (Form 3X, Schedule A)"
ALL_TIME = "a record of all time is held against every cycle, and this record begins with the files that are loaded"
EVERY_CYCLE = "the FEC's independent expenditures of every cycle since 1980"
CONTESTS = "which contest cost most is told by every spender and candidate of every contest, not all of which are loaded"
EVERY_SPENDER = "all independent expenditures and candidate reports of the cycle"
LINES = {"receipts": ("receipts_usd", NET), "cash_on_hand": ("cash_usd",),
         "ie_total": ("independent_expenditures_usd", "disbursements_usd")}  # fmt: skip
FAMILY = {"receipts": "candidate_receipts", "cash_on_hand": "candidate_cash", "ie_total": "candidate_spending"}
_NAMES = {
    "receipts_usd": "receipts",
    NET: "receipts without transfers from affiliated committees",
    "cash_usd": "cash on hand",
    "independent_expenditures_usd": "independent expenditures",
    "disbursements_usd": "all disbursements",
}
# Words that make the ranked set or sum another one than all of a committee's money of a cycle.
_PART = re.compile(
    r"\b(?:on|from|against|supporting|opposing|backing|for|focused|aligned|allied|affiliated|pro|anti|Democratic"
    r"|Republican"
    r"|GOP|liberal|conservative|crypto\w*|outside|single|so far|in one|day|week|month|quarter|among|Senate|House)\b",
    re.IGNORECASE,
)


MAIN = ("receipts", "all disbursements", "cash on hand", "independent expenditures")


def plain_first(judged: Judged) -> None:
    """Leave out readings that only keep a claim from being refuted, where the plain reading of the words fits it.

    "Raised" is all receipts; that it can mean some of them matters only to a claim that all receipts do not bear out.
    """
    plain = [t for t in judged.readings if t.answer.facts.get("definition") in MAIN]
    if plain and all(t.fits == "yes" for t in plain):
        judged.readings = [t for t in judged.readings if t in plain or t.fits == "yes"]


def of_races(story: Story, who: Near | None, contest: Contest | None, place: int, when: Period) -> Judge:
    """The judge of "the most it has spent on any race": the group's own contests by its itemised expenditures."""
    cycle = when.cycle
    notices = document("fec_ie_notices", cycle)
    if who is None or who.group is None or contest is None:
        why = "the spender or the contest is not named by words that the registry or a loaded file knows"
        return always(cannot(why, notices))
    if when.narrow or of_stage(when):
        return always(cannot(f"'{when.words}' is a part of what the cycle's rows hold", notices))
    group = who.group

    def judge(day: dt.date) -> Judged:
        periodic = money.expenditures(story.record, group.committees, day, cycle=cycle)
        spent = money.with_notices(story.record, periodic, group.committees, day, cycle) or periodic
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in spent.listed:
            sums[str(money.contest_of(row) or "contest not known")] += row["amount_usd"]
        if not sums:
            return cannot(f"no itemised expenditures of {who.name} are loaded for {cycle}; missing is not zero", notices)
        listed = sorted(sums.items(), key=lambda kv: (-kv[1], kv[0]))
        mine = sums.get(str(contest))
        ahead = 0 if mine is None else sum(v > mine for _, v in listed)
        whole = settled(story, spent, general_day(cycle), day) and over(story, cycle)
        fit: Fit = "unknown" if mine is None or not whole else "yes" if ahead + 1 == place else "no"
        last = max(r["filed_on"] for r in spent.listed)
        name = f"contests by independent expenditures: {listed[0][0]} most"
        one = Answer(name, money.whole(listed[0][1]), "USD", (spent.rows,), len(spent.listed), last, not whole,
                     (money.FLOOR,), tuple((c, money.whole(v)) for c, v in listed))  # fmt: skip
        told = "; ".join(f"{c} {usd(money.whole(v))}" for c, v in listed[:3])
        judged = Judged([Tried(one, fit)], f"{who.name}, {cycle}, filed by {day}: {told}", None, settles=[notices])
        if not whole:
            judged.caveats.append("what is loaded does not reach the end of the cycle: the order may be another")
        return judged

    return judge


def _rest(story: Story, s: Sentence, said: str) -> str:
    """A sentence without the words of the rank and without names of groups: what else it says."""
    text = s.text
    for m in story.mentions:
        if m.group and s.start <= m.start < s.end:
            text = text[: m.start - s.start] + " " * (m.end - m.start) + text[m.end - s.start :]
    return text.replace(said, " ")


def of_committees(
    story: Story, s: Sentence, who: Near, measure: str, place: int, when: Period, contest: Contest | None, said: str
) -> Judge:
    """The judge of a committee's rank among those of its type by their summaries of a cycle."""
    cycle = when.cycle
    settles = document("fec_committee_totals", cycle)
    if measure == "ie_total" and contest is not None:
        why = (
            f"who spent most on {contest} is told by every spender's itemised expenditures, not all of which are loaded"
        )
        return always(cannot(why, document("fec_pas2", cycle), document("fec_ie_notices", cycle)))
    types = re.search(r"\b(?P<super>super PACs?)\b|\b(?P<pac>PACs?)\b", said)
    if re.search(r"\b(?:largest|biggest|top|leading|greatest) (?:\w+ )?(?:super PAC|PAC)s?$", said, re.IGNORECASE):
        return always(cannot("by which sum it is the largest, the words do not say", settles))
    if who.group is None or len(who.group.members) != 1 or not types or measure not in LINES:
        return always(cannot("the committee, or the kind of committee it is ranked among, is not one that a file tells",
                             settles))  # fmt: skip
    if when.narrow or when.year or of_stage(when) or (part := _PART.search(_rest(story, s, said))):
        words = when.words if when.narrow or when.year or of_stage(when) else part[0] if part else ""
        return always(cannot(f"the words '{words}' make it a rank of another sum, or among others, than of the"
                             f" whole cycle",
                             settles))  # fmt: skip
    number = who.group.members[0][0]
    codes, words = (SUPER_PACS, "super PACs") if types["super"] else (PACS, "PACs")

    def judge(day: dt.date) -> Judged:
        judged = Judged(settles=[settles])
        among = committees_of(story.record, codes, cycle, day)
        for column in LINES[measure]:
            judged.readings.append(_among(among, column, words, number, who.name, cycle, place))
        plain_first(judged)
        known = [t for t in judged.readings if t.answer.value is not None]
        if not known:
            return cannot(f"no {cycle} summaries of these committees that were public by {day} are loaded", settles)
        judged.reason = "; ".join(t.answer.reading for t in known)
        if any(t.fits == "unknown" for t in known):
            judged.caveats.append(
                f"not every committee's summary of {cycle} was public by {day}: the order may be another"
            )
        return judged

    return judge


def _among(among: Committees, column: str, words: str, number: str, name: str, cycle: int, place: int) -> Tried:
    listed = among.ranked(column)
    mine = next((v for v, i, _ in listed if i == number), None)
    what = f"{_NAMES[column]} among {len(listed):,} {words} of {cycle}"
    last = max((r["coverage_end"] for r in among.listed), default=None)
    parts = tuple((f"{n} ({i})", v) for v, i, n in listed[:5])
    if mine is None:
        return Tried(
            Answer(f"{what}: none of {name}", None, "rank", (among.rows,), len(among.listed), last, True), "unknown"
        )
    at = 1 + sum(v > mine for v, _, _ in listed)
    fit: Fit = "unknown" if not among.complete else "yes" if at == place else "no"
    first = f"{listed[0][2]} {usd(listed[0][0])}" if at > 1 else ""
    reading = f"{what}: {name} number {at:,}, {usd(mine)}{f'; first {first}' if first else ''}"
    return Tried(Answer(reading, at, "rank", (among.rows,), len(among.listed), last, not among.complete, (), parts,
                        {"parts": "USD", "definition": _NAMES[column]}), fit)  # fmt: skip


def of_candidates(
    story: Story, s: Sentence, who: Near | None, measure: str, place: int, when: Period, hit: re.Match[str]
) -> Judge:
    """The judge of a candidate's rank in the contest by the candidates' summaries of a cycle."""
    settles = document("fec_candidate_totals", when.cycle)
    if who is None or who.person is None:
        return always(cannot("the candidate is not named by words that a loaded file knows", settles))
    person = story.who(who.person)
    if isinstance(person, str):
        return always(cannot(person, settles))
    wide = re.search(
        r"\b(?:in the (?:country|nation|House|Senate|state|party)|nationwide|nationally|statewide)\b", s.text
    )
    parted = re.search(
        r"\b(?:Democrats?|Republicans?|Democratic|Republican|GOP|challengers?|incumbents?|primary|general|runoff)\b",
        hit["said"],
    )
    if wide or parted or measure not in FAMILY or when.narrow or when.year or of_stage(when):
        words = when.words if when.narrow or when.year or of_stage(when) else (wide or parted or hit)[0]
        return always(cannot(f"'{words}' ranks among others, or of other days, than the candidates of"
                             f" {person.contest} in a"
                             " cycle", settles))  # fmt: skip

    def judge(day: dt.date) -> Judged:
        roster = story.roster(person.contest, day)
        fields = field_of(story.record, roster, FAMILY[measure], when.cycle, day)
        found = [(f, f.place(person)) for f in fields]
        found = [(f, at) for f, at in found if at is not None]
        if not found:
            return cannot(f"no {when.cycle} summary of {person.name} that was public by {day} is loaded", settles)
        judged = Judged(settles=[settles])
        for one, at in found:
            assert at is not None
            judged.readings.append(_placed(one, at, person, place, when, measure))
        plain_first(judged)
        judged.reason = "; ".join(t.answer.reading for t in judged.readings)
        return judged

    return judge


def _placed(one: Field, at: int, person: Person, place: int, when: Period, measure: str) -> Tried:
    mine = one.of(person)
    assert mine is not None
    parts = tuple((p.name, a.value) for p, a in one.listed if a.value is not None)
    asked = tuple({r.receipt: r for _, a in one.listed for r in a.asked}.values())
    reading = f"{one.reading}, {person.contest} {when.cycle}: {person.name} number {at} of {len(one.listed)}"
    said = (f"without a summary: {', '.join(one.missing)}", BELOW) if one.missing else ()
    through = min(a.through for _, a in one.listed if a.through)
    answer = Answer(reading, at, "rank", asked, len(one.listed), through, False, said, parts,
                    {"parts": "USD", "definition": one.definition})  # fmt: skip
    fit: Fit = "yes" if at == place else "no"
    ended = last_end(mine) is not None and money.final(when.cycle, last_end(mine) or dt.date.min)
    open_ends = [a for _, a in one.listed if not money.final(when.cycle, last_end(a) or dt.date.min)]
    if (measure == "cash_on_hand" and when.until != mine.through) or not ended or not when.stated:
        fit = "unknown"  # a balance is of a day, and money to come can change the order
    elif fit == "yes" and open_ends:
        fit = "unknown"
    return Tried(answer, fit)


def last_end(answer: Answer) -> dt.date | None:
    """The latest coverage end among the summaries that a sum rests on: an id that was given up ends before it."""
    return max((r["coverage_end"] for rows in answer.asked for r in rows.dicts() if r["coverage_end"]), default=None)
