"""Which pages of a site a browser shows, and how Chromium is started for them."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import Any, Final

from core.config import Site
from core.errors import ConfigError
from crawler.extract.promise import promise
from crawler.extract.reading import FEED

BROWSER: Final = "playwright"  # marks a request's meta
CONDITIONS: Final = (b"If-None-Match", b"If-Modified-Since")
PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES_AT_ONCE: Final = 2
# The browser resolves no name itself: its proxy does, behind the guard. Memory of scripts is bounded.
FLAGS: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking",
    "--disable-component-update", "--disable-default-apps", "--disable-dev-shm-usage", "--disable-domain-reliability",
    "--disable-extensions", "--disable-gpu", "--disable-quic", "--disable-sync", "--metrics-recording-only",
    "--no-first-run", "--no-pings", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=256", "--renderer-process-limit=2",
)  # fmt: skip
_CONTEXT: Final = {"accept_downloads": False, "service_workers": "block", "locale": "zh-CN"}
_HANDLER: Final = "crawler.rendering.BrowserHandler"


def settings_for(site: Site, seconds: float) -> dict[str, Any]:
    """Scrapy's settings for a site that a browser shows; none for any other. ConfigError says what is missing."""
    if not site.render:
        return {}
    if find_spec("scrapy_playwright") is None:
        raise ConfigError(f"[[site]] {site.name!r}: render needs the extra: pip install 'netsword[browser]'")
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ConfigError(f"[[site]] {site.name!r}: render needs Chromium: apt install chromium")
    return {
        "DOWNLOAD_HANDLERS": {
            "http": _HANDLER, "https": _HANDLER, "data": None, "file": None, "ftp": None, "s3": None,
        },
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": program, "args": list(FLAGS), "chromium_sandbox": os.geteuid() != 0, "timeout": 30_000,
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": PAGES_AT_ONCE,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": seconds * 1_000,
        "PLAYWRIGHT_ABORT_REQUEST": "crawler.rendering.is_refused",
    }  # fmt: skip


def meta_for(url: str) -> dict[str, Any]:
    """What marks a request for the browser; nothing for feeds and their like, which have nothing to show."""
    if promise(url) == FEED:
        return {}
    from scrapy_playwright.page import PageMethod  # an extra

    from crawler.rendering import settle

    return {
        BROWSER: True,
        "playwright_context_kwargs": dict(_CONTEXT),
        "playwright_page_methods": [PageMethod(settle)],
    }
