"""A count as a chart to print: ranked rounds as a flow of votes, a table of votes as bars; plain SVG with its text."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.answers.counted import Counted
    from onrecord.rules.count import Outcome
    from onrecord.rules.rounds import RankedCount, Round, Votes

# Blue, orange, green, yellow, violet, vermilion, sky: apart for the colour-blind, and by lightness in print.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#d55e00", "#56b4e9")
GREY, HATCH = "#bbbbbb", "url(#exhausted)"
EDGE = 'stroke="#222222" stroke-width="0.6"'
MOST = 7  # rounds drawn: the first and the last ones
SMALL = Fraction(1, 50)  # a candidate who nowhere has this share is drawn with the others
WIDE, HIGH, TOP, LEFT, BLOCK = 1100, 560, 110, 20, 122
OTHERS, EXHAUSTED = "others", "exhausted"
Heights = dict[str, "Votes"]


def draw(done: Counted, file: str) -> str:
    """The chart as SVG text: title, description with the figures drawn, and the drawing."""
    if done.ranked:
        return _flow(done.ranked, f"{file}, counted by {done.name}")
    assert done.votes
    return _bars(done.votes, f"{file}, counted by {done.name}")


def _page(title: str, told: str, high: int, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img" aria-labelledby="title told" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="12">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="told">{escape(told)}</desc>\n'
        '<defs><pattern id="exhausted" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#ffffff"/><rect width="2" height="6" fill="#888888"/></pattern></defs>\n'
        f'<rect width="{WIDE}" height="{high}" fill="#ffffff"/>'
    )
    return "\n".join([head, _text(LEFT, 30, title, size=18, weight="bold"), *parts, "</svg>", ""])


def _text(x: int, y: int, words: str, *, size: int = 12, weight: str = "normal", fill: str = "#111111") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(words)}</text>'


def _lines(words: str, wide: int) -> list[str]:
    import textwrap

    return textwrap.wrap(words, wide)


def _flow(count: RankedCount, title: str) -> str:
    from onrecord.rules.rounds import shown

    rounds = list(count.rounds)
    drawn = rounds if len(rounds) <= MOST else [rounds[0], *rounds[-(MOST - 1) :]]
    named = _named(drawn)
    columns = [_heights(one, named) for one in drawn]
    whole = max(sum(column.values(), Fraction(0)) for column in columns) or Fraction(1)
    colour = {name: COLOURS[n] if n < len(COLOURS) else GREY for n, name in enumerate(named)}
    colour |= {OTHERS: "#dddddd", EXHAUSTED: HATCH}
    step = (WIDE - 2 * LEFT - BLOCK) // max(1, len(drawn) - 1)
    parts = [_text(LEFT, 52 + 16 * n, line) for n, line in enumerate(_lines(f"{count.reason}.", 165)[:3])]
    tops: list[dict[str, Fraction]] = []
    for column in columns:
        y, place = Fraction(TOP + 20), {}
        for name, votes in column.items():
            place[name] = y
            y += Fraction(votes) / whole * HIGH
        tops.append(place)
    for n in range(len(drawn) - 1):
        x = LEFT + n * step
        if drawn[n].number + 1 == drawn[n + 1].number:
            parts += _bands(drawn[n], columns, tops, n, x, step, colour, whole)
        else:
            text = f"rounds {drawn[n].number + 1} to {drawn[n + 1].number - 1} not drawn"
            turned = f"translate({x + (BLOCK + step) // 2} {TOP + 300}) rotate(-90)"
            parts.append(f'<text transform="{turned}" fill="#555555">{text}</text>')
    for n, one in enumerate(drawn):
        parts += _column(one, columns[n], tops[n], LEFT + n * step, colour, whole)
    told = [f"{count.reason}."]
    for one, column in zip(drawn, columns, strict=True):
        told.append(f"Round {one.number}: " + ", ".join(f"{name} {shown(v)}" for name, v in column.items() if v) + ".")
    return _page(title, " ".join(told), TOP + HIGH + 60, parts)


def _named(drawn: Sequence[Round]) -> list[str]:
    """The candidates drawn by name: those with a fiftieth of the votes in some round drawn, who lasted longest first."""
    order: list[str] = []
    for one in reversed(drawn):
        order += [name for name, _ in one.votes if name not in order]
    large = {name for one in drawn for name, votes in one.votes if votes and votes >= SMALL * one.continuing}
    return [name for name in order if name in large]


def _heights(one: Round, named: Sequence[str]) -> Heights:
    votes = dict(one.votes)
    found: Heights = {name: votes[name] for name in named if name in votes}
    others = one.continuing - sum(found.values(), 0)
    if others:
        found[OTHERS] = others
    if one.exhausted_total:
        found[EXHAUSTED] = one.exhausted_total
    return found


def _bands(
    one: Round,
    columns: Sequence[Heights],
    tops: Sequence[dict[str, Fraction]],
    n: int,
    x: int,
    step: int,
    colour: dict[str, str],
    whole: Votes,
) -> list[str]:
    """The flows between a round and the next: votes that stay, and those that move."""
    moves: dict[tuple[str, str], Votes] = {}
    here, there = columns[n], columns[n + 1]
    left: Heights = dict(here)
    for transfer in one.transfers:
        source = transfer.source if transfer.source in here else OTHERS
        target = (transfer.target if transfer.target in there else OTHERS) if transfer.target else EXHAUSTED
        moves[source, target] = moves.get((source, target), 0) + transfer.votes
        left[source] = left.get(source, 0) - transfer.votes
    for name, votes in left.items():
        if votes > 0 and name in there:
            moves[name, name] = moves.get((name, name), 0) + votes
    leave, arrive = dict(tops[n]), dict(tops[n + 1])
    order = list(dict.fromkeys([*here, *there]))
    bands = []
    for (source, target), votes in sorted(moves.items(), key=lambda m: (order.index(m[0][0]), order.index(m[0][1]))):
        if source not in leave or target not in arrive:
            continue
        high = Fraction(votes) / whole * HIGH
        bands.append((target, source, leave[source], high, votes))
        leave[source] += high
    parts = []
    for target, source, y, high, _ in sorted(bands, key=lambda b: (order.index(b[0]), b[2])):
        to = arrive[target]
        arrive[target] += high
        parts.append(
            _band(x + BLOCK, y, x + step, to, high, "#999999" if source == EXHAUSTED else colour.get(source, GREY))
        )
    return parts


def _band(x: int, y: Fraction, to_x: int, to_y: Fraction, high: Fraction, fill: str) -> str:
    middle = (x + to_x) // 2
    a, b, c, d = (_place(v) for v in (y, to_y, to_y + high, y + high))
    path = f"M{x} {a} C{middle} {a} {middle} {b} {to_x} {b} L{to_x} {c} C{middle} {c} {middle} {d} {x} {d} Z"
    return f'<path d="{path}" fill="{fill}" fill-opacity="0.45"/>'


def _place(value: Fraction) -> str:
    """A coordinate with one decimal; a drawing's place, not an amount."""
    tenths = round(value * 10)
    return f"{tenths // 10}.{tenths % 10}"


