"""A gift of one to another: to a candidate by what committees report, to a committee by what it itemised as received."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from onrecord.answers import added_up, money
from onrecord.answers.answer import Answer
from onrecord.answers.donors import USE
from onrecord.claims.documents import individual_contributions
from onrecord.claims.gift_names import Party
from onrecord.claims.gift_slots import parties
from onrecord.claims.kinds import own_money, toward
from onrecord.claims.kinds.amount import Amount, dollars, said_of
from onrecord.claims.kinds.ranking import SCHEDULE_A
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import Period, period_of
from onrecord.claims.story import Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot
from onrecord.claims.unread import part_words
from onrecord.claims.verdict import fit_of
from onrecord.model.names import same_name, words
from onrecord.registry.groups import Group

NAMES = 200  # of each kind, as the question contributors asks
_FORMS = {"inc", "llc", "corp", "corporation", "co", "company", "the", "lp", "ltd", "group", "holdings"}
EACH = "a gift to each of several is not checked here: ask contributions, one receiver at a time"
SPELLING = "a giver may stand under other spellings, too: what is named so is a floor"


def gift(story: Story, a: Amount, subject: Mention | None) -> Typed:
    """The claim of a gift: asked as the words' giver and receiver, and of nobody where these were linked otherwise."""
    s, f = a.sentence, a.figure
    giver, receiver = parties(story, s, f.start, f.end)
    to = receiver.mention.group if receiver and receiver.mention else None
    if giver and giver.name and to and giver.count == 1 and not (giver.mention and giver.mention.group is to):
        return _received(story, a, giver, to)
    one = toward.gift(story, a, subject)
    if receiver and receiver.count > 1 and one.claim["measure"] != "contribution":  # to each of a list by name
        name = giver.name if giver else None
        said = said_of(a, "contribution", name, period_of(s.text, f.start, story.published), target=receiver.name)
        return Typed(*a.span, "donor_flow", said, always(cannot(EACH, individual_contributions(story.cycle))))
    if one.about and not _agree(one, giver, receiver):
        who = (
            EACH
            if receiver and receiver.count > 1
            else "the sentence's giver and receiver are not the two whom a question could be asked of"
        )
        return replace(one, judge=always(cannot(who, individual_contributions(story.cycle))), about="")
    return one


def to_own_campaign(story: Story, a: Amount) -> bool:
    """Whether "gave his campaign $5 million" is a candidate's own money: a candidate that the record knows gave it."""
    if not own_money.gave_own(a.sentence.text, a.figure):
        return False
    giver, _ = parties(story, a.sentence, a.figure.start, a.figure.end)
    return bool(giver and giver.mention and giver.mention.person)


def _agree(one: Typed, giver: Party | None, receiver: Party | None) -> bool:
    """Whether the parties that the grammar finds are those that the question was asked of."""
    person = receiver.mention.person if receiver and receiver.mention else None
    if receiver and one.claim["office"] and not (person and same_name(person, str(one.claim["target"]))):
        return False
    if giver is None or giver.mention is None or giver.mention.group is None:
        return giver is None
    return giver.mention.group.id == one.about


def _received(story: Story, a: Amount, giver: Party, to: Group) -> Typed:
    """What a committee or group received from one giver, by its own itemised receipts."""
    period = period_of(a.sentence.text, a.figure.start, story.published)
    said = said_of(a, "contribution", giver.name, period)
    said["target"] = to.short or to.name
    part = part_words(a.sentence.text.replace(" from ", " of "), a.figure.start, a.figure.end)
    name = f"'{giver.name}' is read as whom the words before mean" if giver.refers else ""
    return Typed(
        *a.span, "donor_flow", said, lambda day: _judge(story, a, giver, to, period, day), part=part, inferred=name
    )


def _judge(story: Story, a: Amount, giver: Party, to: Group, period: Period, day: dt.date) -> Judged:
    """The sum of the itemised receipts that bear the giver's name; it supports a figure and refutes none."""
    name, file = to.short or to.name, individual_contributions(period.cycle)
    group = giver.mention.group if giver.mention else None
    asked = {
        "committees": list(to.committees),
        "cycle": period.cycle,
        "since": _day(period.since),
        "until": _day(period.until),
    }
    rows = added_up.contributors(story.record, day, **asked, individuals=group is None, most=NAMES)
    listed = rows.dicts()
    if not listed:
        return cannot(
            f"no itemised receipts of {name} are loaded for {period.cycle}; missing is not zero", SCHEDULE_A, file
        )
    mine = [r for r in listed if _is(r, giver, group)]
    if not mine:
        why = f"none of the loaded receipts of {name} for {period.cycle} is under the name {giver.name}"
        return cannot(f"{why}; missing is not zero", SCHEDULE_A, file)
    total = sum((r["amount_usd"] for r in mine), Decimal(0))
    count = sum(r["row_count"] for r in mine)
    people = any(r["kind"] == "individual" for r in mine)
    caveats = (money.ROUNDED, SPELLING, *((USE,) if people else ()))
    through = max(r["last_filed_on"] for r in listed)
    reading = f"itemised receipts of {name} under the giver's name"
    one = Answer(reading, total.to_integral_value(), "USD", (rows,), count, through, True, caveats)
    f = a.figure
    fit = fit_of(one, f.value, f.unit_in_last_place, f.comparator)
    narrow = period.narrow and not period.until
    tried = Tried(one, fit if fit == "yes" and not narrow else "open" if fit != "unknown" else fit)
    of = f"{dollars(one)} in {count:,} row{'s' * (count != 1)}"
    said = f"{giver.name} to {name}, {period.cycle} cycle, filed by {day}: {of}"
    return Judged([tried], said, None, list(caveats), settles=[SCHEDULE_A, file])


def _is(row: dict[str, object], giver: Party, group: Group | None) -> bool:
    """Whether a row of receipts is the giver's: by committee id, else by last and first name, else by all words."""
    if group is not None:
        return row["giver_id_fec"] in group.committees
    name = str(row["contributor_name"] or "")
    if row["kind"] == "individual":
        return " " in giver.name and same_name(name, giver.name)
    return bool(words(giver.name)) and _bare(name) == _bare(giver.name)


def _bare(name: str) -> list[str]:
    """The words of an organisation's name without those of its legal form."""
    return [w for w in words(name) if w not in _FORMS]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
