"""A committee's page shows its itemised receipts from individuals where they are loaded, beside its summary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_segments import INDIV, has_shared

from onrecord.faces.cli import cli
from onrecord.store.load import load

DSCC = "C00042366"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The itemised receipts, masters and summaries of March 2019."""
    folder = tmp_path_factory.mktemp("itemised") / "r"
    load([INDIV, INDIV.parent / "cm20.zip", INDIV.parent / "webk20.zip"], folder)
    return folder


def page(record: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["committee", DSCC, "--cycle", "2020", "--record", str(record), *words])
    assert done.exit_code == 0, done.output
    return done.output


@has_shared
def test_the_page_holds_itemised_receipts_against_the_summary(record: Path) -> None:
    """webk20 reports $2,415,799.53 from individuals through January 31, 2019; the rows of that report add up to less."""
    text = " ".join(page(record).split())
    assert "Itemised receipts from individuals, 2020 cycle" in text
    assert "$1,226,912 itemised of $2,415,799.53 reported" in text
    one = json.loads(page(record, "--json"))["cycles"][0]["itemised_from_individuals"]
    assert [a["value"] for a in one["readings"]] == ["1633712", "1615777", "2415799.53"]
    assert [c["state"] for c in one["coverage"]] == ["below 97%"]
    assert sum(t["row_count"] for t in one["totals"]) == 1694
    months = [(m["month"], m["receipts_usd"], m["refunds_usd"]) for m in one["by_month"]]
    assert months == [("2019-01-01", "1633712", "17935")]
    assert len(one["latest"]) == 20


@has_shared
def test_individuals_are_named_only_where_asked(record: Path) -> None:
    plain, named = (
        json.loads(page(record, "--json", *words))["cycles"][0]["itemised_from_individuals"]
        for words in ((), ("--donors",))
    )
    assert {r["contributor_name"] for r in plain["latest"]} == {None}
    assert all(r["contributor_name"] for r in named["latest"])
    assert "may not be sold" in named["notice"]
    assert "an individual" in page(record)


@has_shared
def test_an_export_names_individuals_only_where_asked(record: Path, tmp_path: Path) -> None:
    for words, named in (((), False), (("--donors",), True)):
        page(record, "--export", str(tmp_path / "rows.json"), *words)
        rows = json.loads((tmp_path / "rows.json").read_text("utf-8"))["rows"]
        people = {r.get("contributor_name") for r in rows if r.get("entity_type") == "IND"}
        assert bool(people - {None}) is named


@has_shared
def test_a_committee_without_itemised_rows_says_so(record: Path) -> None:
    done = CliRunner().invoke(cli, ["committee", "DSCC", "--cycle", "2022", "--record", str(record)])
    assert "no itemised receipt from individuals is loaded; missing is not zero" in done.output
