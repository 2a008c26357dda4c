"""Of which stage and when a vote was, as a claim's slots say it: "primary runoff", "special primary", 2022-08."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.answers.contests import Contested, Count
from onrecord.answers.people import Person
from onrecord.answers.tally import rule_of
from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.kinds.races import line_of
from onrecord.claims.periods import lone_month, phase_of, year_of_vote, years
from onrecord.claims.story import Sentence, Story
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of, general_day
from onrecord.model.names import same_name

ONE_BALLOT = ("CA", "WA", "LA", "AK")  # states whose primary, or general, is of all parties on one ballot
_DECIDED = re.compile(
    r"\b(?:defeat\w*|beat(?:ing)?|w[oi]n(?:ning|s)?|victory|prevail\w*|oust\w*|unseat\w*|edg(?:ed|ing)"
    r"|recount|elected|held off"
    r"|surviv\w*|lost|loss)\b"
)
_RANKED = re.compile(r"\branked[- ]choice\b|\binstant[- ]runoff\b|\bfinal round\b", re.IGNORECASE)
_RUNOFF_AFTER = 25  # days from a primary to the earliest of the primary runoffs that states hold after it


@dataclass(frozen=True)
class Stage:
    """A stage of an election year: its name as the slots write it, the year, and the day where a file gives it."""

    name: str
    year: int
    special: bool
    held_on: dt.date | None = None

    @property
    def phase(self) -> str:
        """The name, a special election's with that word."""
        return f"special {self.name}" if self.special and not self.name.startswith("special") else self.name

    def period(self, published: dt.date) -> str:
        """The year; of a special election the month too, that of the story where no file gives the day."""
        return f"{self.held_on or published:%Y-%m}" if self.special else str(self.year)


def stage_of(
    story: Story,
    s: Sentence,
    start: int,
    end: int,
    contest: Contest | None,
    who: tuple[list[Person], list[Person]],
) -> Stage | None:
    """The stage that the words at start..end of a sentence speak of: what they name, else the last before the story.

    `who` is whose figure it is, and everybody whom the sentence names.
    A count in which all those named stood comes first, then the contest's calendar, then what the parties tell. None
    where the contest is not known and the words name no stage.
    """
    text = own_words(s.text, start)
    a, b = clause_of(text, start, end)
    named = _phase(text[a:b]) or _phase(text) or _named_before(story, s)
    own = list(dict.fromkeys(who[0]))
    people = list(dict.fromkeys([*own, *(p for p in who[1] if p.contest == contest)]))
    year = year_of_vote(text, start, end, story.published) or _year_before(story, s, people)
    special = bool(
        re.search(r"\bspecial (?:\w+ ){0,2}?(?:election|primary|general|runoff|vote|race|contest)\b", text)
    ) or bool(named and named.startswith("special"))
    if contest is None:
        return _by_words(story, named, year, special) if named else None
    votes = story.roster(contest).votes
    stage = named.removeprefix("special ") if named else None
    if stage == "runoff" and _of_party(story, contest, people):
        stage = "primary runoff"
    asked = (stage, year, special, lone_month(s.text))
    found = _counted(story, s, votes, people, asked) or _counted(story, s, votes, own, asked)
    if found is not None:
        return _runoff_after(story, s, contest, votes, found, stage) or _stage(found)
    return _by_calendar(story, votes, contest, people, (stage, year, special))


_AHEAD = re.compile(
    r"\b(?:forc\w+|avoid\w*|head\w*|advanc\w+|went on|go on|goes on|mov\w+ on|proceed\w*|qualif\w+|spot"
    r"|face\w*|meet|set up"
    r"|sett?ing up|trigger\w*)\b[^.;,]{0,40}?\b(?:run-?off|general(?: election)?|November)\b"
)


def _phase(text: str) -> str | None:
    """The stage that a text names, what comes after it left out: who advanced to the general stood in a primary."""
    ahead = _AHEAD.search(text)
    if ahead is None:
        return phase_of(text)
    rest = phase_of(_AHEAD.sub(" ", text))
    return rest or (None if re.search("run-?off", ahead[0]) else "primary")


