"""A margin compared with another year's: "an even closer margin in 2022"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction

from onrecord.answers.answer import Answer, Value
from onrecord.answers.contests import contested
from onrecord.answers.decided import decided
from onrecord.claims.kinds.counted import counts_of
from onrecord.claims.kinds.races import Race, line_of, race_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import decide

CLOSER = re.compile(
    r"\b(?:even )?(?P<word>closer|narrower|smaller|slimmer|wider|larger|bigger|greater) margin\b", re.IGNORECASE
)


def read(story: Story, s: Sentence) -> list[Typed]:
    """The compared margins of a sentence."""
    return [_compared(story, s, hit) for hit in CLOSER.finditer(s.text)]


def _compared(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    """'an even closer margin in 2022': the margin of that year against the year named before it."""
    closer = hit["word"].casefold() in ("closer", "narrower", "smaller", "slimmer")
    comparator = "less_than" if closer else "more_than"
    span = (s.start + hit.start(), s.start + hit.end())
    race = race_of(story, s, hit.start(), hit.end())
    before = race_of(story, s, hit.start(), hit.start())
    earlier = [int(m) for m in re.findall(r"\b(?:19|20)\d\d\b", s.text[: hit.start()])]
    than = re.match(r" than (?:[\w\u2019'%.\u2013-]+,? ){0,8}?(?P<year>(?:19|20)\d\d)\b", s.text[hit.end() :])
    if than and earlier and not isinstance(race, str):
        race, earlier = replace(race, year=earlier[-1]), [int(than["year"])]
    if isinstance(race, str) or isinstance(before, str) or not earlier or earlier[-1] == race.year:
        reason = race if isinstance(race, str) else "the sentence does not name the two years that it compares"
        said = claim("vote_margin", None, comparator, None, "votes")
        return Typed(*span, "ratio_compare", said, always(cannot(reason)))
    base = replace(race, year=earlier[-1], month=None)
    said = claim(
        "vote_margin",
        race.first.name,
        comparator,
        None,
        "votes",
        target=race.second.name if race.second else None,
        office=race.contest.office,
        state=race.contest.state,
        district=race.contest.district,
        phase=race.stage,
        period=f"{race.year} vs {base.year}",
    )
    return Typed(*span, "ratio_compare", said, lambda day: _judge_compared(story, race, base, closer, day))


def _judge_compared(story: Story, race: Race, base: Race, closer: bool, day: dt.date) -> Judged:
    margins, asked = [], []
    for one in (race, base):
        votes = contested(story.record, one.contest, day, one.year)
        asked.append(votes.rows)
        counts = counts_of(votes, one)
        if isinstance(counts, str) or len({(c.special, c.primary_party) for c in counts}) > 1:
            why = counts if isinstance(counts, str) else f"several elections can be the {one.where}"
            return cannot(why, f"the certified results of the {one.where}")
        count = counts[0]
        if why := decided(votes, one.contest, count).why:
            return cannot(why, f"the certified rounds of the {one.where}")
        first, second = line_of(count, one.first), line_of(count, one.second) if one.second else None
        if first is None or first.votes is None or second is None or second.votes is None:
            return cannot(f"the {one.where} does not hold both candidates", f"the certified results of the {one.where}")
        margins.append((count, first.votes - second.votes))
    tried = []
    for name, unit in (("margin in votes", "votes"), ("margin in percentage points of all votes", "pp")):
        values: list[Fraction] = [Fraction(m) if unit == "votes" else Fraction(100 * m, c.total) for c, m in margins]
        value: Value = int(values[0]) if unit == "votes" else values[0]
        right = values[0] > 0 and (abs(values[0]) < abs(values[1]) if closer else abs(values[0]) > abs(values[1]))
        tried.append(Tried(Answer(name, value, unit, tuple(asked), margins[0][0].rows), "yes" if right else "no"))
    text = f"{race.where}: {margins[0][1]:,} votes; {base.where}: {margins[1][1]:,} votes"
    return Judged(tried, text, decide(t.fits for t in tried))
