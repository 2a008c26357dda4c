"""The terminal report of a checked story: verdict counts, each claim with its readings and receipts, then the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.faces import explained, shown
from onrecord.model.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

CITATIONS = 4
PARTS = 4
SURFACES = 8
NARROW = 64

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COLOURS = {"supported": "green", "depends": "yellow", "close": "yellow", "refuted": "red", "cannot": "cyan"}
_FIT_COLOURS = {"yes": "green", "slack": "yellow", "no": "red"}


def render_check(
    done: dict[str, Any], *, width: int = 80, colour: bool = False, explain: int | None = None, strict: bool = False
) -> str:
    """The report of a checked story as lines of text, each at most width columns where its words allow it.

    In: done, of schema onrecord.check/1; width in columns (40 or more); colour, whether to add ANSI colours (the
    caller asks for them only on a terminal without NO_COLOR); explain, the place of one claim from 1, to show that claim
    alone and in full; strict, whether the exit status named at the end is the one under --strict.
    Out: text ending in one newline; control and direction marks of the story are not passed on.
    Raises InputError when there is no claim at the place to explain.
    """
    from io import StringIO

    from rich.console import Console

    claims = done["claims"]
    if explain is not None and not 1 <= explain <= len(claims):
        example = f"--explain {len(claims)}" if claims else "onrecord check STORY, without --explain"
        rule = f"--explain takes the place of a claim, from 1 to {len(claims)}" if claims else "no claim to explain"
        raise InputError(rule, received=explain, example=example)
    out = Console(
        file=StringIO(),
        width=max(40, width),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    _head(out, done)
    if explain is None:
        _counts(out, done)
    for place, claim in enumerate(claims, 1):
        if explain in (None, place):
            _claim(out, claim, place, done, full=explain is not None)
    if explain is None:
        _conflicts(out, done)
        _aside(out, done)
        _unused(out, done)
    _close(out, done, strict)
    text = out.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


def clean(text: object) -> str:
    """Text safe for a terminal: no control characters, no marks that turn the direction of a line."""
    return _DIRECTION.sub("", _CONTROL.sub(" ", str(text)))


def _say(out: Console, text: object, indent: int = 0, style: str = "") -> None:
    """A paragraph, wrapped, each line indented."""
    from rich.padding import Padding
    from rich.text import Text

    out.print(Padding(Text(clean(text).strip(), style=style, overflow="fold"), (0, 0, 0, indent)))


def _cell(text: object, style: str = "") -> RenderableType:
    from rich.text import Text

    return Text(clean(text), style=style, overflow="fold")


def _grid(out: Console, rows: list[tuple[RenderableType, ...]], indent: int, right: tuple[int, ...] = ()) -> None:
    """Rows in aligned columns; the last column takes the room left and wraps."""
    from rich.padding import Padding
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    last = len(rows[0]) - 1
    for i in range(last + 1):
        table.add_column(no_wrap=i != last, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(cell) if isinstance(cell, str) else cell for cell in row))
    out.print(Padding(table, (0, 0, 0, indent), expand=False))


def _head(out: Console, done: dict[str, Any]) -> None:
    story = done.get("story") or {}
    name = story.get("title") or story.get("source") or "story"
    published = story.get("published")
    assumed = (
        " (no date found in it: today is assumed; --published DATE says otherwise)"
        if story.get("dated") == "today"
        else ""
    )
    _say(
        out,
        f"{name}, {f'published {published}{assumed}' if published else 'no date of publication given'}",
        style="bold",
    )
    _say(out, f"checked against the record as known on {done['record']['as_of']}")


def _counts(out: Console, done: dict[str, Any]) -> None:
    rows: list[tuple[RenderableType, ...]] = []
    for verdict, count, places in shown.counts(done):
        style = _COLOURS[verdict.key] if count else ""
        where = ", ".join(done["claims"][place - 1]["id"] for place in places)
        rows.append((str(count), _cell(verdict.mark, style), _cell(verdict.word, style), where))
    rows.append((str(len(done["set_aside"])), "", "set aside", "not asked of the record"))
    out.print()
    _grid(out, rows, 1, right=(0,))


def _claim(out: Console, claim: dict[str, Any], place: int, done: dict[str, Any], *, full: bool) -> None:
    from rich.text import Text

    verdict = shown.VERDICTS[claim["verdict"]]
    partly = ", in part" if shown.in_part(claim) else ""
    head = Text.assemble(
        (f"{claim['id']:<2} ", "bold"),
        (f"{verdict.mark} {verdict.word.upper()}{partly}", f"bold {_COLOURS[verdict.key]}"),
        f"  “{clean(claim['surface'])}”",
    )
    out.print()
    out.print(head, overflow="fold")
    sentence = claim.get("sentence") or ""
    if sentence and sentence != claim["surface"]:
        _say(out, sentence, 3, "italic")
    _say(out, claim["reason"], 3)
    for text in explained.travel(claim, done):
        _say(out, text, 3)
    readings = shown.ordered(claim.get("readings") or [])
    if readings:
        out.print()
        _readings(out, readings)
        _parts(out, readings if full else readings[:1], place, full=full)
    if full:
        _gap(out, claim)
    out.print()
    _about(out, claim, full=full)


def _about(out: Console, claim: dict[str, Any], *, full: bool) -> None:
    """What was asked, caveats, context, what would settle it, and receipts: each under its label."""
    receipts = claim.get("receipts") or []
    asked = shown.claimed_text(claim.get("claim"))
    rows: list[tuple[RenderableType, ...]] = []
    for label, texts in (
        ("asked", [asked] if asked else []),
        ("figure", explained.matches(claim)),
        ("review", [claim["review"]["text"]] if claim.get("review") else []),
        ("proposed", [shown.proposed_text(claim)] if claim.get("proposed") else []),
        ("correct", shown.correction_texts(claim)[: None if full else 1]),
        ("caveat", shown.caveats(claim)),
        ("context", [_context(claim, one) for one in claim.get("context") or []]),
        ("settles", claim.get("settles") or []),
        ("receipt", [] if full else [_receipt(receipt) for receipt in receipts]),
    ):
        rows += [(label, _cell(text)) for text in texts]
    if rows:
        _grid(out, rows, 3)
    if full:
        for receipt in receipts:
            _receipt_in_full(out, receipt)


def _readings(out: Console, readings: list[dict[str, Any]]) -> None:
    """The readings as a table, the decimal points of money under each other; as lines where the page is narrow."""
    values = [shown.value_text(r.get("value"), r.get("unit")) for r in readings]
    if any("." in v[-3:] for v in values):
        values = [v + " " * 3 if v.startswith(("$", "-$")) and "." not in v else v for v in values]
    fits = []
    for reading in readings:
        mark, words = shown.fit_text(reading)
        fits.append(_cell(f"{mark} {words}", _FIT_COLOURS.get(reading.get("fits", ""), "")))
    through = [str(r.get("through") or "") for r in readings]
    floor = ["a floor" if r.get("floor") and r.get("value") is not None else "" for r in readings]
    names = [r["name"] for r in readings]
    if out.width < NARROW or max(map(len, values)) > out.width // 3:
        day = [f"through {t}" if t else "" for t in through]
        said = ["; ".join(filter(None, r)) for r in zip(names, map(str.strip, values), day, floor, strict=True)]
        _grid(out, [(fit, _cell(text)) for fit, text in zip(fits, said, strict=True)], 3)
        return
    columns: list[tuple[str, Sequence[RenderableType]]] = [("", fits), ("value", values)]
    columns += [("through", [t or "not known" for t in through])] if any(through) else []
    columns += [("", floor)] if any(floor) else []
    columns += [("reading", [_cell(name) for name in names])]
    heads = tuple(_cell(head, "dim") for head, _ in columns)
    _grid(out, [heads, *zip(*(cells for _, cells in columns), strict=True)], 3, right=(1,))


def _parts(out: Console, readings: list[dict[str, Any]], place: int, *, full: bool) -> None:
    """What a reading is the sum of, when it has more than one part."""
    for reading in readings:
        parts = reading.get("parts") or []
        if len(parts) < 2:
            continue
        listed = parts if full or len(parts) <= PARTS + 1 else parts[:PARTS]
        _say(out, f"{reading['name']}, its parts", 5)
        _grid(
            out,
            [(shown.value_text(p["value"], p.get("unit", reading.get("unit"))), _cell(p["name"])) for p in listed],
            7,
            right=(0,),
        )
        if len(parts) > len(listed):
            _say(out, f"and {len(parts) - len(listed):,} more: onrecord check --explain {place}", 7)


def _gap(out: Console, claim: dict[str, Any]) -> None:
    """The waterfall from the story's figure to the record's, and what the record's sum is made of."""
    for head, lines in explained.tables(claim):
        out.print()
        _say(out, head, 3, "bold")
        heads = tuple(_cell(head, "dim") for head in ("amount", "sum", "public", ""))
        rows = [(n.amount, n.running, n.day, _cell(" ".join(filter(None, (n.label, n.link))))) for n in lines]
        _grid(out, [heads, *rows], 5, right=(0, 1))


