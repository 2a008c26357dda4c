"""Figures in wordings that no question is asked of, typed by the words around them: what a story states all the same.

Last in line, after the kinds that ask the record. A claim read here is never judged: its verdict is "cannot check".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from onrecord.claims import aside
from onrecord.claims.aimed import only_contest
from onrecord.claims.broad_spending import WHY, booking, on_race, outlay, where
from onrecord.claims.broad_words import AGAINST, CASH, DEBT, FOR, GIVEN, LOAN, OWN, RAISED, RECEIVED, SPENT
from onrecord.claims.clauses import clause_of
from onrecord.claims.discourse import Actor, person_meant, rival_of, subject_at
from onrecord.claims.figures import Figure
from onrecord.claims.flow_slots import full_name, told_owner
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot, claim

_ELSEWHERE = re.compile(  # money and shares of other things than elections
    r"\b(?:lobby\w*|trad(?:ing|ed) (?:at|near|above|below)|revenues?|salary|salaries|net worth|market|shares|stocks?"
    r"|fines?|damages"
    r"|settlement|mortgage|mansion|grants?|appropriat\w+|earmark(?:s|ed) for (?:the )?(?:bridge|road|port)|deficit"
    r"|economy|inflation"
    r"|wages?|tuition|rent|gas prices|barrel|population|residents|households|unemploy\w+|law (?:orders|requires|allows)"
    r"|of (?:Latino|Hispanic|Black|white|Asian|Jewish|Muslim|Catholic|evangelical|female|male|women|men|young\w*|older"
    r"|independent|suburban|rural|urban|unaffiliated) (?:\w+ )?(?:voters?|votes?|ballots|women|men)"
    r"|registration|registered voters|partisan lean|PVI"
    r"|counties billed|state law|members? (?:of|nationwide)|employees|billed)\b",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:[Ww]ith (?:about |nearly )?[\d.]+(?:%| percent) of [^,.]{0,40}(?:counted|reporting|reported|tallied|in)"
    r"|still (?:to be|being) counted|yet to be counted|left to count|(?:so far|partial|preliminary|unofficial"
    r"|early) (?:count|counts"
    r"|results|returns|tallies|vote)|ballots remain\w*|outstanding ballots|uncounted|counting continues"
    r"|too close to call)\b",
    re.IGNORECASE,
)
_LEFT = ("other_fact", "undefined_measure")  # codes of numbers that nothing else explains
_TRIES = (
    ("own", rf"\b(?:{OWN})\b"),
    ("loan", rf"\b(?:{LOAN})\b"),
    ("debts", rf"\b(?:{DEBT})\b"),
    ("cash_on_hand", rf"\b(?:{CASH})\b"),
    ("spent", rf"\b(?:{SPENT})\b"),
    ("contribution", rf"\b(?:{GIVEN})\b"),
    ("received", rf"\b(?:{RECEIVED})\b"),
    ("receipts", rf"\b(?:{RAISED})\b"),
)
_PATTERNS = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _TRIES)
_OUTSIDE = re.compile(
    r"\b(?:outside (?:groups?|money|spending|spenders?|help|interests)|dark[- ]money|super PACs|independent groups"
    r"|third-party groups)\b",
    re.IGNORECASE,
)
_STANCE = re.compile(rf"\b(?:(?P<against>{AGAINST})|(?P<for>{FOR}))\b", re.IGNORECASE)
_RIVAL = re.compile(
    r"\b(?P<whose>his|her) (?:[\w-]+ ){0,2}?(?:opponent|rival|challenger|foe|counterpart)\b,? (?:[\w-]+ ){0,2}?$"
)
_VOTES = re.compile(r"\b(?:votes?|ballots?|vote share|popular vote|electorate)\b", re.IGNORECASE)
_WON = re.compile(
    r"\b(?:w[io]n(?:ning|s)?|lost|los(?:e|ing)|beat|beaten|defeat\w*|toppl\w+|oust\w*|edg(?:ed|ing)|prevail\w*|finish\w*|trail\w*"
    r"|led|leads|margin|victory|landslide|primary|runoff|re-?elect\w*|unseat\w*|carried|captur\w+|garner\w*|polled|squeak\w+)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\$|\b(?:money|contributions?|donations?|donors?|dollars?|spending|spent|raised|fund-?raising|haul|receipts|expenditures?"
    r"|cash|budget|total)\b",
    re.IGNORECASE,
)
_MARGIN = re.compile(
    r"\b(?:by|margin|lead|leads|led|ahead|behind|trail\w*|edge|advantage|separat\w+|gap|difference|shy|short|within|squeak\w+)\b",
    re.IGNORECASE,
)
_MARGIN_AFTER = re.compile(r"\s*(?:ahead|behind|more|fewer|lead|margin|short|shy|separat\w+|apart)\b", re.IGNORECASE)
_PEOPLE = re.compile(  # "65% of Latino voters": a survey's, no count's
    r"\s+of (?:[\w-]+ ){0,3}?(?:voters|women|men|households|residents|adults|respondents|Americans|households|Hispanics"
    r"|Latinos|independents|people)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:[\w-]+ ){0,3}?(?P<noun>candidates|hopefuls|incumbents|challengers|members|lawmakers|nominees|races|contests"
    r"|donors|contributors|super PACs|PACs|committees)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """The words of one figure: its part of the sentence and what they measure."""

    figure: Figure
    first: int
    last: int
    measure: str | None


def read(story: Story, s: Sentence, found: list[Figure], known: list[Typed]) -> list[Typed]:
    """The claims on money of a sentence that no kind has read, in order; `known` are those that one has."""
    claims: list[Typed] = []
    for figure in found:
        a, b = s.start + figure.start, s.start + figure.end
        if any(t.start < b and a < t.end for t in [*known, *claims]):
            continue
        code = aside.why(story, s, figure)[0]
        if code == "ad_tracker" and figure.kind == "money" and (booked := booking(story, s, figure)):
            claims.append(booked)
        if code not in _LEFT:
            continue
        clause = s.text[slice(*clause_of(s.text, figure.start, figure.end))]
        if (
            _ELSEWHERE.search(clause)
            or aside.wealth(s.text, figure)
            or (figure.kind != "money" and _COUNTING.search(s.text))
        ):
            continue
        earlier = [t for t in [*known, *claims] if t.end <= a]
        before = max(earlier, key=lambda t: t.end, default=None)
        if figure.kind != "money":
            one = _other(story, s, figure) or (_same_kind(story, s, figure, before) if before else None)
        else:
            one = _typed(story, s, figure, before)
        claims += [one] if one else []
    return claims


def _typed(story: Story, s: Sentence, figure: Figure, before: Typed | None) -> Typed | None:
    """The claim of one amount; one without words of its own takes those of the amount before it, with another name."""
    part = _part(s.text, figure)
    if aimed := outlay(story, s, figure, part.measure):
        return aimed
    if part.measure is None:
        return _gapped(story, s, part, before) if before and before.claim["unit"] == "USD" else None
    if part.measure in ("spent", "receipts") and _OUTSIDE.search(s.text[part.first : part.last]):
        return _outside(story, s, part)
    if part.measure == "spent":
        return _spent(story, s, part)
    if part.measure in ("contribution", "received"):
        return _given(story, s, part)
    person = part.measure in ("own", "loan")
    who = subject_at(story, s, figure.start, person)
    if who is None:
        return None
    kind, measure = "committee_flow", part.measure
    if person:
        kind = "self_fund"
        measure = "candidate_loan" if part.measure == "loan" else "self_funding"
    return _claim(s, figure, kind, measure, who.name)


def _part(text: str, figure: Figure) -> Part:
    """What the words nearest to an amount in its clause say that it measures: those before it, else those behind."""
    first, last = clause_of(text, figure.start, figure.end)
    near, after = text[first : figure.start], text[figure.end : last]
    own = re.match(r"[^,;$]{0,30}", after)
    if own and (hit := _first(own[0], ("own", "loan", "debts", "cash_on_hand"))):
        return Part(figure, first, last, hit)
    said = [(m.start(), -n, name) for n, (name, p) in enumerate(_PATTERNS) for m in p.finditer(near)]
    if said:
        return Part(figure, first, last, max(said)[2])
    return Part(figure, first, last, _first(after, tuple(name for name, _ in _PATTERNS)))


def _first(text: str, names: tuple[str, ...]) -> str | None:
    said = [(m.start(), n, name) for n, (name, p) in enumerate(_PATTERNS) if name in names for m in p.finditer(text)]
    return min(said)[2] if said else None


def _given(story: Story, s: Sentence, part: Part) -> Typed | None:
    """A gift; whose it is "came from" behind the amount says, else the words around it (gift_slots)."""
    tail = s.text[part.figure.end : part.last]
    hit = re.match(r"[^;$]{0,30}?\bfrom (?:the |its )?", tail)
    at = s.start + part.figure.end + hit.end() if hit else -1
    giver = next((a for a in story.actors_in(s.start, s.end) if a.start <= at < a.end), None)
    if not story.actors_in(s.start, s.end) and subject_at(story, s, part.figure.start) is None:
        return None  # "Congress gave $14 billion to Israel"
    return _claim(s, part.figure, "donor_flow", "contribution", giver.name if giver else None)


def _spent(story: Story, s: Sentence, part: Part) -> Typed | None:
    """Money spent: independent expenditures of a committee on a contest, else all that was spent."""
    who = subject_at(story, s, part.figure.start)
    if who is None:
        return None
    race = on_race(story, s, part.figure, who.name) if who.committee else None
    return race or _claim(s, part.figure, "committee_flow", "disbursements", who.name)


def _outside(story: Story, s: Sentence, part: Part) -> Typed:
    """Money of all outside groups on a contest, or for one side of it."""
    text = s.text[part.first : part.last]
    stance = _STANCE.search(text)
    named = [a for a in story.actors_in(s.start + part.first, s.start + part.last) if not a.committee]
    inside = [p.contest for p in story.places_in(s.start, s.end) if p.contest]
    contest = next((a.contest for a in named if a.contest), None) or (inside[0] if inside else only_contest(story))
    target = "race"
    if named and stance:
        rival = rival_of(story, named[0], len(story.text))
        sides = ("oppose", "support") if stance["against"] else ("support", "oppose")
        target = " + ".join(f"{a.name} {side}" for a, side in zip((named[0], rival), sides, strict=True) if a)
    return _claim(
        s, part.figure, "race_outside_total", "ie_total", "all outside groups", target=target, **where(contest)
    )


def _gapped(story: Story, s: Sentence, part: Part, before: Typed) -> Typed | None:
    """ "Coinbase gave $45.5 million, and Ripple $45 million": the words of the amount before it, of another subject."""
    edge = before.end - s.start
    between = s.text[edge : part.figure.start]
    apart = r"[.!?]" if before.claim_type != "ie_sum" else r"[.!?]|\b(?:whose|who|which|by|from)\b"
    if re.search(apart, between) or before.claim_type not in ("committee_flow", "donor_flow", "ie_sum"):
        return None
    named = story.actors_in(s.start + edge, s.start + part.figure.start)
    close = [a for a in named if s.start + part.figure.start - a.end <= 12]
    named = close[-1:] or named
    told = told_owner(story, s, part.figure.start, part.figure.end)
    if told and (own := [a for a in story.actors if a.start <= told.start < a.end]):
        named = own
    elif told and before.claim_type == "committee_flow":
        named = [Actor(full_name(story, told.name), told.start, told.end, False)]
    elif not named and (hit := _RIVAL.search(between)):
        who = person_meant(story, s, part.figure.start, hit["whose"])
        rival = rival_of(story, who, len(story.text)) if who else None
        named = [rival] if rival else []
    after = story.actors_in(s.start + part.figure.end, s.end)[:1]
    if before.claim_type == "ie_sum" and not all(a.committee for a in named or after):
        return None
    if len(named) != 1 and not after:
        return None
    said = dict(before.claim)
    said |= {"subject": (named or after)[-1].name, "comparator": part.figure.comparator, "value": _value(part.figure)}
    a, b = s.start + part.figure.start, s.start + part.figure.end
    if before.claim_type == "committee_flow":
        said |= {"office": None, "state": None, "district": None}
    return replace(
        before, start=a, end=b, claim=said, judge=always(cannot(WHY)), part=None, unread=(), inferred="", about=""
    )


def _other(story: Story, s: Sentence, figure: Figure) -> Typed | None:
    """A share, margin, count of votes or count of candidates by the words around it."""
    first, last = clause_of(s.text, figure.start, figure.end)
    clause = s.text[first:last]
    votes = bool(_VOTES.search(clause) or (_WON.search(clause) and not _MONEY.search(clause)))
    if figure.kind == "points" and votes:
        return _number(s, figure, "result_margin", "vote_margin_pp", "pp")
    if figure.kind == "votes":
        margin = _MARGIN.search(s.text[first : figure.start]) or _MARGIN_AFTER.match(s.text[figure.end : last])
        return _number(s, figure, *(("result_margin", "vote_margin") if margin else ("result_votes", "votes")), "votes")
    if figure.kind in ("percent", "fraction") and _PEOPLE.match(s.text[figure.end :]):
        return None
    if figure.kind in ("percent", "fraction"):
        if votes and figure.kind == "percent" and not _MONEY.search(clause):
            return _number(s, figure, "result_share", "vote_share", "pct")
        return _share(story, s, figure) if _MONEY.search(s.text) else None
    return _count(story, s, figure)


def _number(s: Sentence, figure: Figure, kind: str, measure: str, unit: str, subject: str | None = None) -> Typed:
    said = claim(measure, subject, figure.comparator, _value(figure), unit)
    return Typed(s.start + figure.start, s.start + figure.end, kind, said, always(cannot(WHY)))


def _share(story: Story, s: Sentence, figure: Figure) -> Typed:
    """A share of somebody's money: whose it is stands before it, or after "of"."""
    who = subject_at(story, s, figure.start)
    fraction = figure.value / 100 if figure.kind == "percent" else figure.value
    measure = "ie_share" if re.search(r"\bindependent (?:spending|expenditures?)\b", s.text) else "contribution_share"
    said = claim(
        measure, None, figure.comparator, str(fraction.normalize()), "fraction", target=who.name if who else None
    )
    return Typed(s.start + figure.start, s.start + figure.end, "share", said, always(cannot(WHY)))


