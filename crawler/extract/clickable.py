"""Ways on that are no links: addresses in attributes of rows and buttons, lists of pages, forms that turn a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from core.types import Text
from core.urls import host_of
from crawler.extract.button_form import pressed
from crawler.extract.document import Document
from crawler.extract.outline import Value
from crawler.extract.promise import is_page, promise
from crawler.extract.reading import LIST, OTHER, Follow
from crawler.extract.telling import is_telling

MOST: Final = 500
_MOST_SCRIPTS: Final = 50
_NAMES: Final = frozenset((
    "data-href", "data-url", "data-link", "data-next", "data-next-url", "data-next-page", "data-nexturl", "data-more",
    "data-load", "data-load-url", "data-page-url", "data-path", "data-target-url", "data-src-url", "data-ajax-url",
    "data-ajax", "hx-get", "up-href", "ng-href", "data-api", "data-jump", "data-to",
))  # fmt: skip
_CLICKS: Final = frozenset((
    "onclick", "ondblclick", "onchange", "onmousedown", "onmouseup", "onpointerdown", "onpointerup", "ontouchstart",
    "ontouchend", "onsubmit", "@click", "v-on:click", "ng-click", "x-on:click",
))  # fmt: skip
_NEXT: Final = ("next", "more", "load", "ajax", "page", "hx-")
_ADDRESS: Final = re.compile(
    r"(?:https?:/)?/[^\s\"'<>(){}]{1,500}|[\w./-]{0,200}\?[^\s\"'<>(){}]{2,300}|[\w./-]{1,200}\.\w{3,5}"
)
_ROOTED: Final = re.compile(r"\s*(?:https?:/)?/[\w%~-]|\s*\.{1,2}/\w")
_CALL: Final = re.compile(
    r"(?:location(?:\.href)?\s?=|location\.(?:assign|replace)\(|(?:window\.)?open\(|"
    r"\b(?:go|jump|goto|to|nav|link|load|turn|open|show|view|more)\w{0,16}\()\s?['\"]([^'\"\s]{2,500})['\"]",
    re.I,
)
_ACTS: Final = re.compile(
    r"(?:^|[/_.?=&-])(?:like|vote|up|down|digg|zan|ding|cai|fav\w{0,6}|collect|star|del\w{0,3}|remove|report|cart|buy|order|"
    r"pay|comment|reply|attention|subscribe|log(?:in|out)|sign|register|rate|score|hits?|click|stat|count)(?:[/_.?=&-]|$)",
    re.I,
)  # what a click there does is no reading
_PLACE: Final = re.compile(
    r"\{\{?\s?(?:page|p|pg|n|num|pageNum|pageNo|i)\s?\}\}?|\[(?:page|PAGE)\]|__page__|%page%", re.I
)
_FUNCTION: Final = re.compile(
    r"(?:function\s{1,3}(?P<name>\w{1,30})\s?|\b)\(\s?(?P<argument>\w{1,20})\s?\)\s?\{[^{}]{0,200}?"
    r"location(?:\.href)?\s?=\s?[\"'](?P<before>[^\"']{1,200})[\"']\s?\+\s?(?P=argument)(?:\s?\+\s?[\"'](?P<after>[^\"']{0,60})[\"'])?",
    re.I,
)
_NUMBER_CALL: Final = re.compile(
    r"[\"'](?:javascript:)?\s?(?P<name>[A-Za-z_]\w{0,29})\(\s?[\"']?(?P<number>\d{1,5})[\"']?\s?\)", re.I
)
# Addresses that a script completes with the number of the page: `$.get("/list?page=" + n`, `/list/${n}`.
_NUMBERED: Final = re.compile(
    r"[\"'`]((?:https?:/)?/?[\w./:?&=%-]{0,200}[?&](?:p|page|pg|pn|pageno|pagenum|page_?index|pageindex|curpage|paged|"
    r"current|index|start_?page)=)(?:\d{0,3}[\"']\s?\+|\$\{)",
    re.I,
)
_CALLS: Final = ("fetch(", "axios", "$.", "ajax", ".open(", "load(", "request")
_PAGE: Final = re.compile(
    r"(?:/(?:page|p|more|list|load)[/_-]|[?&](?:p|page|pg|pn|pageno|pagenum|page_?index|pageindex|curpage|paged)=)"
    r"(\d{1,4})(?=/?\Z|[.&#])",
    re.I,
)


def is_deed(address: str) -> bool:
    """Whether a click on an address votes, buys or logs in: no reading."""
    return _ACTS.search(address) is not None


def clickable(document: Document) -> Iterator[Follow]:
    """The page's own addresses that its attributes, forms and scripts hold, with the words of their line."""
    for follow in islice(_all(document), MOST):
        if is_page(follow.url) and host_of(follow.url) == document.host and (follow.form or follow.url != document.url):
            yield follow


