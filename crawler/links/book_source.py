"""Import links of readers, boxes and players: they carry the address of a source list."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from core.types import Link
from core.urls import canonical, host_of
from crawler.links.base64_text import decode_address
from crawler.links.wrapper import address_in

SCHEMES: Final = ("yuedu", "legado", "lxmusic", "musicfree", "tachiyomi", "mihon", "aniyomi", "tvbox", "stremio",
                  "clan", "proxy", "sub", "hiker", "fongmi", "catvod", "paperback", "kodi")  # fmt: skip
_PARAMETER = re.compile(r"[?&](?:src|url|ext|link|plugin|data)=([^&\s]+)", re.I)
_AFTER = re.compile(r"[a-z]+:/{0,2}(?:[\w/-]*@)?(https?[:%].+)", re.I)


def read(uri: str) -> Link | None:
    """The link to the list that an import link brings; the import link itself when it carries no address."""
    scheme = uri.partition(":")[0].lower()
    if scheme == "stremio" and "/manifest.json" in uri:
        return _link(f"https://{uri[10:]}")
    for pattern in (_PARAMETER, _AFTER):
        found = pattern.search(uri)
        inner = (address_in(found[1]) or decode_address(unquote(found[1]))) if found else ""
        if inner[:4].lower() == "http":
            return _link(inner)
    if scheme in ("yuedu", "legado"):
        return Link("source", uri, uri, scheme)
    return None


def _link(url: str) -> Link | None:
    address = canonical(url)
    return Link("source", address, address, host_of(address)) if address else None
