"""Votes: splits, margins, shares and counts of a contest's stage, and a margin compared with another year's."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from onrecord.answers.answer import Answer, Value
from onrecord.answers.contests import Contested, Count, Line, contested
from onrecord.answers.people import Person
from onrecord.claims.figures import Figure
from onrecord.claims.periods import phase_of, year_of_vote
from onrecord.claims.story import Mention, Sentence, Story
from onrecord.claims.tolerance import split_fits
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit, decide, fit_of
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day
from onrecord.model.names import display, same_name

_LOST = re.compile(
    r"\b(?:lost|lose|losing|loses|trailed|fell to|fell short|(?:was|were|been) (?:defeated|beaten|ousted) by)\b"
)
_VERB = re.compile(
    r"\b(?:defeat(?:ed|s|ing)?|beat(?:s|ing)?|prevail(?:ed|s|ing)?|w[oi]n(?:ning|s)?|topp(?:ed|ing)|edg(?:ed|ing)|oust(?:ed|ing)"
    r"|unseat(?:ed|ing)|bested|lost|loses?|losing|trail(?:ed|s|ing)|fell|led|leads?|ahead|got|had|finish(?:ed|ing)|victory|margin"
    r"|ran|held|(?:was|were|been) (?:defeated|beaten|ousted))\b"
)
_OBJECT = re.compile(
    r"\b(?:over|against|defeat(?:ed|ing)|beat(?:ing)?|oust(?:ed|ing)|unseat(?:ed|ing)|topp(?:ed|ing)|edg(?:ed|ing)(?:"
    r" out)?|bested|led"
    r"|to|by)\s+(?:(?:then-|former |fellow |incumbent |challenger |Democratic |Republican |Democrat |Republican "
    r"|U\.S\. |Rep\. |Sen\. "
    r"|State |state |Assemblyman |Assemblywoman )+)?(?P<name>[A-Z][\w\u2019'-]+)"
)
_ELSE = re.compile(
    r"\b(?:incumbent|opponent|challenger|rival|congress(?:man|woman)|competitor|runner-up)(?:[\u2019']s)?\s*$",
    re.IGNORECASE,
)
_MARGIN = re.compile(
    r"\b(?:by|margin of(?: victory)?|margin .{0,40}to|won .{0,30}by|ahead by|lead of|within)\s*$", re.IGNORECASE
)
_SHARE = re.compile(
    r"\b(?:of the (?:\w+ )?votes?|of (?:all )?ballots|of the electorate)\b|\bvote share\b", re.IGNORECASE
)
_WON = re.compile(
    r"\b(?:w[oi]n(?:ning|s)?|defeat\w*|beat(?:ing)?|prevail\w*|received|got|getting|finish\w*|victory|edg\w+|oust\w*|unseat\w*"
    r"|lost|losing|cast|led|trail\w*|margin|ahead|vote)\b",
    re.IGNORECASE,
)
CLOSER = re.compile(
    r"\b(?:even )?(?P<word>closer|narrower|smaller|slimmer|wider|larger|bigger|greater) margin\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Race:
    """Which stage of which contest a sentence speaks of, and who is said to have come first and second."""

    first: Person
    second: Person | None
    contest: Contest
    year: int
    stage: str
    special: bool

    @property
    def where(self) -> str:
        """The stage as a sentence would name it."""
        return f"{self.contest} {self.year} {'special ' if self.special else ''}{self.stage}"


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about votes in a sentence."""
    claims = []
    for figure in found:
        before = s.text[: figure.start]
        if figure.kind == "split" and not re.search(r"\bpoll|survey", s.text):
            claims.append(_typed(story, s, figure, "result_share", "vote_split"))
        elif figure.kind in ("votes", "points") and _MARGIN.search(before) and _WON.search(s.text):
            measure = "vote_margin" if figure.kind == "votes" else "vote_margin_pp"
            claims.append(_typed(story, s, figure, "result_margin", measure))
        elif figure.kind == "votes" and re.search(r"\b(?:ahead|led|leading|won|defeated)\b", before):
            claims.append(_typed(story, s, figure, "result_margin", "vote_margin"))
        elif figure.kind == "points" and re.search(r" or\s+$", before) and claims:
            claims.append(_typed(story, s, figure, "result_margin", "vote_margin_pp"))
        elif figure.kind == "percent" and (_SHARE.search(s.text) and _WON.search(s.text)):
            claims.append(_typed(story, s, figure, "result_share", "vote_share"))
        elif figure.kind == "votes" or (figure.noun == "people" and "ballots" in s.text):
            claims.append(_typed(story, s, figure, "result_votes", "votes"))
    for hit in CLOSER.finditer(s.text):
        claims.append(_compared(story, s, hit))
    return claims


