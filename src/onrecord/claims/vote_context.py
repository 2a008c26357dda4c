"""Whom a vote figure is of where its sentence gives no name: pronouns, descriptions, and the other one of the contest.

It fills the slots of a claim that its words leave open and decides no verdict.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.answers.contests import Count, Line
from onrecord.answers.people import Person
from onrecord.claims.discourse import rival_of, subject_at
from onrecord.claims.kinds.races import line_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.vote_sides import side_of, sides_of
from onrecord.claims.vote_slots import lost, name_of, of_governor, shown, tidy
from onrecord.claims.vote_stage import stage_of
from onrecord.model.contest import Contest
from onrecord.model.names import words

_ELSEWHERE = re.compile(
    r"\b(?:gubernatorial|(?:for|as) governor|mayoral|(?:for|as) mayor|Assembly|[Ss]tate (?:House|Senate)|city council)\b"
)
_MARGINS = ("vote_margin", "vote_margin_pp", "vote_split")


def from_context(story: Story, s: Sentence, one: Typed, said: dict[str, Any]) -> None:
    """Fill subject, target, contest and stage of a claim on votes where they are open; `said` is changed in place."""
    margin = said["measure"] in _MARGINS
    if said["office"] == "G" or (said["office"] is None and _ELSEWHERE.search(s.text)):
        return
    start = one.start - s.start
    if said["subject"] is None and said["target"] is None:
        who = subject_at(story, s, start, person=True)
        if who is None:
            return
        said["target" if margin and lost(s, one) else "subject"] = shown(story, side_of(story, who))
    people = [p for p in (_person(story, said["subject"]), _person(story, said["target"])) if p]
    contest = _contest(said) or (people[0].contest if people else None)
    if contest is None or (said["office"] is None and of_governor(story, s, sides_of(story, s))):
        if margin and None in (said["subject"], said["target"]):
            _rival(story, s, said)
        return
    if said["office"] is None:
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}
    stage = stage_of(story, s, start, one.end - s.start, contest, (people, people))
    if stage and said["phase"] is None:
        said |= {"phase": stage.phase}
    if stage and said["period"] is None:
        said |= {"period": stage.period(story.published)}
    if margin and (said["subject"] is None or said["target"] is None):
        counts = [
            c
            for c in story.roster(contest).votes.counts
            if stage
            and c.stage == stage.name
            and c.year == stage.year
            and c.special == stage.special
            and len(c.named) > 1
        ]
        if not _by_count(story, said, people[0] if people else None, counts):
            _rival(story, s, said)


def _by_count(story: Story, said: dict[str, Any], person: Person | None, counts: list[Count]) -> bool:
    """The winner, or the winner's closest rival, of the one count in which somebody stood."""
    known = said["subject"] or said["target"]
    held = [(c, line) for c in counts if (line := _line(c, person, known))]
    if not held:
        return False
    count, mine = max(held, key=lambda h: h[0].ranked_round or 0)
    first, second = count.named[:2]
    other = second if mine is first else first
    found = story.roster(count.contest).named(other.name or "", count.year)
    said["target" if said["target"] is None else "subject"] = (
        name_of(found[0], story) if found else tidy(other.name or "")
    )
    return True


def _line(count: Count, person: Person | None, name: str | None) -> Line | None:
    """The line of a person; of a name that no file has so, the only one of that last name."""
    if person:
        return line_of(count, person)
    alike = [x for x in count.named if _same((x.name or "").split(",")[0], name)]
    return alike[0] if len(alike) == 1 else None


def _rival(story: Story, s: Sentence, said: dict[str, Any]) -> None:
    """The only other person of the contest whom the story names."""
    known = said["subject"] or said["target"]
    mine = next((a for a in story.actors if not a.committee and _same(a.name, known)), None)
    other = rival_of(story, mine, len(story.text)) if mine else None
    if other:
        said["target" if said["target"] is None else "subject"] = other.name


def _same(one: str, other: str | None) -> bool:
    return bool(other) and words(one)[-1:] == words(other or "")[-1:]


def _contest(said: dict[str, Any]) -> Contest | None:
    return Contest(said["office"], said["state"], said["district"]) if said["office"] and said["state"] else None


def _person(story: Story, name: str | None) -> Person | None:
    """The candidate whom a slot names, by the story's mentions, else by the contest of the name."""
    for said in story.people_named:
        if isinstance(who := story.who(said), Person) and name in (who.name, said, name_of(who, story)):
            return who
    for a in story.actors:
        if a.contest and _same(a.name, name):
            found = story.roster(a.contest).named(a.name, story.cycle)
            return found[0] if len(found) == 1 else None
    return None
