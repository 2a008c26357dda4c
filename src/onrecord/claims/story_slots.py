"""The slots of a claim that its sentence leaves to the story: whose money, of which contest, through which day."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from onrecord.claims.discourse import Actor, subject_at
from onrecord.claims.referred import referred
from onrecord.claims.spans import reported_through
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.claims.vote_context import from_context
from onrecord.model.contest import Contest
from onrecord.model.names import without_initial, words

OF_CANDIDATE = ("self_fund",)
OF_ANYBODY = ("committee_flow", "aggregate_group")
OF_VOTES = ("result_share", "result_margin", "result_votes")
SUM = "the amount is a sum over several committees, and no question is asked of these together"
WHERE = ("office", "state", "district")


def from_story(story: Story, s: Sentence, one: Typed, said: dict[str, Any]) -> Typed:
    """The claim with the slots that its words leave open filled from the story; `by_context` names them."""
    before = dict(said)
    filled = dict(said)
    if one.claim_type in (*OF_CANDIDATE, *OF_ANYBODY):
        _subject(story, s, one, filled)
    if filled["subject"] and one.claim_type in ("ie_sum", "committee_flow") and (both := _together(story, s, one)):
        filled["subject"] = both
        one = replace(
            one, claim_type="aggregate_group", judge=always(cannot(SUM)) if one.claim_type == "ie_sum" else one.judge
        )
    if one.claim_type in OF_VOTES:
        from_context(story, s, one, filled)
    _through(story, s, one, filled)
    if filled["measure"] == "itemized_contributions" and filled["target"] is None:
        who = subject_at(story, s, max(0, one.start - s.start), person=True)
        filled["target"] = who.name if who else None
    for slot in ("subject", "target"):
        filled[slot] = _in_full(story, filled[slot])
    changed = tuple(k for k in filled if k in one.by_context or (before[k] is None and filled[k] is not None))
    return replace(one, claim=filled, by_context=changed)


def _subject(story: Story, s: Sentence, one: Typed, said: dict[str, Any]) -> None:
    """Whose money it is, and the contest of a candidate."""
    place = max(0, one.start - s.start)
    person = one.claim_type in OF_CANDIDATE
    if said["subject"] is None:
        told = referred(story, s, place)
        who = None if told and told.person is None else subject_at(story, s, place, person)
        said["subject"] = told.person if told and told.person else who.name if who else None
    contest = _contest(story, s, said["subject"])
    if contest and all(said[k] is None for k in WHERE):
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}


def compared(story: Story, one: Typed) -> Typed:
    """A comparison whose words and neighbours name no first side: whom the story speaks of, and the contest of both."""
    if one.claim_type != "ratio_compare" or one.claim["subject"] is not None:
        return one
    said = dict(one.claim)
    _subject(story, story.sentence_at(one.start), one, said)
    if said["subject"] == said["target"]:
        return one  # "Kim was outspent by groups": who did it stands nowhere
    changed = tuple(k for k in said if one.claim[k] is None and said[k] is not None)
    return replace(one, claim=said, by_context=(*one.by_context, *changed))


def _together(story: Story, s: Sentence, one: Typed) -> str | None:
    """Several committees whose money one amount is: "A and B spent", "A, B and C together", "combined, the two"."""
    place = max(0, one.start - s.start)
    if "respectively" in s.text:
        return None
    inside = [a for a in story.actors_in(s.start, s.start + place) if a.committee]
    joined = inside[-1:]
    for a in reversed(inside[:-1]):
        if not re.fullmatch(r"(?:,|,? and|,? plus) (?:the )?", story.text[a.end : joined[0].start]):
            break
        joined.insert(0, a)
    if len(joined) < 2 and re.search(
        r"\b(?:the two|both) (?:\w+ )?(?:groups?|PACs|super PACs|committees|funds|had|have|raised|spent|closed|ended"
        r"|held)\b",
        s.text[:place],
    ):
        earlier = list({a.name: a for a in story.actors if a.committee and a.start < s.start + place}.values())
        joined = earlier[-2:]
    names = list(dict.fromkeys(a.name for a in joined))
    return " + ".join(names) if len(names) > 1 else None


def _through(story: Story, s: Sentence, one: Typed, said: dict[str, Any]) -> None:
    """The last day of a running total whose sentence gives none: that of the reports of which the story spoke last."""
    total = re.fullmatch(rf"(\d{{4}}) cycle to {story.published}", str(said["period"]))
    if not total or one.claim_type not in ("donor_flow", "committee_flow", "self_fund", "aggregate_group", "share"):
        return
    number = story.sentences.index(s)
    for earlier in reversed(story.sentences[max(0, number - 5) : number]):
        named = {a.name for a in story.actors_in(earlier.start, earlier.end)}
        if named & {said["subject"], said["target"]} and (day := reported_through(earlier.text, story.published)):
            said["period"] = f"{total[1]} cycle to {day}"
            return


def _contest(story: Story, s: Sentence, name: str | None) -> Contest | None:
    """The contest of a candidate by name: the record's, else the only one that the story gives after the name."""
    mine = [a for a in story.actors if a.name == name and not a.committee]
    if not mine:
        return None
    known = [a.contest for a in mine if a.contest]
    if known:
        return known[0]
    return next((c for a in mine if (c := _told(story, s, a))), None) or (
        story.contests[0] if len(story.contests) == 1 else None
    )


def _told(story: Story, s: Sentence, a: Actor) -> Contest | None:
    """The first contest named after a person and before the next semicolon of the sentence."""
    if not s.start <= a.start < s.end:
        return None
    stop = story.text.find(";", a.end, s.end)
    stop = stop if stop >= 0 else s.end
    return next((p.contest for p in story.places if p.contest and a.end <= p.start < stop), None)


def _in_full(story: Story, name: Any) -> Any:
    """A person's name as the story writes it in full; a record's name keeps no stray initial."""
    if not isinstance(name, str) or not name or re.search(r", | and | \+ |;", name):
        return name
    name = without_initial(name)
    owned = re.fullmatch(r"[A-Z]\w+[\u2019']s? ([A-Z]\w+ [A-Z][\w-]+)", name)
    if owned and any(a.name in (name, owned[1]) and not a.committee for a in story.actors):
        name = owned[1]  # "Citadel's Ken Griffin"
    last = (words(name) or [""])[-1]
    known = [a for a in story.actors if not a.committee and (words(a.name) or [""])[-1] == last]
    if not known or len({a.name for a in known}) > 1:
        return name
    full = re.sub(r"(?<=\w) [A-Z]\.? (?=[A-Z]\w)", " ", known[0].name)  # nor one in the middle
    return full if " " in full and (name == full.split()[-1] or _alike(name, full)) else name


def _alike(name: str, full: str) -> bool:
    """Whether a record's name and a story's share the last name and one letter of a given name: Katherine, Katie."""
    one, other = words(name), words(full)
    return len(one) > 1 and len(other) > 1 and one[-1] == other[-1] and any(w[0] == other[0][0] for w in one[:-1])
