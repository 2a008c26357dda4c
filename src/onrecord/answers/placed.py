"""Named questions over contests: ranked rounds and transfers, placement, runs in second place, closest, same-party."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import Any

from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows, ask
from onrecord.answers.contests import Contested, Count
from onrecord.answers.decided import decided
from onrecord.answers.people import Person, roster
from onrecord.answers.question import Given
from onrecord.answers.survey import OF_ONE, surveyed
from onrecord.answers.tally import best_of, of_one_party
from onrecord.model.contest import NAMES, Contest
from onrecord.model.dates import ordinal
from onrecord.model.errors import InputError
from onrecord.model.names import display
from onrecord.model.parties import letter
from onrecord.registry.noted import FinalRound, final_rounds

SHOWN = 10
TESTED = "a table published for testing a counting program: the certified count may differ"
TEST_TABLE = "RCTab's test table"
NO_ROUNDS = "no published round table of it is loaded; first choices alone do not give the rounds"


def rounds(g: Given) -> list[Answer]:
    """First and final round of a ranked-choice contest and the transfers between rounds, in votes, by source."""
    contest: Contest | None = g.contest
    where = {"office": contest.office, "state": contest.state, "district": contest.district} if contest else {}
    asked = ask(
        g.record, "ranked_rounds", g.as_of, race=g.race, year=g.year,
        **{"office": None, "state": None, "district": None, **where},
    )  # fmt: skip
    grouped: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in asked.dicts():
        past = row["held_on"] < g.as_of if row["held_on"] else row["year"] < g.as_of.year
        if past:
            name = contest or row["race_key"]
            party = f" {row['primary_party']}" if row["primary_party"] else ""
            title = f"{name} {row['year']}{' special' if row['special'] else ''}{party} {row['stage']}"
            grouped[(title, row["source"])].append(row)
    if not grouped:
        return [Answer(f"rounds, {contest or g.race}", None, "votes", (asked,), caveats=(NO_ROUNDS,))]
    keys = {row["race_key"] for rows in grouped.values() for row in rows}
    found = [_as_announced(one, asked) for one in final_rounds() if one.race in keys and one.public_on <= g.as_of]
    for (stage, source), rows in grouped.items():
        title = f"{stage}, {TEST_TABLE}" if source == "rctab_rounds" else stage
        table: dict[int, dict[str, int]] = defaultdict(dict)
        for row in rows:
            if row["votes"] is not None:
                table[row["ranked_round"]][_name(row)] = row["votes"]
        said = (f"by {source}", *([TESTED] if source == "rctab_rounds" else []))
        day = rows[0]["held_on"]
        places = sorted(table)
        for word, place in (("first", places[0]), ("final", places[-1])) if places else ():
            parts: tuple[tuple[str, Value], ...] = tuple((n, v) for n, v in _down(table[place]) if v)
            name = f"{word} round ({place}), {title}"
            found.append(Answer(name, sum(table[place].values()), "votes", (asked,), len(rows), day, False, said, parts))
        for one, other in pairwise(places):
            found.append(_transfer(table[one], table[other], one, Answer(title, None, "votes", (asked,), 0, day)))
    return found


def _as_announced(one: FinalRound, asked: Rows) -> Answer:
    """A final round as the election office gave it, which no loaded table holds."""
    said = (f"by {one.citation} ({one.url})", one.note, "not a loaded row: a cited entry")
    name = f"final round ({one.round}), {one.race} {one.year} {one.stage}, {one.words}"
    facts = {"parts": "votes"}
    total = sum(v for _, v in one.votes)
    return Answer(name, total, "votes", (asked,), 0, one.held_on, False, said, one.votes, facts)


def _name(row: dict[str, Any]) -> str:
    return display(row["candidate_name"]) if row["candidate_name"] else "undeclared write-ins"


def _down(votes: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(votes.items(), key=lambda item: (-item[1], item[0]))


def _transfer(before: dict[str, int], after: dict[str, int], place: int, blank: Answer) -> Answer:
    """What the candidates who fell out of a round had, whom it went to, and what became inactive."""
    out = [n for n, v in before.items() if v and not after.get(n)]
    gains = [(n, v - before.get(n, 0)) for n, v in _down(after) if v > before.get(n, 0)]
    lost = sum(before.values()) - sum(after.values())
    parts = [*gains, ("no candidate any more", lost)] if lost else gains
    name = f"transferred after round {place} from {', '.join(sorted(out)) or 'nobody'}, {blank.reading}"
    said = ("by the difference of two rounds",)
    moved = sum(before[n] for n in out)
    return Answer(name, moved, "votes", blank.asked, len(before), blank.through, False, said, tuple(parts))


def placement(g: Given) -> list[Answer]:
    """A candidate's place in each count of a contest in a year, by votes, with the votes ahead and behind."""
    person, contest, votes, asked = _person(g)
    found: list[Answer | None] = []
    for count in best_of(c for c in votes.counts if g.year is None or c.year == g.year):
        if g.stage and count.stage != g.stage:
            continue
        settled = decided(votes, contest, count)
        if settled.rounds:
            found.append(_place(person, settled.count, settled.title, asked))
        words = ", by first choices" if settled.rounds or settled.why else ""
        found.append(_place(person, count, f"{count.title}{words}", asked, *([settled.why] if settled.why else [])))
    if placed := [one for one in found if one]:
        return placed
    why = f"no count with a line of {person.name} is loaded for what was asked"
    return [Answer(f"placement of {person.name}", None, "place", asked, caveats=(why,))]