def _context(claim: dict[str, Any], one: dict[str, Any]) -> str:
    receipts = one.get("receipts") or []
    where = f" (receipt {', '.join(receipts)})" if receipts else ""
    said = "".join(f"; {caveat}" for caveat in shown.of_context(claim, one))
    return f"{one['label']}: {shown.value_text(one.get('value'), one.get('unit'))}{where}{said}"


def _receipt(receipt: dict[str, Any]) -> str:
    """The receipt's id and its first citations, in one paragraph."""
    listed, more = shown.cited(receipt, CITATIONS)
    rest = [f"and {more:,} more: onrecord receipt {receipt['id']}"] if more else []
    return f"{receipt['id']}  {'; '.join([*listed, *rest]) or 'no rows'}"


def _receipt_in_full(out: Console, receipt: dict[str, Any]) -> None:
    """The receipt's id and question, and every citation on its own line."""
    listed, more = shown.cited(receipt, None)
    day = f"as of {receipt['as_of']}" if receipt.get("as_of") else ""
    rows = f"{receipt.get('rows', len(listed)):,} rows"
    _say(out, f"receipt {receipt['id']}", 3)
    _say(out, ", ".join(filter(None, [receipt.get("question"), day, rows])), 5)
    for citation in listed:
        _say(out, citation, 5)
    if more:
        _say(out, f"and {more:,} more: onrecord receipt {receipt['id']}", 5)


