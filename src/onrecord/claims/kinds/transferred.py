"""Transfers of ranked-choice votes: "two-thirds of Begich's votes went to Palin", from the difference of two rounds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from onrecord.answers.answer import Answer
from onrecord.answers.contests import Contested, Count, contested
from onrecord.answers.people import Person
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.advanced import mask
from onrecord.claims.kinds.races import line_of
from onrecord.claims.kinds.staging import UNSURE, Asked, asked_of, held_back, not_read, persons, source_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import fit_of
from onrecord.claims.vote_slots import name_of
from onrecord.claims.vote_stage import stage_of
from onrecord.model.names import display

_VOTES = r"(?:first[- ]choice |first[- ]round )?(?:votes?|voters|ballots|supporters|backers|second[- ]choices?)"
_WENT = (
    r"(?:went|transferred|moved|broke|flowed|shifted|passed|redistributed|were (?:transferred"
    r"|redistributed))(?: over)?"
)
_FROM = re.compile(
    rf"^ (?:of (?:\w+ )?(?P<of>\0+)[\u2019']s? {_VOTES}|{_VOTES} of (?P<whose>\0+)) {_WENT} (?:to|for)"
    rf" (?:\w+ ){{0,2}}(?P<to>\0+)"
)
_EXHAUSTED = re.compile(rf"^ of (?:\w+ )?(?P<of>\0+)[\u2019']s? {_VOTES} (?:were|was|became) (?:exhausted|inactive)\b")


@dataclass(frozen=True)
class Transfer:
    """So much of one candidate's votes said to have gone to another, or to nobody where `to` is None."""

    figure: Figure
    source: Person
    to: Person | None


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about votes transferred between rounds."""
    masked, mentions = mask(story, s)
    claims = []
    for figure in found:
        after = masked[figure.end :]
        hit = _FROM.match(after) or _EXHAUSTED.match(after)
        if figure.kind not in ("percent", "number", "votes") or not hit:
            continue
        named = hit.groupdict()
        at = [hit.start(k) for k in ("of", "whose", "to") if named.get(k)]
        who = [m for place in at for m, a in mentions if a == figure.end + place]
        claims.append(_typed(story, s, figure, figure.end + hit.end(), persons(story, who)))
    return claims


def _typed(story: Story, s: Sentence, figure: Figure, end: int, who: list[Person] | str) -> Typed:
    span = (s.start + figure.start, s.start + end)
    unit = "pct" if figure.kind == "percent" else "votes"
    value: object = int(figure.value) if figure.value == int(figure.value) else str(figure.value)
    form = claim("rcv_transfer", None, figure.comparator, value, unit)
    if isinstance(who, str):
        return Typed(*span, "rcv_transfer", form, always(cannot(who)))
    to = who[1] if len(who) > 1 else None
    form |= {"subject": name_of(to, story) if to else "ballots", "target": f"from {name_of(who[0], story).split()[-1]}"}
    form["measure"] = "rcv_transfer" if to else "rcv_exhausted"
    unsure = UNSURE.search(s.text[: figure.start]) or UNSURE.search(s.text[end - s.start :])
    asked = asked_of(story, s, figure.start, figure.end, who)
    if unsure or isinstance(asked, str):
        why = asked if isinstance(asked, str) else f"the words '{unsure[0] if unsure else ''}' leave it open"
        return Typed(*span, "rcv_transfer", form, always(cannot(why, "the contest's published round table")))
    where = asked.contest
    form |= {"office": where.office, "state": where.state, "district": where.district, "period": str(asked.year)}
    if stage := stage_of(story, s, figure.start, figure.end, where, (who, who)):
        form |= {"phase": stage.phase, "period": stage.period(story.published)}
    said = Transfer(figure, who[0], to)
    unread = not_read(story, s, figure.start, end)
    return Typed(*span, "rcv_transfer", form, lambda day: judge_transfer(story, asked, said, day), unread=unread)


def judge_transfer(story: Story, asked: Asked, said: Transfer, day: dt.date) -> Judged:
    """By the round in which the candidate fell out: of all their votes, and of those that went on to somebody."""
    votes = contested(story.record, asked.contest, day, asked.year)
    judged = Judged(settles=[f"the published round table of the {asked.contest} {asked.year}"])
    stages: dict[tuple[str, bool, str | None], list[Count]] = {}
    for c in votes.counts:
        if c.ranked_round is not None and c.whole and (asked.special is None or c.special == asked.special):
            stages.setdefault((c.stage, c.special, c.primary_party), []).append(c)
    why = []
    for counts in stages.values():
        rounds = sorted(counts, key=lambda c: c.ranked_round or 0)
        got = _moved(votes, rounds, said)
        if isinstance(got, str):
            why.append(got)
            continue
        for answer in got:
            fit = fit_of(answer, said.figure.value, said.figure.unit_in_last_place, said.figure.comparator)
            fit, more = held_back(story, asked, rounds, fit)
            judged.readings.append(Tried(answer, fit))
            judged.caveats += more
        judged.reason += ("; " if judged.reason else "") + got[0].reading
        judged.context += [source_of(rounds[0], votes), source_of(rounds[-1], votes)]
    if not judged.readings:
        judged.reason = "; ".join(why) or f"no round table of the {asked.contest} {asked.year} is loaded"
        judged.asked = [votes.rows]
    return judged


def _moved(votes: Contested, rounds: list[Count], said: Transfer) -> list[Answer] | str:
    """The transfer from one candidate to another, as answers, or why the rounds do not tell it."""
    title = rounds[0].title
    for before, after in pairwise(rounds):
        gone = [x for x in before.named if x.votes and not any(y.name == x.name and y.votes for y in after.named)]
        mine = line_of(before, said.source)
        if mine is None or mine not in gone or not mine.votes:
            continue
        if len(gone) > 1:
            names = ", ".join(display(x.name or "") for x in gone)
            return f"{title}: {names} fell out in one round, so whose votes went where is not told"
        had = mine.votes
        gains = {
            x.name: (x.votes or 0) - next((y.votes or 0 for y in before.named if y.name == x.name), 0)
            for x in after.named
        }
        to = line_of(after, said.to) if said.to else None
        if said.to and to is None:
            return f"{title}: {said.to.name} was not in the next round"
        moved = gains[to.name] if to else had - sum(gains.values())
        return _answers(votes, before, said, (display(mine.name or ""), had), moved, sum(gains.values()), gains)
    return f"{title}: no round in which {said.source.name} fell out alone is loaded"


def _answers(
    votes: Contested,
    before: Count,
    said: Transfer,
    source: tuple[str, int],
    moved: int,
    kept: int,
    gains: dict[str | None, int],
) -> list[Answer]:
    name, had = source
    whom = said.to.name if said.to else "nobody any more"
    words = f"{name}'s {had:,} votes, {before.title}, after round {before.ranked_round}: {moved:,} to {whom}"
    parts = tuple((display(n or ""), v) for n, v in gains.items())
    said_by = (f"counted by {before.source}, by the difference of two rounds",)

    def answer(reading: str, value: int | Fraction, unit: str) -> Answer:
        return Answer(
            reading, value, unit, (votes.rows,), before.rows, before.held_on, False, said_by, parts, {"parts": "votes"}
        )

    if said.figure.kind != "percent":
        return [answer(words, moved, "votes")]
    of_all = answer(f"{words}, of all of them", Fraction(100 * moved, had), "pct")
    if said.to is None or not kept or kept == had:
        return [of_all]
    return [of_all, answer(f"{words}, of those that went on to somebody", Fraction(100 * moved, kept), "pct")]
