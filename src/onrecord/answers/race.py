"""Look-up of one contest in one cycle: its days, rules, votes at every stage, candidates and the money on each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from onrecord.answers import sides, spent, stage_money
from onrecord.answers.ask import ask
from onrecord.answers.candidacy import undated
from onrecord.answers.coverage import caveats_of
from onrecord.answers.look import Look, targets, usd_text
from onrecord.answers.money import FLOOR, Expenditures, contest_of, expenditures
from onrecord.answers.noted import certified, noted
from onrecord.answers.people import Person, Roster, roster
from onrecord.answers.quarantine import left_out
from onrecord.answers.question import Given
from onrecord.answers.seats import not_named, require_known
from onrecord.answers.tally import best_of, one_each, rule_on, went_on
from onrecord.answers.who import summaries
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of, general_day
from onrecord.model.money import usd
from onrecord.model.parties import letter, party_of
from onrecord.store.record import Record


def race(record: Record, contest: Contest, cycle: int | None, as_of: dt.date) -> Look:
    """A contest in a cycle; without `cycle`, the latest by then of which the record holds a count or a candidate.

    Raises UnknownName for a contest that the record knows not to be, such as CA-99.
    """
    require_known(record, contest)
    look = Look("race", record, as_of)
    people = roster(record, contest, as_of)
    look.took(people.rows, people.votes.rows, people.votes.calendar)
    known = sorted({cycle_of(y) for p in people.people for y in p.years if cycle_of(y) <= cycle_of(as_of)})
    chosen = cycle or (known[-1] if known else cycle_of(as_of))
    counts = best_of(c for c in people.votes.counts if cycle_of(c.year) == chosen)
    given = Given(record, as_of, {"contest": contest, "cycle": chosen})
    itemised, why = sides.asked_rows(given)
    look.took(itemised.rows)
    beside, rested_on = sides.on_a_page(given)
    look.took(*rested_on)
    found = (*why, *beside, *_other_cycles(look, contest, people, chosen), *_covered(record, itemised))
    why = list(dict.fromkeys(found))
    days = _calendar(people, contest, chosen)
    stages, unplaced = stage_money.by_stage(itemised.listed, _day(days, "primary"), _day(days, "general"))
    unnamed, seats = not_named(record, contest, chosen)
    look.took(seats)
    look.data = {
        "contest": str(contest),
        "words": contest.words,
        "cycle": chosen,
        "cycles_known": known,
        "calendar": days,
        "calendar_caveats": [*unnamed, *certified(contest, chosen, as_of)],
        "votes": [went_on(people.votes, contest, c) for c in counts],
        "versions": noted(contest, (chosen - 1, chosen), as_of),
        "disagreements": [d for d in people.votes.disagreements if f" {chosen} " in d or f" {chosen - 1} " in d],
        "independent_expenditures": _money(record, itemised),
        "money_by_stage": stages,
        "money_by_stage_caveats": unplaced,
        "independent_expenditures_caveats": why if itemised.listed else _nothing(look, chosen),
        "candidates": _candidates(look, people, chosen, {r["candidate_id_fec"] for r in itemised.listed}),
        "candidates_caveats": [*_masters(people, chosen), FILED, *_left_out(look, people, chosen)],
    }
    return look


def _covered(record: Record, itemised: Expenditures) -> list[str]:
    """The caveat of the spenders in a race whose rows are not all that they reported."""
    spenders = {r["committee_id_fec"] for r in itemised.listed}
    return caveats_of(
        record,
        [
            replace(
                itemised.rows,
                rows=[
                    row
                    for row, named in zip(itemised.rows.rows, itemised.rows.dicts(), strict=True)
                    if named["committee_id_fec"] in spenders
                ],
            )
        ],
    )


FILED = "the FEC lists everybody who filed; who was on the ballot is in the state's certified list"


def _left_out(look: Look, people: Roster, cycle: int) -> list[str]:
    """Summaries of this contest that are set aside as beyond belief (rule T13)."""
    return left_out(look.record, {i for p in people.people for i in p.ids}, cycle)


def _nothing(look: Look, cycle: int) -> list[str]:
    rows = ask(look.record, "itemised", look.as_of, cycle=cycle)
    look.took(rows)
    loaded, spenders = rows.rows[0]
    if loaded:
        who = "1 spender" if spenders == 1 else f"{spenders:,} spenders"
        said = f"none of the {loaded:,} itemised rows of {who} of {cycle} names a candidate of it"
        return [said, FLOOR]
    return [f"no itemised independent expenditure of {cycle} is loaded; missing is not zero"]


def _other_cycles(look: Look, contest: Contest, people: Roster, cycle: int) -> list[str]:
    """Rows coded for this election in reports of other cycles, such as refunds and debts paid later."""
    ids = sorted({i for p in people.people for i in p.ids})
    every = expenditures(look.record, None, look.as_of, candidates=ids)
    mine = [
        r
        for r in every.listed
        if (r["election_code"] or "").endswith(str(cycle)) and r["cycle"] != cycle and contest_of(r) == contest
    ]
    if not mine:
        return []
    look.took(every.rows)
    total = usd(Decimal(usd_text(sum((r["amount_usd"] for r in mine), Decimal(0))) or 0))
    when = ", ".join(sorted({str(r["filed_on"]) for r in mine}))
    rows = f"{len(mine)} row{'' if len(mine) == 1 else 's'}"
    return [f"not in these sums: {rows} coded for {cycle} in reports of another cycle, {total}, filed {when}"]


def _calendar(people: Roster, contest: Contest, cycle: int) -> list[dict[str, Any]]:
    """The stages of the cycle with their days and the rule in force; a general without an entry has its day by law."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in people.votes.calendar.dicts() if people.votes.calendar else []:
        if cycle_of(row["year"]) == cycle and row["state"] == contest.state:
            key = (row["year"], row["stage"], bool(row["special"]), party_of(row["primary_party"]))
            if key not in found or found[key]["held_on"] is None:
                found[key] = _entry(key, row["held_on"], row["source"])
    for count in one_each(c for c in people.votes.counts if cycle_of(c.year) == cycle and c.held_on):
        key = (count.year, count.stage, count.special, count.primary_party)
        if found.get(key, {}).get("held_on") is None and count.held_on:
            found[key] = _entry(key, count.held_on, count.source)
    by_law = contest.office == "H" or (contest.office == "P" and cycle % 4 == 0)
    if by_law and not any(k[1] == "general" and not k[2] and k[0] == cycle for k in found):
        key = (cycle, "general", False, None)
        found[key] = _entry(key, general_day(cycle), "2 U.S.C. 7")
    listed = sorted(found.values(), key=_order)
    for entry in listed:
        day = dt.date.fromisoformat(entry["held_on"]) if entry["held_on"] else dt.date(entry["year"], 6, 1)
        open_ = not entry["held_on"] and undated(contest, entry["stage"], entry["year"], entry["special"])
        entry["rule"] = None if open_ else rule_on(contest, entry["stage"], day, entry["special"])
    return listed


