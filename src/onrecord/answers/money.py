"""Money of committees and candidates: summaries under every reading, and itemised independent expenditures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows, ask
from onrecord.answers.distinct import distinct_rows
from onrecord.answers.readings import Reading, family
from onrecord.model.contest import Contest
from onrecord.model.money import usd
from onrecord.model.parties import party_of
from onrecord.store.record import Record

FLOOR = "periodic reports only, without 24- and 48-hour notices: a floor"
BEST_FLOOR = "notices are due above $1,000 ($10,000 until the 20th day before the election) only: a floor"
ABOVE_WHOLE = "the part is more than the whole, which holds refunds (negative rows) that the part has not"
ROUNDED = "the bulk file gives whole dollars"
Test = Callable[[dict[str, Any]], bool]


def summary(record: Record, words: str, ids: Sequence[str], cycle: int, as_of: dt.date) -> list[Answer]:
    """What committees or candidates reported for a cycle under each reading of `words` (a family of readings.yml).

    USD, cycle to date through the earliest coverage end among them (inclusive). A member without a summary that ends
    by `as_of`, or with a blank line, makes the value None: missing is not zero. A reading of lines that not every source
    has is left out where one is blank.
    """
    found = [(one, _summed(record, one, ids, cycle, as_of)) for one in family(words)]
    return [answer for one, answer in found if answer.value is not None or not one.where_given]


def _summed(record: Record, reading: Reading, ids: Sequence[str], cycle: int, as_of: dt.date) -> Answer:
    key = "candidates" if reading.question == "candidate_total" else "committees"
    rows = ask(record, reading.question, as_of, **{key: list(ids)}, cycle=cycle)
    column = "committee_id_fec" if key == "committees" else "candidate_id_fec"
    latest: dict[str, dict[str, Any]] = {}
    dated = [r for r in rows.dicts() if r["coverage_end"]]
    for row in sorted(dated, key=lambda r: (r["coverage_end"], r["source_file"])):  # the last one stays
        if row["coverage_end"] >= latest.get(row[column], row)["coverage_end"]:
            latest[row[column]] = row
    merged: tuple[str, ...] = ()
    if key == "candidates":
        kept, said_of_twins = distinct_rows(latest.values())
        latest, merged = {r[column]: r for r in kept}, tuple(said_of_twins)
        ids = [i for i in ids if i in latest]
    missing = [i for i in ids if i not in latest]
    facts = {"definition": reading.definition, "missing": missing, "balance": reading.balance}
    facts["columns"] = reading.columns
    sums = {i: [r[c] for c in reading.columns] for i, r in latest.items()}
    if missing or not latest or any(v is None for values in sums.values() for v in values):
        return Answer(reading.name, None, "USD", (rows,), len(latest), None, True, reading.caveats, (), facts)
    parts = tuple((f"{latest[i]['name']} ({i})", sum(sums[i], Decimal(0))) for i in ids)
    total = sum((v for _, v in parts), Decimal(0))
    through = min(r["coverage_end"] for r in latest.values())
    said = (*reading.caveats, *merged)
    floor = not reading.balance and through < as_of and not final(cycle, through)
    listed = tuple({**latest[i], "amount_usd": sum(sums[i], Decimal(0))} for i in ids)
    return Answer(reading.name, total, "USD", (rows,), len(latest), through, floor, said, parts, facts, listed)


def final(cycle: int, through: dt.date) -> bool:
    """Whether a summary covers its whole cycle, so that nothing is to come but amendments."""
    return through >= dt.date(cycle, 12, 31)


@dataclass(frozen=True)
class Expenditures:
    """Itemised independent expenditures as asked, to be summed by target, stance, code, party or contest."""

    rows: Rows
    listed: tuple[dict[str, Any], ...]
    asked: tuple[Rows, ...] = ()  # all that was asked, where notices are beside periodic reports
    said: tuple[str, ...] = ()  # where the periodic reports end, and what is left out, where notices are beside them

    def where(self, test: Test) -> list[dict[str, Any]]:
        """The rows that pass a test."""
        return [r for r in self.listed if test(r)]

    def answer(
        self, reading: str, test: Test, *caveats: str, floor: bool = True, facts: dict[str, Any] | None = None
    ) -> Answer:
        """The sum (USD) of the rows that pass a test; a floor unless the reports that cover the period are all in."""
        rows = self.where(test)
        total = whole(sum((r["amount_usd"] for r in rows), Decimal(0)))
        through = max((r["filed_on"] for r in rows), default=None)
        parts = by(rows, lambda r: f"{r['stance']} {named(r)} {r['election_code'] or 'no code'}")
        said = {"definition": "independent expenditures", **(facts or {})}
        rounded = () if self.asked or any(r["held_in"] == "filing" for r in rows) else (ROUNDED,)
        said_with = (*self.said, *rounded, *caveats)
        asked, listed = self.asked or (self.rows,), tuple(rows)
        return Answer(reading, total, "USD", asked, len(rows), through, floor, said_with, parts, said, listed)


def expenditures(
    record: Record,
    committees: Sequence[str] | None,
    as_of: dt.date,
    *,
    candidates: Sequence[str] | None = None,
    cycle: int | None = None,
) -> Expenditures:
    """Independent expenditures in periodic reports filed on or before `as_of` (inclusive), with their targets."""
    asked = ask(
        record,
        "independent_expenditures",
        as_of,
        committees=None if committees is None else list(committees),
        candidates=None if candidates is None else list(candidates),
        cycle=cycle,
    )
    return Expenditures(asked, tuple(asked.dicts()))


def whole(amount: Decimal) -> Decimal:
    """Whole dollars without decimals: the bulk file drops the cents, so none are shown."""
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


@dataclass(frozen=True)
class Notices:
    """The notices beside some periodic reports: best to date where that can be given, else why not.

    `every` are the notices as known on the day, those that a periodic report has superseded too.
    """

    every: Rows
    best: Expenditures | None
    why: str | None


def with_notices(
    record: Record, periodic: Expenditures, committees: Sequence[str], as_of: dt.date, cycle: int
) -> Expenditures | None:
    """Best to date (E3), see `best_to_date`; None where it cannot be given, or there is no notice of theirs."""
    found = best_to_date(record, periodic, as_of, committees=committees, cycle=cycle)
    return found.best if found.every.rows else None


def best_to_date(
    record: Record,
    periodic: Expenditures,
    as_of: dt.date,
    *,
    committees: Sequence[str] | None,
    candidates: Sequence[str] | None = None,
    cycle: int | None = None,
) -> Notices:
    """Periodic reports, and notices of expenditures after each spender's last coverage end as known on `as_of` (E3).

    An expenditure's day is that of its dissemination, else of its payment. Of named spenders all must have a known
    coverage end; without names, the spenders that have none are left out and said. Never added otherwise: a report
    restates the notices of its own days, and the FEC's totals leave notices out (E2).
    """
    asked = {"committees": None if committees is None else list(committees), "cycle": cycle}
    every = ask(record, "notices", as_of, candidates=None if candidates is None else list(candidates), **asked)
    if not every.rows:
        return Notices(every, periodic if _file_of_notices(record, cycle) else None, _no_notice(cycle))
    listed = every.dicts()
    spenders = sorted({r["committee_id_fec"] for r in listed})
    coverage = ask(record, "periodic_coverage", as_of, committees=spenders)
    ends = {r["committee_id_fec"]: r for r in coverage.dicts()}
    lacking = _without_reports(record, listed, periodic, ends, as_of)
    if lacking and committees is not None:
        return Notices(every, None, f"not given: {lacking[0][1]}")
    mine = [r for r in listed if r["committee_id_fec"] not in dict(lacking)]
    since = [r for r in mine if (day := notice_day(r)) and day > ends[r["committee_id_fec"]]["coverage_end"]]
    said = [*_coverage_said(ends, since), *(words for _, words in lacking)]
    if undated := [r for r in mine if notice_day(r) is None]:
        said.append(f"left out: {rows_usd(undated)} of notices without a day")
    both = Expenditures(periodic.rows, (*periodic.listed, *since), (periodic.rows, every, coverage), (*said, BEST_FLOOR))
    return Notices(every, both, None)


def notice_day(row: dict[str, Any]) -> dt.date | None:
    """The day of an expenditure in a notice: of its dissemination, else of its payment (E3, E8)."""
    day: dt.date | None = row["disseminated_on"] or row["transacted_on"]
    return day


def _file_of_notices(record: Record, cycle: int | None) -> bool:
    """Whether the FEC's file of all notices of a cycle is loaded, so that no row of a spender says something."""
    loads = record.manifest.loads.values()
    return any(e["source"] == "fec_ie_notices" and e["params"].get("cycle") in (cycle, str(cycle)) for e in loads)


