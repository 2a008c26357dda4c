"""Small DOCX and PDF files, written by hand for the tests of drafts: no library is needed to make them."""

from __future__ import annotations

import io
import textwrap
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str, style: str = "") -> str:
    """A DOCX paragraph of one run."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(body: str, **parts: str) -> bytes:
    """A DOCX whose body has this XML; parts are further ones, such as footnotes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{xml}</w:{name}>')
    return out.getvalue()


def typeset(paragraphs: list[str], columns: int = 70) -> list[tuple[float, float, float, str]]:
    """(x, y, font size, text) of each line of one page: the first paragraph as a headline, a gap after each."""
    lines, y = [], 740.0
    for n, text in enumerate(paragraphs):
        size = 18.0 if n == 0 else 11.0
        for line in textwrap.wrap(text, columns, break_on_hyphens=False):
            lines.append((72.0, y, size, line))
            y -= size * 1.3
        y -= 11.0
    return lines


def pdf(
    pages: list[list[tuple[float, float, float, str]]], trailer: bytes = b"", letters: dict[str, str] | None = None
) -> bytes:
    """A PDF with a text line at each (x, y, font size, text) of each page; trailer adds entries to its trailer.

    The font says that it draws the values of `letters` with the glyphs of their keys, one ASCII letter each.
    """
    letters = letters or {}
    drawn = "".join(f"<{ord(a):02x}> <{b.encode('utf-16-be').hex()}>\n" for a, b in letters.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{drawn}endbfchar endcmap\n"
    ).encode()
    unicode = f" /ToUnicode {4 + 2 * len(pages)} 0 R" if letters else ""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding{unicode} >>".encode(),
    ]
    for n, page in enumerate(pages):
        shown = b"".join(
            f"BT /F1 {size} Tf {x} {y} Td (".encode() + _literal(text) + b") Tj ET\n" for x, y, size, text in page
        )
        resources = f"<< /Font << /F1 3 0 R >> >> /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /Resources {resources} >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n" % len(shown) + shown + b"endstream")
    if letters:
        objects.append(b"<< /Length %d >>\nstream\n" % len(cmap) + cmap + b"endstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer << /Size %d /Root 1 0 R " % size + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail


def _literal(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
