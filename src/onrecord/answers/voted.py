"""Named questions about votes and candidacies: shares, margin, who went on, same-party, runs in a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from onrecord.answers.answer import Answer, Value
from onrecord.answers.candidacy import Ruled, ruled
from onrecord.answers.contests import Contested, Count, contested
from onrecord.answers.decided import Decided, decided
from onrecord.answers.noted import certified
from onrecord.answers.people import Person, roster, streak
from onrecord.answers.question import Given
from onrecord.answers.versions import noted_counts
from onrecord.model.contest import Contest
from onrecord.model.names import display
from onrecord.model.parties import letter


def result(g: Given) -> list[Answer]:
    """Votes, shares, margin, who went on under the rule, and the parties of the first two, of one stage."""
    contest: Contest = g.contest
    stage, special = g.stage or "general", bool(g.special)
    year = g.year or g.values.get("cycle") or g.as_of.year
    votes = contested(g.record, contest, g.as_of, year)
    found = [c for c in votes.stage(stage, year, special) if not g.party or c.primary_party == g.party]
    where = f"{contest} {year} {'special ' if special else ''}{stage}"
    versions = [n.answer(votes.rows) for n in noted_counts(contest, year, stage, g.as_of)] if not special else []
    if not found and versions:
        return versions
    if not found:
        said = [f"no whole count of the {where} of a day before {g.as_of} is loaded", _have(votes), *votes.disagreements]
        said += certified(contest, year, g.as_of) if stage in ("primary", "general") and not special else []
        return [Answer(f"votes, {where}", None, "votes", (votes.rows,), 0, None, False, tuple(said))]
    if len({c.primary_party for c in found}) > 1:
        return [a for c in _one_a_party(found) for a in _settled(votes, decided(votes, contest, c), c, None)]
    best = max(found, key=lambda c: c.fullness)
    answers = _settled(votes, decided(votes, contest, best), best, ruled(votes, contest, year, stage, special))
    ballot = tuple(certified(contest, year, g.as_of)) if stage in ("primary", "general") and not special else ()
    return [*(replace(a, caveats=(*a.caveats, *ballot)) for a in answers), *versions]


def _one_a_party(found: list[Count]) -> list[Count]:
    best: dict[str, Count] = {}
    for one in found:
        party = one.primary_party or ""
        if party not in best or one.fullness > best[party].fullness:
            best[party] = one
    return [best[p] for p in sorted(best)]


def _have(votes: Contested) -> str:
    stages = dict.fromkeys(f"{c.year} {'special ' if c.special else ''}{c.stage}" for c in votes.counts if c.whole)
    return f"that year's loaded counts: {', '.join(stages) or 'none'}"


def _settled(votes: Contested, settled: Decided, count: Count, rule: Ruled | None) -> list[Answer]:
    """The answers of a stage: of ranked choice those of the final round, then of first choices without a winner's."""
    if settled.rounds:
        last = _count_answers(votes, settled.count, rule, settled.title)
        return [*last, *_count_answers(votes, count, None, f"{count.title}, first choices")[:2]]
    if settled.why:
        first = _count_answers(votes, count, None, f"{count.title}, first choices")[:2]
        name = f"margin of the first two, {count.title}"
        return [*first, Answer(name, None, "votes", (votes.rows,), count.rows, count.held_on, caveats=(settled.why,))]
    return _count_answers(votes, count, rule, count.title)


