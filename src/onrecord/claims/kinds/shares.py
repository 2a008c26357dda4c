"""Shares, onlys and counts of what a group did: most of its spending, a single race, so many endorsed of each party."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.answers import money
from onrecord.answers.answer import Answer, Value, plain
from onrecord.answers.ask import ask
from onrecord.answers.reported import public_from
from onrecord.claims.carried import past_cycle
from onrecord.claims.documents import document
from onrecord.claims.figures import CARDINALS, Figure
from onrecord.claims.kinds import aims, targets
from onrecord.claims.kinds.targets import settled
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import UNSTATED, period_of, phase_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.tolerance import Number
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit, fit_of
from onrecord.claims.words import ENDORSED, OPPOSE
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day
from onrecord.registry.groups import Group

_FRACTIONS = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fourth": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6),
    "tenth": Fraction(1, 10),
}
_PART = r"(?:(?:a |one[- ])?half|(?:a|one|two|three|four|nine)[- ](?:third|quarter|fourth|fifth|sixth|tenth)s?)"
_TIMES = {"two": 2, "three": 3, "four": 4, "nine": 9}
SHARE = re.compile(
    r"\b(?:(?P<most>[Mm]ost|[Tt]he bulk|[Tt]he majority|[Tt]he vast majority|[Mm]ore than half)"
    r"|(?:(?P<hedge>[Aa]bout|[Rr]oughly|[Ss]ome|[Nn]early|[Aa]lmost|[Aa]round|[Aa]pproximately|[Cc]lose to"
    r"|[Mm]ore than"
    r"|[Oo]ver|[Ll]ess than|[Jj]ust over|[Jj]ust under|[Aa]t least) )?"
    rf"(?:(?P<part>(?i:{_PART}))"
    r"|(?P<percent>\d{1,3}(?:\.\d+)?)(?:%| percent)))"
    r" of (?:all )?(?:its|their|the (?:group|super PAC|PAC|organi[sz]ation|committee)[\u2019']s"
    r"|(?:the )?(?P<name>[A-Z][\w\u2019' ]+?)[\u2019']s?)"
    r" (?:total |overall |reported |\$[\d.,]+ (?:million |billion )?(?:in )?|\w+ )?"
    r"(?P<what>(?:outside |ad )?spending|money|independent expenditures|outlays|expenditures)\b"
)
_HEDGES = {"about": "approx", "roughly": "approx", "some": "approx", "nearly": "nearly", "almost": "nearly",
           "around": "approx", "approximately": "approx", "close to": "nearly", "just under": "nearly",
           "more than": "more_than", "over": "more_than", "just over": "just_over", "at least": "at_least",
           "less than": "less_than"}  # fmt: skip
_COUNT = r"(?:(?:a|one) single|single|one|just one|only one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_ONLY = re.compile(
    rf"\bonly\b(?P<mid>[^.;]{{0,60}}?)\b(?:in|on|into)\s+(?P<count>{_COUNT})\s+(?:\w+ ){{0,2}}(?:races?|contests?"
    rf"|districts?|elections?)\b"
    rf"|\b(?:only|just)\s+(?P<count2>{_COUNT})\s+(?:general[- ]election |House |congressional )*(?:races?"
    rf"|contests?)\b",
    re.IGNORECASE,
)
_ENDORSED = re.compile(
    rf"{ENDORSED}\s+(?P<a>[\d,]+) (?P<pa>Republicans|Democrats)(?:,? and (?P<b>[\d,]+) (?P<pb>Republicans"
    rf"|Democrats))?",
    re.IGNORECASE,
)
_PARTY = {"democrats": "Democratic", "republicans": "Republican"}


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of these kinds in a sentence; the subject is the last group or committee named before them."""
    claims = [_share(story, s, hit) for hit in SHARE.finditer(s.text)]
    claims += [_only(story, s, hit) for hit in _ONLY.finditer(s.text)]
    return claims + [_endorsed(story, s, hit) for hit in _ENDORSED.finditer(s.text)]


