"""Contests: their calendar, their counts at every stage from every loaded source, cross-checked."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.blank_names import named
from onrecord.answers.counts import Count as Count
from onrecord.answers.counts import Line as Line
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day
from onrecord.model.names import display, is_no_candidate, same_name
from onrecord.model.parties import party_of
from onrecord.registry.within import lies_within
from onrecord.store.record import Record

# Ballots that are no vote for anybody: some states' canvasses list them among the lines of a contest.
NO_VOTE = {"blank", "void", "overvote", "undervote", "spoiled"}
# Sources that leave candidates out of a primary of all parties: not a whole count.
PARTIAL = {"primary_project_2022": "Democratic and Republican candidates only"}


# Sources whose primaries leave out candidates without an FEC id: their order can be told, no share of all votes.
UNLISTED = ("fec_results_2012",)
NO_SHARES = (
    "candidates without an FEC id are not in it: the order is of those listed, and no share of all votes is given"
)


@dataclass(frozen=True)
class Contested:
    """All that the record holds of a contest's votes, with what was asked."""

    counts: tuple[Count, ...]
    rows: Rows
    calendar: Rows | None
    disagreements: tuple[str, ...]

    def all_of(self, stage: str, year: int, special: bool | None = None) -> list[Count]:
        """The whole counts of a stage, ranked-choice rounds among them."""
        mine = [c for c in self.counts if c.stage == stage and c.year == year and c.whole]
        return [c for c in mine if special in (None, c.special)]

    def disagreements_on(self, stage: str, special: bool) -> list[str]:
        """The disagreements of sources on a stage, a party's own primary too."""
        said = [(d, d.partition(":")[0]) for d in self.disagreements]
        mine = [(d, title) for d, title in said if title.endswith(f" {stage}") and ("special" in title) == special]
        return [d for d, title in mine if stage != "runoff" or not title.endswith("primary runoff")]

    def final_round(self, count: Count) -> Count | None:
        """The last loaded ranked-choice round of a count's stage; None when no round is loaded."""
        mine = (count.year, count.stage, count.special, count.primary_party)
        rounds = [c for c in self.counts if c.ranked_round is not None and c.whole and _stage(c)[:4] == mine]
        return max(rounds, key=lambda c: c.ranked_round or 0, default=None)

    def stage(self, stage: str, year: int, special: bool | None = None) -> list[Count]:
        """The whole counts of a stage, one for each source, ranked-choice rounds left out unless they are all."""
        mine = self.all_of(stage, year, special)
        plain = [c for c in mine if c.ranked_round is None]
        return plain or mine


def calendar(record: Record, contest: Contest, year: int | None, as_of: dt.date) -> Rows:
    """The days of a contest's stages; a stage without a day in the calendar has None."""
    return ask(
        record,
        "contest_calendar",
        as_of,
        office=contest.office,
        state=contest.state,
        district=contest.district,
        year=year,
    )


def day_of(days: Rows | None, year: int, stage: str, special: bool, party: str | None) -> dt.date | None:
    """The day of a stage by the calendar, else by law for a regular general of an even year."""
    for row in days.dicts() if days else []:
        same = row["year"] == year and row["stage"] == stage and bool(row["special"]) == special
        if same and row["held_on"] and (party is None or party_of(row["primary_party"]) in (None, party)):
            found: dt.date = row["held_on"]
            return found
    if stage == "general" and not special and year % 2 == 0:
        return general_day(year)
    return None


def contested(record: Record, contest: Contest, as_of: dt.date, year: int | None = None) -> Contested:
    """The counts of a contest whose election day is before `as_of`; a count of unknown day is known from the next year.

    Sources are cross-checked: a disagreement on a candidate's votes is said and that stage's counts are not used.
    """
    asked = ask(
        record,
        "contest_results",
        as_of,
        office=contest.office,
        state=contest.state,
        district=contest.district,
        year=year,
    )
    days = calendar(record, contest, year, as_of)
    return from_rows(record, contest, asked, asked.dicts(), days, as_of)


def from_rows(
    record: Record, contest: Contest, asked: Rows, rows: list[dict[str, Any]], days: Rows | None, as_of: dt.date
) -> Contested:
    """The counts that rows of results of one contest make, cross-checked; `asked` is what the rows came from."""
    grouped: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        key = (row["year"], row["stage"], bool(row["special"]), _primary(row["primary_party"]), row["ranked_round"])
        apart = row["source_file"] if row["source"].startswith("onrecord_") else ""
        grouped[(*key, row["source"], apart)].append(row)
    counts = [c for key, mine in grouped.items() if (c := _count(contest, key, mine, days, as_of))]
    counts = named(record, _without_gaps(record, counts, grouped, as_of), as_of)
    said = _disagreements(counts)
    kept = [c for c in counts if _stage(c) not in said]
    return Contested(tuple(kept), asked, days, tuple(said.values()))


def _primary(party: str | None) -> str | None:
    """The party whose primary it was: of D/WF or D(UND), labels of cross-nominated candidates, the first."""
    return party_of(re.split(r"[/(]", party)[0]) if party else None


