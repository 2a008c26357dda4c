"""A measure gives the same rows with the parts left out that cannot give it one."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from pathlib import Path

import pytest
from test_segments import INDIV, has_shared

from onrecord.answers.ask import _PARAM, MEASURES, ask, narrowed, query_of
from onrecord.answers.coverage import KINDS
from onrecord.store.load import load
from onrecord.store.record import Record

BULK = INDIV.parent
NOW = dt.date(2020, 1, 1)
ROWS_OF = [p.stem for p in sorted(MEASURES.glob("*.sql")) if "-- rows of: " in p.read_text("utf-8")]
GIVER, NONE = "C00042366", "C00000000"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("narrowed") / "r"
    load([BULK / name for name in ("indiv20.zip", "pas220.zip", "oth20.zip", "webk20.zip", "oppexp20.zip")], folder)
    return Record(folder)


def as_written(record: Record, question: str, day: dt.date, params: dict[str, object]) -> list[tuple[object, ...]]:
    """The rows of a measure's whole query; what it needs of views was made when it was asked of all committees."""
    ask(record, question, day, **{**params, "committees": None})
    query = query_of(question)
    given = {**params, "as_of": day}
    named = {name: given[name] for name in set(_PARAM.findall(query))}
    rows: list[tuple[object, ...]] = record.db.execute(query, named).fetchall()
    return rows


@has_shared
@pytest.mark.parametrize("number", range(1, len(KINDS) + 1))
def test_coverage_of_some_kinds_is_that_of_the_whole_query(record: Record, number: int) -> None:
    for kinds in combinations(KINDS, number):
        params = {"committees": None, "cycle": 2020, "kinds": list(kinds)}
        rows = ask(record, "coverage", NOW, **params).rows
        assert rows == as_written(record, "coverage", NOW, params)
        assert {r[0] for r in rows} == set(kinds)


@has_shared
@pytest.mark.parametrize("question", ROWS_OF)
def test_a_measure_without_rows_of_its_tables_gives_none(record: Record, question: str) -> None:
    """Of committees with and without independent expenditures, the 2018 cycle and another; columns stay the same."""
    every = {
        r[0] for r in ask(record, "independent_expenditures", NOW, committees=None, candidates=None, cycle=None).rows
    }
    assert every
    for committees in ([NONE], [GIVER], sorted(every)[:1], [NONE, *sorted(every)[:3]]):
        for cycle in (2020, 2018):
            params = {"committees": committees, "candidates": None, "cycle": cycle}
            rows = ask(record, question, NOW, **params)
            assert rows.rows == as_written(record, question, NOW, params)
            assert rows.columns == ask(record, question, NOW, **{**params, "committees": None}).columns


@has_shared
def test_who_gave_with_and_without_transfers(record: Record) -> None:
    with_rows = record.db.execute(
        "select committee_id_fec from transfer group by 1 order by count(*) desc, 1"
    ).fetchall()
    params = {"cycle": 2020, "since": None, "until": None, "individuals": False, "most": 20}
    for one in (with_rows[0][0], GIVER, NONE):
        known = {**params, "committees": [one]}
        rows = ask(record, "contributors", NOW, **known)
        given = {**known, "as_of": NOW}
        assert rows.rows == record.db.execute(query_of("contributors"), given).fetchall()


def test_a_part_for_another_kind_is_left_out() -> None:
    """The parts that are marked, and only these."""
    first = "-- only for kinds: a\nunion all select 2\n-- end only\n"
    query = f"select 1\n{first}  -- only for kinds: b\n  union all select 3\n  -- end only\n"
    assert narrowed(query, {"kinds": ["b"]}) == "select 1\n  union all select 3\n"
    assert narrowed(query, {"kinds": []}) == "select 1\n"


@pytest.mark.parametrize("path", sorted(MEASURES.glob("**/*.sql")), ids=lambda p: p.stem)
def test_every_part_that_begins_ends(path: Path) -> None:
    marks = [
        line.strip()
        for line in path.read_text("utf-8").splitlines()
        if line.strip().startswith(("-- only ", "-- end only"))
    ]
    assert [m.startswith("-- only ") for m in marks] == [True, False] * (len(marks) // 2)
