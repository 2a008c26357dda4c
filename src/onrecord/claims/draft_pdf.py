"""A story out of a PDF: its lines joined into paragraphs, page headers, footers and numbers dropped, hyphens mended."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from onrecord.model.errors import InputError

_HYPHENS = "\x02\ufffe\u00ad\u2010"  # what PDFium writes for a hyphen that ends a line; soft; browsers' own
_SENTENCE_ENDS = re.compile(r"[.!?:][\"'”’)\]]*$")
_EXAMPLE = "onrecord check story.docx"


@dataclass(frozen=True)
class _Line:
    """A line of a page: places in points from the page's lower left corner, to lay out by only."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    word: float  # the width of its first word


def read_pdf(data: bytes, name: str) -> tuple[str, str | None]:
    """(text, headline) of a PDF; one paragraph on each line. The headline is the largest line before the text.

    Raises InputError when the file is encrypted, broken, or holds pictures of pages instead of text.
    """
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
        pages = [_page_lines(document[n], n) for n in range(len(document))]
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            rule = "a PDF that opens without a password: save a copy without one"
            raise InputError(rule, received=name, example=_EXAMPLE) from error
        raise InputError("a PDF that is whole", received=f"{name} ({error})", example=_EXAMPLE) from error
    lines = [line for page in _without_repeats(pages) for line in page]
    letters = "".join(line.text for line in lines)
    if sum(c.isalnum() for c in letters) < 3:
        rule = "a PDF with text in it: this one holds pictures of pages, which need OCR (text recognition) first"
        raise InputError(rule, received=name, example=_EXAMPLE)
    if sum(c == "\ufffd" or not (c.isprintable() or c in _HYPHENS) for c in letters) > len(letters) // 10:
        rule = "a PDF whose fonts say which letters they draw: this one needs OCR, or the document it was made from"
        raise InputError(rule, received=name, example=_EXAMPLE)
    paragraphs = _paragraphs(lines)
    return "\n".join(text for text, _ in paragraphs), _headline(paragraphs)


def _page_lines(page: Any, number: int) -> list[_Line]:
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    held = page.get_textpage()
    codes = [raw.FPDFText_GetUnicode(held, n) for n in range(held.count_chars())]
    chars = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)
    lines = []
    for found in re.finditer(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?", chars):  # PDFium writes no line end after its hyphen
        text, at = found[0].strip(" \t"), found.start()
        inked = [at + n for n, c in enumerate(found[0]) if not c.isspace() and c not in _HYPHENS]
        if inked:
            left, base, _, _ = held.get_charbox(inked[0], loose=True)
            size = float(raw.FPDFText_GetFontSize(held, inked[0])) * _scale(held, inked[0])
            word = inked[0] + len(re.split(r"[\s\x02\ufffe]", text)[0]) - 1
            width = held.get_charbox(word, loose=True)[2] - left
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # PDFium: two for an emoji
            lines.append(_Line(text, number, left, held.get_charbox(inked[-1], loose=True)[2], base, size, width))
    return lines


def _scale(held: Any, at: int) -> float:
    """How much the page enlarges the font at a character; some writers set size 1 and scale all of it."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    return abs(float(matrix.d)) or 1.0 if raw.FPDFText_GetMatrix(held, at, matrix) else 1.0


def _without_repeats(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages less the lines at their top and bottom that three of them or more repeat in place, figures aside."""
    heights = [sorted(page, key=lambda line: line.base) for page in pages]
    edges = [{line: _pattern(line) for line in [*by_height[:2], *by_height[-2:]]} for by_height in heights]
    on_pages = Counter(pattern for edge in edges for pattern in set(edge.values()))
    enough = max(3, len(pages) / 3)
    return [
        [line for line in page if line not in edge or on_pages[edge[line]] < enough]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _pattern(line: _Line) -> tuple[str, int]:
    """A line's words with figures blotted out, and its height."""
    return re.sub(r"\d+", "#", " ".join(line.text.split()).casefold()), round(line.base / 3)


def _paragraphs(lines: list[_Line]) -> list[tuple[str, float]]:
    """(text, font size) of each paragraph, in reading order."""
    leading = _leading(lines)
    edges = _right_edges(lines)
    groups: list[list[_Line]] = []
    for n, line in enumerate(lines):
        if groups and not _begins(groups[-1], line, leading, edges[n - 1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    whole = "\n".join(line.text for line in lines)
    return [(_joined([line.text for line in group], whole), group[0].size) for group in groups]


def _leading(lines: list[_Line]) -> float:
    """The usual distance of two lines of one paragraph, in font sizes: the middle of those that look like it."""
    down = [(a.base - b.base) / a.size for a, b in pairwise(lines) if a.page == b.page]
    steps = [step for step in down if 0 < step < 4]
    low = sorted(steps)[: max(1, len(steps) * 3 // 4)]
    return median(low) if low else 0.0


def _right_edges(lines: list[_Line]) -> list[float]:
    """For each line how far right its column reaches: the furthest end of lines that begin about where it does."""

    def alike(a: _Line, b: _Line) -> bool:
        return abs(a.left - b.left) < 3 * a.size and abs(a.size - b.size) < 0.1 * a.size

    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    return [max(other.right for other in page if alike(line, other)) for page in pages for line in page]


def _begins(group: list[_Line], line: _Line, leading: float, edge: float) -> bool:
    """Whether line begins a paragraph: by size, by a gap, by its indent, or as its first word had room above."""
    last = group[-1]
    if abs(line.size - last.size) > 0.1 * last.size:
        return True
    has_room = edge - last.right > line.word + 0.35 * last.size
    step = last.base - line.base
    if last.text[-1] in _HYPHENS:
        return False
    if line.page != last.page or step < 0 or line.left > last.right:
        return has_room and _SENTENCE_ENDS.search(last.text) is not None
    if step < 0.2 * last.size:
        return False
    if step > 1.25 * leading * last.size or has_room:
        return True
    shift = line.left - last.left
    if shift > 0.7 * last.size:
        return True
    return shift < -0.7 * last.size and len(group) > 1 and abs(group[-2].left - last.left) < 1


def _joined(texts: list[str], whole: str) -> str:
    out = texts[0]
    for text in texts[1:]:
        before = re.search(rf"(\w+)[-{_HYPHENS}]$", out)
        after = re.match(r"\w+", text)
        if before and after:
            kept = f"{before[1]}-{after[0]}"
            word = before[1][-1].islower() and after[0][0].islower() and kept not in whole
            out = out[:-1] + ("" if word else "-") + text
        else:
            out += ("" if out[-1] in "—–/" else " ") + text
    return re.sub("[\x02\ufffe]", "-", out)


def _headline(paragraphs: list[tuple[str, float]]) -> str | None:
    """The first paragraph set larger than the text, when it is among the first three."""
    if len(paragraphs) < 2:
        return None
    body = median(size for _, size in paragraphs)
    return next((text for text, size in paragraphs[:3] if size > 1.15 * body), None)
