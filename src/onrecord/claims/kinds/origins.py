"""Money from out of the state or the district: itemised contributions by where the givers live."""

from __future__ import annotations

import re

from onrecord.claims.clauses import clause_of
from onrecord.claims.documents import individual_contributions
from onrecord.claims.kinds.amount import Amount, said_of
from onrecord.claims.kinds.nearby import before, named_in
from onrecord.claims.own_slots import last_named
from onrecord.claims.periods import period_of
from onrecord.claims.story import Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.model.contest import STATES

MEASURE = "itemized_contributions"
_STATE = "|".join(sorted(STATES, key=len, reverse=True))
_OUT = re.compile(
    r"\b(?:from|by) (?:people |donors |contributors |individuals |those |residents |supporters )*"
    r"(?:who live |living |based )?"
    rf"(?P<out>(?:out[- ]of[- ]|outside(?: of)? (?:the |his |her |their )?)(?P<where>state|district|(?:{_STATE})\b)"
    r"(?:[- ](?:donors|contributors|residents|sources|money))?)",
)
WHY = "where individual givers live is in the receipts, and no question sums it: ask contributors with details=yes"


def from_outside(story: Story, a: Amount) -> Typed | None:
    """The claim of money that givers of elsewhere gave: theirs to the candidate or committee named; else None."""
    s, f = a.sentence, a.figure
    last = clause_of(s.text, f.start, f.end)[1]
    hit = _OUT.search(s.text, f.end, last)
    if not hit or "$" in s.text[f.end : hit.start()]:
        return None
    owner = re.match(r" of (?P<who>[^,.;$]{2,40}?)[\u2019']s? ", s.text[f.end :])
    inside = [n for n in named_in(story, s) if owner and f.end <= n.start - s.start < f.end + owner.end()]
    near = inside[0] if inside else before(story, s, f.start)
    name = near.name if near else owner["who"] if owner else last_named(story, s)
    givers = "out-of-district donors" if hit["where"] == "district" else "out-of-state donors"
    said = said_of(a, MEASURE, givers, period_of(s.text, f.start, story.published), target=name)
    return Typed(*a.span, "donor_flow", said, always(cannot(WHY, individual_contributions(story.cycle))))
