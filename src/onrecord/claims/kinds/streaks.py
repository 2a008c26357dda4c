"""How often a person won or came second: "third consecutive win", "twice lost to Gomez", "twice came close"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.answers.answer import Answer
from onrecord.answers.contests import Contested, Count, contested
from onrecord.answers.decided import decided
from onrecord.answers.people import Person, contests_of_names, elsewhere
from onrecord.answers.tally import best_of
from onrecord.claims.figures import CARDINALS, ORDINALS, Figure
from onrecord.claims.kinds.nearest import deciding
from onrecord.claims.kinds.staging import UNSURE, not_read, persons
from onrecord.claims.periods import years
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit
from onrecord.model.dates import general_day
from onrecord.model.names import display

_ORD = "|".join(ORDINALS)
_NUM = "|".join(w for w, n in CARDINALS.items() if 2 <= n <= 10)
_ROW = r"(?:consecutive|straight)"
_WINS = re.compile(
    rf"\b(?:(?P<ordinal>{_ORD})[ -]{_ROW}[ -](?:general[- ]election )?(?:win|victory|election win|House win"
    rf"|House victory|general election)"
    rf"|(?:won|prevailed)(?: in| the)? (?P<n>{_NUM}) {_ROW} (?:general |House )?(?:elections|races|generals"
    rf"|contests))\b",
    re.IGNORECASE,
)
_OFTEN = "twice|three times|four times|five times"
_LOST = re.compile(
    rf"\b(?:(?P<times>once|{_OFTEN}) (?:lost|(?:was|been) (?:defeated|beaten))"
    rf"|(?:lost|was (?:defeated|beaten)) (?P<after>{_OFTEN})|lost to \0+ (?P<to>{_OFTEN})"
    rf"|(?P<second>once|{_OFTEN}) (?:finished|came|placed)(?: in)? second)\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    rf"\b(?P<times>{_OFTEN}) (?:came|come) close\b|\b(?:came|come) close (?P<after>{_OFTEN})\b", re.IGNORECASE
)
_N = {"once": 1, "twice": 2, "three times": 3, "four times": 4, "five times": 5}


@dataclass(frozen=True)
class _Said:
    """So many wins in a row up to a year, losses in generals, or close second places of one person."""

    person: Person
    what: str  # wins, second or close
    number: int
    last: int
    rival: Person | None = None
    at_least: bool = False  # "won three consecutive elections": a longer run holds one of three
    house: bool = False  # whether the words say that wins of the House are meant


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about how often somebody won or came second."""
    masked = s.text
    for m in story.people_in(s):
        a, b = m.start - s.start, m.end - s.start
        masked = masked[:a] + "\0" * (b - a) + masked[b:]
    claims = []
    for what, pattern in (("wins", _WINS), ("close", _CLOSE), ("second", _LOST)):
        for hit in pattern.finditer(masked):
            word = next(v for v in hit.groupdict().values() if v).casefold()
            number = ORDINALS.get(word) or CARDINALS.get(word) or _N.get(word, 0)
            claims.append(_typed(story, s, hit, what, number))
    return claims


