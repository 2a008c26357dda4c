"""Reads FiveThirtyEight's House results: names the stage in the FEC's terms and seats at large 00."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.reading import ALL_PARTIES, records
from onrecord.sources.states import house_district

USED = ("race_id", "state_abbrev", "office_seat_name", "cycle", "stage", "special", "party", "candidate_name")
MORE = ("ballot_party", "ranked_choice_round", "votes", "unopposed", "winner", "alt_result_text", "source")
IGNORED = ("id", "state", "office_id", "office_name", "politician_id", "candidate_id", "percent")
# special all-party elections on the federal general election day, by state and year (dates in races.csv)
ON_GENERAL_DAY = {("TX", "2006")}
STAGES = {"general": "general", "jungle primary": "primary", "runoff": "runoff"}


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every ballot line of every contest; why a row is not held."""
    for line, row in records(path, (*USED, *MORE), ignored=IGNORED):
        yield line, row if isinstance(row, str) else _result(row)


def _result(row: dict[str, str]) -> list[str] | str:
    hit = re.match(r"^District (\d{1,2})$", row["office_seat_name"])
    if not hit or not row["cycle"].isdigit():
        return f"not a House seat: {row['office_seat_name']} {row['cycle']}"
    if row["stage"] not in STAGES:
        return f"the stage '{row['stage']}' is not one of {', '.join(STAGES)}"
    stage, kind = STAGES[row["stage"]], ""
    if row["stage"] == "jungle primary":
        # in a regular election since 1998 that is Louisiana's vote on the federal general election day
        november = row["special"] == "false" or (row["state_abbrev"], row["cycle"]) in ON_GENERAL_DAY
        stage, kind = ("general", "") if november else ("primary", ALL_PARTIES)
    remark = "; ".join(x for x in (row["alt_result_text"], "unopposed" if row["unopposed"] == "true" else "") if x)
    return [
        *(row["race_id"], row["state_abbrev"], house_district(row["state_abbrev"], int(hit[1]), int(row["cycle"]))),
        *(row["cycle"], stage, row["special"], row["party"], kind, row["candidate_name"], row["ballot_party"]),
        *(row["ranked_choice_round"], row["votes"], row["winner"], remark, row["source"], row["stage"]),
    ]