def _all(document: Document) -> Iterator[Follow]:
    for value in document.values:
        written = _written(document, value)
        if written:
            url = document.resolve(written).partition("#")[0]
            yield _follow(document, value, url)
    yield from pressed(document)
    yield from _called(document)
    for url in _of_scripts(document):
        yield Follow(url, LIST)
    if further := further_part(document):
        yield Follow(further, LIST)


def _written(document: Document, value: Value) -> str:
    """The address that a click on an element leads to; "" for what is none."""
    if value.name in _CLICKS:
        match = _CALL.search(value.value[:1_000])
        written = match.group(1) if match else ""
    elif value.name in _NAMES or (value.name == "value" and value.tag == "option"):
        written = _filled(document, value)
    elif value.name.startswith(("data-", ":", "v-", "x-", "to", "href", "url")) and _ROOTED.match(value.value):
        written = _filled(document, value)  # whatever the site calls it: an address of its own
    else:
        return ""
    return written if _ADDRESS.fullmatch(written) and not is_deed(written) else ""


def _filled(document: Document, value: Value) -> str:
    """An address as it is; where the page's number is left open, that of the second page."""
    return _PLACE.sub("2", value.value.strip())


def _called(document: Document) -> Iterator[Follow]:
    """Links that call a function of the page which puts an address together from a number: `javascript:go(2)`."""
    functions: dict[str, tuple[str, str]] = {}
    for script in document.scripts[:_MOST_SCRIPTS]:
        if "location" in script:
            for match in islice(_FUNCTION.finditer(script[:200_000]), 10):
                functions[match["name"]] = (match["before"], match["after"] or "")
    if not functions:
        return
    for match in islice(_NUMBER_CALL.finditer(document.source), 200):
        if match["name"] in functions:
            before, after = functions[match["name"]]
            yield Follow(document.resolve(f"{before}{match['number']}{after}"), LIST)


def _follow(document: Document, value: Value, url: str) -> Follow:
    line = "" if value.tag == "option" else _line(document, value)
    priority = promise(url, line[:24])
    if value.tag == "option" or any(word in value.name for word in _NEXT):
        priority = max(priority, LIST) if priority >= OTHER else priority
        return Follow(url, min(priority, LIST))
    return Follow(url, priority, (Text("context", line),) if is_telling(line) else ())


def _line(document: Document, value: Value) -> str:
    """The line that an element begins; an empty part of the page has none."""
    end = min(value.start + 200, max(document.outline.ends[value.block], value.start))
    return document.text[value.start : end].partition("\n")[0].strip()


def _of_scripts(document: Document) -> Iterator[str]:
    """The first two pages of lists that a script asks for by number."""
    for script in document.scripts[:_MOST_SCRIPTS]:
        if any(call in script for call in _CALLS):
            for match in islice(_NUMBERED.finditer(script[:200_000]), 5):
                url = document.resolve(match.group(1))
                yield from (f"{url}{number}" for number in (1, 2)) if url else ()


def further_part(document: Document) -> str:
    """Behind a part of a list that scripts ask for by number: the next one, as long as there are any links.

    A whole page says itself where it goes on.
    """
    numbered = _PAGE.search(document.url)
    if numbered is None or "<html" in document.head.lower() or "<!doctype" in document.head.lower():
        return ""
    if not any(anchor.url.startswith("http") for anchor in document.anchors[:50]):
        return ""
    return following(document.url)


def following(url: str) -> str:
    """The address with the next page's number; "" when it has none."""
    numbered = _PAGE.search(url)
    if numbered is None:
        return ""
    return f"{url[: numbered.start(1)]}{int(numbered.group(1)) + 1}{url[numbered.end(1) :]}"
