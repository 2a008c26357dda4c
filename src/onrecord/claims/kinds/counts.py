"""Counts: how many candidates a committee gave to, how many super PACs, how many with so much cash, the second loss."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.contests import Count
from onrecord.answers.field import PACS, SUPER_PACS, committees_of, registered
from onrecord.answers.people import Person
from onrecord.answers.tally import best_of
from onrecord.claims import aside
from onrecord.claims.documents import document
from onrecord.claims.figures import ORDINALS, Figure
from onrecord.claims.kinds import givers
from onrecord.claims.kinds.count_words import BIG_ONES, DONORS, GAVE_IT, GOT_IT, HAS, NOUN
from onrecord.claims.kinds.nearby import (
    Near,
    before,
    contest_in,
    earlier,
    groups,
    named_in,
    partial,
    phase_near,
    slots_of,
)
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import Period, period_of, phase_of
from onrecord.claims.spans import standard
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judge, Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.unread import unread_words
from onrecord.claims.verdict import Fit, fit_of
from onrecord.claims.vote_slots import name_of
from onrecord.claims.words import GAVE, RAISED, SPENT

_WHOM = (
    r"(?:(?:[\w-]+ ){0,3}?(?:candidates?|campaigns?|members of (?:Congress|the House)|lawmakers|incumbents?"
    r"|House members|senators"
    r"|Democrats|Republicans|challengers))"
)
_ENDORSED = re.compile(rf"^ (?:\w+ )?endorsed {_WHOM}\b", re.IGNORECASE)
_RECIPIENTS = re.compile(rf"^ {_WHOM}\b", re.IGNORECASE)
_TO = re.compile(rf"\b(?:{GAVE}|donat\w+|contribut\w+)\b[^.;]{{0,60}}?\bto (?:the campaigns of |campaigns of "
    rf"|\d+ \w+ and )?"
                 rf"(?:at least |more than |about |some |nearly |over )?$",
                 re.IGNORECASE)  # fmt: skip
_RAISED_FOR = re.compile(rf"\b(?:{RAISED}|{GAVE}|spent|bundled)\b[^.;]{{0,40}}? (?:for|on|among|between|into) $")
_ENDORSE = re.compile(r"\bendors(?:ed|es|ing)\b[^.;]{0,25}?$", re.IGNORECASE)
_COMMITTEES = re.compile(
    r"^ (?:[\w-]+ ){0,2}?(?P<what>super PACs|PACs|political action committees|political committees)\b"
    rf"(?P<raised> (?:that|which) (?:have |had )?(?:reported )?{RAISED})?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b((?:House |Senate )?(?:challengers|candidates|incumbents|lawmakers|Democrats|Republicans|members))\b"
)
_ELIDED = re.compile(
    r"^ (?:with|who (?:had|have|held|reported)) (?:at least|more than|over"
    r"|upwards of) \$[\d.,]+(?: \w+)? (?:in|on|of) (?:their"
    r"|hand|the bank|cash|campaign)",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"^ (?:[\w-]+ ){0,6}?(?:candidates|campaigns|lawmakers|nominees|hopefuls|freshmen|contestants|Democrats"
    r"|Republicans|incumbents|challengers|members|senators|of them"
    r"|contenders)\b"
    rf"[^.;]{{0,110}}?\b(?P<verb>(?:have|had|has|with|hold|held|ended|reported|{RAISED}))\b[^.;$]{{0,40}}?\$",
    re.IGNORECASE,
)
_CONTESTS = re.compile(
    r"^ (?:(?!percent)[\w-]+ ){0,3}?(?:races|contests|primaries|districts|elections|battlegrounds)\b", re.IGNORECASE
)
_SPENT_IN = re.compile(
    rf"\b(?:{SPENT}|intervened|weighed in|gotten involved|been active|played|active)\b[^.;$]{{0,30}}?\b(?:in|on"
    rf"|into|across) $",
    re.IGNORECASE,
)
_STOOD = re.compile(
    r"^ (?:[\w-]+ ){0,2}?(?:candidates|contenders|challengers|hopefuls)\b[^.;]{0,30}?\b(?:(?:are |were"
    r" )?(?:running|vying|competing|on"
    r" the ballot)|filed|entered|ran|in the (?:race|field|primary)|on the ballot)\b",
    re.IGNORECASE,
)
_ORD = "|".join(list(ORDINALS)[1:])
_LOST = r"(?:lost|been (?:defeated|beaten)|was (?:defeated|beaten)|fallen short|fell short|come up short|came up short)"
_TIME = re.compile(
    rf"\b(?P<said>the (?P<a>{_ORD})(?: consecutive| straight)? time)\b(?=[^.;]{{0,160}}?\b{_LOST}\b)"
    rf"|\b{_LOST}\b[^.;]{{0,60}}?\b(?P<said2>for (?:a|the) (?P<b>{_ORD})(?: consecutive| straight)? time)\b"
    rf"|\b(?:his|her|[\u2019']s?) (?P<said3>(?P<c>{_ORD})(?: consecutive| straight)? (?:loss|defeat))\b",
    re.IGNORECASE,
)
RESULTS = "the certified results of every election in which the two stood"


@dataclass(frozen=True)
class Counted:
    """What a number counts: its measure, unit and the words after it that say so."""

    measure: str
    unit: str
    words: str


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence that count candidates, committees or losses."""
    claims = [_lost(story, s, hit) for hit in _TIME.finditer(s.text)]
    for figure in found:
        if figure.kind not in ("number", "part") or aside.planned(s, figure):
            continue
        if one := _counted(s.text, figure):
            claims.append(_typed(story, s, figure, one))
    return claims


