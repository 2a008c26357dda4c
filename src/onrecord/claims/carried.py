"""The past cycle that a story carries on: "during the 2020 election cycle ... It spent $92 million on the race"."""

from __future__ import annotations

import re

from onrecord.claims.story import Sentence, Story

BACK = 4  # sentences
_CYCLE = re.compile(r"\b(?P<year>20\d\d) (?:(?:election|campaign|midterm) )?(?:cycle|elections?|races?|midterms?|bid)\b")
_NOW = re.compile(
    r"\b(?:this|the current|the last|last|next|previous|prior) (?:(?:election|campaign) )?(?:cycle|year|month|week)"
    r"|\b(?:now|so far|to date|today|already|recently)\b|\bis (?:now )?(?:spending|putting|running|airing)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")


def past_cycle(story: Story, s: Sentence) -> str | None:
    """The past cycle ("2020 cycle") of which the sentences before one speak, where it names no other time; else None.

    A year that only tells when something else was ("the November 2020 launch") is no other time than that cycle.
    """
    if _NOW.search(s.text):
        return None
    own = {int(y) for y in _YEAR.findall(s.text)}
    number = story.sentences.index(s)
    for one in reversed(story.sentences[max(0, number - BACK) : number]):
        if hit := _CYCLE.search(one.text):
            year = int(hit["year"])
            fits = year < story.cycle and year % 2 == 0 and own <= {year, year - 1}
            return f"{year} cycle" if fits else None
        if _NOW.search(one.text):
            return None
    return None
