"""Rejected rows are summed up by reason for a person, and whole with --all and in JSON; a search says what it found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_caveats import BROKEN
from test_doctor import SPENT_ROW, made
from test_looks import run

from onrecord.answers.rejects import kinds
from onrecord.store.record import Record

OTHER = BROKEN | {"TRANSACTION_DT": "13452024"}
SHORT = BROKEN | {"TRANSACTION_DT": "", "TRANSACTION_AMT": "many"}


@pytest.fixture
def broken(tmp_path: Path) -> Record:
    return made(tmp_path, pas224=[SPENT_ROW, *[BROKEN] * 4, OTHER, SHORT, *[SPENT_ROW] * 8])


def test_rejected_rows_are_summed_up_by_reason(broken: Record) -> None:
    whole = json.loads(run(broken, "sources", "--rejected", "fec_pas2", "--json").output)["rows"]
    assert len(whole) == 6
    said = run(broken, "sources", "--rejected", "fec_pas2").output
    assert said.startswith("6 rejected rows of fec_pas2\n")
    assert "        5  TRANSACTION_DT '...' is not a day" in said
    assert "and 3 more: --all" in said
    assert said.count("pas224.zip line") == 3
    every = run(broken, "sources", "--rejected", "fec_pas2", "--all").output
    assert every.count("pas224.zip line") == 6
    assert sum(kind.rows for kind in kinds(whole)) == 6


@pytest.mark.parametrize(
    ("words", "code"), [(["UDP"], 0), (["UDP", "--json"], 0), (["zzqqvv"], 1), (["zzqqvv", "--json"], 1)]
)
def test_a_search_exits_1_when_no_name_is_found(broken: Record, words: list[str], code: int) -> None:
    assert run(broken, "search", *words).exit_code == code


def test_a_name_like_the_one_typed_is_suggested_and_is_none_that_was_found(broken: Record) -> None:
    done = run(broken, "search", "Untied Democracy Projct")
    assert done.exit_code == 1
    assert "did you mean" in done.output