def _typed(story: Story, s: Sentence, hit: re.Match[str], what: str, number: int) -> Typed:
    span = (s.start + hit.start(), s.start + hit.end())
    form = claim("wins" if what == "wins" else "second_places", None, "exact", number, "count", phase="general")
    named = list({m.person: m for m in story.people_in(s)}.values())
    before = [m for m in named if m.start < s.start + hit.start()]
    who = persons(story, before[:1])
    why = who if isinstance(who, str) else None if before else "the sentence does not say plainly of whom it speaks"
    unsure = UNSURE.search(s.text) or re.search(
        r"\b(?:primar(?:y|ies)|nomination|terms?|office|Assembly|Senate|new (?:district|seat|map|lines))\b", s.text
    )
    if len(before) > 1:
        why = "two people are named before it"
    elif unsure and not why:
        why = f"the words '{unsure[0]}' make it something else than what generals decided"
    elif story.unknown_names(s) and not why:
        why = f"{story.unknown_names(s)[0]} is no candidate that a loaded file knows"
    if why or isinstance(who, str):
        return Typed(*span, "result_streak", form, always(cannot(why or "", "the certified results of every year")))
    person, where = who[0], who[0].contest
    form |= {"subject": person.name, "office": where.office, "state": where.state, "district": where.district}
    said_years = [y for _, y in years(s.text) if y <= story.published.year]
    last = max(said_years, default=0) or _latest(story.published)
    rivals = persons(story, [m for m in named if m not in before])
    rival = rivals[0] if not isinstance(rivals, str) and len(rivals) == 1 else None
    form["period"] = str(last)
    house = bool(re.search(r"\b(?:House|Congress|[Cc]ongressional)\b", s.text))
    said = _Said(person, what, number, last, rival, bool(hit.groupdict().get("n")), house)
    unread = not_read(story, s, hit.start(), hit.end())
    return Typed(*span, "result_streak", form, lambda day: _judge(story, said, day), unread=unread)


def _latest(published: dt.date) -> int:
    year = published.year - published.year % 2
    return year if general_day(year) < published else year - 2


def _judge(story: Story, said: _Said, day: dt.date) -> Judged:
    roster = story.roster(said.person.contest, day)
    person = next(
        (p for p in roster.people if p.name == said.person.name or set(p.ids) & set(said.person.ids)), said.person
    )
    votes = contested(story.record, person.contest, day)
    settles = f"the certified results of every general of {person.contest} in which {person.name} stood"
    if person.contest.office != "H":
        return cannot("only the House is up every two years: runs in a row are not computed for other offices", settles)
    counts = [c for c in reversed(best_of(votes.counts)) if _decides(c) and c.year <= said.last]
    ended = {c.year: last for c in counts if (last := deciding(votes, c))}
    if said.what == "wins":
        judged = _wins(story, votes, person, said, ended, day)
    else:
        names = contests_of_names(story.record, [person.name], day)[person.name]
        judged = _seconds(votes, person, said, ended, any(c != person.contest for c in names))
    judged.settles.append(settles)
    if general_day(said.last) < story.published <= general_day(said.last) + dt.timedelta(days=30):
        judged.readings = [Tried(t.answer, "unknown" if t.fits == "no" else t.fits) for t in judged.readings]
    return judged


def _decides(count: Count) -> bool:
    return count.stage in ("general", "runoff") and not count.special and count.whole


def _won(count: Count, person: Person) -> bool | None:
    """Whether a person won a general or runoff: first by votes, or the only one on the ballot; None when not told."""
    mine = next((x for x in count.lines if person.has_line(x, count.year)), None)
    if mine is None:
        return False
    if mine.winner is not None:
        return mine.winner
    if mine.votes is None:
        return True if len([x for x in count.lines if x.name]) == 1 else None
    return count.named[0] is mine and count.behind(0) != 0


def _beat(count: Count, person: Person, rival: Person | None) -> bool | None:
    """Whether a person won a count, over the rival named where one is; None when not told."""
    if rival and not any(rival.has_line(x, count.year) for x in count.lines):
        return False
    return _won(count, person)


def _specials(votes: Contested, person: Person, rival: Person | None, since: int, last: int) -> list[Count]:
    """The special elections that a person won from a year on: a run in a row may be counted with them."""
    found = {}
    for first in reversed(best_of(votes.counts)):
        count = decided(votes, first.contest, first).told
        if (
            count
            and count.special
            and count.whole
            and count.stage in ("general", "runoff", "primary")
            and since <= count.year <= last
        ):
            found[count.year] = count
    return [c for c in found.values() if _beat(c, person, rival)]


