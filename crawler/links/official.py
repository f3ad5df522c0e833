"""Official platforms: whose address it is, whether it is a watch page or a player, which one a code means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.urls import host_of
from crawler.links.platforms import PLATFORMS, Platform

_BY_HOST: Final = {host: platform for platform in PLATFORMS for host in platform.hosts}
_BY_FLAG: Final = {flag: platform.code for platform in PLATFORMS for flag in platform.flags}
_BLANKS = re.compile(r"[\s\u3000·._-]+")


@lru_cache(maxsize=16_384)
def _platform_at(host: str) -> Platform | None:
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if platform := _BY_HOST.get(".".join(labels[start:])):
            return platform
    return None


def platform_of(url: str) -> str | None:
    """The code of the official platform that serves an address; None for any other host."""
    platform = _platform_at(host_of(url))
    return platform.code if platform else None


def is_watch_page(url: str) -> bool:
    """Whether an address is a platform's page for one work or episode."""
    platform = _platform_at(host_of(url))
    return platform is not None and platform.watch_page.match(_bare(url)) is not None


def is_player(url: str) -> bool:
    """Whether an address is a platform's player made for embedding."""
    platform = _platform_at(host_of(url))
    return platform is not None and platform.player_page.match(_bare(url)) is not None


def platform_named(flag: str) -> str | None:
    """The platform that a collection site's code or Chinese name means (`qq`, `优 酷`); None for hosted copies."""
    return _BY_FLAG.get(_BLANKS.sub("", flag).lower())


def _bare(url: str) -> str:
    """Host, path and query as the patterns expect them: the scheme, a user name and a port gone."""
    rest = url.partition("//")[2]
    slash = rest.find("/")
    return host_of(url) + rest[slash:] if slash >= 0 else host_of(url) + "/"