def _column(
    one: Round, column: Heights, tops: dict[str, Fraction], x: int, colour: dict[str, str], whole: Votes
) -> list[str]:
    """One round: its number over a block for each candidate."""
    parts = [_text(x, TOP + 10, f"Round {one.number}", weight="bold")]
    for name, votes in column.items():
        high = Fraction(votes) / whole * HIGH
        parts.append(
            f'<rect x="{x}" y="{_place(tops[name])}" width="{BLOCK}" height="{_place(high)}" '
            f'fill="{colour.get(name, GREY)}" fill-opacity="{1 if name == EXHAUSTED else 0.75}" {EDGE}/>'
        )
        parts += _label(name, votes, x, int(tops[name] + high / 2), high, one)
    return parts


def _label(name: str, votes: Votes, x: int, y: int, high: Fraction, one: Round) -> list[str]:
    """A block's name and votes: on two lines, on one, or, where there is no room, left to the description."""
    from onrecord.rules.rounds import shown

    if high < 12:
        return []
    two = high >= 26
    room = 17 if two else 11
    label = name if len(name) <= room else f"{name[: room - 2]}.."
    mark = ", elected" if name in one.elected else ", out" if name in one.eliminated else ""
    lines = [label, f"{shown(votes)}{mark}"] if two else [f"{label} {shown(votes)}"]
    parts = []
    if name == EXHAUSTED:
        parts.append(
            f'<rect x="{x + 2}" y="{y - 11 if two else y - 6}" width="76" height="{26 if two else 12}" fill="#fff"/>'
        )
    return parts + [_text(x + 4, y + (12 * n if two else 4), line, size=10) for n, line in enumerate(lines)]


def _bars(found: Outcome, title: str) -> str:
    from onrecord.faces.count_page import standing

    most = max(votes for _, votes in found.order)
    parts = [_text(LEFT, 52 + 16 * n, line) for n, line in enumerate(_lines(f"{found.reason}.", 165)[:3])]
    fills = {"elected": "#0072b2", "nominated": "#0072b2", "advances": "#0072b2", "open": "#e69f00", "out": "#dddddd"}
    for n, (name, votes) in enumerate(found.order):
        y, what = TOP + 10 + 26 * n, standing(found, name)
        wide = votes * 560 // most
        parts.append(_text(LEFT, y + 14, name if len(name) < 40 else f"{name[:38]}.."))
        parts.append(f'<rect x="300" y="{y}" width="{wide}" height="19" fill="{fills[what]}" {EDGE}/>')
        parts.append(_text(306 + wide, y + 14, f"{votes:,} ({what})"))
    told = f"{found.reason}. " + "; ".join(f"{name} {votes:,}" for name, votes in found.order) + "."
    return _page(title, told, TOP + 40 + 26 * len(found.order), parts)
