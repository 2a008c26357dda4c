"""Which race a vote figure speaks of: whose it is, who is said to have been ahead, which stage and year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.answers.contests import Count, Line
from onrecord.answers.people import Person
from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import lone_month, month_of_vote, phase_of, year_of_vote
from onrecord.claims.story import Sentence, Story
from onrecord.claims.vote_sides import owner, sides_of, subject
from onrecord.model.contest import Contest
from onrecord.model.dates import MONTHS, general_day

_LOST = re.compile(
    r"\b(?:lost|lose|losing|loses|trail(?:ed|s|ing)|fell|falling|conced(?:ed|es|ing)|came up short|lag(?:s|ged|ging)"
    r"|(?:was|were|been|is) (?:down(?! to)|behind|defeated|beaten|ousted|unseated|toppled|routed|trounced|edged(?: out)?"
    r"|bested|felled|crushed)(?: by)?)\b"
)
_WAS_BEATEN = re.compile(r"\b(?:lost|loses|losing|(?:was|were|been) (?:defeated|beaten|ousted) by)\b")
_VERB = re.compile(
    r"\b(?:defeat(?:ed|s|ing)?|beat(?:s|ing)?|prevail(?:ed|s|ing)?|w[oi]n(?:ning|s)?|topp(?:ed|ing)|edg(?:ed"
    r"|ing)|oust(?:ed|ing)"
    r"|unseat(?:ed|ing)|bested|lost|loses?|losing|trail(?:ed|s|ing)|fell|led|leads?|ahead|got|had|finish(?:ed"
    r"|ing)|victory|margin"
    r"|ran|held|(?:was|were|been) (?:defeated|beaten|ousted))\b"
)
_OBJECT = re.compile(
    r"\b(?:over|against|defeat(?:ed|ing)|beat(?:ing)?|oust(?:ed|ing)|unseat(?:ed|ing)|topp(?:ed|ing)|edg(?:ed|ing)(?:"
    r" out)?|bested|led"
    r"|to|by)\s+(?:(?:then-|former |fellow |incumbent |challenger |Democratic |Republican |Democrat |Republican "
    r"|U\.S\. |Rep\. |Sen\. "
    r"|State |state |Assemblyman |Assemblywoman )+)?(?P<name>[A-Z][\w\u2019'-]+)"
)
_CAME_FIRST = re.compile(
    r"\b(?:defeated|beat|ousted|unseated|edged|topped|bested|held off|prevailed|flipped|captured|survived|victor)\b"
    r"|\bw[oi]n(?:ning)? (?:the|a|re-?election)\b|\b(?:was |were )?(?:re-?)?elected\b"
    r"|\b(?:held|kept|earned|took) (?:on to )?(?:the|his|her|their|a) (?:seat|district)\b"
)
_ELSE = re.compile(
    r"\b(?:incumbent|opponent|challenger|rival|congress(?:man|woman)|competitor|runner-up)(?:[\u2019']s)?\s*$",
    re.IGNORECASE,
)


_FOR_WHOM = re.compile(
    r"(?:%| percent| votes?)?(?: of the vote)?,? (?:for|to) (?:both )?(?P<name>[A-Z])(?![^,.;%]{0,40}[\u2019']s? \d)"
)
FIRST_ROUND = re.compile(r"\b(?:first|initial|opening) (?:round|count)\b|\bfirst[- ]choices?\b|\bbefore ranked")


@dataclass(frozen=True)
class Race:
    """Which stage of which contest a sentence speaks of, and who is said to have come first and second."""

    first: Person
    second: Person | None
    contest: Contest
    year: int
    stage: str
    special: bool | None = None  # None: the words do not say, so a special of that year is a fair reading too
    month: int | None = None
    phase_named: bool = True  # whether the words name the stage
    came_first: bool = False  # the words say that the one named first won
    first_round: bool = False  # of a ranked-choice count; else its final round is meant
    won: bool = False  # the words say that somebody won or lost: by first choices alone nobody does
    elected: bool = False  # "won", and no stage, round or month is named: the count that decided is meant

    @property
    def where(self) -> str:
        """The stage as a sentence would name it."""
        return f"{self.contest} {self.year} {'special ' if self.special else ''}{self.stage}"


def race_of(story: Story, s: Sentence, start: int, end: int, alone: bool = False) -> Race | str:
    """The race that a figure at start..end of the sentence speaks of, or why that cannot be told."""
    ordered = _whose(story, s, start, end) if alone else _winner_first(story, s)
    if isinstance(ordered, str):
        return ordered
    who = [story.who(m.person or "") for m in ordered]
    if wrong := [w for w in who if isinstance(w, str)]:
        return wrong[0]
    persons = [w for w in who if isinstance(w, Person)]
    if len({p.contest for p in persons}) > 1:
        return "the sentence's candidates stand in different contests: " + "; ".join(
            f"{p.name}, {p.contest}" for p in persons
        )
    first, second = persons[0], persons[1] if len(persons) > 1 else None
    a, b = clause_of(s.text, start, end)
    phase = phase_of(s.text[a:b]) or phase_of(s.text)
    stage, special = (phase or "general").removeprefix("special "), True if "special" in s.text.casefold() else None
    year = year_of_vote(s.text, start, end, story.published)
    year = year or _year_by_month(story, first, s.text) or _only_year(story, first, second, stage)
    if year is None:
        return f"the sentence names no year, and the loaded counts do not leave just one election of {first.name}"
    opening = bool(FIRST_ROUND.search(s.text))
    for person, m in zip(persons, ordered, strict=False):
        if others := story.elsewhere(m.person or "", person.contest, year):
            return (
                f"{person.name} stood in several contests in {year}: {person.contest} and {', '.join(map(str, others))}"
            )
    won = bool(_CAME_FIRST.search(s.text[:start]))
    return Race(
        first,
        second,
        first.contest,
        year,
        stage,
        special,
        month_of_vote(s.text, year),
        bool(phase),
        alone and won and _acts(story, s, start, ordered[0]),
        opening,
        won or bool(_WAS_BEATEN.search(s.text[:start])),
        not phase and not opening and _says_elected(s.text, start),
    )


def _acts(story: Story, s: Sentence, start: int, whose: Mention) -> bool:
    """Whether the one whose figure it is does what the sentence's verb says: not "A beat B, who got 45 percent"."""
    told = subject(s, sides_of(story, s), start)
    return told is None or told.sides[0].person == whose.person


