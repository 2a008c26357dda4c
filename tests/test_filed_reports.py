"""Loaded electronic reports in the answers: as of a day, those of a record loaded with what was public then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_store import SHARED

from onrecord.answers.question import Given
from onrecord.answers.questions import QUESTIONS, ask_question
from onrecord.answers.search import search
from onrecord.registry.groups import Group
from onrecord.store.catalog import tables
from onrecord.store.load import load
from onrecord.store.record import Record

FILINGS = SHARED / "data/efilings"
HEAD = "filing_number,form,committee_id_fec,received_on,amends_filing_number,citation\n"
# Days that the covers of these filings were signed on; 1544132 is given a later one, as a trial did.
RECEIVED = {
    "467627": ("C00441451", "2010-05-10"),
    "767339": ("C00441451", "2012-02-22"),
    "1544132": ("C00431353", "2024-07-08"),
}
WITHDRAWN = ("767339", dt.date(2013, 5, 1))
ASKS = [("individual-contributions", "spender"), ("committee-totals", "spender"), ("contributors", "spender"),
        ("operating-expenditures", "spender"), ("contributions", "spender"), ("transfers", "taker")]  # fmt: skip
shared = pytest.mark.skipif(not FILINGS.is_dir(), reason="the shared folder with real filings is not here")


def made(folder: Path, until: dt.date) -> Record:
    """A record of the real filings that were public by a day, and of a withdrawal that was known by then."""
    folder.mkdir()
    mine = {n: v for n, v in RECEIVED.items() if v[1] <= until.isoformat()}
    days = [f"{n},F3,{who},{day},,made for the test\n" for n, (who, day) in mine.items()]
    (folder / "onrecord_filings_t.csv").write_text(HEAD + "".join(days), "utf-8")
    paths = [folder / "onrecord_filings_t.csv", *(FILINGS / f"{n}.fec" for n in mine)]
    if WITHDRAWN[1] <= until:
        rows = f"{WITHDRAWN[0]},C00441451,{WITHDRAWN[1]},made for the test\n"
        head = "filing_number,committee_id_fec,withdrawn_on,citation\n"
        (folder / "onrecord_withdrawn_t.csv").write_text(head + rows, "utf-8")
        paths.append(folder / "onrecord_withdrawn_t.csv")
    load(paths, folder / "record")
    return Record(folder / "record")


def told(record: Record, name: str, key: str, who: str, cycle: int, day: dt.date) -> list[Any]:
    found = ask_question(record, name, day, {key: who, "cycle": str(cycle)})
    return [(a.reading, a.value, a.through, a.rows, a.floor, a.parts, a.caveats) for a in found]


@shared
@pytest.mark.parametrize("day", ["2010-06-01", "2012-02-21", "2012-02-22", "2013-04-30", "2013-05-01", "2024-07-08"])
def test_as_of_a_day_the_real_filings_answer_as_a_record_of_that_day(tmp_path: Path, day: str) -> None:
    until = dt.date.fromisoformat(day)
    whole, then = made(tmp_path / "whole", dt.date(2026, 1, 1)), made(tmp_path / "then", until)
    asked = [("C00441451", 2010)] + ([("C00431353", 2022)] if day >= "2024-07-08" else [])
    for who, cycle in asked:
        for name, key in ASKS:
            assert told(whole, name, key, who, cycle, until) == told(then, name, key, who, cycle, until), name


@shared
def test_rows_add_up_to_the_cover_and_a_withdrawn_amendment_gives_way(tmp_path: Path) -> None:
    record = made(tmp_path / "whole", dt.date(2026, 1, 1))

    def value(day: str, who: str = "C00441451", cycle: int = 2010, name: str = "individual-contributions") -> str:
        return str(told(record, name, "spender", who, cycle, dt.date.fromisoformat(day))[0][1])

    assert value("2024-07-20", "C00431353", 2022) == "301030.36"  # line 11(a)(i) of the cover of 1544132
    assert value("2012-02-21") == "299728.36"
    assert value("2012-02-22") == "307593.36"  # line 11(a)(i) of the cover of 767339
    assert value("2013-05-01") == "299728.36"
    assert value("2012-02-22", name="committee-totals") == "543394.49"
    said = told(record, "individual-contributions", "spender", "C00441451", 2010, dt.date(2013, 5, 1))[0][6]
    assert any("withdrawn on 2013-05-01" in c for c in said)


@shared
def test_a_committee_is_found_by_the_name_on_a_cover(tmp_path: Path) -> None:
    record = made(tmp_path / "whole", dt.date(2026, 1, 1))
    assert [(h.id, h.detail) for h in search(record, "Djou", ("committee",))] == [
        ("C00441451", "as on the cover of filing 767339")
    ]
    assert told(record, "committee-totals", "spender", "Djou for Hawaii", 2010, dt.date(2012, 3, 1))


@shared
def test_a_committee_gave_nothing_to_itself(tmp_path: Path) -> None:
    """Filing 82094 has the filer's own id on its gifts to charities and campaigns (line 21, $12,515 in 15 rows)."""
    listed = tmp_path / "onrecord_filings_t.csv"
    listed.write_text(HEAD + "82094,F3,C00320457,2003-04-15,,made for the test\n", "utf-8")
    load([listed, FILINGS / "82094.fec"], tmp_path / "record")
    record = Record(tmp_path / "record")
    given = told(record, "transfers", "giver", "C00320457", 2004, dt.date(2003, 5, 1))
    assert all(a[1] is None for a in given)
    taken = told(record, "transfers", "taker", "C00320457", 2004, dt.date(2003, 5, 1))
    assert [str(a[1]) for a in taken if a[1] is not None] == ["1500.00"]


