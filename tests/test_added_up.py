"""What was added up at load gives the very rows that the measures give of the rows of the file."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import duckdb
import pytest
from test_segments import INDIV, has_shared
from test_summaries import ROWS, indiv

from onrecord.answers import added_up, ask
from onrecord.answers.ask import measures
from onrecord.answers.receipts import rows_hash
from onrecord.store.load import load
from onrecord.store.record import Record

NOW = dt.date(2026, 1, 1)
WHO = {"cycle": 2020, "since": None, "until": None}
# Made from ROWS: other names, kinds and days; a 48-hour report, an earmark passed on, a memo row of at most $200.
MORE = [
    ROWS[1],
    ROWS[0],
    ROWS[0].replace("JANOWICZ, PHILIP", ""),
    ROWS[0].replace("|CAN|JANOWICZ, PHILIP", "|PAC|A PAC").replace("|15C|", "|15|"),
    ROWS[0].replace("|CAN|JANOWICZ, PHILIP", "|ORG|A COMPANY").replace("|15C|", "|10|"),
    ROWS[1].replace("|TER|", "|48H|"),
    ROWS[1].replace("|15|", "|24T|").replace("-50", "200"),
    ROWS[1].replace("-50", "200"),
    ROWS[1].replace("-50", "75").replace("1307800||CHECK LOST", "1307800|X|EARMARK"),
    ROWS[1].replace("-50", "75").replace("1307800||CHECK LOST", "1307800|X|SHARE"),
    ROWS[1].replace("01252019", "").replace("201901289144040158", "20190128914"),
    ROWS[1].replace("201901289144040158", "201902289144040158"),
]


def same(record: Record, measure: str, day: dt.date, **params: object) -> None:
    """The measure and its shortcut: one receipt, one hash of the rows."""
    params = {**WHO, **params}
    fast = getattr(added_up, measure)(record, day, **params)
    slow = ask.ask(record, measure, day, **params)
    assert (fast.receipt, rows_hash(fast)) == (slow.receipt, rows_hash(slow))
    assert fast.columns == slow.columns


@has_shared
@pytest.mark.parametrize("day", [NOW, dt.date(2019, 2, 19), dt.date(2019, 1, 31)])
def test_every_committee_of_a_real_file(tmp_path: Path, day: dt.date) -> None:
    load([INDIV], tmp_path / "r")
    record = Record(tmp_path / "r")
    every = [c for (c,) in record.db.execute("select distinct committee_id_fec from individual_contribution").fetchall()]
    same(record, "individual_contributions", day, committees=sorted(every))
    same(record, "individual_contributions", day, committees=["C00042366"])


@pytest.mark.parametrize("measure", measures())
def test_a_row_of_a_sum_names_the_line_of_the_file_it_names(measure: str) -> None:
    """min(source_file) beside min(source_line) gave the line of one file beside the name of another."""
    for query in [ask.query_of(measure), *(p.read_text("utf-8") for p in ask.MEASURES.glob(f"added_up/{measure}.sql"))]:
        least = [re.search(rf"(?<!_)min\((\w\.)?source_{of}\)", query) for of in ("file", "line")]
        assert not all(least)


def test_operating_expenditures_of_two_files_name_a_line_of_the_first() -> None:
    db = duckdb.connect()
    db.execute(
        "create table disbursement as select 'C1' as committee_id_fec, 'RENT' as purpose, '' as payee_name,"
        " '' as category,"
        " null::varchar as memo_code, date '2024-01-31' as filed_on, 2024 as cycle, 5::decimal(18,2) as amount_usd,"
        " date '2024-01-02' as transacted_on, null::varchar as quarantine, unnest(['a.zip', 'b.zip']) as source_file,"
        " unnest([7, 3]) as source_line"
    )
    asked = {"committees": ["C1"], "cycle": 2024, "as_of": NOW, "since": None, "until": None, "by": "purpose"}
    done = db.execute(ask.query_of("operating_expenditures"), asked)
    row = dict(zip([c[0] for c in done.description], done.fetchone() or (), strict=True))
    assert (row["row_count"], row["source_file"], row["source_line"]) == (2, "a.zip", 7)


@pytest.mark.parametrize("individuals", [True, False])
@pytest.mark.parametrize("day", [NOW, dt.date(2019, 2, 20), dt.date(2019, 1, 1)])
def test_a_large_committee_of_every_kind_of_row(tmp_path: Path, individuals: bool, day: dt.date) -> None:
    """Some 700 names, two of which gave alike, so that most of the individuals are among the others."""
    names = [r.replace("STEVENS, RICHARD", f"NO {n}, NAME") for n in range(700) for r in MORE[:1]]
    names = [r.replace("|-50|", f"|{n // 2 + 300}|") for n, r in enumerate(names)]
    load([indiv(tmp_path, *names, *MORE * 1_800)], tmp_path / "r")
    record = Record(tmp_path / "r")
    who = {"committees": ["C00638478"]}
    same(record, "individual_contributions", day, **who)
    for most in (1, 200, 500, 501):
        same(record, "contributors", day, **who, individuals=individuals, most=most)
    known = ask.ask(record, "individual_donors", day, committees=["C00638478"], cycle=2020).dicts()
    assert [k["filed_later"] for k in known] == [day != NOW]
