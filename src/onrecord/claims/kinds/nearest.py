"""The closest contest of a year: "the closest House race in California that year", held against every seat's count."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

from onrecord.answers.answer import Answer, Value
from onrecord.answers.contests import Contested, Count
from onrecord.answers.decided import decided
from onrecord.answers.survey import surveyed, told_of
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.nearby import contest_in
from onrecord.claims.kinds.staging import UNSURE, Asked, asked_of, held_back, not_read, persons
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit
from onrecord.model.contest import NAMES
from onrecord.model.dates import cycle_of, general_day

_OFFICE = r"(?P<office>U\.S\. House|US House|House|congressional|general[- ]election)"
_KIND = r"(?:races?|contests?|elections?|generals?|margins?|results?|finish)"
_CLOSEST = re.compile(
    rf"\b(?P<one>one of )?(?:the|California[\u2019']s|its|(?:19|20)\d\d[\u2019']s|(?P<whose>[A-Z]\w+)[\u2019']s) "
    rf"(?P<rank>second-|third-|two |three |five |ten )?"
    rf"(?P<word>closest|tightest|narrowest)(?: {_OFFICE})? ?{_KIND}\b",
    re.IGNORECASE,
)
_NATION = re.compile(
    r"\b(?:in the (?:country|nation|United States|U\.S\.|House)|nationwide|nationally|of any (?:House )?(?:race"
    r"|seat))\b"
)
_PART = re.compile(
    r"\b(?:history|ever|decades?|since|so far|career|modern|primar(?:y|ies)|special|among|yet|in years"
    r"|of the (?:night|day|cycle|decade))\b"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence that a contest was the closest of all."""
    return [_typed(story, s, hit) for hit in _CLOSEST.finditer(s.text)]


def _typed(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    span = (s.start + hit.start(), s.start + hit.end())
    form = claim("vote_margin", None, "rank", 1, "rank", phase="general")
    why = None
    if hit["one"] or hit["rank"]:
        why = "how many contests are among the closest is not defined"
    elif unsure := UNSURE.search(s.text) or _PART.search(s.text):
        why = f"the words '{unsure[0]}' make it something else than the closest general of a year"
    people = list({m.person: m for m in story.people_in(s)}.values())
    who = persons(story, people)
    asked = why or (who if isinstance(who, str) else asked_of(story, s, hit.start(), hit.end(), who))
    if isinstance(asked, Asked) and (asked.contest.office != "H" or not asked.dated):
        asked = "the sentence names no year" if not asked.dated else "only House seats are all known, year by year"
    if isinstance(asked, str):
        if where := contest_in(story, s):
            form |= {"subject": str(where), "office": where.office, "period": str(_latest(story.published))}
        return Typed(
            *span, "rank_superlative", form, always(cannot(asked, "the certified results of every contest of the year"))
        )
    near = [p.state for p in story.places if s.start <= p.start < s.end and p.contest is None]
    state = None if _NATION.search(s.text) else asked.contest.state if near or hit["whose"] else ""
    where = asked.contest
    form |= {"subject": str(where), "office": "H", "period": str(asked.year)}
    known: Asked = asked
    named = bool(hit["office"]) and "general" not in hit["office"].casefold()
    unread = not_read(story, s, hit.start(), hit.end())
    return Typed(
        *span, "rank_superlative", form, lambda day: _judge(story, known, state, named, day), unread=unread
    )  # fmt: skip


def _latest(published: dt.date) -> int:
    year = cycle_of(published)
    return year if general_day(year) < published else year - 2


def _judge(story: Story, asked: Asked, state: str | None, house: bool, day: dt.date) -> Judged:
    """The margins of every seat of the state (None: of all states; blank: not said, so both) in votes and in points."""
    judged = Judged(settles=[f"the certified results of every contest of {asked.year}"])
    for where in [asked.contest.state, None] if state == "" else [state]:
        judged.readings += _among(story, asked, where, day, judged)
    if not house and any(t.fits == "yes" for t in judged.readings):
        other = Answer("of all offices, not the House alone", None, "votes", (), 0, None, False, ("not all are loaded",))
        judged.readings.append(Tried(other, "unknown"))
    return judged


def _among(story: Story, asked: Asked, state: str | None, day: dt.date, judged: Judged) -> list[Tried]:
    every, rows = surveyed(story.record, day, "H", state, asked.year)
    told = told_of(every, "H", state, asked.year)
    counts = [d for c in told.counts if (d := deciding(every[c.contest], c))]
    margins = [(c, c.margin) for c in counts if c.margin is not None and c.total]
    mine = next((c for c, _ in margins if c.contest == asked.contest), None)
    place = NAMES[state] if state else "all states"
    tried = []
    for unit, of in (("votes", _votes), ("pp", _points)):
        listed = sorted(margins, key=lambda x: (of(x[0]), str(x[0].contest)))
        name = f"closest House general in {'votes' if unit == 'votes' else 'points of all votes'}, {place} {asked.year}"
        name += f", among the {len(listed):,} that could be counted" if told.disagreements or told.open_ else ""
        disagree = (f"sources disagree: {d}" for d in told.disagreements[:3])
        said = (told.words, told.sources, *told.open_, *disagree)
        parts = tuple((c.title, of(c)) for c, _ in listed[:5])
        value = of(listed[0][0]) if listed else None
        answer = Answer(
            f"{name}: {listed[0][0].contest if listed else 'not told'}", value, unit, (rows,), len(listed), None,
            not told.complete, said, parts, {"parts": unit},
        )  # fmt: skip
        fit: Fit = "unknown"
        if mine and listed and of(listed[0][0]) < of(mine):
            fit = "no"  # one closer contest is enough
        elif mine and told.complete:
            fit = "yes"
        left_out = len(told.disagreements) + len(told.open_)
        if fit == "no" and left_out:
            fit = "unknown"
            judged.caveats.append(f"{left_out:,} contests could not be counted: not refuted on the others")
        fit, more = held_back(story, asked, [c for c, _ in margins], fit)
        judged.caveats += more
        tried.append(Tried(answer, fit))
    own = (
        f"{asked.contest}: {mine.margin:,} votes" if mine and mine.margin is not None else f"no count of {asked.contest}"
    )
    judged.reason += f"{'; ' if judged.reason else ''}{tried[0].answer.reading}; {own}; {told.words}"
    return tried


def _votes(count: Count) -> Value:
    return count.margin or 0


def _points(count: Count) -> Value:
    return Fraction(count.share(count.margin or 0))


def deciding(votes: Contested, count: Count) -> Count | None:
    """The count that decided: a runoff, else the final round of a ranked-choice count, else the count itself.

    None where ranked choice decided and only first choices are loaded.
    """
    same = [c for c in votes.counts if (c.year, c.special, c.whole) == (count.year, count.special, True)]
    if runoff := [c for c in same if c.stage == "runoff"]:
        return max(runoff, key=lambda c: len(c.lines))
    return decided(votes, count.contest, count).told
