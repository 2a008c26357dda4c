"""Votes: splits, margins, shares and counts of a contest's stage, and a margin compared with another year's."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from onrecord.answers.answer import Answer, Value
from onrecord.answers.candidacy import ruled
from onrecord.answers.contests import NO_SHARES, Contested, Count, Line, contested
from onrecord.answers.decided import decided
from onrecord.claims.clauses import clause_of
from onrecord.claims.figures import Figure
from onrecord.claims.kinds import compared, sided
from onrecord.claims.kinds.counted import counts_of
from onrecord.claims.kinds.races import FIRST_ROUND, Race, line_of, race_of
from onrecord.claims.kinds.round_said import own_round
from onrecord.claims.kinds.staging import COUNTING, Asked, source_of, versions_for
from onrecord.claims.periods import phase_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.tolerance import split_fits
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.unread import unread_words
from onrecord.claims.verdict import Fit, fit_of
from onrecord.claims.vote_president import carried
from onrecord.model.names import display

_COUNTED = re.compile(
    r"\b(?:receiv(?:ed|ing)|got|getting|drew|drawing|polled|garner(?:ed|ing)|collected|took|taking|won|winning"
    r"|with|earned)\s+$"
)
# What makes a vote figure a part, another election's, another office's, or a comparison: none of it is checked here.
OTHER = re.compile(
    r"\b(?:carried|favou?rs|favou?red|outr[au]n\w*|outperform\w*|among|tallied|needed|needs|by mail|mail-in|absentee"
    r"|precincts?"
    r"|endors\w+|House floor|together|combined|respectively|line|County|Parish|registered|turnout|improved|shrank"
    r"|shrunk|grew"
    r"|earlier|down from|up from|years? after|years? before|if|would have|could have|nearly (?:won|lost)|not|never"
    r"|neither|electorate"
    r"|Latinos?|Black|Asian|white|women|men|young|presidential|between|was won|were won|recount|unofficial|initial\w*"
    r"|at first|at one point|briefly|returns|election night|separated|come within"
    r"|came within"
    r"|fell|short|behind)\b|n[\u2019']t\b",
)
_TWO_RACES = re.compile(
    r"\bwon\b.*\blost\b|\blost\b.*\bwon\b|\bprimary\b.*\b(?:general|November)\b|\bgeneral\b.*\bprimary\b"
)
_TWO_YEARS = re.compile(r"\b(?:19|20)\d\d and (?:in )?(?:19|20)\d\d\b")


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about votes in a sentence."""
    claims: list[Typed] = []
    found = sided.figures_of(s.text, found)
    for figure in found:
        if sided.of_all(s.text, figure):
            claims.append(_of_all(s, figure))
            continue
        measure = sided.measure_of(story, s, figure, found, bool(claims))
        if measure is None:
            continue
        kind = {"vote_split": "result_share", "vote_share": "result_share", "votes": "result_votes"}.get(
            measure, "result_margin"
        )
        a, b = clause_of(s.text, figure.start, figure.end)
        if president := carried(s.text, figure.start, figure.end):
            why = f"{president[0]}'s votes inside a district or state are in no loaded count"
            claims.append(_refused(s, figure, kind, measure, why))
        elif other := OTHER.search(s.text[a:b]) or _TWO_YEARS.search(s.text) or _TWO_RACES.search(s.text):
            claims.append(
                _refused(s, figure, kind, measure, f"the words '{other[0]}' make it another figure than a whole count's")
            )
        else:
            others = [f for f in found if f is not figure and f.kind in ("votes", "points", "percent", "split")]
            race = own_round(story, s, figure, others) if measure.startswith("vote_margin") else None
            unread = (*unread_words(story, s, figure.start, figure.end), *([] if race else _which_round(s, others)))
            unread += (figure.surface,) if figure.kind == "percent" and measure == "vote_margin_pp" else ()
            claims.append(replace(_typed(story, s, figure, kind, measure, race), unread=unread))
    return claims + compared.read(story, s)


