"""The HTML report: the story is kept exactly, nothing is fetched or run, and the page can be read by anyone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
import report_cases as cases
from hypothesis import given
from hypothesis import strategies as st

from onrecord.faces import shown
from onrecord.faces.html import linked, render_html, story_html

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Reader(HTMLParser):
    """Reads a page into its tags, its texts, and whether every tag is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs))
        assert "a" not in self.open or tag != "a", "a link within a link"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def every(self, name: str) -> list[str]:
        """The values of one attribute, in order."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def stripped(markup: str) -> str:
    """The text between the tags."""
    return "".join(Reader(markup).text)


ODD = ["\u202e", "\u200f", "\u2066", "é", "𝟛", "&amp;", "</p>", "<b>", "$1", "\n\n"]
SPECIAL = st.sampled_from([*"<>&\"' \n\r\t.-", *ODD])
STORIES = st.lists(SPECIAL | st.characters(codec="utf-8", exclude_characters="\0"), max_size=60).map("".join)
SPANS = st.lists(st.tuples(st.integers(-3, 90), st.integers(-3, 90)), max_size=8)


@given(STORIES, SPANS)
def test_stripping_the_tags_gives_back_the_story(text: str, spans: list[tuple[int, int]]) -> None:
    words = list(shown.VERDICTS)
    claims = [cases.claim(i, span, verdict=words[i % len(words)]) for i, span in enumerate(spans, 1)]
    markup = str(story_html(text, claims))
    assert stripped(markup) == text
    ids = Reader(markup).every("id")
    assert len(ids) == len(set(ids))
    inside = [c["id"] for c in claims if 0 <= c["span"][0] < c["span"][1] <= len(text)]
    spoken = [ref for c, ref in ((c, c["id"]) for c in claims if c["id"] in inside) if text[slice(*c["span"])].strip()]
    assert sorted(ids) == sorted(f"at-{ref}" for ref in spoken)


def test_overlapping_claims_each_have_their_link() -> None:
    text = "won 53-47 over Kim\nin 2020"
    claims = [cases.claim(1, (4, 9)), cases.claim(2, (4, 26)), cases.claim(3, (4, 9), verdict="refuted")]
    page = Reader(str(story_html(text, claims)))
    assert {"#claim-c1", "#claim-c2", "#claim-c3"} == set(page.every("href"))
    assert page.every("data-n") == ["c1 ✓", "c3 ✗", "c2 ✓"]


def _page(**more: Any) -> tuple[str, Reader]:
    page = render_html({**cases.check(), **more}, cases.story())
    return page, Reader(page)


def test_the_demo_page_holds_story_claims_and_receipts() -> None:
    page, read = _page()
    text = "".join(read.text)
    assert cases.story() in text
    for claim in cases.check()["claims"]:
        assert claim["reason"] in text
        for receipt in claim["receipts"]:
            assert receipt["id"] in page
            assert all(citation in text for citation in receipt["citations"][:12])
    for verdict in shown.VERDICTS.values():
        assert verdict.when in text
    assert "$103,739,277.99" in text
    assert "30111(a)(4)" not in text
    assert "30111(a)(4)" in _page(names_individuals=True)[0]


def test_every_link_within_the_page_leads_somewhere() -> None:
    _, read = _page()
    ids = read.every("id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in read.every("href") if href.startswith("#")]
    assert set(inner) <= set(ids)
    for ref in (c["id"] for c in cases.check()["claims"]):
        assert {f"claim-{ref}", f"at-{ref}"} <= set(inner)
    assert set(read.every("aria-labelledby")) <= set(ids)


def test_the_page_is_self_contained() -> None:
    page, read = _page()
    tags = {tag for tag, _ in read.tags}
    assert not tags & {"script", "img", "iframe", "object", "embed", "video", "audio", "form", "base"}
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on") or name in ("src", "style")]
    assert [attrs["href"] for tag, attrs in read.tags if tag == "link"] == ["data:,"]
    style = page[page.index("<style>") : page.index("</style>")]
    assert not re.search(r"url\(|@import|@font-face", style)
    assert "default-src 'none'" in page


def test_landmarks_headings_and_tables() -> None:
    _, read = _page()
    tags = [tag for tag, _ in read.tags]
    assert [tags.count(t) for t in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert read.tags[0] == ("html", {"lang": "en"})
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False))
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in read.tags if tag == "th")
    first = next(attrs for tag, attrs in read.tags if tag == "a")
    assert first == {"class": "skip", "href": "#claims"}


HOSTILE = ["<script>alert(1)</script>", '" onclick="x', "</style><i>", "{{ 7*7 }}", "a\u202eb"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_words_from_outside_stay_words(hostile: str) -> None:
    reading = {"name": hostile, "value": hostile, "unit": hostile, "fits": "no", "through": hostile}
    receipt = {"id": hostile, "question": hostile, "as_of": hostile, "rows": 1, "citations": [hostile]}
    context = [{"label": hostile, "value": hostile, "unit": hostile, "receipts": [hostile]}]
    bad = cases.claim(
        1, (0, 5), surface=hostile, sentence=hostile, reason=hostile, readings=[reading], receipts=[receipt],
        context=context, caveats=[hostile], settles=[hostile], claim={"subject": hostile},
    )  # fmt: skip
    done = {**cases.with_claims(bad), "story": {"title": hostile, "source": hostile, "published": hostile}}
    done["conflicts"] = [{"claims": ["c1"], "text": hostile}]
    done["set_aside"] = [{"surface": hostile, "span": [0, 1], "sentence": hostile, "reason": hostile}]
    read = Reader(render_html(done, hostile + "     "))
    assert not {tag for tag, _ in read.tags} & {"script", "i"}
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    assert "".join(read.text).count(hostile) >= 15


def test_only_web_addresses_become_links() -> None:
    assert str(linked("see https://docquery.fec.gov/x?a=1&b=2.")) == (
        'see <a href="https://docquery.fec.gov/x?a=1&amp;b=2">https://docquery.fec.gov/x?a=1&amp;b=2</a>.'
    )
    assert str(linked("javascript:alert(1) <x>")) == "javascript:alert(1) &lt;x&gt;"


def test_a_story_without_claims_and_a_claim_without_a_place() -> None:
    assert "Nothing in this story was asked of the record." in render_html(cases.with_claims(), "A story.")
    page = render_html(cases.with_claims(cases.claim(1, (5, 99))), "A story.")
    assert "not placed in the story" in page
    assert "#at-c1" not in page


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_contrast_is_at_least_4_5(theme: int) -> None:
    page, _ = _page()
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", page.split("prefers-color-scheme: dark")[theme]))
    pairs = [(text, back) for text in ("ink", "soft", "link") for back in ("page", "card")]
    for key in (v.key for v in shown.VERDICTS.values()):
        pairs += [(key, f"{key}-tint"), (key, "card"), (key, "page"), ("ink", f"{key}-tint")]
    assert len(colours) >= 16
    for text, back in pairs:
        assert _contrast(colours[text], colours[back]) >= 4.5, (text, back)
