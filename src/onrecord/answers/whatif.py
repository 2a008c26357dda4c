"""A stage's real votes counted under another rule, where the ballots allow it; the reason where they do not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import Any

from onrecord.answers.answer import plain
from onrecord.answers.contests import Contested, Count, Line, contested
from onrecord.answers.decided import decided
from onrecord.answers.look import Look
from onrecord.answers.seats import require_known
from onrecord.answers.tally import best_of, rule_of
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of
from onrecord.model.errors import InputError
from onrecord.model.names import display
from onrecord.model.parties import letter, party_of
from onrecord.rules.count import Outcome, advance
from onrecord.rules.rule import ONE_BALLOT, UNKNOWN, WITHIN_PARTY, Citation, Rule, Settled
from onrecord.rules.rulebook import rule_named
from onrecord.store.record import Record

PLAIN = Citation(
    "the plain rule, of no one state", "https://www.ncsl.org/elections-and-campaigns/state-primary-election-types"
)
WORDS = {
    "closed-primary": "closed party primaries: in each party, the most votes nominate",
    "top-two": "top two of all parties, as in California",
    "top-four": "top four of all parties, as in Alaska",
    "plurality": "the most votes, all parties on one ballot",
    "majority-runoff": "a majority, else a runoff of the two highest",
    "ranked-choice": "ranked choice, as in Maine",
}
STAGES = ("primary", "general")
SAME_VOTES = "the votes are those cast under the rule of the day; under another, voters and candidates may act otherwise"
FIRST_CHOICES = (
    "the ballots were ranked: each one's first choice is taken as its vote, and the rounds that decided are not in it"
)
ELIGIBLE = "each vote for a party's candidate is taken as cast in that party's primary; who was eligible is unknown"
APART = (
    "the votes were cast on separate party ballots, each of which named one party's candidates only: no voter could"
    " choose among all, so they cannot be counted as one ballot"
)


def what_if(
    record: Record,
    contest: Contest,
    cycle: int | None,
    rule: str,
    as_of: dt.date,
    *,
    stage: str = "primary",
    special: bool = False,
) -> Look:
    """A contest's votes of one stage under another rule, as a look-up: counts, who would go on, what is assumed.

    `rule` is one of WORDS or a rulebook id. Where the ballots do not allow it, `refused` gives the reason and there is
    no count. Votes are whole numbers. Raises InputError on an unknown rule or stage, UnknownName on an unknown contest.
    """
    if stage not in STAGES:
        raise InputError(f"--stage: one of {', '.join(STAGES)}", received=stage, example="--stage primary")
    require_known(record, contest)
    votes = contested(record, contest, as_of)
    mine = [c for c in best_of(votes.counts) if c.stage == stage and c.special == special]
    mine = [c for c in mine if cycle is None or cycle_of(c.year) == cycle]
    year = max((c.year for c in mine), default=cycle or as_of.year)
    mine = sorted((c for c in mine if c.year == year), key=lambda c: c.primary_party or "")
    other, words = _rule(rule, mine)
    look = Look("what-if", record, as_of)
    look.took(votes.rows, votes.calendar)
    refused, counts, assumed, said = _recounted(other, mine, f"{contest} {year} {stage}")
    ranked = [d for c in mine if (d := decided(votes, contest, c)).rounds or d.why]
    assumed += [FIRST_CHOICES] if ranked else []
    said += [d for d in votes.disagreements if f" {year} " in d]
    look.data = {
        "contest": str(contest),
        "year": year,
        "stage": f"{'special ' if special else ''}{stage}",
        "rule": rule,
        "rule_words": words,
        "rule_does": f"rule {other.id}: {other.cited}" if other.citations != (PLAIN,) else f"rule: {PLAIN.text}",
        "refused": refused,
        "counts": counts,
        "as_it_was": _as_it_was(votes, contest, mine),
        "assumptions": assumed if counts else [],
        "caveats": list(dict.fromkeys(said)),
    }
    return look


def _rule(word: str, counts: list[Count]) -> tuple[Rule, str]:
    """The rule that a word means, and its words; raises InputError with near ids for a word that is none."""
    apart = any(c.primary_party for c in counts)
    base = replace(
        rule_named("ca-primary"), tie=UNKNOWN, advances=1, system="plurality", settled_by=None, citations=(PLAIN,),
        threshold=Fraction(0), note="",
    )  # fmt: skip
    if word == "closed-primary":
        return replace(base, id=word, party_scope=WITHIN_PARTY), WORDS[word]
    if word == "plurality":
        return replace(base, id=word, party_scope=WITHIN_PARTY if apart else ONE_BALLOT), WORDS[word]
    if word == "majority-runoff":
        half = Settled(Fraction(1, 2), False)
        scope = WITHIN_PARTY if apart else ONE_BALLOT
        more = {"system": "majority_runoff", "advances": 2, "settled_by": half, "next_stage": "runoff"}
        return replace(base, id=word, party_scope=scope, **more), WORDS[word]  # type: ignore[arg-type]
    ids = {"top-two": "ca-primary", "top-four": "ak-primary", "ranked-choice": "me-general-federal"}
    try:
        found = rule_named(ids.get(word, word))
    except InputError as error:
        known = f"--rule: one of {', '.join(WORDS)}, or an id of the rulebook"
        raise InputError(known, received=word, example=f"--rule closed-primary ({error.example})") from error
    return found, WORDS.get(word, f"rule {found.id}")


def _recounted(
    rule: Rule, counts: list[Count], where: str
) -> tuple[str | None, list[dict[str, Any]], list[str], list[str]]:
    """Why it is refused or None, the counts under the rule, what is assumed, and what must be said."""
    if not counts:
        return f"no count of the {where} is loaded, or its sources disagree", [], [], []
    caveats = [s for c in counts for s in (f"counted by {c.source}", *c.caveats)]
    within = rule.party_scope == WITHIN_PARTY
    if not within and any(c.primary_party for c in counts):
        return APART, [], [], caveats
    assumed = [SAME_VOTES]
    groups: list[tuple[str, list[Line], Count]] = []
    for count in counts:
        if not within or count.primary_party:
            groups.append((count.title, count.named, count))
            continue
        by_party, alone = _by_party(count)
        assumed.append(ELIGIBLE)
        groups += [(f"{party} candidates of the {count.title}", lines, count) for party, lines in by_party.items()]
        if alone:
            caveats.append(f"in no party's primary, as no party is given: {', '.join(alone)}")
    shown, why = [], []
    for title, lines, count in groups:
        got = _under(rule, lines, count)
        if isinstance(got, str):
            why.append(f"{title}: {got}")
        else:
            shown.append(_shown(title, lines, count, got))
    if why and not shown:
        return "; ".join(why), [], [], caveats
    return None, shown, assumed, [*caveats, *why]


def _by_party(count: Count) -> tuple[dict[str, list[Line]], list[str]]:
    """The lines of each party from the most votes down, a write-in's party that in its brackets; and who has none."""
    found: dict[str, list[Line]] = defaultdict(list)
    alone = []
    for line in count.named:
        word = (line.party or "").upper()
        party = party_of(word[2:].split(")")[0]) if word.startswith("W(") else line.party
        if party in (None, "No party preference", "Independent", "W"):
            alone.append(display(line.name or ""))
        else:
            found[party or ""].append(line)
    return dict(found), alone


