"""What the registry notes beside a contest's counts: versions of a result by day, and certified ballots."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onrecord.model.contest import Contest
from onrecord.model.dates import ordinal
from onrecord.registry.noted import Ballot, Versions, ballots, versions
from onrecord.rules.count import advance
from onrecord.rules.rulebook import rule_for


def noted(contest: Contest, years: tuple[int, ...], as_of: dt.date) -> list[dict[str, Any]]:
    """The result versions of a contest's stages in those years as known on a day, inclusive, the one in force last.

    Each: stage, year, words, from, until (None while in force), votes, in_force, who goes on, reason, citation.
    """
    found = []
    for one in versions():
        if one.contest == contest and one.year in years:
            found += _versions(one, as_of)
    return found


def _versions(one: Versions, as_of: dt.date) -> list[dict[str, Any]]:
    known = one.known(as_of)
    rule = rule_for(one.contest.state or "", one.contest.office, one.contest.district, one.stage, one.held_on)
    said = []
    for place, version in enumerate(known):
        last = place == len(known) - 1
        out = advance(rule, dict(version.votes), complete=one.complete) if rule else None
        said.append(
            {
                "stage": one.stage,
                "year": one.year,
                "words": version.words,
                "from": version.public_on.isoformat(),
                "until": None if last else (known[place + 1].public_on - dt.timedelta(days=1)).isoformat(),
                "in_force": last,
                "votes": [{"name": n, "votes": v} for n, v in version.votes],
                "complete": one.complete,
                "went_on": list(out.advancing) if out else [],
                "reason": out.reason if out else "no rule of this stage is in the rulebook",
                "note": version.note or None,
                "citation": version.citation,
                "url": version.url,
            }
        )
    return said


def certified(contest: Contest, year: int, as_of: dt.date) -> list[str]:
    """What is said of a general's ballot that is not the top of the primary's count; empty where nothing is noted."""
    mine = [b for b in ballots() if (b.contest, b.year) == (contest, year) and b.public_on <= as_of]
    return [_ballot(b) for b in mine]


def _ballot(b: Ballot) -> str:
    def listed(pairs: tuple[tuple[int, str], ...]) -> str:
        return ", ".join(f"{ordinal(place)} {name}" for place, name in pairs)

    on = ", ".join(ordinal(p) for p in b.places)
    mark = "" if b.certain else f" [uncertain: {b.note}]"
    return (
        f"the certified ballot of {b.year} is not the top of the primary's count: the {on} of the count are on it;"
        f" withdrew: {listed(b.withdrew)}; rose: {listed(b.rose)} ({b.citation}){mark}"
    )
