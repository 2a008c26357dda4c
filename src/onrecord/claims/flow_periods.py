"""The period of a committee's or candidate's money, from its clause, an earlier report, or the last report due."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from onrecord.claims.clauses import clause_of
from onrecord.claims.spans import BALANCES, quarter_end, standard
from onrecord.claims.story import Sentence, Story
from onrecord.model.dates import MONTHS, cycle_of, general_day

PARTS = ("itemized_individual", "unitemized_individual", "itemized_contributions")
_SAME = re.compile(
    r"\b(?:(?:the|this|that|its|his|her|their) )?(?:latest|most recent|same|last|recent|reporting|fund-?raising|filing"
    r"|current|three-month) (?:(?:reporting|fund-?raising|filing|three-month|FEC) )*(?:period|quarter|stretch|report"
    r"|filing|span|window)\b"
    r"|\b(?:over|during|in|for|from) (?:the|this|that) (?:period|quarter|stretch|time|span)\b"
    r"|\b(?:over|during|in) (?:the|those) (?:same )?(?:three )months\b",
    re.IGNORECASE,
)
_NAMED_QUARTER = re.compile(r"\b(?:first|second|third|fourth|final|1st|2nd|3rd|4th)[- ](?:\w+ )?quarter|\bQ[1-4]\b")
_OVERALL = re.compile(
    r"\b(?:overall|in total|in all|all told|altogether|so far|to date|thus far|since (?:launching|entering"
    r"|announcing|joining|kicking off|declaring|getting in)[^,.;]*)\b",
    re.IGNORECASE,
)
_CYCLE = re.compile(
    r"\b(?:(?:19|20)\d\d (?:\w+ )?|this |the |election |current |last )cycle\b|\b20\d\d (?:midterm|elect)"
)
_REPORTS = re.compile(
    r"\b(?:FEC|Federal Elections? Commission|filings?|records|(?:finance|disclosure|quarterly|campaign) reports?"
    r"|disclosures?|reports? (?:filed|show\w*))\b"
)
_POINT = re.compile(
    r"\b(?:at|by|through|to|up to) (?:this|the same|that|about this) (?:point|time|stage|juncture) (?:in|of|during)"
    r" (?:the )?(?P<year>20\d\d)(?P<cycle> (?:\w+ )?cycle)?"
)
_RANGE = re.compile(r"^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$|^(\d{4})Q([1-4])$|^(\d{4})-(\d{2})$")


def flow_period(story: Story, s: Sentence, place: int, said: dict[str, Any]) -> str:
    """The period of money of a whole committee or candidate in standard form, days inclusive."""
    measure, of_candidate = said["measure"], bool(said["office"])
    place = min(max(place, 0), len(s.text) - 1)
    first, last = clause_of(s.text, place, place + 1)
    clause = s.text[first:last]
    own = _local(s.text, place, story.published, measure) or standard(s.text, place, story.published, measure)
    if own.startswith("inception to ") and of_candidate:
        own = own.replace("inception", f"{cycle_of(story.published)} cycle", 1)
    if measure in BALANCES:
        own = _day_of(s.text, place, own, story.published)
    if hit := _POINT.search(clause):
        return f"{hit['year']}{' cycle' * bool(hit['cycle'])} to {hit['year']}-{story.published:%m}"
    now = cycle_of(story.published)
    if own in (f"{now} cycle", f"{now} cycle to {story.published}") and story.published.year <= now:
        every = str(said["subject"] or "").startswith("all ")
        own = f"{now} cycle to {last_report(story.published, False) if every else story.published}"
    words = _words_of(s.text, place)
    reported = _reported(story, s, place)
    if measure in BALANCES:
        dated = _has_own(s.text, story.published, measure)
        return reported[1].isoformat() if reported and not dated else own
    if _SAME.search(words) and not _NAMED_QUARTER.search(words) and not _ranged(clause, story):
        if reported:
            return reported[2]
        end = last_report(story.published, of_candidate)
        return f"{end.year}Q{(end.month - 1) // 3 + 1}" if end == quarter_end(end + dt.timedelta(days=1)) else own
    if _OVERALL.search(words) and reported and of_candidate and not _CYCLE.search(clause):
        return f"to {reported[1]}"
    unsaid = own.endswith(f" cycle to {story.published}") and not _CYCLE.search(s.text)
    if unsaid and reported and str(said["measure"]) in PARTS and not _OVERALL.search(words):
        return reported[2]  # a part of the sum that the story has just given the days of
    upto = re.fullmatch(r"(\d{4}) cycle to (\d{4}-\d{2}-\d{2})", own)
    odd = story.published.year % 2  # a campaign for a special election began within the cycle
    if upto and odd and upto[2] != story.published.isoformat() and of_candidate and not _CYCLE.search(s.text):
        return f"to {upto[2]}"
    if upto and upto[2] == story.published.isoformat() and of_candidate and _REPORTS.search(s.text):
        return f"{upto[1]} cycle to {last_report(story.published, said['office'] != 'P' or bool(odd))}"
    return own


_OPENED = re.compile(
    rf"\b(?P<verb>entered|entering|began|beginning|started|starting|ended|ending|closed|closing|finished|finishing|exited)"
    rf" (?P<month>{'|'.join(MONTHS)}|the year|20\d\d)\b"
    rf"|\b(?:at|by|from|as of) the (?P<when>start|beginning|outset) of (?P<of>{'|'.join(MONTHS)}|the year|20\d\d)\b"
)


def _day_of(text: str, place: int, own: str, published: dt.date) -> str:
    """The day of a balance: that before a month which was entered with it, the last of one that was ended, or of the
    days that its words name."""
    first, last = clause_of(text, place, place + 1)
    hits = list(_OPENED.finditer(text[first:last]))
    if hits:
        begins = bool(hits[-1]["when"]) or hits[-1]["verb"][:5] in ("enter", "began", "begin", "start")
        named = hits[-1]["month"] or hits[-1]["of"]
        if named not in MONTHS:
            year = int(named) if named.isdigit() else published.year - (not begins)
            return dt.date(year - begins, 12, 31).isoformat()
        month = MONTHS.index(named) + 1
        year = published.year - (month > published.month)
        day = dt.date(year, month, 1) - dt.timedelta(days=1)
        return (day if begins else dt.date(year, month, calendar.monthrange(year, month)[1])).isoformat()
    span = _days(own)
    if re.fullmatch(r"\d{4}", own):
        return f"{own}-12-31"
    return span[1].isoformat() if span else own


def _local(text: str, place: int, published: dt.date, measure: str) -> str | None:
    """The period in the words of one amount alone, between those of the amounts beside it; None where they name none."""
    first, last = clause_of(text, place, place + 1)
    dollars = [m.start() for m in re.finditer(r"\$", text[first:last])]
    before = [first + d for d in dollars if first + d < place]
    after = [first + d for d in dollars if first + d > place + 12]
    start, end = first, last
    if before:
        cuts = [m.start() for m in _BETWEEN.finditer(text, before[-1], place)]
        start = cuts[-1] if cuts else place
    if after:
        cuts = [m.start() for m in _BETWEEN.finditer(text, place, after[0])]
        end = cuts[-1] if cuts else after[0]
    if (start, end) == (first, last):
        return None
    part = text[start:end]
    found = standard(part, 0, published, measure) if part.strip() else ""
    unstated = {f"{cycle_of(published)} cycle to {published}", quarter_end(published).isoformat(), ""}
    return None if found in unstated else found


_BETWEEN = re.compile(r",? \b(?:and|but|while)\b|, (?!\d)")


def _words_of(text: str, place: int) -> str:
    """The words of one amount alone: its clause up to the next amount, and from the amount before where that has its
    own words."""
    first, last = clause_of(text, place, place + 1)
    after = re.search(r" and (?:[\w ]{0,12})\$", text[place + 1 : last])
    end = place + 1 + after.start() if after else last
    before = text.rfind("$", first, place)
    return text[before if before >= first else first : end] if before < 0 else text[place:end]


def _ranged(text: str, story: Story) -> bool:
    found = standard(text, 0, story.published, "receipts") if text else ""
    return bool(_RANGE.match(found))


def _has_own(text: str, published: dt.date, measure: str) -> bool:
    return standard(text, 0, published, measure) != quarter_end(published).isoformat()


def _reported(story: Story, s: Sentence, place: int) -> tuple[dt.date, dt.date, str] | None:
    """First and last day of the report that the story spoke of last before a place, with its standard form."""
    number = story.sentences.index(s)
    for t in [s, *reversed(story.sentences[:number])]:
        text = t.text[:place] if t is s else t.text
        spots = [m.start() for m in re.finditer(r"\$", text)] or [0]
        for spot in reversed(spots):
            found = standard(text, spot, story.published, "receipts") if text.strip() else ""
            if span := _days(found):
                return (*span, found)
    return None


def _days(found: str) -> tuple[dt.date, dt.date] | None:
    hit = _RANGE.match(found)
    if not hit:
        return None
    if hit[1]:
        return dt.date.fromisoformat(hit[1]), dt.date.fromisoformat(hit[2])
    year = int(hit[3] or hit[5])
    month = int(hit[4]) * 3 if hit[3] else int(hit[6])
    first = month - 2 if hit[3] else month
    return dt.date(year, first, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def last_report(published: dt.date, candidate: bool) -> dt.date:
    """The last day that reports due by the day of a story cover (11 CFR 104.5): a candidate's quarters, due on the 15th
    of the next month (the year's last on 31 January), and the report before the general, through the 20th day before it,
    due on the 12th; a committee's months, due on the 20th."""
    if not candidate:
        month = published.replace(day=1) - dt.timedelta(days=1)
        return month if published.day >= 20 else month.replace(day=1) - dt.timedelta(days=1)
    ends = []
    for year in (published.year - 1, published.year):
        ends += [(dt.date(year, m, calendar.monthrange(year, m)[1]), dt.date(year, m + 1, 15)) for m in (3, 6, 9)]
        ends.append((dt.date(year, 12, 31), dt.date(year + 1, 1, 31)))
    general = general_day(cycle_of(published))
    ends.append((general - dt.timedelta(days=20), general - dt.timedelta(days=12)))
    return max(end for end, due in ends if due <= published)
