"""Sentences whose words leave it open which sum or count a figure is of: such a figure is shown and not judged.

Each rule here is of a wrong verdict that a reading of part of a sentence once gave. They only ever abstain.
"""

from __future__ import annotations

import datetime as dt
import re

from onrecord.claims.clauses import clause_of
from onrecord.claims.mentions import Mention
from onrecord.claims.stage_guard import other_stage
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.dates import cycle_of

_OF_VOTES = ("result_share", "result_margin", "result_votes", "result_place")
_OF_MONEY = ("ie_sum", "committee_flow", "aggregate_group", "self_fund", "donor_flow", "ratio_compare")
_AMOUNT = r"\$?[\d.,]+(?: ?(?:million|billion|thousand|[MKmk]))?"
_RANGE_AFTER = re.compile(rf"\s?(?:-|\u2013|to|or)\s?{_AMOUNT}(?![\w%])")
_RANGE_BEFORE = re.compile(rf"(?<!from )(?<![\w$.,]){_AMOUNT}\s?(?:-|\u2013| to )\s?$")
_TWO_SIDES = re.compile(r"\bout-?(?:raised|spent)\b|\b(?:led|beat|beats|topped|bested|compared|versus|vs)\b|\bfrom \$")
_WHO = re.compile(r",? \b(?:who|which|whose)\b")
_HIS = re.compile(r"\b(?:while|and|but|as) (?:his|her|its|their) (?:own )?campaign\b|\b(?:he|she) (?:him|her)self\b")
_SUM = re.compile(
    r"\b(?:total of|combined|together|between them|in all|collectively|altogether|along with"
    r"|with its (?:own )?super PAC)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\b|\b(?P<now>this (?:cycle|year|one|time)|(?:so far|through|as of) [A-Z][a-z]+|so far)\b"
)
_TURN = re.compile(
    r",? (?:which|who) |\b(?:up|down) from \$|\bfrom \$|\bcompared (?:with|to)\b|\b(?:rose|fell|grew|dropped)\b"
)
_BEATEN = r"(?:defeated|beaten|edged|ousted|toppled|unseated|bested|routed|trounced|outpolled|outraised|outspent|held)"
_PASSIVE = re.compile(
    rf"\b(?:was|were|been|being|got|is|are) (?:\w+ ){{0,2}}?{_BEATEN}\b|, (?:\w+ly )?{_BEATEN} (?:\w+ )?by\b"
    r"|\bgot(?:ten)? beat by\b",
    re.IGNORECASE,
)
_PLAIN_PASSIVE = re.compile(r"\b(?:was|were) (?:defeated|ousted|beaten|outraised|outspent) by [A-Z]")
_IN_YEAR = re.compile(r"\b[Ii]n 20\d[02468]\b(?! cycle)")
_FEWER = re.compile(r"\b(?:fewer|less) (?:votes )?than [A-Z]")
_WON = re.compile(r"\b(?:beat|beats|defeated|lost|won|edged|ousted|unseated|trailed|led|topped)\b", re.IGNORECASE)


def unsure(story: Story, s: Sentence, one: Typed) -> str | None:
    """The words for which a claim's figure is not judged; None where nothing stands against it."""
    start, end = one.start - s.start, one.end - s.start
    if one.claim_type in _OF_VOTES:
        fewer = _FEWER.search(s.text, start)
        found = fewer[0] if fewer else other_stage(s, one) or _range(s.text, start, end)
        found = found or _others(story, s, one)
        return found or _turned(s.text, one) or _two_elections(s, one)
    if one.claim_type not in _OF_MONEY:
        return None
    found = _range(s.text, start, end) or _of_somebody_else(story, s, one) or _more_named(story, s, one)
    found = found or _included(s.text, one, start)
    if one.claim_type != "ie_sum" and (year := _IN_YEAR.search(s.text)) and re.search(r"\bthrough [A-Z]", s.text):
        found = found or f"{year[0]} through"  # of that calendar year, or of the cycle that it ends
    return found or _two_periods(s.text) or _two_places(story, s, one) or _turned(s.text, one)


def after_election(one: Typed, published: dt.date) -> str | None:
    """Why a sum without a period is not refuted in the half year after a general election: it may be of that cycle."""
    plain = one.claim["period"] in (f"{cycle_of(published)} cycle to {published}", None)
    if one.claim_type not in ("committee_flow", "aggregate_group", "self_fund") or not plain:
        return None
    if published.year % 2 == 1 and published.month <= 6:
        return f"the sentence names no period: after the {published.year - 1} election it may mean that cycle"
    return None


def _range(text: str, start: int, end: int) -> str | None:
    """A figure that is one end of a range: "$350 million to $370 million", "2-3 points"."""
    if "$" in text and _TWO_SIDES.search(text):
        return None
    hit = _RANGE_AFTER.match(text, end) or _RANGE_BEFORE.search(text[:start])
    return f"... {hit[0].strip()}" if hit else None


