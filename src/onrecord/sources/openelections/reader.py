"""Reads OpenElections county CSVs: columns differ from file to file, the election is in the file's name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.reading import (
    ALL_PARTIES,
    FEDERAL,
    PARTY,
    count,
    federal_general_day,
    one_ballot,
    party_code,
    records,
)

NAME = re.compile(r"(\d{4})(\d\d)(\d\d)__([a-z]{2})__(special__)?([a-z_]+?)(?:__county)?\.csv$")
USED = ("county", "office", "district", "party", "candidate", "votes")
OPTIONAL = ("write_in",)
IGNORED = ("incumbent",)
STAGES = {
    "primary": "primary",
    "primary_runoff": "primary runoff",
    "general": "general",
    "general_runoff": "runoff",
    "runoff": "runoff",
}
OFFICES = {
    "U.S. House": "H",
    "U.S. Senate": "S",
    "President": "P",
    "Governor": "G",
    "State Senate": "SS",
    "State Assembly": "SH",
    "State House": "SH",
}
PRESIDENT = re.compile(r"^United States President (\w+) Party$")
NOT_CANDIDATES = {"registered voters", "ballots cast", "total", "total votes", "over votes", "under votes", "blank"}
WRITE_IN = re.compile(r"\s*\(W/I\)|^W/I$")


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every row: its fields, or why it is not held (an office that is not covered, a line that is no candidate's)."""
    hit = NAME.search(path.name)
    if not hit or hit[6] not in STAGES:
        for line, _ in records(path, USED, OPTIONAL, IGNORED):
            yield line, f"the stage in the file's name is not one of {', '.join(STAGES)}"
        return
    day = dt.date(int(hit[1]), int(hit[2]), int(hit[3]))
    for line, row in records(path, USED, OPTIONAL, IGNORED):
        yield line, row if isinstance(row, str) else _result(row, day, hit[4].upper(), bool(hit[5]), hit[6])


def _result(row: dict[str, str], day: dt.date, state: str, special: bool, named: str) -> list[str] | str:
    office, party_word = _office(row["office"])
    if not office:
        return f"not an office held here: {row['office']}"
    if row["candidate"].casefold() in NOT_CANDIDATES:
        return f"not a candidate: {row['candidate']}"
    district, _, of_party = row["district"].partition("-")
    if not district.isdigit():
        district, of_party = "", row["district"] or of_party
    if office not in ("S", "P", "G") and not district:
        return f"{row['office']} without a district: {row['district'] or 'blank'}"
    stage = _stage(state, office, day, named)
    party, remark = row["party"], ""
    if WRITE_IN.search(party) or row["write_in"].upper() in ("Y", "TRUE") or "write-in" in row["candidate"].casefold():
        party, remark = WRITE_IN.sub("", party), "write-in"
    kind, primary_party = _ballot(state, office, day, stage, of_party or party_word or party)
    return [
        *(day.isoformat(), str(day.year), stage, str(special).lower(), office, state),
        *(district.zfill(2) if district else "", primary_party, kind, row["county"], row["candidate"]),
        *(party, count(row["votes"]), remark, named),
    ]


def _office(title: str) -> tuple[str, str]:
    """The office's letter, blank when it is not held, and the party that the title names, if any."""
    hit = PRESIDENT.match(title)
    return ("P", hit[1]) if hit else (OFFICES.get(title, ""), "")


def _stage(state: str, office: str, day: dt.date, named: str) -> str:
    """The stage; Louisiana's file names follow state law, so they are translated into the FEC's terms.

    There the election on the federal general election day is the general, whatever its name, and a later
    one between the two leading candidates is the runoff (FEC, Federal Elections 2012 and 2018, footnotes).
    """
    if state == "LA" and office != "P":
        if office in FEDERAL and federal_general_day(day):
            return "general"
        if named == "general":
            return "runoff"
    return STAGES[named]


def _ballot(state: str, office: str, day: dt.date, stage: str, party: str) -> tuple[str, str]:
    """The primary's kind and party: in Louisiana federal primaries of 2008-2010 were closed, state ones are not."""
    if not stage.startswith("primary"):
        return "", ""
    if one_ballot(state, office, day.year) or (state == "LA" and office not in ("P", *FEDERAL)):
        return ALL_PARTIES, ""
    code = party_code(party)
    return (PARTY, code) if code else ("", "")
