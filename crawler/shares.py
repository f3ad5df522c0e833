"""Public pages of netdisk shares: whose turn it is at which provider, and what a page says that its share holds."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from core.types import Finding, Link, Page, PageRecord, Sighting, Text
from core.urls import host_of
from crawler.extract.share_page import share_names
from crawler.extract.telling import is_telling
from matchers import Judge, Suppressions

PATIENCE: Final = 2  # pages of a provider in a row that say nothing to us; then it is left alone for this run
_OF_THE_LINK: Final = ("item", "anchor", "attribute", "file_name", "share_text", "row", "post", "heading")


class Turns:
    """Hands out addresses, one of each provider at a time, until it gives no answer."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._waiting: dict[str, deque[str]] = {}
        for url in urls:
            self._waiting.setdefault(host_of(url), deque()).append(url)
        self._under_way: set[str] = set()
        self._shut: Counter[str] = Counter()

    def urls(self) -> Iterator[str | None]:
        """The addresses to fetch; None: ask again, for all providers that are left have one under way."""
        while self._waiting:
            free = [host for host in self._waiting if host not in self._under_way]
            if not free:
                yield None
            for host in free:
                waiting = self._waiting.get(host)
                if not waiting:
                    self._waiting.pop(host, None)
                    continue
                self._under_way.add(host)
                yield waiting.popleft()

    def answered(self, url: str, *, came: bool, told: bool) -> None:
        """An address was looked at: whether an answer came, and whether it told anything."""
        host = host_of(url)
        self._under_way.discard(host)
        self._shut[host] = 0 if told else self._shut[host] + 1
        if not came or self._shut[host] >= PATIENCE:
            self._waiting.pop(host, None)


def is_poor(texts: Iterable[Text]) -> bool:
    """Whether no words at a link can name a work: only the page around it may."""
    return not any(text.source in _OF_THE_LINK and is_telling(text.text) for text in texts)


def record_of(page: Page, url: str, link: Link, site: str, run_id: int) -> PageRecord:
    """What a share's page shows: the share, by the names on the page. Nothing where it tells none."""
    names = share_names(page)
    sighting = Sighting(url, link, names, site=site, channel="cloud_storage", seen_at=page.fetched_at)
    title = next((name.text for name in names if name.source == "item"), "")
    found = (Finding(sighting),) if names else ()
    moment = page.fetched_at
    if moment is None:
        raise ValueError("a page that was never fetched")
    return PageRecord(url, site, run_id, "ok", moment, status=page.status, title=title, findings=found)


def judged(record: PageRecord, judge: Judge, rejected: Suppressions, today: date) -> PageRecord:
    """The record with the works that the share offers, without those that somebody rejected there."""
    found = [
        Finding(each.sighting, tuple(rejected.kept(judge.judge(each.sighting, today), each.sighting)))
        for each in record.findings
    ]
    return replace(record, findings=tuple(found))
