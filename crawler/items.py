"""The Scrapy item: one fetched page and all that it came to, on its way through the pipelines."""

from __future__ import annotations

from core.frozen import frozen
from core.types import Page, PageRecord


@frozen
class PageItem:
    """A page with its record; pipelines hand on changed copies."""

    page: Page
    record: PageRecord
