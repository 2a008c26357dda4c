"""All outside money of a contest: what every super PAC and other group spent for one candidate, or on the race."""

from __future__ import annotations

import re

from onrecord.claims import aside
from onrecord.claims.documents import document
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.amount import Amount, said_of
from onrecord.claims.periods import period_of, phase_of
from onrecord.claims.story import Mention, Sentence, Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.model.contest import Contest

_GROUPS = r"(?:outside|super PACs?|dark[- ]money)"
_AFTER = re.compile(
    rf"\s*(?:in|of|worth of) (?:[\w-]+ )?(?:{_GROUPS} (?:\w+ )?(?:spending|money|support|expenditures?|help|groups?)"
    rf"|(?:support|help|backing|spending) from (?:[\w-]+ )?{_GROUPS})\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:outside|dark[- ]money) (?:groups?|spenders?|organi[sz]ations?|interests)\b[^.;$]{0,40}?"
    r"\b(?:spent|spend|spending|poured|pouring|pumped|dropped|invested)\b[^.;$]{0,20}$"
    r"|\boutside spending\b[^.;$]{0,50}?\b(?:totall?ed|topped|reached|exceeded|hit|surpassed|climbed to|was|of)\s+$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|opposing|attack\w*|targeting|to (?:oust|unseat|defeat|beat))\b", re.IGNORECASE)
WHY = (
    "a sum over all outside spenders needs every independent expenditure of the contest, and no loaded file is sure to"
    " hold all of them; electioneering communications are no part of it"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about all outside money in a sentence; never refuted, as no loaded file is sure to hold all of it."""
    return [
        _typed(story, Amount(s, f, "ie"))
        for f in found
        if f.kind == "money"
        and not aside.planned(s, f)
        and (_AFTER.match(s.text[f.end :]) or _BEFORE.search(s.text[: f.start]))
        and not _one_spender(story, s, f)
    ]


def _one_spender(story: Story, s: Sentence, f: Figure) -> bool:
    """Whether a group or committee is named as the spender before the amount."""
    return any(m.group and s.start <= m.start < s.start + f.start for m in story.mentions)


def _typed(story: Story, a: Amount) -> Typed:
    s, f = a.sentence, a.figure
    period = period_of(s.text, f.start, story.published)
    who = _whom(story, a)
    contest = _contest(story, s, who)
    target = "race"
    if who and who.person:
        mine = who.person
        against = bool(
            _AGAINST.search(s.text[max(0, f.start - 60) : who.start - s.start] if who.start >= a.span[1] else "")
        )
        rivals = [m.person for m in story.people_in(s) if m.person and m.person != mine]
        other = rivals[0] if len(set(rivals)) == 1 else None
        sides = ("oppose", "support") if against else ("support", "oppose")
        target = f"{mine} {sides[0]}" + (f" + {other} {sides[1]}" if other else "")
    said = said_of(a, "ie_total", "all outside groups", period, target=target, phase=phase_of(s.text))
    if contest:
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}
    settles = document("fec_ie_notices", period.cycle)
    return Typed(*a.span, "race_outside_total", said, always(cannot(WHY, document("fec_pas2", period.cycle), settles)))


def _whom(story: Story, a: Amount) -> Mention | None:
    """The candidate whom the money is for: the one named last before the amount in its sentence, else first after it."""
    people = story.people_in(a.sentence)
    before = [m for m in people if m.end <= a.span[0]]
    after = [m for m in people if m.start >= a.span[1]]
    return before[-1] if before else after[0] if after else None


def _contest(story: Story, s: Sentence, who: Mention | None) -> Contest | None:
    """The contest of that candidate, else the one that the sentence or, alone, the story names."""
    person = story.who(who.person or "") if who else None
    if person is not None and not isinstance(person, str):
        return person.contest
    inside = [p.contest for p in story.places if p.contest and s.start <= p.start < s.end]
    named = inside or (story.contests if len(story.contests) == 1 else [])
    return named[0] if named else None
