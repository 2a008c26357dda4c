"""Money beside independent expenditures: what helps a candidate, a spender's outlay, communications that are apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.money import by, summary, whole
from onrecord.answers.people import Person, roster
from onrecord.answers.question import Given
from onrecord.answers.sides import BEST, OneReading, asked_of, readings
from onrecord.answers.tally import one_each
from onrecord.answers.transfers import between, counting, itemised_loaded
from onrecord.model.names import display

HELPING = "support of the candidate and opposition to the only opponent"
NOT_ADDED = "not money on a race, and never added to what a receiver spent: that would count it twice"


def money_helping(g: Given) -> list[Answer]:
    """Support of a candidate and opposition to the one opponent (USD); refused where there are more than two (E15).

    Who was on the ballot is taken from a count of that stage, not from who filed; before one is public it is refused.
    """
    person: Person = g.target
    contest = g.contest or person.contest
    stage = g.phase or "general"
    people = roster(g.record, contest, g.as_of)
    rival, why = _opponent(g, people, person, stage)
    name = f"helping {person.name}, {contest} {g.in_cycle} {stage}"
    votes = people.votes.rows
    if rival is None:
        return [Answer(name, None, "USD", (votes,), 0, None, True, (why,))]
    why = f"{HELPING}; {why}"
    mine, theirs = set(person.ids), set(rival.ids)

    def helps(row: dict[str, Any]) -> bool:
        return (row["stance"] == "support" and row["candidate_id_fec"] in mine) or (
            row["stance"] == "oppose" and row["candidate_id_fec"] in theirs
        )

    values = {"spender": g.spender, "contest": contest, "cycle": g.in_cycle, "phase": stage}
    return [_helped(one, name, votes, helps, why) for one in readings(Given(g.record, g.as_of, values))]


def _helped(one: OneReading, name: str, votes: Any, helps: Any, why: str) -> Answer:
    spent = one.side.spent
    asked = (*(spent.asked or (spent.rows,)), votes)
    if one.test is None:
        return Answer(f"{name}, {one.name}", None, "USD", asked, 0, None, True, (*one.said, why))
    test = one.test
    found = replace(spent, said=()).answer(f"{name}, {one.name}", lambda r: test(r) and helps(r), *one.said, why)
    value = found.value if found.rows else None
    return replace(found, value=value, asked=asked)


def _opponent(g: Given, people: Any, person: Person, stage: str) -> tuple[Person | None, str]:
    """The only opponent by a count of the stage, with what shows it; None with the reason otherwise."""
    counts = [c for c in people.votes.counts if c.year == g.in_cycle and c.stage == stage and not c.special]
    mine = [c for c in one_each(counts) if any(person.has_line(x, c.year) for x in c.lines)]
    if not mine:
        return None, f"refused: who was on the ballot is in no count that was public by {g.as_of} and is loaded"
    others = [x for x in mine[0].lines if x.name and not person.has_line(x, mine[0].year)]
    if len(others) != 1:
        number = len(others) + 1
        return (
            None,
            f"refused: {mine[0].title} had {number} candidates; to oppose one of several helps no one alone",
        )
    found = [p for p in people.named(display(others[0].name or ""), g.in_cycle) if p.ids]
    if len(found) != 1:
        return None, f"refused: the FEC id of the opponent {others[0].name} is in no loaded file"
    return found[0], f"two candidates by the count of {mine[0].source}: {person.name} and {found[0].name}"


def outlay(g: Given) -> list[Answer]:
    """A spender's outlay (USD): its independent expenditures, and what it gave other committees (T7).

    'Spent on the race' is the first alone. Gifts between the members of a group are left out.
    """
    given = between(g.record, g.spender.committees, None, g.in_cycle, g.as_of)
    pairs = {k: v for k, v in given.given.items() if k[1] not in g.spender.committees}
    moved = whole(sum(pairs.values(), Decimal(0)))
    rows = counting(given.rows)
    found = []
    for one in readings(Given(g.record, g.as_of, {"spender": g.spender, "cycle": g.in_cycle})):
        spent = one.side.spent
        if one.test is None:
            found.append(Answer(f"outlay, {BEST}", None, "USD", spent.asked or (spent.rows,), 0, None, True, one.said))
            continue
        own = spent.answer(one.name, one.test)
        known = bool(rows) or itemised_loaded(g.record, g.in_cycle)
        lacking = () if known else ("no itemised transfer is loaded: a floor",)
        spent_usd = whole(sum((r["amount_usd"] for r in one.rows), Decimal(0)))
        total = spent_usd + moved if own.rows or rows else None
        parts = (("independent expenditures", spent_usd), *([("given to other committees", moved)] if known else []))
        asked = (*own.asked, given.rows)
        said = (NOT_ADDED, *lacking, *one.said)
        through = max((d for d in (own.through, given.through()) if d), default=None)
        number = own.rows + given.count("giver")
        found.append(Answer(f"outlay, {one.name}", total, "USD", asked, number, through, True, said, parts))
    return [*found, *_reported_outlay(g)]


def _reported_outlay(g: Given) -> list[Answer]:
    """The committees' own lines: expenditures, contributions, and transfers to affiliates where a source has these."""
    wanted = ("independent expenditures and contributions", "independent expenditures, contributions and transfers")
    found = summary(g.record, "spending", g.spender.committees, g.in_cycle, g.as_of)
    mine = [a for a in found if a.facts["definition"] in wanted and a.value is not None]
    return [replace(a, reading=f"outlay, as reported: {a.reading}", caveats=(NOT_ADDED, *a.caveats)) for a in mine]


def communications(g: Given) -> list[Answer]:
    """Electioneering communications and communication costs on the same spender, target or contest, each apart (T11)."""
    committees, candidates, cycle = asked_of(g)
    rows = ask(g.record, "communications_apart", g.as_of, committees=committees, candidates=candidates, cycle=cycle)
    found = []
    for kind in dict.fromkeys(r["kind"] for r in rows.dicts()):
        mine = [r for r in rows.dicts() if r["kind"] == kind]
        total = whole(sum((r["amount_usd"] for r in mine), Decimal(0)))
        parts = by(mine, lambda r: f"{r['stance'] or 'names'} {r['candidate_id_fec'] or 'no id'}")
        said = ("no independent expenditure: in none of the sums above",)
        through = max(r["filed_on"] for r in mine)
        found.append(Answer(f"{kind}, apart", total, "USD", (rows,), len(mine), through, True, said, parts))
    return found
