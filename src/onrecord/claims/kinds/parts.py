"""Shares of money: what part of a committee's came from whom, and what part of a contest's spending was whose."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from onrecord.answers.answer import Answer, plain
from onrecord.answers.money import final
from onrecord.answers.question import Given
from onrecord.answers.summaries import lines_of
from onrecord.claims import aside
from onrecord.claims.documents import document
from onrecord.claims.figures import CARDINALS, Figure
from onrecord.claims.kinds import ranking
from onrecord.claims.kinds.nearby import (
    Near,
    after,
    before,
    contest_in,
    earlier,
    groups,
    lone_before,
    people,
    phase_near,
    slots_of,
)
from onrecord.claims.kinds.shares import SHARE
from onrecord.claims.periods import Period, period_of
from onrecord.claims.spans import standard
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judge, Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit, fit_of
from onrecord.claims.words import GAVE, OPPOSE, RAISED, SUPPORT

_MONEY = (
    r"(?:money|funding|funds|contributions|donations|receipts|cash|total|haul|dollars|war chest|fund-?raising"
    r"|income|budget"
    r"|support|revenue|\$[\d.,]+(?: (?:million|billion|thousand))?)"
)
_OWN = r"(?:all |the |its |their |his |her |that |this |(?:(?-i:[A-Z])[\w\u2019'-]* ){1,4})"
_MOST = re.compile(
    r"\b(?P<said>(?:the )?(?:vast |overwhelming )?(?:majority|bulk)|most|nearly all|almost all|virtually all|all but)"
    rf"(?= of {_OWN}{{0,3}}(?:[\w\u2019'-]+ ){{0,3}}?{_MONEY}\b)",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(rf"^ (?:of )?{_OWN}{{0,3}}(?:[\w\u2019'-]+ ){{0,3}}?{_MONEY}\b(?P<rest>.*)", re.IGNORECASE)
_OF_SPENDING = re.compile(
    rf"^ of (?!what\b){_OWN}{{0,3}}(?:[\w\u2019'-]+ ){{0,3}}?(?:spending|independent expenditures|spent"
    rf"|expenditures|ad spending"
    rf"|advertising|outlays)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|(?:given|contributed|donated|provided|supplied|put up|funded) by|came by way of|courtesy of)\b",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(
    rf"\b(?:account\w* for|responsible for|behind|put up|kicked in|ponied up|bankroll\w*|made up|makes up|mak\w+"
    rf" up|compris\w+|represent\w*|constitut\w+|provid\w+"
    rf"|equal\w*|amount\w* to|is|was|are|were|total\w*|contribut\w+|{GAVE}|supplied)"
    r" (?:for )?$",
    re.IGNORECASE,
)
_GIVERS_OF = re.compile(
    r"\b(?:account\w* for|responsible for|made up|makes? up|provid\w+|suppl(?:y|ied|ies)|contribut\w+|behind) $",
    re.IGNORECASE,
)
_OF_THAT = re.compile(r"^ of (?:it|that|which|them|this|everything|what|all)\b")
_SMALL_GIFTS = re.compile(r"\b(?:gifts?|donations?|contributions?|increments?|checks?|amounts?)\b[^.;]{0,30}\$200\b")
_GOT = re.compile(rf"\b(?:got|gets|received|receives|drew|draws|derived|derives|{RAISED}) $", re.IGNORECASE)
_TOP = re.compile(
    rf"\b(?:just |only )?(?<![$\d.,])(?P<k>{'|'.join(w for w, n in CARDINALS.items() if 0 < n <= 20)}|\d{{1,3}})"
    rf" (?!million|billion|thousand)(?:[\w-]+ ){{0,2}}?"
    r"(?P<who>donors|contributors|people|individuals|families|billionaires|givers|sources)\b|\btop (?P<k2>\w+)"
    r" (?P<who2>donors|contributors)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:all |federal |the nation['\u2019]s |America['\u2019]s )*(?:super PACs|outside groups|political committees)\b"
)
_PEOPLE = re.compile(r"^ ?(?:individuals|individual (?:donors|contributions)|people)(?=[.,;]|$| (?:in|during|this))")
_CAME_FROM = re.compile(r"\b(?:came|comes|come|was|is|were|are|raised|received) (?:\w+ )?from\b", re.IGNORECASE)
_OF_IT = re.compile(rf"^ of (?:it|that|which|them)\b(?P<rest>[^.;]{{0,25}}?{_FROM.pattern}.*)", re.IGNORECASE)
_CAME = re.compile(
    r"^(?:,| ?(?:\u2014|\u2013|--|\()[^\u2014\u2013()]{0,40}(?:\u2014|\u2013|--|\))| ?(?:\u2014|\u2013|--))?"
    r" (?:came|comes|coming|has come|have come|was|were|is)(?P<rest> (?:directly )?from .*)",
    re.IGNORECASE,
)
_WENT = re.compile(r"\b(?:was|were|is|are|went|goes|has gone|has been|have been|targeted"
                   r"|focused)\b[^.;]{0,30}?\b(?:to|toward|in support"
                   r"|against|for|on|oppos\w+|support\w*|back\w*)\b", re.IGNORECASE)  # fmt: skip
_GIVERS = (
    r"(?:industry|donors|contributors|companies|executives|firms|interests|individuals|committees|PACs|unions"
    r"|employees"
    r"|corporations|billionaires)"
)
_CLASS = re.compile(rf" (?P<who>(?:the )?(?:[a-z-]+ ){{0,3}}{_GIVERS})\b")
_CLASS_BEFORE = re.compile(rf"(?P<who>(?:(?!of )[\w-]+ )?{_GIVERS})\b[^.;,]{{0,20}}$")
_LONE = re.compile(r" (?:the )?(?:[a-z-]+ ){0,3}(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)")


@dataclass(frozen=True)
class Part:
    """A share as written: its place, value between 0 and 1, smallest written place and wording."""

    start: int
    end: int
    value: Fraction
    place: Fraction
    comparator: str


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about shares of money; shares of votes are left to others."""
    claims = []
    for f in found:
        why = aside.planned(s, f)
        if f.kind not in ("percent", "fraction") or (why and not (why[0] == "poll" and f.surface.endswith("dollar"))):
            continue
        scale = 100 if f.kind == "percent" else 1
        value = Fraction(f.value) / scale if f.kind == "percent" else Fraction(f.value).limit_denominator(100)
        place = Fraction(f.unit_in_last_place) / scale if f.kind == "percent" else Fraction(1, 100)
        hedge = "approx" if f.comparator == "exact" and f.kind == "fraction" else f.comparator
        staged = any(h.start() < f.end and f.start < h.end() for h in SHARE.finditer(s.text))
        given = _CAME_FROM.search(s.text[f.end : f.end + 90]) or _GOT.search(s.text[: f.start])
        given = given or (_GIVERS_OF.search(s.text[: f.start]) and re.search(r" money\b", s.text[f.end : f.end + 40]))
        if staged and not given:
            continue  # a share of a group's spending by stage, which is judged there
        hedge = _shared_hedge(s.text, f, found) if hedge == "exact" else hedge
        if value <= 1 and (one := _typed(story, s, Part(f.start, f.end, value, place, hedge))):
            claims.append(one)
    for hit in _MOST.finditer(s.text):
        if any(
            h.start() < hit.end() and hit.start() < h.end() for h in SHARE.finditer(s.text)
        ) and not _CAME_FROM.search(s.text[hit.end() : hit.end() + 90]):
            continue
        every = hit["said"].casefold().endswith("all")
        part = Part(hit.start("said"), hit.end("said"), Fraction(1) if every else Fraction(1, 2), Fraction(1, 100),
                    "nearly" if every else "more_than")  # fmt: skip
        if one := _typed(story, s, part):
            claims.append(one)
    return claims


