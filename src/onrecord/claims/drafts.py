"""Reads a story as newsrooms have it: plain text, Markdown, HTML, DOCX or PDF; from a file, standard input or a URL."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.errors import InputError

MAX_BYTES = 20 * 2**20
_EXAMPLE = "onrecord check story.txt"
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEAD_IN = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_HTML = re.compile(_LEAD_IN + r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.I | re.S)
_HTML_PART = re.compile(_LEAD_IN + r"<(?:article|main|section|div|p|h1|h2)[\s>]", re.I | re.S)
_FOOTNOTE = re.compile(r"^\[\^[\w-]+\]:[ \t]*|\[\^[\w-]+\]", re.M)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|$)", re.S)
_MARKDOWN = re.compile(r"^#{1,6} \S|^\[\^?[^\]\n]+\]:\s|\[[^\]\n]+\]\(\S+\)|\*\*[^\s*][^*\n]*\*\*", re.M)
_SPOILT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Draft:
    """A story as read. Spans of all later work are of text: one paragraph on each line, no markup, else as it came.

    kind is text, markdown, html, docx or pdf; source is the path, "-" or the URL; published is the day of publication
    that the draft's own metadata writes (never a file's or a document's edit date), None when it writes none.
    """

    text: str
    source: str
    title: str | None
    published: dt.date | None
    kind: str


def read_draft(source: str | Path) -> Draft:
    """The story in a file, on standard input ("-") or at an http(s) URL.

    Raises InputError when it is missing, a folder, empty, binary, encrypted, broken, over 20 MB, or out of reach. As it
    opens whatever path it is given, a server takes uploads to draft_of instead.
    """
    named = str(source)
    if isinstance(source, str) and re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source):
        from onrecord.claims.draft_url import fetch

        got = fetch(source, MAX_BYTES)
        return draft_of(got.data, source, content_type=got.content_type, charset=got.charset)
    if named == "-":
        return draft_of(sys.stdin.buffer.read(MAX_BYTES + 1), "-")
    if Path(source).is_dir():
        raise InputError("a story file, not a folder", received=named, example=_EXAMPLE)
    try:
        with open(source, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("a story file that exists", received=named, example=_EXAMPLE) from error
    except (OSError, ValueError) as error:
        raise InputError("a story file that can be read", received=f"{named} ({error})", example=_EXAMPLE) from error
    return draft_of(data, named)


def draft_of(data: bytes, source: str, *, content_type: str = "", charset: str | None = None) -> Draft:
    """The story in data; source, named in errors, and content_type serve only where the content does not tell its kind.

    charset is the encoding a server declared. Raises InputError as read_draft does.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"a story of at most {MAX_BYTES // 2**20} MB", received=f"{source} (larger)", example=_EXAMPLE)
    if not data.strip():
        raise InputError("a story with text in it", received=f"{source} (empty)", example=_EXAMPLE)
    published: dt.date | None = None
    kind = _packed_kind(data, source)
    try:
        if kind == "pdf":
            from onrecord.claims.draft_pdf import read_pdf

            text, title = read_pdf(data, source)
        elif kind == "docx":
            from onrecord.claims.draft_docx import read_docx

            text, title = read_docx(data, source)
        else:
            words = _newlines(decode(data, source, charset))
            kind = _text_kind(words, source, content_type)
            text, title, published = _READERS[kind](words)
    except RecursionError as error:
        raise InputError("a story without thousands of nested elements", received=source, example=_EXAMPLE) from error
    text = _newlines(text).strip("\n")
    if not text.strip():
        raise InputError("a story with text in it", received=f"{source} (none but markup or space)", example=_EXAMPLE)
    return Draft(text, source, title, published, kind)