def _counted(text: str, f: Figure) -> Counted | None:
    """What the words around a number make it count; None when it is a count of something else."""
    tail, lead = text[f.end :], text[: f.start]
    if (
        re.search(r"\b(?:the|top|first|last|these|those|its|their|his|her|of) $", lead)
        and f.kind == "number"
        and f.value < 10
    ):
        return None
    if hit := _WITH.match(tail):
        kind = "receipts" if re.search(RAISED, hit[0], re.IGNORECASE) else "cash"
        return Counted(f"count_with_{kind}_ge", "count", hit[0])
    if (hit := _ELIDED.match(tail)) and (noun := _HEAD.findall(lead)):
        roles = [n for n in noun if not n.endswith(("Democrats", "Republicans"))] or noun
        return Counted("count_with_cash_ge", "count", f" {roles[-1]}{hit[0]}")
    if hit := _COMMITTEES.match(tail):
        least = BIG_ONES.match(tail[hit.end("what") :])
        return _passed(hit["what"], least) if least else Counted(
            "count_committees", "committees", hit["what"] + (" with receipts" if hit["raised"] else "")
        )
    if hit := _ENDORSED.match(tail):
        given = _TO.search(lead) or _RAISED_FOR.search(lead)
        return Counted("count_recipients" if given else "count_endorsements", "candidates", hit[0])
    if (hit := _RECIPIENTS.match(tail)) and _TO.search(lead):
        return Counted("count_recipients", "candidates", hit[0])
    if hit and _ENDORSE.search(lead) and not re.search(r"(?:Democrats|Republicans)$", hit[0]):
        return Counted("count_endorsements", "candidates", hit[0])
    if (hit := DONORS.match(tail)) and (hit["gave"] or HAS.search(lead)):
        return Counted("count_donors", "count", hit[0])
    if hit := GAVE_IT.match(tail):
        return Counted("count_donors", "count", hit[0])
    if hit := GOT_IT.match(tail):
        return Counted("count_recipients", "candidates", hit[0])
    if (hit := BIG_ONES.match(tail)) and (nouns := NOUN.findall(lead)):
        return _passed(nouns[-1], hit)
    if (hit := _CONTESTS.match(tail)) and _SPENT_IN.search(lead):
        return Counted("count_contests", "contests", hit[0])
    if hit := _STOOD.match(tail):
        return Counted("count_candidates", "candidates", hit[0])
    return None


