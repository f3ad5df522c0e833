"""Pages that are not HTML and no known format: JSON and XML of any shape, plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from core.types import Channel, Sighting
from core.urls import host_of, join
from crawler.extract import data_script, xml_record
from crawler.extract.channels import by_kind
from crawler.extract.document import Document
from crawler.extract.file_name import named_file
from crawler.extract.json_paging import next_page
from crawler.extract.json_sightings import told_links
from crawler.extract.json_text import walk
from crawler.extract.offer import distinct, offer, without_code, words
from crawler.extract.promise import is_page, promise
from crawler.extract.reading import Follow, Reading
from crawler.extract.telling import is_telling
from crawler.links import find_links

_MOST_OBJECTS: Final = 100_000
_MOST_FOLLOWS: Final = 2_000
_WINDOW: Final = 300
_LONGEST_LINE: Final = 10_000  # how far back the beginning of a line is looked for
_MOST_LINES: Final = 50_000
_NAMES: Final = ("vod_name", "name", "title", "subject")


def read_plain(document: Document, family: str, channel: Channel) -> Reading:
    """Typed links of JSON values or text lines, each with the words beside it."""
    if document.form == "json" and document.json is not None:
        found = _named(document, document.json, channel)
        further = (*_json_follow(document), *next_page(document, document.json))
        return Reading(family, by_kind(distinct(found)), further)
    if document.form == "xml" and (value := xml_record.records(document.source)) is not None:
        found = _named(document, value, channel)
        if any(said.texts for said in found):
            return Reading(family, by_kind(distinct(found)))
    if held := data_script.values(document):
        found = [each for value in held for each in _named(document, value, channel)]
        return Reading(family, by_kind(distinct(found)))
    trouble = "broken" if document.form == "json" else ""
    sighted = by_kind(distinct(text_sightings(document, channel)))
    return Reading(family, sighted, tuple(_listed(document)), trouble=trouble)


def _named(document: Document, value: Any, channel: Channel) -> list[Sighting]:
    """The links of data, each with the words and the year of its own object."""
    return [
        replace(offer(document.page, channel, link, (*said, *document.page.context)), year=year, account=account)
        for link, said, year, account in told_links(document, value)
    ]


def _listed(document: Document) -> Iterator[Follow]:
    """The site's own addresses in a plain list, one a line."""
    seen: set[str] = set()
    for line in document.source.split("\n", _MOST_LINES)[:_MOST_LINES] if document.form == "text" else ():
        url = line.strip()
        if len(seen) >= _MOST_FOLLOWS or not url.startswith("http") or len(url) > 2_000 or any(map(str.isspace, url)):
            continue
        if url not in seen and host_of(url) == document.host and is_page(url):
            seen.add(url)
            yield Follow(url, promise(url))


def _json_follow(document: Document) -> Iterator[Follow]:
    """Addresses in the values, with the names beside them."""
    seen: set[str] = set()
    for thing in walk(document.json, _MOST_OBJECTS):
        for held in thing.values():
            if not isinstance(held, str) or not held.startswith(("http://", "https://", "/")) or len(held) > 2_000:
                continue
            url = join(document.url, held)
            if url in seen or len(seen) >= _MOST_FOLLOWS or not is_page(url):
                continue
            seen.add(url)
            yield Follow(url, promise(url), words(*(("context", thing.get(name)) for name in _NAMES))[:1])


def text_sightings(document: Document, channel: Channel) -> Iterator[Sighting]:
    """Links of a plain text, each with its own line, or the line above when that names nothing."""
    text = document.source
    markup = document.form == "xml"
    for found in find_links(text, base=document.url, html=markup):
        said = words(
            named_file(found.link, found.share_text),
            ("row", without_code(_row(text, found.start, found.end), found.link.passcode)),
        )
        yield offer(document.page, channel, found.link, (*said, *document.page.context))


def _row(text: str, start: int, end: int) -> str:
    floor = max(0, start - _LONGEST_LINE)
    line_start = max(floor, text.rfind("\n", floor, start) + 1)
    before = text[max(line_start, start - _WINDOW) : start]
    line = f"{before} {text[end : end + _WINDOW].partition(chr(10))[0]}"
    if is_telling(line):
        return line
    above = text[max(0, line_start - 2 * _WINDOW) : line_start].split("\n")
    return next((each for each in reversed(above) if is_telling(each)), "")
