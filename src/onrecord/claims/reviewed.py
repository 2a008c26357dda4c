"""Applies a person's review to a story's claims: links forced, a reading chosen, a claim dropped; all of it or none."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from onrecord.answers.answer import Answer, plain
from onrecord.answers.finding import find_people, find_spender
from onrecord.answers.people import Person
from onrecord.claims.mentions import Mention
from onrecord.claims.review import Entry, Review, hash_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judge, Judged, Typed
from onrecord.claims.verdict import decide
from onrecord.model.contest import Contest
from onrecord.model.errors import InputError, UnknownName
from onrecord.model.names import display
from onrecord.registry.groups import Group, aliases

_CANDIDATE = re.compile(r"[HSP][0-9A-Z]{8}")


@dataclass
class LinkedStory(Story):
    """A story in which some words mean what a person says, for the claims of one sentence."""

    forced: list[Mention] = field(default_factory=list)
    persons: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The story's mentions, those that a person gave in the place of what was read there."""
        rest = [m for m in super().mentions if all(m.end <= f.start or f.end <= m.start for f in self.forced)]
        return sorted([*rest, *self.forced], key=lambda m: m.start)

    def who(self, name: str) -> Person | str:
        """The person of a name, the one that a reviewer gave first."""
        return self.persons.get(name) or super().who(name)

    def elsewhere(self, name: str, contest: Contest, year: int) -> list[Contest]:
        """Other contests of the name; none for a person whom a reviewer gave by id."""
        return [] if name in self.persons else super().elsewhere(name, contest, year)


