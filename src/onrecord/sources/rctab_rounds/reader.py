"""Reads RCTab's detailed reports (JSON): one row for each candidate still counted in each round."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model.contest import STATES
from onrecord.model.errors import SourceError
from onrecord.sources.reading import PARTY, count

OFFICES = {"Mayor": "M", "Governor": "G"}
CITIES = {"Minneapolis": "MN"}  # jurisdictions that a report names without their state
PARTIES = ("Democratic", "Republican")
WRITE_INS = "Undeclared Write-ins"
YEAR = re.compile(r"^(\d{4})_|\b(\d{4})\b")


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every candidate's votes in every round, and as no candidate's the inactive ballots by kind; numbered in order.

    Raises SourceError for a file that is no detailed report.
    """
    try:
        report = json.loads(path.read_text("utf-8"))
        config, rounds = report["config"], report["results"]
        tables = [_round(r) for r in rounds]
        head = _head(path, config)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{path.name} is a detailed report of RCTab", received=str(error)[:80], example="config, results"
        ) from error
    number = 0
    for place, tally, inactive, done in tables:
        for name, votes in tally.items():
            number += 1
            yield number, head if isinstance(head, str) else [*head, *_line(name, votes, place, done)]
        for kind, ballots in inactive.items():
            number += 1
            yield number, f"not a candidate: round {place}, inactive ballots by {kind}, {ballots}"


def _round(one: dict[str, Any]) -> tuple[object, dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    """A round's number, votes, inactive ballots and what became of whom; TypeError where one is of another kind."""
    parts = (one["round"], one["tally"], one["inactiveBallots"], one["tallyResults"])
    kinds = (str | int, dict, dict, list)
    if not all(isinstance(p, k) for p, k in zip(parts, kinds, strict=True)) or not all(
        isinstance(d, dict) for d in parts[3]
    ):
        raise TypeError("a round is number, tally, inactiveBallots and tallyResults")
    return parts


def _head(path: Path, config: dict[str, Any]) -> list[str] | str:
    """The contest's fields; or why it is not held."""
    where, contest = str(config.get("jurisdiction", "")), str(config.get("contest", ""))
    office = OFFICES.get(str(config.get("office", "")))
    ending = where.rpartition(", ")[2]
    state = ending if ending in STATES.values() else STATES.get(where) or CITIES.get(where)
    day = str(config.get("date", ""))
    hit = YEAR.search(day) or YEAR.search(path.name)
    if not office or not state or not hit:
        return f"not an office, a state or a year known here: {config.get('office')}, {where}, {day or path.name}"
    stage = "primary" if "primary" in contest.casefold() else "general"
    party = next((p for p in PARTIES if p in contest), "") if stage == "primary" else ""
    return [office, state, where, contest, hit[1] or hit[2], day, stage, party, PARTY if party else ""]


def _line(name: str, votes: object, place: object, done: list[dict[str, Any]]) -> list[str]:
    """Name, votes, round, whether elected in it, and what became of the candidate at its end."""
    fate = next((kind for d in done for kind in ("eliminated", "elected") if d.get(kind) == name), "")
    remark = "; ".join(x for x in (fate, "undeclared write-ins" if name == WRITE_INS else "") if x)
    return ["" if name == WRITE_INS else name, count(votes), str(place), "true" if fate == "elected" else "", remark]
