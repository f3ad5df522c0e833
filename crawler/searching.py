"""Asking a site's own search for the watched titles: the most urgent first, the others in turn from run to run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final

from core.config import Site
from core.folding import compact
from core.search import Search
from core.types import NewRequest, Page, Work
from crawler.extract import search_form
from crawler.extract.document import Document
from matchers.licence import is_protected
from storage.store import Store

PRIORITY: Final = 90  # behind the start addresses, before anything that pages lead to
SHARE: Final = 3  # one part in so many of a run's pages may be questions
FRESH_DAYS: Final = 45  # a window that opened so lately is asked for in every run
MOST_ALIASES: Final = 3
MOST_PAGES: Final = 3
SHORTEST: Final = 2
LONGEST: Final = 60
_SEARCH: Final = re.compile(r"/(?:search|so|sou|sousuo|query)(?:[/.?]|\Z)", re.I)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


def is_search(url: str) -> bool:
    """Whether an address is that of a site's search, which leads to nothing by itself."""
    return _SEARCH.search(url) is not None


@dataclass(frozen=True, slots=True)
class Question:
    """One title to ask for: `rank` orders works by urgency, `fresh` says that its window opened lately."""

    title: str
    rank: int
    alias: bool = False
    fresh: bool = False
    page: int = 1


def questions(works: Iterable[Work], today: date) -> Iterator[Question]:
    """What to ask on a day: works inside their window, the latest first; titles before aliases, each wording once."""
    protected = sorted((work for work in works if is_protected(work, today)), key=lambda work: _distance(work, today))
    asked: set[str] = set()
    for rank, work in enumerate(protected):
        yield from _of(work.title, rank, asked, fresh=_distance(work, today)[0] <= FRESH_DAYS)
    for rank, work in enumerate(protected):
        for alias in work.aliases[:MOST_ALIASES]:
            yield from _of(alias, rank, asked, alias=True)


def choose(wanted: Iterable[tuple[str, Question]], asked: Mapping[str, datetime], budget: int) -> list[str]:
    """The addresses that one run asks: fresh windows first, then what was never asked, then what was longest ago."""

    def urgency(pair: tuple[str, Question]) -> tuple[bool, datetime, bool, int]:
        url, question = pair
        return not question.fresh, asked.get(url, _NEVER), question.alias, question.rank

    return [url for url, _ in sorted(wanted, key=urgency)[:budget]]


class Searches:
    """The questions of one run to one site, and which page answers which."""

    def __init__(self, store: Store, site: Site, max_pages: int, today: date) -> None:
        self._frontier = store.frontier
        self._site = site
        self._works, self._today = store.works, today
        self._left = max(1, max_pages // SHARE)
        self._asked: dict[str, tuple[Search, Question]] = {}
        self._is_sought = site.search == "auto"

    def seeds(self) -> list[NewRequest]:
        """What this run asks from the start, where the operator says how."""
        template = self._site.search
        return self._ask(Search(template, self._site.search_form)) if template not in ("", "auto") else []

    @cached_property
    def _wanted(self) -> tuple[Question, ...]:
        return tuple(questions(self._works.all(), self._today))

    def found_on(self, page: Page, *, is_all: bool = False) -> list[NewRequest]:
        """What this run asks by the first search form that a page shows: for a site with `search = "auto"`, or where
        the form `is_all` that the site's start address has."""
        if "<form" not in page.text and "<FORM" not in page.text:
            return []
        if not self._is_sought and (not is_all or self._site.search or self._asked):
            return []
        search = search_form.of(Document(page))
        if search is None:
            return []
        self._is_sought = False
        return self._ask(search)

    def is_answer(self, url: str) -> bool:
        """Whether an address of the frontier is one of the questions."""
        return url in self._asked

    def moved(self, url: str, target: str) -> None:
        """A question that was answered by a redirect: where it leads is the answer."""
        if url in self._asked:
            self._asked.setdefault(target, self._asked[url])

    def further(self, url: str) -> list[NewRequest]:
        """The next page of an answer that named something watched, as far as the site has pages and the run budget."""
        search, question = self._asked.get(url, (None, None))
        if search is None or question is None or not search.has_pages or question.page >= MOST_PAGES or self._left < 1:
            return []
        following = replace(question, page=question.page + 1)
        address = search.ask(question.title, following.page)
        self._left -= 1
        self._asked[address] = (search, following)
        return [NewRequest(address, PRIORITY, from_url=url)]

    def _ask(self, search: Search) -> list[NewRequest]:
        """The chosen questions; all are known as such, because a resumed round still holds earlier ones."""
        pairs = ((search.ask(question.title), question) for question in self._wanted)
        known = {url: (search, question) for url, question in reversed(list(pairs)) if url}
        self._asked.update(known)
        chosen = choose([(url, question) for url, (_, question) in known.items()], self._asked_at(known), self._left)
        self._left -= len(chosen)
        return [NewRequest(url, PRIORITY) for url in chosen]

    def _asked_at(self, urls: Iterable[str]) -> dict[str, datetime]:
        return self._frontier.asked(self._site.name, urls)


def _of(title: str, rank: int, asked: set[str], *, alias: bool = False, fresh: bool = False) -> Iterator[Question]:
    words = " ".join(title.split())
    key = compact(words) or words
    if SHORTEST <= len(words) <= LONGEST and key not in asked:
        asked.add(key)
        yield Question(words, rank, alias, fresh)


def _distance(work: Work, today: date) -> tuple[int, int, str]:
    """Days since the window opened (or the release); works without a date by their year, newest first."""
    day = work.protected_from or work.release_date
    if day is not None:
        return abs((today - day).days), 0, work.title
    return 10**6, -(work.year or 0), work.title
