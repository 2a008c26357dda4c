"""Look-ups of committees, groups and candidates: who they are, what they reported, and what is loaded of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from onrecord.answers import reported, sides, spent, voted
from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows, ask
from onrecord.answers.distinct import latest_rows, twins
from onrecord.answers.finding import describe, find_people, find_spender, humans
from onrecord.answers.look import Look, targets
from onrecord.answers.money import FLOOR, expenditures
from onrecord.answers.people import Person, roster
from onrecord.answers.phases import ITEMISED
from onrecord.answers.question import Given
from onrecord.answers.tally import one_each, went_on
from onrecord.model.codes import committee_type, designation
from onrecord.model.contest import Contest
from onrecord.model.errors import UnknownName
from onrecord.registry.groups import Group, group_of
from onrecord.store.record import Record


def committee(record: Record, name: str, cycle: int | None, as_of: dt.date) -> Look:
    """One committee: identity, totals under each reading, targets, gifts by party, and the loaded files that hold it.

    Raises UnknownName with near names, also when `name` means a group of several committees.
    """
    found = find_spender(record, name)
    if len(found.members) > 1:
        listed = "; ".join(f"{i} {n}" for i, n, _ in found.members)
        raise UnknownName(f"one committee; this is the group {found.id} (onrecord group)", received=name, example=listed)
    look = Look("committee", record, as_of)
    identity = ask(record, "committee_identity", as_of, committees=found.committees)
    files = ask(record, "committee_files", as_of, committees=found.committees)
    look.took(identity, files)
    held = {r["cycle"] for r in files.dicts() if r["held"] != "committee" and r["cycle"]}
    cycles = [cycle] if cycle else sorted(held, reverse=True)
    look.data = {
        "committee": {"committee_id_fec": found.committees[0], "name": _name(identity, found), **_identity(identity)},
        "cycles": [_cycle(look, found, one) for one in cycles],
        "files": _files(record, files),
    }
    return look


def _name(identity: Rows, found: Group) -> str:
    return next((str(r["name"]) for r in identity.dicts() if r["name"]), found.name)


def _identity(identity: Rows) -> dict[str, Any]:
    rows = identity.dicts()
    keys = ("type", "designation", "party", "connected_organisation", "treasurer_name", "master_cycle")
    if not rows:
        return dict.fromkeys(keys)
    row = rows[0]
    kind, named = committee_type(row["committee_type"]), designation(row["designation"])
    values = (kind, named, row["party"], row["connected_organisation"], row["treasurer_name"], row["cycle"])
    return dict(zip(keys, values, strict=True))


def _cycle(look: Look, group: Group, cycle: int) -> dict[str, Any]:
    """A committee's or group's cycle: answers from summaries, targets and gifts from itemised rows."""
    given = Given(look.record, look.as_of, {"spender": group, "cycle": cycle})
    itemised = expenditures(look.record, group.committees, look.as_of, cycle=cycle)
    look.took(itemised.rows)
    return {
        "cycle": cycle,
        "totals": look.answers(reported.committee_totals(given)),
        "independent_expenditures": look.answers(_both(spent.independent_expenditures(given))),
        "targets": targets(itemised.listed),
        "contributions": look.answers(reported.contributions(given)),
    }


def _both(answers: list[Answer]) -> list[Answer]:
    """Periodic reports only, and best to date: the readings that a page shows."""
    return [a for a in answers if a.reading in (ITEMISED, sides.BEST)]


def _files(record: Record, files: Rows) -> list[dict[str, Any]]:
    rejected = {e["file"]: e["rows_rejected"] for e in record.manifest.loads.values()}
    return [
        {
            "file": r["source_file"],
            "table": r["held"],
            "cycle": r["cycle"],
            "rows": r["row_count"],
            "last_filed_on": r["last_filed_on"].isoformat() if r["last_filed_on"] else None,
            "rows_rejected_in_file": rejected.get(r["source_file"]),
        }
        for r in files.dicts()
    ]


def group(record: Record, name: str, cycle: int | None, as_of: dt.date) -> Look:
    """A group of the registry: its members with citations, each one's totals and the whole's, for one cycle."""
    found = group_of(name)
    look = Look("group", record, as_of)
    given = Given(record, as_of, {"spender": found, **({"cycle": cycle} if cycle else {})})
    look.data = {
        "group": {"id": found.id, "name": found.name, "phrases": list(found.phrases)},
        "members": [{"committee_id_fec": i, "name": n, "citation": c} for i, n, c in found.members],
        "cycles": [_cycle(look, found, given.in_cycle)],
    }
    return look


def candidate(record: Record, name: str, contest: Contest | None, cycle: int | None, as_of: dt.date) -> Look:
    """One person over candidate ids: candidacies, results, summaries, and independent expenditures for and against.

    Raises UnknownName that lists all when several people have the name; it decides nothing.
    """
    people = humans(find_people(record, name, as_of, contest))
    if len(people) > 1:
        listed = "; ".join(describe(p) for same in people for p in same)
        raise UnknownName("several people have that name; give an id or --contest", received=name, example=listed)
    mine = people[0]
    look = Look("candidate", record, as_of)
    ids = sorted({i for p in mine for i in p.ids})
    itemised = expenditures(record, None, as_of, candidates=ids, cycle=cycle)
    look.took(itemised.rows)
    names = spent.spender_names(record, {r["committee_id_fec"] for r in itemised.listed})
    beside, rested_on = sides.on_a_page(Given(record, as_of, {"target": replace(mine[0], ids=ids), "cycle": cycle}))
    look.took(*rested_on)
    money = targets(itemised.listed, "committee_id_fec", "cycle")
    look.data = {
        "person": {"name": mine[0].name, "candidate_ids_fec": ids, "joined_by": mine[0].joined_by},
        "contests": [_stood(look, p) for p in mine],
        "summaries": summaries(look, mine[0], ids, cycle),
        "independent_expenditures": [{**t, "committee_name": names.get(t["committee_id_fec"])} for t in money],
        "independent_expenditures_caveats": [FLOOR, sides.AMONG, *beside],
    }
    return look


def _stood(look: Look, person: Person) -> dict[str, Any]:
    """A person's years in one contest with the evidence, and the counts in which they have a line."""
    people = roster(look.record, person.contest, look.as_of)
    look.took(people.rows, people.votes.rows, people.votes.calendar)
    answers = voted.candidacies(Given(look.record, look.as_of, {"candidate": person, "contest": person.contest}))
    results = [went_on(people.votes, person.contest, c, person.names) for c in one_each(people.votes.counts)]
    return {
        "contest": str(person.contest),
        "years": [{"year": y, "evidence": list(said)} for y, said in sorted(person.years.items())],
        "parties": {str(y): sorted(p) for y, p in sorted(person.parties.items())},
        "in_a_row": look.answers(answers[:1]),
        "results": [r for r in results if r["lines"] and any(x["this_person"] for x in r["lines"])],
    }


def summaries(look: Look, person: Person, ids: list[str], cycle: int | None) -> list[dict[str, Any]]:
    """Each summary of a person by cycle and candidate id, the latest cycle first; an id without one is not listed.

    One that stands under several ids is listed once, with the other ids.
    """
    rows = ask(look.record, "candidate_total", look.as_of, candidates=ids, cycle=cycle)
    if not rows.rows:
        look.took(rows)  # what shows that there is none
    found = []
    for one in sorted({r["cycle"] for r in rows.dicts()}, reverse=True):
        same = {g[0]["candidate_id_fec"]: g for g in twins(latest_rows(r for r in rows.dicts() if r["cycle"] == one))}
        for who in sorted(same, reverse=True):
            given = Given(look.record, look.as_of, {"candidate": replace(person, ids=[who]), "cycle": one})
            totals = look.answers(reported.candidate_totals(given))
            also = [r["candidate_id_fec"] for r in same[who][1:]]
            found.append({"cycle": one, "candidate_id_fec": who, "same_summary_under": also, "totals": totals})
            if also:
                look.took(rows)  # what shows that they are the same
    return found
