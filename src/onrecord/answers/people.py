"""People over their candidate ids: who stood for a contest in which years, and who has a name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.contests import Contested, Line, contested
from onrecord.model.contest import Contest
from onrecord.model.names import SUFFIXES, display, other_middle_name, same_name, split_name, words
from onrecord.model.parties import party_of
from onrecord.registry.noted import versions
from onrecord.registry.people import kept_apart, person_with
from onrecord.store.record import Record

MAJOR = ("Democratic", "Republican")


@dataclass(eq=False)
class Person:
    """One human in one contest: candidate ids, names as given, party and evidence of standing by election year."""

    contest: Contest
    names: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    years: dict[int, list[str]] = field(default_factory=dict)
    parties: dict[int, set[str]] = field(default_factory=dict)
    joined_by: str = "the same last and first given name in the same contest"

    @property
    def name(self) -> str:
        """The shortest name as a sentence would write it."""
        return display(min(self.names, key=len)) if not self.names[0].isupper() else display(self.names[0])

    def party_in(self, year: int) -> set[str]:
        """The parties that the record gives for a year, or for the nearest year that has any."""
        if not self.parties:
            return set()
        return self.parties[min(self.parties, key=lambda y: (abs(y - year), -y))]

    def has_line(self, line: Line, year: int) -> bool:
        """Whether a line of a count of that year is this person's: by the id it gives, else by name and party."""
        if line.candidate_id_fec:
            return line.candidate_id_fec in self.ids
        named = any(same_name(n, line.name or "") for n in self.names) and bool(line.name)
        known = party_of(line.party)
        opposed = known in MAJOR and bool(self.party_in(year)) and known not in self.party_in(year)
        return named and not opposed and not any(other_middle_name(n, line.name or "") for n in self.names)


@dataclass(frozen=True)
class Roster:
    """Everyone whom the record knows in a contest."""

    people: tuple[Person, ...]
    rows: Rows
    votes: Contested

    def named(self, mention: str, year: int | None = None) -> list[Person]:
        """The people whom a full name, or a last name alone, means; those standing in `year` before all others."""
        tokens = words(mention)
        if len(tokens) > 1:
            found = [p for p in self.people if any(same_name(n, mention) for n in p.names)]
        else:
            found = [p for p in self.people if any(_last(n, mention) for n in p.names)]
        now = [p for p in found if year in p.years] if year else []
        return now or found


def _last(name: str, mention: str) -> bool:
    return split_name(name)[0] == words(mention) and bool(words(mention))


def roster(record: Record, contest: Contest, as_of: dt.date) -> Roster:
    """The people of a contest from the FEC's masters and summaries and the counts before `as_of`.

    Ids are joined by people.yml, else by the same last and first given name in the same contest, unless the middle
    names differ, or one id stands as a Democrat and the other as a Republican in one election.
    """
    asked = ask(
        record,
        "candidacies",
        as_of,
        candidates=None,
        office=contest.office,
        state=contest.state,
        district=contest.district if contest.office == "H" else None,
    )
    votes = contested(record, contest, as_of)
    people = _People(contest)
    for row in asked.dicts():
        people.tell(row["candidate_id_fec"], row["election_year"], row["party"])
    for count in votes.counts:
        for line in count.lines:
            people.tell(line.candidate_id_fec, count.year, line.party)
    for row in asked.dicts():
        if row["name"]:
            person = people.find(row["name"], row["candidate_id_fec"], row["election_year"], row["party"])
            said = f"FEC {row['candidate_id_fec']} in {row['source_file']}"
            _add(person, row["name"], row["candidate_id_fec"], row["election_year"], row["party"], said)
    for count in votes.counts:
        for line in count.lines:
            if line.name:
                person = people.find(line.name, line.candidate_id_fec, count.year, line.party)
                said = "votes not given" if line.votes is None else f"{line.votes:,} votes"
                _add(person, line.name, line.candidate_id_fec, count.year, line.party, f"{count.title}: {said}")
    for one in (v for v in versions() if v.contest == contest):
        for version in one.known(as_of):
            for name, number in version.votes:
                said = f"{contest} {one.year} {one.stage}, {version.words}: {number:,} votes ({version.citation})"
                _add(people.find(name, None, one.year), name, None, one.year, None, said)
    return Roster(tuple(people.all), asked, votes)


