"""A story out of a web page: its text without the page's furniture, its headline and the day it was published."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Captions stay out: they speak of a picture, often of another year, and have no story around them to link by.
_NO_WORDS = "script style noscript template iframe svg math button select textarea object embed video audio canvas map"
_DROP = _tags("nav aside footer dialog figcaption del s strike")
_BLOCK = _tags(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tbody "
    "tfoot tr td th figure address fieldset center hr br details summary body hgroup"
)
_CAN_BE_FURNITURE = _tags("form div section ul ol p span header h2 h3 h4 h5 h6 figure a details article center")
_ROLES = {"navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "toolbar"}
_NAMES = re.compile(
    r"^(?:jp-)?(?:related|recirc|recommend|trending|most-(?:read|popular|viewed)|read-(?:more|next)|more-(?:from|stories)"
    r"|newsletter|subscri|signup|sign-up|paywall|promo(?:$|-|s$)|teaser|sponsor|advert|ads?(?:$|-)|outbrain|taboola"
    r"|shar(?:e|ing|edaddy)(?:$|-)|social(?:$|-)|addtoany|comments?(?:$|-)|disqus|respond$|sidebar|breadcrumb|paginat"
    r"|pager$|tags?(?:$|-links|-list)|cookie|consent|gdpr|popup|modal|nav(?:$|-|bar|igation)|menu(?:$|-)|masthead"
    r"|footer|site-header|skip-link|screen-reader|visually-hidden|sr-only|pull-?quote|caption|(?:photo|image)-credit"
    r"|wp-caption-text|donat)|-(?:related|newsletter|signup|promo|ads?|share|sharing|social|comments|sidebar|nav"
    r"|breadcrumbs?|footer|bio|tags|caption|pull-?quote|recirc|paywall)$"
)
_NOT_FURNITURE = re.compile(r"^(?:has|no|with|without|hide|not)-|^vote-share$|-(?:left|right|open|closed)$")
_NESTING = re.compile(r"<(/?)(?:div|span|section|article|font|[abiu]|em|strong|ul|blockquote|center|table)[\s>]", re.I)
_DEEPEST = 2000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_STORY_TYPES = re.compile(r"Article|Posting|Report|Review$", re.I)


class _Lines:
    """The lines of a page as a reader sees them; a line made of links alone is a way to other pages, not the story."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._now: list[tuple[str, bool]] = []

    def add(self, text: str, linked: bool) -> None:
        self._now.append((text, linked))

    def end(self, keep: bool = False) -> None:
        """Close the line; keep says that it stays even when all of it is a link (a headline, a byline)."""
        line = _SPACE.sub(" ", "".join(t for t, _ in self._now)).strip(" ")
        linked = any(k for _, k in self._now) and not any(c.isalnum() for t, k in self._now if not k for c in t)
        if line and (keep or not linked or _ENDS.search(line)):
            self.done.append(line)
        self._now = []


def read_html(page: str, *, whole: bool = False) -> tuple[str, str | None, dt.date | None]:
    """(text, headline, published) of an HTML page; the text has one paragraph on each line and no markup.

    whole takes all of the body as the story (HTML that this program made from Markdown). The day is the one that the
    page's own metadata writes, in the time zone written there; None when it writes none or several. Text is "" when
    the page has no words. Raises RecursionError on a page nested beyond reading.
    """
    if _depth(page) > _DEEPEST:
        raise RecursionError(f"elements nested over {_DEEPEST} deep")  # the parser's time grows with the square
    tree = LexborHTMLParser(page)
    if tree.body is None:
        return "", None, None
    facts = list(_linked_data(tree))
    tree.strip_tags(_NO_WORDS.split())
    story = tree.body if whole else _story_of(tree.body)
    lines = _lines(story, bare=whole)
    heading = story.css_first("h1") if story.tag != "h1" else story
    headline = _plain(heading) if heading is not None else ""
    if not headline and not whole:
        headline = _meta_headline(tree, facts)
        if headline and headline.casefold() not in (line.casefold() for line in lines[:5]):
            lines.insert(0, headline)
    title = headline or _plain(tree.css_first("title"))
    return "\n".join(lines), title or None, _published(tree, story, facts)


