"""Which contests and committees a story is about, so far as its words say exactly: what a sync must fetch for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.claims.places import places
from onrecord.claims.story import Story, sentences
from onrecord.model.contest import Contest
from onrecord.model.errors import UnknownName
from onrecord.registry.groups import phrases, plain
from onrecord.store.record import Record

_NAME = re.compile(r"(?:[A-Z][\w\u2019'.&-]*|of|for|and|the|in|to)(?: (?:[A-Z][\w\u2019'.&-]*|of|for|and|the|in|to))*")
_KIND = re.compile(r"\b(?:PAC|Fund|Committee|Action|Project|Majority|Victory|Alliance|Coalition|Federation|Club)\b")
MOST_NAMES = 8  # names to ask the API about


@dataclass
class Needs:
    """The contests and the committees (id: name) that a story names, and the words that were not recognised."""

    contests: list[Contest] = field(default_factory=list)
    committees: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def needs(
    text: str, record: Record | None, published: dt.date, find: Callable[[str], tuple[str, str]] | None = None
) -> Needs:
    """What a story names: contests, groups and committees of the registry, names that `record` has or `find` finds.

    A person whom the record knows in one contest alone stands for that contest.

    `find` gives the (id, name) of a committee's exact name, or raises UnknownName; it is asked about names that look
    like a committee's and that nothing else knows. Nothing is guessed: a near name is not recognised.
    """
    found = Needs()
    listed = sentences(text)
    for place in (p for s in listed for p in places(s.text, s.start)):
        if place.contest and place.contest not in found.contests:
            found.contests.append(place.contest)
    low = plain(text)
    spans: list[tuple[int, int]] = []
    for phrase, group in sorted(phrases().items(), key=lambda kv: -len(kv[0])):
        for hit in re.finditer(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", low):
            if not _inside(hit.span(), spans):
                spans.append(hit.span())
                found.committees |= {number: name for number, name, _ in group.members}
    if record is not None:
        story = Story(text, record, published, published)
        named = [contests[0] for contests in story.full_names.values() if len(contests) == 1]
        found.contests += [one for one in dict.fromkeys(named) if one not in found.contests]
        for one in story.mentions:
            if one.group:
                spans.append((one.start, one.end))
                found.committees |= {number: name for number, name, _ in one.group.members}
    _others(text, spans, found, find)
    return found


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def _others(
    text: str, spans: list[tuple[int, int]], found: Needs, find: Callable[[str], tuple[str, str]] | None
) -> None:
    """Names of the story that look like a committee's and that nothing knows yet."""
    tried: dict[str, None] = {}
    for s in sentences(text):
        for hit in _NAME.finditer(s.text):
            name = re.sub(r"^(?:(?:of|for|and|the|in|to|The) )+|(?: (?:of|for|and|the|in|to))+$", "", hit[0]).rstrip(".")
            at = s.start + hit.start() + hit[0].find(name)
            free = all(b <= at or at + len(name) <= a for a, b in spans)
            if free and len(name.split()) > 1 and _KIND.search(name):
                tried.setdefault(name)
    for number, name in enumerate(tried):
        try:
            if find is None or number >= MOST_NAMES:
                raise UnknownName("a name that was asked about", received=name)
            committee, registered = find(name)
            found.committees[committee] = registered
        except UnknownName:
            found.unknown.append(name)