class _People:
    """The people of a contest found so far, by candidate id and by the last word of a name."""

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self.all: list[Person] = []
        self._by_id: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._stood: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))

    def tell(self, candidate_id: str | None, year: int | None, party: str | None) -> None:
        """Note that an id stood as a Democrat or a Republican: it decides who of a name may be one person."""
        if candidate_id and year and (known := party_of(party)) in MAJOR:
            self._stood[candidate_id][year].add(known or "")

    def find(self, name: str, candidate_id: str | None, year: int | None = None, party: str | None = None) -> Person:
        """The person of this id, of the same entry in people.yml, or of the same name; else a new one.

        Of several with the name, the one of that party; where that does not tell, none of those with an id.
        """
        person = self._by_id.get(candidate_id or "") or self._known(candidate_id)
        if person is None:
            person = _nearest(self._same(name, candidate_id), year, party)
        if person is None:
            person = Person(self.contest)
            self.all.append(person)
        if candidate_id:
            self._by_id[candidate_id] = person
        for word in words(display(name))[-1:]:
            if person not in self._by_word[word]:
                self._by_word[word].append(person)
        return person

    def _known(self, candidate_id: str | None) -> Person | None:
        known = person_with(candidate_id)
        for other in known.candidate_ids_fec if known else ():
            if other in self._by_id:
                self._by_id[other].joined_by = known.citation if known else ""
                return self._by_id[other]
        return None

    def _same(self, name: str, candidate_id: str | None) -> list[Person]:
        known = person_with(candidate_id)
        found = []
        for person in self._by_word[(words(display(name))[-1:] or [""])[0]]:
            if not any(same_name(n, name) for n in person.names):
                continue
            apart = known and person.ids and not set(person.ids) & set(known.candidate_ids_fec)
            apart = apart or any(kept_apart(candidate_id or "", i) for i in person.ids)
            apart = apart or any(other_middle_name(n, name) for n in person.names)
            apart = apart or any(self._opposed(candidate_id or "", i) for i in person.ids)
            if not apart:
                found.append(person)
        return found

    def _opposed(self, one: str, other: str) -> bool:
        """Whether two ids stood in one election, one as a Democrat and the other as a Republican."""
        mine, theirs = self._stood.get(one, {}), self._stood.get(other, {})
        return any(not mine[year] & theirs[year] for year in set(mine) & set(theirs))


def _nearest(listed: list[Person], year: int | None, party: str | None) -> Person | None:
    """The one person of those who have a name: by the party, the one with an id before one without; None if none is."""
    known = party_of(party)
    listed = [p for p in listed if known in p.party_in(year or 0)] or listed
    for kept in ([p for p in listed if p.ids], [p for p in listed if not p.ids]):
        if len(kept) == 1:
            return kept[0]
    return None


def _add(
    person: Person, name: str, candidate_id: str | None, year: int | None, party: str | None, evidence: str
) -> None:
    """Note what a row says; a summary has no election year: it shows a committee that reports, not a candidacy."""
    if name not in person.names:
        person.names.append(name)
    if candidate_id and candidate_id not in person.ids:
        person.ids.append(candidate_id)
    if year is None:
        return
    said = person.years.setdefault(year, [])
    if evidence not in said:
        said.append(evidence)
    if known := party_of(party):
        person.parties.setdefault(year, set()).add(known)


def streak(person: Person, last: int) -> list[int]:
    """The unbroken run of election years, two apart, that ends with `last`; empty when there is none."""
    years = []
    year = last
    while year in person.years:
        years.append(year)
        year -= 2
    return sorted(years)


def keys_of(name: str) -> list[str]:
    """The 'last, first' keys under which a master may file a free-form name (Monica De La Cruz has three)."""
    tokens = words(name)
    return [f"{' '.join(tokens[k:])}, {tokens[0]}" for k in range(1, len(tokens))]


def contests_of_names(record: Record, names: list[str], as_of: dt.date) -> dict[str, dict[Contest, set[int]]]:
    """For each full name, the contests in which the record knows a candidate of that name, with the years.

    Middle names and initials that were not typed are passed over.
    """
    names = [n for n in names if len(words(n)) > 1]
    keys = sorted({k for n in names for k in keys_of(n)})
    if not keys:
        return {}
    rows = ask(record, "candidates_named", as_of, keys=keys, whole=sorted({n.casefold() for n in names}))
    found: dict[str, dict[Contest, set[int]]] = {n: defaultdict(set) for n in names}
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)  # first and last word: what same_name must agree on
    for name in names:
        tokens = words(name)
        by_ends[(tokens[0], tokens[-1])].append(name)
    for row in rows.dicts():
        tokens = [w for w in words(display(row["name"])) if w not in SUFFIXES]
        for name in by_ends.get((tokens[0], tokens[-1]), []) if tokens else []:
            if same_name(row["name"], name) and (contest := _contest(row)):
                found[name][contest].add(row["year"])
    for one in versions():
        listed = {n for v in one.known(as_of) for n, _ in v.votes}
        for name in names:
            if any(same_name(n, name) for n in listed):
                found[name][one.contest].add(one.year)
    return found


def elsewhere(record: Record, person: Person, year: int, as_of: dt.date) -> list[Contest]:
    """Other contests in which somebody of a person's name stood in a year, but for whom people.yml keeps apart."""
    found = []
    for contest, years in contests_of_names(record, [person.name], as_of)[person.name].items():
        if contest == person.contest or year not in years:
            continue
        others = roster(record, contest, as_of).named(person.name, year)
        apart = [o for o in others if any(kept_apart(a, b) for a in person.ids for b in o.ids)]
        if not others or len(apart) < len(others):
            found.append(contest)
    return found


def _contest(row: dict[str, Any]) -> Contest | None:
    if row["office"] == "P":
        return Contest("P", None)
    if row["office"] == "S":
        return Contest("S", row["state"])
    return Contest("H", row["state"], row["district"]) if row["state"] and row["district"] else None
