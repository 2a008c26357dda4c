"""Results that have versions, and certified ballots that are not the order counted: reviewable entries, each cited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.contest import Contest
from onrecord.model.errors import InputError

_PLACE = ("office", "state", "district", "year", "stage")


@dataclass(frozen=True)
class Version:
    """One version of a count: public from a day until the next version's; votes of the candidates that it names."""

    words: str
    public_on: dt.date
    votes: tuple[tuple[str, int], ...]
    citation: str
    url: str
    note: str


@dataclass(frozen=True)
class Versions:
    """The versions of one stage's result, the earliest first; `complete` False where candidates below are left out."""

    contest: Contest
    year: int
    stage: str
    held_on: dt.date
    complete: bool
    versions: tuple[Version, ...]

    def known(self, as_of: dt.date) -> tuple[Version, ...]:
        """The versions public by a day, inclusive; the last one is the one in force then."""
        return tuple(v for v in self.versions if v.public_on <= as_of)


@dataclass(frozen=True)
class Ballot:
    """Which places of a primary's count are on the general's ballot, who withdrew and who rose, by place."""

    contest: Contest
    year: int
    public_on: dt.date
    places: tuple[int, ...]
    withdrew: tuple[tuple[int, str], ...]
    rose: tuple[tuple[int, str], ...]
    certain: bool
    note: str
    citation: str
    url: str


@dataclass(frozen=True)
class FinalRound:
    """A ranked-choice contest's final round as its election office gave it, where a loaded table gives another.

    `race` is that table's name for the contest; votes are of all who were left in that round.
    """

    race: str
    year: int
    stage: str
    held_on: dt.date
    round: int
    words: str
    public_on: dt.date
    votes: tuple[tuple[str, int], ...]
    citation: str
    url: str
    note: str


def _entries(name: str) -> list[dict[str, Any]]:
    """The entries of a file; raises InputError for one that names no contest or stage."""
    import yaml

    listed = yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))
    for one in listed:
        if missing := [k for k in _PLACE if k not in one]:
            raise InputError(f"{name}: an entry names its contest and stage", received=missing, example="stage: primary")
    return list(listed)


def _contest(one: dict[str, Any]) -> Contest:
    return Contest(one["office"], one["state"], one["district"])


@cache
def versions() -> tuple[Versions, ...]:
    """Every stage whose result has versions; raises InputError where they are not dated in order, or not cited."""
    found = []
    for one in _entries("noted_results.yml"):
        mine = tuple(
            Version(v["words"], v["from"], tuple(v["votes"].items()), v["citation"], v["url"], v.get("note", ""))
            for v in one["versions"]
        )
        days = [v.public_on for v in mine]
        if days != sorted(set(days)) or not all(v.citation and v.url.startswith("https://") for v in mine):
            rule = "noted_results.yml: versions run forward in time and each is cited"
            raise InputError(rule, received=days, example="from: 2024-04-05")
        where = (_contest(one), one["year"], one["stage"], one["held_on"])
        found.append(Versions(*where, one["complete"], mine))
    return tuple(found)


@cache
def final_rounds() -> tuple[FinalRound, ...]:
    """Every final round that an office gave otherwise than a loaded table; raises InputError for one uncited."""
    import yaml

    found = []
    for one in yaml.safe_load((Path(__file__).parent / "noted_rounds.yml").read_text("utf-8")):
        if not one["citation"] or not one["url"].startswith("https://"):
            rule = "noted_rounds.yml: an entry is cited"
            raise InputError(rule, received=one["race"], example="citation: the election office's table of rounds")
        where = (one["race"], one["year"], one["stage"], one["held_on"], one["round"], one["words"], one["from"])
        found.append(FinalRound(*where, tuple(one["votes"].items()), one["citation"], one["url"], one["note"]))
    return tuple(found)


@cache
def ballots() -> tuple[Ballot, ...]:
    """Every certified ballot that is not the order counted; raises InputError for one without citation or reason."""
    found = []
    for one in _entries("certified_ballots.yml"):
        if not one["citation"] or not one["url"].startswith("https://") or not (one["certain"] or one.get("note")):
            rule = "certified_ballots.yml: an entry is cited, and an uncertain one says why"
            raise InputError(rule, received=one["state"], example="citation: the state's certified list")
        withdrew, rose = tuple(one["withdrew"].items()), tuple(one["rose"].items())
        said = (one["certain"], one.get("note", ""), one["citation"], one["url"])
        found.append(Ballot(_contest(one), one["year"], one["from"], tuple(one["places"]), withdrew, rose, *said))
    return tuple(found)