def _passed(noun: str, hit: re.Match[str]) -> Counted:
    """Committees that raised or spent more than a sum."""
    sort = "receipts" if re.search("rais|taken", hit["verb"], re.IGNORECASE) else "spending"
    least = "of at least" if hit["least"].casefold() == "at least" else "above"
    return Counted("count_committees", "committees", f"{noun} with {sort} {least} {hit['sum']}")


def _typed(story: Story, s: Sentence, f: Figure, one: Counted) -> Typed:
    span = (s.start + f.start, s.start + f.end)
    when = period_of(s.text, f.start, story.published)
    who = _apposed(story, s, f.start) or before(story, s, f.start, groups)
    if who is None and one.measure in ("count_recipients", "count_endorsements", "count_donors", "count_contests"):
        who = earlier(story, s, groups)
    if one.measure in ("count_recipients", "count_endorsements"):
        who = _apposed(story, s, f.start) or who
    if one.measure == "count_committees":
        who = None
    balance = one.measure == "count_with_cash_ge"
    words: dict[str, object] = {
        "period": standard(s.text, f.start, story.published, "cash_on_hand" if balance else "receipts"),
        "phase": phase_near(s.text, f.start, f.end),
    }
    if one.measure in ("count_candidates", "count_with_cash_ge", "count_with_receipts_ge"):
        words |= slots_of(contest_in(story, s))
        office = re.search(r"\b(House|Senate)\b", s.text)
        words["office"] = words.get("office") or (office[1][0] if office else None)
    value: object = int(f.value) if f.value == int(f.value) else str(f.value)
    if f.kind == "part" and f.second:
        value = [int(f.value), int(f.second)]
    subject = one.words.strip() if one.measure == "count_committees" else who.name if who else None
    if one.measure.startswith("count_with"):
        subject, words["office"] = _whom(story, s, one.words, words["office"])
    said = claim(one.measure, subject, f.comparator, value, one.unit, **words)
    unread = tuple(w for w in unread_words(story, s, f.start, f.end) if w.casefold() not in _READ)
    judge = _judge(story, f, one, who, when)
    return Typed(*span, "count", said, judge, part=partial(s.text, f.start, f.end), unread=unread)


def _apposed(story: Story, s: Sentence, place: int) -> Near | None:
    """The group that a relative clause in apposition speaks of: "X PAC, a conduit PAC which raised ..."."""
    hits = list(re.finditer(r",? (?:a|an|the) [^,$;.]{3,40}? (?:which|that|who) ", s.text[:place]))
    at = s.start + hits[-1].start() if hits else -1
    return next((n for n in named_in(story, s) if n.is_group and n.end == at), None)


def _whom(story: Story, s: Sentence, text: str, office: object) -> tuple[str | None, object]:
    """Which candidates are counted, with their chamber: that of the sentence, else the one the story named last."""
    noun = _HEAD.search(text)
    chamber = re.search(r"\b(House|Senate)\b", s.text)
    if chamber is None:
        told = re.findall(r"\b(House|Senate)\b", story.text[: s.start]) or re.findall(r"\b(House|Senate)\b", story.text)
        offices = {c.office for c in story.contests}
        office = office or (offices.pop() if len(offices) == 1 else None)
        word = told[-1] if told else {"H": "House", "S": "Senate"}.get(str(office))
    else:
        word = chamber[1]
    if noun is None:
        return None, office
    plain = noun[1].removeprefix("House ").removeprefix("Senate ")
    return (f"{word} {plain}" if word else plain), (word[0] if word else office)


_READ = frozenset(["registered", "active", "existed", "formed", "there", "are", "were", "nearly", "directly", "members"])


