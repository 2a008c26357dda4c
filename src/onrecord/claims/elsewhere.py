"""Whether the story puts a claim's people in another state's contest than the record does: then nothing is decided."""

from __future__ import annotations

from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.contest import Contest


def elsewhere(story: Story, one: Typed) -> Contest | None:
    """The contest of another state that the story gives for the people of a claim; None where story and record agree.

    The contests of the claim's own sentence count. Where it names none, the sentences that name the same people do, so
    long as the story does not name the claim's state anywhere.
    """
    state = one.claim.get("state")
    if state is None or not any(p.contest for p in story.places):
        return None
    own = story.sentence_at(one.start)
    if named := _contests(story, own):
        return None if _names(story, own, state) else named[0]
    if any(p.state == state for p in story.places):
        return None
    people = {m.person for m in story.people_in(own)}
    for s in story.sentences:
        if people & {m.person for m in story.people_in(s)} and (named := _contests(story, s)):
            return named[0]
    return None


def _contests(story: Story, s: Sentence) -> list[Contest]:
    return [p.contest for p in story.places_of(s) if p.contest]


def _names(story: Story, s: Sentence, state: str) -> bool:
    return any(p.state == state for p in story.places_of(s))
