"""The Scrapy item: one fetched page and all that it came to, on its way through the pipelines."""

from __future__ import annotations

from dataclasses import dataclass

from core.types import Page, PageRecord


@dataclass(frozen=True, slots=True)
class PageItem:
    """A page with its record; pipelines hand on changed copies."""

    page: Page
    record: PageRecord
