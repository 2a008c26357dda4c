"""Onlys, firsts, nevers and alls: the sole donor, just one independent expenditure, the first ever, all five."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.claims.discourse import subject_at
from onrecord.claims.documents import document
from onrecord.claims.figures import CARDINALS, Figure
from onrecord.claims.kinds import givers, ranking
from onrecord.claims.kinds.nearby import (
    UNSURE,
    Near,
    another,
    before,
    contest_in,
    earlier,
    groups,
    over,
    phase_near,
    slots_of,
)
from onrecord.claims.kinds.only_words import GATE, RANKED, TEMPLATES, Template
from onrecord.claims.kinds.targets import settled
from onrecord.claims.periods import Period, period_of
from onrecord.claims.spans import standard, weekday_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judge, Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.unread import part_words, unread_words
from onrecord.claims.verdict import Fit
from onrecord.model.dates import general_day

UNCLEAR = "whether the words mean independent expenditures, gifts or endorsements, and which of them, is not certain"
_LIMITED = re.compile(  # words that make the independent expenditures some of them
    r"\b(?:primar(?:y|ies)|general|runoffs?|special|against|oppos\w+|support\w*|back\w*|favor|Democrats?|Democratic"
    r"|Republicans?|GOP|House|Senate|incumbents?|challengers?|month|week|day|quarter)\b",
    re.IGNORECASE,
)


_ACROSS = re.compile(  # a contest of the two parties' nominees
    r"\bDemocrat(?:ic)?[- ](?:vs\.?|versus|against|v\.)[- ](?:a )?Republican\b|\bRepublican[- ](?:vs\.?|versus"
    r"|against|v\.)[- ](?:a"
    r" )?Democrat\w*\b|\binter-?party\b",
    re.IGNORECASE,
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence that something was the only, the first, never, or all."""
    claims: list[Typed] = []
    if not GATE.search(s.text):
        return claims
    for template in TEMPLATES:
        for hit in template.pattern.finditer(s.text):
            group = "said" if hit["said"] else "said2"
            a, b = s.start + hit.start(group), s.start + hit.end(group)
            if not any(c.start < b and a < c.end for c in claims) and not _denied(s.text, hit.start(group)):
                claims.append(_typed(story, s, (a - s.start, b - s.start), hit, template))
    return claims


def _denied(text: str, start: int) -> bool:
    """Whether the words are denied, supposed or one of several: then nothing is claimed."""
    several = re.search(r"\b(?:one of|among) (?:the |its |their )?$", text[:start], re.IGNORECASE)
    lead = re.split(r"[,;\u2014]", text[:start])[-1]
    return bool(several or UNSURE.search(lead))


def _number(hit: re.Match[str]) -> int:
    word = (hit.groupdict().get("n") or "one").casefold()
    return int(word) if word.isdigit() else CARDINALS.get(word, 1)


