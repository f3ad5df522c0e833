"""The site's own pages that stand in no link: in the data a page carries, in its text, in routes its scripts build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from core.types import Text
from core.urls import host_of
from crawler.extract.clickable import is_deed
from crawler.extract.document import Document
from crawler.extract.fields import role_of
from crawler.extract.json_text import walk
from crawler.extract.offer import folded, words
from crawler.extract.outline import Value
from crawler.extract.promise import is_page, promise
from crawler.extract.reading import FEED, OTHER, Follow
from crawler.extract.state import states
from crawler.extract.telling import is_telling

MOST: Final = 2_000
_MOST_OBJECTS: Final = 50_000
_MOST_ROUTES: Final = 10
_DATA: Final = ('"/', "'/", "\\u002F", "\\u002f", "\\/")
_PATH: Final = re.compile(r"(?:https?:/)?/[\w%~-][^\s\"'<>(){}|\\^`]{0,500}")
_NO_PAGES: Final = re.compile(
    r"(?:img|image|pic|cover|poster|thumb|icon|avatar|logo|css|style|script|font|bg|background|api_?base|static|cdn)",
    re.I,
)
# `"/detail/" + item.id`, `/detail/${row.mid}.html`: a page's address made of a field of each object.
_SUM: Final = re.compile(
    r"[\"'`](?P<before>(?:https?:/)?/[\w./?&=-]{1,100}[/=_-])(?:[\"']\s{0,4}\+\s{0,4}(?:\w{1,30}\.){1,3}(?P<added>\w{1,30})"
    r"(?:\s{0,4}\+\s{0,4}[\"'](?P<after>[\w./?&=-]{0,40})[\"'])?|\$\{\s?(?:\w{1,30}\.){1,3}(?P<filled>\w{1,30})\s?\}(?P<behind>[\w./?&=-]{0,40})`)"
)
_LISTS: Final = re.compile(r"\.(?:m3u8?|txt|json|xml)(?:[?#]|$)", re.I)
_COPIED: Final = re.compile(r"clip|copy", re.I)
_OWN: Final = re.compile(r"https?://[\w.:-]{3,100}/[\w./?&=%~+-]{2,500}", re.A)


def leads(document: Document) -> Iterator[Follow]:
    """Pages of the document's own host that its data and text name, each with the words that stand beside it."""
    yield from islice(_of_text(document), MOST)
    if any(mark in script for script in _scripts(document) for mark in _DATA) or _routes(document):
        yield from islice(_of_data(document), MOST)


def _scripts(document: Document) -> Iterator[str]:
    yield from (text for _, text in document.outline.data_blocks[:50])
    yield from document.scripts[:100]


def _of_data(document: Document) -> Iterator[Follow]:
    """What the objects of embedded state lead to, by an address of their own or by a route of the page's scripts."""
    routes = _routes(document)
    for value in states(document):
        for thing in walk(value, _MOST_OBJECTS):
            yield from in_object(document, thing, routes)


def in_object(
    document: Document, thing: dict[str, Any], routes: tuple[tuple[str, str, str], ...] = ()
) -> Iterator[Follow]:
    """The pages that one object leads to, with its own title."""
    said: tuple[Text, ...] | None = None
    for name, held in thing.items():
        written = _route(routes, name, held) or (held if isinstance(held, str) else "")
        if not written.startswith(("/", "http")) or not _PATH.fullmatch(written) or _NO_PAGES.search(name):
            continue
        url = document.resolve(written).partition("#")[0]
        if is_page(url) and host_of(url) == document.host and url != document.url and not is_deed(written):
            said = _title(thing) if said is None else said
            yield Follow(url, max(OTHER, promise(url)), said)


def _title(thing: dict[str, Any]) -> tuple[Text, ...]:
    named = (held for name, held in thing.items() if isinstance(held, str) and role_of(name) == "title")
    other = (held for name, held in thing.items() if isinstance(held, str) and name.lower().endswith(("name", "title")))
    return words(("context", next((folded(each) for each in (*named, *other) if is_telling(each)), "")))


def _routes(document: Document) -> tuple[tuple[str, str, str], ...]:
    """Which field completes which address: (field, before, after)."""
    found: dict[tuple[str, str, str], None] = {}
    for script in document.scripts[:50]:
        if "+" in script or "${" in script:
            for match in islice(_SUM.finditer(script[:300_000]), _MOST_ROUTES):
                field = match["added"] or match["filled"]
                found[(field, match["before"], match["after"] or match["behind"] or "")] = None
    return tuple(found)


def _route(routes: tuple[tuple[str, str, str], ...], name: str, held: object) -> str:
    if not routes or isinstance(held, bool) or not isinstance(held, (str, int)) or not 0 < len(str(held)) <= 60:
        return ""
    made = next(((before, after) for field, before, after in routes if field == name), None)
    return f"{made[0]}{held}{made[1]}" if made and re.fullmatch(r"[\w-]+", str(held)) else ""


def _is_copied(value: Value) -> bool:
    """Whether an attribute holds what visitors are to take with them."""
    return value.name == "value" or (_COPIED.search(value.name + value.value) is not None)


def _of_text(document: Document) -> Iterator[Follow]:
    """Addresses on the site's own host that are written out: lists for players, the page to remember."""
    own = f"//{document.host}"
    copied = [each.value for each in document.values if own in each.value and _is_copied(each)]
    for text in (document.text, *copied) if own in document.text or copied else ():
        for match in _OWN.finditer(text):
            url = match.group().rstrip(".,")
            if host_of(url) != document.host or url == document.url:
                continue
            if _LISTS.search(url):
                yield Follow(url, FEED)
            elif is_page(url):
                yield Follow(url, promise(url))
