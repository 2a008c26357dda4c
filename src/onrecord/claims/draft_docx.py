"""A story out of a Word document: its paragraphs as they stand with tracked changes accepted, footnotes at the end."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from onrecord.model.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAX_PART = 100 * 2**20  # bytes of XML in one part; a story has far fewer
_EXAMPLE = "onrecord check story.docx"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHAPES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
# Deleted or moved away, field codes, text boxes and drawings (pull quotes, captions).
_TAGS_OUT = ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "drawing", "pict", "object")
_OUT = {_SHAPES, *(f"{_W}{tag}" for tag in _TAGS_OUT)}
_BROKEN = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, EOFError, OSError, ValueError)
_AS_TEXT = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


def read_docx(data: bytes, name: str) -> tuple[str, str | None]:
    """(text, headline) of a DOCX: one paragraph, or row of a table, on each line; then its footnotes.

    Insertions stay and deletions go, as if all tracked changes were accepted; comments, page headers, hidden and
    struck-out text stay out. The headline is the first paragraph in the style Title or Heading 1. No day of
    publication is read: a document's own dates are those of editing. Raises InputError when the file is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml")
            held = [f"word/{part}.xml" for part in ("footnotes", "endnotes")]
            notes = [_part(archive, part) for part in held if part in archive.namelist()]
    except (*_BROKEN, RuntimeError) as error:  # RuntimeError: a member under a password or packed in an unknown way
        raise InputError("a DOCX that is whole", received=f"{name} ({error})", example=_EXAMPLE) from error
    found = list(_blocks(body))
    titles = [text for text, style in found if style in ("title", "heading1") and text.strip()]
    lines = [text for text, _ in found]
    for note in [n for part in notes for n in part if n.get(f"{_W}type", "normal") == "normal"]:
        lines += [text for text, _ in _blocks(note)]
    return "\n".join(line for line in lines if line.strip()), titles[0] if titles else None


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """One part's XML; ValueError when it is too large or declares entities, which no word processor writes."""
    with archive.open(name) as member:
        data = member.read(_MAX_PART + 1)
    if len(data) > _MAX_PART:
        raise ValueError(f"{name} is over {_MAX_PART // 2**20} MiB unpacked")
    if b"<!DOCTYPE" in data[:1000]:
        raise ValueError(f"{name} has a document type declaration")
    return ElementTree.fromstring(data.replace(_STRICT, _W[1:-1].encode()))


def _blocks(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """(text, style in lower case) of each paragraph and table row below element, in order."""
    before = ""  # a paragraph whose end mark a tracked change deleted runs on into the next
    for child in element:
        if child.tag == f"{_W}p":
            style = child.find(f"{_W}pPr/{_W}pStyle")
            named = style.get(f"{_W}val", "") if style is not None else ""
            before += "".join(_words(child))
            if child.find(f"{_W}pPr/{_W}rPr/{_W}del") is None:
                yield before.strip(" "), named.replace(" ", "").lower()
                before = ""
        elif child.tag == f"{_W}tbl":
            for row in _below(child, f"{_W}tr"):
                if row.find(f"{_W}trPr/{_W}del") is None:
                    cells = [" ".join(t for t, _ in _blocks(cell) if t) for cell in _below(row, f"{_W}tc")]
                    yield " | ".join(cell for cell in cells if cell), ""
        elif child.tag not in _OUT:
            yield from _blocks(child)
    if before:
        yield before.strip(" "), ""


def _below(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """The rows of a table, or cells of a row, without those of tables inside it."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != f"{_W}tbl":
            yield from _below(child, tag)


def _words(element: ElementTree.Element) -> Iterator[str]:
    """The pieces of text below a paragraph, in order."""
    for child in element:
        if child.tag in _OUT:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag == f"{_W}r":
            yield from _run(child)
        else:
            yield from _words(child)


def _run(run: ElementTree.Element) -> Iterator[str]:
    """A run's text: none when hidden or struck out; raised figures stay raised, so that they join no number."""
    look = run.find(f"{_W}rPr")
    if look is not None and any(_on(look, mark) for mark in ("vanish", "strike", "dstrike")):
        return
    raised = look is not None and (v := look.find(f"{_W}vertAlign")) is not None and v.get(f"{_W}val") == "superscript"
    for piece in _words(run):
        yield piece.translate(_RAISED) if raised else piece


def _on(look: ElementTree.Element, mark: str) -> bool:
    found = look.find(f"{_W}{mark}")
    return found is not None and found.get(f"{_W}val", "true") not in ("false", "0", "off")
