"""Scrapy's door to the configured sites: every `[[site]]` is a spider of its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from core.config import Config, load_config
from crawler.spiders.site import SiteSpider, spider_class

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.settings import BaseSettings


class SiteLoader:
    """`scrapy list`, `scrapy crawl NAME` and `scrapy check` over the sites of netsword.toml."""

    def __init__(self, config: Config) -> None:
        self._classes = {site.name: spider_class(site, config) for site in config.site}

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        path = settings.get("NETSWORD_CONFIG")
        return cls(load_config(Path(path) if path else None, required=False))

    def load(self, spider_name: str) -> type[SiteSpider]:
        """The spider of a site; KeyError when none has the name (Scrapy's promise)."""
        if spider_name not in self._classes:
            known = ", ".join(self._classes) or "none"
            raise KeyError(f"Spider not found: {spider_name}; configured sites: {known}")
        return self._classes[spider_name]

    def list(self) -> list[str]:
        """Names of all sites, in the order of the file."""
        return list(self._classes)

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]
        """Names of the sites whose hosts the request is on."""
        return [name for name, cls in self._classes.items() if cls.scope.owns(request.url)]
