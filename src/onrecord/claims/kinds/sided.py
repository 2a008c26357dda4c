"""Vote figures that no "of the vote" marks: a second share, a bare count beside another, "a 187-vote win", "by a point"."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.claims import aside
from onrecord.claims.clauses import clause_of
from onrecord.claims.figures import Figure
from onrecord.claims.story import Sentence, Story
from onrecord.claims.vote_sides import GOT, Owned, owner, sides_of, subject

_MARGIN_NOUN = (
    r"(?:(?:[\w-]+ )?(?:wins?|victory|margins?|leads?|edge|loss|defeat|deficit|advantage|cushion|squeaker|romp|rout"
    r"|triumph"
    r"|gap|difference|upset|blowout|landslide|drubbing|spread))\b"
)
_VOTE_MARGIN = re.compile(rf"^[- ]votes? {_MARGIN_NOUN}")
_POINT_MARGIN = re.compile(rf"^ {_MARGIN_NOUN}")
_CONTEST = re.compile(
    r"\b(?:votes?|voters|ballots?|primary|primaries|run-?off|elections?|elected|re-?elected|re-?election|defeat\w*|beat"
    r"|beating|w[oi]n|wins|winning|victory|finish\w*|advanc\w*|first|second|third|place|lost|losing|led|leads|edged|edging"
    r"|oust\w*|unseat\w*|topp(?:ed|ing)|returns|results|tally|count|nomination|turnout|trail\w*)\b",
    re.IGNORECASE,
)
_NO_VOTES = re.compile(
    r"\b(?:polls?|polled|polling|pollsters?|survey\w*|donors?|donations?|contribut\w+|money|funds?|raised|spending|spent"
    r"|disburse\w+|cash|approv\w+|favorab\w+|support among|likely voters|respondents|chance|probability|turnout was|odds"
    r"|endorse\w*|interest|inflation|tax\w*|delegates|population)\b|\$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^ of (?!(?:all |the )?(?:[\w-]+ ){0,2}(?:votes?|ballots|vote total|total)\b)|^ (?:more|less|higher|fewer)\b"
)
_TAKING = re.compile(rf"(?:,| and| by| after|\bwith) (?:\w+ing )?$|\b{GOT} (?:a |an )?$|\bwith (?:a |an )?$")
_UNWRITTEN = re.compile(
    r"\b(?:(?P<less_than>less than|under|fewer than|within)|(?P<more_than>more than|over)|(?P<nearly>nearly|almost"
    r"|just under"
    r"|close to)|(?P<just_over>just over|slightly (?:over|more than))|(?P<approx>about|roughly|around))? ?"
    r"(?P<number>(?P<half>(?:a )?half (?:of )?(?:an?)?|(?:a )?quarter (?:of )?an?|three-quarters of a)"
    r"|an?(?: full| single)?|one(?: full)?)[ -](?:percentage )?point\b(?! of\b)"
)
_COUNTING = ("votes", "ballots")


def unwritten(text: str) -> list[Figure]:
    """Points written without a numeral: "by less than a point", "half a percentage point"."""
    found = []
    for hit in _UNWRITTEN.finditer(text):
        word = hit["half"] or ""
        value = Decimal("0.75") if "three" in word else Decimal("0.25") if "quarter" in word else Decimal("0.5")
        value = value if word else Decimal(1)
        hedges = ("less_than", "more_than", "nearly", "just_over", "approx")
        hedge = next((name for name in hedges if hit[name]), "exact")
        surface = hit[0].strip()
        start = hit.start() + len(hit[0]) - len(hit[0].lstrip())
        place = Decimal("0.1") if word else Decimal(1)
        found.append(Figure("points", surface, start, start + len(surface), value, place, hedge))
    return found


def measure_of(story: Story, s: Sentence, figure: Figure, found: list[Figure]) -> str | None:
    """What a figure measures that no vote word marks, where the words beside it tie it to somebody; None elsewhere."""
    after = s.text[figure.end :]
    if figure.kind == "number" and _VOTE_MARGIN.match(after):
        return "vote_margin"
    if figure.kind == "points" and _POINT_MARGIN.match(after):
        return "vote_margin_pp"
    if figure.kind not in ("percent", "number") or aside.planned(s, figure) or _PART_OF.match(after):
        return None
    a, b = clause_of(s.text, figure.start, figure.end)
    if _NO_VOTES.search(s.text[a:b]) or not _CONTEST.search(s.text):
        return None
    if figure.kind == "percent":
        own = owned(story, s, figure, found)
        return "vote_share" if own and (_marked(s, found, figure) or _bound(own)) else None
    counted = [f for f in found if f.kind == "votes" or (f.noun in ("people", "voters") and "ballots" in s.text)]
    if figure.noun.startswith(("second", "first", "seat", "district", "count", "delegate", "point", "term")):
        return None
    if figure.value < 100 or not (counted or re.match(r"^ (?:votes|ballots)\b", after)):
        return None
    return "votes" if owned(story, s, figure, found) else None


def owned(story: Story, s: Sentence, figure: Figure, found: list[Figure]) -> Owned | None:
    """Whose a share or count is: by the words beside it, else the subject whose participle it follows."""
    others = [(f.start, f.end) for f in found if f is not figure and f.kind in (figure.kind, "votes", "percent")]
    told = owner(story, s, figure.start, figure.end, others)
    if told or not _TAKING.search(s.text[: figure.start]):
        return told
    return subject(s, sides_of(story, s), figure.start)


def _marked(s: Sentence, found: list[Figure], figure: Figure) -> bool:
    """Whether the sentence speaks of votes, or has another percentage to compare with."""
    return bool(re.search(r"\b(?:votes?|ballots?)\b", s.text)) or any(
        f.kind == "percent" and f is not figure for f in found
    )


def _bound(own: Owned) -> bool:
    return own.by in ("verb", "each", "subject")
