"""Every contest of a state, year or office at once: who came first and second, who went on, which were of one party."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.contests import Contested, Count, from_rows
from onrecord.answers.decided import decided
from onrecord.answers.look import Look
from onrecord.answers.tally import best_of, of_one_party, rule_of, went_on
from onrecord.model.apportionment import house_seats
from onrecord.model.contest import Contest
from onrecord.model.errors import InputError
from onrecord.model.names import display, same_name
from onrecord.store.record import Record

STAGES = ("primary", "primary runoff", "general", "runoff")
OF_ONE = "same-party: the first two of the count are of one party, by the party that the source gives"


def surveyed(
    record: Record, as_of: dt.date, office: str | None, state: str | None, year: int | None
) -> tuple[dict[Contest, Contested], Rows]:
    """The cross-checked counts of every House and Senate contest asked for, and the rows that they rest on."""
    rows = ask(record, "results_everywhere", as_of, office=office, state=state, year=year)
    days = ask(record, "contest_calendar", as_of, office=office, state=state, district=None, year=year)
    of: dict[Contest, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.dicts():
        of[Contest(row["office"], row["state"], row["district"])].append(row)
    held: dict[Contest, list[tuple[Any, ...]]] = defaultdict(list)
    for day, named in zip(days.rows, days.dicts(), strict=True):
        held[Contest(named["office"], named["state"], named["district"])].append(day)
    found = {}
    for contest in sorted(of, key=str):
        mine = Rows(days.question, days.params, days.as_of, days.snapshot, days.columns, held[contest], days.query)
        found[contest] = from_rows(record, contest, rows, of[contest], mine, as_of)
    return found, rows


@dataclass(frozen=True)
class Told:
    """The counts of one stage over the contests of a year; `complete` where every seat of that year has one.

    Of a ranked-choice contest it is the final round; `open_` says why one has none. A contest whose sources disagree has
    no count. Both keep it from being complete. `seats` is None where the number of contests is not known (another
    office than the House, or no year).
    """

    counts: tuple[Count, ...]
    seats: int | None
    words: str
    disagreements: tuple[str, ...]
    open_: tuple[str, ...] = ()

    @property
    def sources(self) -> str:
        """Which sources the counts are of, and how many of each."""
        of = Counter(c.source for c in self.counts)
        return "counted by " + ", ".join(f"{s} ({n:,})" for s, n in sorted(of.items())) if of else "no counts"

    @property
    def complete(self) -> bool:
        """Whether there is a count of every seat."""
        return self.seats is not None and _voting(self.counts) >= self.seats


def _voting(counts: Iterable[Count]) -> int:
    """The House seats of states among counts, a year's each once; delegates of territories are not among the 435."""
    return len({(c.contest, c.year) for c in counts if house_seats(c.contest.state or "", c.year)})


def told_of(
    every: dict[Contest, Contested], office: str | None, state: str | None, year: int | None, stage: str = "general",
    special: bool = False,
) -> Told:  # fmt: skip
    """The counts that decided a stage among surveyed contests, and of how many seats that year they are."""
    found = [
        decided(votes, contest, c)
        for contest, votes in every.items()
        for c in best_of(votes.counts)
        if (c.stage, c.special) == (stage, special) and year in (None, c.year)
    ]
    counts = [d.count for d in found if not d.why]
    open_ = tuple(d.why for d in found if d.why)
    disagree = tuple(d for votes in every.values() for d in votes.disagreements_on(stage, special))
    regular = office == "H" and stage == "general" and not special and year is not None
    seats = house_seats(state, year) if regular and year else None
    have = _voting(counts) if seats else len({(c.contest, c.year) for c in counts})
    where = " ".join(w for w in (state, str(year or ""), "special" if special else "", stage) if w)
    if not found:
        words = f"no count of {where} is loaded: that is not the same as none"
    elif seats:
        words = f"{have:,} of {seats:,} seats have a count"
    else:
        words = f"{have + len(open_):,} counts are loaded; how many contests there were is not known"
    words += f"; {len(open_)} more by ranked choice, of which the rounds are not loaded" if open_ and seats else ""
    return Told(tuple(counts), seats, words, disagree, open_)