def _depth(page: str) -> int:
    """How deep elements that do not end by themselves stand in each other."""
    deep = deepest = 0
    for tag in _NESTING.finditer(page):
        deep = max(0, deep - 1) if tag[1] else deep + 1
        deepest = max(deep, deepest)
    return deepest


def _story_of(body: LexborNode) -> LexborNode:
    """The element that holds the story: the one <article> that outweighs the rest, else the narrowest heavy element."""
    start = body.css_first("main, [role=main]") or body
    if _weight(start) * 2 < _weight(body):
        start = body
    articles = [(_weight(a), a) for a in start.css("article") if not _inside(a, "article") and not _furniture(a)]
    articles.sort(key=lambda found: -found[0])
    if articles:
        outside = _weight(start) - sum(w for w, _ in articles)
        second = articles[1][0] if len(articles) > 1 else 0
        if articles[0][0] >= max(outside, 2 * second):
            return articles[0][1]
    node, headed = start, start.css_first("h1") is not None
    while True:
        inner = [c for c in _children(node) if c.tag in _BLOCK and c.tag != "p" and not _furniture(c)]
        heavy = [c for c in inner if _weight(c) > 0.6 * _weight(node)]
        if not heavy or (headed and heavy[0].css_first("h1") is None):
            return node
        node = heavy[0]


def _weight(node: LexborNode) -> int:
    """How many characters of sentences are below node."""
    return sum(len(line) for line in _lines(node) if len(line) >= 20 and _ENDS.search(line))


def _lines(story: LexborNode, bare: bool = False) -> list[str]:
    out = _Lines()
    _walk(story, out, False, bare)
    out.end()
    return out.done


def _walk(node: LexborNode, out: _Lines, linked: bool, bare: bool) -> None:
    for child in _children(node, text=True):
        tag = child.tag or ""
        if tag == "-text":
            out.add(child.text_content or "", linked)
        elif tag in _DROP or (not bare and _furniture(child) and not _holds_story(child, node)):
            continue
        elif tag == "sup":
            out.add(_raised(child), linked)
        elif tag == "tr" and (row := _row(child)):
            out.end()
            out.add(row, False)
            out.end()
        elif tag in _BLOCK:
            out.end()
            _walk(child, out, linked, bare)
            out.end(keep=tag == "h1" or "byline" in (child.attributes.get("class") or ""))
        else:
            away = tag == "a" and not (child.attributes.get("href") or "#").startswith("#")
            _walk(child, out, linked or (away and child.attributes.get("rel") != "author"), bare)


def _row(row: LexborNode) -> str | None:
    """A table's row on one line, cells parted by a bar; None for a row that only lays out the page."""
    cells = [c for c in _children(row) if c.tag in ("td", "th")]
    texts = [" ".join(_lines(c, bare=True)) for c in cells]
    if row.css_first("table") is not None or any(len(t) > 120 for t in texts):
        return None
    return " | ".join(t for t in texts if t) or None


def _raised(sup: LexborNode) -> str:
    """A footnote's mark is no part of the number before it; ordinals stay, and raised digits stay raised."""
    text = (sup.text() or "").strip()
    if sup.css_first("a") is not None or re.fullmatch(r"\[.*\]|[*†‡§]+", text):
        return ""
    return text.translate(_RAISED) if re.fullmatch(r"[\d+\-()]+", text) else text


