"""Votes: the official figures of CA-34 as two independent sources give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_store import SHARED

from onrecord.store.load import load
from onrecord.store.record import Record


def test_a_county_file_gives_house_rows_and_names_what_it_does_not_hold(tmp_path: Path) -> None:
    """Los Angeles County, 5 November 2024: CA-34, 105,394 to 84,020."""
    house = {
        "Title": "UNITED STATES REPRESENTATIVE 34th District",
        "Candidates": [
            {"Name": "JIMMY GOMEZ", "Party": "Democratic", "Votes": 105394},
            {"Name": "DAVID KIM", "Party": "Democratic", "Votes": 84020},
        ],
    }
    city = {"Title": "MEMBER OF THE CITY COUNCIL", "Candidates": [{"Name": "A", "Party": "Non Partisan", "Votes": 1}]}
    election = {
        "Date": "2024-11-05T00:00:00-08:00",
        "Title": "General Election",
        "ContestGroups": [{"Contests": [house, city]}],
    }
    file = tmp_path / "la_county" / "2024_general.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"Election": election}), "utf-8")
    done = load([file], tmp_path / "r")
    assert (done[0].rows_in, done[0].rows_loaded, done[0].rows_rejected) == (3, 2, 1)
    db = Record(tmp_path / "r").db
    found = db.execute("select candidate_name, votes from result where district = '34' order by votes desc").fetchall()
    assert found == [("JIMMY GOMEZ", 105394), ("DAVID KIM", 84020)]
    assert "CITY COUNCIL" in db.execute("select reason from rejected").fetchone()[0]


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout")
@pytest.mark.parametrize(
    ("source", "year", "stage", "votes"),
    [
        ("fivethirtyeight_house", 2020, "general", [108792, 96554]),
        ("fivethirtyeight_house", 2022, "general", [62244, 59223]),
        ("la_county", 2024, "primary", [41611, 22703, 11495]),
        ("la_county", 2024, "general", [105394, 84020]),
    ],
)
def test_ca_34(tmp_path: Path, source: str, year: int, stage: str, votes: list[int]) -> None:
    results = SHARED / "data/results"
    load([results / "fivethirtyeight/election_results_house.csv", results / "la_county"], tmp_path / "r")
    found = (
        Record(tmp_path / "r")
        .db.execute(
            "select votes from result where state = 'CA' and district = '34' and source = ? and year = ? and stage = ?"
            " and votes is not null order by votes desc limit ?",
            [source, year, stage, len(votes)],
        )
        .fetchall()
    )
    assert [v[0] for v in found] == votes