def _wins(story: Story, votes: Contested, person: Person, said: _Said, ended: dict[int, Count], day: dt.date) -> Judged:
    """Generals won in a row, two years apart, up to the last one; a year that is not loaded leaves the run open."""
    if said.last not in ended:
        return cannot(f"no whole count that decided the {person.contest} {said.last} general is loaded")
    run, year, open_year = [], said.last, None
    while year in ended and _beat(ended[year], person, said.rival):
        run.append(year)
        year -= 2
    if year not in ended or _beat(ended[year], person, said.rival) is None:
        open_year = year
    moved = elsewhere(story.record, person, year, day)
    over = f" over {said.rival.name}" if said.rival else ""
    name = f"generals of {person.contest} that {person.name} won in a row{over} to {said.last}"
    judged = Judged(reason=f"{name}: {len(run)} ({', '.join(map(str, sorted(run))) or 'none'})")
    tried = [(name, [ended[y] for y in sorted(run)])]
    if extra := _specials(votes, person, said.rival, year + 1, said.last):
        tried.append((f"{name}, special elections too", [*tried[0][1], *extra]))
    for label, counts in tried:
        enough = len(counts) >= said.number if said.at_least else len(counts) == said.number
        fit: Fit = "yes" if enough else "no"
        if said.at_least and fit == "yes":
            open_year, moved = None, []
        if len(counts) <= said.number and (moved or open_year):
            fit = "unknown"
        if len(counts) < said.number and not said.house:
            fit = "unknown"
            judged.caveats.append("wins of other offices are not in it, and the sentence does not say of which office")
        parts = tuple((f"{c.title}: {_line(c)}", 1) for c in counts)
        sources = tuple(dict.fromkeys(f"counted by {c.source}" for c in counts))
        answer = Answer(
            label, len(counts), "count", (votes.rows,), len(counts), None, bool(open_year), sources, parts, {"parts": ""}
        )
        judged.readings.append(Tried(answer, fit))
    if any(t.fits == "yes" for t in judged.readings):  # with a special or without: the words do not say which
        judged.readings = [t for t in judged.readings if t.fits == "yes"]
    if moved:
        judged.caveats.append(
            f"somebody of that name stood in another contest in {year}: districts may have been redrawn"
        )
    elif open_year:
        judged.caveats.append(f"who won in {open_year} is not loaded: a longer run cannot be ruled out")
    return judged


def _line(count: Count) -> str:
    return ", ".join(f"{display(x.name or '')} {x.votes:,}" for x in count.named[:2]) or "unopposed, no votes given"


def _seconds(votes: Contested, person: Person, said: _Said, ended: dict[int, Count], others: bool) -> Judged:
    """Generals in which a person came second (behind the rival named, when one is), each with its margin."""
    mine: list[Count] = []
    for count in ended.values():
        second = len(count.named) > 1 and person.has_line(count.named[1], count.year)
        if second and (said.rival is None or said.rival.has_line(count.named[0], count.year)):
            mine.append(count)
    known = sorted(y for y in person.years if y <= said.last)
    missing = [y for y in known if y not in ended and y % 2 == 0]
    behind = f" behind {said.rival.name}" if said.rival else ""
    name = f"generals of {person.contest} in which {person.name} came second{behind}"
    parts = tuple((f"{c.title}, behind {display(c.named[0].name or '')}", c.margin or 0) for c in mine)
    sources = tuple(dict.fromkeys(f"counted by {c.source}" for c in mine))
    answer = Answer(
        name, len(mine), "count", (votes.rows,), len(mine), None, bool(missing), sources, parts, {"parts": "votes"}
    )
    margins = "; ".join(f"{c.title}: by {c.margin:,}" for c in mine if c.margin is not None)
    judged = Judged(reason=f"{name}: {len(mine)} ({margins})")
    fit: Fit = "yes" if len(mine) == said.number else "no"
    if said.what == "close":
        judged.caveats.append("what is close is not defined: the margins say how close")
        fit = fit if fit == "yes" else "unknown"
    if missing or (others and fit == "no") or (len(mine) < said.number and fit == "no"):
        fit = "unknown"
        if missing:
            judged.caveats.append(
                f"no general of {', '.join(map(str, missing))} is loaded, and {person.name} stood then"
            )
        else:
            judged.caveats.append("a loss in a primary, or in another contest, can be meant too")
    judged.readings = [Tried(answer, fit)]
    return judged