def _no_notice(cycle: int | None) -> str:
    return f"not given: no 24- or 48-hour notice of theirs is loaded for {cycle}; missing is not zero"


def _without_reports(
    record: Record,
    listed: list[dict[str, Any]],
    periodic: Expenditures,
    ends: dict[str, dict[str, Any]],
    as_of: dt.date,
) -> list[tuple[str, str]]:
    """Spenders whose notices cannot be set beside their reports, each with the reason in words."""
    found = []
    have = {r["committee_id_fec"] for r in periodic.listed}
    cycle = periodic.rows.params["cycle"]
    for who in sorted({r["committee_id_fec"] for r in listed}):
        mine = [r for r in listed if r["committee_id_fec"] == who]
        if who not in ends:
            why = "how far its periodic reports go is in no loaded summary, filing or index"
            found.append((who, f"{who}, {rows_usd(mine)} of notices: {why}"))
            continue
        end = ends[who]["coverage_end"]
        if past := _past(ask(record, "reports_without_end", as_of, committees=[who]).dicts(), mine, end):
            what = past["report_type"] or "a type not given"
            why = f"a report ({what}) filed {past['filed_on']} may reach past {end}; how far is not known"
            found.append((who, f"{who}, {rows_usd(mine)} of notices: {why}"))
            continue
        old = [r for r in mine if (day := notice_day(r)) and day <= end]
        if old and who not in have and not expenditures(record, [who], as_of, cycle=cycle).listed:
            why = f"the rows of its reports through {end} are not loaded"
            found.append((who, f"{who}, {rows_usd(mine)} of notices: {why}"))
    return found