def _count(story: Story, s: Sentence, figure: Figure) -> Typed | None:
    """How many candidates, donors or committees: by the noun behind the number and the verb before it."""
    hit = _COUNTED.match(s.text[figure.end :])
    before = s.text[clause_of(s.text, figure.start, figure.end)[0] : figure.start]
    if hit is None or figure.kind != "number" or re.search(r"\b(?:its|their|his|her) $", before):
        return None
    noun = hit["noun"].casefold()
    plural = "count_donors" if noun.startswith(("donor", "contributor")) else "count_committees"
    whom = not noun.startswith(("donor", "contributor")) and not noun.endswith(("pacs", "committees"))
    verbs: tuple[tuple[str, str], ...] = ((plural, f"{GIVEN}|{SPENT}|{RAISED}|{RECEIVED}"),)
    if whom:
        verbs = (
            ("count_recipients", GIVEN),
            ("count_endorsements", r"endors\w+"),
            ("count_ie_targets", f"{SPENT}|{FOR}"),
        )
    near = before if whom else before + s.text[figure.end :]
    said = [(m.start(), name) for name, words in verbs for m in re.finditer(rf"\b(?:{words})\b", near, re.IGNORECASE)]
    if not said:
        return None
    measure = max(said)[1]
    who = subject_at(story, s, figure.start)
    unit = {"count_donors": "count", "count_committees": "committees"}.get(measure, "candidates")
    one = _number(s, figure, "count", measure, unit, who.name if who else None)
    office = "H" if re.search(r"\bHouse\b", hit[0]) else "S" if re.search(r"\bSenate\b", hit[0]) else None
    return replace(one, claim=one.claim | {"office": office})


