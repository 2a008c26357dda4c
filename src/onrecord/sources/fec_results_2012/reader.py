"""Reads the House results of the FEC's "Federal Elections 2012" from a CSV: a row for each candidate and stage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.reading import ALL_PARTIES, PARTY, count, one_ballot, party_code, records

VOTES = {"primary_votes": "primary", "runoff_votes": "primary runoff", "general_votes": "general"}
USED = ("state", "district_id", "cand_id", "party", *VOTES, "won", "footnotes", "cand_name")
IGNORED = ("incumbent", "primary_percent", "runoff_percent", "general_percent")
DISTRICT = re.compile(r"^(\d\d)\s*(?:-\s*(FULL|UNEXPIRED) TERM)?$")
WRITE_IN = re.compile(r"^W(?:\((\w+)\))?(?:/|$)")
YEAR = 2012


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every stage in which a candidate has votes; why a row has none. One without a name is known by the FEC id."""
    lines = list(records(path, USED, ignored=IGNORED))
    # of a candidate with several ballot lines only the total is marked as won
    won = {_who(row) for _, row in lines if not isinstance(row, str) and row["won"] == "True"}
    for line, row in lines:
        if isinstance(row, str):
            yield line, row
        else:
            for found in _results(row, _who(row) in won):
                yield line, found


def _who(row: dict[str, str]) -> tuple[str, str, str]:
    """One candidate in one contest, over the ballot lines."""
    return row["state"], row["district_id"], row["cand_id"]


def _results(row: dict[str, str], won: bool) -> Iterator[list[str] | str]:
    hit = DISTRICT.match(row["district_id"])
    if not hit:
        yield f"not a House seat: {row['state']} {row['district_id']}"
        return
    if "Combined" in row["party"]:
        yield f"a total over one candidate's ballot lines: {row['party']} {row['cand_name']}"
        return
    held = [v for v in VOTES if row[v]]
    if not held:
        yield f"no votes in any stage: {row['cand_name'] or row['cand_id']}"
    later = "runoff_votes" if row["state"] == "LA" and row["runoff_votes"] else "general_votes"
    for column in held:
        stage = "runoff" if column == "runoff_votes" and row["state"] == "LA" else VOTES[column]
        kind, primary_party = _ballot(stage, row["state"], row["party"])
        remark = ["write-in"] if WRITE_IN.match(row["party"]) and ("/" not in row["party"] or kind) else []
        remark += [] if row["cand_name"] else ["no name given"]
        yield [
            *("H", row["state"], hit[1], str(YEAR), stage, str(hit[2] == "UNEXPIRED").lower(), primary_party, kind),
            *(row["cand_name"] or row["cand_id"], row["cand_id"], row["party"], count(row[column])),
            *(str(won).lower() if column == later else "", "; ".join([*remark, *filter(None, [row["footnotes"]])])),
        ]


def _ballot(stage: str, state: str, party: str) -> tuple[str, str]:
    if not stage.startswith("primary"):
        return "", ""
    if one_ballot(state, "H", YEAR):
        return ALL_PARTIES, ""
    hit = WRITE_IN.match(party)
    code = party_code(hit[1] or "") if hit else party_code(party)
    return (PARTY, code) if code else ("", "")
