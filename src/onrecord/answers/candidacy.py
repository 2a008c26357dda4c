"""How a contest is decided and who went on: the rule in force, applied to the count that the record holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from onrecord.answers.contests import Contested, Count, day_of
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day
from onrecord.model.errors import InputError
from onrecord.model.names import display
from onrecord.rules.count import Outcome, advance
from onrecord.rules.rule import Rule
from onrecord.rules.rulebook import changes_in, rule_for, why_no_rule


@dataclass(frozen=True)
class Ruled:
    """A stage's rule on its day, and what it made of the count; `why` says what is missing."""

    rule: Rule | None
    day: dt.date
    count: Count | None = None
    outcome: Outcome | None = None
    why: str = ""


def ruled(
    votes: Contested, contest: Contest, year: int, stage: str = "primary", special: bool = False,
    held_on: dt.date | None = None,
) -> Ruled:  # fmt: skip
    """The rule of a contest's stage in a year with its outcome, from the whole count of that stage.

    The day is `held_on`, else the calendar's; for a primary of unknown day, the first of June, and no rule is given
    where the law changed in that year (`why` says so).
    """
    known = held_on or day_of(votes.calendar, year, stage, special, None)
    day = known or (general_day(year) if stage == "general" else dt.date(year, 6, 1))
    if contest.state is None:
        return Ruled(None, day, why="each state and party has its own presidential primary: none is in the rulebook")
    asked = (contest.state, contest.office, contest.district, stage.replace(" ", "_"), day)
    if not known and stage != "general" and (why := undated(contest, stage, year, special)):
        return Ruled(None, day, why=why)
    rule = rule_for(*asked, special=special)
    if rule is None:
        return Ruled(None, day, why=why_no_rule(*asked, special=special))
    counts = [c for c in votes.stage(stage, year, special) if c.primary_party is None]
    if not counts or rule.party_scope == "within each party":
        return Ruled(rule, day, why=f"no whole count of the {contest} {year} {stage} is loaded")
    return applied(rule, day, max(counts, key=lambda c: c.fullness), votes)


def undated(contest: Contest, stage: str, year: int, special: bool) -> str:
    """Why an unknown day of a stage leaves its rule open: the law changed in that year; empty where it did not."""
    turns = changes_in(contest.state or "", contest.office, contest.district, stage.replace(" ", "_"), year, special)
    listed = " and ".join(map(str, turns))
    return f"the day of this {stage} is not known, and its rule changed on {listed}: none is applied" if turns else ""


def applied(rule: Rule, day: dt.date, count: Count, votes: Contested | None = None) -> Ruled:
    """What a rule makes of a count (of one party's own primary, where the rule is within each party).

    Under ranked choice the final round decides, where `votes` hold rounds of the same stage: its reason names it.
    Where the votes alone do not decide (ranked ballots are wanted, no vote is given), `why` says so.
    """
    if rule.system == "ranked_choice" and votes and (last := votes.final_round(count)) and last is not count:
        found = applied(rule, day, last)
        said = f"round {last.ranked_round} of {last.source}: "
        out = found.outcome and replace(found.outcome, reason=said + found.outcome.reason)
        return replace(found, count=count, outcome=out, why=found.why and said + found.why)
    listed = {display(x.name): x.votes for x in count.named if x.name and x.votes is not None}
    if not listed:
        return Ruled(rule, day, count, why=f"the count of the {count.title} gives no votes")
    try:
        whole = not count.listed_only
        out = advance(rule, listed, complete=whole, unnamed=count.unnamed, for_nobody=count.for_nobody)
        return Ruled(rule, day, count, out)
    except InputError as error:
        return Ruled(rule, day, count, why=error.rule)
