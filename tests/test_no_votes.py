"""Blank and void ballots are no votes: New York's canvass lists them among a contest's lines."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from onrecord.claims.check import check
from onrecord.store.load import load
from onrecord.store.record import Record

# New York State Board of Elections, general election of 8 November 2022, US House, 17th District.
NY_17 = [
    ("Sean Patrick Maloney", "DEM", 133457, ""),
    ("Michael V. Lawler", "REP", 125738, ""),
    ("Michael V. Lawler", "CON", 17812, ""),
    ("Sean Patrick Maloney", "WFP", 8273, ""),
    ("", "", 5826, "Blank"),
    ("", "", 150, "Scattering"),
    ("", "", 52, "Void"),
]
HEAD = [
    *("id", "race_id", "state_abbrev", "state", "office_id", "office_name", "office_seat_name", "cycle", "stage"),
    *("special", "party", "politician_id", "candidate_id", "candidate_name", "ballot_party", "ranked_choice_round"),
    *("votes", "percent", "unopposed", "winner", "alt_result_text", "source"),
]


LEFT_OUT = "a line of blank and scattered ballots together (5,826) is left out"


@pytest.mark.parametrize(("blank", "caveats"), [("Blank", []), ("Blank/Scattering", [LEFT_OUT])])
def test_a_share_of_the_votes_leaves_blank_ballots_out(tmp_path: Path, blank: str, caveats: list[str]) -> None:
    path = tmp_path / "election_results_house.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, HEAD, restval="", lineterminator="\n")
        out.writeheader()
        for number, (name, party, votes, kind) in enumerate(NY_17, 1):
            about = {"id": number, "race_id": 9270, "state_abbrev": "NY", "state": "New York", "office_id": 387}
            about |= {"office_name": "U.S. House", "office_seat_name": "District 17", "cycle": 2022, "stage": "general"}
            about |= {"special": "false", "unopposed": "false", "winner": "", "candidate_name": name}
            kind = blank if kind == "Blank" else kind
            out.writerow({**about, "ballot_party": party, "votes": votes, "alt_result_text": kind})
    load([path], tmp_path / "record")
    text = "In New York's 17th Congressional District, Michael V. Lawler got 50.3 percent of the vote in 2022."
    [claim] = check(text, Record(tmp_path / "record"), dt.date(2024, 12, 9))["claims"]
    assert (claim["verdict"], claim["readings"][0]["value"]) == ("supported", "50.292541")  # 143,550 of 285,430
    assert claim["caveats"] == caveats
