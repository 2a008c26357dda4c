"""Which stage money on a contest was for, where the words name none: by the contest's calendar and the story's day.

It fills a slot of a claim after the claim is read. No sum is chosen by it, and so nothing is refuted by it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from onrecord.answers.people import Person
from onrecord.claims.story import Sentence, Story
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of, general_day
from onrecord.rules.primary_days import primary_day

JUST_AFTER = 45  # days after a primary in which stories still tell of the money that was spent on it
ONE_BALLOT = ("AK", "CA", "LA", "WA")  # states whose primary has one ballot for all parties
NEAR = 21  # days from a special election in which a story of an even year tells of that one
_STAGES = ("primary", "general", "runoff")
_SPECIAL = re.compile(r"\bspecial (?:[\w-]+ ){0,3}?(?:election|primary|contest|race|vote|runoff)\b", re.IGNORECASE)
PRIMARY_RUNOFFS = ("AL", "AR", "GA", "MS", "NC", "OK", "SC", "SD", "TX")  # by majority
EARLY = 6  # an odd year's month up to which a story without a year may speak of the cycle before
_SEASON = {"winter": 3, "spring": 6, "summer": 9, "fall": 12}
_OUTCOME = re.compile(
    r"(?<!to )(?<!help )\b(?:victor(?:y|ies)|won|wins?|winning|lost|loses?|losing|loss|defeat(?:ed|s)?|beaten|ousted"
    r"|unseated|toppled|fell short|prevailed|finish line|made (?:all )?the difference|came in (?:first|second|third)"
    r"|cruised|unsuccessful(?:ly)?|failed|(?:first|second|third|fourth|last)-place|showing)\b"
)
_UNDER_WAY = re.compile(
    r"\b(?:is|are|['\u2019]s|['\u2019]re) (?:now |also |currently )?(?:spending|pouring|putting|dropping|airing"
    r"|running)"
    r"\b|\b(?:this|in|next|by) (?:November|fall)\b|\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today"
    r"|(?:this|last|past) week)\b",
    re.IGNORECASE,
)


def stage_of(story: Story, s: Sentence, said: dict[str, Any]) -> str | None:
    """primary, general, special primary or special general of a claim's contest, or None where its days do not tell.

    Money is of the primary when its own period, or else the story's day, is no later than it, or follows it closely
    enough to look back on it; until the general election it is of the general. Later stories do not say.
    """
    contest = Contest(said["office"], said["state"], said["district"])
    if contest.state == "LA":  # its first round is on the day of the general election
        return None
    span = span_of(said["period"] or "")
    if contest.office == "P":
        return _presidential(story, contest, span)
    one_party = _of_one_party(story, s, contest)
    if _of_special(story, s, contest, span):
        return "special primary" if one_party else _special(story, contest)
    year = cycle_of(story.published)
    if span and span[0].year not in (year, year - 1):
        return None
    if runoff := _runoff(story, s, contest):
        return runoff
    narrow = span is not None and (span[1] - span[0]).days < 360
    this_year = span is not None and span[0].year == story.published.year
    if story.published.year % 2 and story.published.month <= EARLY and not (narrow or this_year):
        return None
    days = _days(story, contest, year)
    if one_party and not narrow:
        return "primary"
    if not days:
        return None
    if span and narrow:
        inside = "primary" if span[1] <= min(days) else "general" if max(days) < span[0] else None
        if inside and span[0] <= general_day(year):
            return inside
    across = _across(story, contest) and not one_party
    return _by_story(story.published, s.text, min(days), max(days), general_day(year), across)


def _runoff(story: Story, s: Sentence, contest: Contest) -> str | None:
    """primary runoff or general runoff where a sentence speaks of "the runoff", by the states that hold them."""
    if not re.search(r"\brun-?offs?\b", s.text, re.IGNORECASE):
        return None
    year = story.published.year
    days = _days(story, contest, year)
    if contest.state in PRIMARY_RUNOFFS and days and max(days) < story.published <= general_day(year):
        return "primary runoff"
    return None


def _by_story(day: dt.date, text: str, first: dt.date, last: dt.date, final: dt.date, across: bool) -> str | None:
    """primary or general by the day of a story and what its words look back on; None after the general.

    Between the two a total may be of both, unless the words look back on the primary, or say that it is being spent.
    `across`: the story has rivals of two parties, so that nothing but its words tells of the primary.
    """
    if day <= first:
        return "primary"
    if day <= last or day > final:
        return None
    if _UNDER_WAY.search(text):
        return "general"
    looks_back = ((day - last).days <= JUST_AFTER and not across) or _OUTCOME.search(text)
    return "primary" if looks_back else None


def _across(story: Story, contest: Contest) -> bool:
    """Whether a story names rivals of two parties in a contest, and no two of one party."""
    found = {}
    for m in story.mentions:
        who = story.who(m.person) if m.person else None
        if isinstance(who, Person) and who.contest == contest:
            found[who.name] = frozenset(who.party_in(cycle_of(story.published)))
    return len(found) > 1 and all(found.values()) and len(set(found.values())) == len(found)


def _days(story: Story, contest: Contest, year: int) -> list[dt.date]:
    """The days of a contest's regular primaries in a year: of loaded counts, the cited list, else a loaded calendar."""
    votes = story.roster(contest).votes
    held = {c.held_on for c in votes.counts if c.held_on and c.year == year and c.stage == "primary" and not c.special}
    if held:
        return sorted(held)
    if known := primary_day(contest.office, contest.state, year):
        return [known.held_on]
    rows = [r for r in (votes.calendar.dicts() if votes.calendar else []) if r["year"] == year and not r["special"]]
    days = [r["held_on"] for r in rows if r["stage"] == "primary"]
    return sorted(set(days)) if days and all(days) else []


