"""Slots of ranks that the words around and the claims beside them say: who is first, of whose givers or contests.

What is filled here is stated and decides no verdict.
"""

from __future__ import annotations

import re

from onrecord.claims.discourse import Actor, subject_at
from onrecord.claims.near_claims import Slots, as_story, previous_sentence, sentence_of, sums_in
from onrecord.claims.share_slots import listed_names
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed

_NOBODY = re.compile(
    r"^(?:no ?one|nobody|no (?:other )?[\w -]{2,30}?(?:has|have|had|spent|raised|given|gave))\b", re.IGNORECASE
)
_THAN = re.compile(r"^[^.;]{0,70}?\bthan (?=(?:the |his |her |its |their |former |Rep\. |Sen\. )*[A-Z])")
_IS = re.compile(r"^(?:[^.;,$]{0,40}? (?:is|was|were|are|remains?|being|has been)|,|:| \u2014) (?=[\w ]{0,30}?[A-Z])")
_TO = re.compile(r"^ (?:to|for|behind|of|in) (?=(?:the |its )?(?:super PAC |group |committee )?[A-Z])")
_TO_MANY = re.compile(
    r"^ (?:to|of|for) (?P<many>(?:all |federal |pro-\w+ |anti-\w+ |outside )*(?:super PACs|outside groups))\b"
)
_CYCLE = re.compile(
    r"^ (?:of|in|this|so far) (?:(?:the|this) )?(?:\w+ )?(?:cycle|election|country|nation|season|year)\b"
)
_OWNER = re.compile(
    r"(?:\b(?:its|their|whose)|\bthe (?:[\w-]+ )?(?:group|super PAC|PAC|committee|organi[sz]ation)[\u2019']s?) $"
)
_TARGET = re.compile(r"\b(?:target|beneficiary|recipient)$", re.IGNORECASE)


def ranked(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    """The slots of a rank: who gave most to whom, who spent or raised most, and a group's first target."""
    s, said = sentence_of(story, one), one.claim
    if str(said["subject"]).endswith(" named") or str(said["measure"]).startswith("vote"):
        return {}
    rel, end = max(0, one.start - s.start), one.end - s.start
    words = story.text[one.start : one.end]
    if said["measure"] == "contribution":
        return _given(story, s, one, done, words)
    found: Slots = {}
    if _TARGET.search(words) and (aimed := _after_is(story, s, end)) and not aimed.committee:
        found |= {"target": aimed.name}
        c = aimed.contest
        return found | ({"office": c.office, "state": c.state, "district": c.district} if c else {})
    if said["measure"] == "race_total":
        return found
    if _NOBODY.match(words):
        than = _THAN.match(s.text[end:])
        first = story.actors_in(s.start + end + than.end(), s.end)[:1] if than else []
        last = previous_sentence(story, s)
        who = first[0] if first else subject_at(story, last, len(last.text)) if last and not than else None
        candidate = re.search(r"\b(?:candidate|Democrat|Republican|incumbent|challenger)\b", words)
        if who and not (candidate and who.committee):
            return {"subject": who.name}
    if said["subject"] is None:
        person = bool(
            re.search(r"\b(?:candidate|Democrat|Republican|incumbent|challenger|self-fund\w*)\b", s.text[rel:])
        )
        who = subject_at(story, s, rel, person)
        return {"subject": who.name} if who else {}
    return {"subject": as_story(story, said["subject"])}


def _after_is(story: Story, s: Sentence, end: int) -> Actor | None:
    """Who is named right after "was" behind some words: "its top target was Sherrod Brown"."""
    hit = _IS.match(s.text[end:])
    found = story.actors_in(s.start + end + hit.end(), s.end)[:1] if hit else []
    near = found and found[0].start - s.start - end < hit.end() + 45 if hit else False
    return found[0] if near else None


def _given(story: Story, s: Sentence, one: Typed, done: list[Typed], words: str) -> Slots:
    """Who gave most, and to whom: named beside the words, else the giver and the committee spoken of."""
    rel, end = max(0, one.start - s.start), one.end - s.start
    tail = s.text[end:]
    found: Slots = {}
    to = _TO.match(tail) or re.search(r" to (?=(?:the )?[A-Z])", words)
    place = (end + to.end() if to and to.re is _TO else rel + to.end()) if to else 0
    named = listed_names(story, s.text[place : place + 60], first=True)[:1] if to else []
    committees = [a for a in story.actors if a.committee]
    if named:
        found["target"] = next(
            (a.name for a in committees if story.text[a.start : a.end].startswith(named[0])), named[0]
        )
    elif many := _TO_MANY.match(tail):
        found["target"] = many["many"].replace("efforts", "super PACs")
        found["target"] = "all super PACs" if many["many"] == "super PACs" else found["target"]
    elif _CYCLE.match(tail) and not _OWNER.search(s.text[:rel]) and not re.search(r"[\u2019']s? $", s.text[:rel]):
        found["target"] = "all super PACs" if re.search(r"\bsuper PACs?\b", story.text) else None
    else:
        before = [a for a in committees if a.end <= s.start + (end if one.claim["target"] else rel)]
        gave = [c for c in done if c.claim_type == "donor_flow" and c.claim["target"] and c.end <= one.start]
        if one.claim["target"] is None:
            found["target"] = gave[-1].claim["target"] if gave else before[-1].name if before else None
    giver = _giver(story, s, one, done, words)
    return found | ({"subject": giver} if giver else {})


def _giver(story: Story, s: Sentence, one: Typed, done: list[Typed], words: str) -> str | None:
    rel, end = max(0, one.start - s.start), one.end - s.start
    tail = s.text[end:]
    if _NOBODY.match(words):
        if than := _THAN.match(tail):
            return next(iter(listed_names(story, tail[than.end() :], first=True)), None)
        last = previous_sentence(story, s)
        gave = [c for c in sums_in(done, last.start if last else 0, one.start) if c.claim_type == "donor_flow"]
        who = subject_at(story, last, len(last.text)) if last else None
        return str(gave[-1].claim["subject"]) if gave and gave[-1].claim["subject"] else who.name if who else None
    if re.match(
        r"(?:tops|topped|leads|led|heads|headed|ranks|ranked|placed|places|more|the most)\b", words, re.IGNORECASE
    ):
        who = subject_at(story, s, rel)
        names = listed_names(story, s.text[:rel])
        return who.name if who and not who.committee else names[-1] if names else None
    if one.claim["subject"] is None and (hit := _IS.match(tail)):
        return next(iter(listed_names(story, tail[hit.end() :], first=True)), None)
    return as_story(story, one.claim["subject"])
