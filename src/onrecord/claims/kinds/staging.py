"""Which stage of which contest a statement without a vote figure speaks of, and what keeps it from being refuted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.answers.answer import Answer
from onrecord.answers.contests import Contested, Count
from onrecord.answers.people import Person
from onrecord.answers.versions import Noted, noted_counts
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import lone_month, phase_of, year_of_vote
from onrecord.claims.story import Sentence, Story
from onrecord.claims.unread import unread_words
from onrecord.claims.verdict import Fit
from onrecord.model.contest import Contest
from onrecord.model.names import display

COUNTING = 30  # days after an election in which counts and recounts go on
# What is denied, supposed, foreseen or said of a part is not a statement of what the count decided.
UNSURE = re.compile(
    r"\b(?:not|never|neither|nor|nobody|no one|none|fail\w*|if|unless|would|could|should|may|might|can"
    r"|expect\w*|likely"
    r"|poised|project\w*|favou?red|nearly|almost|hop(?:es|ed|ing)|seek\w*|aim\w*|try\w*|tried|whether|chances?"
    r"|without"
    r"|instead|appear\w*|seem\w*|possib\w*|potential\w*|predict\w*|poll\w*|survey\w*|among|County|Parish|precincts?"
    r"|returns|election night|so far|leading|on track|threaten\w*|rumou?r\w*)\b|n[\u2019']t\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:Assembly|[Ss]tate (?:Senate|House|Legislature|legislative)|gubernatorial|mayoral|presidential|city council"
    r"|board of supervisors|school board|Electoral College|delegates?|caucus(?:es)?|(?:for|as"
    r"|become) (?:governor|mayor"
    r"|president|sheriff|attorney general|secretary of state|treasurer|controller|lieutenant governor))\b"
)
EARLIER = re.compile(
    r"\b(?:before (?:the|a|any) recount|at first|originally|initial(?:ly)?|first counted)\b", re.IGNORECASE
)
_READ = frozenset(
    re.split(
        r"\s+",
        "advance advances advancing moved moves on went go goes proceed proceeded qualified made it top-two top two"
        " ballot came come in placed finish finisher third fourth fifth sixth seventh eighth ninth tenth distant strong"
        " three four five both all-democratic all-republican same-party intraparty one-party fellow nationwide nation"
        " country state each other another members same party closest tightest narrowest runoff along consecutive"
        " straight celebrated celebrating secured notched marked claimed scored posted earned there u.s us recount"
        " ranked choice",
    )
)


@dataclass(frozen=True)
class Asked:
    """A contest and year; `dated` whether the sentence says the year, `special` None where it does not say."""

    contest: Contest
    year: int
    special: bool | None
    dated: bool


def asked_of(story: Story, s: Sentence, start: int, end: int, people: list[Person]) -> Asked | str:
    """The contest and year that the words at start..end of a sentence speak of, or why that cannot be told."""
    named = list(dict.fromkeys(p.contest for p in story.places if s.start <= p.start < s.end and p.contest))
    theirs = list(dict.fromkeys(p.contest for p in people))
    if len(theirs) > 1:
        return "those named stand in different contests: " + "; ".join(f"{p.name}, {p.contest}" for p in people)
    if len(named) > 1:
        return f"the sentence names several contests: {', '.join(map(str, named))}"
    if theirs and named and theirs != named:
        return f"the sentence speaks of {named[0]}, and the record knows {people[0].name} in {theirs[0]}"
    found = theirs or named or (story.contests if len(story.contests) == 1 else [])
    if not found:
        return "the sentence names no one contest that this record holds"
    if not named and (other := _ELSEWHERE.search(s.text)):
        return f"the words '{other[0]}' may speak of another office than {found[0]}"
    year = year_of_vote(s.text, start, end, story.published)
    guess = year or _recent(story, found[0], s.text)
    regular = guess % 2 == 0 and phase_of(s.text) == "general" and lone_month(s.text) in (None, 11)
    special = True if "special" in s.text.casefold() else False if regular else None
    return Asked(found[0], guess, special, year is not None)


def _recent(story: Story, contest: Contest, text: str) -> int:
    """The year of the vote held in the month named within a year of the story, else the story's own year."""
    month = lone_month(text)
    days = {c.held_on for c in story.roster(contest).votes.counts if c.held_on and month == c.held_on.month}
    near = {d.year for d in days if 0 < (story.published - d).days <= 365}
    return near.pop() if len(near) == 1 else story.published.year


def persons(story: Story, mentions: list[Mention]) -> list[Person] | str:
    """The people of some mentions, or why one of them cannot be told."""
    found = [story.who(m.person or "") for m in mentions]
    wrong = next((w for w in found if isinstance(w, str)), None)
    return wrong or [p for p in found if isinstance(p, Person)]


def versions_for(story: Story, asked: Asked, stage: str, text: str, day: dt.date) -> tuple[list[Noted], list[Noted]]:
    """The noted versions of a result that a story can mean, and the others known on a day.

    Meant is the one in force on the day of the story, and the one in force now where the record may be used later;
    where the words say that the count was a first one, the first.
    """
    if asked.special:
        return [], []
    known = noted_counts(asked.contest, asked.year, stage, day)
    then = noted_counts(asked.contest, asked.year, stage, min(day, story.published))
    meant = known[:1] if EARLIER.search(text) else known[len(then) - 1 : len(then)] if then else []
    if meant and not EARLIER.search(text) and known[-1] is not meant[0]:
        meant = [*meant, known[-1]]
    return meant, [n for n in known if n not in meant]


def held_back(story: Story, asked: Asked, counts: list[Count], fit: Fit) -> tuple[Fit, list[str]]:
    """A fit that refutes only what can be: of a dated sentence, and of a count that was over when the story appeared."""
    if fit not in ("no", "slack"):
        return fit, []
    if not asked.dated:
        return "unknown", ["the sentence names no year: another election may be meant"]
    last = max((c.held_on for c in counts if c.held_on), default=None)
    if last and (story.published - last).days <= COUNTING:
        days = (story.published - last).days
        return "unknown", [f"the story appeared {days} days after the vote; the record holds the final count"]
    return fit, []


def source_of(count: Count, votes: Contested) -> tuple[str, Answer]:
    """The context of a count: its source and day, with the votes of each candidate and the receipt."""
    parts = tuple((display(x.name or ""), x.votes) for x in count.named if x.votes is not None)
    total = None if count.listed_only or not count.named else count.total
    round_ = f", round {count.ranked_round}" if count.ranked_round is not None else ""
    label = f"{count.title}{round_}, as counted by {count.source}"
    said = (f"held {count.held_on}" if count.held_on else "day not known", *count.caveats)
    facts = {"parts": "votes", "title": count.title}
    return label, Answer(
        f"all votes, {label}", total, "votes", (votes.rows,), count.rows, count.held_on, False, said, parts, facts
    )


def not_read(story: Story, s: Sentence, start: int, end: int) -> tuple[str, ...]:
    """The words of the clause that were not read, those of standing and advancing apart."""
    recount = (
        {"before", "after"} if re.search(r"\b(?:before|after) (?:the|a|any) recount\b", s.text, re.IGNORECASE) else set()
    )
    return tuple(w for w in unread_words(story, s, start, end) if w.casefold().strip("-'") not in _READ | recount)