def _count_answers(votes: Contested, count: Count, rule: Ruled | None, title: str) -> list[Answer]:
    asked = (votes.rows,) if votes.calendar is None else (votes.rows, votes.calendar)
    unit: dict[str, object] = {"parts": "votes", "title": title}
    held = f"held {count.held_on}" if count.held_on else "day not known"
    unlike = (f"sources disagree: {d}" for d in votes.disagreements)
    said = (f"counted by {count.source}, {held}", *count.caveats, *unlike)

    def answer(name: str, value: Value | None, kind: str, parts: tuple[tuple[str, Value], ...], *more: str) -> Answer:
        facts = {**unit, "parts": kind} if kind in ("pct", "pp") else unit
        return Answer(
            f"{name}, {title}", value, kind, asked, count.rows, count.held_on, False, (*said, *more), parts, facts
        )

    lines = [(f"{display(x.name or '')} ({letter(x.party)})", x.votes) for x in count.named if x.votes is not None]
    if not lines:
        return [answer("all votes", None, "votes", (), "the count gives no votes; missing is not zero")]
    found = [answer("all votes", count.total, "votes", tuple(lines))]
    if count.total:
        shares = tuple((n, count.share(v)) for n, v in lines)
        found.append(answer("the first's share of all votes", shares[0][1] if shares else None, "pct", shares))
    if len(lines) > 1 and lines[0][1] + lines[1][1]:
        two = lines[0][1] + lines[1][1]
        pair = tuple((n, Fraction(100 * v, two)) for n, v in lines[:2])
        found.append(answer("the first's share of the first two's votes", pair[0][1], "pct", pair))
        found.append(answer("margin of the first two", count.margin, "votes", ()))
        points = count.share(lines[0][1] - lines[1][1])
        found.append(answer("margin of the first two in shares of all votes", points, "pp", ()))
    found += _went_on(rule, answer) if rule else []
    parties = [x.party for x in count.named[:2]]
    if len(parties) == 2:
        given = [p or "party not given" for p in parties]
        value = None if None in parties else len(set(given))
        found.append(answer(f"parties of the first two: {' and '.join(given)}", value, "parties", ()))
    return found


def _went_on(rule: Ruled, answer: Callable[..., Answer]) -> list[Answer]:
    if rule.outcome is None:
        return [answer("who went on", None, "candidates", (), rule.why)]
    out = rule.outcome
    names = [out.elected] if out.elected else list(out.advancing)
    votes = dict(out.order)
    parts = tuple((n, votes[n]) for n in names)
    word = "elected" if out.elected else "advancing"
    marked = () if out.certain else ("the rule rests on secondary or incomplete sources",)
    named = " and ".join(names) or "nobody"
    return [answer(f"{word} under the rule: {named}", len(names), "candidates", parts, out.reason, *marked)]


def candidacies(g: Given) -> list[Answer]:
    """The elections in a row, two years apart, in which one person stood for a contest; ids joined by what is said."""
    given: Person = g.candidate
    contest: Contest = g.contest or given.contest
    people = roster(g.record, contest, g.as_of)
    mine = [p for p in people.people if set(p.ids) & set(given.ids)]
    named = [p for p in people.people if p.name == given.name and not (p.ids and given.ids)]  # else a namesake
    person = next((p for p in (*mine, *named)), given)
    last = g.year or g.values.get("cycle") or max((y for y in person.years if y <= g.as_of.year + 1), default=0)
    run = streak(person, last)
    asked = (people.rows, people.votes.rows)
    parts = tuple((f"{y}: {'; '.join(person.years[y][:2])}", 1) for y in run)
    said = [f"ids joined by: {person.joined_by}", "a master shows who filed, not who was on the ballot"]
    if run:
        said.append(_before(people.votes, run[0] - 2, contest))
    ids = ", ".join(person.ids) or "no FEC id"
    name = f"in a row to {last}: {person.name} ({ids}) stood for {contest}"
    value = len(run) if run and contest.office == "H" else None
    if contest.office != "H":
        said.append("not computed: only the House is up every two years; all known years are listed")
    years = ", ".join(map(str, sorted(person.years)))
    every = Answer(
        f"all years in which {person.name} stood for {contest}: {years or 'none known'}",
        len(person.years) or None, "elections", asked, len(person.years), None, True, tuple(said),
    )  # fmt: skip
    return [Answer(name, value, "elections", asked, len(run), None, True, tuple(said), parts, {"parts": ""}), every]


def _before(votes: Contested, year: int, contest: Contest) -> str:
    if any(c.year == year and c.stage == "primary" for c in votes.counts):
        return f"the {year} primary of {contest}, where all who stood are counted, is loaded"
    return f"who stood for {contest} in {year} is not fully loaded: a longer run cannot be ruled out"