def _day(listed: list[dict[str, Any]], stage: str) -> dt.date | None:
    """The last day of a regular stage and its runoff in the calendar; None where a day of it is not known."""
    mine = [e for e in listed if not e["special"] and e["stage"] in (stage, f"{stage} runoff")]
    days = [e["held_on"] for e in mine]
    return dt.date.fromisoformat(max(days)) if days and None not in days else None


def _entry(key: tuple[Any, ...], day: dt.date | None, source: str) -> dict[str, Any]:
    named = dict(zip(("year", "stage", "special", "primary_party"), key, strict=True))
    return {**named, "held_on": day.isoformat() if day else None, "from": source}


def _order(entry: dict[str, Any]) -> tuple[Any, ...]:
    stages = ("primary", "primary runoff", "general", "runoff")
    place = stages.index(entry["stage"]) if entry["stage"] in stages else -1
    return entry["year"], not entry["special"], place, entry["primary_party"] or ""


def _money(record: Record, itemised: Expenditures) -> list[dict[str, Any]]:
    names = spent.spender_names(record, {r["committee_id_fec"] for r in itemised.listed})
    found = targets(itemised.listed, "committee_id_fec")
    return [{**t, "committee_name": names.get(t["committee_id_fec"])} for t in found]


def _candidates(look: Look, people: Roster, cycle: int, spent_on: set[str]) -> list[dict[str, Any]]:
    """Whoever stood in the cycle by a master or a count, or has a summary or an expenditure of it, by name.

    Each with the summaries (USD) by candidate id; none is listed where none is loaded.
    """
    ids = sorted({i for p in people.people for i in p.ids})
    every = ask(look.record, "candidate_total", look.as_of, candidates=ids, cycle=cycle)
    look.took(every)  # what shows who has none
    reporting = {r["candidate_id_fec"] for r in every.dicts()}
    found = []
    for person in sorted(people.people, key=lambda p: p.name):
        known_by = ["candidacy"] if any(cycle_of(y) == cycle for y in person.years) else []
        known_by += ["summary"] if reporting & set(person.ids) else []
        known_by += ["independent expenditure"] if spent_on & set(person.ids) else []
        if known_by:
            mine = summaries(look, person, sorted(reporting & set(person.ids)), cycle) if "summary" in known_by else []
            found.append({**_candidate(people, person, cycle), "summaries": mine, "known_by": known_by})
    return found


def _rows_of(people: Roster, person: Person) -> list[dict[str, Any]]:
    return [r for r in people.rows.dicts() if r["candidate_id_fec"] in person.ids]


def _masters(people: Roster, cycle: int) -> list[str]:
    """What the list of candidates can lack: masters hold who filed, and may be those of another cycle only."""
    loaded = sorted({r["cycle"] for r in people.rows.dicts() if r["election_year"] is not None and r["cycle"]})
    if cycle in loaded:
        return ["masters may be incomplete: a candidate in no loaded file is missing here"]
    have = f"those loaded that name this contest are of {', '.join(map(str, loaded))}" if loaded else "none is loaded"
    return [f"no master of {cycle} names this contest ({have}): the list may be incomplete"]


def _candidate(people: Roster, person: Person, cycle: int) -> dict[str, Any]:
    """Who a candidate of the cycle is."""
    parties = person.party_in(cycle) or {p for r in _rows_of(people, person) if (p := party_of(r["party"]))}
    return {
        "name": person.name,
        "candidate_ids_fec": person.ids,
        "party": "/".join(letter(p) for p in sorted(parties)) or "?",
        "years": sorted(person.years),
    }