def _says_elected(text: str, start: int) -> bool:
    """Whether the last verb before a figure says that somebody won a seat, and no month is named."""
    hits = list(re.finditer(r"\b(?:won|(?:was|were) elected)\b", text[:start]))
    later = hits and _VERB.search(text, hits[-1].end(), start)
    return bool(hits) and not later and not re.search(rf"\b(?:{'|'.join(MONTHS)})\b", text)


def _year_by_month(story: Story, first: Person, text: str) -> int | None:
    """The year of the election that was held in the month named, in the twelve months before the story."""
    month = lone_month(text)
    counts = story.roster(first.contest).votes.counts if month else ()
    days = {c.held_on for c in counts if c.held_on and c.held_on.month == month and c.held_on < story.published}
    recent = {d.year for d in days if (story.published - d).days <= 365}
    return recent.pop() if len(recent) == 1 else None


def _only_year(story: Story, first: Person, second: Person | None, stage: str) -> int | None:
    """The one year before the story in which those named stood at that stage; None when several did, or when a general
    election since then, up to the day of the story, is not in the record: it could be the one that is meant."""
    counts = [c for c in story.roster(first.contest).votes.counts if c.stage == stage and c.whole]
    past = [c for c in counts if c.held_on is not None and c.held_on < story.published]
    found = {c.year for c in past if all(line_of(c, p) for p in (first, second) if p)}
    if len(found) != 1:
        return None
    year = found.pop()
    later = [y for y in range(year + 2 - year % 2, story.published.year + 1, 2) if y > year]
    held = {c.year for c in counts}
    open_ones = [y for y in later if y not in held and (stage != "general" or general_day(y) < story.published)]
    return None if open_ones else year