def _place(person: Person, count: Count, title: str, asked: tuple[Any, ...], *more: str) -> Answer | None:
    """A person's place in one count by votes; None where they have no line with votes in it."""
    mine = next((x for x in count.named if person.has_line(x, count.year)), None)
    if mine is None or mine.votes is None:
        return None
    ahead = sum((x.votes or 0) > mine.votes for x in count.named)
    tied = sum(x.votes == mine.votes for x in count.named) - 1
    said = [f"{mine.votes:,} votes of {len(count.named)} candidates, counted by {count.source}", *count.caveats, *more]
    said += [f"tied with {tied} at {mine.votes:,}"] if tied else []
    name = f"{ordinal(ahead + 1)}: {person.name}, {title}"
    parts = tuple((f"{display(x.name or '')} ({letter(x.party)})", x.votes) for x in count.named if x.votes is not None)
    facts = {"parts": "votes"}
    return Answer(name, ahead + 1, "place", asked, count.rows, count.held_on, False, tuple(said), parts, facts)


def _person(g: Given) -> tuple[Person, Contest, Contested, tuple[Any, ...]]:
    given: Person = g.candidate
    contest = g.contest or given.contest
    people = roster(g.record, contest, g.as_of)
    mine = [p for p in people.people if set(p.ids) & set(given.ids) or (p.name == given.name and not given.ids)]
    return (mine or [given])[0], contest, people.votes, (people.rows, people.votes.rows)


def runner_up(g: Given) -> list[Answer]:
    """The generals in which a person came second, each with the margin in votes and in points of all votes."""
    person, contest, votes, asked = _person(g)
    rows, parts, points = 0, [], []
    settled = [decided(votes, contest, c) for c in best_of(votes.counts) if c.stage == "general"]
    for one in sorted(settled, key=lambda d: d.count.year):
        count, margin = one.count, one.margin
        second = len(count.named) > 1 and person.has_line(count.named[1], count.year)
        if second and margin is not None and count.total:
            parts.append((f"{one.title}, behind {display(count.named[0].name or '')}", margin))
            points.append((one.title, count.share(margin)))
            rows += count.rows
    stood = [d for d in settled if d.why and any(person.has_line(x, d.count.year) for x in d.count.lines)]
    said = (
        "what is close is not defined: the margins say how close",
        "generals that are loaded; another may be missing",
        *(f"not told, so not in it: {d.why}" for d in stood),
    )
    name = f"generals in which {person.name} came second"
    by_votes = Answer(name, len(parts), "elections", asked, rows, None, True, said, tuple(parts), {"parts": "votes"})
    if not points:
        return [by_votes]
    least = min(p for _, p in points)
    smallest = f"smallest of these margins, in points of all votes, {person.name}"
    return [by_votes, Answer(smallest, least, "pp", asked, rows, None, True, said, tuple(points), {"parts": "pp"})]


