"""Same-party generals: "two Democrats faced each other in CA-15", "one of seven same-party House races in 2014"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from onrecord.answers.answer import Answer
from onrecord.answers.contests import Contested, Count, contested
from onrecord.answers.decided import decided
from onrecord.answers.survey import OF_ONE, surveyed, told_of
from onrecord.answers.tally import best_of, of_one_party, rule_of
from onrecord.claims.figures import CARDINALS, Figure
from onrecord.claims.kinds.staging import UNSURE, Asked, asked_of, held_back, not_read, source_of
from onrecord.claims.periods import year_of_vote
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit
from onrecord.model.contest import NAMES, Contest
from onrecord.model.dates import general_day
from onrecord.model.names import display

_RACE = r"(?:races?|contests?|generals?|general elections?|elections?|match-?ups?|runoffs?|battles?|districts?)"
_MORE = r"(?:(?:U\.S\.|US|House|congressional|general[- ]election|November|California|Washington) )*"
_SAME = r"(?:same-party|intra-?party|one-party|single-party)"
_NUMBER = "|".join([*sorted(CARDINALS, key=len, reverse=True), r"\d{1,2}"])
_COUNT = re.compile(
    rf"\b(?:one of )?(?:the |only |just |its )*(?P<n>{_NUMBER}|only) {_MORE}{_SAME} {_MORE}{_RACE}\b", re.IGNORECASE
)
_MET = (
    r"(?:faced? (?:each other|one another|off)|squar(?:ed?|ing) off|competed?(?: against each other)?"
    r"|ran against each other|met|battled?(?: each other)?|were on the (?:November |general[- ]election )?ballot)\b"
)
_PAIR = re.compile(rf"\b(?:two|both) (?P<party>Democrats|Republicans) (?:\w+ly |again )?{_MET}", re.IGNORECASE)
_ALL = re.compile(
    rf"\ball-(?P<party>Democratic|Republican|Democrat|GOP) {_MORE}{_RACE}\b|\b(?P<same>{_SAME}) {_MORE}{_RACE}\b",
    re.IGNORECASE,
)
_PARTY = {"democrats": "Democratic", "democratic": "Democratic", "democrat": "Democratic"}


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about contests between two of one party."""
    if counted := [_counted(story, s, hit) for hit in _COUNT.finditer(s.text)]:
        return counted
    return [_one(story, s, hit) for pattern in (_PAIR, _ALL) for hit in pattern.finditer(s.text)]


# --- one contest