def _subject(story: Story, s: Sentence, place: int) -> Mention | None:
    inside = [m for m in story.mentions if m.group and s.start <= m.start < s.end]
    before = [m for m in inside if m.start < s.start + place]
    earlier = [m for m in story.mentions if m.group and m.start < s.start]
    if not before and earlier and story.stranger(earlier[-1].end, s.start):
        return None  # "its" may be that of a committee named since, which no file knows
    found = before or earlier
    return found[-1] if found else None


# --- shares of a group's money


def _share(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    value, unit, comparator = _claimed(hit)
    end = re.search(r"(?= who\b| that\b|[.;]|$)", s.text[hit.end() :])
    span = (s.start + hit.start(), s.start + hit.end() + (end.start() if end else 0))
    rest = aims.without_asides(s.text, hit.end())[hit.end() :]
    phase = phase_of(rest.replace("primaries", "primary"))
    party = next((p for w, p in _PARTY.items() if re.search(rf"\b{w}\b", rest, re.IGNORECASE)), None)
    oppose = bool(re.search(rf"\b{OPPOSE}\b", rest))
    support = not oppose and bool(re.search(r"\b(?:support|back|boost)\w*\b", rest))
    period = period_of(s.text, hit.end(), story.published)
    past = past_cycle(story, s) if period.words == UNSTATED else None
    subject = _subject(story, s, hit.end() if hit["name"] else hit.start() + 1)
    group = subject.group if subject else None
    said = claim("ie_share", None, comparator, plain(Fraction(value)), "fraction", phase=phase, period=period.words)
    said |= {"subject": (group.short or group.name) if group else None, "stance": "oppose" if oppose else None}
    said["target"] = f"{party} candidates" if party else None
    named = [m for m in story.people_in(s) if s.start + hit.end() <= m.start < s.start + hit.end() + len(rest)]
    if aimed := targets.of_named(story, s, named):
        said |= aimed
    support = support or bool(re.search(r"\b(?:Republican|Democratic|GOP) primar", rest))
    if group is None or phase is None or support or named:
        reason = "the sentence does not name a group that the registry knows" if group is None else "no phase is named"
        if support or named:
            reason = "a share for or against some candidates alone is not asked of the record yet"
        return Typed(*span, "share", said, always(cannot(reason)))
    cycle = int(past[:4]) if past else period.cycle
    inferred = f"the time is read as that of the {past}" if past else ""

    def judge(day: dt.date) -> Judged:
        return _judge_share(story, group, (Fraction(value), unit, comparator), (phase, party, oppose), cycle, rest, day)

    return Typed(*span, "share", said, judge, about=group.id, inferred=inferred)


def _claimed(hit: re.Match[str]) -> tuple[str, Fraction, str]:
    """(value as text, its smallest written place, comparator); 'most' is more than half."""
    if hit["most"]:
        return "0.5", Fraction(1, 100), "more_than"
    comparator = _HEDGES.get((hit["hedge"] or "").casefold(), "approx" if hit["part"] else "exact")
    if hit["part"]:
        words = re.split(r"[- ]", hit["part"].casefold())
        part = _FRACTIONS[words[-1].removesuffix("s")] * _TIMES.get(words[0], 1)
        return str(part), Fraction(1, 100), comparator
    places = len(hit["percent"].partition(".")[2])
    return str(Decimal(hit["percent"]) / 100), Fraction(1, 100 * 10**places), comparator


def _judge_share(
    story: Story,
    group: Group,
    figure: tuple[Number, Number, str],
    what: tuple[str, str | None, bool],
    cycle: int,
    words: str,
    day: dt.date,
) -> Judged:
    phase, party, oppose = what
    spent = money.expenditures(story.record, group.committees, day, cycle=cycle)
    if not spent.listed:
        file = document("fec_pas2", cycle)
        return cannot(
            f"no itemised independent expenditures of {group.short or group.name} are loaded for {cycle}", file
        )
    letter = {"primary": "P", "general": "G"}.get(phase, "R")
    coded = money.coded(letter, cycle)
    whole = spent.answer("all", lambda r: True)
    part = spent.answer("part", coded)
    answers = [_ratio(f"coded {letter}{cycle}, of itemised independent expenditures", part, whole)]
    if party:
        aimed = spent.answer("aimed", lambda r: coded(r) and (not oppose or money.against(party)(r)))
        answers.append(
            _ratio(
                f"coded {letter}{cycle} and opposing {party} candidates, of itemised independent expenditures",
                aimed,
                whole,
            )
        )
    for one in money.summary(story.record, "spending", group.committees, cycle, day)[:1]:
        if one.value:
            answers.append(
                _ratio(f"coded {letter}{cycle}, of {one.reading}", _within(spent, coded, one.through, cycle), one)
            )
    whole_cycle = settled(story, spent, dt.date(cycle, 12, 31), day) and not _lacking(story, group, cycle, day)
    tried = [Tried(a, _share_fit(a, figure, whole_cycle)) for a in answers]
    said = "; ".join(
        f"{a.reading}: ${a.facts['part']:,.0f} of ${a.facts['whole']:,.0f} ({_percent(a)}%)" for a in answers
    )
    caveats = [money.ROUNDED, "election codes are as the filer typed them", money.FLOOR]
    if any(Fraction(a.value or 0) > 1 for a in answers):
        caveats.insert(0, money.ABOVE_WHOLE)
    if any(t.fits == "open" for t in tried):
        caveats.append(f"what is loaded does not reach the end of {cycle}: the share of the whole cycle may be another")
    undefined = sorted(
        set(re.findall(r"\b(?:progressives?|moderates?|conservatives?|liberals?|far-left|far-right)\b", words))
    )
    if undefined:
        caveats.append(f"'{', '.join(undefined)}' is a description that no filing holds: that part is not checked")
    return Judged(tried, f"{group.short or group.name}, filed by {day}: {said}", None, caveats)


def _within(spent: money.Expenditures, coded: money.Test, end: dt.date | None, cycle: int) -> Answer:
    """The coded rows that a summary through `end` (inclusive) can hold: a part is of the whole's own days."""
    reach = dt.date.max if end is None or money.final(cycle, end) else public_from(end)
    return spent.answer("part", lambda r: coded(r) and r["filed_on"] <= reach)


def _share_fit(one: Answer, figure: tuple[Number, Number, str], whole_cycle: bool) -> Fit:
    """How a share bears on the claim: what is still to come can raise or lower it; a part of the cycle refutes none."""
    fit = fit_of(one, *figure)
    return fit if fit == "yes" or (whole_cycle and not one.facts["of_floor"]) else "open"


def _lacking(story: Story, group: Group, cycle: int, day: dt.date) -> bool:
    """Whether no itemised row of a member is loaded for a cycle: what it spent is then not known."""
    loaded = money.held(story.record, group.committees, day)
    tables = ("expenditure", "contribution", "notice")
    return any(not any(cycle in loaded.get((c, t), set()) for t in tables) for c in group.committees)


def _ratio(name: str, part: Answer, whole: Answer) -> Answer:
    value = Fraction(part.value or 0) / Fraction(whole.value or 1)
    facts = {
        "definition": whole.facts.get("definition", "independent expenditures"),
        "part": part.value,
        "whole": whole.value,
        "of_floor": whole.facts["definition"] != "independent expenditures" and whole.floor,  # a summary not yet whole
    }
    asked = tuple({r.receipt: r for r in (*part.asked, *whole.asked)}.values())
    return Answer(name, value, "fraction", asked, part.rows, whole.through, False, facts=facts)


def _percent(one: Answer) -> str:
    tenths = round(Fraction(one.value or 0) * 1000)
    return f"{tenths // 10}.{tenths % 10}"


# --- only in so many contests


def _only(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    word = (hit["count"] or hit["count2"]).casefold()
    number = int(word) if word.isdigit() else CARDINALS.get(word, 1)
    span = (s.start + hit.start(), s.start + hit.end())
    phase = phase_of(s.text)
    subject = _subject(story, s, hit.start())
    said = claim("count_contests", None, "only", number, "count", phase=phase, period=str(story.cycle))
    if subject is None or subject.group is None:
        return Typed(*span, "only_none_all", said, always(cannot("the sentence names no group that the registry knows")))
    group = subject.group
    said["subject"] = group.short or group.name
    return Typed(*span, "only_none_all", said, lambda day: _judge_only(story, group, number, phase, day), about=group.id)


def _judge_only(story: Story, group: Group, number: int, phase: str | None, day: dt.date) -> Judged:
    cycle = story.cycle
    periodic = money.expenditures(story.record, group.committees, day, cycle=cycle)
    spent = money.with_notices(story.record, periodic, group.committees, day, cycle) or periodic
    name = group.short or group.name
    notices = document("fec_ie_notices", cycle)
    if not spent.listed:
        return cannot(f"no itemised independent expenditures of {name} are loaded for {cycle}", notices)
    letter = {"primary": "P", "general": "G", None: ""}.get(phase, "R")
    test: Callable[[dict[str, Any]], bool] = money.coded(letter, cycle) if letter else _of_cycle(cycle)
    coded = spent.where(test)
    contests = {c: v for c, v in _contests(coded).items() if v > 0}
    what = (
        f"contests with independent expenditures coded {letter}{cycle} by the filer" if letter else "contests with any"
    )
    latest = max((r["filed_on"] for r in coded), default=None)
    by_code = Answer(what, len(contests), "contests", (spent.rows,), len(coded), latest, parts=tuple(contests.items()))
    floor = not settled(story, spent, general_day(cycle), day)
    fit: Fit = "open" if floor and len(contests) <= number else "yes" if len(contests) == number else "no"
    answers = [Tried(by_code, fit)]
    undated = sum(r["transacted_on"] is None for r in spent.listed)
    if letter:
        by_day = Answer(
            "contests by the calendar, from the day of each expenditure", None, "contests", (spent.rows,), undated
        )
        answers.append(Tried(by_day, "unknown"))
    given = ask(story.record, "contribution_recipients", day, committees=group.committees, candidates=None, cycle=cycle)
    direct = {
        r["candidate_id_fec"] for r in given.dicts() if not letter or (r["election_code"] or "") == f"{letter}{cycle}"
    }
    if direct:
        label = f"candidates given to directly, coded {letter}{cycle}" if letter else "candidates given to directly"
        count = sum(r["row_count"] for r in given.dicts() if r["candidate_id_fec"] in direct)
        gifts = Answer(label, len(direct), "candidates", (given,), count)
        answers.append(Tried(gifts, "yes" if len(direct) == number else "no"))
    listed = "; ".join(f"{c} ${v:,.0f}" for c, v in contests.items())
    reason = f"by the filer's code, as filed by {day}: {len(contests)}{f' ({listed})' if listed else ''}"
    judged = Judged(answers, reason, None, settles=[notices])
    judged.caveats = ["what is loaded does not reach the election: more may exist"]
    if undated and letter:
        judged.caveats.append(
            f"by the calendar it cannot be computed: {undated} of {len(spent.listed)} rows have no day of expenditure"
        )
    judged.caveats += _doubtful(spent, coded, letter, cycle)
    judged.settles += [f"the filing of FEC image {r['image_number']}" for r in _mixed(spent, coded)]
    if all(t.fits != "yes" for t in answers) or len(contests) == number:
        judged.verdict = "cannot check" if all(t.fits != "yes" for t in answers) else None
    return judged


def _of_cycle(cycle: int) -> Callable[[dict[str, Any]], bool]:
    return lambda r: (r["election_code"] or "").endswith(str(cycle))


def _contests(rows: list[dict[str, Any]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for row in rows:
        contest: Contest | None = money.contest_of(row)
        key = str(contest) if contest else f"contest of {row['candidate_id_fec']} not known"
        found[key] = Decimal(found.get(key, Decimal(0))) + row["amount_usd"]  # type: ignore[arg-type]
    return found


def _mixed(spent: money.Expenditures, coded: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose filer also coded a row against or for the same candidate for another election on the same day."""
    return [
        r
        for r in coded
        if any(
            o["candidate_id_fec"] == r["candidate_id_fec"]
            and o["filed_on"] == r["filed_on"]
            and o["election_code"] != r["election_code"]
            for o in spent.listed
        )
    ]


def _doubtful(spent: money.Expenditures, coded: list[dict[str, Any]], letter: str, cycle: int) -> list[str]:
    return [
        f"${r['amount_usd']:,.0f} {'opposing' if r['stance'] == 'oppose' else 'supporting'} {money.named(r)} is coded"
        f" {letter}{cycle} in a"
        f" filing of {r['filed_on']} (FEC image {r['image_number']}) that also has a row for another election: the"
        f" code may be an error"
        for r in _mixed(spent, coded)
    ]


# --- endorsements


def _endorsed(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    pairs = [(_PARTY[hit["pa"].casefold()], int(hit["a"].replace(",", "")))]
    if hit["b"]:
        pairs.append((_PARTY[hit["pb"].casefold()], int(hit["b"].replace(",", ""))))
    span = (s.start + hit.start(), s.start + hit.end())
    subject = _subject(story, s, hit.start() + 1)
    period = period_of(s.text, hit.end(), story.published)
    said = claim("count_endorsements", None, "exact", [n for _, n in pairs], "candidates", period=period.words)
    said["target"] = ", ".join(p for p, _ in pairs)
    if subject is None or subject.group is None:
        return Typed(*span, "count", said, always(cannot("the sentence names no organisation that the registry knows")))
    group = subject.group
    said["subject"] = subject.text
    return Typed(*span, "count", said, lambda day: _judge_endorsed(story, subject.text, group, pairs, period.cycle, day))


def _judge_endorsed(
    story: Story, words: str, group: Group, pairs: list[tuple[str, int]], cycle: int, day: dt.date
) -> Judged:
    names = sorted({words.casefold(), *(p.casefold() for p in group.phrases), group.name.casefold()})
    rows = ask(story.record, "endorsements", day, organisations=names, committees=group.committees, cycle=cycle)
    counts = _by_party(rows.dicts())
    judged = Judged(asked=[rows] if rows.rows else [])
    given = money.recipients(story.record, group.committees, cycle, day)
    for party, number in money.distinct_by_party(given).items():
        one = Answer("given to", number, "candidates", (given,), number)
        judged.context.append((f"distinct candidates given to, {party}; not endorsements", one))
    if not rows.rows:
        judged.verdict = "cannot check"
        judged.reason = "endorsements are in no loaded source: a gift is not an endorsement"
        judged.settles = [
            f"the organisation's own list of endorsements of {cycle}, loadable as onrecord_endorsements.csv"
        ]
        return judged
    for party, number in pairs:
        one = Answer(f"endorsed, {party}", counts.get(party, 0), "candidates", (rows,), len(rows.rows))
        judged.readings.append(Tried(one, "yes" if counts.get(party, 0) == number else "no"))
    if any(t.fits == "no" for t in judged.readings):
        judged.verdict = "refuted"
    listed = ", ".join(f"{p} {n}" for p, n in counts.items())
    judged.reason = f"the loaded list of {cycle}: {listed}"
    judged.caveats = ["a list is as complete as whoever made it says"]
    return judged


def _by_party(rows: list[dict[str, Any]]) -> dict[str, int]:
    from onrecord.model.parties import party_of

    counts: dict[str, int] = {}
    for row in {(r["candidate_id_fec"] or r["candidate_name"]): r for r in rows}.values():
        party = party_of(row["party"]) or "party not given"
        counts[party] = counts.get(party, 0) + 1
    return counts