def _whose(story: Story, s: Sentence, start: int, end: int) -> list[Mention] | str:
    """Whose share or votes a figure is: of the one named right after it ("for", "to"), else of the subject.

    After a verb with an object ("A beat B with 53 percent") it is the subject's, never the nearest name's.
    """
    told = owner(story, s, start, end)
    if told and len(told.sides) > 1:
        return "one figure is said of two people"
    if told:
        known = told.sides[0].person
        return [told.sides[0].mention] if known else f"{told.sides[0].name} is no candidate that a loaded file knows"
    people = story.people_in(s)
    after = _FOR_WHOM.match(s.text[end:])
    if after:
        if re.search(r"\bboth\b", after[0]):
            return "one figure is said of two people"
        place = s.start + end + after.start("name")
        named = [m for m in people if m.start <= place < m.end]
        return named[:1] or "the name after the figure is no candidate that a loaded file knows"
    if _ELSE.search(s.text[:start]):
        return "the figure is that of somebody whom the sentence describes and does not name"
    own = re.search(r"\b(?:to|and|for) (?P<name>[A-Z][\w-]+)(?:[\u2019']s?)?,? ?$", s.text[:start])
    first, _ = clause_of(s.text, start, end)
    before = [m for m in people if m.end <= s.start + start]
    if own and before and before[-1].end >= s.start + own.start("name"):
        return before[-1:]  # "to Kim's 47 percent", "and Kim 27.9"
    apart = aside_spans(s.text)
    clear = [m for m in before if not any(a <= m.start - s.start < b for a, b in apart)]
    inside = [m for m in clear if m.start >= s.start + first] or clear
    if not inside:
        return "the sentence names no candidate that a loaded file knows before the figure"
    if len({m.person for m in inside}) > 1:
        subject = _winner_first(story, s)
        if isinstance(subject, str):
            return subject
        verb = _VERB.search(s.text)
        subjects = [m for m in inside if verb and m.start < s.start + verb.start()]
        return subjects[:1] if len({m.person for m in subjects}) == 1 else "two people are named before the figure"
    if unknown := _unlinked(story, s, inside[-1].end - s.start, start):
        return f"between {inside[-1].text} and the figure stands {unknown}, whom no loaded file knows as a candidate"
    return inside[-1:]


def _unlinked(story: Story, s: Sentence, start: int, end: int) -> str | None:
    """A capitalised word between two places of a sentence that is part of no known name, place or title."""
    for hit in re.finditer(r"(?<![.!?]\s)\b[A-Z][a-z\u2019'-]+", s.text[start:end]):
        place = s.start + start + hit.start()
        known = [m for m in story.mentions if m.start <= place < m.end] + [
            p for p in story.places if p.start <= place < p.end
        ]
        if not known and hit[0] not in _NEUTRAL:
            return hit[0]
    return None


_NEUTRAL = frozenset(
    [
        "Conservative",
        "Working",
        "Families",
        "Party",
        "Democrat",
        "Democrats",
        "Democratic",
        "Republican",
        "Republicans",
        "Rep",
        "Sen",
        "Gov",
        "Congress",
        "House",
        "Senate",
        "November",
        "October",
        "March",
        "June",
        "May",
        "August",
        "September",
        "December",
        "January",
        "February",
        "April",
        "July",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Monday",
        "Election",
        "Day",
        "District",
        "Congressional",
        "County",
        "State",
        "The",
        "In",
    ]
)


def _winner_first(story: Story, s: Sentence) -> list[Mention] | str:
    """The one said to be ahead, then the other when named: the subject stands before the verb, unless it lost."""
    apart = aside_spans(s.text)
    blank = s.text
    for a, b in apart:
        blank = blank[:a] + " " * (b - a) + blank[b:]
    people = [m for m in story.people_in(s) if not any(a <= m.start - s.start < b for a, b in apart)]
    verb = _VERB.search(blank)
    if not verb:
        return "the sentence does not say plainly who was ahead"
    subjects = [m for m in people if m.start < s.start + verb.start()]
    if not subjects:
        return "the sentence names no candidate that a loaded file knows as the one who was ahead or behind"
    if len({m.person for m in subjects}) > 1:
        return "two candidates are named before the verb: which one it speaks of is not certain"
    subject = subjects[0]
    if re.match(r"(?:won|decided|taken) by [A-Z]", s.text[verb.start() :]):
        return "the sentence does not say plainly who was ahead"
    for side in sides_of(story, s):
        if side.person is None and side.start < subject.start and blank[side.start - s.start] != " ":
            return f"{side.name}, named first, is no candidate that a loaded file knows"
    unknown = _unlinked(story, s, subject.end - s.start, verb.start())
    if unknown and not any(a <= s.text.find(unknown, subject.end - s.start) < b for a, b in apart):
        return f"between {subject.text} and the verb stands {unknown}, whom no loaded file knows as a candidate"
    others = [m for m in people if m.person != subject.person]
    for hit in _OBJECT.finditer(s.text[verb.start() :]):
        place = s.start + verb.start() + hit.start("name")
        if hit["name"] not in _NEUTRAL and not any(m.start <= place < m.end for m in story.mentions):
            if any(p.start <= place < p.end for p in story.places):
                continue
            return f"{hit['name']} is no candidate that a loaded file knows"
    ordered = [subject, *others[:1]]
    if _LOST.match(s.text[verb.start() :]):
        if len(ordered) < 2:
            return "the sentence does not name who was ahead"
        ordered = ordered[::-1]
    return ordered


def line_of(count: Count, person: Person) -> Line | None:
    """A person's line in a count."""
    return next((line for line in count.lines if person.has_line(line, count.year)), None)
