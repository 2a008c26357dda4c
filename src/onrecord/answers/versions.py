"""Noted versions of a result as counts, so that what is asked of a loaded count can be asked of them too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows
from onrecord.answers.contests import NO_SHARES, Count, Line
from onrecord.model.contest import Contest
from onrecord.registry.noted import Version, Versions, versions
from onrecord.rules.count import Outcome, advance
from onrecord.rules.rulebook import rule_for


@dataclass(frozen=True)
class Noted:
    """One version of a result: from when and, where another replaced it, until when (inclusive) it was in force."""

    count: Count
    version: Version
    until: dt.date | None
    outcome: Outcome | None

    @property
    def words(self) -> str:
        """The version as a sentence would name it, with its days and citation."""
        last = f" to {self.until}" if self.until else " on"
        return f"{self.count.title}, {self.version.words}, known from {self.version.public_on}{last}"

    def answer(self, rows: Rows) -> Answer:
        """How many go on under the rule by this version; None where the rule does not say."""
        out = self.outcome
        said = [f"by {self.version.citation} ({self.version.url})", out.reason if out else "no rule is in the rulebook"]
        said += [self.version.note] if self.version.note else []
        on = out.advancing if out else ()
        value = len(on) if out and not out.undecided else None
        votes = self.version.votes
        return Answer(
            f"advancing under the rule, {self.words}: {', '.join(on) or 'not told'}", value, "candidates", (rows,),
            0, self.count.held_on, False, tuple(said), votes, {"parts": "votes", "title": self.count.title},
        )  # fmt: skip


def noted_counts(contest: Contest, year: int, stage: str, as_of: dt.date) -> list[Noted]:
    """The noted versions of a stage's result that were public by a day (inclusive), the one in force last."""
    mine = [v for v in versions() if (v.contest, v.year, v.stage) == (contest, year, stage)]
    return [n for one in mine for n in _noted(one, as_of)]


def _noted(one: Versions, as_of: dt.date) -> list[Noted]:
    known = one.known(as_of)
    rule = rule_for(one.contest.state or "", one.contest.office, one.contest.district, one.stage, one.held_on)
    found = []
    for place, version in enumerate(known):
        after = known[place + 1].public_on - dt.timedelta(days=1) if place + 1 < len(known) else None
        lines = tuple(Line(n, None, v) for n, v in sorted(version.votes, key=lambda x: (-x[1], x[0])))
        said = () if one.complete else (NO_SHARES.replace("without an FEC id", "below those listed"),)
        count = Count(
            one.contest, one.year, one.stage, False, None, one.held_on, None, version.citation, lines, 0, True,
            said, listed_only=not one.complete,
        )  # fmt: skip
        out = advance(rule, dict(version.votes), complete=one.complete) if rule else None
        found.append(Noted(count, version, after, out))
    return found