def _one(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    span = (s.start + hit.start(), s.start + hit.end())
    word = (hit["party"] or "").casefold()
    party = _PARTY.get(word, "Republican") if word else None
    form = claim("same_party", None, "exact", 1, "parties", target=party, phase="general")
    if unsure := UNSURE.search(s.text):
        why = f"the words '{unsure[0]}' make it something else than what a count decided"
        return Typed(*span, "result_same_party", form, always(cannot(why)))
    if re.search(r"\bprimary\b", s.text) and not re.search(r"\b(?:general|November|runoff)\b", s.text):
        why = "of a party's own primary, or of a primary of all parties, all candidates are on one ballot by law"
        return Typed(*span, "result_same_party", form, always(cannot(why)))
    asked = asked_of(story, s, hit.start(), hit.end(), [])
    if isinstance(asked, str):
        return Typed(*span, "result_same_party", form, always(cannot(asked, "the contest's certified results")))
    where = asked.contest
    form |= {"office": where.office, "state": where.state, "district": where.district, "period": str(asked.year)}
    runoff = bool(re.search(r"\brunoff\b", s.text))
    unread = not_read(story, s, hit.start(), hit.end())
    return Typed(
        *span, "result_same_party", form, lambda day: _judge_one(story, asked, party, runoff, day), unread=unread
    )  # fmt: skip


def _judge_one(story: Story, asked: Asked, party: str | None, runoff: bool, day: dt.date) -> Judged:
    votes = contested(story.record, asked.contest, day, asked.year)
    stage = "runoff" if runoff else "general"
    settles = f"the certified results of the {asked.contest} {asked.year} {stage}"
    mine = [c for c in best_of(votes.counts) if c.year == asked.year and c.whole]
    mine = [c for c in mine if asked.special is None or c.special == asked.special]
    counts = [c for c in mine if c.stage == stage] or [c for c in mine if c.stage == "primary" and not c.primary_party]
    judged = Judged(settles=[settles], context=[source_of(c, votes) for c in counts])
    for first in counts:
        settled = decided(votes, asked.contest, first)
        count = settled.count
        reading, fit, said = _of_count(votes, asked, count, party)
        if settled.why:
            reading, fit = replace(reading, value=None, caveats=(*reading.caveats, settled.why)), "unknown"
        fit, more = held_back(story, asked, counts, fit)
        judged.readings.append(Tried(reading, fit))
        judged.reason += ("; " if judged.reason else "") + said
        judged.caveats += [OF_ONE, *more]
    if not counts:
        judged = cannot(f"no whole count of the {asked.contest} {asked.year} {stage} is loaded", settles)
        judged.asked = [votes.rows]
    return judged


def _of_count(votes: Contested, asked: Asked, count: Count, party: str | None) -> tuple[Answer, Fit, str]:
    """Of how many parties the first two are, whether that is what is said, and the two in words."""
    lines = count.named[:2]
    if count.stage == "primary":
        out = rule_of(votes, asked.contest, count).outcome
        on = out.advancing if out and not out.undecided else ()
        lines = [x for x in count.named if display(x.name or "") in on]
    known = [x.party for x in lines]
    value = len(set(known)) if len(lines) > 1 and None not in known else None
    said = f"{count.title}: " + " and ".join(f"{display(x.name or '')} ({x.party or 'party not given'})" for x in lines)
    rest = {x.party for x in count.named[2:]}
    if value is None:
        fit: Fit = "unknown"
    elif value == 1:
        fit = "yes" if party in (None, known[0]) else "no"
    else:
        fit = "unknown" if rest & {party or known[0], *known} else "no"
    return Answer(
        f"parties of the first two, {count.title}", value, "parties", (votes.rows,), count.rows, count.held_on, False,
        (f"counted by {count.source}", *count.caveats),
    ), fit, said  # fmt: skip


# --- how many in a state and year


def _counted(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    span = (s.start + hit.start(), s.start + hit.end())
    word = hit["n"].casefold()
    number = int(word) if word.isdigit() else CARDINALS.get(word, 1)  # "the only same-party race"
    form = claim("same_party", None, "exact", number, "contests", office="H", phase="general")
    states = {p.state for p in story.places if s.start <= p.start < s.end}
    everywhere = bool(re.search(r"\b(?:nationwide|nationally|in the (?:country|nation)|national)\b", s.text))
    if not states and not everywhere:
        states = {p.state for p in story.places}
    year = year_of_vote(s.text, hit.start(), hit.end(), story.published)
    why = None
    if unsure := UNSURE.search(s.text):
        why = f"the words '{unsure[0]}' make it something else than what a count decided"
    elif len(states) != 1 and not everywhere:
        why = "the sentence does not say in which one state"
    elif year is None:
        why = "the sentence names no year"
    elif re.search(r"\b(?:Assembly|[Ll]egislat\w+|state (?:House|Senate)|Senate)\b", s.text):
        why = "contests of several offices, or of another than the House, are not counted together"
    if why or year is None:
        return Typed(*span, "result_same_party", form, always(cannot(why or "")))
    state = None if everywhere else states.pop()
    form |= {"state": state, "period": str(year)}
    unread = not_read(story, s, hit.start(), hit.end())
    own = [p.contest for p in story.places if s.start <= p.start < s.end and p.contest]
    mine = own[0] if len(own) == 1 and ("one of" in hit[0].casefold() or word == "only") else None
    return Typed(
        *span, "result_same_party", form, lambda day: _judge_counted(story, state, year, (number, mine), day),
        unread=unread,
    )  # fmt: skip


def _judge_counted(
    story: Story, state: str | None, year: int, claimed: tuple[int, Contest | None], day: dt.date
) -> Judged:
    """How many there were, each seat looked at; of "one of seven" also whether the contest named is one of them."""
    number, mine = claimed
    every, rows = surveyed(story.record, day, "H", state, year)
    told = told_of(every, "H", state, year)
    parts = tuple(
        (f"{c.title}: {' and '.join(display(x.name or '') for x in c.named[:2])}", 1)
        for c in told.counts
        if of_one_party(c)
    )
    where = NAMES[state] if state else "all states"
    name = f"House generals between two of one party, {where} {year}"
    value = len(parts) if told.counts else None
    answer = Answer(
        name,
        value,
        "contests",
        (rows,),
        len(told.counts),
        None,
        not told.complete,
        (OF_ONE, told.words, told.sources),
        parts,
        {"parts": ""},
    )
    first_rounds = sum(c.contest.state == "LA" and bool(of_one_party(c)) for c in told.counts)  # a runoff may follow
    open_ = len(told.counts) - sum(of_one_party(c) is not None for c in told.counts)
    fit: Fit = "unknown"
    if value is not None and told.complete and number == value:
        fit = "yes"
    elif value is not None and (value - first_rounds > number or (told.complete and number > value + open_)):
        fit = "no"
    if mine and fit == "yes" and not any(c.contest == mine and of_one_party(c) for c in told.counts):
        fit = "no" if any(c.contest == mine and of_one_party(c) is False for c in told.counts) else "unknown"
    judged = Judged([Tried(answer, fit)], f"{name}: {value if value is not None else 'not told'}; {told.words}")
    judged.settles = [f"the certified results of every House general of {where} in {year}"]
    judged.caveats = [OF_ONE, *(f"sources disagree: {d}" for d in told.disagreements)]
    if general_day(year) < story.published <= general_day(year) + dt.timedelta(days=30) and fit == "no":
        judged.readings = [Tried(answer, "unknown")]
    return judged
