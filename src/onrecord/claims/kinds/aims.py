"""Whom money was aimed at, where a sentence gives less than a full name: a race by two last names, one, an office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.answers import money
from onrecord.answers.people import Person, contests_of_names
from onrecord.answers.rivals import with_last_names
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Sentence, Story
from onrecord.claims.words import OPPOSE, SUPPORT
from onrecord.model.contest import Contest
from onrecord.model.dates import MONTHS
from onrecord.model.names import words

_CAP = r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019]+[A-Za-z\u00df-\u00ff]*"
_CONTEST = r"(?:race|contest|matchup|match-up|runoff|run-off|primary|showdown|battle|fight|election|campaign|clash)"
_PAIR = re.compile(
    rf"\b(?P<a>{_CAP})(?:-|\u2013| v(?:s|ersus)?\.? )(?P<b>{_CAP}) (?:[\w.]+ ){{0,2}}?{_CONTEST}\b"
    rf"|\b{_CONTEST} (?:between|pitting) (?:[\w.]+ ){{0,3}}?(?P<c>{_CAP})"
    rf" (?:and|against) (?:[\w.]+ ){{0,3}}?(?P<d>{_CAP})\b(?! [A-Z])"
)
_TITLES = (
    r"(?:(?:Reps?|Sens?|Gov|Mr|Ms|Mrs|Dr)\.\s+|(?:the |a |an |then-)?(?:former |incumbent "
    r"|freshman )?(?:Democrat(?:ic)?|Republican"
    r"|GOP)? ?(?:Reps?\. |Sens?\. |nominee |challenger |incumbent |candidate |state |Rep\. |Sen\. )*)"
)
_AIMED = re.compile(rf"\b(?:(?P<against>{OPPOSE})|{SUPPORT})\s+{_TITLES}(?P<name>{_CAP}(?: (?:[A-Z]\. )?{_CAP})*)")
RIVALRY = re.compile(  # "in her primary against X": whom she runs against, and not what the money was for
    r"\b(?:(?:primary|race|contest|bid|campaign|challenge|election|run-?off|match-?up|battle|fight|rematch"
    r"|runs?|running)"
    r"(?: (?:battle|fight|contest|campaign|bid|challenge|race))? against|challeng(?:e|er|ers|es) to|matchup with)\s+"
    r"(?:(?:the|an?|former|incumbent|then-|fellow|Reps?|Sens?|Gov|Democratic|Republican|progressive|moderate"
    r"|conservative"
    r"|[a-z]+man|[a-z]+woman)\.?\s+){0,4}$"
)
OUTCOME = r"\b(?:victory|victories|win|wins|triumph|loss|defeat|upset|vote|votes|result) (?:for|against)\b"
FOE = re.compile(
    rf"[\u2019']s?\s+(?:[\w-]+ )?(?:opponent|challenger|rival|successor"
    rf"|foe)s?\b(?:,? (?P<name>{_CAP} (?:[A-Z]\. )?{_CAP}))?"
)
_NOBODY = frozenset(MONTHS) | frozenset(
    [
        "Democrats",
        "Republicans",
        "Democratic",
        "Republican",
        "GOP",
        "Congress",
        "House",
        "Senate",
        "Israel",
        "I",
        "America",
        "American",
        "Americans",
        "Election",
        "Capitol",
        "Washington",
        "Tuesday",
        "AIPAC",
        "Super",
        "PAC",
        "The",
    ]
)
_SENATE = re.compile(
    r"\bSenate (?:seat|race|bid|campaign|contest|primary|election|runoff|hopes|run|nomination|candidate|nominee)"
    r"|\bU\.S\. Senate\b"
)
_HOUSE = re.compile(
    r"\b(?:House|congressional) (?:seat|race|bid|campaign|contest|primary|election|run|nomination|candidate|nominee)"
)
_TITLE = re.compile(
    r"(?<![Ss]tate )\b(?P<title>Sen|Rep|Senator|Representative|Congress(?:man|woman|member))\.? (?:[A-Z][\w.]* )?$"
)
_WHERE = re.compile(r", (?:which|who|whose|whom|where|when|aided|after|before|as|led|following)\b|, \w+ing\b| after ")


@dataclass(frozen=True)
class Pair:
    """The words of a race that two last names tell ("the Perdue-Ossoff race"), and its contest where that is certain."""

    words: str
    contest: Contest | None


def pair_of(story: Story, s: Sentence, first: int, last: int) -> Pair | None:
    """The race that two last names joined by a hyphen, "versus" or "between" name in a part of a sentence, or None.

    Its contest is the one in which both stood, in the latest cycle up to the story's in which they did: of the Senate
    where the words say so. Several or none: its contest is not known.
    """
    hit = _PAIR.search(s.text, first, last)
    if not hit:
        return None
    one, other = hit["a"] or hit["c"], hit["b"] or hit["d"]
    low = [words(one)[-1:], words(other)[-1:]]
    names = [w[0] for w in low if w]
    years = [story.cycle - back - odd for back in (0, 2, 4) for odd in (0, 1)]
    stood = with_last_names(story.record, names, years, story.day) if len(names) == 2 else {}
    if len(stood) < 2:
        return None
    for cycle in (story.cycle, story.cycle - 2, story.cycle - 4):
        both = {c for c, y in set(stood[names[0]]) & set(stood[names[1]]) if y == cycle}
        own = {c for c in both if c in story.contests} or both
        if _SENATE.search(s.text) and any(c.office == "S" for c in own):
            own = {c for c in own if c.office == "S"}
        if own:
            return Pair(f"{one}-{other}", own.pop() if len(own) == 1 else None)
    return None


def by_rows(story: Story, last: str, committees: Sequence[str] | None, cycle: int) -> Person | None:
    """The only candidate of a last name on whom independent expenditures of a cycle are loaded; None of none or several.

    The spender's own rows are looked at first, then everybody's.
    """
    low = words(last)[-1:]
    if not low:
        return None
    stood = with_last_names(story.record, low, [cycle, cycle - 1], story.day).get(low[0], {})
    people: dict[str, Person] = {}
    for contest, _ in stood:
        for one in story.roster(contest).people:
            if any(words(n.split(",")[0])[-1:] == low for n in one.names):
                people |= {i: one for i in one.ids}
    if not people:
        return None
    for spenders in (committees, None):
        rows = money.expenditures(story.record, spenders, story.day, candidates=sorted(people), cycle=cycle)
        aimed = {r["candidate_id_fec"] for r in rows.listed}
        found = {id(people[i]): people[i] for i in aimed if i in people}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def seat_said(story: Story, s: Sentence, m: Mention, who: Person) -> Contest:
    """The contest of somebody as the sentence gives the office: by "Senate race" or "House seat", else by the title.

    The person's own contest where the sentence says no office, or agrees.
    """
    title = _TITLE.search(s.text[: m.start - s.start])
    said = {"S": bool(_SENATE.search(s.text)), "H": bool(_HOUSE.search(s.text))}
    if title:
        office = "S" if title["title"].startswith("Sen") else "H"
        said = said if any(said.values()) else {"S": office == "S", "H": office == "H"}
    offices = [o for o, yes in said.items() if yes]
    if len(offices) != 1 or who.contest.office in (offices[0], "P"):
        return who.contest
    known = contests_of_names(story.record, [m.person or who.name], story.day).get(m.person or who.name, {})
    others = [c for c in known if c.office == offices[0] and c.state == who.contest.state]
    if len(others) == 1:
        return others[0]
    return Contest("S", who.contest.state) if offices[0] == "S" else Contest("H", who.contest.state)


def loose_names(story: Story, s: Sentence, start: int, end: int) -> list[tuple[str, str]]:
    """(name, stance) of those whom a part of a sentence opposes or supports by a name that is linked to nobody."""
    taken = [(m.start - s.start, m.end - s.start) for m in story.mentions if s.start <= m.start < s.end]
    taken += [(p.start - s.start, p.end - s.start) for p in story.places if s.start <= p.start < s.end]
    found = []
    for hit in _AIMED.finditer(s.text, start, end):
        a, b = hit.span("name")
        name = re.sub(r"[\u2019']s?$", "", hit["name"])
        if name.split()[0] in _NOBODY or any(x < b and a < y for x, y in taken):
            continue
        if foe := FOE.match(s.text[a + len(name) :]):
            if foe["name"]:  # "for X's rival, Y": for Y
                found.append((foe["name"], "oppose" if hit["against"] else "support"))
            continue
        found.append((name, "oppose" if hit["against"] else "support"))
    return found


IN_THE = re.compile(r"\b(?:on|in|into) (?:(?:the|former|Rep\.|Sen\.|Gov\.|Reps?|Sens?|incumbent) )*$")
HIS_RACE = re.compile(
    r"(?:[\u2019']s?)? (?:(?:House|Senate|Democratic|Republican|GOP|special|general|heated|open|primary) )*"
    r"(?:race|contest|primary|runoff|run-off|election|matchup)\b"
)


def stance_before(story: Story, s: Sentence, m: Mention) -> str | None:
    """The stance of the nearest words before a name, within its clause."""
    text = s.text[max(0, m.start - s.start - 70) : m.start - s.start]
    clause = re.split(
        r"[.;]|\bwhen\b|\blost to\b|\bwho (?:\w+ )?(?:beat|defeated)\b|(?<!going )(?<!went )\bafter\b",
        re.sub(r"\b(Rep|Sen|Gov|Dr|Mr|Ms|Mrs|St|U\.S)\.", r"\1 ", text),
    )[-1]
    if marked := re.search(r"\b(?:(anti)|pro)-$", clause, re.IGNORECASE):  # "anti-Lee mailers"
        return "oppose" if marked[1] else "support"
    raced = IN_THE.search(clause) and HIS_RACE.match(story.text[m.end : s.end])
    if raced or re.search(r"\b(?:over|than)\s+(?:\w+\.?\s+)?$", clause) or RIVALRY.search(clause):
        return None
    if re.search(r"\bon\s+(?:\w+\.?\s+)?$", clause) and re.match(r"['\u2019]s? behalf\b", story.text[m.end :]):
        return "support"
    if re.search(r"\b(?:attacks?|attack ads|assaults?|hits|fire|pressure) on\s+(?:\w+\.?\s+)?$", clause):
        return "oppose"
    if re.search(r"\bon\s+(?:(?!\w+ing\b)\w+\.?\s+)?$", clause) and re.search(r"\$", text):
        return "both"
    clause = re.sub(r"\b(?:anti|pro)-\w+ ", "", re.sub(OUTCOME, "", clause))  # of the one named, not of the money
    against = [h.end() for h in re.finditer(rf"\b{OPPOSE}\b", clause, re.IGNORECASE)]
    backing = [h.end() for h in re.finditer(rf"\b{SUPPORT}\b", clause, re.IGNORECASE)]
    if not against and not backing:
        return None
    return "oppose" if max(against, default=-1) > max(backing, default=-1) else "support"


def without_asides(text: str, end: int) -> str:
    """A sentence without the clauses after an amount that speak of others: ", who won the runoff"."""
    tail = _WHERE.split(text[end:])[0]
    return text[:end] + tail
