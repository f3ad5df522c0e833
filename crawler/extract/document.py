"""A page, parsed at most once: every family reads from here. Nothing is computed before it is asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from html import escape
from typing import Any, Final, Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from core.types import Page
from core.urls import host_of
from crawler.extract import json_text
from crawler.extract.address import Resolver
from crawler.extract.charset import decode
from crawler.extract.drawn import with_drawn
from crawler.extract.outline import Anchor, Embed, Heading, Outline, Value
from crawler.extract.spelled import completed, with_letters
from crawler.extract.tame import tamed
from crawler.extract.telling import is_telling
from crawler.extract.titles import repeated, without_site
from crawler.extract.unseen import without_unseen
from crawler.extract.walk import walk

Form = Literal["html", "json", "xml", "text", "none"]
MOST_CHARACTERS: Final = 10_000_000
_HTML_MARK: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|script|title|meta|table|frameset|iframe|p|ul|a|h[1-6]|span|font|center|li|dl|"
    r"form|article|section|img|video|audio|source|embed|object|textarea|pre|br|b|i|nav|header|footer|main|aside|dd|dt|tr|td|"
    r"strong|em|label|button|input|select|option|noscript|link|style|base|hr|frame|template|figure|small|u|s)\b",
    re.I,
)
_XML_MARK: Final = re.compile(
    r"\s*(?:<\?xml\b|<(?:rss|feed|urlset|sitemapindex|rdf:RDF|opml|error|caps|list|video)\b)", re.I
)
# A notice of PHP before the JSON: a few inline tags, no page.
_NOTICED_JSON: Final = re.compile(
    r"(?:[^<{]|<(?!/?(?:html|head|body|div|script|style|table|ul|h\d|!doctype))){0,2000}+\{\s*\"", re.I
)
_JSON_START: Final = re.compile(r'\s*(?:[\w$.]{1,60}\s?\(\s?)?[\[{]\s*(?:["\[{\]}]|-?\d|true|false|null)')

_AT_ONCE: Final = 150  # characters of menus before a page's only heading
_FIRST: Final = 15  # links in which the one to the front page stands
_FRONT: Final = frozenset(
    ("首页", "主页", "网站首页", "返回首页", "回首页", "home", "index", "logo", "top", "返回", "back")
)
_IN_BRACKETS: Final = re.compile(
    r"(?<=\S)\s{0,3}[(（][^()（）]{1,30}[)）]\Z|\A[(（\[【][^()（）\[\]【】]{1,30}[)）\]】]\s{0,3}"
)
_BASE: Final = re.compile(r"<[bB][aA][sS][eE]\b")
_DRAWN: Final = re.compile(
    r"xlink:href\s*+=\s*+[\"']?+\s*+(?!#)|<svg\b[^>]{0,500}>\s*+(?:<\w[^>]{0,500}>\s*+){0,4}<a\s", re.I
)
_SHADOW: Final = re.compile(r"<template(?=\s[^>]{0,300}shadowrootmode)", re.I)


class Document:
    """One page with everything that can be read from it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.url = page.url
        self.host = host_of(page.url)

    @cached_property
    def source(self) -> str:
        """The page's decoded text, cut at ten million characters."""
        text = self.page.text or (decode(self.page.body, self.page.content_type).text if self.page.body else "")
        if "xhtml" in self.page.content_type and "<![CDATA[" in text:  # text for an XML parser, a comment for others
            text = _with_plain_text(text)
        return text[:MOST_CHARACTERS]

    @cached_property
    def head(self) -> str:
        """The first characters, for cheap marks."""
        return self.source[:4_000]

    @cached_property
    def form(self) -> Form:
        """What the text is, by its own look; the declared type decides only when that says nothing."""
        head = self.head.lstrip("\ufeff \t\r\n")
        if not head:
            return "none"
        if _XML_MARK.match(head) and "<html" not in head[:1_000].lower():
            return "xml"
        if _JSON_START.match(head):
            return "json"
        if _NOTICED_JSON.match(head) and self._late_json is not None:
            return "json"
        if head[0] != "<" and self._is_script:  # markup in it is what it writes
            return "text"
        if _HTML_MARK.search(head) or (len(self.source) > len(head) and "html" in self.page.content_type.lower()):
            return "html"
        return "json" if self._late_json is not None else "text"

    @property
    def _is_script(self) -> bool:
        declared = "javascript" in self.page.content_type.lower()
        return declared or self.url.partition("#")[0].partition("?")[0].endswith(".js")

    @cached_property
    def _late_json(self) -> Any:
        """JSON after a notice that PHP or a proxy wrote before it."""
        start = self.head.find("{")
        return json_text.loads(self.source[start:]) if start > 0 else None

    @cached_property
    def json(self) -> Any:
        """The page as a JSON value, None when it is none; a JSONP wrapper and notices before it are taken off."""
        text = self.source.strip().lstrip("\ufeff")
        value = json_text.loads(text)
        if value is not None:
            return value
        start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
        end = max(text.rfind("}"), text.rfind("]"))
        return json_text.loads(text[start : end + 1]) if 0 <= start < end else None

    # HTML: the tree and its outline

    @property
    def tree(self) -> LexborHTMLParser:
        return _parsed(self.source, self.url)[0]

    @cached_property
    def outline(self) -> Outline:
        return _parsed(self.source, self.url)[1]

    @cached_property
    def resolver(self) -> Resolver:
        return Resolver(self.outline.base)

    def resolve(self, written: str) -> str:
        """An address of the page made absolute, <base> respected; "" for what is none."""
        return self.resolver.resolve(written)

    def select(self, css: str) -> list[LexborNode]:
        """The nodes of a CSS selector, none for a selector the parser refuses."""
        try:
            return self.tree.css(css)
        except SelectolaxError:
            return []

    def first_text(self, css: str, longest: int = 300) -> str:
        """The text of the first node of a selector that has any."""
        for node in self.select(css)[:20]:
            text = text_of(node, longest)
            if text:
                return text
        return ""

    @property
    def text(self) -> str:
        """The visible text: lines by block, one blank between cells."""
        return self.outline.text

    @property
    def anchors(self) -> list[Anchor]:
        return self.outline.anchors

    @property
    def embeds(self) -> list[Embed]:
        return self.outline.embeds

    @property
    def values(self) -> list[Value]:
        return self.outline.values

    @property
    def scripts(self) -> list[str]:
        return self.outline.scripts

    @property
    def headings(self) -> list[Heading]:
        return self.outline.headings

    @property
    def meta(self) -> dict[str, str]:
        """<meta> by property or name in lower case: description, keywords, og:title, og:novel:book_name ..."""
        return self.outline.meta

    @property
    def title(self) -> str:
        return self.outline.title

    @cached_property
    def page_title(self) -> str:
        """The title without the site's name."""
        own = without_site(self.title, self.site_name, self.host)
        return own if " - " not in own else repeated(own, self.text)

    @property
    def front(self) -> str:
        """The address of the site's front page, port and all."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/"

    @cached_property
    def site_name(self) -> str:
        """What the site calls itself: in its metadata, or in the link to its front page."""
        stated = self.meta.get("og:site_name") or self.meta.get("application-name")
        if stated:
            return stated
        fronts = (self.front, self.front.rstrip("/"))
        named = (each.words for each in self.anchors[:_FIRST] if each.url in fronts and 1 < len(each.words) <= 20)
        return next((words for words in named if words.lower() not in _FRONT), "")

    @cached_property
    def heading(self) -> str:
        """The main heading: the first <h1> that says something, else one that the title repeats, else the only one.

        The only heading names the page where it stands at its beginning, not above one of its parts.
        """
        first = next((each.text for each in self.headings if each.level == 1 and len(each.text) > 1), "")
        first = first or next((each.text for each in self.headings[:20] if _names_page(each, self.title)), "")
        alone = self.headings[0] if len(self.headings) == 1 and not first else None
        if alone is None or alone.aside or alone.level > 3 or alone.start > _AT_ONCE or not is_telling(alone.text):
            return first
        return alone.text

    @cached_property
    def canonical(self) -> str:
        for link in self.outline.links:
            if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
                return self.resolve(link["href"] or "")
        return ""

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """Every schema.org object of the page, nested ones included."""
        found: list[dict[str, Any]] = []
        for kind, text in self.outline.data_blocks[:50]:
            if "ld+json" in kind:
                for value in json_text.dirty(text):
                    found.extend(json_text.walk(value, 2_000))
        return [each for each in found[:2_000] if "@type" in each]

    def block_at(self, position: int) -> int:
        """The innermost block around a position of the text."""
        outline = self.outline
        block = max(0, bisect_right(outline.starts, position) - 1)
        while block > 0 and outline.ends[block] <= position:
            block = outline.parents[block]
        return block

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [heading.start for heading in self.headings]

    def heading_at(self, position: int, *, empty: bool = False) -> Heading | None:
        """The nearest heading above a position of the text whose part it stands in.

        Something `empty` (a frame) stands before a heading that begins at the same position.
        """
        at = (bisect_left if empty else bisect_right)(self._heading_starts, position) - 1
        for heading in reversed(self.headings[max(0, at - 200) : at + 1]):
            if position < heading.until or heading.end >= position:
                return heading
        return None


def _names_page(heading: Heading, title: str) -> bool:
    if heading.aside or heading.level > 3 or not 1 < len(heading.text) <= 200:
        return False
    return heading.text in title or (
        (heading.text[-1] in ")）" or heading.text[0] in "(（[【") and _IN_BRACKETS.sub("", heading.text) in title
    )


@lru_cache(maxsize=1)
def _parsed(source: str, url: str) -> tuple[LexborHTMLParser, Outline]:
    """The tree and its outline; the last one is kept, as several families look at the same page in turn."""
    if "shadowrootmode" in source:
        source = _SHADOW.sub("<div", source)  # a template with this attribute is shown at once
    if "\0" in source:
        source = source.replace("\0", "")  # nobody sees them, and the parser writes a note about each
    if "style=" in source or "<style" in source:
        source = with_drawn(without_unseen(source))
    tree, outline = _walked(source, url)
    whole = completed(source, outline.scripts)
    if whole != source:
        tree, outline = _walked(whole, url)
    outline.scripts = [with_letters(script) for script in outline.scripts]
    outline.written = [(at, block, with_letters(script)) for at, block, script in outline.written]
    return tree, outline


def _walked(source: str, url: str) -> tuple[LexborHTMLParser, Outline]:
    tree = LexborHTMLParser(tamed(source))
    has_drawn_links = "<svg" in source and (
        "</text>" in source or "oreignObject" in source or _DRAWN.search(source) is not None
    )
    return tree, walk(tree, url, has_base=_BASE.search(source) is not None, has_drawn_links=has_drawn_links)


def _with_plain_text(xhtml: str) -> str:
    """The document with its sections of plain text as HTML writes them."""
    pieces: list[str] = []
    at = 0
    while (start := xhtml.find("<![CDATA[", at)) >= 0 and (end := xhtml.find("]]>", start)) >= 0:
        held = xhtml[start + 9 : end]
        in_script = xhtml[max(0, start - 2) : start] in ("//", "/*")
        pieces += (xhtml[at:start], held if in_script else escape(held))
        at = end + 3
    return "".join((*pieces, xhtml[at:]))


def text_of(node: LexborNode | None, longest: int = 2_000) -> str:
    """A node's text in one line."""
    if node is None:
        return ""
    return " ".join((node.text(deep=True, separator=" ") or "")[: longest * 4].split())[:longest]
