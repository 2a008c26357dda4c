"""Onlys, firsts, nevers and alls: the sole donor, just one independent expenditure, the first ever, all five."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.answers import money
from onrecord.answers.answer import Answer
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
from onrecord.claims.kinds.targets import settled
from onrecord.claims.periods import Period, period_of
from onrecord.claims.spans import standard
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judge, Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.unread import part_words, unread_words
from onrecord.claims.verdict import Fit
from onrecord.claims.words import GAVE, RAISED, SPENT
from onrecord.model.dates import general_day

_GATE = re.compile(
    r"\b(?:only|just|sole|solely|lone|single|exclusively|entirely|wholly|no other|no others|first|never|none|no"
    r" one|nobody"
    r"|not a single|every|all|alone|nothing|any|best|top)\b",
    re.IGNORECASE,
)
_SMALL = sorted((w for w, n in CARDINALS.items() if 0 < n <= 20), key=len, reverse=True)
_COUNT = rf"(?:a single|{'|'.join(_SMALL)}|\d{{1,3}})"
_WHOM = (
    r"(?:candidates?|Democrats?|Republicans?|members of Congress|lawmakers|incumbents?|challengers?|people"
    r"|politicians?)"
)
_IE = r"(?:independent expenditures?|outside expenditures?|I\.?E\.?s?|expenditures?)"
_GIVER = (
    r"(?:donors?|contributors?|funders?|backers?|benefactors?|givers?|source of (?:money|funds|funding|cash|income))"
)
UNCLEAR = "whether the words mean independent expenditures, gifts or endorsements, and which of them, is not certain"
_DID = (
    r"(?:spent|spend|spending|poured|put|invested|intervened|waded|weighed in|got involved|gotten involved"
    r"|supported|opposed"
    r"|targeted|backed|ran ads|run ads|aired|donated|contributed|jumped into)"
)
_LIMITED = re.compile(  # words that make the independent expenditures some of them
    r"\b(?:primar(?:y|ies)|general|runoffs?|special|against|oppos\w+|support\w*|back\w*|favor|Democrats?|Democratic"
    r"|Republicans?|GOP|House|Senate|incumbents?|challengers?|month|week|day|quarter)\b",
    re.IGNORECASE,
)
_DO = r"(?:spend|weigh in|get involved|intervene|run ads|put money|invest|back|oppose|support|target)"
_LIST = r"(?:[^.;]|\.\d){0,250}?\b(?:is|are|were|was) "
_PARTIES = r"(?:all |both |each )?(?:a |women |men )?(?P<party>Democrats|Republicans|Democratic|Republican)"


@dataclass(frozen=True)
class Template:
    """A form of words, what it counts, and how: only so many, the first, none, or all."""

    measure: str
    how: str
    pattern: re.Pattern[str]


def _form(measure: str, how: str, pattern: str) -> Template:
    return Template(measure, how, re.compile(pattern, re.IGNORECASE))


TEMPLATES = (
    _form("count_ie_targets", "only", rf"\b(?P<said>(?:just|only) (?P<n>{_COUNT}) {_IE})\b"),
    _form(
        "count_ie_targets",
        "only",
        r"\b(?:its|their|the group[\u2019']s|whose) (?P<said>(?:only|sole|lone)"
        r" (?:known |reported )?"
        r"(?:independent |outside )?(?:expenditure|target|beneficiary|candidate))\b",
    ),
    _form(
        "count_ie_targets",
        "only",
        r"\b(?:spent|spending|put|poured|backed|backing|supported|supporting"
        r"|opposed|opposing)"
        rf" [^,.;]{{0,40}}?(?P<said>(?:only|just) (?P<n>{_COUNT}) (?:\w+ )?{_WHOM})\b",
    ),
    _form(
        "count_ie_targets",
        "only",
        r"\b(?:has |have |had )?(?:spent|spending|supported|backed|opposed"
        r"|targeted) (?:money )?"
        rf"(?P<said>(?:on )?no other (?:\w+ )?(?:{_WHOM}|races?|contests?))\b",
    ),
    _form(
        "count_donors",
        "only",
        rf"\b(?P<said>(?:sole|only|lone|one and only|(?<=its )single|(?<=whose"
        rf" )single) (?:known |reported |named"
        rf" |disclosed"
        rf" |individual |financial )?{_GIVER})\b",
    ),
    _form("count_donors", "only", rf"\b(?P<said>(?:only|just) (?P<n>{_COUNT}) (?:\w+ ){{0,2}}?{_GIVER})\b"),
    _form(
        "count_donors",
        "only",
        r"\b(?P<said>(?:no|not any|without any) other (?:\w+ )?(?:donations?"
        r"|contributions?|donors?"
        r"|contributors?|gifts?|receipts?|source of (?:money|funds|funding)))\b",
    ),
    _form(
        "count_donors",
        "only",
        r"\b(?P<said>(?:exclusively|entirely|wholly|solely|100 percent) (?:funded"
        r"|financed|bankrolled"
        r"|backed|supported) by)\b|\b(?:funded|financed|bankrolled)"
        r" (?P<said2>(?:exclusively|entirely"
        r"|wholly|solely) by)\b",
    ),
    _form(
        "first_ie",
        "first",
        r"\b(?:its|their|the (?:[\w-]+ )?(?:group|PAC|committee|project"
        r"|organi[sz]ation)[\u2019']s|whose|(?-i:[A-Z])"
        rf"\w+[\u2019']s?) (?:very )?(?P<said>first(?:-ever|-known)? (?:[\w-]+"
        rf" ){{0,2}}?(?:{_IE}|spending"
        r"|investment|foray|outlay|ad buy|ads?|intervention))\b",
    ),
    _form(
        "first_ie",
        "first",
        r"\b(?P<said>first-ever (?:[\w-]+ ){0,4}?(?:spending|expenditures?|ads?|ad campaign|foray|involvement"
        r"|intervention|contributions?|donations?|investment|super PAC))\b",
    ),
    _form(
        "first_ie",
        "first",
        rf"\b(?P<said>(?:the )?first (?:[\w-]+ ){{0,2}}?(?:independent expenditures?|outside (?:spending|money"
        rf"|expenditures?)"
        rf"|(?:super PAC|outside group|PAC) to {_DO}))\b",
    ),
    _form("first_ie", "first", rf"\b(?P<said>(?:the )?first(?:-ever| ever)? time) (?:that )?[^.;]{{0,110}}?\b{_DID}\b"),
    _form("first_ie", "first", rf"\b{_DID}\b[^.;]{{0,100}}?\b(?P<said>for the first(?:-ever| ever)? time)\b"),
    _form("first_ie", "first", rf"\b(?P<said>for the first(?:-ever| ever)? time)\b[^.;]{{0,60}}?\b{_DID}\b"),
    _form(
        "first_ie",
        "first",
        rf"\b(?P<said>first-ever (?:[\w-]+ ){{0,2}}?(?:{_IE}|spending|campaign spending"
        rf"|contributions?"
        r"|donations?))\b",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:has|have|had|did|does|do)(?: not|n[\u2019']t| never| yet to)"
        r" (?:yet )?(?:spent|spend|made|make|reported?) (?:any|a (?:dime|dollar"
        r"|penny|cent)|money)"
        r"(?: money| (?:independent )?expenditures?)?)\b",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:has|have|had) never (?:spent|backed|supported|opposed"
        r"|endorsed|funded)"
        r" (?:money )?(?:on |in )?(?:an?|any) (?:\w+ )?(?:candidate|Democrat"
        r"|Republican|race"
        r"|primary|incumbent|challenger))\b",
    ),
    _form(
        "share_of_receipts",
        "all",
        r"\b(?P<said>(?:all(?: of)?|every (?:dollar|penny|cent) of|every (?:dollar"
        r"|penny|cent))"
        r" (?:its|their|the (?:\w+ )?(?:group|PAC|committee|campaign)[\u2019']s|his|her)"
        r" (?:money|funding|funds|cash|receipts|contributions|donations))\b",
    ),
    _form(
        "party_of_top_k_cash",
        "all",
        rf"\b(?P<said>(?:all )?(?:of )?(?:the )?(?:top )?(?P<n>{_COUNT})(?: of the)? (?:(?:best|top|most"
        rf"|well)[- ](?:funded|financed"
        rf"|cash-rich)|(?:[\w-]+ ){{1,3}}with the (?:most|biggest|largest|fattest) (?:campaign )?(?:cash|money"
        rf"|war chests|accounts))"
        rf"\b{_LIST}{_PARTIES})\b",
    ),
    _form(
        "party_of_top_k_receipts",
        "all",
        rf"\b(?P<said>(?:all )?(?:of )?(?:the )?(?:top (?P<n>{_COUNT}) (?:[\w-]+ ){{0,2}}?fund-?raisers"
        rf"|top[- ]fundraising)\b"
        rf"{_LIST}{_PARTIES})\b",
    ),
    _form(
        "count_donors",
        "only",
        rf"\b(?P<said>(?:came|comes|come) (?:exclusively|entirely|solely|only) from (?:(?P<n>{_COUNT}) (?:[\w-]+"
        rf" ){{0,2}}?(?:donors|people"
        r"|billionaires|sources|contributors|individuals|families)|one \w+))\b",
    ),
    _form(
        "count_spenders",
        "only",
        r"\b(?P<said>(?:the |its )?(?:only|sole|lone) (?:[\w-]+ )?(?:super PAC|PAC|group|outside group|committee"
        r"|outside spender)"
        r"(?= (?:to|that|which|active|spending|backing|supporting|involved)\b))",
    ),
    _form(
        "count_candidates",
        "only",
        r"\b(?P<said>(?:the )?(?:only|sole|lone) (?:[\w-]+ ){0,2}?(?:candidate|Democrat|Republican|incumbent"
        r"|challenger|member)"
        rf"(?= (?:who|to|that|with)\b[^.;]{{0,60}}?(?:\b(?:{RAISED}|{SPENT}|{GAVE}|cash|PACs?|donors?|money)\b|\$)))",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:has|have|had) (?:spent|reported spending) nothing|(?:has|have|had) yet to (?:report"
        r"|disclose|spend)"
        r" (?:any|a (?:dime|dollar|cent|penny))\b)",
    ),
    _form(
        "party_of_top_k_cash",
        "all",
        rf"\b(?P<said>(?P<party>Democrats|Republicans) (?:make up|hold|held|occupy|claim\w*|account for|took"
        rf"|take) (?:all )?(?:of )?"
        rf"(?:the )?(?:top|first) (?P<n>{_COUNT}))\b(?=[^.;]{{0,60}}?\b(?:cash|fund\w*|money|rais\w*|bank))",
    ),
    _form(
        "first_ie",
        "first",
        r"\b(?P<said>(?:the|its|their|his|her) (?:very )?first (?:[\w-]+ ){0,3}?(?:independent expenditures?"
        r"|spending|ad buy|outlay"
        r"|investment|expenditures?|attack ads?|television ads?|TV ads?|money|disbursements?))(?= (?:by|from|of"
        r"|in|on|against|for"
        r"|to|this|since)\b|[.,;])",
    ),
    _form(
        "share_of_receipts",
        "none",
        r"\b(?P<said>none of (?:the|its|their|his|her|that) (?:[\w-]+[\u2019']?s? )?(?:money|funding|funds|cash"
        r"|receipts"
        r"|contributions|donations))\b",
    ),
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence that something was the only, the first, never, or all."""
    claims: list[Typed] = []
    if not _GATE.search(s.text):
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
    so_far = re.search(r"\b(?:so far|to date|yet)\b", s.text, re.IGNORECASE)
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
        said = claim("first_ie", subject, "first", 1, "ordinal", **words, **slots_of(contest))
        why = (
            "the first of all is held against every earlier cycle, and this record begins with the files that are loaded"
        )
        return Typed(*span, "only_none_all", said, always(cannot(why, *documents)))
    number = 0 if template.how == "none" else _number(hit)
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
    party = "Democratic" if hit["party"].casefold().startswith("democrat") else "Republican"
    said = claim(template.measure, f"top {_number(hit)}", "all", _number(hit), "count", **words)
    said["target"] = party
    office = re.search(r"\b(House|Senate)\b", s.text)
    said["office"] = office[1][0] if office else None
    why = "the best-funded of many contests on one day are told by every candidate's report of that day"
    return Typed(*span, "only_none_all", said, always(cannot(why, document("fec_candidate_totals", story.cycle))))