def _judge(story: Story, f: Figure, one: Counted, who: Near | None, when: Period) -> Judge:
    if re.search(r" with (?:receipts|spending) |\$|\b(?:got|gotten|received|took in|were given)\b", one.words):
        why = "how many of them passed such a sum, or got money, is told by every one's report"
        return always(cannot(why, document("fec_committee_totals", when.cycle)))
    if one.measure == "count_committees":
        return lambda day: _committees(story, f, one, when, day)
    if one.measure == "count_recipients" and who and who.group:
        return lambda day: _recipients(story, f, who, when, day)
    if one.measure == "count_endorsements":
        return givers.of_endorsed(story, f, who, when)
    what = {
        "count_candidates": "the state's list of candidates on the ballot, which is not loaded",
    }
    reason = (
        f"such a count is told by {what.get(one.measure, 'every report of the period, not all of which are loaded')}"
    )
    return always(cannot(reason, document("fec_candidate_totals", when.cycle)))


def _committees(story: Story, f: Figure, one: Counted, when: Period, day: dt.date) -> Judged:
    """How many committees of a kind reported for a cycle, and how many of them spent: a part of them is at most all."""
    settles = document("fec_committee_totals", when.cycle)
    supers = one.words.casefold().startswith("super")
    among = committees_of(story.record, SUPER_PACS if supers else PACS, when.cycle, day)
    if not among.ids:
        return cannot(f"no {when.cycle} summaries of {one.words} that were public by {day} are loaded", settles)
    last = max(r["coverage_end"] for r in among.listed)
    spent = {r["committee_id_fec"] for r in among.listed if (r["disbursements_usd"] or 0) > 0}
    independent = {r["committee_id_fec"] for r in among.listed if (r["independent_expenditures_usd"] or 0) > 0}
    judged = Judged(settles=[settles])
    master = registered(story.record, SUPER_PACS if supers else PACS, when.cycle, day)
    fit = fit_of(master, f.value, f.unit_in_last_place, f.comparator)
    bound = f.comparator in ("more_than", "at_least")
    judged.readings.append(Tried(master, fit if fit != "no" or bound else "unknown"))
    for name, ids in (("reported", among.ids), ("reported spending", spent),
                      ("reported independent expenditures", independent)):  # fmt: skip
        answer = Answer(f"{one.words} that {name} for {when.cycle}", len(ids), "committees", (among.rows,),
                        len(among.listed), last, not among.complete)  # fmt: skip
        fit = fit_of(answer, f.value, f.unit_in_last_place, f.comparator)
        if fit == "no" and (not bound or not among.complete):
            fit = "unknown"  # which of them a story counts is its own choice; only more than all of them is refuted
        judged.readings.append(Tried(answer, fit))
    told = [t.answer for t in judged.readings if t.answer.value is not None]
    judged.reason = "; ".join(f"{a.reading}: {a.value:,}" for a in told)
    return judged


def _recipients(story: Story, f: Figure, who: Near, when: Period, day: dt.date) -> Judged:
    """Distinct candidates with a positive sum among a committee's itemised gifts of a cycle; it refutes nothing."""
    settles = document("fec_pas2", when.cycle)
    assert who.group
    rows = money.recipients(story.record, who.group.committees, when.cycle, day)
    counts = money.distinct_by_party(rows)
    if not counts:
        return cannot(
            f"no itemised contributions of {who.name} are loaded for {when.cycle}; missing is not zero", settles
        )
    total = sum(counts.values())
    through = max(r["last_filed_on"] for r in rows.dicts())
    answer = Answer("distinct candidates given to, earmarks among them", total, "candidates", (rows,), len(rows.rows),
                    through, True, parts=tuple(counts.items()))  # fmt: skip
    fit: Fit = fit_of(answer, f.value, f.unit_in_last_place, f.comparator)
    tried = Tried(answer, fit if fit == "yes" else "unknown")
    told = ", ".join(f"{n} {p}" for p, n in counts.items())
    return Judged([tried], f"{who.name}, {when.cycle}, filed by {day}: {total} ({told})", None, settles=[settles])


# --- losses of one person to another