def _value(figure: Figure, measure: str) -> object:
    if measure == "vote_split":
        return [str(figure.value), str(figure.second)]
    return int(figure.value) if figure.value == int(figure.value) else str(figure.value)


def _typed(story: Story, s: Sentence, figure: Figure, kind: str, measure: str) -> Typed:
    race = race_of(story, s, figure.start, figure.end, alone=measure in ("vote_share", "votes"))
    unit = {"vote_split": "pct", "vote_share": "pct", "vote_margin_pp": "pp"}.get(measure, "votes")
    span = (s.start + figure.start, s.start + figure.end)
    if isinstance(race, str):
        said = claim(measure, None, figure.comparator, _value(figure, measure), unit, phase=phase_of(s.text))
        return Typed(*span, kind, said, always(cannot(race, "the contest's certified results")))
    said = claim(
        measure,
        race.first.name,
        figure.comparator,
        _value(figure, measure),
        unit,
        target=race.second.name if race.second else None,
        office=race.contest.office,
        state=race.contest.state,
        district=race.contest.district,
        phase=f"{'special ' if race.special else ''}{race.stage}",
        period=str(race.year),
    )
    return Typed(*span, kind, said, lambda day: _judge(story, race, figure, measure, day))


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
    phase = phase_of(s.text)
    stage, special = (phase or "general").removeprefix("special "), (phase or "").startswith("special ")
    year = year_of_vote(s.text, start, end, story.published) or _only_year(story, first, second, stage)
    if year is None:
        return f"the sentence names no year, and the loaded counts do not leave just one election of {first.name}"
    return Race(first, second, first.contest, year, stage, special)


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
    """Whose share or votes a figure is: of the one named right after "for", else of the nearest name before it."""
    people = story.people_in(s)
    after = re.match(r"[^,.;]{0,40}?\bfor (?:both )?(?P<name>[A-Z])", s.text[end:])
    if after:
        if re.search(r"\bboth\b", after[0]):
            return "one figure is said of two people"
        place = s.start + end + after.start("name")
        named = [m for m in people if m.start <= place < m.end]
        return named[:1] or "the name after the figure is no candidate that a loaded file knows"
    if _ELSE.search(s.text[:start]):
        return "the figure is that of somebody whom the sentence describes and does not name"
    before = [m for m in people if m.end <= s.start + start]
    if not before:
        return "the sentence names no candidate that a loaded file knows before the figure"
    if unknown := _unlinked(story, s, before[-1].end - s.start, start):
        return f"between {before[-1].text} and the figure stands {unknown}, whom no loaded file knows as a candidate"
    return before[-1:]


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
    people = story.people_in(s)
    verb = _VERB.search(s.text)
    if not verb:
        return "the sentence does not say plainly who was ahead"
    subjects = [m for m in people if m.start < s.start + verb.start()]
    if not subjects:
        return "the sentence names no candidate that a loaded file knows as the one who was ahead or behind"
    subject = subjects[0] if len({m.person for m in subjects}) == 1 else subjects[-1]
    if unknown := _unlinked(story, s, subject.end - s.start, verb.start()):
        return f"between {subject.text} and the verb stands {unknown}, whom no loaded file knows as a candidate"
    others = [m for m in people if m.person != subject.person]
    for hit in _OBJECT.finditer(s.text[verb.start() :]):
        place = s.start + verb.start() + hit.start("name")
        if hit["name"] not in _NEUTRAL and not any(m.start <= place < m.end for m in story.mentions):
            if any(p.start <= place < p.end for p in story.places):
                continue
            return f"{hit['name']} is no candidate that a loaded file knows"
    ordered = [subject, *others[:1]]
    if _LOST.search(s.text[verb.start() :]):
        if len(ordered) < 2:
            return "the sentence does not name who was ahead"
        ordered = ordered[::-1]
    return ordered


def line_of(count: Count, person: Person) -> Line | None:
    """A person's line in a count."""
    for line in count.lines:
        if line.name and (line.candidate_id_fec in person.ids or any(same_name(n, line.name) for n in person.names)):
            return line
    return None


def count_of(votes: Contested, race: Race) -> Count | str:
    """The one count to use for a race, or why there is none; sources that disagree are not used."""
    counts = votes.stage(race.stage, race.year, race.special)
    if race.stage == "primary":
        counts = [c for c in counts if c.primary_party is None or line_of(c, race.first)]
    if counts:
        return max(counts, key=lambda c: (c.ranked_round or 0, len(c.lines)))
    if said := [d for d in votes.disagreements if d.startswith(race.where)]:
        return f"two loaded sources disagree, so neither is used: {said[0]}"
    return f"no whole count of the {race.where} is loaded that was public by that day"


