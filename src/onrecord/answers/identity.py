"""Which candidate ids are one person's, by evidence: committees of both, lists of members, entries checked by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onrecord.answers.ask import Rows, ask, at
from onrecord.model.names import display, same_name, split_name, words
from onrecord.registry.people import kept_apart, person_with
from onrecord.store.record import Record


@dataclass(frozen=True)
class Link:
    """What ties two candidate ids, with where it stands; `why` says why they are not joined by it, if they are not."""

    one: str
    other: str
    evidence: str
    cited: str
    why: str = ""


@dataclass
class Families:
    """Ids put together by person, with the links that do it, those that do not, and the rows that show them."""

    of: dict[str, frozenset[str]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    asked: list[Rows] = field(default_factory=list)

    def family(self, ids: Iterable[str]) -> frozenset[str]:
        """All ids of the person or people who have these ids."""
        return frozenset(i for own in ids for i in self.of.get(own, frozenset({own})))


def families(record: Record, ids: Iterable[str], as_of: dt.date) -> Families:
    """The ids of each person who has one of `ids`, followed until nothing more is tied.

    Ids are joined by an entry of people.yml, by the list of members of Congress, or by a principal or authorised
    committee of both where the names agree: a ticket's two candidates have one committee too. A name alone joins
    nothing here. Entries `apart` come before all evidence.
    """
    found = Families()
    wanted, known = set(ids), set[str]()
    names: dict[str, list[str]] = {}
    while fresh := sorted(wanted - known):
        known |= set(fresh)
        rows = ask(record, "candidate_links", as_of, candidates=fresh)
        found.asked.append(rows)
        tied = rows.dicts()
        names |= _names(record, {*fresh, *(r["other_id_fec"] for r in tied)} - set(names), as_of)
        links = [*(k for i in fresh for k in _by_hand(i)), *(_judged(r, names) for r in tied)]
        for link in sorted(links, key=lambda k: bool(k.why)):
            wanted |= _take(found, link)
    for own in known:
        found.of.setdefault(own, frozenset({own}))
    return found


def _take(found: Families, link: Link) -> set[str]:
    """Note a link, join its ids unless it may not; the ids that are to be followed further."""
    if any({link.one, link.other} == {k.one, k.other} and link.evidence == k.evidence for k in found.links):
        return set()
    mine, theirs = (found.of.get(i, frozenset({i})) for i in (link.one, link.other))
    apart = next((c for a in sorted(mine) for b in sorted(theirs) if (c := kept_apart(a, b))), None)
    if apart or link.why:
        found.links.append(Link(link.one, link.other, link.evidence, link.cited, apart or link.why))
        return set()
    found.links.append(link)
    whole = mine | theirs
    found.of |= dict.fromkeys(whole, whole)
    return set(whole)


def _by_hand(candidate_id: str) -> list[Link]:
    known = person_with(candidate_id)
    others = [i for i in known.candidate_ids_fec if i != candidate_id] if known else []
    return [Link(candidate_id, i, "an entry checked by hand", known.citation if known else "") for i in others]


def _names(record: Record, ids: set[str], as_of: dt.date) -> dict[str, list[str]]:
    """The names under which loaded files have each id; an id that is in none has no name."""
    found: dict[str, list[str]] = {i: [] for i in ids}
    if ids:
        asked = ask(record, "candidacies", as_of, candidates=sorted(ids), office=None, state=None, district=None)
        for row in asked.dicts():
            if row["name"] and row["name"] not in found[row["candidate_id_fec"]]:
                found[row["candidate_id_fec"]].append(row["name"])
    return found


def _judged(row: dict[str, Any], names: dict[str, list[str]]) -> Link:
    one, other = names.get(row["candidate_id_fec"], []), names.get(row["other_id_fec"], [])
    if row["evidence"] == "member of Congress":
        said = f"the list of members of Congress gives both ids to {row['tie_name'] or row['tie']} ({row['tie']})"
        wrong = [n for n in (*one, *other) if not set(words(row["member_last_name"])) & set(words(n))]
        why = f"{display(wrong[0])} is another name" if wrong else ""
    else:
        said = f"{row['tie_name'] or 'a committee'} ({row['tie']}) is a principal or authorised committee of each"
        why = "" if agree(one, other) else _differ(one, other)
    file, other_file = row["source_file"], row["other_file"]
    cited = f"{file} {at(file, row['source_line'])}, {other_file} {at(other_file, row['other_line'])}"
    return Link(row["candidate_id_fec"], row["other_id_fec"], said, cited, why)


def agree(one: list[str], other: list[str]) -> bool:
    """Whether the names of two ids are one person's: some are the same name, and none has both parts different.

    An id under which an old file had somebody else (H0PA07132: Hendricks, then Scheller) agrees with neither.
    """
    same = any(same_name(a, b) for a in one for b in other)
    return same and all(_shares(a, b) for a in one for b in other)


def _shares(one: str, other: str) -> bool:
    (last, given, _), (last2, given2, _) = split_name(one), split_name(other)
    return last == last2 or (bool(given[:1]) and given[:1] == given2[:1])


def together(links: Iterable[Link]) -> list[dict[str, Any]]:
    """Links in JSON's types, those of one evidence and outcome together: all their ids, and where they stand."""
    grouped: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        grouped.setdefault((link.evidence, link.why), []).append(link)
    return [
        {
            "candidate_ids_fec": sorted({i for k in mine for i in (k.one, k.other)}),
            "evidence": evidence,
            "cited": list(dict.fromkeys(k.cited for k in mine)),
            "joined": not why,
            "why_not": why or None,
        }
        for (evidence, why), mine in grouped.items()
    ]


def _differ(one: list[str], other: list[str]) -> str:
    if not one or not other:
        return "an id is in no loaded file of candidates: its name is not known"
    a, b = next(((a, b) for a in one for b in other if not same_name(a, b)), (one[0], other[0]))
    return f"the names are not the same: {display(a)}, {display(b)}"