def _packed_kind(data: bytes, source: str) -> str | None:
    """pdf or docx by the content, None for what may be text; InputError for other documents known by first bytes."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    other = None
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
        except zipfile.BadZipFile:
            names = ["word/document.xml"] if source.lower().endswith(".docx") or b"word/" in data else []
        if "word/document.xml" in names:
            return "docx"
        other = "a zip archive or another application's document"
    elif data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            rule = "a DOCX that opens without a password: save a copy without one"
            raise InputError(rule, received=source, example="onrecord check story.docx")
        other = "an old Word document (.doc)"
    elif data.startswith(b"{\\rtf"):
        other = "an RTF document"
    if other:
        rule = "a story as plain text, Markdown, HTML, DOCX or PDF"
        raise InputError(rule, received=f"{source} ({other})", example="save it as story.docx and check that")
    return None


def decode(data: bytes, source: str, charset: str | None = None) -> str:
    """The text that data encodes: by its byte order mark, else UTF-8, else as declared, else Windows-1252.

    Declared is charset, or what an HTML page says of itself; UTF-8 goes first as other encodings' text is hardly ever
    valid in it, and declarations are often wrong. Raises InputError when none gives plausible text.
    """
    declared = charset or (m[1].decode() if (m := _CHARSET.search(data[:4096])) else None)
    marked = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", _known(declared), "cp1252"]:
        try:
            text = data.decode(encoding) if encoding else ""
        except (UnicodeError, LookupError):
            continue
        spoilt = "\0" in text or len(_SPOILT.findall(text)) > len(text) // 1000
        if text and not spoilt and (encoding != "cp1252" or _plausible(text)):
            return text
    rule = "a story in text: UTF-8, UTF-16 with its byte order mark, or Windows-1252"
    raise InputError(rule, received=f"{source} (binary data, or another encoding)", example=_EXAMPLE)


def _known(charset: str | None) -> str | None:
    """Python's name of a declared encoding; as browsers do, Latin-1 and ASCII mean Windows-1252."""
    try:
        name = codecs.lookup(charset or "").name
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _plausible(text: str) -> bool:
    """Whether bytes read as Windows-1252 are words: mostly letters and spaces, few of them outside ASCII."""
    usual = sum(c.isascii() and (c.isalnum() or c in " \n.,") for c in text)
    return usual >= 0.7 * len(text)


def _newlines(text: str) -> str:
    """The text with \\n for every line end and form feed, and no byte order mark; nothing else is changed."""
    return re.sub(r"\r\n?|\f", "\n", text).removeprefix("\ufeff")


def _text_kind(text: str, source: str, content_type: str) -> str:
    """text, markdown or html: by the content, then by the declared type, then by the name."""
    name = re.sub(r"[?#].*", "", source).lower() if "://" in source else source.lower()
    if _HTML.match(text) or content_type in ("text/html", "application/xhtml+xml"):
        return "html"
    if _FRONT.match(text) or "markdown" in content_type or name.endswith((".md", ".markdown", ".mdown")):
        return "markdown"
    if name.endswith((".html", ".htm", ".xhtml")):
        return "html"
    if name.endswith(".txt"):
        return "text"
    return "html" if _HTML_PART.match(text) else "markdown" if _MARKDOWN.search(text) else "text"


def _read_text(text: str) -> tuple[str, str | None, dt.date | None]:
    """Plain text; when its lines were wrapped at a fixed width, a paragraph's line ends become spaces."""
    lines = text.split("\n")
    joints = [n for n in range(len(lines) - 1) if lines[n].strip() and lines[n + 1].strip()]
    width = max((len(lines[n].rstrip()) for n in joints), default=0)
    full = [n for n in joints if len(lines[n].rstrip()) + 1 + len(lines[n + 1].split(" ")[0]) > width]
    if not 40 <= width <= 100 or len(full) < max(3, 0.6 * len(joints)):
        return text, None, None
    ends = ["\n"] * len(lines)
    for n in full:
        ends[n] = "" if lines[n].endswith(" ") else " "
    return "".join(line + end for line, end in zip(lines, ends, strict=True)), None, None


def _read_markdown(text: str) -> tuple[str, str | None, dt.date | None]:
    """Markdown as its readers see it; title and date from its front matter, the headline put before the story."""
    from markdown_it import MarkdownIt

    from onrecord.claims.draft_html import day_of, read_html

    head = _FRONT.match(text)
    facts = _front_matter(head[1], head[2]) if head else {}
    words = _FOOTNOTE.sub("", text[head.end() :] if head else text)
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(words)
    body, title, _ = read_html(f"<body>{html}</body>", whole=True)
    if title is None and facts.get("title"):
        title = str(facts["title"])
        body = f"{title}\n{body}"
    return body, title, day_of(facts["date"]) if "date" in facts else None


def _front_matter(mark: str, text: str) -> dict[str, object]:
    """The facts of YAML (---) or TOML (+++) front matter; none when it is not valid."""
    import tomllib

    import yaml

    try:
        facts = yaml.safe_load(text) if mark == "---" else tomllib.loads(text)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
        return {}
    return {str(k).lower(): v for k, v in facts.items()} if isinstance(facts, dict) else {}


def _read_html(text: str) -> tuple[str, str | None, dt.date | None]:
    from onrecord.claims.draft_html import read_html

    return read_html(text)


_READERS = {"text": _read_text, "markdown": _read_markdown, "html": _read_html}
