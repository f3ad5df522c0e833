"""Which addresses belong to a site's crawl: its hosts, ordinary ports, and no traps by shape."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from core.config import Config, Site
from crawler.packed import is_packed_list

MAX_URL = 2_048
MAX_SEGMENTS = 20
MAX_REPEATS = 2
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
_SKIPPED_ENDINGS = (
    *_PICTURES, ".ico", ".svg", ".css", ".woff", ".woff2", ".ttf", ".eot",
    ".mp4", ".mkv", ".avi", ".rmvb", ".flv", ".ts", ".mov", ".wmv", ".webm", ".mp3", ".flac", ".ape", ".wav", ".m4a",
    ".zip", ".rar", ".7z", ".gz", ".tar", ".iso", ".exe", ".dmg", ".apk", ".ipa", ".pdf", ".epub", ".mobi", ".azw3",
    ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".jar",
)  # fmt: skip


def _twin(host: str) -> str:
    return host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def port_of(parts: SplitResult) -> int:
    """The port of a split URL, or 0 when it is not a number."""
    try:
        return parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError:
        return 0


@dataclass(frozen=True, slots=True)
class Scope:
    """The hosts and ports of a site, and how deep it is followed."""

    hosts: frozenset[str]
    ports: frozenset[int]
    max_depth: int

    @classmethod
    def of(cls, site: Site, config: Config) -> Scope:
        """The scope that a site's `start_urls` (and `hosts`) draw; `www.` makes no difference."""
        hosts = {host.lower() for host in site.hosts}
        ports = {80, 443}
        for url in site.start_urls:
            parts = urlsplit(url)
            hosts.add((parts.hostname or "").rstrip("."))
            ports.add(port_of(parts))
        depth = config.crawl.max_depth if site.max_depth is None else site.max_depth
        return cls(frozenset(hosts | {_twin(host) for host in hosts}), frozenset(ports), depth)

    def owns(self, url: str) -> bool:
        """Whether the address is on one of the site's hosts."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme in _DEFAULT_PORTS and (parts.hostname or "").rstrip(".") in self.hosts

    def refusal(self, url: str, depth: int, *, is_list: bool = False) -> str:
        """Why the address is not visited, or "" when it is.

        `is_list` says that machines read it: what a configuration names may travel in a picture.
        """
        if not self.owns(url):
            return "another host"
        parts = urlsplit(url)
        if depth > self.max_depth:
            return f"deeper than {self.max_depth}"
        if len(url) > MAX_URL:
            return f"longer than {MAX_URL} characters"
        if port_of(parts) not in self.ports:
            return "a port the site did not name"
        return _trap(parts.path) if not (is_list and is_picture(url)) else ""


def is_picture(url: str) -> bool:
    """Whether an address names a picture."""
    return url.partition("#")[0].partition("?")[0].lower().endswith(_PICTURES)


def _trap(path: str) -> str:
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return f"more than {MAX_SEGMENTS} path segments"
    if len(segments) > MAX_REPEATS and max(Counter(segments).values()) > MAX_REPEATS:
        return "a path segment repeated"
    if path.lower().endswith(_SKIPPED_ENDINGS) and not is_packed_list(path):
        return "not a page"
    return ""
