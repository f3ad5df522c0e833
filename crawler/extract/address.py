"""Addresses as a page writes them, resolved the way a browser does, and quickly."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from core.urls import join

LONGEST: Final = 8_192  # no server takes longer addresses; a base64 wrapper stays below
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:")
_CONTROLS: Final = re.compile(r"[\t\r\n\x00]")
_UNUSABLE: Final = frozenset(
    ("javascript:", "data:", "mailto:", "tel:", "about:", "blob:", "sms:", "vbscript:", "file:")
)


class Resolver:
    """Resolves the addresses of one page against its base."""

    __slots__ = ("base", "origin", "scheme")

    def __init__(self, base: str) -> None:
        self.base = base
        try:
            parts = urlsplit(base)
        except ValueError:
            parts = urlsplit("")
        self.scheme = parts.scheme or "http"
        self.origin = f"{self.scheme}://{parts.netloc}" if parts.netloc else ""

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
        if scheme and scheme.group().lower() not in ("http:", "https:"):
            return "" if scheme.group().lower() in _UNUSABLE else written
        return join(self.base, written)


def first_base(tree: LexborHTMLParser, url: str) -> str:
    """The first <base> of a page that is an address: it counts for every link, also for those above it. "" for none."""
    resolver = Resolver(url)
    for node in tree.css("base[href]")[:20]:
        target = resolver.resolve(node.attributes.get("href") or "")
        if target.startswith(("http://", "https://")):
            return target
    return ""
