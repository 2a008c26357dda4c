"""The period of a gift or of a candidate's own money that its clause does not say: carried on, or up to a day."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.claims.clauses import clause_of
from onrecord.claims.figures import figures
from onrecord.claims.spans import REST, quarter_end, standard
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.dates import MONTHS, cycle_of, general_day

FAR = 8  # sentences that "this reporting period" reaches back
_ELECTION_DAY = re.compile(
    r"\b(?:prior to|before|by|through|until|up to|ahead of|in the run-up to) (?:the )?(?:Election Day"
    r"|(?:Nov(?:ember|\.)? \d+ )?(?:general )?election)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:adding up to|add(?:s|ed) up to|for a total of|brings?|bringing|brought|(?:his|her|its|their) total|totaling"
    r"|total of|altogether|all told|in all)\b[^$;]{0,60}$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:In addition, |Also,? )?(?:in|during|over|between|from|for|through(?:out)?|last)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:That|This|It|The (?:total|sum|amount|haul|money)|Of (?:that|it|those)|Those|These)\b[^.]{0,40}?"
    r"\b(?:included?s?|came|comprised|consisted|was|were|marks?)\b|^Of (?:that|it|those)\b"
)
_PERFECT = re.compile(r"\b(?:has|have) (?:\w+ ){0,2}?(?:\w+ed|given|put|spent|lent|made|sent|cut|written)\b")
_ON = re.compile(
    rf"\bon (?:\w+day,? )?(?:{'|'.join(m[:3] for m in MONTHS)}){REST} \d{{1,2}}\b(?! through| to\b)", re.IGNORECASE
)
_SAME = re.compile(
    r"\b(?:this|the|that|same|(?:the |his |her |its )?(?:latest|last|most recent)) (?:latest |most recent )?"
    r"(?:reporting |fundraising |filing |disclosure )period\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_TO = re.compile(r"(?:to |\.\.)(\d{4}-\d\d-\d\d)$")


def period(story: Story, s: Sentence, one: Typed, said: str) -> str:
    """The period of a gift or own money at `one`, where `said` is what its own sentence gives in standard form.

    "Prior to Election Day" ends a range that the sentence began; a total that gifts add up to ends with the
    last; "In March" at the start of the sentence before goes on; own money without a period is of the cycle's reports.
    """
    start, end = one.start - s.start, one.end - s.start
    first, last = clause_of(s.text, start, end)
    if _ELECTION_DAY.search(s.text, end, min(last, end + 60)):
        day = general_day(cycle_of(story.published))
        if day > story.published:
            day = general_day(cycle_of(story.published) - 2)
        return _until(day, _start_before(story, s, start))
    if _ADDED.search(s.text[first:start]) and (final := _end_before(story, s, start)):
        return f"to {final}"
    default = f"{cycle_of(story.published)} cycle to {story.published}"
    up_to = re.fullmatch(r"to (\d{4}-\d\d-\d\d)", said)
    if up_to and _ON.search(s.text[first:last]):
        return up_to[1]  # a gift on one day
    if _SAME.search(s.text[first:last]) and (told := _last_told(story, s)):
        return told
    if said != default:
        return said
    if carried := _carried(story, s, start):
        return carried
    if one.claim_type == "self_fund":
        return f"{cycle_of(story.published)} cycle to {quarter_end(story.published)}"
    return said


def _until(day: dt.date, since: str | None) -> str:
    return f"{since}..{day}" if since else f"to {day}"


def _own(story: Story, s: Sentence, place: int) -> str:
    return standard(s.text, place, story.published, "contribution")


def _start_before(story: Story, s: Sentence, start: int) -> str | None:
    """The first day of a range that an earlier amount of the sentence has."""
    for f in reversed([f for f in figures(s.text) if f.kind == "money" and f.end <= start]):
        if hit := _RANGE.fullmatch(_own(story, s, f.start)):
            return hit[1]
    return None


def _end_before(story: Story, s: Sentence, start: int) -> str | None:
    """The last day that the earlier amounts of the sentence and of the sentence before it reach."""
    index = story.sentences.index(s)
    listed = [(s, f) for f in figures(s.text) if f.kind == "money" and f.end <= start]
    if index:
        before = story.sentences[index - 1]
        listed += [(before, f) for f in figures(before.text) if f.kind == "money"]
    days = [hit[1] for t, f in listed if (hit := _TO.search(_own(story, t, f.start)))]
    days = [d for d in days if d != story.published.isoformat()]
    return max(days) if days else None


def _last_told(story: Story, s: Sentence) -> str | None:
    """The range or quarter that the sentences before named last: what "this reporting period" is."""
    index = story.sentences.index(s)
    for earlier in reversed(story.sentences[max(0, index - FAR) : index]):
        told = standard(earlier.text, 0, story.published, "contribution")
        if re.fullmatch(r"\d{4}Q\d|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d", told):
            return told
    return None


def _carried(story: Story, s: Sentence, start: int) -> str | None:
    """The month, quarter or range with which the sentence before opens, where this one goes on with it."""
    index = story.sentences.index(s)
    if not index or _PERFECT.search(s.text[:start]):
        return None
    before = story.sentences[index - 1]
    money = [f for f in figures(before.text) if f.kind == "money"]
    if not money or before.end + 2 < s.start:  # another paragraph further on
        return None
    told = standard(before.text, 0 if _OPENS.match(before.text) else money[-1].start, story.published, "contribution")
    narrow = re.fullmatch(r"\d{4}-\d\d|\d{4}Q\d|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d", told)
    return told if narrow and (_OPENS.match(before.text) or _GOES_ON.match(s.text)) else None