def _named_before(story: Story, s: Sentence) -> str | None:
    """The stage that the sentence right before names, where it names one and speaks of an election that was held."""
    index = story.sentences.index(s)
    before = story.sentences[index - 1] if index else None
    if before is None or not re.search(r"\b(?:primary|runoff|special|general election)\b", before.text):
        return None
    return phase_of(before.text) if _DECIDED.search(before.text) else None


def own_words(text: str, start: int) -> str:
    """The sentence with what stands apart between commas blanked, or only that part where the figure is in it."""
    for a, b in aside_spans(text):
        if a <= start < b and re.match(r",\s+(?:who|which|whose)\b", text[a:b]):
            return " " * a + text[a:b] + " " * (len(text) - b)
        if not a <= start < b and re.search(r"\b(?:who|which|whose|where)\b", text[a:b]):
            text = text[:a] + " " * (b - a) + text[b:]
    return text


def _year_before(story: Story, s: Sentence, people: list[Person]) -> int | None:
    """The one year that the sentence right before names, where it tells of an election of one of the same people and
    this one says nothing of when."""
    index = story.sentences.index(s)
    before = story.sentences[index - 1] if index else None
    if before is None or not _DECIDED.search(before.text) or re.search(_WHEN, s.text):
        return None
    told = {y for _, y in years(before.text)}
    same = any(story.who(m.person or "") in people for m in story.people_in(before))
    return told.pop() if len(told) == 1 and same else None


_WHEN = (
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:this|last|next) (?:year|month|week|fall|spring"
    r"|summer|November)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\bnow\b|\bago\b"
)


def _stage(count: Count) -> Stage:
    return Stage(count.stage, count.year, count.special, count.held_on)


def _counted(
    story: Story,
    s: Sentence,
    votes: Contested,
    people: list[Person],
    asked: tuple[str | None, int | None, bool, int | None],
) -> Count | None:
    """The last count before the story in which all stood, of the stage, year and month that the words name."""
    stage, year, special, month = asked
    listed = [
        c
        for c in votes.counts
        if (c.held_on is None or c.held_on < story.published)
        and c.year <= story.published.year
        and (stage is None or c.stage in (stage, stage.removeprefix("primary ")))
        and (year is None or c.year == year)
        and (not special or c.special)
        and people
        and all(_stood(c, p) for p in people)
    ]
    own = [c for c in listed if month and c.held_on and c.held_on.month == month]
    listed = own or listed
    if not listed:
        return None
    last = max(listed, key=_when)
    day = [c for c in listed if _when(c)[:2] == _when(last)[:2]]
    ranked = [c for c in day if c.ranked_round is not None]
    if ranked and (_RANKED.search(s.text) or _DECIDED.search(s.text)):
        return max(ranked, key=lambda c: c.ranked_round or 0)
    if _later(story, votes, last, (stage, year, special)) or (year is None and last.year < _expected(story, stage)):
        return None
    return last


def _expected(story: Story, stage: str | None) -> int:
    """The year before which no primary is meant by a story that names no year: this cycle's once it is surely over."""
    published = story.published
    over = published.year % 2 == 0 and published.month >= 10
    if stage not in ("primary", "primary runoff"):
        return 0
    return published.year if over else published.year - 1 if published.year % 2 else published.year - 2


def _when(c: Count) -> tuple[int, dt.date, bool, bool]:
    """Its place in time: of two on one day the general before the primary, a regular one before a special."""
    day = c.held_on or dt.date(c.year, 1 if c.stage != "general" else 11, 1)
    return c.year, day, c.stage != "primary", not c.special


def _stood(c: Count, person: Person) -> bool:
    """Whether a person has a line; where the count writes the given name otherwise, the only one of that last name."""
    if line_of(c, person):
        return True
    last = person.name.split()[-1].casefold()
    return sum((x.name or "").replace(",", " ").casefold().split().count(last) > 0 for x in c.lines) == 1


