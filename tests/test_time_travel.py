"""Time travel: an answer as of a day is that of a record that holds only what was public on the day; nothing is lost.

The record is a stand-in: the tables of all sources as the readers would fill them, without files in between, so that
many small sets of filings can be tried. tests/cases/rules load the same through real files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.answers import money
from onrecord.answers.ask import ask
from onrecord.answers.flags import aside
from onrecord.answers.question import Given
from onrecord.answers.spent import independent_expenditures
from onrecord.registry.groups import Group
from onrecord.store.catalog import tables

SPENDERS = ("C00999901", "C00999902")
TARGETS = ("H4CO08034", "H4CA34083", None)
START = dt.date(2024, 3, 1)
ENDS = {"Q1": dt.date(2024, 3, 31), "Q2": dt.date(2024, 6, 30), "Q3": dt.date(2024, 9, 30)}
LAST = 300  # the days after START within which everything is received


@dataclass(frozen=True)
class Filing:
    """One filing of a report or notice, whole: an amendment restates everything."""

    number: int
    spender: str
    report: str  # Q1, Q2, Q3, or 24 for a notice
    amends: int | None
    day: dt.date
    rows: tuple[tuple[str | None, str | None, int, int, bool], ...]  # target, stance, USD, day of it, memo
    electronic: bool  # its .fec is loaded
    in_file: bool  # the bulk file (only the surviving version) or the file of notices (every version) has it

    @property
    def is_notice(self) -> bool:
        return self.report == "24"


@dataclass
class Universe:
    """All filings, with what is known beside them."""

    filings: list[Filing] = field(default_factory=list)
    indexed: bool = True
    numbered: bool = True  # whether bulk rows have their filing number
    summaries: dict[str, dt.date] = field(default_factory=dict)

    def chain(self, filing: Filing) -> tuple[str, bool, int]:
        """What all versions of one report have in common: spender, kind, and the number that the chain begins with."""
        by_number = {f.number: f for f in self.filings}
        while filing.amends in by_number:
            filing = by_number[filing.amends]
        return filing.spender, filing.is_notice, filing.amends or filing.number

    def surviving(self, filing: Filing) -> bool:
        """Whether the bulk file holds this version: of each chain the one last received."""
        same = [f for f in self.filings if self.chain(f) == self.chain(filing)]
        return filing == max(same, key=lambda f: (f.day, f.number))


class Stand:
    """What the answers use of a record: a connection with the tables, the snapshot, and which files were loaded."""

    def __init__(self, db: Any, name: str) -> None:
        self.db, self.snapshot = db, name
        self.manifest = type("Loads", (), {"loads": {}})()

    def has(self, table: str) -> bool:
        return True


@pytest.fixture(scope="module")
def db() -> Any:
    made = duckdb.connect()
    for table, columns in tables().items():
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        made.execute(f"create table {table} ({listed})")
    made.execute("create table load (source varchar, cycle int)")
    return made


def fill(db: Any, universe: Universe, until: dt.date) -> Stand:
    """A record of what was public by a day (inclusive)."""
    rows: dict[str, list[dict[str, Any]]] = {}

    def add(table: str, **values: Any) -> None:
        line = {"cycle": 2024, "source": "test", "source_file": "a", "source_line": len(rows.setdefault(table, [])) + 1}
        rows[table].append({**line, **values})

    for f in [f for f in universe.filings if f.day <= until]:
        same = {"committee_id_fec": f.spender, "filing_number": str(f.number)}
        amended = {"amendment_indicator": "A" if f.amends else "N"}
        if universe.indexed:
            add("filing_index", **same, filed_on=f.day, amends_filing_number=f.amends and str(f.amends), form="F24")
        parent = f.amends and str(f.amends)
        if f.electronic:
            add("filing", **same, **amended, form="F24" if f.is_notice else "F3X", report_type=f.report, filed_on=f.day,
                is_notice=f.is_notice, coverage_end=ENDS.get(f.report), amends_filing_number=parent)  # fmt: skip
        for target, stance, usd, day, memo in f.rows:
            what = {**same, "candidate_id_fec": target, "amount_usd": usd, "memo_code": "X" if memo else None}
            on = START + dt.timedelta(day)
            if f.electronic:
                add("filed_expenditure", **what, stance=stance, disseminated_on=on, is_notice=f.is_notice)
            if f.in_file and f.is_notice:
                del what["memo_code"]
                add("notice", **what, **amended, stance=stance, disseminated_on=on, filed_on=f.day,
                    previous_filing_number=parent, election_code="G")  # fmt: skip
            elif f.in_file and universe.surviving(f):
                number = {} if universe.numbered else {"filing_number": None}
                add("expenditure", **{**what, **number}, **amended, transaction_type="24A" if stance == "O" else "24E",
                    filed_on=f.day, report_type=f.report, source="fec_pas2", election_code="G2024")  # fmt: skip
    for spender, end in universe.summaries.items():
        if (until - end).days >= (31 if end.month == 12 else 20):
            add("committee_total", committee_id_fec=spender, coverage_end=end, name=spender)
    for table in ("filing", "filing_index", "filed_expenditure", "notice", "expenditure", "committee_total"):
        db.execute(f"delete from {table}")
        for row in rows.get(table, []):
            columns = ", ".join(f'"{c}"' for c in row)
            db.execute(f"insert into {table} ({columns}) values ({', '.join('?' * len(row))})", list(row.values()))
    return Stand(db, f"{until}")


@st.composite
def universes(draw: st.DrawFn) -> Universe:
    """A few reports and notices of two spenders with amendments: chains, branches, orphans, in either form."""
    made = Universe(indexed=draw(st.booleans()), numbered=draw(st.booleans()))
    one_row = st.tuples(
        st.sampled_from(TARGETS), st.sampled_from(["S", "O", None]), st.integers(-500, 5000), st.integers(0, 250),
        st.integers(0, 5).map(lambda n: n == 0),
    )  # fmt: skip
    number = 100
    kinds = [(s, r) for s in SPENDERS for r in ENDS]
    reports = draw(st.lists(st.sampled_from(kinds), unique=True, max_size=3))
    notices = draw(st.lists(st.sampled_from(SPENDERS), max_size=3))
    for spender, report in [*reports, *((s, "24") for s in notices)]:
        days = sorted(draw(st.lists(st.integers(0, LAST), min_size=1, max_size=3)))
        mine: list[int] = []
        for offset in days:
            number += draw(st.integers(1, 3))
            first = draw(st.sampled_from([None, None, 7]))  # 7 is loaded nowhere: an orphan
            amends = draw(st.sampled_from(mine)) if mine else first
            where = draw(st.sampled_from(["both", "electronic", "file"]))
            rows = draw(st.lists(one_row, max_size=2))
            floor = (ENDS[report] - START).days + 1 if report in ENDS else 0
            held = (where != "file", where != "electronic")
            day = START + dt.timedelta(floor + offset)
            made.filings.append(Filing(number, spender, report, amends, day, tuple(rows), *held))
            mine.append(number)
    for spender in draw(st.lists(st.sampled_from(SPENDERS), unique=True)):
        made.summaries[spender] = draw(st.sampled_from(sorted(ENDS.values())))
    return made


def answers(record: Any, day: dt.date) -> dict[str, Any]:
    """Everything that is said on a day: rows that count, best to date, and the named question of each spender."""
    periodic = money.expenditures(record, None, day, cycle=2024)
    beside = money.best_to_date(record, periodic, day, committees=None, cycle=2024)
    said: dict[str, Any] = {
        "periodic": lines(periodic.listed),
        "notices": lines(beside.every.dicts()),
        "best": beside.best and (lines(beside.best.listed), beside.best.said),
        "aside": aside(record, day, None, None, 2024),
        "coverage": ask(record, "periodic_coverage", day, committees=list(SPENDERS)).rows,
    }
    group = Group(SPENDERS[0], SPENDERS[0], ((SPENDERS[0], SPENDERS[0], "test"),), (), SPENDERS[0])
    found = independent_expenditures(Given(record, day, {"spender": group, "cycle": 2024}))
    said["asked"] = [
        (a.reading, a.value, a.rows, a.through, a.parts, [c for c in a.caveats if not _OF_LOADS.search(c)])
        for a in found
    ]
    return said


_OF_LOADS = re.compile("itemised rows? of .* loaded|loaded itemised rows")  # what is loaded is no question of the day


def lines(rows: Any) -> Counter[tuple[Any, ...]]:
    keys = ("committee_id_fec", "candidate_id_fec", "stance", "amount_usd", "filed_on", "unknown_version")
    return Counter(tuple(r[k] for k in keys) for r in rows)


QUICK = settings(
    max_examples=25, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@QUICK
@given(universe=universes(), offset=st.integers(0, LAST + 200))
def test_as_of_a_day_is_what_was_public_on_it(db: Any, universe: Universe, offset: int) -> None:
    day = START + dt.timedelta(offset)
    later = answers(fill(db, universe, dt.date.max), day)
    then = answers(fill(db, universe, day), day)
    assert later == then


@QUICK
@given(universe=universes(), offset=st.integers(0, LAST + 200))
def test_each_chain_counts_once_in_its_last_version_and_every_row_is_in_one_bucket(
    db: Any, universe: Universe, offset: int
) -> None:
    universe.indexed = universe.numbered = True
    day = START + dt.timedelta(offset)
    record = fill(db, universe, dt.date.max)
    wanted: dict[bool, Counter[Any]] = {False: Counter(), True: Counter()}
    in_files = [f for f in universe.filings if f.in_file and f.rows and (f.is_notice or universe.surviving(f))]
    held = [f for f in universe.filings if f.electronic or f in in_files]
    for root in {universe.chain(f) for f in held}:
        public = [f for f in held if universe.chain(f) == root and f.day <= day]
        if public:
            last = max(public, key=lambda f: (f.day, f.number))
            counted = [(t, Decimal(usd), last.number) for t, _, usd, _, memo in last.rows
                       if not (memo and (last.electronic or not last.is_notice))]  # fmt: skip
            wanted[last.is_notice] += Counter(counted)
    periodic = money.expenditures(record, None, day, cycle=2024)
    beside = money.best_to_date(record, periodic, day, committees=None, cycle=2024)
    got = [Counter((r["candidate_id_fec"], r["amount_usd"], int(r["filing_number"])) for r in rows)
           for rows in (periodic.listed, beside.every.dicts())]  # fmt: skip
    assert got == [wanted[False], wanted[True]]
    whole = periodic.answer("all", lambda r: True)
    assert sum((Decimal(v) for _, v in whole.parts), Decimal(0)) == whole.value
    if beside.best:
        both = beside.best.answer("best", lambda r: True)
        assert sum((Decimal(v) for _, v in both.parts), Decimal(0)) == both.value
        assert not lines(periodic.listed) - lines(beside.best.listed)
        assert not lines(beside.best.listed) - lines(periodic.listed) - lines(beside.every.dicts())
