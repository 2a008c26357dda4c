"""Look-ups of committees, groups and candidates: who they are, what they reported, and what is loaded of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any

from onrecord.answers import disbursed, donors, reported, sides, spent, voted
from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows, ask
from onrecord.answers.committees import changed_names, names_over_cycles, plain
from onrecord.answers.coverage import caveats_of
from onrecord.answers.distinct import latest_rows, twins
from onrecord.answers.finding import Human, describe, everywhere, find_people, find_spender, humans
from onrecord.answers.identity import Link, together
from onrecord.answers.itemised_page import itemised_part
from onrecord.answers.look import Look, targets
from onrecord.answers.money import FLOOR, expenditures
from onrecord.answers.people import Person, contests_of_names, roster
from onrecord.answers.phases import ITEMISED
from onrecord.answers.quarantine import left_out
from onrecord.answers.question import Given
from onrecord.answers.tally import one_each, went_on
from onrecord.answers.with_filings import in_filings, with_filings
from onrecord.model.codes import committee_type, designation
from onrecord.model.contest import Contest
from onrecord.model.errors import UnknownName
from onrecord.registry.groups import Group, group_of
from onrecord.store.record import Record


def committee(record: Record, name: str, cycle: int | None, as_of: dt.date, named: bool = False) -> Look:
    """One committee: identity, totals, receipts, targets, gifts, expenditures, and the loaded files that hold it.

    Individual givers are named only where `named`.
    Raises UnknownName with near names, also when `name` means a group of several committees.
    """
    found = find_spender(record, name)
    if len(found.members) > 1:
        listed = "; ".join(f"{i} {n}" for i, n, _ in found.members)
        raise UnknownName(f"one committee; this is the group {found.id} (onrecord group)", received=name, example=listed)
    look = Look("committee", record, as_of)
    names = names_over_cycles(record, found.committees[0])
    identity = ask(record, "committee_identity", as_of, committees=found.committees)
    files = ask(record, "committee_files", as_of, committees=found.committees)
    look.took(identity, files, *([names] if len(changed_names(names)) > 1 else []))
    held = {r["cycle"] for r in files.dicts() if r["held"] != "committee" and r["cycle"]}
    cycles = [cycle] if cycle else sorted(held, reverse=True)
    who = {"committee_id_fec": found.committees[0], "name": _name(identity, found)}
    look.data = {
        "committee": {**who, **_identity(identity, cycles)},
        "names": changed_names(names),
        "found_as": _found_as(names, name),
        "named_by_cover": next((r["cover"] for r in names.dicts() if r["cover"]), None),
        "cycles": [{**_cycle(look, found, one), **_received(look, found, one, named)} for one in cycles],
        "files": _files(record, files),
    }
    return look


def _found_as(names: Rows, text: str) -> str | None:
    """The earlier name under which a committee was asked for; None for its present name, its id or an alias."""
    earlier = [n["name"] for n in changed_names(names)[1:]]
    return next((n for n in earlier if plain(n) == plain(text)), None)


def _name(identity: Rows, found: Group) -> str:
    return next((str(r["name"]) for r in identity.dicts() if r["name"]), found.name)


def _identity(identity: Rows, cycles: list[int]) -> dict[str, Any]:
    """Who a committee is: by the master of the page's one cycle where one is loaded that has it, else by the latest."""
    every = identity.dicts()
    rows = [r for r in every if [r["cycle"]] == cycles] or every
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
        "totals": look.answers(with_filings("committee-totals", reported.committee_totals, given)),
        "independent_expenditures": look.answers(_both(spent.independent_expenditures(given))),
        "targets": targets(itemised.listed),
        "contributions": look.answers(with_filings("contributions", reported.contributions, given)),
    }