def _later(story: Story, votes: Contested, last: Count, asked: tuple[str | None, int | None, bool]) -> bool:
    """Whether the calendar has a later stage before the story of which no count is loaded, with no word against it."""
    day = last.held_on or dt.date(last.year, 12 if last.stage == "general" else 6, 30)
    return any(
        held > day and (asked[0] is None or stage == asked[0])
        for stage, _, _, held in _calendar(story, votes, asked)
        if not any(c.held_on == held for c in votes.counts)
    )


def _calendar(
    story: Story, votes: Contested, asked: tuple[str | None, int | None, bool]
) -> list[tuple[str, int, bool, dt.date]]:
    """The stages of the contest's calendar that were held before the story and that the words allow, in order."""
    stage, year, special = asked
    rows = votes.calendar.dicts() if votes.calendar else []
    found = {(r["stage"], r["year"], bool(r["special"]), r["held_on"]) for r in rows if r["held_on"]}
    past = [one for one in found if one[3] < story.published and (year is None or one[1] == year)]
    past = [one for one in past if stage is None or one[0] == stage]
    return sorted((one for one in past if not special or one[2]), key=lambda one: (one[3], not one[2]))


def _runoff_after(
    story: Story, s: Sentence, contest: Contest, votes: Contested, count: Count, stage: str | None
) -> Stage | None:
    """The primary runoff that followed a primary which decided nothing, where the story is later and tells who won."""
    if count.stage != "primary" or stage not in (None, "primary runoff") or count.held_on is None:
        return None
    if (story.published - count.held_on).days < _RUNOFF_AFTER or not _DECIDED.search(s.text):
        return None
    outcome = rule_of(votes, contest, count).outcome
    if outcome is None or outcome.next_stage != "primary_runoff":
        return None
    names = [m.person or "" for m in story.people_in(s)]
    on = [any(same_name(n, a) for a in outcome.advancing) for n in names]
    return Stage("primary runoff", count.year, count.special) if on and all(on) else None


def _of_party(story: Story, contest: Contest, people: list[Person]) -> bool:
    """Whether a runoff is a party's own: all named are of one party, in a state where primaries are within parties."""
    parties = [p.party_in(story.published.year) for p in people]
    return contest.state not in ONE_BALLOT and bool(parties) and bool(set.intersection(*parties))


def _by_calendar(
    story: Story,
    votes: Contested,
    contest: Contest,
    people: list[Person],
    asked: tuple[str | None, int | None, bool],
) -> Stage:
    """By the calendar's last stage before the story, else by the parties of those named and the story's day."""
    stage, year, special = asked
    past = _calendar(story, votes, asked)
    alike = len(people) > 1 and _of_party(story, contest, people)
    recent = [one for one in past if not alike or one[0] != "general"]
    published = story.published
    if recent and not (alike and special) and (year or recent[-1][1] >= cycle_of(published) - 1):
        name, when, rare, held = recent[-1]
        return Stage(name, when, rare, held)
    coming = _coming(votes, published) if year is None and stage in (None, "primary") else None
    if coming:
        return Stage("primary", coming, True)
    guess = stage or ("primary" if alike else "general")
    if special or (year is None and published.year % 2 and alike):
        return Stage(guess, year or published.year, True)
    if year is None:
        cycle = cycle_of(published)
        year = cycle if guess != "general" or general_day(cycle) < published else cycle - 2
    return Stage(guess, year, False)


def _coming(votes: Contested, published: dt.date) -> int | None:
    """The year of a special general election that the calendar has within half a year after the story."""
    rows = votes.calendar.dicts() if votes.calendar else []
    days = [r["held_on"] for r in rows if r["special"] and r["held_on"] and r["stage"] == "general"]
    near = [d for d in days if 0 < (d - published).days < 183]
    return near[0].year if near else None


def _by_words(story: Story, named: str | None, year: int | None, special: bool) -> Stage:
    name = (named or "general").removeprefix("special ")
    cycle = cycle_of(story.published)
    held = name != "general" or general_day(cycle) < story.published
    return Stage(name, year or (cycle if held else cycle - 2), special)