def closest(g: Given) -> list[Answer]:
    """The smallest margins between the first two of regular generals (or another stage), in votes and in points.

    Where contests are left out (sources disagree, rounds are not loaded) the reading says among how many.
    """
    stage = g.stage or "general"
    every, rows = surveyed(g.record, g.as_of, g.office.upper() if g.office else None, _state(g), g.year)
    by_votes: list[tuple[str, int]] = []
    by_points: list[tuple[str, Fraction]] = []
    disagree = [d for votes in every.values() for d in votes.disagreements_on(stage, False)]
    open_: list[str] = []
    later: list[str] = []
    for contest, votes in every.items():
        for count in best_of(votes.counts):
            if count.stage != stage or count.special:
                continue
            one = decided(votes, contest, count)
            open_ += [one.why] if one.why else []
            if stage == "general" and votes.all_of("runoff", count.year, False):
                later.append(one.title)
            if one.margin is not None:
                by_votes.append((one.title, one.margin))
                if one.count.total and not one.count.listed_only:
                    by_points.append((one.title, one.count.share(one.margin)))
    said = [f"{len(by_votes):,} counts with two candidates", *(f"left out: {why}" for why in open_)]
    said += [f"decided in a later runoff, which is asked by stage=runoff: {', '.join(later)}"] if later else []
    said += [f"left out, as their sources disagree: {len(disagree):,}: {'; '.join(disagree[:3])}"] if disagree else []
    where = " ".join(w for w in (_state(g), str(g.year), stage) if w)
    answers = []
    for unit, listed in (("votes", by_votes), ("pp", by_points)):
        first: list[tuple[str, Any]] = sorted(listed, key=lambda p: (p[1], p[0]))[:SHOWN]
        name = f"closest in {'votes' if unit == 'votes' else 'points of all votes'}, {where}"
        if left_out := len(disagree) + len(open_):
            name += f", among the {len(listed):,} contests that could be counted ({left_out:,} left out)"
        name += f": {first[0][0]}" if first else ""
        value = first[0][1] if first else None
        answers.append(Answer(name, value, unit, (rows,), len(listed), None, False, tuple(said), tuple(first)))
    return answers


def same_party(g: Given) -> list[Answer]:
    """In how many regular generals of a state and year the first two were of one party, each named."""
    office = g.office.upper() if g.office else "H"
    every, rows = surveyed(g.record, g.as_of, office, _state(g), g.year)
    parts, told, unknown = [], 0, []
    disagree = [d for votes in every.values() for d in votes.disagreements]
    for contest, votes in every.items():
        for first in best_of(votes.counts):
            if first.stage != "general" or first.special:
                continue
            count = decided(votes, contest, first).told
            one = of_one_party(count)
            told += one is not None
            unknown += [first.title] if one is None else []
            if one and count:
                parts.append((f"{count.title}: {' and '.join(display(x.name or '') for x in count.named[:2])}", 1))
    said = [
        OF_ONE,
        f"{told:,} generals told of {told + len(unknown):,} loaded",
        *(f"sources disagree: {d}" for d in disagree),
    ]
    name = f"generals between two of one party, {_state(g) or 'all states'} {g.year} ({office})"
    value = len(parts) if told else None
    return [Answer(name, value, "contests", (rows,), told, None, bool(unknown or disagree), tuple(said), tuple(parts),
                   {"parts": ""})]  # fmt: skip


def _state(g: Given) -> str | None:
    text = (g.state or "").upper()
    if text and text not in NAMES:
        raise InputError("state: a state's two letters", received=g.state, example="state=CA")
    return text or None