def _which_round(s: Sentence, others: list[Figure]) -> list[str]:
    """The words that name a first round, where another vote figure of the sentence may be that of the final one."""
    named = FIRST_ROUND.search(s.text)
    return [named[0]] if named and others else []


def _refused(s: Sentence, figure: Figure, kind: str, measure: str, why: str) -> Typed:
    """A vote figure that is not asked of the record, with the reason."""
    said = claim(measure, None, figure.comparator, _value(figure, measure), "votes", phase=phase_of(s.text))
    judged = cannot(why, "the certified results of the contest")
    return Typed(s.start + figure.start, s.start + figure.end, kind, said, always(judged))


def _of_all(s: Sentence, figure: Figure) -> Typed:
    """All votes of a contest: "out of nearly 260,000 cast"; whether blank ballots are among them is not said."""
    said = claim("votes", "all candidates", figure.comparator, _value(figure, "votes"), "votes")
    why = cannot("whether these are all votes for candidates or all ballots is not told", "the certified results")
    return Typed(s.start + figure.start, s.start + figure.end, "result_votes", said, always(why))


def _value(figure: Figure, measure: str) -> object:
    if measure == "vote_split":
        return [str(figure.value), str(figure.second)]
    return int(figure.value) if figure.value == int(figure.value) else str(figure.value)


def _typed(story: Story, s: Sentence, figure: Figure, kind: str, measure: str, told: Race | None = None) -> Typed:
    if measure == "votes" and not (
        _COUNTED.search(s.text[: figure.start]) or re.match(r"[^,.;]{0,30}\b(?:for|to) ", s.text[figure.end :])
    ):
        return _refused(s, figure, kind, measure, "the sentence does not say plainly whose votes these are")
    race = told or race_of(story, s, figure.start, figure.end, alone=measure in ("vote_share", "votes"))
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
        phase=race.where.split(" ", 2)[2],
        period=str(race.year),
    )
    return Typed(*span, kind, said, lambda day: _judge(story, race, figure, measure, day))


def _judge(story: Story, race: Race, figure: Figure, measure: str, day: dt.date) -> Judged:
    votes = contested(story.record, race.contest, day, race.year)
    settles = f"the certified results of the {race.where}"
    counts = counts_of(votes, race)
    judged, without = Judged(), []
    if isinstance(counts, str):
        asked = Asked(race.contest, race.year, race.special, True)
        meant, others = versions_for(story, asked, race.stage, "", day)
        if not meant:
            return cannot(counts, settles)
        counts = [n.count for n in meant]
        judged.context += [(n.words, n.answer(votes.rows)) for n in [*meant, *others]]
        judged.caveats += [f"another version: {n.words} ({n.version.citation})" for n in others]
    for count in counts:
        first, second = line_of(count, race.first), line_of(count, race.second) if race.second else None
        said = f"{count.title}: " + ", ".join(f"{display(x.name or '')} {x.votes:,}" for x in count.named[:4])
        absent = [
            p.name for p, x in ((race.first, first), (race.second, second)) if p and (x is None or x.votes is None)
        ]
        if first is None or absent:
            without.append(f"{' and '.join(absent)} has no votes in the record's count of the {said}")
            continue
        shares = measure in ("vote_share", "vote_split", "vote_margin_pp")
        tried = NO_SHARES if shares and count.listed_only else _tried(count, first, second, figure, measure, votes)
        if not isinstance(tried, str) and measure in ("vote_share", "votes"):
            tried = _guarded(count, first, race, figure, measure, tried)
        if isinstance(tried, str):
            without.append(f"{tried}; {said}")
            continue
        tried, why = _of_first_choices(votes, race, count, measure, tried)
        judged.caveats += why
        if race.elected and (later := _decided_later(votes, count, counts)):
            tried = [replace(t, fits="unknown") if t.fits == "yes" else t for t in tried]
            judged.caveats.append(f"the {count.title} elected nobody: {later} decided")
        named = [
            Tried(replace(t.answer, reading=f"{t.answer.reading}{_round_of(count, _opening(count, counts))}"), t.fits)
            for t in tried
        ]
        judged.readings += _at_the_time(story, count, named, judged)
        judged.reason += ("; " if judged.reason else "") + _reason(said, count, first, second)
        judged.caveats += list(count.caveats)
        judged.context.append(source_of(count, votes))
        if count.ranked_round is not None:
            judged.caveats.append(f"{count.title}: ranked-choice round {count.ranked_round}")
    _settle_rounds(judged, race.won and measure.startswith("vote_margin"))
    _other_stages(votes, race, figure, measure, judged)
    if not judged.readings:
        none = cannot("; ".join(without), settles)
        none.asked = [votes.rows]
        return none
    return judged