@shared
def test_a_filing_of_no_known_day_is_loaded_and_not_counted(tmp_path: Path) -> None:
    load([FILINGS / "1544132.fec"], tmp_path / "record")
    found = told(Record(tmp_path / "record"), *("individual-contributions", "spender", "C00431353", 2022), dt.date.max)
    assert all(a[1] is None and any("loaded and not counted" in c for c in a[6]) for a in found)
    assert not any("or not loaded" in c for a in found for c in a[6])


class Stand:
    """What the answers use of a record: a connection with the tables."""

    def __init__(self, db: Any, name: str) -> None:
        self.db, self.snapshot = db, name
        self.manifest = type("Loads", (), {"loads": {}})()

    def has(self, _table: str) -> bool:
        return True


@pytest.fixture(scope="module")
def db() -> Any:
    found = duckdb.connect()
    for table, columns in tables().items():
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        found.execute(f"create table {table} ({listed})")
    return found


WHO = "C00999901"
QUARTERS = [(dt.date(2023, 1, 1), dt.date(2023, 3, 31)), (dt.date(2023, 4, 1), dt.date(2023, 6, 30))]
one_filing = st.tuples(
    st.integers(0, 1), st.integers(0, 200), st.none() | st.integers(0, 5), st.none() | st.integers(0, 200),
    st.lists(st.tuples(st.sampled_from(["11AI", "11C", "12"]), st.integers(-500, 5000), st.booleans()), max_size=3),
)  # fmt: skip


def fill(db: Any, filings: list[Any], until: dt.date) -> Stand:
    """The tables of what was public by a day: filings 100, 101, ... each with its rows and cover."""

    def add(table: str, **values: Any) -> None:
        line = {"cycle": 2024, "source": "test", "source_file": "a", "source_line": 1, "committee_id_fec": WHO, **values}
        names = ", ".join(f'"{n}"' for n in line)
        db.execute(f"insert into {table} ({names}) values ({', '.join('?' * len(line))})", list(line.values()))

    for table in ("filing", "filed_line", "filed_receipt", "withdrawn_filing"):
        db.execute(f"delete from {table}")
    for at, (quarter, day, amends, withdrawn, rows) in enumerate(filings):
        number, received = str(100 + at), dt.date(2023, 4, 10) + dt.timedelta(day)
        if received > until:
            continue
        parent = str(100 + amends) if amends is not None and amends < at else None
        same = {"filing_number": number, "form": "F3"}
        add("filing", **same, filed_on=received, amends_filing_number=parent, is_notice=False, schedule_rows=len(rows),
            amendment_indicator="A" if parent else "N", coverage_start=QUARTERS[quarter][0],
            coverage_end=QUARTERS[quarter][1])  # fmt: skip
        add("filed_line", **same, line="total_receipts", period_usd=sum(r[1] for r in rows), ytd_usd=None)
        for place, (line, usd, memo) in enumerate(rows):
            what = {"line_number": line, "amount_usd": usd, "memo_code": "X" if memo else None}
            who = {"entity_type": "IND" if line == "11AI" else "PAC", "contributor_name": "N"}
            add("filed_receipt", **same, **what, **who, transaction_id=f"T{place}")
        if withdrawn is not None and (gone := received + dt.timedelta(withdrawn)) <= until:
            add("withdrawn_filing", filing_number=number, withdrawn_on=gone)
    return Stand(db, f"{until} {len(filings)} {hash(str(filings))}")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(one_filing, min_size=1, max_size=5), st.integers(0, 400))
def test_as_of_a_day_made_filings_answer_as_a_record_of_that_day(db: Any, filings: list[Any], after: int) -> None:
    """Whatever was filed, amended and withdrawn. An amendment received before what it amends is no filing there is."""
    filings = sorted(filings, key=lambda f: f[1])
    until = dt.date(2023, 4, 10) + dt.timedelta(after)
    group = Group(WHO, "COMMITTEE", ((WHO, "COMMITTEE", "made"),), (), "COMMITTEE")

    def answers(record: Any) -> list[Any]:
        given_ = Given(record, until, {"spender": group, "cycle": 2024})
        found = [a for name in ("individual-contributions", "committee-totals") for a in QUESTIONS[name].answer(given_)]
        return [(a.reading, a.value, a.through, a.rows, a.floor, a.parts, a.caveats) for a in found]

    whole = answers(fill(db, filings, dt.date.max))
    assert whole == answers(fill(db, filings, until))