def _past(reports: list[dict[str, Any]], notices: list[dict[str, Any]], end: dt.date) -> dict[str, Any] | None:
    """The last report that may hold notices of days after `end`: by its rows' days, or filed after that end was due."""
    due = end + dt.timedelta(31 if end.month == 12 else 20)
    late = [r for r in reports if (r["undated"] and r["filed_on"] > due) or (r["last_day"] and r["last_day"] > end)]
    days = [day for r in notices if (day := notice_day(r)) and day > end]
    return next((r for r in reversed(late) if any(day < r["filed_on"] for day in days)), None)


def _coverage_said(ends: dict[str, dict[str, Any]], since: list[dict[str, Any]]) -> list[str]:
    """Where each spender's periodic reports end and what told it, with the notices added after that day."""
    said = []
    for who in sorted({r["committee_id_fec"] for r in since})[:5]:
        mine, end = [r for r in since if r["committee_id_fec"] == who], ends[who]
        said.append(f"{rows_usd(mine)} of notices of {who} after {end['coverage_end']}, the end of {end['known_from']}")
    return said


def rows_usd(rows: list[dict[str, Any]]) -> str:
    """Rows and their sum in words: '3 rows, $4,000'."""
    total = whole(sum((r["amount_usd"] for r in rows if r["amount_usd"] is not None), Decimal(0)))
    return f"{len(rows):,} row{'' if len(rows) == 1 else 's'}, {usd(total)},"


def named(row: dict[str, Any]) -> str:
    """A target as a table names it: name, id and contest, with what is not known said."""
    name = row["candidate_name"] or "name not in a loaded master"
    return f"{name} ({row['candidate_id_fec'] or 'no id'}, {contest_of(row) or 'contest not known'})"


def contest_of(row: dict[str, Any]) -> Contest | None:
    """The contest of a row's candidate; None when the id is in no loaded file."""
    if not row["office"]:
        return None
    if row["office"] == "P":
        return Contest("P", None)
    return Contest(row["office"], row["state"], row["district"] if row["office"] == "H" else None)


def by(rows: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], str]) -> tuple[tuple[str, Value], ...]:
    """Sums by a key from the largest down; they conserve the total."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[key(row)] += row["amount_usd"]
    return tuple((k, whole(v)) for k, v in sorted(sums.items(), key=lambda kv: (-kv[1], kv[0])))


def coded(letter: str, cycle: int) -> Test:
    """Rows whose election code (as the filer typed it) is of this letter (P, G, R, S) and year."""
    return lambda r: (r["election_code"] or "") == f"{letter}{cycle}"


def against(party: str) -> Test:
    """Rows opposing a candidate of a party, by the candidate master's party (DFL is Democratic)."""
    return lambda r: r["stance"] == "oppose" and party_of(r["party"]) == party


def recipients(record: Record, committees: Sequence[str], cycle: int, as_of: dt.date) -> Rows:
    """Candidates whom committees reported giving to (24K and 24Z), by election code; earmarks are among them."""
    return ask(record, "contribution_recipients", as_of, committees=list(committees), candidates=None, cycle=cycle)


def distinct_by_party(rows: Rows) -> dict[str, int]:
    """Distinct recipients by party with a positive sum; those in no loaded master are counted as 'party not known'."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    party: dict[str, str] = {}
    for row in rows.dicts():
        who = row["candidate_id_fec"] or "no id"
        sums[who] += row["amount_usd"]
        party[who] = party_of(row["party"]) or "party not known"
    counts: dict[str, int] = defaultdict(int)
    for who, total in sums.items():
        if total > 0:
            counts[party[who]] += 1
    return dict(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))


def latest_filing(record: Record) -> dt.date | None:
    """The day of the latest itemised filing in the record: what "now" can mean of it."""
    found: dt.date | None = ask(record, "latest_filing", dt.date.max).rows[0][0]
    return found


def held(record: Record, committees: Sequence[str], as_of: dt.date) -> dict[tuple[str, str], set[int]]:
    """Which cycles of which itemised table (expenditure, contribution, notice) are loaded for each committee."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in ask(record, "loaded", as_of, committees=list(committees)).dicts():
        found[(row["committee_id_fec"], row["held"])].add(row["cycle"])
    return dict(found)
