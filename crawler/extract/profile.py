"""The writer whom a profile address names: forums have their own ways to number members."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from crawler.extract import accounts
from crawler.extract.outline import Anchor

_NUMBERED: Final = re.compile(r"(?:/(?:user|member|profile|uid)-|/member\.php\?(?:u=)?)(\d{1,12})(?=[-./&]|\Z)")

_CARD_NUMBER: Final = re.compile(r"(?:\A|[=:])(\d{3,20})\b")
# Links that open a member's card when the mouse is on them are to that member, whatever their address.
CARDS: Final = ("usercard", "nick-name", "data-usercard", "data-hovercard", "data-user-card")


def carded(anchor: Anchor) -> str:
    """The number of the member whose card a link opens: that of the card, else the end of the address's path."""
    held = (_CARD_NUMBER.search(anchor.attributes.get(name) or "") for name in CARDS)
    number = next((found.group(1) for found in held if found), "")
    return number or urlsplit(anchor.url).path.rstrip("/").rpartition("/")[2][:60]


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
    if "/home/main" in url:  # a bar's member
        return next((value for key, value in parse_qsl(query)[:20] if key in ("un", "id") and value), "")
    if "profile" in url or "member" in url or "user" in url:
        return next((value for key, value in parse_qsl(query)[:20] if key in ("u", "id", "user") and value), "")
    return ""
