"""Books and comics whose contents stand in a page's embedded state alone, for its script to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from crawler.extract import json_text
from crawler.extract.chapters import NUMBERED
from crawler.extract.document import Document
from crawler.extract.fields import role_of
from crawler.extract.offer import folded
from crawler.extract.state import states
from crawler.extract.telling import is_telling

FEWEST: Final = 3  # chapters that make a table of contents
_MOST_OBJECTS: Final = 20_000
_NAMES: Final = ("bookName", "book_name", "novelName", "comicName", "title", "name")
_NAME: Final = re.compile(r"(?:book|novel|comic|manga|manhua|webtoon|series|story|work|article)_?(?:name|title)", re.I)
_AUTHORS: Final = ("author", "authorName", "author_name", "writer", "artist", "penName")
_CHAPTER_NAME: Final = re.compile(r"(?:chapter|chap|section|volume|episode|c)_?(?:name|title)", re.I)
_PLACES: Final = ("url", "href", "link", "path", "chapterUrl", "chapter_url")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a state says of the one book of its page."""

    name: str
    author: str
    chapters: tuple[str, ...]  # addresses as written, where the state gives any


def contents(document: Document) -> Contents | None:
    """The book that an embedded state lists chapter by chapter; None for any other page."""
    for value in states(document):
        for thing in json_text.walk(value, _MOST_OBJECTS):
            found = _book(thing)
            places = next((listed for held in _lists(thing) if (listed := _chapters(held)) is not None), None)
            if found is not None and places is not None:
                return Contents(found[0], found[1], places)
    return None


def _lists(thing: dict[str, Any]) -> Iterator[list[Any]]:
    """The lists that an object holds, or that the objects in it do."""
    for held in thing.values():
        if isinstance(held, list):
            yield held
        elif isinstance(held, dict):
            yield from (each for each in held.values() if isinstance(each, list))


def _chapters(held: list[Any]) -> tuple[str, ...] | None:
    """The addresses of what is a list of numbered chapters; None when it is none."""
    listed = [each for each in held[:2_000] if isinstance(each, dict)]
    if len(listed) < FEWEST:
        return None
    named = [each for each in listed if any(NUMBERED.search(title[:80]) for title in _titles(each))]
    if len(named) < FEWEST or len(named) * 2 < len(listed):
        return None
    places = [next((each[name] for name in _PLACES if isinstance(each.get(name), str)), "") for each in listed]
    return tuple(place for place in places if place)


def _titles(thing: dict[str, Any]) -> Iterator[str]:
    return (
        each for name, each in thing.items()
        if isinstance(each, str) and (role_of(name) == "title" or _CHAPTER_NAME.fullmatch(name))
    )  # fmt: skip


def _book(thing: dict[str, Any]) -> tuple[str, str] | None:
    """The book beside its chapters: the object that holds the list, or one that stands next to the list."""
    for one in (thing, *(each for each in thing.values() if isinstance(each, dict))):
        fields = (*_NAMES, *(field for field in one if _NAME.fullmatch(field)))
        name = next((folded(one[field]) for field in fields if isinstance(one.get(field), str)), "")
        if name and len(name) <= 80 and is_telling(name) and not NUMBERED.search(name):
            return name, _author(one) or _author(thing)
    return None


def _author(thing: dict[str, Any]) -> str:
    for field in _AUTHORS:
        value = thing.get(field)
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return folded(value)[:60]
    return ""
