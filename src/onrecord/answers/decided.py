"""Which count decided a stage: of a ranked-choice contest the final round, never its first choices alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from onrecord.answers.contests import Contested, Count
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day
from onrecord.rules.rule import STAGES, Rule
from onrecord.rules.rulebook import changes_in, rule_for, rulebook


@dataclass(frozen=True)
class Decided:
    """The count of which the first two, the margin and the winner of a stage are told; `why` it is none of them.

    `rounds` says whether it is a later round of the count that was asked about. With a `why`, `count` is the one asked
    about: first choices, which do not say who was first in the end.
    """

    count: Count
    why: str = ""
    rounds: bool = False

    @property
    def told(self) -> Count | None:
        """The count that decided, or None where it is not loaded."""
        return None if self.why else self.count

    @property
    def margin(self) -> int | None:
        """Votes between the first two where it was decided; None where that is not loaded or there are not two."""
        return None if self.why else self.count.margin

    @property
    def title(self) -> str:
        """The stage, with its final round where that is what counts."""
        return f"{self.count.title}, final round ({self.count.ranked_round})" if self.rounds else self.count.title


def decided(votes: Contested, contest: Contest, count: Count) -> Decided:
    """The count that decided a stage, by a count of it: the final round where rounds are loaded, else the count itself.

    Where ranked ballots decide by the rulebook (or may, on a day that is not known) or rounds are loaded, a round or
    first choices without a majority are not the final ones: `why` says so. Of one candidate nothing is asked.
    """
    last = votes.final_round(count) or count
    later = last.ranked_round not in (None, 1)
    if len(last.named) < 2 or last.has_majority:
        return Decided(last if later else count, rounds=later)
    how = by_ranks(contest, count) or ("the source counts it in rounds" if last.ranked_round else "")
    if not how:
        return Decided(count)
    have = f"rounds are loaded up to {last.ranked_round} only" if later else "only first choices are loaded"
    have += ", in which nobody has a majority"
    return Decided(count, f"{count.title}: ranked choice decides ({how}), and {have}")


def by_ranks(contest: Contest, count: Count) -> str:
    """The rule by which ranked ballots decide a count's stage, in words; empty where the rulebook has none."""
    stage = count.stage.replace(" ", "_")
    if contest.state not in _states() or stage not in STAGES:
        return ""
    seat = (contest.state, contest.office, contest.district, stage)
    day = count.held_on or (general_day(count.year) if count.stage == "general" and not count.special else None)
    if day:
        rule = rule_for(*seat, day, special=count.special)
        return f"rule {rule.id}" if rule and _ranked(rule) else ""
    turns = changes_in(*seat, count.year, count.special)
    for start in (dt.date(count.year, 1, 1), *turns):
        rule = rule_for(*seat, start, special=count.special)
        if rule and _ranked(rule):
            return f"rule {rule.id}, if it was held on {start} or later" if turns else f"rule {rule.id}"
    return ""


def _ranked(rule: Rule | None) -> bool:
    return rule is not None and rule.system == "ranked_choice"


@cache
def _states() -> frozenset[str]:
    """The states of which the rulebook has a rule of ranked choice."""
    return frozenset(state for rule in rulebook() if rule.system == "ranked_choice" for state in rule.states)