def _lost(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    group = next(g for g in ("said", "said2", "said3") if hit[g])
    number = ORDINALS[next(hit[g] for g in ("a", "b", "c") if hit[g]).casefold()]
    span = (s.start + hit.start(group), s.start + hit.end(group))
    named = list({m.person: m for m in story.people_in(s)}.values())
    loser = _first_after(named, s, hit) if group == "said" else named[0] if named else None
    others = [m for m in named if m is not loser]
    person = story.who(loser.person or "") if loser else "the sentence does not say plainly who lost"
    rival = story.who(others[0].person or "") if len(others) == 1 else None
    said = claim("count_losses", None, "exact", number, "count", phase=phase_of(s.text), period=f"to {story.published}")
    if isinstance(person, str):
        return Typed(*span, "count", said, always(cannot(person, RESULTS)))
    to = rival if isinstance(rival, Person) and rival.contest == person.contest else None
    losses = _losses(story, person, to, story.day)
    mine = losses[-number:]
    said |= {"subject": name_of(person, story), "target": name_of(to, story) if to else None}
    said |= slots_of(person.contest)
    years = [c.year for c in mine] if len(mine) == number else _stood_in(story, person, to)[-number:]
    if len(years) == number:
        said["period"] = f"{years[0]}..{years[-1]}"
    stages = {c.stage.removesuffix(" runoff") for c in mine}
    said["phase"] = said["phase"] or (stages.pop() if len(stages) == 1 else None)

    def judge(day: dt.date) -> Judged:
        found = _losses(story, person, to, day)
        votes = story.roster(person.contest, day).votes
        where = f"{person.name} behind {to.name if to else 'the winner'}"
        if not found:
            return cannot(f"no loaded count has {where}", RESULTS)
        parts = tuple((c.title, c.total) for c in found)
        answer = Answer(
            f"elections with {where}", len(found), "count", (votes.rows,), len(found), None, True, parts=parts
        )
        fit: Fit = "yes" if len(found) == number else "unknown"  # an election that is not loaded can be one more
        return Judged([Tried(answer, fit)], f"{where}: {', '.join(c.title for c in found)}", None, settles=[RESULTS])

    return Typed(*span, "count", said, judge)


def _first_after(named: list[Mention], s: Sentence, hit: re.Match[str]) -> Mention | None:
    return next((m for m in named if m.start >= s.start + hit.start()), named[0] if named else None)


def _losses(story: Story, person: Person, rival: Person | None, day: dt.date) -> list[Count]:
    """The last count of each year that a person lost, to the rival where one is given, the earliest first."""
    votes = story.roster(person.contest, day).votes
    by_year: dict[int, Count] = {}
    for count in best_of(votes.counts):  # the latest stage of a year comes first
        if count.year > story.published.year or count.year in by_year or not count.whole:
            continue
        mine = next((n for n, x in enumerate(count.named) if person.has_line(x, count.year)), None)
        theirs = next((n for n, x in enumerate(count.named) if rival and rival.has_line(x, count.year)), None)
        if mine is None or (rival and theirs is None):
            continue
        by_year[count.year] = count
    return [c for _, c in sorted(by_year.items()) if _behind(c, person, rival)]


def _stood_in(story: Story, person: Person, rival: Person | None) -> list[int]:
    """The election years up to the story's in which a person stood, and the rival with them, by files and by the year
    in a House candidate id (H0TX28077 was first registered for 2020)."""
    last = story.published.year
    decade = last - last % 10
    first = {decade + int(i[1]) for i in person.ids if i.startswith("H") and i[1].isdigit()}
    years = set(person.years) | {y if y <= last else y - 10 for y in first}
    both = {y for y in years if y % 2 == 0 and y <= last and (rival is None or y in rival.years)}
    return sorted(both)


def _behind(count: Count, person: Person, rival: Person | None) -> bool:
    mine = next(n for n, x in enumerate(count.named) if person.has_line(x, count.year))
    if rival is None:
        return mine > 0 and count.behind(0) != 0
    theirs = next(n for n, x in enumerate(count.named) if rival.has_line(x, count.year))
    return theirs < mine
