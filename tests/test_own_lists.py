"""A newsroom's own lists of results: two that disagree are not added up, and a rejected row leaves no whole count."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onrecord.answers.ask import ask
from onrecord.answers.contests import contested
from onrecord.model.contest import parse_contest
from onrecord.model.errors import SourceError
from onrecord.store.catalog import sources
from onrecord.store.load import load
from onrecord.store.record import Record

DAY = dt.date(2025, 1, 31)
HEADER = ",".join(sources()["onrecord_results"].header)


def own_list(folder: Path, name: str, gomez: str, kim: str = "84020") -> Path:
    """CA-34, 5 November 2024 (Los Angeles County Registrar-Recorder: 105,394 to 84,020)."""
    row = "H,CA,34,2024,general,false,,2024-11-05,{},,DEM,{},,county results,"
    path = folder / name
    lines = [HEADER, row.format("Jimmy Gomez", gomez), row.format("David Kim", kim)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_two_lists_of_one_contest_disagree_and_are_not_used(tmp_path: Path) -> None:
    files = [
        own_list(tmp_path, "onrecord_results_a.csv", "105394"),
        own_list(tmp_path, "onrecord_results_b.csv", "105395"),
    ]
    load(files, tmp_path / "r")
    found = contested(Record(tmp_path / "r"), parse_contest("CA-34"), DAY)
    assert found.counts == ()
    assert "105,394" in found.disagreements[0]
    assert "105,395" in found.disagreements[0]


def test_a_list_with_a_rejected_row_is_no_whole_count(tmp_path: Path) -> None:
    load([own_list(tmp_path, "onrecord_results_a.csv", "105394", "84 thousand")], tmp_path / "r")
    (count,) = contested(Record(tmp_path / "r"), parse_contest("CA-34"), DAY).counts
    assert not count.whole
    assert "rejected rows" in " ".join(count.caveats)


def test_a_blank_cell_of_an_own_list_is_named_with_a_valid_one(tmp_path: Path) -> None:
    """It said "download it again" of a list that the person had written."""
    header = sources()["onrecord_expenditures"].header
    spent = dict.fromkeys(header, "") | {
        "committee_id_fec": "C00799031", "candidate_id_fec": "H4CA34083", "transaction_type": "24A", "cycle": "2024",
        "election_code": "G2024", "amount_usd": "47195", "filed_on": "2024-10-24",
        "citation": "image 202410249710446808",
    }  # fmt: skip
    path = tmp_path / "onrecord_expenditures_a.csv"
    path.write_text("\n".join([",".join(header), ",".join(spent[column] for column in header)]) + "\n", "utf-8")
    with pytest.raises(SourceError) as refused:
        load([path], tmp_path / "r")
    assert refused.value.received == "1 of 1 rows rejected, from line 2 on: is_notice is blank"
    assert refused.value.example.startswith("is_notice: false; a row under committee_id_fec,cycle,")
    assert "download" not in str(refused.value)


@pytest.mark.parametrize("name", sorted(name for name in sources() if name.startswith("onrecord_")))
def test_each_kind_of_own_list_has_a_sample_that_an_error_can_show(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}_x.csv"
    path.write_text(",".join(sources()[name].header) + "\n", "utf-8")
    with pytest.raises(SourceError) as refused:
        load([path], tmp_path / "r")
    assert refused.value.example.startswith("a row under ")


def test_a_sum_over_two_lists_names_a_row_that_is_there(tmp_path: Path) -> None:
    """The first file and the lowest line of all files together may be a row of another candidate."""
    header = sources()["onrecord_contributions"].header
    gift = dict.fromkeys(header, "") | {
        "committee_id_fec": "C00797670", "candidate_id_fec": "H8CA34266", "transaction_type": "24K", "amount_usd": "500",
        "election_code": "G2024", "filed_on": "2024-10-20", "cycle": "2024", "is_notice": "false",
        "citation": "the report",
    }  # fmt: skip
    other = gift | {"candidate_id_fec": "H4CA34083"}
    for name, rows in (("a", [other, gift]), ("b", [gift])):
        lines = [",".join(header), *(",".join(row[column] for column in header) for row in rows)]
        (tmp_path / f"onrecord_contributions_{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    load(sorted(tmp_path.glob("*.csv")), tmp_path / "r")
    named = {"committees": ["C00797670"], "candidates": ["H8CA34266"], "cycle": 2024}
    (row,) = ask(Record(tmp_path / "r"), "contribution_recipients", DAY, **named).dicts()
    assert row["row_count"] == 2
    assert (row["source_file"], row["source_line"]) == ("onrecord_contributions_a.csv", 3)
