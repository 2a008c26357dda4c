"""The HTML report of a checked story: one self-contained file, the story with its claims marked beside their cards."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from onrecord.faces import explained, shown

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

CITATIONS = 12
PARTS = 12

_SPACE = re.compile(r"\s+")
_URL = re.compile(r"https?://[^\s<>\"'()]+[^\s<>\"'().,;:]")


def render_html(done: dict[str, Any], text: str) -> str:
    """The report as one HTML document with its style inside; it has no scripts and asks for nothing else.

    In: done, of schema onrecord.check/1; text, the story that was checked, whose characters the claims' spans count.
    Out: the document. Stripped of tags, the element `story-text` is the story, character for character; spans that are
    missing or reach outside the text are not marked, and their cards say so.
    """
    environment = _environment()
    marked = {claim["id"] for claim in done["claims"] if _span(claim, text)}
    return environment.get_template("check.html").render(
        done=done,
        claims=done["claims"],
        record=done["record"],
        story=story_html(text, done["claims"]),
        title=(done.get("story") or {}).get("title") or (done.get("story") or {}).get("source") or "Story",
        published=(done.get("story") or {}).get("published"),
        marked=marked,
        by_id={claim["id"]: claim for claim in done["claims"]},
        aside=shown.aside_by_reason(done["set_aside"]),
        has_floor=any(r.get("floor") for c in done["claims"] for r in c.get("readings") or []),
        verdicts=shown.VERDICTS,
        shown=shown,
        explained=explained,
        CITATIONS=CITATIONS,
        PARTS=PARTS,
    )


def story_html(text: str, claims: list[dict[str, Any]]) -> Markup:
    """The story as paragraphs, each claim's words a link to its card.

    In: the story; claims of schema onrecord.check/1 (spans may nest, overlap or cross lines). Out: markup whose text is
    the story exactly: the numbers shown at the claims are drawn by the style sheet, not written into the text.
    """
    from markupsafe import Markup

    spans = {claim["id"]: found for claim in claims if (found := _span(claim, text))}
    cuts = sorted({at for span in spans.values() for at in span})
    by_id = {claim["id"]: claim for claim in claims}
    out = []
    for start, end, until in _paragraphs(text):
        edges = [start, *(at for at in cuts if start < at < end), end]
        pieces = Markup("").join(_piece(text, a, b, spans, by_id) for a, b in pairwise(edges))
        out.append(Markup("<p>{}</p>" if pieces else "{}").format(pieces) + _escape(text[end:until]))
    return Markup("").join(out)


def linked(citation: str) -> Markup:
    """A citation with its web addresses as links, everything else escaped."""
    from markupsafe import Markup, escape

    out, at = Markup(""), 0
    for url in _URL.finditer(citation):
        out += escape(citation[at : url.start()]) + Markup('<a href="{0}">{0}</a>').format(url[0])
        at = url.end()
    return out + escape(citation[at:])


def _piece(text: str, a: int, b: int, spans: dict[str, tuple[int, int]], by_id: dict[str, dict[str, Any]]) -> Markup:
    """The text from a to b, under the same claims throughout: a link to the shortest of them, numbers where they end."""
    from markupsafe import Markup

    words = _escape(text[a:b])
    over = [ref for ref, (start, end) in spans.items() if start < b and a < end]
    if not over:
        return words
    owner = min(over, key=lambda ref: spans[ref][1] - spans[ref][0])
    ending = [ref for ref in over if spans[ref][1] == b]
    out = _link(by_id[owner], "hit", words, last=owner in ending)
    return out + Markup("").join(_link(by_id[ref], "also", "", last=True) for ref in ending if ref != owner)


def _link(claim: dict[str, Any], kind: str, words: Markup | str, *, last: bool) -> Markup:
    """A link from words of the story to the claim's card; the last carries its number, and the way back leads there."""
    from markupsafe import Markup

    verdict, ref = shown.VERDICTS[claim["verdict"]], claim["id"]
    place = Markup(' id="at-{}"').format(ref) if last else ""
    number = Markup('<span class="n" data-n="{} {}"></span>').format(ref, verdict.mark) if last else ""
    return Markup('<a class="{} v-{}" href="#claim-{}"{} title="{}: {}">{}{}</a>').format(
        kind, verdict.key, ref, place, ref, verdict.word, words, number
    )


def _span(claim: dict[str, Any], text: str) -> tuple[int, int] | None:
    """The claim's place in the story, white space at its ends left out; None when it has no place there."""
    span = list(claim.get("span") or [])
    if len(span) != 2 or not 0 <= span[0] < span[1] <= len(text):
        return None
    words = text[span[0] : span[1]]
    start, end = span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip())
    return (start, end) if start < end else None


def _paragraphs(text: str) -> list[tuple[int, int, int]]:
    """The paragraphs as (start, end, start of the next): parted by blank lines where there are any, else by lines."""
    runs = [m for m in _SPACE.finditer(text) if "\n" in m[0]]
    blank = [m for m in runs if m[0].count("\n") > 1 and m.start() > 0 and m.end() < len(text)]
    gaps = [m.span() for m in blank or runs]
    starts, ends = [0, *(b for _, b in gaps)], [*(a for a, _ in gaps), len(text)]
    return list(zip(starts, ends, [*starts[1:], len(text)], strict=True))


def _escape(text: str) -> Markup:
    """Escaped, with carriage returns written so that a browser keeps them."""
    from markupsafe import Markup, escape

    return Markup(escape(text).replace("\r", Markup("&#13;")))


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("onrecord.faces", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["linked"] = linked
    return environment