@dataclass(frozen=True)
class Applied:
    """The claims after a review; `notes` what was applied, by span; `dropped` and `unused` in JSON's types."""

    typed: list[Typed]
    notes: dict[tuple[int, int], dict[str, Any]]
    dropped: list[dict[str, Any]]
    unused: list[dict[str, Any]]

    def left_out(self, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The numbers set aside, with the claims that the review drops in the place of the numbers in them."""
        spans = [tuple(d["span"]) for d in self.dropped]
        rest = [x for x in listed if all(x["span"][1] <= a or b <= x["span"][0] for a, b in spans)]
        return sorted([*rest, *self.dropped], key=lambda x: x["span"])


def applied(review: Review, story: Story, typed: list[Typed], read: Any) -> Applied:
    """The claims of a story under a review. `read` reads the claims of one sentence: (story, sentence) to a list.

    Raises InputError or UnknownName, before anything is applied, for an id that the record does not know, or words
    that are not in the claim's sentence.
    """
    pairs, unused = _matched(review, story, typed)
    linked = {
        k: _linked(story, _sentence(story, typed[k]), entry, review.file) for k, entry in pairs.items() if entry.links
    }
    kept: list[Typed] = []
    notes: dict[tuple[int, int], dict[str, Any]] = {}
    dropped = []
    for k, one in enumerate(typed):
        entry = pairs.get(k)
        if entry is None:
            kept.append(one)
            continue
        if entry.not_a_claim:
            dropped.append(_dropped(story, one, entry))
            continue
        done = []
        if k in linked:
            again, links = _again(linked[k], one, read)
            said = ", ".join(f"“{x['words']}” is {x['name']} ({', '.join(x['ids'])})" for x in links)
            done.append(
                f"linked: {said}" if again else f"not linked, for with it the words state nothing checked: {said}"
            )
            one = again or one
        if entry.reading:
            one = replace(one, judge=_chosen(one.judge, entry))
            done.append(f"reading chosen: {entry.reading}")
        kept.append(one)
        notes[one.start, one.end] = _note(entry, done, linked[k][1] if k in linked else [])
    return Applied(kept, notes, dropped, unused)


def _matched(review: Review, story: Story, typed: list[Typed]) -> tuple[dict[int, Entry], list[dict[str, Any]]]:
    """Each claim's entry: by the claim's words and its sentence, the nearest where there are several; and the rest."""
    hashes = [hash_of(_sentence(story, one).text) for one in typed]
    known = {hash_of(s.text) for s in story.sentences}
    pairs: dict[int, Entry] = {}
    unused = []
    for entry in review.entries:
        if not entry.corrects:
            continue
        same = [
            k
            for k, one in enumerate(typed)
            if hashes[k] == entry.sentence and story.text[one.start : one.end] == entry.claim and k not in pairs
        ]
        if same:
            pairs[min(same, key=lambda k: abs(typed[k].start - entry.span[0]))] = entry
            continue
        gone = "its sentence is no longer in the story"
        why = gone if entry.sentence not in known else "its sentence no longer states this claim"
        unused.append({"claim": entry.claim, "said": entry.said, "by": entry.by, "reason": why})
    return pairs, unused


def _sentence(story: Story, one: Typed) -> Sentence:
    return next(s for s in story.sentences if one.start < s.end)


def _linked(story: Story, s: Sentence, entry: Entry, file: str) -> tuple[LinkedStory, list[dict[str, Any]]]:
    """The story with the entry's links, and what they are in JSON's types."""
    forced: list[Mention] = []
    persons: dict[str, Person] = {}
    links = []
    for words, given in entry.links.items():
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", s.text)]
        if not places:
            rule = f"{file}: the words of a link stand in the claim's sentence"
            raise InputError(rule, received=words, example=f"words of: {s.text[:120]}")
        group, person = _meant(story, given, file)
        name = person.name if person else group.short or group.name if group else ""
        if person:
            persons[person.name] = person
        for a, b in places:
            a, b = s.start + a, s.start + b
            forced.append(Mention(a, b, story.text[a:b], group=group, person=person.name if person else None))
        ids = list(person.ids) if person else group.committees if group else []
        links.append({"words": words, "ids": ids, "name": name})
    base = (story.text, story.record, story.published, story.day)
    return LinkedStory(*base, _rosters=story._rosters, forced=forced, persons=persons), links


def _meant(story: Story, given: str, file: str) -> tuple[Group | None, Person | None]:
    """The committee or group, or the person, of an id; raises UnknownName that names the file."""
    wanted = given.strip()
    try:
        if not _CANDIDATE.fullmatch(wanted.upper()):
            listed = next((g for g in aliases() if g.id == wanted.upper()), None)
            group = listed or find_spender(story.record, wanted)
            return replace(group, short=group.short if listed else display(group.short or group.name)), None
        people = find_people(story.record, wanted.upper(), dt.date.max)
    except UnknownName as error:
        raise UnknownName(f"{file}: {error.rule}", received=given, example=error.example) from error
    now = [p for p in people if story.cycle in p.years] or [p for p in people if p.contest in story.contests] or people
    if len(now) != 1:
        several = "; ".join(f"{p.name}, {p.contest}" for p in now)
        raise UnknownName(f"{file}: a candidate id of one contest", received=given, example=several)
    return None, now[0]


def _again(
    linked: tuple[LinkedStory, list[dict[str, Any]]], one: Typed, read: Any
) -> tuple[Typed | None, list[dict[str, Any]]]:
    """The claim as read again with its links; None where the sentence then states none at its place."""
    story, links = linked
    found = [x for x in read(story, _sentence(story, one)) if x.start < one.end and one.start < x.end]
    return min(found, key=lambda x: abs(x.start - one.start), default=None), links


def _chosen(judge: Judge, entry: Entry) -> Judge:
    """A judge that goes by the reading that a person chose.

    The choice settles which of several fair definitions is meant; it never makes a claim refuted or close of which
    something else is not known.
    """

    def judged(day: dt.date) -> Judged:
        found = judge(day)
        chosen = [t for t in found.readings if t.answer.reading == entry.reading]
        if not chosen:
            said = f"the reading chosen in review, {entry.reading}, is not among those of {day}"
            return replace(found, caveats=[*found.caveats, said])
        before = found.verdict or decide(t.fits for t in found.readings)
        verdict = found.verdict
        now = decide(t.fits for t in chosen)
        if verdict == "depends on the definition":
            verdict = now
        if now in ("refuted", "close") and any(t.fits in ("unknown", "open") for t in found.readings):
            verdict = "cannot check"
        if before == "cannot check" and now in ("refuted", "close"):
            verdict = "cannot check"
        told = [f"the reading {entry.reading} was chosen in review by {entry.by}, {entry.on}"]
        told += [f"not chosen: {_value(t.answer)}" for t in found.readings if t.answer.reading != entry.reading]
        return replace(found, readings=chosen, verdict=verdict, caveats=[*found.caveats, *told])

    return judged


def _value(one: Answer) -> str:
    value = plain(one.value)
    return f"{one.reading}, {'not known' if value is None else f'{value} {one.unit}'}"


def _note(entry: Entry, done: list[str], links: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "by": entry.by,
        "on": entry.on.isoformat() if entry.on else None,
        "links": links,
        "reading": entry.reading,
        "note": entry.note,
        "text": "; ".join([f"reviewed by {entry.by}, {entry.on}", *done, *([entry.note] if entry.note else [])]),
    }


def _dropped(story: Story, one: Typed, entry: Entry) -> dict[str, Any]:
    note = f": {entry.note}" if entry.note else ""
    return {
        "surface": story.text[one.start : one.end],
        "span": [one.start, one.end],
        "sentence": _sentence(story, one).text,
        "code": "review",
        "reason": f"not a claim, by the review of {entry.by}, {entry.on}{note}",
    }
