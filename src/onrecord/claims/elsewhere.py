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
    own = story.sentence_at(one.start)
    states = {one.claim.get("state"), _state_of_people(story, own, one)} - {None}
    if not states or not any(p.contest for p in story.places):
        return None
    if named := _contests(story, own):
        return None if states <= {p.state for p in story.places_of(own)} else named[0]
    if states <= {p.state for p in story.places}:
        return None
    people = {m.person for m in story.people_in(own)}
    for s in story.sentences:
        if people & {m.person for m in story.people_in(s)} and (named := _contests(story, s)):
            return named[0]
    return None


def _state_of_people(story: Story, s: Sentence, one: Typed) -> str | None:
    """The state in which the people that a claim is about stand, where it is one."""
    about = f"{one.claim.get('subject')}; {one.claim.get('target')}"
    known = [who for m in story.people_in(s) if not isinstance(who := story.who(str(m.person)), str)]
    states = {p.contest.state for p in known if p.name in about}
    return states.pop() if len(states) == 1 else None


def _contests(story: Story, s: Sentence) -> list[Contest]:
    return [p.contest for p in story.places_of(s) if p.contest]