def _of_one_party(story: Story, s: Sentence, contest: Contest) -> bool:
    """Whether a sentence names rivals of one party, who meet in a primary alone where the primary is a party's own."""
    if contest.state in ONE_BALLOT:
        return False
    people = [w for m in story.people_in(s) if isinstance(w := story.who(m.person or ""), Person)]
    rivals = {p.name: p.party_in(cycle_of(story.published)) for p in people if p.contest == contest}
    return len(rivals) > 1 and bool(set.intersection(*map(set, rivals.values())))


def _specials(story: Story, contest: Contest) -> list[dict[str, Any]]:
    votes = story.roster(contest).votes
    rows = votes.calendar.dicts() if votes.calendar else []
    return [r for r in rows if r["year"] == story.published.year and r["special"]]


def _of_special(story: Story, s: Sentence, contest: Contest, span: tuple[dt.date, dt.date] | None) -> bool:
    """Whether money is of a special election that a loaded calendar has for its contest in the story's year.

    In an even year the regular election is as likely meant, unless the story tells of a special one, or comes close to
    its day where no regular stage is near.
    """
    year, rows = story.published.year, _specials(story, contest)
    if not rows or (span is not None and span[1] < dt.date(year, 1, 1)):
        return False
    if year % 2 or _SPECIAL.search(s.text):
        return True
    votes = story.roster(contest).votes
    listed = votes.calendar.dicts() if votes.calendar else []
    regular = [r["held_on"] for r in listed if r["year"] == year and not r["special"] and r["held_on"]]
    near = [r["held_on"] for r in rows if r["held_on"] and abs((story.published - r["held_on"]).days) <= NEAR]
    said = bool(_SPECIAL.search(story.text)) and not any(story.published >= d for d in regular)
    return bool(near) and (said or not any(abs((story.published - d).days) <= NEAR for d in regular))


def _special(story: Story, contest: Contest) -> str | None:
    """The stage of that special election by its days; None where the calendar lacks its primary's day."""
    rows = _specials(story, contest)
    days = {stage: [r["held_on"] for r in rows if r["stage"] == stage and r["held_on"]] for stage in _STAGES}
    after = dt.timedelta(days=JUST_AFTER)
    primaries, finals, runoffs = (days[stage] for stage in _STAGES)
    if finals and runoffs and max(finals) < story.published <= max(runoffs) + after:
        return "special runoff"
    if runoffs and not finals:  # its second round decides
        finals = runoffs
    if primaries and story.published <= max(primaries) + after and story.published < min(finals, default=dt.date.max):
        return "special primary"
    known = primaries or story.published.year % 2 == 0  # in an even year only its last stage is near
    return "special general" if known and finals and story.published <= max(finals) + after else None


def _presidential(story: Story, contest: Contest, span: tuple[dt.date, dt.date] | None) -> str | None:
    """primary where the money, or the story, was before the first presidential primary or caucus; else None."""
    year = story.published.year + -story.published.year % 4
    votes = story.roster(contest).votes
    rows = votes.calendar.dicts() if votes.calendar else []
    days = [r["held_on"] for r in rows if r["year"] == year and r["stage"] in ("primary", "caucus") and r["held_on"]]
    first = min(days, default=dt.date(year, 1, 1))
    narrow = span is not None and (span[1] - span[0]).days < 360
    until = span[1] if span and narrow else story.published
    return "primary" if until < first and until.year >= year - 1 else None


def span_of(period: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a period in standard form (2024, 2024-03, 2024Q1, summer 2023, a range, a day)."""
    if hit := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?", period):
        return dt.date.fromisoformat(hit[1]), dt.date.fromisoformat(hit[2] or hit[1])
    if hit := re.fullmatch(r"(\d{4})-(\d\d)", period):
        return _months(int(hit[1]), int(hit[2]), int(hit[2]))
    if hit := re.fullmatch(r"(\d{4})Q([1-4])", period):
        return _months(int(hit[1]), 3 * int(hit[2]) - 2, 3 * int(hit[2]))
    if hit := re.fullmatch(r"(winter|spring|summer|fall) (\d{4})", period):
        return _months(int(hit[2]), _SEASON[hit[1]] - 2, _SEASON[hit[1]])
    if hit := re.match(r"(\d{4})(?: cycle)?(?: to \d{4}-\d\d(?:-\d\d)?)?$", period):
        year = int(hit[1])
        return _months(year - ("cycle" in period), 1, 12)[0], dt.date(year, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