def _other_stages(votes: Contested, race: Race, figure: Figure, measure: str, judged: Judged) -> None:
    """Where no stage is named: a runoff is always meant as fairly, a primary between the same people where the general
    does not fit; a primary that is not loaded keeps the claim open."""
    if race.phase_named or not judged.readings:
        return
    fits = any(t.fits == "yes" for t in judged.readings)
    for count in votes.counts:
        if count.stage == race.stage or count.year != race.year or not count.whole or (fits and count.stage != "runoff"):
            continue
        judged.readings += _of_stage(votes, count, race, figure, measure)
    held = any(c.stage == "primary" and c.year == race.year and c.whole and line_of(c, race.first) for c in votes.counts)
    known = ruled(votes, race.contest, race.year)
    within = known.rule is None or known.rule.party_scope == "within each party"
    same = race.second and within and race.first.party_in(race.year) & race.second.party_in(race.year)
    if not fits and not held and (same or race.second is None):
        name = f"the {race.contest} {race.year} primary"
        judged.readings.append(Tried(Answer(name, None, "votes", (), 0, None, False, ("not loaded",)), "unknown"))


def _of_first_choices(
    votes: Contested, race: Race, count: Count, measure: str, tried: list[Tried]
) -> tuple[list[Tried], list[str]]:
    """First choices alone refute nothing where ranked choice decided, and support no margin; unless they are meant."""
    why = decided(votes, race.contest, count).why
    if not why or race.first_round:
        return tried, []
    kept = ("yes", "unknown") if measure in ("votes", "vote_share") else ("unknown",)
    return [t if t.fits in kept else replace(t, fits="unknown") for t in tried], [why]


def _of_stage(votes: Contested, count: Count, race: Race, figure: Figure, measure: str) -> list[Tried]:
    """The readings of another stage's count; of a runoff without the person, one that cannot be computed."""
    first, second = line_of(count, race.first), line_of(count, race.second) if race.second else None
    absent = first is None or first.votes is None or (race.second and (second is None or second.votes is None))
    if absent or first is None:
        gone = Answer(f"the {count.title}, in which not all of them stood", None, "votes", (votes.rows,), count.rows)
        return [Tried(gone, "unknown")] if count.stage == "runoff" else []
    tried = _tried(count, first, second, figure, measure, votes)
    if isinstance(tried, str):
        return []
    if measure in ("vote_share", "votes"):
        tried = _guarded(count, first, race, figure, measure, tried)
    tried, _ = _of_first_choices(votes, race, count, measure, tried)
    return [Tried(replace(t.answer, reading=f"{t.answer.reading}, {count.title}"), t.fits) for t in tried]


def _decided_later(votes: Contested, count: Count, counts: list[Count]) -> str:
    """What decided after a count that elected nobody, a runoff or a later round; empty where none is loaded."""
    if count.stage == "general" and votes.all_of("runoff", count.year, count.special):
        return "a runoff"
    return "a later round" if _opening(count, counts) else ""