def _typed(story: Story, s: Sentence, at: tuple[int, int], hit: re.Match[str], template: Template) -> Typed:
    span = (s.start + at[0], s.start + at[1])
    so_far = re.search(r"\b(?:so far|to date|yet|never|ever)\b", s.text, re.IGNORECASE)
    cycle = story.cycle
    period = standard(s.text, at[0], story.published, "ie_total")
    if template.measure.startswith("count") and period == f"{cycle} cycle to {story.published}":
        period = f"to {story.published}" if so_far else f"{cycle} cycle" if over(story, cycle) else period
    words: dict[str, object] = {"period": period, "phase": phase_near(s.text, *at)}
    if template.measure.startswith("party_of"):
        return _all_of(story, s, span, hit, template, words)
    who = _subject(story, s, at[0], at[1])
    contest = contest_in(story, s) if template.measure == "first_ie" else None
    subject = who.name if who else None
    documents = (document("fec_pas2", cycle), document("fec_ie_notices", cycle))
    if template.how == "first":
        day = weekday_of(s.text, story.published)
        words["period"] = (
            f"to {day or story.published}" if day or period == f"{cycle} cycle to {story.published}" else period
        )
        words["phase"] = "general" if _ACROSS.search(s.text) else words["phase"]
        tail = s.text[at[0] : at[1] + 40]
        if re.search(r"\bthis year\b", tail):
            words["period"] = f"{story.published.year} to {story.published:%Y-%m}"
        where = {} if re.search(r"\b(?:in|into|against|on|for) an? ", tail) else slots_of(contest)
        said = claim("first_ie", subject, "first", 1, "ordinal", **words, **where)
        why = (
            "the first of all is held against every earlier cycle, and this record begins with the files that are loaded"
        )
        return Typed(*span, "only_none_all", said, always(cannot(why, *documents)))
    number = 0 if template.how == "none" else _number(hit)
    if template.measure == "count_committees":
        return _helpers(story, s, span, number, words)
    if template.measure == "count_recipients":
        said = claim("count_recipients", subject, "only", 0, "count", **words)
        return Typed(*span, "only_none_all", said, always(cannot(UNCLEAR, *documents)))
    if template.measure in ("count_spenders", "count_candidates"):
        about = _subject(story, s, *at) if template.measure == "count_spenders" else before(story, s, at[0])
        said = claim(template.measure, about.name if about else None, "only", 1, "count", **words)
        said |= slots_of(contest_in(story, s))
        why = "that no other did is told by every report of the contest or period, not all of which are loaded"
        return Typed(*span, "only_none_all", said, always(cannot(why, *documents)))
    if template.measure == "count_donors":
        said = claim("count_donors", subject, "only", number, "count", **words)
        plain = re.search(
            r"^(?:sole|only|just|lone)\b.*\b(?:donor|contributor|funder"
            r"|giver)s?$",
            s.text[slice(*at)],
            re.IGNORECASE,
        )
        when = period_of(s.text, at[0], story.published)
        judge = givers.of_donors(story, who if plain else None, number, when)
        unread = tuple(w for w in unread_words(story, s, *at) if w.casefold() not in ("made", "serving", "as"))
        return Typed(*span, "only_none_all", said, judge, unread=unread)
    if template.how == "all" or template.measure == "share_of_receipts":
        said = claim(template.measure, subject, "all", int(template.how == "all"), "fraction", **words)
        return Typed(*span, "only_none_all", said, always(cannot(ranking.GIVERS, ranking.SCHEDULE_A)))
    said = claim("count_ie_targets", subject, "only", number, "count", **words)
    a, b = at
    limited = _LIMITED.search(re.sub(r"\bindependent\b", "", s.text[: at[0]] + s.text[at[1] :]))
    exact = not limited and bool(re.search(r"\bindependent expenditures?$", hit[0], re.IGNORECASE)) and number > 0
    judge = (
        _of_targets(story, who, number, period_of(s.text, a, story.published))
        if exact
        else always(cannot(UNCLEAR, *documents))
    )
    unread = tuple(w for w in unread_words(story, s, a, b) if w not in ("made", "make", "makes", "reported"))
    return Typed(*span, "only_none_all", said, judge, part=part_words(s.text, a, b), unread=unread)


_AGAINST = re.compile(r"\b(?:against|oppos\w+|attack\w*|to (?:defeat|beat|oust))\b")


def helpers_of(text: str, place: int) -> str:
    """Which outside groups the words before a place of a sentence speak of: those for or against somebody."""
    return f"outside groups {'opposing' if _AGAINST.search(text[max(0, place - 40) : place]) else 'supporting'}"


