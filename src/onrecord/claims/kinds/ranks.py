"""Ranks: the top donor, the largest spender on a contest, the most that a group put into any race, the record."""

from __future__ import annotations

import re

from onrecord.claims.documents import document
from onrecord.claims.figures import CARDINALS, ORDINALS, Figure
from onrecord.claims.kinds import ranking
from onrecord.claims.kinds.nearby import (
    UNSURE,
    Near,
    after,
    as_subject,
    before,
    contest_in,
    earlier,
    groups,
    lone_before,
    named_in,
    partial,
    people,
    phase_near,
    slots_of,
)
from onrecord.claims.kinds.rank_words import GATE, TEMPLATES, Template
from onrecord.claims.periods import period_of
from onrecord.claims.spans import standard
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot, claim
from onrecord.claims.unread import unread_words
from onrecord.claims.words import CASH, GAVE, OWN_LOAN, RAISED, SPENT
from onrecord.model.contest import Contest

_AMONG_CANDIDATES = re.compile(
    r"\b(?:candidate|challenger|incumbent|Democrat|Republican|campaign|contender|field|opponent|rival)s?\b"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about ranks in a sentence, one for each span."""
    claims: list[Typed] = []
    if not GATE.search(s.text):
        return claims
    for template in TEMPLATES:
        for hit in template.pattern.finditer(s.text):
            a, b = s.start + hit.start("said"), s.start + hit.end("said")
            listed = template.of != "several" or _all_named(story, s, hit.end("said"))
            if listed and not any(c.start < b and a < c.end for c in claims) and not _vague(s.text, hit):
                claims.append(_typed(story, s, hit, template))
    return claims


def _all_named(story: Story, s: Sentence, end: int) -> bool:
    """Whether the sentence goes on to name those whom the words count: "the four best-funded are A, B"."""
    listed = re.match(r"[^.;:]{0,80}?(?:\b(?:are|were|include)\b|:|\u2014|\()", s.text[end:])
    return bool(listed and len([n for n in named_in(story, s) if n.start >= s.start + end + listed.end()]) > 1)


def _vague(text: str, hit: re.Match[str]) -> bool:
    """Whether the words say one of several ("one of the top donors"), or what is denied or supposed: that is no rank."""
    lead = text[: hit.start("said")]
    several = r"\b(?:one|two|some|many|several|any|all) of (?:the |its |their )?$|\bamong (?:the |its |their )?$"
    return bool(re.search(several, lead, re.IGNORECASE) or UNSURE.search(re.split(r"[,;\u2014]", lead)[-1]))


def _place(hit: re.Match[str]) -> int:
    said = hit["said"].casefold()
    if said.split(" ")[0] in ("second", "trailing", "behind", "trails", "topped") and "only" in said:
        return 2
    nth = hit.groupdict().get("nth")
    return ORDINALS[nth.casefold()] if nth else 1


def _measure(s: Sentence, hit: re.Match[str], template: Template, on_contest: bool) -> str:
    """What is ranked: by the template, else by the nearest verb before the words, else by one after them."""
    if template.measure:
        return template.measure
    tries = (
        ("receipts", rf"{RAISED}|\bhaul\b|\bfund-?rais\w+|\breceipts\b"),
        ("contribution", GAVE),
        ("ie_total", SPENT),
        (
            "cash_on_hand",
            rf"{CASH}"
            rf"|\bcash\b|\bbanked\b",
        ),
    )
    words = s.text[hit.start("said") :]
    if re.search(OWN_LOAN, s.text) or re.search(r"\b(?:his|her|their) own (?:money|campaign|funds|fortune)\b", s.text):
        return "self_funding"
    if "spender" in hit["said"] or re.match(r"out-?sp", hit["said"], re.IGNORECASE):
        return "ie_total"
    if re.match(r"out-?rais", hit["said"], re.IGNORECASE):
        return "receipts"
    last = [(m.start(), name) for name, p in tries for m in re.finditer(p, s.text[: hit.start("said")], re.IGNORECASE)]
    first = [(m.start(), name) for name, p in tries for m in re.finditer(p, words, re.IGNORECASE)]
    inside = [(a, n) for a, n in first if a < len(hit["said"])]
    if re.search(r"\bself-fund", hit["said"]):
        return "self_funding"
    default = "receipts" if template.of == "candidate" else "ie_total"
    return min(inside)[1] if inside else max(last)[1] if last else min(first)[1] if first else default


_CHAMBER = re.compile(r"\b(?P<chamber>House|Senate) (?:[\w-]+ )?(?:candidates?|Democrats?|Republicans?|incumbents?"
                      r"|challengers?|campaigns?|members?|hopefuls?|nominees?)\b")  # fmt: skip
_NATION = re.compile(r"\b(?:in the (?:country|nation|House|Senate|party)|nationwide|nationally|in Congress)\b")
_OF_RACES = re.compile(r"\b(?:races?|contests?|primary|battlegrounds?|battles?|districts?|fights?|campaigns?)$", re.I)


def _typed(story: Story, s: Sentence, hit: re.Match[str], template: Template) -> Typed:
    a, b = hit.start("said"), hit.end("said")
    place, contest = _place(hit), contest_in(story, s)
    measure = _measure(s, hit, template, contest is not None)
    period = standard(s.text, a, story.published, "cash_on_hand" if measure == "cash_on_hand" else "receipts")
    words: dict[str, object] = {"period": period, "phase": phase_near(s.text, a, b)}
    span = (s.start + a, s.start + b)
    if template.of == "several":
        return _of_several(story, s, span, hit)
    if template.of == "giver":
        return _of_givers(story, s, span, place, measure, words)
    who = _ranked_of(story, s, a, b, template.of == "candidate" or bool(_AMONG_CANDIDATES.search(hit["said"])))
    who = who or (lone_before(story, s, a) if template.of in ("candidate", "spender") else None)
    subject = who.name if who else None
    if template.of in ("record", "contest"):
        return _of_all(story, s, hit, template, measure, subject, contest, words)
    if template.of == "race":
        target = f"race {contest}" if contest else None
        said = claim(measure, subject, "rank", place, "rank", target=target, **words)
        judge = ranking.of_races(story, who, contest, place, period_of(s.text, a, story.published))
        limited = re.search(
            r"\b(?:primar(?:y|ies)|general|runoffs?|special|open seat|Democratic|Republican"
            r"|GOP)\b",
            s.text,
        ) or re.search(r"\b(?:against|opposing|supporting|backing|for|beneficiary|recipient|target)\b", hit[0])
        part = limited[0] if limited else partial(s.text, a, b)
        if _OF_RACES.search(hit["said"]) and not re.search(rf"\b{SPENT}\b", s.text):
            judge = always(cannot("by which sum it ranks its contests, the words do not say", ranking.EVERY_SPENDER))
        return Typed(*span, "rank_superlative", said, judge, part=part, unread=_unread(story, s, a, b))
    if who and who.start >= s.start and who.start < s.start + a and not as_subject(story, who):
        said = claim(measure, subject, "rank", place, "rank", **words, **slots_of(contest))
        why = f"whether the sentence speaks of {who.name} itself is not certain"
        return Typed(*span, "rank_superlative", said, always(cannot(why, ranking.EVERY_SPENDER)))
    if template.of == "spender" and who and who.is_group:
        said = claim(measure, subject, "rank", place, "rank", **words, **slots_of(contest))
        said["target"] = f"race {contest}" if contest and measure == "ie_total" else None
        when = period_of(s.text, a, story.published)
        judge = ranking.of_committees(story, s, who, measure, place, when, contest, hit["said"])
        return Typed(*span, "rank_superlative", said, judge, part=partial(s.text, a, b), unread=_unread(story, s, a, b))
    said = claim(measure, subject, "rank", place, "rank", **words)
    person = story.who(who.person) if who and who.person else None
    where = person.contest if person is not None and not isinstance(person, str) else contest
    wide = _CHAMBER.search(s.text[a : b + 25]) or _NATION.search(s.text[a:])
    said |= slots_of(where)
    if measure == "ie_total":
        said["measure"] = "disbursements"  # what a candidate spends is no independent expenditure
    if wide and place:
        chamber = wide.groupdict().get("chamber")
        said |= {"office": chamber[0] if chamber else said["office"], "state": None, "district": None}
        why = "a rank among the candidates of many contests is told by every one's report, not all of which are loaded"
        judge = always(cannot(why, document("fec_candidate_totals", story.cycle)))
        return Typed(*span, "rank_superlative", said, judge, part=partial(s.text, a, b), unread=_unread(story, s, a, b))
    when = period_of(s.text, a, story.published)
    judge = ranking.of_candidates(story, s, who, measure, place, when, hit)
    return Typed(*span, "rank_superlative", said, judge, part=partial(s.text, a, b), unread=_unread(story, s, a, b))


_SORTS = (
    ("cash_on_hand", r"best|well|most|cash|war chest"),
    ("receipts", r"fund-?rais"),
    ("contribution", r"donor|contributor|funder|giver"),
    ("ie_total", r"spend|outside|PAC"),
)


def _of_several(story: Story, s: Sentence, span: tuple[int, int], hit: re.Match[str]) -> Typed:
    """ "The four best-funded challengers are A, B, C and D": the first so many of a field, each named beside."""
    word = (hit["n"] or hit.groupdict().get("m") or "").casefold()
    number = int(word) if word.isdigit() else CARDINALS[word]
    measure = next((m for m, p in reversed(_SORTS) if re.search(rf"\b(?:{p})", hit["said"], re.IGNORECASE)), "receipts")
    measure = "cash_on_hand" if re.search(r"(?:best|well)[- ](?:fund|financ)", hit["said"], re.IGNORECASE) else measure
    place = span[0] - s.start
    words: dict[str, object] = {"period": standard(s.text, place, story.published, measure)}
    words["phase"] = phase_near(s.text, place, span[1] - s.start)
    if measure == "contribution":
        to = _possessor(story, s, place) or before(story, s, place, groups)
        words["target"] = to.name if to else None
    said = claim(measure, f"{number} named", "rank", number, "rank", **words)
    why = "the first few of many are told by the report of every one of them, not all of which are loaded"
    return Typed(*span, "rank_superlative", said, always(cannot(why, document("fec_candidate_totals", story.cycle))))


def _of_givers(
    story: Story, s: Sentence, span: tuple[int, int], place: int, measure: str, words: dict[str, object]
) -> Typed:
    """The claim that somebody gave a committee most."""
    a, b = span[0] - s.start, span[1] - s.start
    to = _possessor(story, s, a) or before(story, s, a, groups) or _owner(story, s, a)
    giver = _giver(story, s, a, b, to)
    said = claim(measure, giver, "rank", place, "rank", target=to.name if to else None, **words)
    return Typed(*span, "rank_superlative", said, always(cannot(ranking.GIVERS, ranking.SCHEDULE_A)))


def _of_all(
    story: Story,
    s: Sentence,
    hit: re.Match[str],
    template: Template,
    measure: str,
    subject: str | None,
    contest: Contest | None,
    words: dict[str, object],
) -> Typed:
    """A record of all time, or the most expensive of all contests: held against what no record holds whole."""
    span, place = (s.start + hit.start("said"), s.start + hit.end("said")), _place(hit)
    costly = re.search(r"\b(?:expensive|costliest)\b", hit["said"])
    if template.of == "contest":
        where = contest or (story.contests[0] if len(story.contests) == 1 else None)
        said = claim(measure, str(where) if where else None, "rank", place, "rank", **words, **slots_of(where))
        return Typed(*span, "rank_superlative", said, always(cannot(ranking.CONTESTS, ranking.EVERY_SPENDER)), "no")
    house = {"House": "H", "Senate": "S", "presidential": "P"}
    office = next((o for w, o in house.items() if re.search(rf"\b{w}\b", s.text[hit.start("said") :])), None)
    words = words | {"period": f"all time to {story.published:%Y-%m}", "office": office}
    judge = always(cannot(ranking.ALL_TIME, ranking.EVERY_CYCLE))
    if costly:  # what a contest cost is in no filing: advertising trackers add it up
        said = claim("race_total", str(contest) if contest else None, "rank", place, "rank", **words)
        return Typed(*span, "rank_superlative", said, judge, "no")
    said = claim(measure, subject, "rank", place, "rank", **words)
    return Typed(*span, "rank_superlative", said, judge)


def _unread(story: Story, s: Sentence, a: int, b: int) -> tuple[str, ...]:
    return tuple(w for w in unread_words(story, s, a, b) if w.casefold() not in _READ)


_READ = frozenset(
    ["field", "top", "best", "most", "led", "any", "other", "single", "individual", "money", "than", "put", "poured"]
)


def _ranked_of(story: Story, s: Sentence, a: int, b: int, candidate: bool) -> Near | None:
    """Whose rank it is: named right after "is" behind the words, else before them in the sentence, else referred to."""
    want = people if candidate else groups
    if is_ := re.match(r" (?:is|was|were|has been) (?:now )?(?=(?:the )?[A-Z])", s.text[b:]):
        one = after(story, s, b, want)
        lone = lone_before(story, s, min(len(s.text), b + is_.end() + 20)) if candidate else None
        if one and one.start - s.start <= b + is_.end() + 4:
            return one
        if lone and lone.start >= s.start + b:
            return lone
    inside = [n for n in (before(story, s, a, want),) if n and n.start >= s.start]
    if inside:
        return inside[0]
    if candidate and (lone := lone_before(story, s, a)):
        return lone
    back = re.search(r"\b(?:it|its|they|their|the|that|this)\b", s.text[:a], re.IGNORECASE)
    found = (earlier(story, s, want) if back else None) or after(story, s, b, want)
    inside_people = [n for n in (before(story, s, a, people),) if n and n.start >= s.start]
    return found or (inside_people[0] if inside_people and not candidate else earlier(story, s, want))


def _possessor(story: Story, s: Sentence, a: int) -> Near | None:
    """Whose top donor it is, where the name stands right before: "Bell's biggest donor"."""
    if not re.search(r"[\u2019']s? $", s.text[:a]):
        return None
    end = len(re.sub(r"[\u2019']s? $", "", s.text[:a]))
    one = next((n for n in named_in(story, s) if n.start < s.start + end <= n.end + 2), None)
    lone = lone_before(story, s, a)
    return one or (lone if lone and lone.end == s.start + end else None)


def _owner(story: Story, s: Sentence, a: int) -> Near | None:
    return earlier(story, s, groups) or after(story, s, a, groups)


_IS = re.compile(r"^[^.;]{0,45}?(?:\b(?:is|was|were|are|being|has been|remains?)\b|,|:|\u2014)", re.IGNORECASE)


def _giver(story: Story, s: Sentence, a: int, b: int, to: Near | None) -> str | None:
    """The name a description belongs to: "its top donor is Jan Koum", "its top donor, Jan Koum," "Jan Koum, its ..."."""

    def others(one: Near) -> bool:
        return to is None or one.start != to.start

    if _IS.match(s.text[b:]) and (one := after(story, s, b, others)):
        return one.name
    one = before(story, s, a, lambda n: others(n) and people(n), ahead=0) or lone_before(story, s, a)
    return one.name if one and others(one) else None