def _shared_hedge(text: str, figure: Figure, found: list[Figure]) -> str:
    """The hedge of the amount that a share is another name of: "around $155 million, or 94%"; exact where none is."""
    same = [f for f in found if re.fullmatch(r"(?:,| ?\(| ?\u2014| ?\u2013| --) ?(?:or )?", text[f.end : figure.start])]
    return same[0].comparator if same and same[0].kind == "money" else "exact"


def _typed(story: Story, s: Sentence, part: Part) -> Typed | None:
    tail, lead = s.text[part.end :], s.text[: part.start]
    tail = re.sub(r"^(?:,|\)| ?\u2014| ?\u2013| --)(?= of\b)", "", tail)  # "$147 million, or 92 percent, of its money"
    money, spending = _OF_MONEY.match(tail), _OF_SPENDING.match(tail)
    accounts = _ACCOUNTS.search(lead)
    if money and re.search(r"\bvot(?:e|es|ing|ers)\b", money[0][: -len(money["rest"]) or None]):
        money = None
    apposed = re.search(r"(?:,|\u2014|\u2013|--|-|\() ?(?:or )?$", lead) and re.match(
        r" of (?:all|the (?:total"
        r"|outside|overall))\b",
        tail,
    )
    if spending and (accounts or apposed or re.search(r"\b(?:came|comes|was|is|were) (?:from|by)\b", tail)):
        return _of_contest(story, s, part, bool(accounts or apposed))
    if spending and _WENT.search(tail):
        return _of_side(story, s, part, tail)
    if (split := _OF_IT.match(tail)) or (split := _CAME.match(tail)):
        return _of_receipts(story, s, part, False, split["rest"])
    gave = re.search(rf"\b(?:{GAVE}|from)\b[^;]*(?:,|\u2014|\u2013|--|\() ?(?:or )?$", lead, re.IGNORECASE)
    if money and (apposed or gave) and not _FROM.search(money["rest"]):
        return _of_receipts(story, s, part, True, money["rest"])
    whole = money[0][: len(money[0]) - len(money["rest"])] if money else ""
    if accounts and re.search(r"\bthe (?:total|budget|support)$", whole):
        return None  # "made up 60 percent of the total": of which total is not said
    every = s.text[: part.end].endswith("dollar")  # "96 cents of every dollar that his campaign has raised"
    sums = re.search(r"(?:million|\d)(?: [^,.;$]{0,30})?(?:,|\u2014|\u2013|--|\() ?(?:or )?$", lead)
    that = _OF_THAT.match(tail) and not re.search(r"\bvot(?:e|es|ing|ers)\b", s.text)
    given = _FROM.search(tail[:60]) or _SMALL_GIFTS.search(tail[:80]) or _GIVERS_OF.search(lead)
    every = every and bool(re.search(rf"\b(?:{GAVE}|{RAISED}|suppl\w+)\b", s.text))
    if every or (that and (given or (sums and "rais" in tail[:40]))):
        return _of_receipts(story, s, part, True, tail)
    if not money or not (accounts or _GOT.search(lead) or _FROM.search(money["rest"])):
        return None
    return _of_receipts(story, s, part, accounts is not None, money["rest"])


