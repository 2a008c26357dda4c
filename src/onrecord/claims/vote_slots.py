"""The slots of a claim on votes where its question left them open: whose figure, of which contest, stage and year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from onrecord.answers.people import Person
from onrecord.claims.clauses import clause_of
from onrecord.claims.periods import phase_of, year_of_vote
from onrecord.claims.story import Mention, Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.dates import cycle_of, general_day

_LOST = re.compile(
    r"\b(?:lost|lose|loses|losing|trailed|trailing|trails|fell|conceded|(?:was|were|been) (?:defeated|beaten|ousted))\b"
)
_FOR = re.compile(r"^[^,.;]{0,40}?\b(?:for|to) (?:both )?$")
_ROUND = (
    (re.compile(r"\b(?:first|initial|opening) (?:round|count)\b"), "RCV round 1"),
    (re.compile(r"\b(?:final|last) round\b|\branked[- ]choice\b"), "RCV final round"),
)


def filled(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of a claim with what its words tell where they were left open; none is put in place of another."""
    said = dict(one.claim)
    if said["measure"] in ("vote_margin_pp", "vote_split", "vote_share"):
        said["unit"] = "pp" if said["measure"] == "vote_margin_pp" else "pct"
    people = _named(story, s, one)
    who = [w for m in people if isinstance(w := story.who(m.person or ""), Person)]
    if said["subject"] is None and people and len(who) == len(people):
        said["subject"] = name_of(who[0])
        margin = said["measure"] in ("vote_margin", "vote_margin_pp", "vote_split")
        if margin and len(who) > 1 and who[1].contest == who[0].contest:
            said["target"] = name_of(who[1])
        contest = who[0].contest
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}
        said["phase"] = said["phase"] or phase_of(s.text) or _phase(story, s, who[0])
        said["period"] = said["period"] or _year(
            s.text, one.start - s.start, one.end - s.start, said["phase"], story.published
        )
    words = next((words for pattern, words in _ROUND if pattern.search(s.text)), None)
    if words and said["phase"] and "(" not in said["phase"]:
        said["phase"] = f"{said['phase']} ({words})"
    return said


def name_of(person: Person) -> str:
    """The shortest name that a file writes in mixed letters, else the person's own."""
    written = [n for n in person.names if not n.isupper() and "," not in n]
    return min(written, key=len) if written else person.name


def _phase(story: Story, s: Sentence, first: Person) -> str:
    """The stage where the words name none: a primary where all whom the sentence names are of one party, unless the
    contest has one ballot for all; in an odd year a special election."""
    people = [w for m in story.people_in(s) if isinstance(w := story.who(m.person or ""), Person)]
    rivals = {p.name: p for p in people if p.contest == first.contest}
    parties = [p.party_in(story.published.year) for p in rivals.values()]
    alike = len(parties) > 1 and bool(set.intersection(*map(set, parties)))
    stage = "primary" if alike and first.contest.state not in ("CA", "WA", "LA", "AK") else "general"
    return f"special {stage}" if story.published.year % 2 and alike else stage


def _named(story: Story, s: Sentence, one: Typed) -> list[Mention]:
    """Whose figure it is, and then over whom: the winner first, whoever is named after "for" where the figure is so."""
    start, end = one.start - s.start, one.end - s.start
    people = story.people_in(s)
    after = [m for m in people if m.start >= one.end]
    if after and _FOR.match(s.text[end : after[0].start - s.start]):
        return after[:1]
    first, _ = clause_of(s.text, start, end)
    before = [m for m in people if m.end <= one.start]
    own = [m for m in before if m.start - s.start >= first] or before
    listed = list({m.person: m for m in [*own, *after]}.values())
    if one.claim["measure"] in ("vote_share", "votes"):
        return own[:1]
    if len(listed) > 1 and own and _LOST.search(s.text[own[0].end - s.start : start]):
        listed = [listed[1], listed[0], *listed[2:]]
    return listed


def _year(text: str, start: int, end: int, phase: str, published: dt.date) -> str:
    """The election year that the words name, else that of the last one of the stage before the story."""
    if year := year_of_vote(text, start, end, published):
        return str(year)
    if phase.startswith("special"):
        return f"{published:%Y-%m}"
    cycle = cycle_of(published)
    held = "general" not in phase or general_day(cycle) < published
    return str(cycle if held else cycle - 2)
