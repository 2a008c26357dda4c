"""Whom and what the words of a claim's sentence were linked to, so that a person can confirm or correct it."""

from __future__ import annotations

from typing import Any

from onrecord.claims.story import Story
from onrecord.claims.typed import Typed


def links_of(story: Story, one: Typed) -> list[dict[str, Any]]:
    """The names in a claim's sentence: `words`, `span`, `ids` (FEC committee or candidate ids; empty where the words
    are linked to nobody for certain) and `name` (None then)."""
    sentence = next(s for s in story.sentences if one.start < s.end)
    found = []
    for m in story.mentions:
        if not sentence.start <= m.start < sentence.end:
            continue
        who = story.who(m.person) if m.person else None
        ids, name = (m.group.committees, m.group.short or m.group.name) if m.group else ([], None)
        if who is not None and not isinstance(who, str):
            ids, name = list(who.ids), who.name
        found.append({"words": m.text, "span": [m.start, m.end], "ids": ids, "name": name})
    return found
