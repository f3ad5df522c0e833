"""Pages that are not HTML and no known format: JSON of any shape, plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from core.types import Channel, Sighting, Text
from core.urls import join
from crawler.extract.document import Document
from crawler.extract.json_text import walk
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.promise import is_page, promise
from crawler.extract.reading import Follow, Reading
from crawler.extract.telling import is_telling
from crawler.links import classify, find_links, name_of

_NAMES: Final = (
    "vod_name", "name", "title", "subject", "filename", "file_name", "fileName", "note", "desc", "description",
    "content", "text", "remark",
    "label", "caption", "book_name", "song", "album",
)  # fmt: skip
_CODES: Final = (
    "pwd",
    "password",
    "passcode",
    "code",
    "extract_code",
    "access_code",
    "tqm",
    "share_pwd",
    "sharePwd",
    "accessCode",
)
_MOST_OBJECTS: Final = 100_000
_WINDOW: Final = 300


def read_plain(document: Document, family: str, channel: Channel) -> Reading:
    """Typed links of JSON values or text lines, each with the words beside it."""
    if document.form == "json" and document.json is not None:
        found = list(json_sightings(document, document.json, channel))
        return Reading(family, distinct(found), tuple(_json_follow(document)))
    return Reading(family, distinct(text_sightings(document, channel)))


def json_sightings(document: Document, value: Any, channel: Channel) -> Iterator[Sighting]:
    """Each typed link in the strings of each object, named by the object's own names."""
    for thing in walk(value, _MOST_OBJECTS):
        named: tuple[Text, ...] | None = None
        for key, held in thing.items():
            for written in _strings(held):
                for link, own in _links(document, written):
                    if named is None:
                        named = words(*(("item", thing.get(name)) for name in _NAMES if name != key))
                    if link.kind == "netdisk" and not link.passcode:
                        link = type(link)(link.kind, link.ref, link.url, link.provider, _code(thing), link.obfuscated)
                    said = words(("file_name" if link.kind != "netdisk" else "share_text", own))
                    yield offer(document.page, channel, link, (*named, *said, *document.page.context))


def _strings(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list):
        yield from (each for each in held[:2_000] if isinstance(each, str))


def _links(document: Document, written: str) -> Iterator[tuple[Any, str]]:
    if len(written) < 10:
        return
    if len(written) < 8_192 and not any(character.isspace() for character in written.strip()):
        link = classify(written.strip(), base=document.url)
        if link is not None:
            yield link, name_of(written.strip())
            return
    for found in find_links(written, base=document.url):
        yield found.link, found.share_text or (_around(written, found.start, found.end) if len(written) < 4_000 else "")


def _around(text: str, start: int, end: int) -> str:
    said = f"{text[max(0, start - _WINDOW) : start]} {text[end : end + 100]}"
    return folded(said) if is_telling(said) else ""


def _code(thing: dict[str, Any]) -> str:
    for name in _CODES:
        code = folded(thing.get(name))
        if 3 <= len(code) <= 8 and code.isascii() and code.isalnum():
            return code
    return ""


def _json_follow(document: Document) -> Iterator[Follow]:
    count = 0
    for thing in walk(document.json, _MOST_OBJECTS):
        for held in thing.values():
            if (
                isinstance(held, str)
                and held.startswith(("http://", "https://", "/"))
                and len(held) < 2_000
                and count < 2_000
            ):
                url = join(document.url, held)
                if url and is_page(url):
                    count += 1
                    named = words(*(("context", thing.get(name)) for name in _NAMES[:4]))
                    yield Follow(url, promise(url), named[:1])


def text_sightings(document: Document, channel: Channel) -> Iterator[Sighting]:
    """Links of a plain text, each with its own line, or the line above when that names nothing."""
    text = document.source
    for found in find_links(text, base=document.url):
        line_start = text.rfind("\n", 0, found.start) + 1
        line_end = text.find("\n", found.end)
        line = (
            text[max(line_start, found.start - _WINDOW) : found.start]
            + text[found.end : line_end if line_end > 0 else None][:_WINDOW]
        )
        if not is_telling(line):
            line = _line_above(text, line_start)
        said = words(("share_text" if found.link.kind == "netdisk" else "file_name", found.share_text), ("row", line))
        yield offer(document.page, channel, found.link, (*said, *document.page.context))


def _line_above(text: str, at: int) -> str:
    for line in reversed(text[max(0, at - 600) : at].split("\n")):
        if is_telling(line):
            return line
    return ""
