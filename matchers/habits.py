"""A site's habits: words that its template writes beside every link. They name no other work there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.types import Sighting, Source
from matchers.furniture import names_something

ENOUGH: Final = 3  # different links in different company that show a habit
_MOST: Final = 4_000  # wordings that are watched at a time
_MOST_PASSED: Final = 2_000
_NEAR: Final[frozenset[Source]] = frozenset({"anchor", "attribute", "row"})
_HEADS: Final[frozenset[Source]] = frozenset({"heading", "page_title"})
_BETWEEN: Final = " | "  # of a row's lines
_LONGEST: Final = 120
_DIGITS: Final = re.compile(r"\d+")
_LABEL: Final = re.compile(r"\W{0,3}([^\W_][^:：《》]{0,11})\s?[:：]")
_NAMES: Final = re.compile(r"[名题]|书|片|剧|作品|title|name", re.IGNORECASE)  # labels of titles
_OUTSIDE: Final = re.compile(r"\W+")


class Habits:
    """The wordings of one site near its links: which of them stand beside links of everything.

    A line (or a label before a colon) that three different links of three differently named posts have beside them is
    a habit, unless it stands in title marks, labels names or is a part of what names the post.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[set[str], set[str]] | None] = {}  # None: a habit
        self.passed: list[Sighting] = []  # those which words near them kept from being hits

    def note(self, sighting: Sighting) -> None:
        """Remembers the words near a link."""
        named = _named(sighting)
        for text in sighting.texts:
            if text.source in _NEAR and self._seen.get(text.text, ()) is not None:
                self._note(text.text, named if text.source == "row" else _row(sighting) or named, sighting.link.ref)

    def keep(self, sighting: Sighting) -> None:
        """Keeps a sighting that near words speak against: they may prove a habit later."""
        if len(self.passed) < _MOST_PASSED:
            self.passed.append(sighting)

    def explain(self, words: str) -> bool:
        """Whether every telling line of words near a link is a habit of the site."""
        lines = [line for line in words.split(_BETWEEN) if names_something(line)]
        return bool(lines) and all(any(self._is_habit(key) for key, _ in _keys(line)) for line in lines)

    def _is_habit(self, key: str) -> bool:
        return key in self._seen and self._seen[key] is None

    def _note(self, words: str, company: str, link: str) -> None:
        if len(words) > _LONGEST * 3:
            return
        for line in words.split(_BETWEEN):
            for key, said in _keys(line):
                known = self._seen.setdefault(key, (set(), set()))
                if known is None or not company or _is_part(said, company):
                    continue
                known[0].add(company)
                known[1].add(link)
                if len(known[0]) >= ENOUGH and len(known[1]) >= ENOUGH:
                    self._seen[key] = None
        if len(self._seen) > _MOST:
            self._seen = {key: known for key, known in self._seen.items() if known is None or len(known[0]) > 1}


def _keys(line: str) -> Iterator[tuple[str, str]]:
    """What of a line may be a habit: the line as a whole, and its label with what that says here."""
    line = line.strip()
    if not line or len(line) > _LONGEST or "《" in line:
        return
    label = _LABEL.match(line)
    if label is None:
        yield _DIGITS.sub("#", line), line
    elif not _NAMES.search(label[1]):
        yield f"{label[1]}：", line[label.end() :]


def _named(sighting: Sighting) -> str:
    """What the page calls the post around a link."""
    return next((text.text for text in sighting.texts if text.source in _HEADS), sighting.page_title)


def _row(sighting: Sighting) -> str:
    return next((text.text for text in sighting.texts if text.source == "row"), "")


def _is_part(words: str, company: str) -> bool:
    """Whether words are a part of what names their post, or hold it: then they name it too."""
    one, two = _OUTSIDE.sub("", words).lower(), _OUTSIDE.sub("", company).lower()
    return bool(one) and (one in two or two in one)
