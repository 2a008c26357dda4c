"""onrecord claims: the claims of a story as a check states them, without verdicts; and how the bench scores them."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.claims.check import check, listed
from onrecord.claims.drafts import read_draft
from onrecord.faces.cli import cli
from onrecord.faces.sample import STORY, sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 11, 4)
STATED = ("id", "surface", "sentence", "span", "checkable", "claim_type", "claim", "by_context")


@pytest.fixture(scope="module")
def record() -> Record:
    return Record(sample_record())


def test_the_claims_are_those_of_the_check(record: Record) -> None:
    text = read_draft(STORY).text
    checked, stated = check(text, record, DAY), listed(text, record, DAY)
    assert stated["claims"] == [{key: one[key] for key in STATED} for one in checked["claims"]]
    assert stated["set_aside"] == checked["set_aside"]
    assert stated["claims"]


def test_the_command_prints_both_forms(record: Record) -> None:
    given = ["claims", str(STORY), "--record", str(record.folder), "--published", "2024-11-04"]
    printed = CliRunner().invoke(cli, [*given, "--json"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout)["schema"] == "onrecord.claims/1"
    assert "ie_sum" in CliRunner().invoke(cli, given).stdout


def _bench() -> Any:
    folder = str(Path(__file__).parent.parent / "bench")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("claims")
    finally:
        sys.path.remove(folder)


def test_the_bench_scores_a_claim_slot_by_slot(record: Record) -> None:
    bench = _bench()
    gold = {"url": "u", "date": "2024-11-04", "claim": {}, "checkable": "no"}
    poll = gold | {
        "surface": "400",
        "claim_type": "not_checkable",
        "sentence": "A poll of 400 voters put him ahead.",
    }
    split = gold | {
        "sentence": "In 2020, Gomez beat Kim by 53-47.",
        "surface": "53-47",
        "claim_type": "result_share",
        "checkable": "yes",
    }
    split["claim"] = {"value": [53, 47], "unit": "pct", "measure": "vote_split"}
    scores = bench.measures(bench.score([split, poll], record))
    assert scores["figure recall"] == (2, 2)
    assert scores["not checkable, recall"] == (1, 1)
    assert scores["kind"] == (1, 1)
    assert scores["slot value"] == (1, 1)
    assert scores["slot comparator"] == (0, 1)  # the label says none, "exact" was read


@pytest.mark.parametrize(
    ("slot", "gold", "read", "right"),
    [
        ("value", 8500000.0, "8500000", True),
        ("value", [51.7, 48.3], ["51.7", "48.3"], True),
        ("value", 7000, "6999", False),
        ("subject", "United Democracy Project", "UDP", True),
        ("subject", "Elon Musk", "Timothy Mellon", False),
        ("district", None, "34", False),
        ("state", "CA", "CA", True),
    ],
)
def test_when_a_slot_is_right(slot: str, gold: Any, read: Any, right: bool) -> None:
    assert _bench().same(slot, gold, read) is right
