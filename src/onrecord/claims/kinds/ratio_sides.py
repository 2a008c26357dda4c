"""Whose two sums a comparison is of: before its words and after them, turned by "was outspent by" and "trails"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from onrecord.claims.figures import Figure
from onrecord.claims.kinds.nearby import Near, after, as_subject, before, joined, named_in, unnamed, whose_own
from onrecord.claims.story import Sentence, Story

OUT = re.compile(r"\b(?:(?P<receipts>out-?rais(?:ed|es|ing)|out-?fund-?rais(?:ed|es|ing))|(?P<ie>out-?spen(?:t"
                  r"|ds?|ding)))\b",
                  re.IGNORECASE)  # fmt: skip
_PARTIES = re.compile(r"\b(?P<a>Democrats|Republicans)\b[^.;]{0,40}?\b(?P<b>Democrats|Republicans)\b")
_LONE_BEFORE = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)(?:[\u2019']s? (?:campaign|team))? (?:(?:has|have|had|was|were|been"
    r"|being|is|also|again"
    r"|narrowly|easily|handily|far|vastly) )*$"
)
_LONE_THAN = re.compile(
    r" (?:as much as|more than|what|than|as many as|that of) (?:(?:Rep|Sen|Gov|Mr|Ms|Mrs)\. |(?:former|incumbent"
    r"|challenger) )*"
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)
_LONE_AFTER = re.compile(
    r" (?:by )?(?:(?:Rep|Sen|Gov|Mr|Ms|Mrs)\. |(?:incumbent|challenger|former|then-|Democrat|Republican"
    r"|Republican|Democratic) )*"
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)
_FOE = re.compile(r"\b(?:opponents?|rivals?|challengers?|all|every\w*|other|others|each|both|nearest|closest"
                  r"|next|field|who)\b",
                  re.IGNORECASE)  # fmt: skip


_BY_WHOM = re.compile(
    r"\bby (?:(?:the|his|her|their|Rep\.|Sen\.|Gov\.|former|incumbent|challenger|opponent|rival|fellow|Democrat\w*"
    r"|Republican) )*$"
)
_THEN_HOW = (
    r" (?:by|in|on|last|this|during|for|over|nearly|almost|about|roughly|more than|at least|two|three|four|five"
    r"|six|\d)\b"
)


@dataclass(frozen=True)
class Compared:
    """Words that compare two sums: the place of the words, the measure, how, and the figure and unit claimed."""

    start: int
    end: int
    measure: str
    comparator: str
    value: Decimal | None
    unit: str | None
    base: Figure | None = None  # an amount that the other sum is written as
    place: Decimal = Decimal(1)  # the smallest written place of a difference
    verb: tuple[int, int] | None = (
        None  # of "trails Gomez by": who does it stands before, whom it is compared with after
    )
    turned: bool = False  # whether the words before it name the smaller sum: "trails", "$2 million less than"
    sums: str = ""  # which sums a ratio is of, where its measure does not say: receipts, cash, spending, contribution
    of_clause: bool = False  # whether its sides are the sums of two clauses: "..., more than the $1 million that ..."


def sides_of(story: Story, s: Sentence, one: Compared) -> tuple[Near | None, Near | None]:
    """Whose sum, and whose it is compared with: before the words and after them; "was outspent by X" turns them.

    A side that the words put together with others, or that they only describe ("her opponent"), is not told.
    """
    out = OUT.search(s.text)
    at = (out.start(), out.end()) if out and out.start() <= one.start else one.verb or (one.start, one.end)
    target = after(story, s, at[1])
    passive = bool(out and re.search(r"\b(?:was|were|been|being|is|are|got|gets) (?:\w+ )?$", s.text[: at[0]]))
    if target and passive and not _BY_WHOM.search(s.text[at[1] : target.start - s.start]):
        target = None  # "was outspent by groups backing Lee": by none that is named
    if target and (_FOE.search(s.text[at[1] : target.start - s.start]) or target.start - s.start - at[1] > 50):
        target = None
    want = (lambda n: n.is_group == target.is_group) if target and (target.group or target.person) else lambda n: True
    subject = before(story, s, at[0], want, ahead=0)
    if one.of_clause and subject != next((n for n in named_in(story, s)), None):
        subject = None  # several are named before the words: whose sum it is the first clause says
    if target and subject and (target.name == subject.name or joined(story, s, target)):
        target = None
    if subject and subject.start >= s.start and joined(story, s, subject):
        subject = None
    lone = _LONE_BEFORE.search(s.text[: out.start()]) if out else None
    if lone and not unnamed(lone["name"]) and (subject is None or subject.start < s.start):
        subject = Near(lone["name"], s.start + lone.start("name"), s.start + lone.end("name"))
    lone = _LONE_AFTER.match(s.text[out.end() :]) if out else _LONE_THAN.match(s.text[one.end :])
    if lone and not out and target is None and not unnamed(lone["name"]):
        at_end = one.end + lone.end("name") + s.start
        target = Near(lone["name"], at_end - len(lone["name"]), at_end)
    if lone and out and target is None and not unnamed(lone["name"]):
        target = Near(lone["name"], s.start + out.end(), s.start + out.end() + lone.end("name"))
    if subject and subject.start >= s.start and not as_subject(story, subject):
        subject = None
    if target and target.start >= s.start and not (whose_own(story, target) or _elliptic(story, target)):
        target = None
    parties = _PARTIES.search(s.text)
    if parties and (out or (subject is None and target is None)):
        a, b = parties.start() + s.start, parties.end() + s.start
        subject, target = Near(parties["a"], a, b), Near(parties["b"], a, b)
    party = re.match(r"\W*(?:The )?(?P<a>Democrats|Republicans)\b", s.text)
    if party and subject is None:
        subject = Near(party["a"], s.start + party.start("a"), s.start + party.end("a"))
    if re.match(r"\W*(?:And |But )?(?:He|She)\b", s.text) and subject and subject.start < s.start:
        subject = None if _several(story, s) else subject
    if passive or (one.turned and target is not None):
        subject, target = target, subject
    return subject, target


def _elliptic(story: Story, one: Near) -> bool:
    """Whether a possessive stands for the sum itself: "outspent Lee's four to one", "topped Lee's by $2 million"."""
    return bool(re.match(rf"[\u2019']s?(?:[.,;]|$|{_THEN_HOW})", story.text[one.end : one.end + 40]))


def _several(story: Story, s: Sentence) -> bool:
    """Whether the sentence before names several people: "he" is then nobody for certain."""
    number = story.sentences.index(s)
    return number > 0 and len({m.person for m in story.people_in(story.sentences[number - 1])}) > 1
