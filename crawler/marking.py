"""Marking: what tells who operates a site, read from the first page of each host and from its connection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import scrapy
from scrapy.http import Response

from core.types import Page
from core.urls import host_of
from crawler.bodies import ICON
from crawler.extract.operator import Mark, icon_mark, icon_of, marks_of
from crawler.receiving import CONNECTION
from storage.site_marks import SiteMark

if TYPE_CHECKING:
    from crawler.desk import Desk

AGAIN: Final = timedelta(days=7)
MOST_ICON: Final = 200_000  # bytes


class Marking:
    """Reads each host once a week, whatever the number of its pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known = desk.store.site_marks.hosts_seen(desk.site.name, datetime.now(UTC) - AGAIN)

    def requests(self, response: Response, page: Page) -> Iterator[scrapy.Request]:
        """Notes the marks of a host's first page; gives the request for its icon."""
        host = host_of(page.url)
        if host in self._known or "html" not in page.content_type.lower():
            return
        self._known.add(host)
        self._note(page.url, (*marks_of(page.text, page.url), *_connection(response)))
        icon = icon_of(page.text, page.url)
        if icon and host_of(icon) == host:
            meta = {ICON: page.url, "download_maxsize": MOST_ICON}
            yield scrapy.Request(icon, self._icon, errback=_no_icon, meta=meta, dont_filter=True)

    def _icon(self, response: Response) -> None:
        if response.status == 200 and response.body and response.body.lstrip()[:1] != b"<":
            self._note(response.meta[ICON], (icon_mark(response.body),))

    def _note(self, url: str, marks: tuple[Mark, ...]) -> None:
        now = datetime.now(UTC)
        site = self._desk.site.name
        self._desk.marks.extend(SiteMark(site, host_of(url), kind, value, url, now, now) for kind, value in marks)


def _no_icon(_: Any) -> None:
    """A host without an icon is no trouble."""


def _connection(response: Response) -> Iterator[Mark]:
    """The address that answered, and the SHA-256 of its certificate."""
    if response.ip_address is not None:
        yield "ip", str(response.ip_address)
    shown = response.meta.get(CONNECTION)
    if shown is not None and shown.chain:
        yield "certificate", sha256(shown.chain[0]).hexdigest()
