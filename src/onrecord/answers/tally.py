"""A stage's count as a look-up shows it: lines with votes and shares, margin, who went on and by which rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from onrecord.answers.answer import plain
from onrecord.answers.candidacy import Ruled, applied, ruled
from onrecord.answers.contests import Contested, Count
from onrecord.answers.decided import decided
from onrecord.answers.people import Person
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day
from onrecord.model.names import display, same_name
from onrecord.model.parties import letter
from onrecord.rules.rule import STAGES, WITHIN_PARTY, Rule
from onrecord.rules.rulebook import rule_for


def one_each(counts: Iterable[Count]) -> list[Count]:
    """One whole count for each stage, the one with the most lines, the latest stage first; no ranked-choice rounds
    where there is a count without them."""
    best: dict[tuple[Any, ...], Count] = {}
    for one in counts:
        key = _key(one)
        have = best.get(key)
        if one.whole and (have is None or _rank(one) > _rank(have)):
            best[key] = one
    return sorted(best.values(), key=_when, reverse=True)


def best_of(counts: Iterable[Count]) -> list[Count]:
    """One count for each stage: a whole one, else the one whose order alone can be told, the latest stage first."""
    counts = list(counts)
    whole = one_each(counts)
    have = {_key(c) for c in whole}
    only = {_key(c): c for c in counts if c.listed_only and _key(c) not in have}
    return sorted([*whole, *only.values()], key=_when, reverse=True)


def _key(c: Count) -> tuple[Any, ...]:
    return c.year, c.stage, c.special, c.primary_party


def _rank(one: Count) -> tuple[bool, int, tuple[bool, int]]:
    return one.ranked_round is None, -(one.ranked_round or 0), one.fullness


def _when(one: Count) -> tuple[Any, ...]:
    order = ("convention", "caucus", "primary", "primary runoff", "general", "runoff")
    place = order.index(one.stage) if one.stage in order else 0
    return one.year, one.held_on or dt.date(one.year, 1, 1), place, one.primary_party or ""


def rule_of(votes: Contested, contest: Contest, count: Count) -> Ruled:
    """The rule of a count's stage on its day, applied to it, a party's own primary too."""
    if not contest.state or count.stage.replace(" ", "_") not in STAGES:
        what = f"a {count.stage}" if contest.state else "the presidency"
        return Ruled(None, count.held_on or general_day(count.year), why=f"the rulebook holds no rule for {what}")
    found = ruled(votes, contest, count.year, count.stage, count.special, count.held_on)
    rule, day = found.rule, count.held_on or found.day
    if rule and (found.outcome is None or found.count is not count) and _fits(rule, count):
        return applied(rule, day, count, votes)
    return found


def _fits(rule: Rule, count: Count) -> bool:
    """Whether the count is of the ballot that the rule speaks of: one party's, or all parties'."""
    return (rule.party_scope == WITHIN_PARTY) == (count.primary_party is not None) and count.ranked_round is None


def went_on(votes: Contested, contest: Contest, count: Count, mine: Person | None = None) -> dict[str, Any]:
    """A count in JSON's types: stage, day, source, lines (votes, share in percent, outcome), margin, rule, reason.

    The line of `mine` says so. An outcome is None where the votes alone do not give it. Of a ranked-choice contest the
    lines are first choices; `margin_votes` and `same_party` are of its final round, None with `not_told` without one.
    """
    found = rule_of(votes, contest, count)
    out = found.outcome
    settled = decided(votes, contest, count)
    lines = []
    for line in count.lines:
        known = line.votes is not None and count.total and not count.listed_only
        share = plain(count.share(line.votes or 0)) if known else None
        lines.append(
            {
                "name": display(line.name) if line.name else None,
                "choice": line.choice,
                "party": letter(line.party),
                "votes": line.votes,
                "share_pct": share,
                "outcome": _outcome(found, display(line.name) if line.name else None, bool(line.winner)),
                "this_person": mine is not None and mine.has_line(line, count.year),
            }
        )
    return {
        "title": count.title,
        "year": count.year,
        "stage": count.stage,
        "special": count.special,
        "primary_party": count.primary_party,
        "held_on": count.held_on.isoformat() if count.held_on else None,
        "source": count.source,
        "also_in": sorted({c.source for c in votes.counts if _same(c, count)} - {count.source}),
        "caveats": list(count.caveats),
        "lines": lines,
        "votes": count.total if count.named and not count.listed_only else None,
        "last_round": _last_round(votes, count),
        "margin_votes": settled.margin,
        "first_choice_margin_votes": count.margin if settled.rounds or settled.why else None,
        "not_told": settled.why or None,
        "second_third_votes": count.behind(1),
        "line_margin_votes": out.line_margin if out and len(out.advancing) > 1 else None,
        "same_party": of_one_party(settled.told),
        "rule": rule_dict(found.rule),
        "reason": out.reason if out else found.why,
    }


def _same(one: Count, other: Count) -> bool:
    return _key(one) == _key(other) and one.whole


def _last_round(votes: Contested, count: Count) -> dict[str, Any] | None:
    """The last ranked-choice round of a stage that is loaded, from the most votes down; None when there is none."""
    last = votes.final_round(count)
    if last is None:
        return None
    lines = [{"name": display(x.name or ""), "party": letter(x.party), "votes": x.votes} for x in last.named]
    return {"round": last.ranked_round, "source": last.source, "lines": lines, "margin_votes": last.margin}


def _outcome(found: Ruled, name: str | None, winner: bool) -> str | None:
    """What became of a candidate under the rule; where the votes alone do not say, that the source names a winner."""
    out = found.outcome
    if out is None or name is None:
        return "won, by the source" if winner and name else None
    ranked = found.rule is not None and found.rule.system == "ranked_choice"  # the final round may spell names otherwise
    for word, who in (("elected", [out.elected]), ("nominated", [out.nominated]), ("advances", out.advancing)):
        if name in who or (ranked and any(same_name(name, one or "") for one in who)):
            return word
    return "undecided" if name in out.undecided else None


def of_one_party(count: Count | None) -> bool | None:
    """Whether the first two of a count are of one party; None where fewer than two are named or a party is not given."""
    parties = [x.party for x in count.named[:2]] if count else []
    if count is None or len(parties) < 2 or None in parties or count.primary_party is not None:
        return None
    return parties[0] == parties[1]


def rule_dict(rule: Rule | None) -> dict[str, Any] | None:
    """A rule in JSON's types: its id, what it does, who is on the ballot, whether its sources are certain, citations."""
    if rule is None:
        return None
    return {
        "id": rule.id,
        "system": rule.system,
        "advances": rule.advances,
        "settled_by": str(rule.settled_by) if rule.settled_by else None,
        "party_scope": rule.party_scope,
        "next_stage": rule.next_stage or None,
        "certain": rule.certain,
        "note": rule.note or None,
        "citations": [{"text": c.text, "url": c.url} for c in rule.citations],
    }


def rule_on(contest: Contest, stage: str, day: dt.date, special: bool) -> dict[str, Any] | None:
    """The rule in force for a stage on a day, in JSON's types; None when none is sourced."""
    if not contest.state or stage.replace(" ", "_") not in STAGES:
        return None
    return rule_dict(
        rule_for(contest.state, contest.office, contest.district, stage.replace(" ", "_"), day, special=special)
    )
