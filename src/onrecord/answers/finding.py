"""Who or what the words of a parameter mean: found exactly, or near names suggested and nothing decided."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass, field, replace

from onrecord.answers.ask import Rows, ask
from onrecord.answers.committees import find_committee, near_committees
from onrecord.answers.identity import Link, families
from onrecord.answers.money import contest_of
from onrecord.answers.people import Person, contests_of_names, roster
from onrecord.model.contest import Contest
from onrecord.model.errors import UnknownName
from onrecord.model.names import display, words
from onrecord.registry.groups import Group, groups, phrases, plain
from onrecord.store.record import Record

_ID = re.compile(r"[HSP][0-9A-Z]{8}")


def find_spender(record: Record, text: str) -> Group:
    """The group, or the committee as a group of one, that `text` means: an id, an exact name, a phrase of the registry.

    Raises UnknownName with near names, which decide nothing.
    """
    wanted = plain(text.strip())
    for group in groups():
        if wanted in (group.id, plain(group.name)):
            return group
    if group_ := phrases().get(wanted):
        return group_
    try:
        committee, name = find_committee(record, text)
    except UnknownName as error:
        listed = [f"{i} {n}" for i, n in near_committees(record, text)]
        close = difflib.get_close_matches(wanted, phrases(), n=5, cutoff=0.7)
        listed += dict.fromkeys(f"{phrases()[c].id} {phrases()[c].name}" for c in close)
        if error.rule.startswith("several"):
            raise
        raise UnknownName(
            "a committee's id or exact name, or an alias or group of the registry",
            received=text,
            example="; ".join(dict.fromkeys(listed)) or "C00799031",
        ) from None
    return Group(committee, name, ((committee, name, "FEC committee master"),), (), name)


def find_people(record: Record, text: str, as_of: dt.date, contest: Contest | None = None) -> list[Person]:
    """Everyone whom the record knows by a full name or an FEC candidate id, within `contest` when it is given.

    Raises UnknownName with near names when there is nobody.
    """
    wanted = text.strip()
    if _ID.fullmatch(wanted.upper()):
        found = _with_id(record, wanted.upper(), as_of)
    elif contest:
        found = roster(record, contest, as_of).named(wanted)
    else:
        name = display(wanted)
        places = contests_of_names(record, [name], as_of)[name] if len(words(name)) > 1 else {}
        found = [p for c in sorted(places, key=str) for p in roster(record, c, as_of).named(name)]
    if contest:
        found = [p for p in found if p.contest == contest]
    if not found:
        where = f" who stood in {contest}" if contest else ""
        raise UnknownName(
            f"a candidate's full name or FEC id{where}, as a loaded file gives it",
            received=text,
            example="; ".join(_near(record, wanted, contest, as_of)) or "H4CA34083",
        )
    return found


def find_person(record: Record, text: str, as_of: dt.date, contest: Contest | None = None) -> Person:
    """The one person whom a name or id means; raises UnknownName that lists all when a name has several.

    Without `contest`, the person of the latest contest, with all ids that evidence gives to that human; with it, those
    of the contest.
    """
    found = humans(record, find_people(record, text, as_of, contest), as_of)
    if len(found) > 1:
        listed = "; ".join(describe(p) for human in found for p in human.people)
        raise UnknownName("several people have that name; give an id or contest=", received=text, example=listed)
    person = found[0].people[0]
    return person if contest else replace(person, ids=[*person.ids, *(i for i in found[0].ids if i not in person.ids)])


@dataclass
class Human:
    """One human: the person in each contest, the latest first; all ids; what ties them; who may be the same."""

    people: list[Person]
    ids: list[str]
    links: list[Link] = field(default_factory=list)
    not_joined: list[Person] = field(default_factory=list)  # the same name, state and office and no id: a name alone
    asked: list[Rows] = field(default_factory=list)


def humans(record: Record, found: list[Person], as_of: dt.date) -> list[Human]:
    """People of several contests put together where they share an id, or evidence ties their ids (see identity).

    A name alone joins no two contests. Who has no FEC id, in the state and office of one human only who has, is not
    joined and is listed beside that human; otherwise alone.
    """
    tied = families(record, (i for p in found for i in p.ids), as_of)
    made: list[Human] = []
    for person in sorted(found, key=lambda p: (-max(p.years, default=0), str(p.contest))):
        ids = tied.family(person.ids)
        same = next((h for h in made if ids & set(h.ids)), None)
        if same is None:
            same = Human([], [], asked=tied.asked)
            made.append(same)
        same.people.append(person)
        same.ids = sorted({*same.ids, *ids})
    with_ids = [h for h in made if h.ids]
    for human in [h for h in made if not h.ids]:
        near = [h for h in with_ids if any(_seat(p) == _seat(human.people[0]) for p in h.people)]
        if len(near) == 1 and len(found) > 1:
            near[0].not_joined += human.people
            made.remove(human)
    for human in made:
        human.links = [k for k in tied.links if {k.one, k.other} & set(human.ids)]
    return made


def _seat(person: Person) -> tuple[str, str | None]:
    return person.contest.office, person.contest.state


def everywhere(record: Record, human: Human, as_of: dt.date) -> list[Person]:
    """A human in every contest in which one of their ids stood, the latest first."""
    have = {p.contest: p for i in human.ids for p in _with_id(record, i, as_of)}
    have |= {p.contest: p for p in human.people}
    return sorted(have.values(), key=lambda p: (-max(p.years, default=0), str(p.contest)))


def describe(person: Person) -> str:
    """A person as a list of namesakes shows them: name, contest, ids and years."""
    years = ", ".join(map(str, sorted(person.years))) or "no election year given"
    return f"{person.name}, {person.contest} ({', '.join(person.ids) or 'no FEC id'}; {years})"


def _with_id(record: Record, candidate_id: str, as_of: dt.date) -> list[Person]:
    rows = ask(record, "candidacies", as_of, candidates=[candidate_id], office=None, state=None, district=None)
    contests = {c for row in rows.dicts() if (c := contest_of(row)) and (c.office != "H" or c.district)}
    found = [p for c in sorted(contests) for p in roster(record, c, as_of).people if candidate_id in p.ids]
    return found


def _near(record: Record, text: str, contest: Contest | None, as_of: dt.date) -> list[str]:
    """At most five people of a like name: suggestions only."""
    if contest:
        people = {p.name: describe(p) for p in roster(record, contest, as_of).people}
    else:
        last = (words(display(text)) or [""])[-1]
        rows = ask(record, "candidates_like", as_of, last=last).dicts()
        people = {display(r["name"]): f"{display(r['name'])} ({r['candidate_id_fec']}, {contest_of(r)})" for r in rows}
    close = difflib.get_close_matches(display(text), people, n=5, cutoff=0.6)
    last_word = words(text)[-1:]
    same = [n for n in people if last_word and last_word == words(n)[-1:]]
    return [people[n] for n in dict.fromkeys([*close, *same])][:5]