def _received(look: Look, group: Group, cycle: int, named: bool) -> dict[str, Any]:
    """A committee's receipts by kind, who gave (individuals by name only where `named`), and what it ran on."""
    given = Given(look.record, look.as_of, {"spender": group, "cycle": cycle, "individuals": named})
    return {
        "receipts": look.answers([donors.receipts_by_kind(given)]),
        "itemised_from_individuals": itemised_part(look, group, cycle, named),
        "individuals_in_filings": look.answers(in_filings("individual-contributions", given)),
        "contributors": look.answers(with_filings("contributors", partial(donors.contributors, on_page=True), given)),
        "operating_expenditures": look.answers(with_filings("operating-expenditures", _operating, given)),
    }


def _operating(given: Given) -> list[Answer]:
    """The itemised reading alone: the reported line stands among the totals."""
    return disbursed.operating_expenditures(given)[:1]


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
    found = humans(record, find_people(record, name, as_of, contest), as_of)
    if len(found) > 1:
        listed = "; ".join(describe(p) for human in found for p in human.people)
        raise UnknownName("several people have that name; give an id or --contest", received=name, example=listed)
    human = found[0]
    mine = everywhere(record, human, as_of)
    look = Look("candidate", record, as_of)
    ids = human.ids
    look.took(*(rows for rows in human.asked if rows.rows))
    itemised = expenditures(record, None, as_of, candidates=ids, cycle=cycle)
    look.took(itemised.rows)
    names = spent.spender_names(record, {r["committee_id_fec"] for r in itemised.listed})
    beside, rested_on = sides.on_a_page(Given(record, as_of, {"target": replace(mine[0], ids=ids), "cycle": cycle}))
    look.took(*rested_on)
    money = targets(itemised.listed, "committee_id_fec", "cycle")
    look.data = {
        "person": {"name": mine[0].name, "candidate_ids_fec": ids, **_identity_of(look, human, mine)},
        "contests": [_stood(look, p) for p in mine],
        "summaries": summaries(look, mine[0], ids, cycle),
        "summaries_caveats": left_out(record, ids, cycle),
        "independent_expenditures": [{**t, "committee_name": names.get(t["committee_id_fec"])} for t in money],
        "independent_expenditures_caveats": [FLOOR, sides.AMONG, *beside, *caveats_of(record, [itemised.rows])],
    }
    return look


def _identity_of(look: Look, human: Human, mine: list[Person]) -> dict[str, Any]:
    """What ties a person's ids, what does not, who may be the same, and where else the name stood."""
    own = [p for p in mine if len(p.ids) > 1]
    have = {p.contest for p in (*mine, *human.not_joined)}
    named = contests_of_names(look.record, [mine[0].name], look.as_of).get(mine[0].name, {})
    return {
        "joined_by": "; ".join(dict.fromkeys(p.joined_by for p in own)) or None,
        "joined_in_a_contest": [{"candidate_ids_fec": p.ids, "evidence": f"{p.joined_by} ({p.contest})"} for p in own],
        "links": together(k for k in human.links if not any(_said(k, p) for p in own)),
        "may_be_the_same": [describe(p) for p in human.not_joined],
        "namesakes": [
            f"{contest} ({', '.join(map(str, sorted(years)))})"
            for contest, years in sorted(named.items(), key=lambda cy: str(cy[0]))
            if contest not in have
        ],
    }


def _said(link: Link, person: Person) -> bool:
    """Whether an entry checked by hand is what joined two ids within a contest already."""
    return link.cited == person.joined_by and {link.one, link.other} <= set(person.ids)


def _stood(look: Look, person: Person) -> dict[str, Any]:
    """A person's years in one contest with the evidence, and the counts in which they have a line."""
    people = roster(look.record, person.contest, look.as_of)
    look.took(people.rows, people.votes.rows, people.votes.calendar)
    answers = voted.candidacies(Given(look.record, look.as_of, {"candidate": person, "contest": person.contest}))
    results = [went_on(people.votes, person.contest, c, person) for c in one_each(people.votes.counts)]
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