def _said(story: Story, s: Sentence, part: Part, measure: str, **more: object) -> dict[str, object]:
    period = standard(s.text, part.start, story.published, "receipts")
    value = plain(part.value)
    return (
        claim(
            measure,
            None,
            part.comparator,
            str(value),
            "fraction",
            period=period,
            phase=phase_near(s.text, part.start, part.end),
        )
        | more
    )


def _of_contest(story: Story, s: Sentence, part: Part, accounts: bool) -> Typed:
    """ "UDP accounts for nearly 70 percent of the outside spending in the race"."""
    who = before(story, s, part.start, groups) if accounts else after(story, s, part.end, groups)
    contest = contest_in(story, s)
    target = f"race {contest}" if contest else None
    said = _said(story, s, part, "ie_share", subject=who.name if who else None, target=target, **slots_of(contest))
    why = "the whole of a contest's outside spending is every spender's, not all of whose itemised rows are loaded"
    cycle = story.cycle
    judge = always(cannot(why, document("fec_pas2", cycle), document("fec_ie_notices", cycle)))
    return Typed(s.start + part.start, s.start + part.end, "share", said, judge)


def _of_side(story: Story, s: Sentence, part: Part, tail: str) -> Typed:
    """ "Three-quarters of the spending was in support of Republicans"."""
    who = before(story, s, part.start, groups) or earlier(story, s, groups)
    stance = "oppose" if re.search(rf"\b{OPPOSE}\b", tail) else "support" if re.search(rf"\b{SUPPORT}\b", tail) else None
    party = next((p for w, p in (("Republican", "Republican"), ("Democrat", "Democratic")) if w in tail), None)
    said = _said(story, s, part, "ie_share", subject=who.name if who else None, stance=stance)
    said["target"] = f"{party} candidates" if party else None
    why = "a share for or against some candidates alone is not asked of the record yet"
    judge = always(cannot(why, document("fec_pas2", story.cycle)))
    return Typed(s.start + part.start, s.start + part.end, "share", said, judge)