_RESULTS = ("result_share", "result_votes")


def _same_kind(story: Story, s: Sentence, figure: Figure, before: Typed) -> Typed | None:
    """ "Lee took 41.9 percent; Irwin, 41.0": a bare number beside another's name, after a share or votes of somebody."""
    kind = before.claim_type
    whole = figure.value == figure.value.to_integral()
    alike = (kind == "result_share" and figure.value < 100) or (kind == "result_votes" and figure.value > 100 and whole)
    if kind not in _RESULTS or not alike or figure.kind not in ("percent", "number", "votes") or before.start < s.start:
        return None
    between = story.actors_in(before.end, s.start + figure.start)
    if len(between) != 1 or len(s.text[between[0].end - s.start : figure.start]) > 12:
        return None
    share = {"measure": "vote_share", "target": None} if kind == "result_share" else {}
    said = dict(before.claim) | share
    said |= {"subject": between[0].name, "comparator": figure.comparator, "value": _value(figure)}
    a, b = s.start + figure.start, s.start + figure.end
    return Typed(a, b, kind, said, always(cannot(WHY)), before.checkable, by_context=("subject",))


def _value(figure: Figure) -> str:
    whole = figure.value == figure.value.to_integral()
    return format(figure.value.to_integral() if whole else figure.value.normalize(), "f")


def _claim(s: Sentence, figure: Figure, kind: str, measure: str, subject: str | None, **more: Any) -> Typed:
    said = claim(measure, subject, figure.comparator, _value(figure), "USD", **more)
    return Typed(s.start + figure.start, s.start + figure.end, kind, said, always(cannot(WHY)))
