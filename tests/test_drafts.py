"""Reading stories: the same sentences from every form, the page's furniture apart, bad input refused by its rule."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import os
import sys
import textwrap
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from draft_files import docx, paragraph, pdf, typeset

from onrecord.claims import draft_url, drafts
from onrecord.claims.draft_pdf import read_pdf
from onrecord.claims.drafts import draft_of, read_draft
from onrecord.claims.furniture import furniture
from onrecord.claims.story import sentences
from onrecord.model.errors import InputError

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parent.parent.parent / "shared"))

# In our own words. CA-34's votes as the county canvassed them (2020: 108,792-96,554; 2022: 62,244-59,223).
HEADLINE = "Rivals meet again in the 34th"
STORY = [
    HEADLINE,
    "By Ann Reporter",
    "Gomez prevailed 53-47 over Kim in 2020, by 108,792 votes to 96,554. “It was close,” an aide said.",
    "In 2022 the margin was about 3,000\N{NO-BREAK SPACE}votes — 62,244 to 59,223 — and both candidates are Democrats.",
    "The group’s well-known allied committee reported $576,448 against Kim. It’s the most in any contest of the state.",
]
PAGE = """<!doctype html><html><head><title>{0} | The Ledger</title><meta charset="utf-8">
<meta property="article:published_time" content="2024-11-04T22:10:00-08:00"></head><body>
<header class="site"><nav><a href="/">Home</a> <a href="/money">$5 million stories</a></nav></header>
<main><article class="post has-sidebar comments-open"><header><h1>{0}</h1><p class="byline">{1}</p></header>
<figure><img src="a.jpg"><figcaption>Kim in 2018 with 300 people</figcaption></figure>
<div class="body"><p>{2}</p><div class="newsletter-signup"><p>Join 45,000 readers of our newsletter.</p></div>
<p>{3}</p><aside>Another race drew $2 million.</aside><p hidden>$9 million.</p><p>{4}</p></div>
<div class="related"><h3>Related</h3><p>Outside groups pour $40 million into the fall.</p></div></article>
<section id="comments"><p>I gave $25 myself, and I am glad of it.</p></section></main>
<aside><h2>Most Read</h2><ul><li><a href="/x">Poll: 51 percent for the measure</a></li></ul></aside>
<footer>© 2024 The Ledger, 1200 Main St.</footer><script>var cents = 100;</script></body></html>"""
MARKDOWN = "---\ntitle: {0}\ndate: 2024-11-04\n---\n\n{1}\n\n{2}\n\n{3}\n\n{4}\n"


def forms() -> dict[str, bytes]:
    """The story in the five forms, by file name."""
    bold = [
        *STORY[:2],
        f"**{STORY[2][:5]}**{STORY[2][5:]}",
        STORY[3],
        STORY[4].replace("Kim", "[Kim](https://a.example)"),
    ]
    return {
        "story.txt": "\n".join(STORY).encode(),
        "story.md": MARKDOWN.format(*bold).encode(),
        "story.html": PAGE.format(*STORY).encode(),
        "story.docx": docx(paragraph(STORY[0], "Title") + "".join(map(paragraph, STORY[1:]))),
        "story.pdf": pdf([typeset(STORY)]),
    }


def said(text: str) -> list[str]:
    return [s.text.strip() for s in sentences(text)]


@pytest.mark.parametrize("name", forms())
def test_every_form_gives_the_same_sentences(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(forms()[name])
    draft = read_draft(tmp_path / name)
    wanted = said("\n".join(STORY))
    if name == "story.pdf":  # draws spaces of one kind
        wanted = [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in wanted]
    assert said(draft.text) == wanted
    assert draft.source == str(tmp_path / name)
    dated = name in ("story.md", "story.html")
    assert draft.published == (dt.date(2024, 11, 4) if dated else None)
    assert draft.title == (None if name == "story.txt" else HEADLINE)
    assert furniture(draft.text) == []


@pytest.mark.parametrize(
    ("name", "kind"), [("story.md", "markdown"), ("story.html", "html"), ("story.docx", "docx"), ("story.pdf", "pdf")]
)
def test_the_content_tells_the_kind_whatever_the_name(name: str, kind: str) -> None:
    assert draft_of(forms()[name], "-").kind == kind
    assert draft_of(forms()[name], "story.txt").kind == kind
    assert draft_of(b"Gomez won by 3,021 votes.", "story").kind == "text"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(forms()["story.html"])))
    assert said(read_draft("-").text) == said("\n".join(STORY))


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "\n".join(STORY).encode(),
        "\n".join(STORY).encode("utf-16"),
        codecs.BOM_UTF16_BE + "\n".join(STORY).encode("utf-16-be"),
        "\r\n".join(STORY).encode("cp1252"),
        "\f".join(STORY).encode(),
    ],
    ids=["utf-8 with mark", "utf-16", "utf-16 big-endian", "windows-1252 and CRLF", "form feeds"],
)
def test_encodings_and_line_ends_change_and_nothing_else_does(data: bytes) -> None:
    assert draft_of(data, "story.txt").text == "\n".join(STORY)


def test_an_html_page_in_an_old_encoding() -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").format(*STORY)
    assert "“It was close,” an aide" in draft_of(page.encode("cp1252"), "story.html").text


def test_text_wrapped_at_a_width_becomes_paragraphs_and_other_lines_stay() -> None:
    wrapped = "\n\n".join(textwrap.fill(text, 60, break_on_hyphens=False) for text in STORY)
    assert [line for line in draft_of(wrapped.encode(), "a.txt").text.split("\n") if line] == STORY
    lines = "Gomez 108,792\nKim 96,554\nThe county's canvass has them so.\nKim ran again in 2022.\nHe lost by 3,021."
    assert draft_of(lines.encode(), "a.txt").text == lines


def test_html_keeps_tables_lists_and_footnote_marks_apart_from_numbers() -> None:
    page = """<article><h1>Votes</h1><p>Gomez won by 3,021<sup><a href="#n">2</a></sup> votes in the 34<sup>th</sup>.
      It was <del>54</del> <b>51</b>.2% there; m<sup>2</sup>.<table>
      <tr><th>Candidate<th>Votes<tr><td>Gomez<td>108,792</table>
      <ul><li>One race.<li>Two <a href="/x">sums</a>.</ul>
      <p><a href="/y">Poll: 51 percent for it</a><p>First.<br>Last.</article>"""
    assert draft_of(page.encode(), "a.html").text.split("\n") == [
        "Votes",
        "Gomez won by 3,021 votes in the 34th. It was 51.2% there; m².",
        "Candidate | Votes",
        "Gomez | 108,792",
        *("One race.", "Two sums.", "First.", "Last."),
    ]


def test_a_page_without_article_or_names_and_one_all_in_a_form() -> None:
    teasers = "".join(
        f'<div class="c{n}"><a href="/x{n}"><h3>$1{n} million for the race</h3></a></div>' for n in range(5)
    )
    body = "".join(f'<div class="z1"><p>{text}</p></div>' for text in STORY[2:])
    story = f'<div class="z0"><h1>{HEADLINE}</h1>{body}</div>'
    page = f'<html><body><form action="/">{story}<div>{teasers}</div></form></body></html>'
    assert draft_of(page.encode(), "a").text.split("\n") == [HEADLINE, *STORY[2:]]


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2024-11-04T23:30:00-08:00">', "", dt.date(2024, 11, 4)),
        ('<script type="application/ld+json">[{"@graph": [{"@type": "WebSite", "datePublished": "2019-01-01"},'
         '{"@type": ["NewsArticle"], "datePublished": "2024-11-04"}]}]</script>', "", dt.date(2024, 11, 4)),
        ("", '<time datetime="2024-11-04">Nov. 4</time>', dt.date(2024, 11, 4)),
        ("", '<time datetime="2024-11-04">4</time><time datetime="2024-11-06">6</time>', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 3}</script>', "", None),
        ('<meta property="article:modified_time" content="2024-11-05">', "", None),
        ('<script type="application/ld+json">{</script>', "", None),
        ('<meta property="article:published_time" content="2024-13-45">', "November 4, 2024", None),
    ],
)  # fmt: skip
def test_the_day_is_what_the_page_writes_and_never_a_guess(head: str, body: str, day: dt.date | None) -> None:
    page = f"<html><head>{head}</head><body><article><p>Gomez won by 3,021 votes.</p>{body}</article></body></html>"
    assert draft_of(page.encode(), "a.html").published == day


def test_markdown_without_front_matter_and_with_footnotes() -> None:
    text = (
        "# Head\n\nSpent *$5*\nin all[^1] | [link][a].\n\n| a | b |\n|---|---|\n| Kim | 96,554 |\n\n[^1]: By filings.\n"
    )
    text += "\n[a]: http://x.example\n"
    draft = draft_of(text.encode(), "-")
    assert (draft.kind, draft.title, draft.published) == ("markdown", "Head", None)
    assert draft.text.split("\n") == ["Head", "Spent $5 in all | link.", "a | b", "Kim | 96,554", "By filings."]
    assert draft_of(b"---\ndate: soon\n---\nGomez won.", "-").published is None


def test_docx_accepts_tracked_changes_and_reads_tables_and_footnotes() -> None:
    r = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{r('Spent $')}<w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins>{r('5')}</w:ins>{r(' million')}"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
        f"<w:r><w:rPr><w:strike/></w:rPr><w:t> or 6</w:t></w:r><w:r><w:tab/></w:r>"
        f"<w:moveFrom>{r('x')}</w:moveFrom></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Won by ')}</w:p><w:p>{r('3,021 votes.')}</w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('Gomez')}</w:tc><w:tc>{paragraph('108,792')}</w:tc></w:tr></w:tbl>"
    )
    notes = f'<w:footnote w:type="separator"><w:p>{r("-")}</w:p></w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("By filings.")}</w:footnote>'
    draft = draft_of(docx(body, footnotes=notes), "a.docx")
    assert draft.text.split("\n") == ["Spent $5 million²\t", "Won by 3,021 votes.", "Gomez | 108,792", "By filings."]
    assert (draft.title, draft.published) == (None, None)


def test_pdf_drops_headers_and_numbers_mends_hyphens_and_joins_across_pages() -> None:
    texts = [
        "{} In {} it was the best-",
        "known contest, the commit-",
        "tee spent much; and at 53-",
        "47 it ended for as long as",
        "a best-known one, {1}, can",
    ]
    pages = []
    for n, year in enumerate(("2018", "2020", "2022")):
        story = [(72.0, 700.0 - 14 * m, 11.0, text.format(year, "ABC"[n])) for m, text in enumerate(texts)]
        pages.append([(72.0, 770.0, 9.0, "The Ledger DRAFT 3"), *story, (300.0, 30.0, 9.0, f"Page {n + 1} of 3")])
    text, title = read_pdf(pdf(pages), "a.pdf")
    assert text == " ".join(
        f"{year} In {letter} it was the best-known contest, the committee spent much; and at 53-47 it ended for as"
        f" long as a best-known one, {letter}, can"
        for year, letter in (("2018", "A"), ("2020", "B"), ("2022", "C"))
    )
    assert title is None


def test_an_emoji_in_a_pdf_is_one_character() -> None:
    """PDFium gives it as two UTF-16 surrogates; spans count characters, and a line of emoji alone is readable."""
    page = [(72.0, 700.0, 11.0, "# He won 53-47 # and spent $5 million."), (72.0, 650.0, 11.0, "####")]
    text, _ = read_pdf(pdf([page], letters={"#": "\U0001f5f3"}), "a.pdf")
    assert text == "\U0001f5f3 He won 53-47 \U0001f5f3 and spent $5 million.\n" + "\U0001f5f3" * 4
    assert text.encode("utf-8")


ENCRYPTED = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<00> <00>]"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"", "a.txt", "text in it"),
        (b" \r\n\t\n", "a.txt", "text in it"),
        (b"\x7fELF\x02\x01\x01\x00" * 40, "a.txt", "a story in text"),
        (bytes(range(128, 256)) * 4, "a.txt", "a story in text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", "a story in text"),
        (b"<html><body><nav>Home</nav><script>x</script></body></html>", "a.html", "text in it"),
        (pdf([[]]), "a.pdf", "OCR"),
        (pdf([[(72.0, 700.0, 11.0, "secret")]], ENCRYPTED), "a.pdf", "without a password"),
        (b"%PDF-1.4\nbroken", "a.pdf", "PDF that is whole"),
        (pdf([typeset(STORY)])[:200], "a.pdf", "PDF that is whole"),
        (docx(paragraph("x"))[:200], "a.docx", "DOCX that is whole"),
        (docx("<w:p>"), "a.docx", "DOCX that is whole"),
        (docx("").replace(b"word/document.xml", b"word/dokument.xml"), "a.docx", "text, Markdown, HTML, DOCX or PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "without a password"),
        (OLE, "a.doc", "plain text, Markdown, HTML, DOCX or PDF"),
        (b"{\\rtf1 Gomez won}", "a.rtf", "plain text, Markdown, HTML, DOCX or PDF"),
        (b"<div>" * 100_000 + b"x", "a.html", "nested"),
        (b"x" * (drafts.MAX_BYTES + 1), "a.txt", "at most 20 MB"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_its_rule(tmp_path: Path, data: bytes, name: str, rule: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_draft(tmp_path / name)
    assert rule in caught.value.rule
    assert name in str(caught.value.received)
    assert caught.value.example


def test_missing_files_folders_and_odd_names(tmp_path: Path) -> None:
    sources: list[tuple[str | Path, str]] = [
        (tmp_path / "no.txt", "exists"),
        (tmp_path, "not a folder"),
        ("a\0b", "can be read"),
        ("file:///etc/hostname", "http"),
        ("ftp://a.example/x", "http"),
        ("https://", "http"),
        ("http://a b/", "http"),
    ]
    for source, rule in sources:
        with pytest.raises(InputError, match=rule):
            read_draft(source)


ANSWERS = {
    "/story": (200, {"Content-Type": "text/html; charset=utf-8"}, forms()["story.html"]),
    "/story.md": (200, {"Content-Type": "text/plain"}, forms()["story.md"]),
    "/pdf": (200, {"Content-Type": "application/octet-stream"}, forms()["story.pdf"]),
    "/old": (200, {"Content-Type": "text/plain; charset=windows-1252"}, "\n".join(STORY).encode("cp1252")),
    "/moved": (301, {"Location": "/story"}, b""),
    "/inside": (302, {"Location": "file:///etc/hostname"}, b""),
    "/files": (302, {"Location": "ftp://127.0.0.1/x"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/large": (200, {"Content-Type": "text/plain"}, b"word " * 500),
    "/cut": (200, {"Content-Type": "text/plain", "Content-Length": "5000"}, b"word " * 5),
    "/locked": (403, {}, b"no"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback with ANSWERS; what its requests' headers were."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(str(self.headers))
            code, headers, body = ANSWERS.get(self.path, (404, {}, b""))
            self.send_response(code)
            self.send_header("Set-Cookie", "id=1")
            for key, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/story", "/story.md", "/pdf", "/old", "/moved"])
def test_a_story_at_a_url(site: tuple[str, list[str]], path: str) -> None:
    draft = read_draft(site[0] + path)
    assert said(draft.text.replace("\N{NO-BREAK SPACE}", " ")) == said(
        "\n".join(STORY).replace("\N{NO-BREAK SPACE}", " ")
    )
    assert draft.source == site[0] + path
    assert "onrecord" in site[1][-1]
    assert "Cookie" not in site[1][-1]


@pytest.mark.parametrize(
    ("path", "rule", "received"),
    [
        ("/none", "answers with the story", "404"),
        ("/locked", "log in", "403"),
        ("/inside", "http or https pages only", "/etc/hostname"),
        ("/files", "http or https pages only", "ftp://"),
        ("/loop", "few steps", "302"),
        ("/picture", "URL of a story", "image/png"),
        ("/large", "at most", "larger"),
        ("/cut", "can be reached", "IncompleteRead"),
    ],
)
def test_urls_that_give_no_story(
    site: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch, path: str, rule: str, received: str
) -> None:
    monkeypatch.setattr(drafts, "MAX_BYTES", 2000)
    with pytest.raises(InputError, match=rule) as caught:
        read_draft(site[0] + path)
    assert received in str(caught.value.received)


def test_an_address_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_url, "TIMEOUT", 1.0)
    with pytest.raises(InputError, match="can be reached"):
        read_draft("http://127.0.0.1:9/story")


PROSE = "The committee reported $576,448 against one candidate, more than in any other contest of that state."


def left_out(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in furniture(text)]


def test_furniture_in_the_middle_goes_alone_and_the_story_goes_on() -> None:
    inside = [
        "Advertisement",
        "Related: Outside groups’ $40 million fall",
        "Nov. 4, 2024 at 3:04 p.m. EST",
        "Updated: 11/04/2024 10:12 AM",
        "Share this",
        "Kim in 2018 with 300 people. (Photo: A. Person)",
        "1.2k shares",
        "4 min read",
    ]
    for line in inside:
        assert left_out(f"{PROSE}\n{line}\n{PROSE}") == [line]
    block = "Related Articles\nPoll: 51 percent for it\nGroups pour $14 million"
    assert left_out(f"{PROSE}\n{block}\n{PROSE}\n{PROSE}") == [block]
    box = "Sign up for our newsletter\nJoin 45,000 readers who get it in their inbox."
    assert left_out(f"{PROSE}\n{box}\n{PROSE}") == [box]


@pytest.mark.parametrize(
    "head", ["Recent Posts", "MOST READ", "Related Stories:", "You May Also Like", "More from Politics"]
)
def test_a_list_of_other_stories_lasts_to_the_end(head: str) -> None:
    block = f"{head}\nRights on the ballot\nNovember 4, 2024\n{PROSE}\nA third scare\nNovember 3, 2024\nIt cost $3 mil…"
    found = furniture(f"{PROSE}\n{PROSE}\n{block}")
    assert [(f"{PROSE}\n{PROSE}\n{block}")[start:end] for start, end, _ in found] == [block]
    assert found[0][2].startswith("page furniture: ")


def test_comments_end_the_story_but_a_button_above_it_does_not() -> None:
    assert left_out(f"Head\n718 Comments\n{PROSE}\n{PROSE}") == ["718 Comments"]
    replies = f"12 Comments\nA reader says:\n{PROSE}\n{PROSE}"
    assert left_out(f"{PROSE}\n{PROSE}\n{replies}") == [replies]


def test_the_story_own_words_are_never_furniture() -> None:
    own = [
        "Most read the filings as a floor.",
        "More: the committee spent $40 million.",
        "On November 4, 2024, it filed.",
        "Related committees gave $5,000 each.",
        "Advertisement spending rose to $2 million.",
        "Photo by photo, the campaign spent 300 hours.",
        "Comments from 47 voters were mixed.",
        "Share of the vote: 53 percent",
    ]
    assert furniture("\n".join([PROSE, *own, PROSE])) == []


@pytest.mark.skipif(not (SHARED / "stories" / "seed.txt").is_file(), reason="needs the shared stories folder")
def test_the_seed_story_is_read_as_it_is_and_its_recent_posts_are_furniture() -> None:
    path = SHARED / "stories" / "seed.txt"
    draft = read_draft(path)
    assert draft.text == path.read_text(encoding="utf-8").strip("\n")
    assert [(start, end) for start, end, _ in furniture(draft.text)] == [
        (draft.text.index("Recent Posts"), len(draft.text))
    ]
