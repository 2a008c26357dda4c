"""Whom a description means in words on votes: "the incumbent's 45.6%", "the congresswoman lost", "his challenger"."""

from __future__ import annotations

import re

from onrecord.claims.discourse import Actor, person_meant, rival_of
from onrecord.claims.story import Sentence, Story

_SITTING = r"(?:incumbent|congressman|congresswoman|senator|lawmaker|(?:freshman|sitting|veteran|longtime|\w+-term) \w+)"
_AGAINST = r"(?:challenger|opponent|rival|newcomer|runner-up|foe)"
_PARTY = r"(?:Democrat|Republican|Libertarian|independent)"
DESCRIBED = (
    rf"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[\w-]+ ){{0,2}}?(?:(?P<sitting>{_SITTING})|(?P<against>{_AGAINST})"
    rf"|(?P<party>{_PARTY}))(?! (?:primary|nominat\w+|Party|field|base|seat|leaders?|caucus|ticket|voters?))"
)
_TITLE = re.compile(
    r"(?<![Ss]tate )(?:\b(?:Rep|Sen|Reps|Sens)\.|\bCongress(?:man|woman)|\bRepresentative|\bSenator"
    r"|\b[Ii]ncumbent(?: (?:Democrat|Republican)(?:ic)?)?(?: (?:U\.S\. )?(?:Rep|Sen)\.)?) $"
)
_WORD = re.compile(rf"\b{DESCRIBED}\b")


def described(story: Story, s: Sentence, hit: re.Match[str], place: int) -> Actor | None:
    """The person whom the words of a match of DESCRIBED at a place of a sentence mean; None where that is open."""
    if hit["party"]:
        return person_meant(story, s, place, f"the {hit['party']}")
    sitting = _titled(story)
    if hit["sitting"]:
        return sitting
    people = [a for a in story.actors_in(s.start, s.start + place) if not a.committee]
    one = people[0] if people else sitting
    return rival_of(story, one, s.start + place) if one else None


def last_described(story: Story, s: Sentence, place: int) -> Actor | None:
    """Whom the description right before a place means: "to the incumbent's" 45.6%, "the challenger got" 40%."""
    hits = [h for h in _WORD.finditer(s.text, max(0, place - 60), place)]
    if not hits or not re.fullmatch(r"(?:[\u2019']s?)?(?: (?!and|to|with)[a-z]+){0,2} ", s.text[hits[-1].end() : place]):
        return None
    return described(story, s, hits[-1], hits[-1].start())


def _titled(story: Story) -> Actor | None:
    """The only person to whom a story gives the title of a member of Congress."""
    found = {
        a.name: a for a in story.actors if not a.committee and _TITLE.search(story.text[max(0, a.start - 40) : a.start])
    }
    return next(iter(found.values())) if len(found) == 1 else None