def contests(
    record: Record,
    as_of: dt.date,
    *,
    office: str | None = None,
    state: str | None = None,
    year: int | None = None,
    stage: str = "general",
    special: bool = False,
    same_party: bool = False,
) -> Look:
    """The counts of one stage over many contests, as a look-up.

    In: office H or S (both otherwise), state CA, the year of the vote, a stage, whether special elections; `same_party`
    keeps those whose first two are of one party; each year says of how many loaded. Votes are whole numbers. What could
    not be told is counted by reason, and a contest whose sources disagree is named and not counted. Raises InputError
    on an unknown stage or office.
    """
    if stage not in STAGES:
        raise InputError(f"--stage: one of {', '.join(STAGES)}", received=stage, example="--stage general")
    if office not in (None, "H", "S"):
        raise InputError("--office: H or S", received=office, example="--office H")
    every, rows = surveyed(record, as_of, office, state, year)
    listed: list[dict[str, Any]] = []
    unknown: list[str] = []
    disagree: list[str] = []
    loaded: Counter[tuple[int, str]] = Counter()
    of_office: Counter[tuple[int, str]] = Counter()
    for contest, votes in every.items():
        disagree += votes.disagreements
        for count in sorted(best_of(votes.counts), key=lambda c: (c.year, c.primary_party or "")):
            if count.stage != stage or count.special != special:
                continue
            loaded[count.year, contest.office] += 1
            one = of_one_party(decided(votes, contest, count).told)
            if one is None:
                unknown.append(count.title)
            if one or not same_party:
                of_office[count.year, contest.office] += 1
                listed.append(went_on(votes, contest, count))
    look = Look("contests", record, as_of)
    look.took(rows)
    told = told_of(every, office, state, year, stage, special)
    asked = {"office": office, "state": state, "year": year, "stage": stage, "special": special}
    look.data = {
        "asked": {**asked, "same_party": same_party},
        "by_year": [
            {"year": y, "office": o, "contests": of_office[y, o], "loaded": n} for (y, o), n in sorted(loaded.items())
        ],
        "told": told.words,
        "contests": sorted(listed, key=lambda c: c["year"]),
        "not_told": unknown if same_party else [],
        "disagreements": disagree,
        "caveats": [OF_ONE] if same_party else [],
    }
    return look


@dataclass(frozen=True)
class Foreseen:
    """A primary's outcome under its rule beside the general election's candidates, as the record has both.

    `agree` is None where either is not told, `why` then says so.
    """

    contest: Contest
    year: int
    advancing: tuple[str, ...]
    general: tuple[str, ...]
    agree: bool | None
    why: str


def foreseen(votes: Contested, contest: Contest, year: int) -> Foreseen:
    """Whether those whom the rule sends on from a regular primary of all parties are those of the general's count.

    The general is read from the primary's own source where that has it, for sources spell names in their own ways.
    """
    found = [c for c in best_of(votes.counts) if (c.year, c.stage, c.special) == (year, "primary", False)]
    primary = next((c for c in found if c.primary_party is None), None)
    generals = votes.stage("general", year, False)
    if primary is None or not generals:
        missing = "primary of all parties" if primary is None else "general"
        return Foreseen(contest, year, (), (), None, f"no whole count of the {missing} is loaded")
    general = next((c for c in generals if c.source == primary.source), generals[0])
    ran = tuple(display(x.name or "") for x in general.named)
    ruled = rule_of(votes, contest, primary)
    if ruled.outcome is None or ruled.outcome.undecided:
        return Foreseen(contest, year, (), ran, None, ruled.why or "the votes alone do not say who went on")
    on = ruled.outcome.advancing
    same = len(on) == len(ran) and all(any(same_name(a, b) for b in ran) for a in on)
    return Foreseen(contest, year, on, ran, same, ruled.outcome.reason)
