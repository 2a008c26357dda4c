"""Ways in which a true sentence is made false: figures moved, names swapped, support for oppose, another year or place.

Each way gives edits of the story's text; the claim must no longer be supported then, unless the wording admits it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from onrecord.claims.figures import Figure, figures
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Sentence, Story
from onrecord.model.contest import NAMES, STATES

Claim = dict[str, Any]
NEAR = Fraction(15, 1000)  # how near to the named move a written figure has to come
MOVES = {"+5 %": Fraction(105, 100), "-5 %": Fraction(95, 100), "+20 %": Fraction(120, 100), "-20 %": Fraction(80, 100)}
ELSEWHERE = ("Texas", "California")  # states with many districts; the second where the first is meant
OTHERS = ("House Majority PAC", "Congressional Leadership Fund")
STANCES = {
    "supporting": "opposing",
    "supported": "opposed",
    "in support of": "in opposition to",
    "to support": "to oppose",
    "to help": "to defeat",
    "to boost": "to oust",
    "backing": "attacking",
    "in favor of": "against",
    "on behalf of": "against",
}
STANCES |= {new: old for old, new in reversed(STANCES.items())} | {"against": "for", "attacking": "backing"}
PHASES = {
    "special general election": "general election",
    "special general": "general election",
    "special election": "general election",
    "general elections": "primaries",
    "general election": "primary",
    "general": "primary",
    "primaries": "general elections",
    "primary": "general election",
    "runoff": "primary",
    "first round": "final round",
    "final round": "first round",
}


@dataclass(frozen=True)
class Edit:
    """Characters start to end of the story, replaced."""

    start: int
    end: int
    new: str


Edits = tuple[Edit, ...]


def applied(text: str, edits: Edits) -> str:
    """The text with its edits, which do not overlap."""
    for one in sorted(edits, key=lambda e: -e.start):
        text = text[: one.start] + one.new + text[one.end :]
    return text


def moved_span(span: tuple[int, int], edits: Edits) -> tuple[int, int]:
    """Where a span of the old text stands in the new one; an edit inside it makes it longer or shorter."""
    start, end = span
    for one in edits:
        longer = len(one.new) - (one.end - one.start)
        start += longer if one.end <= span[0] else 0
        end += longer if one.start < span[1] else 0
    return start, end


def number(written: str, factor: Fraction, whole: bool) -> str | None:
    """A written number moved by a factor, with as few more places as come near it; None where a whole one cannot be."""
    value, places = Decimal(written.replace(",", "")), len(written.partition(".")[2])
    for more in range(1 if whole else 3):
        target = Fraction(value) * factor
        place = Decimal(1).scaleb(-places - more)
        new = (Decimal(target.numerator) / target.denominator).quantize(place, ROUND_HALF_UP)
        if new != value and (whole or abs(Fraction(new) / Fraction(value) - factor) <= NEAR):
            return f"{new:,}" if "," in written or (whole and new >= 1000) else f"{new}"
    return None


def figure_of(claim: Claim) -> Figure | None:
    """The figure in the words of a claim that its value was read from."""
    listed = figures(claim["surface"])
    value = claim["claim"]["value"]
    first = value[0] if isinstance(value, list) and value else value
    try:
        same = [f for f in listed if first is not None and f.value == Decimal(str(first))]
    except ArithmeticError:
        same = []
    return (same or [f for f in listed if f.kind in ("money", "votes", "percent", "split")] or [None])[0]


def moved(claim: Claim, factor: Fraction, kinds: tuple[str, ...]) -> Iterator[Edits]:
    """The figure of a claim moved by a factor; of a split the second side is what is left of the same sum."""
    found = figure_of(claim)
    if found is None or found.kind not in kinds:
        return
    written = re.search(r"\d[\d,]*(?:\.\d+)?", found.surface)
    if written is None:
        return
    at = claim["span"][0] + found.start
    new = number(written[0], factor, found.kind == "votes" or found.kind == "split")
    if new is None:
        return
    edits = [Edit(at + written.start(), at + written.end(), new)]
    if found.kind == "split":
        if found.second is None or Decimal(new) >= found.value + found.second:
            return
        other = re.compile(r"\d+(?:\.\d+)?").search(found.surface, written.end())
        assert other is not None
        edits.append(Edit(at + other.start(), at + other.end(), f"{found.value + found.second - Decimal(new)}"))
    yield tuple(edits)


def renamed(story: Story, s: Sentence, claim: Claim) -> Iterator[Edits]:
    """The two people, or the two groups, of a sentence swapped; one alone takes the name of another one."""
    inside = [m for m in story.mentions if s.start <= m.start < s.end]
    people = [m for m in inside if m.person]
    groups = [m for m in inside if m.group]
    names = list(dict.fromkeys(str(m.person) for m in people))
    if len(names) == 2:
        yield _swapped(people, names)
    elif len(names) == 1:
        rivals = [m for m in story.mentions if m.person and m.person != names[0] and _same_contest(story, m, names[0])]
        if rivals:
            yield tuple(Edit(m.start, m.end, rivals[0].text) for m in people)
    ids = list(dict.fromkeys(m.group.id for m in groups if m.group))
    if len(ids) == 2:
        by_id = [(m, m.group.id) for m in groups if m.group]
        texts = {i: next(m.text for m, one in by_id if one == i) for i in ids}
        yield tuple(Edit(m.start, m.end, texts[ids[1 - ids.index(one)]]) for m, one in by_id)
    elif len(ids) == 1 and groups[0].group:
        other = next(
            o for o in OTHERS if o.casefold() not in (groups[0].group.name.casefold(), groups[0].text.casefold())
        )
        yield tuple(Edit(m.start, m.end, other) for m in groups)


def _swapped(people: list[Mention], names: list[str]) -> Edits:
    longest = {n: max((m.text for m in people if m.person == n), key=len) for n in names}
    other = {names[0]: names[1], names[1]: names[0]}
    return tuple(Edit(m.start, m.end, longest[other[str(m.person)]]) for m in people)


def _same_contest(story: Story, mention: Mention, name: str) -> bool:
    one, other = story.who(str(mention.person)), story.who(name)
    return not isinstance(one, str) and not isinstance(other, str) and one.contest == other.contest


def other_stance(story: Story, s: Sentence, claim: Claim) -> Iterator[Edits]:
    """Support for oppose and oppose for support, in every word of the sentence that says so."""
    if claim["claim"].get("stance") not in ("support", "oppose", "both"):
        return
    edits = _words(s, STANCES)
    edits += [
        Edit(s.start + m.start(), s.start + m.end(), "against")
        for m in re.finditer(r"(?<=million )for(?= (?:Reps?\. )?[A-Z]\w+)|(?<=\d )for(?= (?:Reps?\. )?[A-Z]\w+)", s.text)
    ]
    if edits:
        yield tuple(edits)


def _words(s: Sentence, table: dict[str, str]) -> list[Edit]:
    pattern = rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, table), key=len, reverse=True))})(?![\w-])"
    return [
        Edit(s.start + m.start(), s.start + m.end(), table[m[0].casefold()]) for m in re.finditer(pattern, s.text, re.I)
    ]


def other_year(story: Story, s: Sentence, claim: Claim) -> Iterator[Edits]:
    """Every year of the sentence two earlier, and two later where that is not after the story."""
    hits = list(re.finditer(r"\b20\d\d\b", s.text))
    for step in (-2, 2):
        if hits and all(int(h[0]) + step <= story.published.year for h in hits):
            yield tuple(Edit(s.start + h.start(), s.start + h.end(), str(int(h[0]) + step)) for h in hits)


def other_phase(story: Story, s: Sentence, claim: Claim) -> Iterator[Edits]:
    """The primary for the general election, and so on, in every word of the sentence that says so."""
    if edits := _words(s, PHASES):
        yield tuple(edits)


def other_state(story: Story, s: Sentence, claim: Claim) -> Iterator[Edits]:
    """The state of the claim replaced wherever the story names it."""
    state = claim["claim"].get("state")
    named = [p for p in story.places if p.state == state]
    if state is None or not named:
        return
    new = next(n for n in ELSEWHERE if STATES[n] != state)
    edits = []
    for place in named:
        text = story.text[place.start : place.end]
        was = next((n for n in sorted(STATES, key=len, reverse=True) if n in text), None)
        code = re.match(rf"(?:{'|'.join(NAMES)})(?=-)", text)
        if was:
            at = place.start + text.index(was)
            edits.append(Edit(at, at + len(was), new))
        elif code:
            edits.append(Edit(place.start, place.start + 2, STATES[new]))
    if edits:
        yield tuple(edits)


def other_district(story: Story, s: Sentence, claim: Claim) -> Iterator[Edits]:
    """The next higher district number wherever the story names the claim's district."""
    seat = claim["claim"].get("district")
    edits = []
    for place in story.places:
        if place.contest and place.contest.office == "H" and place.contest.district == seat:
            text = story.text[place.start : place.end]
            if hit := re.search(r"\d+(?:st|nd|rd|th)?", text):
                new = int(re.sub(r"\D", "", hit[0])) + 1
                written = f"{new}{ending(new)}" if not hit[0].isdigit() else f"{new:02d}"
                edits.append(Edit(place.start + hit.start(), place.start + hit.end(), written))
    if edits:
        yield tuple(edits)


def ending(n: int) -> str:
    """The letters of an ordinal: 1st, 2nd, 3rd, 11th."""
    return "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


MONEY, SHARES, VOTES = ("money",), ("percent", "split", "points"), ("votes",)
Way = Callable[[Story, Sentence, Claim], Iterator[Edits]]


def _moving(factor: Fraction, kinds: tuple[str, ...]) -> Way:
    return lambda story, s, claim: moved(claim, factor, kinds)


# Every sort of perturbation, in the order of the report.
SORTS: dict[str, Way] = {
    f"{name}, {move}": _moving(factor, kinds)
    for name, kinds in (("amount of money", MONEY), ("share of the vote", SHARES), ("number of votes", VOTES))
    for move, factor in MOVES.items()
} | {
    "names swapped": renamed,
    "support for oppose": other_stance,
    "wrong year": other_year,
    "wrong phase": other_phase,
    "wrong state": other_state,
    "wrong district": other_district,
}
FIGURES = tuple(name for name in SORTS if "%" in name)