def _of_somebody_else(story: Story, s: Sentence, one: Typed) -> str | None:
    """An amount in a relative clause, or of "his campaign", that is of another than the claim's subject."""
    start = one.start - s.start
    subject = str(one.claim["subject"] or "").casefold()
    hits = [m for m in _WHO.finditer(s.text, 0, start) if "," not in s.text[m.end() : start].strip().removesuffix(",")]
    if hits:
        head = next((m for m in story.mentions_of(s) if m.end == s.start + hits[-1].start()), None)
        if head and not _same(head, subject):
            return s.text[hits[-1].start() : start].strip(" ,")
    own = list(_HIS.finditer(s.text, 0, start))
    people = {m.person for m in story.mentions if m.person}
    if own and subject and not any(str(p).casefold() == subject for p in people):
        return own[-1][0]
    return None


def _same(m: Mention, subject: str) -> bool:
    names = [m.person or ""] if m.person else [m.group.short, m.group.name] if m.group else [m.text]
    low = [n.casefold() for n in names if n]
    return any(n in subject or subject in n or n.split()[-1] in subject for n in low)


def _more_named(story: Story, s: Sentence, one: Typed) -> str | None:
    """A sum word in a sentence that names more committees than the claim's subject has."""
    said = _SUM.search(s.text)
    groups = {m.group.id: m.group for m in story.mentions_of(s) if m.group}
    mine = re.split(r" \+ | and ", str(one.claim["subject"] or ""))
    if said and "super PAC" in said[0] and len(mine) == 1:
        return said[0]
    if said and len(groups) > len(mine) and not any(len(g.members) >= len(groups) for g in groups.values()):
        return said[0]
    return None


def _included(text: str, one: Typed, start: int) -> str | None:
    """An amount of a list that "including" opens: a part of the one before it, of whatever kind."""
    hit = re.search(r"\$(?:[^.;]|\.(?=\d))*\b(including|of which)\b(?:[^.;]|\.(?=\d))*$", text[:start])
    return hit[1] if hit and one.claim["measure"] in ("disbursements", "receipts") else None


def _two_periods(text: str) -> str | None:
    """Two periods and two amounts in a sentence that turns from one to the other."""
    years = {m["year"] or "now" for m in _PERIOD.finditer(text)}
    if len(years) > 1 and text.count("$") > 1 and (hit := _TURN.search(text)):
        return hit[0].strip(" ,$")
    return None


def _two_places(story: Story, s: Sentence, one: Typed) -> str | None:
    """Several contests and amounts: the amount's own words must name the contest that is asked."""
    contests = [p for p in story.places_in(s.start, s.end) if p.contest]
    if one.claim_type != "ie_sum" or len({p.contest for p in contests}) < 2 or s.text.count("$") < 2:
        return None
    start, end = one.start - s.start, one.end - s.start
    stop = s.text.find("$", end)
    floor = s.text.rfind("$", 0, start)
    after = {p.contest for p in contests if end <= p.start - s.start < (stop if stop >= 0 else len(s.text))}
    before = {p.contest for p in contests if max(floor, 0) <= p.start - s.start < start}
    own = after or before
    asked = (one.claim["office"], one.claim["state"], one.claim["district"])
    if len(own) == 1 and all((c.office, c.state, c.district) == asked for c in own if c):
        return None
    return "in several contests"


def _turned(text: str, one: Typed) -> str | None:
    """A passive or a participle that turns the two sides round, unless it stands right before its agent."""
    sided = ("vote_split", "vote_share", "vote_margin", "receipts")
    two = one.claim["target"] is not None or one.claim["measure"] in sided
    hit = _PASSIVE.search(text) if two and one.claim_type != "ie_sum" else None
    return hit[0].strip(" ,") if hit and not _PLAIN_PASSIVE.search(text) else None


def _others(story: Story, s: Sentence, one: Typed) -> str | None:
    """Whom the clause of a vote figure names, where neither of the two whose figure it would be is among them."""
    first, last = clause_of(s.text, one.start - s.start, one.end - s.start)
    named = [m.text for m in story.people_in(s) if first <= m.start - s.start < last]
    sides = [str(one.claim[slot]).split()[-1] for slot in ("subject", "target") if one.claim[slot]]
    if named and sides and not any(side in name for side in sides for name in named):
        return " and ".join(dict.fromkeys(named))
    return None


def _two_elections(s: Sentence, one: Typed) -> str | None:
    """Figures of two elections in one sentence: whose and of which year each is, its words do not say for certain."""
    years = {m["year"] or "now" for m in _PERIOD.finditer(s.text)}
    figures = len(re.findall(r"\d[\d,.]*(?:%| percent| votes| points)|\b\d\d-\d\d\b|\b[\d,]{5,}\b", s.text))
    verbs = len(_WON.findall(s.text))
    return "of two elections" if len(years) > 1 and figures > 1 and (verbs > 1 or "now" in years) else None