def _judge(story: Story, race: Race, figure: Figure, measure: str, day: dt.date) -> Judged:
    votes = contested(story.record, race.contest, day, race.year)
    settles = f"the certified results of the {race.where}"
    count = count_of(votes, race)
    if isinstance(count, str):
        return cannot(count, settles)
    first = line_of(count, race.first)
    second = line_of(count, race.second) if race.second else None
    listed = ", ".join(f"{display(x.name or '')} {x.votes:,}" for x in count.named[:4] if x.votes is not None)
    said = f"{race.where}: {listed}"
    for person, line in ((race.first, first), (race.second, second)):
        if person and (line is None or line.votes is None):
            judged = cannot(f"{person.name} has no votes in the record's count of the {said}", settles)
            judged.asked = [votes.rows]
            return judged
    assert first is not None
    caveats = list(count.caveats)
    if count.ranked_round is not None:
        caveats.append(f"ranked-choice round {count.ranked_round}")
    tried = _tried(count, first, second, figure, measure, votes)
    if isinstance(tried, str):
        return cannot(f"{tried}; {said}", settles)
    return Judged(tried, _reason(said, count, first, second, tried), None, caveats)


def _reason(said: str, count: Count, first: Line, second: Line | None, tried: list[Tried]) -> str:
    shares = f" ({_pct(count, first)}" + (f" to {_pct(count, second)})" if second else ")")
    behind = second and (first.votes or 0) < (second.votes or 0)
    ahead = f"; the record has {second.name} ahead, not {first.name}" if behind and second else ""
    return f"{said}{shares}{ahead}"


def _pct(count: Count, line: Line) -> str:
    return f"{Decimal(float_free(count.share(line.votes or 0)))}% of all votes"


def float_free(share: Fraction) -> str:
    """A percentage to two places, exact arithmetic."""
    hundredths = round(share * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _tried(
    count: Count, first: Line, second: Line | None, figure: Figure, measure: str, votes: Contested
) -> list[Tried] | str:
    """The readings of a vote figure, each with its fit."""
    a, b = first.votes or 0, (second.votes or 0) if second else None
    if b is None and measure in ("vote_split", "vote_margin", "vote_margin_pp"):
        rest = [x for x in count.named if x is not first]
        if not rest:
            return "the sentence names one candidate and the count holds no other"
        b = max(x.votes or 0 for x in rest)
    rows = (votes.rows,)

    def answer(reading: str, value: Value, unit: str) -> Answer:
        return Answer(reading, value, unit, rows, count.rows, count.held_on)

    def fit(one: Answer) -> Tried:
        return Tried(one, fit_of(one, figure.value, figure.unit_in_last_place, figure.comparator))

    if measure == "votes":
        return [fit(answer("votes counted", a, "votes"))]
    if measure == "vote_margin":
        return [fit(answer("margin of the first over the second named", a - (b or 0), "votes"))]
    if measure == "vote_share":
        return [fit(answer("share of all votes", count.share(a), "pct"))]
    wholes = [("of the two candidates' votes", a + (b or 0)), ("of all votes", count.total)]
    if wholes[0][1] == wholes[1][1]:
        wholes = wholes[:1]
    if measure == "vote_margin_pp":
        return [fit(answer(f"margin {name}", Fraction(100 * (a - (b or 0)), n), "pp")) for name, n in wholes]
    claimed = (figure.value, figure.second if figure.second is not None else 100 - figure.value)
    tried = []
    for name, whole in wholes:
        ok: Fit = "yes" if split_fits(claimed, figure.unit_in_last_place, (a, b or 0), whole) else "no"
        tried.append(Tried(answer(f"share {name}", Fraction(100 * a, whole), "pct"), ok))
    return tried


def _compared(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    """'an even closer margin in 2022': the margin of that year against the year named before it."""
    closer = hit["word"].casefold() in ("closer", "narrower", "smaller", "slimmer")
    comparator = "less_than" if closer else "more_than"
    span = (s.start + hit.start(), s.start + hit.end())
    race = race_of(story, s, hit.start(), hit.end())
    before = race_of(story, s, hit.start(), hit.start())
    earlier = [int(m) for m in re.findall(r"\b(?:19|20)\d\d\b", s.text[: hit.start()])]
    if isinstance(race, str) or isinstance(before, str) or not earlier or earlier[-1] == race.year:
        reason = race if isinstance(race, str) else "the sentence does not name the two years that it compares"
        said = claim("vote_margin", None, comparator, None, "votes")
        return Typed(*span, "ratio_compare", said, always(cannot(reason)))
    base = Race(race.first, race.second, race.contest, earlier[-1], race.stage, race.special)
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
        count = count_of(votes, one)
        if isinstance(count, str):
            return cannot(count, f"the certified results of the {one.where}")
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
