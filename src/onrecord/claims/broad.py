"""Figures in wordings that no question is asked of, typed by the words around them: what a story states all the same.

Last in line, after the kinds that ask the record. A claim read here is never judged: its verdict is "cannot check".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from onrecord.claims import aside
from onrecord.claims.broad_words import AGAINST, CASH, DEBT, FOR, GIVEN, LOAN, OWN, RAISED, RECEIVED, SPENT
from onrecord.claims.clauses import clause_of
from onrecord.claims.discourse import Actor, subject_at
from onrecord.claims.figures import Figure, figures
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot, claim
from onrecord.model.contest import Contest

WHY = "the sentence states it in words of which no question is asked yet"
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
_RACE = re.compile(
    r"\b(?:in|into|on|save|hold|flip|win|for) (?:the|this|that) (?:[\w-]+ ){0,3}(?:race|contest|seat|primary|runoff|district)\b"
)
_PRONOUN = re.compile(
    r"\b(?P<pronoun>him|her|them|his|the (?:[\w-]+ )?(?:incumbent|congressman|congresswoman|senator|challenger"
    r"|Democrat|Republican|nominee))\b(?! own)(?P<rival> (?:\w+ )?(?:opponent|rival|challenger|foe)\b)?"
)
_STANCE = re.compile(rf"\b(?:(?P<against>{AGAINST})|(?P<for>{FOR}))\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|combined|between them|jointly|collectively|in all)\b", re.IGNORECASE)


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
        if figure.kind != "money" or any(t.start < b and a < t.end for t in [*known, *claims]):
            continue
        if aside.why(story, s, figure)[0] not in _LEFT:
            continue
        earlier = [t for t in [*known, *claims] if t.end <= a and t.claim["unit"] == "USD" and t.start >= s.start]
        if one := _typed(story, s, figure, max(earlier, key=lambda t: t.end, default=None)):
            claims.append(one)
    return claims


def _typed(story: Story, s: Sentence, figure: Figure, before: Typed | None) -> Typed | None:
    """The claim of one amount; one without words of its own takes those of the amount before it, with another name."""
    part = _part(s.text, figure)
    if part.measure is None:
        return _gapped(story, s, part, before) if before else None
    if part.measure in ("spent", "receipts") and _OUTSIDE.search(s.text[part.first : part.last]):
        return _outside(story, s, part)
    if part.measure == "spent":
        return _spent(story, s, part)
    if part.measure in ("contribution", "received"):
        return _claim(s, figure, "donor_flow", "contribution", None)
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


def _spent(story: Story, s: Sentence, part: Part) -> Typed | None:
    """Money spent: independent expenditures of a committee where the words have a target, else all that was spent."""
    who = subject_at(story, s, part.figure.start)
    if who is None:
        return None
    aimed = target_of(story, s, part.figure)
    if not who.committee or aimed is None:
        return _claim(s, part.figure, "committee_flow", "disbursements", who.name)
    name, stance, contest = aimed
    more = _where(contest)
    return _claim(s, part.figure, "ie_sum", "ie_total", who.name, target=name, stance=stance, **more)


def target_of(story: Story, s: Sentence, figure: Figure) -> tuple[str, str, Contest | None] | None:
    """Whom the words behind an amount name or point to, the stance, and the contest; None where there is nobody."""
    _, last = clause_of(s.text, figure.start, figure.end)
    tail = s.text[figure.end : last]
    stance = _STANCE.search(tail)
    named = [a for a in story.actors if not a.committee and figure.end <= a.start - s.start < last]
    pronoun = _PRONOUN.search(tail, stance.start() if stance else 0)
    who: Actor | None = None
    if named and not (pronoun and pronoun.start() + figure.end < named[0].start - s.start and not pronoun["rival"]):
        who = named[0]
    elif pronoun:
        who = subject_at(story, s, 0, person=True) if not pronoun["rival"] else None
    if who and (stance or pronoun):
        return who.name, ("oppose" if stance and stance["against"] else "support"), who.contest or _only(story)
    if _RACE.search(tail):
        inside = [p.contest for p in story.places_in(s.start, s.end) if p.contest]
        return "race", "both", inside[0] if inside else _only(story)
    return None


def toward_somebody(story: Story, s: Sentence, one: Typed) -> Typed:
    """A committee's spending whose words point to somebody ("against her") as the independent expenditure it is.

    No question was asked for that target: such a claim cannot be checked.
    """
    committee = any(a.committee and a.name == one.claim["subject"] for a in story.actors)
    if one.claim_type != "committee_flow" or one.claim["measure"] != "disbursements" or not committee:
        return one
    figure = next((f for f in figures(s.text) if f.start + s.start == one.start), None)
    aimed = target_of(story, s, figure) if figure else None
    if aimed is None:
        return one
    name, stance, contest = aimed
    said = one.claim | {"measure": "ie_total", "target": name, "stance": stance, **_where(contest)}
    why = "the words point to a target without a name, and no question is asked of that"
    return replace(one, claim_type="ie_sum", claim=said, judge=always(cannot(why)))


def _outside(story: Story, s: Sentence, part: Part) -> Typed:
    """Money of all outside groups on a contest, or for one side of it."""
    text = s.text[part.first : part.last]
    stance = _STANCE.search(text)
    named = [a for a in story.actors if not a.committee and part.first <= a.start - s.start < part.last]
    inside = [p.contest for p in story.places_in(s.start, s.end) if p.contest]
    contest = next((a.contest for a in named if a.contest), None) or (inside[0] if inside else _only(story))
    target = "race"
    if named and stance:
        target = f"{named[0].name} {'oppose' if stance['against'] else 'support'}"
    return _claim(
        s, part.figure, "race_outside_total", "ie_total", "all outside groups", target=target, **_where(contest)
    )


def _gapped(story: Story, s: Sentence, part: Part, before: Typed) -> Typed | None:
    """ "Coinbase gave $45.5 million, and Ripple $45 million": the words of the amount before it, of another subject."""
    edge = before.end - s.start
    between = s.text[edge : part.figure.start]
    if re.search(r"[.!?]", between) or before.claim_type not in ("committee_flow", "donor_flow", "ie_sum"):
        return None
    named = [a for a in story.actors if edge <= a.start - s.start and a.end - s.start <= part.figure.start]
    after = [a for a in story.actors if part.figure.end <= a.start - s.start <= part.figure.end + 5]
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


def _only(story: Story) -> Contest | None:
    contests = story.contests or story.implied
    return contests[0] if len(contests) == 1 else None


def _where(contest: Contest | None) -> dict[str, Any]:
    if contest is None:
        return {}
    return {"office": contest.office, "state": contest.state, "district": contest.district}


def _value(figure: Figure) -> str:
    whole = figure.value == figure.value.to_integral()
    return format(figure.value.to_integral() if whole else figure.value.normalize(), "f")


def _claim(s: Sentence, figure: Figure, kind: str, measure: str, subject: str | None, **more: Any) -> Typed:
    said = claim(measure, subject, figure.comparator, _value(figure), "USD", **more)
    return Typed(s.start + figure.start, s.start + figure.end, kind, said, always(cannot(WHY)))