def _under(rule: Rule, lines: list[Line], count: Count) -> Outcome | str:
    """The outcome of these lines' votes under the rule, or why the votes do not decide."""
    votes = {display(x.name or ""): x.votes for x in lines if x.votes is not None}
    try:
        unnamed, nobody = (count.unnamed, count.for_nobody) if len(lines) == len(count.named) else (0, 0)
        return advance(rule, votes, complete=not count.listed_only, unnamed=unnamed, for_nobody=nobody)
    except InputError as error:
        if rule.system == "ranked_choice":
            return f"ranked ballots are wanted and each of these names one candidate only ({error.rule})"
        return f"{error.rule}; received {error.received}"


def _shown(title: str, lines: list[Line], count: Count, got: Outcome) -> dict[str, Any]:
    listed = []
    for line in lines:
        name = display(line.name or "")
        share = Fraction(100 * (line.votes or 0), got.total) if got.total and line.votes is not None else None
        did = "elected" if name == got.elected else "nominated" if name == got.nominated else None
        did = did or ("advances" if name in got.advancing else "undecided" if name in got.undecided else None)
        listed.append(
            {"name": name, "party": letter(line.party), "votes": line.votes, "share_pct": plain(share), "outcome": did}
        )
    return {
        "title": title,
        "lines": listed,
        "votes": got.total,
        "went_on": [x for x in (got.elected, *got.advancing) if x],
        "undecided": list(got.undecided),
        "margin_votes": got.margin,
        "reason": got.reason,
        "source": count.source,
    }


def _as_it_was(votes: Contested, contest: Contest, counts: list[Count]) -> str:
    """What the real rule made of the same votes, in its sentence; blank where nothing is loaded."""
    said = []
    for count in counts:
        found = rule_of(votes, contest, count)
        said.append(found.outcome.reason if found.outcome else found.why)
    return "; ".join(dict.fromkeys(s for s in said if s))