def _helpers(story: Story, s: Sentence, span: tuple[int, int], number: int, words: dict[str, object]) -> Typed:
    """ "Had no super PAC help", "defended by precisely one outside group": how many committees spent for somebody."""
    place = span[0] - s.start
    about = [a for a in story.actors_in(s.start, s.start + place) if not a.committee][:1]
    spoken = subject_at(story, s, place, person=True)
    who = about[0] if about and number == 0 else spoken
    subject = f"{helpers_of(s.text, place)} {who.name}" if who else "outside groups"
    where = slots_of(who.contest if who and who.contest else contest_in(story, s))
    said = claim("count_committees", subject, "only" if number else "exact", number, "committees", **words, **where)
    if where and str(said["period"]).startswith(f"{story.cycle} cycle"):
        said["period"] = str(story.cycle)
    why = "that no other did is told by every report of the contest or period, not all of which are loaded"
    documents = (document("fec_pas2", story.cycle), document("fec_ie_notices", story.cycle))
    return Typed(*span, "only_none_all", said, always(cannot(why, *documents)))


def _subject(story: Story, s: Sentence, a: int, b: int) -> Near | None:
    """The committee that the words are about: named before them, else referred to, else after them."""
    return before(story, s, a, groups) or (
        None if another(s.text, a) else earlier(story, s, groups) or before(story, s, len(s.text), groups)
    )


def _of_targets(story: Story, who: Near | None, number: int, when: Period) -> Judge:
    """The judge of "just one independent expenditure": candidates supported or opposed, and single expenditures.

    More than so many refute it, where they were filed by the day of the story; support needs the whole cycle.
    """
    cycle = when.cycle
    notices = document("fec_ie_notices", cycle)
    if when.narrow:
        return always(cannot(f"'{when.words}' is a part of what the cycle's rows hold", notices))
    if who is None or who.group is None:
        return always(cannot("the spender is not named by words that the registry or a loaded file knows", notices))
    group = who.group

    def judge(day: dt.date) -> Judged:
        last = min(day, story.published) if not over(story, cycle) else day
        periodic = money.expenditures(story.record, group.committees, last, cycle=cycle)
        spent = money.with_notices(story.record, periodic, group.committees, last, cycle) or periodic
        rows = [r for r in spent.listed if r["amount_usd"] > 0]
        if not rows:
            return cannot(f"no itemised expenditures of {who.name} filed by {last} are loaded for {cycle};"
                          f" missing is not"
                          " zero", document("fec_pas2", cycle), notices)  # fmt: skip
        whole = settled(story, spent, general_day(cycle), day) and over(story, cycle)
        targets = money.by(rows, lambda r: f"{r['stance']} {money.named(r)}")
        through = max(r["filed_on"] for r in rows)
        counts = (("targets of independent expenditures", len(targets)), ("single expenditures", len(rows)))
        judged = Judged(settles=[notices])
        for name, count in counts:
            fit: Fit = "open" if count <= number and not whole else "yes" if count == number else "no"
            judged.readings.append(Tried(Answer(name, count, "count", (spent.rows,), len(rows), through, not whole,
                                                (money.FLOOR,), targets, {"parts": "USD"}), fit))  # fmt: skip
        judged.reason = f"{who.name}, {cycle}, filed by {last}: {len(targets)} targets in {len(rows)} rows"
        return judged

    return judge


def _all_of(
    story: Story, s: Sentence, span: tuple[int, int], hit: re.Match[str], template: Template, words: dict[str, object]
) -> Typed:
    whom = re.search(rf"\b(?P<house>(?:House|Senate) )?(?P<whom>{RANKED})\b", hit["said"], re.IGNORECASE)
    subject = ((whom["house"] or "") + whom["whom"]) if whom else f"top {_number(hit)}"
    said = claim(template.measure, subject, "all", _number(hit), "count", **words)
    if template.measure == "party_of_top_k_cash":
        said["period"] = standard(s.text, span[0] - s.start, story.published, "cash_on_hand")
    office = re.search(r"\b(House|Senate)\b", s.text)
    said["office"] = office[1][0] if office else None
    why = "the best-funded of many contests on one day are told by every candidate's report of that day"
    return Typed(*span, "only_none_all", said, always(cannot(why, document("fec_candidate_totals", story.cycle))))