def _furniture(node: LexborNode) -> bool:
    """Whether the element's own attributes say that it is not the story."""
    facts = node.attributes
    if "hidden" in facts or facts.get("aria-hidden") == "true" or facts.get("role") in _ROLES:
        return True
    if _HIDDEN.search(facts.get("style") or ""):
        return True
    if node.tag not in _CAN_BE_FURNITURE or node.tag == "form":
        return node.tag == "form"
    names = f"{facts.get('class') or ''} {facts.get('id') or ''}".split()
    for name in names:
        plain = re.sub(r"[-_]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)).lower()
        if _NAMES.search(plain) and not _NOT_FURNITURE.search(plain):
            return True
    return False


def _holds_story(node: LexborNode, parent: LexborNode) -> bool:
    """A name alone drops no element that holds the headline or most of what is around it."""
    if "hidden" in node.attributes or _HIDDEN.search(node.attributes.get("style") or ""):
        return False
    if node.tag == "h1" or node.css_first("h1") is not None:
        return True
    own = _prose(node, node.tag == "form")  # some sites put all of a page in one form
    return own > 300 and own > 0.5 * _prose(parent, node.tag == "form")


def _prose(node: LexborNode, all_text: bool) -> int:
    """How many characters are in node's paragraphs, or all of it."""
    return sum(len(part.text() or "") for part in ([node] if all_text else node.css("p")))


def _children(node: LexborNode, text: bool = False) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.is_element_node or (text and child.tag == "-text"):
            yield child
        child = child.next


def _inside(node: LexborNode, tag: str) -> bool:
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above is not None


def _plain(node: LexborNode | None) -> str:
    return _SPACE.sub(" ", node.text() or "").strip(" ") if node is not None else ""


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page that describe an article; what is not valid JSON is passed over."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            waiting = [json.loads(script.text() or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop()
            if isinstance(one, list):
                waiting.extend(reversed(one))
            elif isinstance(one, dict):
                waiting.append(one.get("@graph"))
                kinds = one.get("@type")
                if any(_STORY_TYPES.search(str(k)) for k in (kinds if isinstance(kinds, list) else [kinds])):
                    yield one


def _meta_headline(tree: LexborHTMLParser, facts: list[dict[str, Any]]) -> str:
    for one in facts:
        if isinstance(one.get("headline"), str):
            return _SPACE.sub(" ", one["headline"]).strip(" ")
    for found in tree.css('meta[property="og:title"], meta[name="og:title"]'):
        if found.attributes.get("content"):
            return _SPACE.sub(" ", found.attributes["content"] or "").strip(" ")
    return next((text for h in tree.css("body h1") if not _in_furniture(h) and (text := _plain(h))), "")


def _in_furniture(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag != "body":
        if above.tag in _DROP or _furniture(above):
            return True
        above = above.parent
    return False


def _published(tree: LexborHTMLParser, story: LexborNode, facts: list[dict[str, Any]]) -> dt.date | None:
    """The first kind of metadata that writes a day decides; two different days in it decide nothing."""
    metas = 'meta[property="article:published_time"], meta[name="article:published_time"]'
    names = ("parsely-pub-date", "pubdate", "sailthru.date", "datePublished")
    named = ", ".join(['meta[itemprop="datePublished"]', *(f'meta[name="{name}"]' for name in names)])
    marked = 'time[itemprop="datePublished"], time[pubdate], time.published, time.entry-date'
    kinds: list[list[Any]] = [
        [m.attributes.get("content") for m in tree.css(metas)],
        [one.get("datePublished") for one in facts],
        [m.attributes.get("content") for m in tree.css(named)],
        [t.attributes.get("datetime") for t in story.css(marked)],
        [t.attributes.get("datetime") for t in story.css("time[datetime]") if not _in_furniture(t)],
    ]
    for written in kinds:
        days = {day for value in written if (day := day_of(value)) is not None}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def day_of(value: object) -> dt.date | None:
    """The day of an ISO 8601 date or date-time as written there, without moving it to another zone; else None."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = re.match(r"\s*(\d{4}-\d\d-\d\d)(?:[T ]|\s*$)", str(value))
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
