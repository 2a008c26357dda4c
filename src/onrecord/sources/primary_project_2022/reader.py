"""Reads FiveThirtyEight's two CSVs of the 2022 primaries: a row for each candidate's primary and runoff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.reading import ALL_PARTIES, PARTY, count, records
from onrecord.sources.states import POSTAL, house_district

YEAR = 2022
USED = ("Candidate", "State", "Primary Date", "Office", "District", "Primary Votes", "Primary Outcome")
MORE = ("Runoff Votes", "Runoff Outcome")
PERSON = ("Gender", "Race 1", "Race 2", "Race 3", "Incumbent", "Incumbent Challenger", "Primary %", "Runoff %")
# yes/no marks of who backed whom; they say nothing of when, so they are not endorsements on the record
BACKED_DEM = ("EMILY's List", "Justice Dems", "Indivisible", "PCCC", "Our Revolution", "Sunrise", "Sanders", "AOC")
BACKED_REP = (
    *("2020 Election Stance", "Trump", "Trump Date", "Club for Growth", "Renew America", "E-PAC", "VIEW PAC"),
    *("Maggie's List", "Winning for Women"),
)
IGNORED = (*PERSON, *BACKED_DEM, *BACKED_REP, "Party Committee")
OFFICES = {"Representative": "H", "Senator": "S", "Senator (unexpired term)": "S", "Governor": "G"}
ONE_BALLOT = ("AK", "CA", "WA")  # all candidates on one primary ballot in 2022


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every candidate's primary, and the runoff of those who were in one; why a row is not held."""
    party = "DEM" if path.name.startswith("dem") else "REP"
    for line, row in records(path, (*USED, *MORE), ignored=IGNORED):
        if isinstance(row, str):
            yield line, row
        else:
            for found in _results(row, party):
                yield line, found


def _results(row: dict[str, str], party: str) -> Iterator[list[str] | str]:
    state, office = POSTAL.get(row["State"], ""), OFFICES.get(row["Office"], "")
    if not state or not office:
        yield f"not a contest held here: {row['Office']}, {row['State']}"
        return
    number = "0" if row["District"] == "At-Large" else row["District"]
    if office == "H" and not number.isdigit():
        yield f"not a House district: {row['District']}"
        return
    district = house_district(state, int(number), YEAR) if office == "H" else ""
    seat = [office, state, district, str(YEAR), str("unexpired" in row["Office"]).lower()]
    together = state in ONE_BALLOT
    kind, primary_party = (ALL_PARTIES, "") if together else (PARTY, party)
    votes, outcome, remark = count(row["Primary Votes"]), row["Primary Outcome"], []
    if votes == "1" and outcome == "Won":
        votes, remark = "", ["uncontested: the primary was not held, the file says 1"]
    if outcome == "Made runoff" or together:
        remark.append(f"outcome as given: {outcome}")
    won = {"Won": "true", "Lost": "false"}.get(outcome, "")
    about = [row["Candidate"], party]
    yield [
        *(*seat, "primary", primary_party, kind, *about, votes, "" if together else won, "; ".join(remark)),
        _day(row["Primary Date"]),
    ]
    if row["Runoff Outcome"] in ("Won", "Lost"):
        won = {"Won": "true", "Lost": "false"}[row["Runoff Outcome"]]
        yield [*seat, "primary runoff", primary_party, kind, *about, count(row["Runoff Votes"]), won, "", ""]


def _day(text: str) -> str:
    """M/D/YY of 2022 as an ISO day, otherwise as given, so that its column rejects it."""
    hit = re.match(r"^(\d{1,2})/(\d{1,2})/22$", text)
    return f"{YEAR}-{int(hit[1]):02}-{int(hit[2]):02}" if hit else text
