"""The writer whom a profile address names: forums have their own ways to number members."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from crawler.extract import accounts

_NUMBERED: Final = re.compile(r"(?:/(?:user|member|profile|uid)-|/member\.php\?(?:u=)?)(\d{1,12})(?=[-./&]|\Z)")


def identity_in(url: str) -> str:
    """The writer's number or name in a profile address, "" in any other."""
    found = accounts.identity_in(url)
    if found:
        return found
    if numbered := _NUMBERED.search(url):
        return numbered.group(1)
    try:
        query = urlsplit(url).query.replace(";", "&")
    except ValueError:
        return ""
    if "profile" in url or "member" in url or "user" in url:
        return next((value for key, value in parse_qsl(query)[:20] if key in ("u", "id", "user") and value), "")
    return ""