def _without_gaps(
    record: Record, counts: list[Count], grouped: dict[tuple[Any, ...], list[dict[str, Any]]], as_of: dt.date
) -> list[Count]:
    """Counts of a newsroom's own list with a rejected row are parts: who was rejected is not known."""
    if not any(c.source == "onrecord_results" for c in counts):
        return counts
    rejected = {r["source_file"] for r in ask(record, "rejected_rows", as_of, source="onrecord_results").dicts()}
    partial = {
        (*key[:5], key[5])
        for key, rows in grouped.items()
        if key[5] == "onrecord_results" and rows[0]["source_file"] in rejected
    }
    return [
        replace(c, whole=False, caveats=(*c.caveats, "the list has rejected rows: it may leave out candidates"))
        if (*_stage(c), c.source) in partial
        else c
        for c in counts
    ]


def _count(
    contest: Contest, key: tuple[Any, ...], rows: list[dict[str, Any]], days: Rows | None, as_of: dt.date
) -> Count | None:
    year, stage, special, party, ranked, source, _ = key
    held = next((r["held_on"] for r in rows if r["held_on"]), None) or day_of(days, year, stage, special, party)
    if (held is not None and held >= as_of) or (held is None and year >= as_of.year):
        return None
    counties = {r["county"] for r in rows if r["county"]}
    statewide = source.startswith("openelections")
    inside = len(counties) == 1 and lies_within(contest, next(iter(counties)), held)
    whole = not counties or statewide or inside is not None
    listed_only = source in UNLISTED and stage.startswith("primary")
    if (source in PARTIAL and party is None) or listed_only:
        whole = False
    said: tuple[str, ...] = (inside,) if inside and not statewide else ()
    said += (NO_SHARES,) if listed_only else ()
    alone = [r["candidate_name"] for r in rows if r["votes"] is None and "unopposed" in (r["remark"] or "").casefold()]
    said += tuple(f"{display(n)} was unopposed: no votes are given, which is not zero" for n in alone if n)
    cast = [r for r in rows if not _no_vote(r)]
    none = sum(r["votes"] or 0 for r in rows if _no_vote(r))
    mixed = [r for r in rows if _no_vote(r) and r["votes"] and "scattering" in r["remark"].casefold()]
    said += tuple(f"a line of blank and scattered ballots together ({r['votes']:,}) is left out" for r in mixed)
    return Count(
        contest, year, stage, special, party, held, ranked, source, _lines(cast), len(rows), whole, said, none,
        listed_only,
    )  # fmt: skip


def _no_vote(row: dict[str, Any]) -> bool:
    """Whether a line without a name is of blank, void or spoiled ballots, scattered votes among them or not."""
    kinds = set((row["remark"] or "").casefold().split("/"))
    return row["candidate_name"] is None and bool(kinds & NO_VOTE)


def _lines(rows: list[dict[str, Any]]) -> tuple[Line, ...]:
    """One line a candidate: counties and fusion lines added up, a blank line left as missing."""
    merged: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, row in enumerate(rows):
        merged[row["candidate_name"] or f"\0{number}"].append(row)
    lines = []
    for name, mine in merged.items():
        votes = [r["votes"] for r in mine]
        parties = list(dict.fromkeys(p for r in sorted(mine, key=_votes) if (p := party_of(r["party"]))))
        lines.append(
            Line(
                None if name.startswith("\0") or is_no_candidate(name) else name,
                parties[0] if parties else None,
                None if all(v is None for v in votes) else sum(v for v in votes if v is not None),
                next((r["candidate_id_fec"] for r in mine if r["candidate_id_fec"]), None),
                next((r["is_winner"] for r in mine if r["is_winner"] is not None), None),
                name if is_no_candidate(name) else None,
            )
        )
    return tuple(sorted(lines, key=lambda x: (-(x.votes if x.votes is not None else -1), x.name or "~")))


def _votes(row: dict[str, Any]) -> int:
    return -(row["votes"] or 0)


def _stage(c: Count) -> tuple[Any, ...]:
    return (c.year, c.stage, c.special, c.primary_party, c.ranked_round)


def _disagreements(counts: list[Count]) -> dict[tuple[Any, ...], str]:
    """Stages on which two whole counts give a candidate of the same name different votes."""
    said: dict[tuple[Any, ...], str] = {}
    for number, one in enumerate(counts):
        for other in counts[number + 1 :]:
            if _stage(one) != _stage(other) or not (one.whole and other.whole):
                continue
            pairs = [(a, b) for a in one.named for b in other.named if same_name(a.name or "", b.name or "")]
            apart = [(a, b) for a, b in pairs if a.votes != b.votes]
            if apart:
                a, b = apart[0]
                votes = f"{a.name} has {a.votes:,} votes in {one.source} and {b.votes:,} in {other.source}"
                said[_stage(one)] = f"{one.title}: {votes}{_doubled(pairs, one.source, other.source)}"
    return said


def _doubled(pairs: list[tuple[Line, Line]], one: str, other: str) -> str:
    """That a source gives every candidate of another exactly twice the votes; blank where it does not."""
    for first, second, source in ((0, 1, other), (1, 0, one)):
        if all(p[second].votes == 2 * (p[first].votes or 0) for p in pairs):
            return f" (twice the votes of every candidate of the same name: {source} seems to count each row twice)"
    return ""
