"""Addresses as a page writes them, resolved the way a browser does, and quickly."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

LONGEST: Final = 8_192  # no server takes longer addresses; a base64 wrapper stays below
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:")
_CONTROLS: Final = re.compile(r"[\t\r\n\x00]")
_DOTTED: Final = re.compile(r"/\.{1,2}(?:[/?#]|$)")


class Resolver:
    """Resolves the addresses of one page against its base."""

    __slots__ = ("base", "directory", "origin", "path", "scheme")

    def __init__(self, base: str) -> None:
        self.base = base
        try:
            parts = urlsplit(base)
        except ValueError:
            parts = urlsplit("")
        self.scheme = parts.scheme or "http"
        self.origin = f"{self.scheme}://{parts.netloc}" if parts.netloc else ""
        self.path = parts.path
        self.directory = f"{self.origin}{parts.path.rpartition('/')[0]}/"

    def resolve(self, written: str) -> str:
        """The absolute address; "" for what is none (empty, javascript:, too long, broken)."""
        written = written.strip()
        if not written or len(written) > LONGEST:
            return ""
        if "\n" in written or "\t" in written or "\r" in written or "\x00" in written:
            written = _CONTROLS.sub("", written)
        first = written[0]
        if first == "h" and written.startswith(("http://", "https://")):
            return written
        if first == "#":
            return ""
        if first == "/" and self.origin and "/." not in written and "\\" not in written:
            return f"{self.scheme}:{written}" if written.startswith("//") else f"{self.origin}{written}"
        return self._slowly(written)

    def _slowly(self, written: str) -> str:
        scheme = _SCHEME.match(written)
        if scheme:
            name = scheme.group().lower()
            if name in ("javascript:", "data:", "mailto:", "tel:", "about:", "blob:", "sms:"):
                return ""
            if name in ("http:", "https:"):
                return _joined(self.base, written.replace("\\", "/"))
            return written
        plain = self.origin and written[0] not in "/?\\." and "/." not in written and "\\" not in written
        if plain and "//" not in written:
            return self.directory + written
        return _joined(self.base, written.replace("\\", "/"))


def _joined(base: str, written: str) -> str:
    try:
        return urljoin(base, written)
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host in lower case, without its port; "" when there is none."""
    start = url.find("://")
    if start < 0:
        return ""
    authority = re.split(r"[/?#\\]", url[start + 3 : start + 300], maxsplit=1)[0]
    host = authority.rpartition("@")[2]
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.partition(":")[0].lower().rstrip(".")
