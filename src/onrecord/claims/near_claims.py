"""The claims beside a claim: the sums of its sentence and of the one before, their years, the rival of a candidate."""

from __future__ import annotations

import re
from typing import Any

from onrecord.answers.people import Person
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.contest import Contest
from onrecord.model.names import words

Slots = dict[str, Any]
_POINTS_BACK = re.compile(
    r"\W*(?:(?:And|But|Still|Yet|So|Altogether|In all|Overall),? )?(?:(?:That|This|It)(?:[\u2019']s| is| was| were"
    r"| represents?| marks?| amounts to| would be| (?:[\w%$.-]+ ){0,3}?(?:cut|drop|decline|decrease|reduction|increase"
    r"|jump|rise|surge|total|sum|haul|figure|amount|difference|gap|edge|advantage|lead))"
    r"|Those (?:figures|sums|totals))\b",
    re.IGNORECASE,
)


def sentence_of(story: Story, one: Typed) -> Sentence:
    return next(s for s in story.sentences if one.start < s.end)


def sums_in(claims: list[Typed], start: int, end: int) -> list[Typed]:
    """The claims on sums of money whose words begin in a part of the story."""
    return [c for c in claims if start <= c.start < end and c.claim["unit"] == "USD" and c.claim_type != "ratio_compare"]


def only_one(names: list[Any]) -> Any:
    """The only value among several that are given; None where they differ or none is."""
    found = list(dict.fromkeys(n for n in names if n is not None))
    return found[0] if len(found) == 1 else None


def previous_sums(story: Story, s: Sentence, claims: list[Typed]) -> list[Typed]:
    """The sums of the sentence before, where this one begins by pointing back at them."""
    number = story.sentences.index(s)
    if not number or not _POINTS_BACK.match(s.text):
        return []
    last = story.sentences[number - 1]
    return sums_in(claims, last.start, last.end)


def year_of(claim: Slots) -> int | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", claim["period"] or "")
    return int(years[0]) if years else None


def person_named(story: Story, name: str | None) -> Person | None:
    """The candidate whom a slot names, by the story's own mentions."""
    for m in story.mentions:
        if m.person and isinstance(who := story.who(m.person), Person) and name in (who.name, m.person):
            return who
    return None


def rival_of(story: Story, person: Person) -> Person | None:
    """The only other candidate of somebody's contest whom the story names."""
    others = {}
    for m in story.mentions:
        who = story.who(m.person) if m.person else None
        if isinstance(who, Person) and who.contest == person.contest and who.name != person.name:
            others[who.name] = who
    return others.popitem()[1] if len(others) == 1 else None


def special_year(story: Story, contest: Contest) -> int | None:
    """The story's year where its contest has a special election then: by a loaded count or calendar, else the words."""
    year = story.published.year
    votes = story.roster(contest).votes
    rows = votes.calendar.dicts() if votes.calendar else []
    known = any(c.special and c.year == year for c in votes.counts) or any(
        r["special"] and r["year"] == year for r in rows
    )
    spoken = year % 2 and re.search(r"\bspecial (?:[\w-]+ ){0,2}?(?:election|primary|contest|race)\b", story.text)
    return year if known or spoken else None


def previous_sentence(story: Story, s: Sentence) -> Sentence | None:
    """The sentence before one; None before the first."""
    number = story.sentences.index(s)
    return story.sentences[number - 1] if number else None


def as_story(story: Story, name: str | None) -> str | None:
    """A person's name as the story writes it in full, where it names one person of that last name."""
    last = (words(name or "") or [""])[-1]
    people = [a.name for a in story.actors if not a.committee and " and " not in a.name]
    full = list(dict.fromkeys(n for n in people if words(n)[-1:] == [last]))
    known = name is not None and any(not a.committee and a.name == name for a in story.actors)
    return full[0] if len(full) == 1 and " " in full[0] and not known and last else name
