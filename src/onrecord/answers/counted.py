"""A file of votes or ballots, counted under a rule by name: what was read, from which columns, and the outcome."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.errors import InputError
from onrecord.model.names import is_no_candidate
from onrecord.rules.ballots import OVERVOTE, SKIPPED, Ballots, ballots_of
from onrecord.rules.count import Outcome, advance
from onrecord.rules.method import Method, named, names, with_seats
from onrecord.rules.rounds import UNDECLARED, RankedCount
from onrecord.rules.rule import WITHIN_PARTY, Rule
from onrecord.rules.rulebook import rule_named
from onrecord.rules.runoff import count_ranked
from onrecord.rules.ties import TieBreak
from onrecord.sources.vote_rows import Profile, Rows, read_rows

OVERVOTES = {"overvote", "over vote", "overvoted", "over-vote", "overvotes"}
SKIPS = {"", "undervote", "under vote", "skipped", "skip", "blank", "no choice", "-", "none", "undervotes"}
WRITE_INS = {"uwi", "write-in", "write-ins", "write in", "writein", "undeclared write-in", "undeclared write-ins"}
# Write-ins and others without a name in a table of votes: in the total, and nobody's. "Write-in (Jane Roe)" has a name.
UNNAMED = re.compile(
    r"(?:(?:all|other|misc\.?|miscellaneous|total|undeclared|unqualified|unresolved|unassigned)\s+)*"
    r"(?:uwi|others?|scatter(?:ed|ing)?|write[- ]?ins?(?:\s+(?:votes?|totals?|scattering))?"
    r"(?:\s*\((?:unresolved|undeclared|scattering|other|misc\.?|total)\))?)",
    re.I,
)
NOT_CANDIDATES = {
    "total", "totals", "total votes", "votes cast", "ballots cast", "registered voters", "over votes", "overvotes",
    "under votes", "undervotes", "blank", "blank votes", "blanks", "overvote", "undervote", "spoiled", "turnout",
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_RANK = (
    re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\s+(?:choice|rank|pref)", re.I),
    re.compile(r"\b(?:choice|rank|ranking|preference|pref)[\s_#.-]*(\d{1,2})\b", re.I),
    re.compile(r"^(?:rank|choice|pref|r)_?(\d{1,2})$", re.I),
    re.compile(r"^(\d{1,2})$"),
)
_WORD = re.compile(rf"\b({'|'.join(ORDINALS)})\s+(?:choice|rank|pref)", re.I)
NAMES = ("candidate", "candidate name", "candidate_name", "cand_name", "candidates", "name", "choice", "option")
VOTES = ("votes", "vote", "total votes", "total_votes", "votes_total", "candidatevotes", "total", "count", "ballots")
WEIGHTS = ("count", "ballots", "weight", "votes")
PLACES = ("county", "precinct", "jurisdiction", "town", "ward", "parish")
CONTESTS = ("office", "contest", "race", "district", "year", "stage", "special", "state")


@dataclass(frozen=True)
class Counted:
    """What a file gave under a rule: how it was read, in sentences, and the outcome for votes or for ranked ballots."""

    name: str
    title: str
    note: str
    read: tuple[str, ...]
    votes: Outcome | None
    ranked: RankedCount | None


def count_file(
    path: Path, rule: str, *, seats: int | None = None, tie_break: TieBreak | None = None, where: Sequence[str] = ()
) -> Counted:
    """Count the votes or ballots of a file under the rule of that name.

    In: a CSV or workbook of candidates and votes, or of ranked ballots, a column a rank; or a PrefLib profile.
    `where` are conditions "COLUMN=VALUE" that rows must meet. Ranked ballots under a rule for votes are counted by their
    first choices, which is said. Raises InputError or SourceError naming what cannot be counted and why.
    """
    found = named(rule)
    table = read_rows(path)
    said: list[str] = []
    if isinstance(table, Rows):
        table = _chosen(table, where, said)
    elif where:
        raise InputError("a profile has no columns to choose by", received=", ".join(where), example="no --where")
    ranks = _ranks(table.header) if isinstance(table, Rows) else []
    if isinstance(table, Profile) or ranks:
        ballots = _profile(table, said) if isinstance(table, Profile) else _ballots(table, ranks, path.name, said)
        return _count_ballots(rule, found, ballots, seats, tie_break, said)
    votes = _votes(table, path.name, said)
    if isinstance(found, Method):
        if not found.first_choices:
            raise InputError(
                f"{rule} counts ranked ballots", received=f"{path.name}: votes of {len(votes)} candidates",
                example="a file with a column for each rank, or --rule plurality",
            )  # fmt: skip
        found = rule_named(found.first_choices[0])
        said.append("Only first choices are in the file: a majority of them is decisive, nothing else is.")
    if found.party_scope == WITHIN_PARTY and isinstance(table, Rows):
        _one_party(table, rule)
    if seats is not None or (tie_break and tie_break.mode):
        raise InputError(
            "seats and earlier rounds are for ranked ballots; a table of votes takes a lot at most",
            received=f"--rule {rule} with --seats or --tie-break", example=f"--rule {rule}",
        )  # fmt: skip
    unnamed = sum(n for name, n in votes.items() if UNNAMED.fullmatch(name))
    against = {name: n for name, n in votes.items() if is_no_candidate(name)}
    votes = {name: n for name, n in votes.items() if not UNNAMED.fullmatch(name) and name not in against}
    said += [f"{name} can neither win nor go on (NRS 293.269); in the total: {n:,}." for name, n in against.items()]
    if unnamed:
        said.append(f"Votes without a candidate's name (write-ins, others) are in the total and nobody's: {unnamed:,}.")
    outcome = advance(found, votes, lot=_lot(tie_break), unnamed=unnamed, for_nobody=sum(against.values()))
    return Counted(rule, _title(rule), found.note, tuple(said), outcome, None)


def _lot(tie_break: TieBreak | None) -> tuple[str, ...]:
    return tie_break.lot if tie_break else ()


def _title(rule: str) -> str:
    return names().titles[rule]


def _count_ballots(
    rule: str, found: Method | Rule, ballots: Ballots, seats: int | None, tie_break: TieBreak | None, said: list[str]
) -> Counted:
    distinct = len(ballots.rankings)
    marked = f"{ballots.total:,} ballots ({distinct:,} distinct), {ballots.blank:,} without a mark"
    said.append(f"{marked}; {len(ballots.candidates)} candidates.")
    if isinstance(found, Rule) and found.system == "ranked_choice":
        found = _method_of(found)
        said.append(f"Counted as {found.name}: {found.title}.")
    if isinstance(found, Rule):
        said.append("The rule takes one vote a ballot: the first rank counts, later ones do not.")
        votes = advance(found, ballots.first_choices(), lot=_lot(tie_break))
        return Counted(rule, _title(rule), found.note, tuple(said), votes, None)
    method = with_seats(found, seats)
    if method.order and set(ballots.candidates) <= set(method.order):
        ballots = _listed(ballots, method.order)
    return Counted(rule, method.title, method.note, tuple(said), None, count_ranked(ballots, method, tie_break))


def _method_of(rule: Rule) -> Method:
    """The method by which a rule of the rulebook counts ranked ballots; raises InputError unless there is one."""
    fit = [method for method in names().methods.values() if rule.id in method.first_choices]
    if len(fit) != 1:
        raise InputError(
            f"{rule.id} counts ranked ballots in more than one way, or in none that is known here", received=rule.id,
            example=", ".join(f"--rule {method.name}" for method in fit) or "onrecord count --rules",
        )  # fmt: skip
    return fit[0]


def _listed(ballots: Ballots, order: tuple[str, ...]) -> Ballots:
    """The ballots with the candidates of a published count, those without a mark on any ballot included."""
    place = {i: order.index(name) for i, name in enumerate(ballots.candidates)}
    return ballots_of(order, [([place.get(m, m) for m in marks], n) for marks, n in ballots.rankings.items()])


def _chosen(table: Rows, where: Sequence[str], said: list[str]) -> Rows:
    """The rows that meet every condition."""
    rows, numbers = table.rows, table.numbers
    for one in where:
        column, sign, value = one.partition("=")
        if not sign or column not in table.header:
            raise InputError(
                f"--where takes COLUMN=VALUE, of the columns {', '.join(table.header)}", received=one,
                example=f"{table.header[0]}={rows[0][0] if rows else ''}",
            )  # fmt: skip
        place = table.header.index(column)
        held = sorted({row[place].strip() for row in rows})
        kept = [(n, row) for n, row in zip(numbers, rows, strict=True) if row[place].strip() == value.strip()]
        numbers, rows = [n for n, _ in kept], [row for _, row in kept]
        if not rows:
            raise InputError(f"no row has that {column}", received=one, example=", ".join(held[:12]))
        said.append(f"Rows with {one} only: {len(rows):,}.")
    return Rows(table.header, rows, numbers)


def _ranks(header: Sequence[str]) -> list[tuple[int, int]]:
    """(rank, column) of every column that holds a ranking, in the order of ranks; empty when the file has none."""
    found: dict[int, list[int]] = {}
    for column, name in enumerate(header):
        word = _WORD.search(name)
        hit = next((m for m in (p.search(name.strip()) for p in _RANK) if m), None)
        rank = ORDINALS[word[1].casefold()] if word else int(hit[1]) if hit else 0
        if rank:
            found.setdefault(rank, []).append(column)
    if 1 not in found or sorted(found) != list(range(1, len(found) + 1)):
        return []
    if double := [rank for rank, columns in found.items() if len(columns) > 1]:
        twice = [header[c] for c in found[double[0]]]
        raise InputError("one contest a file: each rank has one column", received=", ".join(twice), example=twice[0])
    return [(rank, found[rank][0]) for rank in sorted(found)]


def _mark(text: str, places: dict[str, int]) -> int:
    name = " ".join(text.split())
    plain = name.casefold()
    if plain in SKIPS:
        return SKIPPED
    if plain in OVERVOTES:
        return OVERVOTE
    return places.setdefault(UNDECLARED if plain in WRITE_INS else name, len(places))


def _ballots(table: Rows, ranks: list[tuple[int, int]], file: str, said: list[str]) -> Ballots:
    _one_contest(table, CONTESTS[:3])
    columns = [column for _, column in ranks]
    weight = next((c for c, name in enumerate(table.header) if name.casefold() in WEIGHTS and c not in columns), None)
    if weight is None:
        held = Counter(tuple([row[c] for c in columns]) for row in table.rows)
    else:
        held = Counter()
        for number, row in zip(table.numbers, table.rows, strict=True):
            held[tuple([row[c] for c in columns])] += _number(row[weight], file, number)
    said.append(f"Ranks 1 to {len(columns)} from the columns {table.header[columns[0]]} to {table.header[columns[-1]]}.")
    if weight is not None:
        said.append(f"Ballots of each row from the column {table.header[weight]}.")
    places: dict[str, int] = {}
    marks: dict[str, int] = {}  # of each text of a cell, once
    for cells in held:
        for text in cells:
            if text not in marks:
                marks[text] = _mark(text, places)
    rankings = [([marks[text] for text in cells], n) for cells, n in held.items() if n]
    _one_spelling(places, file)
    return ballots_of(list(places), rankings)


def _profile(table: Profile, said: list[str]) -> Ballots:
    places: dict[str, int] = {}
    for name in table.candidates:
        _mark(name, places)
    rankings = [([_mark(text, places) for text in names], n) for names, n in table.rankings if n]
    said.append("A profile gives rankings without skipped ranks: no rule on skips can act on it.")
    return ballots_of(list(places), rankings)


def _number(text: str, file: str, row: int) -> int:
    plain = text.strip().replace(",", "")
    plain = plain.removesuffix(".0")
    if not plain.isdecimal():
        raise InputError(f"{file}: a number of votes is whole", received=f"row {row}: {text!r}", example="41,611")
    return int(plain)


def _column(header: Sequence[str], wanted: Sequence[str]) -> int | None:
    plain = [name.strip().casefold() for name in header]
    return next((plain.index(name) for name in wanted if name in plain), None)


def _votes(table: Rows, file: str, said: list[str]) -> dict[str, int]:
    """Each candidate's votes, rows of places added up; rows that are no candidate's are set aside and named."""
    who, number = _column(table.header, NAMES), _column(table.header, VOTES)
    if who is None or number is None:
        raise InputError(
            f"{file}: a column of candidates and one of votes, or columns of ranks", received=", ".join(table.header),
            example="candidate,votes or rank 1,rank 2,rank 3",
        )  # fmt: skip
    _one_contest(table)
    votes: dict[str, int] = {}
    aside: Counter[str] = Counter()
    for row_number, row in zip(table.numbers, table.rows, strict=True):
        name = " ".join(row[who].split())
        if not name or name.casefold() in NOT_CANDIDATES:
            aside[name or "(no name)"] += 1
            continue
        votes[name] = votes.get(name, 0) + _number(row[number], file, row_number)
    _one_spelling(votes, file)
    said.append(f"Candidates from the column {table.header[who]}, votes from {table.header[number]}.")
    if sum(aside.values()) + len(votes) < len(table.rows):
        said.append(f"{len(table.rows) - sum(aside.values()):,} rows added up to {len(votes)} candidates.")
    if aside:
        said.append(f"Set aside, not candidates: {', '.join(sorted(aside))}.")
    return votes


def _one_spelling(names: Iterable[str], file: str) -> None:
    """Raise InputError when two names differ by capitals alone: one candidate's votes would be counted as two's."""
    seen: dict[str, str] = {}
    for name in names:
        if (other := seen.setdefault(name.casefold(), name)) != name:
            raise InputError(f"{file}: a candidate has one spelling", received=f"{other}, {name}", example=other)


def _one_contest(table: Rows, columns: Sequence[str] = CONTESTS) -> None:
    """Raise InputError when the rows are of several contests, or hold a total beside its parts."""
    plain = [name.casefold() for name in table.header]
    for name in (one for one in columns if one in plain):
        held = sorted({row[plain.index(name)].strip() for row in table.rows})
        if len(held) > 1:
            column = table.header[plain.index(name)]
            raise InputError(
                f"one contest at a time: the column {column} has {len(held)} values",
                received=", ".join(held[:8]) + (" ..." if len(held) > 8 else ""),
                example=f'--where "{column}={held[-1]}"',
            )  # fmt: skip
    for name in PLACES:
        if name in plain:
            held = sorted({row[plain.index(name)].strip() for row in table.rows})
            totals = [one for one in held if re.fullmatch(r"(?i)(county |state |grand )?totals?|statewide", one)]
            if totals and len(held) > 1:
                raise InputError(
                    "a total beside its parts would count every vote twice", received=f"{name}: {totals[0]}",
                    example=f'--where "{table.header[plain.index(name)]}={totals[0]}"',
                )  # fmt: skip


def _one_party(table: Rows, rule: str) -> None:
    """Raise InputError when a party's own primary would be counted over several parties."""
    place = _column(table.header, ("party", "party_detailed"))
    held = sorted({row[place].strip() for row in table.rows}) if place is not None else []
    if place is not None and len(held) > 1:
        raise InputError(
            f"{rule} is decided within each party", received=f"parties {', '.join(held)}",
            example=f'--where "{table.header[place]}={held[-1]}"',
        )  # fmt: skip