def _of_receipts(story: Story, s: Sentence, part: Part, accounts: bool, rest: str) -> Typed:
    """ "90 percent of its money came from two donors": a share of what a committee or candidate took in."""
    source = _FROM.search(rest)
    cut = part.end if accounts else len(s.text) - len(rest) + (source.start() if source else 0)
    to = len(s.text) - len(rest) + (source.end() if source else 0)
    giver = _named_before(story, s, part.start) if accounts else after(story, s, to)
    taker = after(story, s, cut, groups) if accounts else before(story, s, cut, groups)
    if taker is None:
        near = before(story, s, cut) or lone_before(story, s, cut)
        taker = earlier(story, s, groups) if accounts or near is None or near is giver else near
    if accounts and re.search(r"\b(?:his|her)\b", s.text[part.end : part.end + 20]) and not after(story, s, cut, groups):
        taker = earlier(story, s, people)  # "a third of his money": a candidate's, not the last committee's
    if taker and giver and taker.start == giver.start:
        giver = None
    tail = rest[source.end() :] if source else ""
    top = _TOP.search(tail[:80]) or (_TOP.search(s.text[: part.start]) if accounts else None)
    measure = "top_k_donor_share" if top else "contribution_share"
    tail = "" if re.match(r" (?:outside|out of|out-of-state)\b", tail) else tail
    giver = giver if tail or accounts else None
    lone = _LONE.match(tail)
    kind = _CLASS.match(tail) or (_CLASS_BEFORE.search(s.text[: part.start]) if accounts else None)
    name = giver.name if giver else None
    if lone and (giver is None or s.start + to + lone.start("name") < giver.start):
        name = lone["name"]
    if kind:
        name = kind["who"]
    if top:
        name = f"top {_number(top['k'] or top['k2'])} {top['who'] or top['who2']}".lower()
    every = _EVERY.search(s.text[part.end :]) or _EVERY.search(s.text[: part.start]) if taker is None else None
    said = _said(story, s, part, measure, subject=name)
    said["target"] = taker.name if taker else "all super PACs" if every else None
    span = (s.start + part.start, s.start + part.end)
    if _PEOPLE.match(tail) and taker:
        judge = _individuals(story, part, taker, period_of(s.text, part.start, story.published))
        return Typed(*span, "share", said, judge)
    return Typed(*span, "share", said, always(cannot(ranking.GIVERS, ranking.SCHEDULE_A)))


def _number(word: str) -> str:
    return str(CARDINALS.get(word.casefold(), word))


def _named_before(story: Story, s: Sentence, place: int) -> Near | None:
    """Who is named last before a place of the sentence itself, where no description of givers stands after it."""
    one = before(story, s, place)
    if one is None or one.start < s.start or _CLASS_BEFORE.search(s.text[one.end - s.start : place]):
        return None
    return one


def _individuals(story: Story, part: Part, taker: Near, when: Period) -> Judge:
    """The judge of a share of receipts from individuals, by a committee's summary of a cycle; it refutes nothing."""
    settles = document("fec_committee_totals", when.cycle)
    if taker.group is None or when.narrow:
        return always(cannot("the committee, or the days, are not those of a loaded summary", settles))
    group = taker.group

    def judge(day: dt.date) -> Judged:
        lines = lines_of(story.record, group.committees, when.cycle, day)
        mine, total = lines.total("individual_contributions_usd"), lines.total("receipts_usd")
        if mine is None or not total:
            return cannot(f"no {when.cycle} summary of {taker.name} with both lines is loaded", settles)
        asked = Given(story.record, day, {})
        value = Fraction(Decimal(mine)) / Fraction(total)
        end = lines.first_end
        answer = Answer("contributions from individuals, of all receipts", value, "fraction", (lines.rows,),
                        len(lines.counted), end, lines.floor(asked) and not final(when.cycle, end or dt.date.min),
                        (), (("from individuals", mine), ("all receipts", total)), {"parts": "USD"})  # fmt: skip
        fit: Fit = fit_of(answer, part.value, part.place, part.comparator)
        tried = Tried(answer, fit if fit == "yes" else "unknown")
        return Judged(
            [tried], f"{taker.name}, {when.cycle}: ${mine:,} of ${total:,} through {end}", None, settles=[settles]
        )

    return judge
