"""Who may vote in a party's primary of a state on a day, by dated lists of a public body: all of it secondary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError
from onrecord.rules.rule import NONPARTISAN, ONE_BALLOT, Rule
from onrecord.rules.scope import PLACES, Citation, day, read_citations

FILE = Path(__file__).parent / "eligibility.yml"


@dataclass(frozen=True)
class Eligibility:
    """Who may vote: the `kind` (one of eligibility.yml's, "" when not sourced), a sentence, and what it rests on.

    `certain` is False for whatever rests on a list; True where the rule itself puts all candidates on one ballot.
    """

    kind: str
    says: str
    citations: tuple[Citation, ...]
    certain: bool


@dataclass(frozen=True)
class Listed:
    """One list: its day (None: undated), each state's kind, the kinds that it holds the whole of, where it stands."""

    on: dt.date | None
    kinds: dict[str, str]
    whole: tuple[str, ...]
    citations: tuple[Citation, ...]

    def says_otherwise(self, state: str, kind: str) -> bool:
        """Whether the list says that the state is not of that kind."""
        return self.kinds.get(state, kind) != kind or (kind in self.whole and state not in self.kinds)


def who_may_vote(rule: Rule, state: str, date: dt.date) -> Eligibility:
    """Who may vote under a rule in a state on a day; a general election and a ballot for all are open to every voter."""
    if rule.party_scope in (ONE_BALLOT, NONPARTISAN):
        return Eligibility(
            "all voters", "Every registered voter; all candidates stand on one ballot.", rule.citations, True
        )
    first, kept = _first(), _dated(state, date)
    if isinstance(kept, str):
        return _unknown(kept)
    if kept:
        return _said(kept, state, f"by the list of {kept.on}")
    undated = [one for one in lists() if one.on is None and state in one.kinds]
    if undated and date >= first:
        return _said(undated[0], state, "by an undated list")
    return _unknown(f"no list as early as {date} was read" if date < first else "no list that was read names the state")


def _dated(state: str, date: dt.date) -> Listed | str | None:
    """The last list that names the state by a day, why it cannot be told, or None when no dated list names it."""
    found: Listed | None = None
    for one in (x for x in lists() if x.on):
        passed = one.on is not None and one.on <= date
        if found is not None and passed and one.kinds.get(state) == found.kinds[state]:
            found = one
        elif found is None or one.says_otherwise(state, found.kinds[state]):
            if found is not None and not passed:
                return f"the lists of {found.on} and {one.on} differ"
            if found is not None and state not in one.kinds:
                return f"{found.kinds[state]} by the list of {found.on}, no longer by that of {one.on}"
            if state in one.kinds and passed:
                found = one
            elif state in one.kinds:
                return f"no list as early as {date} names the state"
    return found


@cache
def lists() -> tuple[Listed, ...]:
    """The lists of eligibility.yml in their order; raises InputError on an unknown state or kind, or a state twice."""
    return tuple(_listed(one, _file()["kinds"]) for one in _file()["lists"])


@cache
def _file() -> dict[str, Any]:
    import yaml

    data: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return data


def _listed(data: dict[str, Any], known: dict[str, str]) -> Listed:
    name = f"eligibility.yml, list of {data.get('as_of', 'no date')}"
    kinds: dict[str, str] = {}
    for kind, states in data.items():
        if kind in ("as_of", "citations", "whole"):
            continue
        if kind not in known or (wrong := [s for s in states if s not in PLACES or s in kinds]):
            raise InputError(f"{name}: known kinds, and each state once", received=kind if kind not in known else wrong)
        kinds.update(dict.fromkeys(states, kind))
    on = day(name, "as_of", data["as_of"]) if "as_of" in data else None
    return Listed(on, kinds, tuple(data.get("whole", ())), read_citations(name, data["citations"]))


def _first() -> dt.date:
    return min(one.on for one in lists() if one.on)


def _said(one: Listed, state: str, how: str) -> Eligibility:
    kind = one.kinds[state]
    text = f"{kind.capitalize()}: {_file()['kinds'][kind]} ({how}; a party or an office may differ)."
    return Eligibility(kind, text, one.citations, False)


def _unknown(why: str) -> Eligibility:
    return Eligibility("", f"Not sourced here: {why}.", (), False)
