"""Licences and windows: where and when a work may be offered, and when it is protected at all."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from core.types import LinkKind, Work
from matchers.platforms import hosts_of

# Whoever embeds, parses or plays a licensed platform's address shows the work without licence.
_DEEP: Final[frozenset[LinkKind]] = frozenset({"deep_link", "embed", "hotlink"})


@lru_cache(maxsize=20_000)
def host_of(url: str) -> str:
    """The host of an address in lower case, "" when it has none."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".")


def _covers(domain: str, host: str) -> bool:
    return host == domain or host.endswith("." + domain)


def _domain(written: str) -> str:
    plain = written.strip().lower().split("://")[-1].split("/")[0].split("?")[0].split(":")[0].strip(".*")
    return plain.removeprefix("www.")


def is_licensed(work: Work, host: str, today: date) -> bool:
    """May this host offer the work today?"""
    if not host:
        return False
    if any(_covers(_domain(domain), host) for domain in work.official_domains if _domain(domain)):
        return True
    return any(
        (licence.starts is None or licence.starts <= today)
        and (licence.ends is None or today <= licence.ends)
        and any(_covers(domain, host) for domain in hosts_of(licence.platform))
        for licence in work.licences
    )


def is_protected(work: Work, today: date) -> bool:
    """Is today inside of the work's protection window?"""
    return (work.protected_from is None or work.protected_from <= today) and (
        work.protected_until is None or today <= work.protected_until
    )


def is_legal(work: Work, page_url: str, link_url: str, kind: LinkKind, today: date) -> bool:
    """Is this link to the work lawful, or outside of its window?"""
    if not is_protected(work, today):
        return True
    if not (work.official_domains or work.licences):
        return False
    if is_licensed(work, host_of(page_url), today):
        return True
    return kind not in _DEEP and is_licensed(work, host_of(link_url), today)