def _conflicts(out: Console, done: dict[str, Any]) -> None:
    conflicts = done.get("conflicts") or []
    if conflicts:
        _heading(out, "One story, one definition: these do not hold together")
        for one in conflicts:
            named = all(claim in one["text"] for claim in one["claims"])
            _say(out, one["text"] if named else f"{', '.join(one['claims'])}: {one['text']}", 3)


def _aside(out: Console, done: dict[str, Any]) -> None:
    aside = done["set_aside"]
    if not aside:
        return
    _heading(out, f"Set aside, not asked of the record ({len(aside)})")
    for reason, surfaces in shown.aside_by_reason(aside):
        listed = surfaces if len(surfaces) <= SURFACES + 1 else surfaces[:SURFACES]
        more = f"; and {len(surfaces) - len(listed)} more" if len(listed) < len(surfaces) else ""
        words = "; ".join(f"“{clean(s)}”" for s in listed)
        _say(out, f"{reason} ({len(surfaces)}): {words}{more}", 3)


def _unused(out: Console, done: dict[str, Any]) -> None:
    """The entries of the review file that no claim takes."""
    review = done.get("review")
    if review and review["unused"]:
        _heading(out, f"Not used of {review['file']} ({len(review['unused'])})")
        for one in review["unused"]:
            _say(out, f"“{one['claim']}” ({one['by']}): {one['reason']}", 3)


def _heading(out: Console, text: str) -> None:
    out.print()
    _say(out, text, style="bold")


def _close(out: Console, done: dict[str, Any], strict: bool) -> None:
    record = done["record"]
    out.print()
    if any(r.get("floor") for c in done["claims"] for r in c.get("readings") or []):
        _say(out, shown.FLOOR)
    if done.get("names_individuals"):
        _say(out, shown.SALE_OR_USE)
    status, meaning = shown.exit_status(done, strict=strict)
    _say(out, f"record {record['snapshot']}, as known on {record['as_of']}; exit {status}: {meaning}")