def _opening(count: Count, counts: list[Count]) -> bool:
    """Whether a later round of the same election is among the counts."""
    rank = count.ranked_round or 0
    return any((c.special, c.stage) == (count.special, count.stage) and (c.ranked_round or 0) > rank for c in counts)


def _round_of(count: Count, opening: bool) -> str:
    return f", first round of {count.title}" if opening else ""


def _settle_rounds(judged: Judged, won: bool) -> None:
    """Of a ranked-choice count the final round is meant; the first counts only where the final does not fit, and not
    where the words are of who won by how much."""
    final = [t for t in judged.readings if ", first round of " not in t.answer.reading]
    if any(t.fits == "yes" for t in final) or (won and final):
        judged.readings = final


def _guarded(count: Count, first: Line, race: Race, figure: Figure, measure: str, tried: list[Tried]) -> list[Tried]:
    """A figure that fits a rival better is not refuted: whose it is may have been misread; a winner must have won."""
    if race.came_first and count.named and count.named[0] is not first:
        return [replace(t, fits="no") for t in tried]
    for rival in count.named[:6]:
        value: Value = rival.votes or 0
        if measure == "vote_share":
            value = count.share(rival.votes or 0)
        other = fit_of(Answer("", value, ""), figure.value, figure.unit_in_last_place, figure.comparator)
        if rival is not first and other == "yes":
            return [replace(t, fits="unknown") if t.fits != "yes" else t for t in tried]
    return tried


def _at_the_time(story: Story, count: Count, tried: list[Tried], judged: Judged) -> list[Tried]:
    """Soon after an election a story speaks of a count that went on: the final one can support it and not refute it."""
    if count.held_on is None or (story.published - count.held_on).days > COUNTING:
        return tried
    if any(t.fits not in ("yes", "unknown") for t in tried):
        days = (story.published - count.held_on).days
        judged.caveats.append(
            f"the story appeared {days} days after the vote; the record holds the final count, not that day's"
        )
    return [t if t.fits == "yes" else Tried(t.answer, "unknown") for t in tried]


def _reason(said: str, count: Count, first: Line, second: Line | None) -> str:
    shares = f" ({_pct(count, first)}" + (f" to {_pct(count, second)})" if second else ")")
    shares = "" if count.listed_only else shares
    behind = second and (first.votes or 0) < (second.votes or 0)
    ahead = (
        f"; the record has {display(second.name or '')} ahead, not {display(first.name or '')}"
        if behind and second
        else ""
    )
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
        margin = fit(answer("margin of the first over the second named", a - (b or 0), "votes"))
        return [margin if a > (b or 0) else replace(margin, fits="no")]
    if measure == "vote_share":
        shares = [fit(answer("share of all votes", count.share(a), "pct"))]
        if count.no_votes and shares[0].fits != "yes":  # as some states print it
            ballots = Fraction(100 * a, count.total + count.no_votes)
            shares.append(fit(answer("share of all ballots, blank ones too", ballots, "pct")))
        return shares
    wholes = [("of the two candidates' votes", a + (b or 0)), ("of all votes", count.total)]
    if wholes[0][1] == wholes[1][1]:
        wholes = wholes[:1]
    if measure == "vote_margin_pp":
        margins = [fit(answer(f"margin {name}", Fraction(100 * (a - (b or 0)), n), "pp")) for name, n in wholes]
        return margins if a > (b or 0) else [replace(m, fits="no") for m in margins]
    pair = (figure.value, figure.second if figure.second is not None else 100 - figure.value)
    claimed = (max(pair), min(pair))  # "lost 47-53": the larger share is the winner's
    tried = []
    for name, whole in wholes:
        ok: Fit = "yes" if split_fits(claimed, figure.unit_in_last_place, (a, b or 0), whole) else "no"
        tried.append(Tried(answer(f"share {name}", Fraction(100 * a, whole), "pct"), ok))
    return tried
