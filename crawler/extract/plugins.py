"""Source plugins of readers and players (LX Music, MusicFree, Tachiyomi, Mangayomi): whom they reach unlicensed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin

from core.types import Channel, Page, Sighting, WorkKind
from crawler.extract.json_text import dirty, walk
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.reading import FEED, LIST, Follow, Reading
from crawler.links.page import app_link, source_link

_LX: Final = re.compile(r"@name\s+([^\n*]{1,100})")
_MUSICFREE: Final = re.compile(r"platform\s*:\s*[\"'`]([^\"'`\n]{1,80})[\"'`]")
# A site of readers' sources: `baseUrl: "https://…"` in their indexes and in the sources themselves.
_BASES: Final = ("baseUrl", "baseURL", "base_url")
_BASE: Final = re.compile(r"base_?[uU][rR][lL][\"']?\s{0,4}[:=]\s{0,4}[\"'](https?://[^\"'\s<>]{4,200})[\"']")
_CALLED: Final = re.compile(r"\bname[\"']?\s{0,4}[:=]\s{0,4}(?:\"([^\"\n]{1,80})\"|'([^'\n]{1,80})')")
# What Mangayomi says of an entry by number, and Aidoku and others by none: comics.
_READ: Final[dict[str, tuple[Channel, WorkKind]]] = {"1": ("video", "animation"), "2": ("novel", "novel")}
_ADDRESS: Final = re.compile(r"https?://[^\s\"'`<>\\|{}^$]{6,300}")
_NOT_SOURCES: Final = re.compile(
    r"github\.com|githubusercontent|w3\.org|npmjs|mozilla\.org|schema\.org|gnu\.org|apache\.org", re.I
)


class PluginsFamily:
    """A plugin, or an index of plugins."""

    name = "plugins"
    channel: Channel = "app"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        source = page.text
        head = source[:3_000].lstrip("\ufeff \r\n\t")
        if head.startswith("<"):
            return False
        if head.startswith(("{", "[")):
            tachiyomi = '"pkg"' in head and '"apk"' in head and ('"sources"' in source or "tachiyomi" in source)
            comics = '"name"' in head and '"lang' in head and any(f'"{base}"' in head for base in _BASES)
            return tachiyomi or comics or ('"plugins"' in head and '"url"' in head and '"name"' in head)
        lx = "@name" in head and ("globalThis.lx" in source or "EVENT_NAMES" in source)
        return lx or _is_comics(head) or ("getMediaSource" in source and "platform" in source and "exports" in source)

    def read(self, page: Page) -> Reading:
        head = page.text[:3_000].lstrip("\ufeff \r\n\t")
        script = _of_comics if _is_comics(head) else _script
        found = list(_index(page)) if head.startswith(("{", "[")) else list(script(page))
        follow = [
            Follow(made.link.url, FEED if made.link.url.endswith((".js", ".json")) else LIST, made.texts[:1])
            for made in found if made.link.kind == "source" and made.link.url != page.url
        ]  # fmt: skip
        return Reading(self.name, distinct(found), tuple(follow), trouble="" if found else "broken")


FAMILY: Final = PluginsFamily()


def _script(page: Page) -> Iterator[Sighting]:
    """The plugin itself, and the hosts it asks."""
    source = page.text[:1_000_000]
    named = _LX.search(source[:3_000]) or _MUSICFREE.search(source)
    name = named.group(1).strip() if named else ""
    kind: WorkKind = "music"
    yield replace(offer(page, "music", source_link(page.url), words(("item", name))), work_kind=kind)
    hosts = dict.fromkeys(_origin(url) for url in _ADDRESS.findall(source) if not _NOT_SOURCES.search(url))
    for host in list(hosts)[:50]:
        yield replace(offer(page, "music", source_link(host), words(("item", name))), work_kind=kind)


def _is_comics(head: str) -> bool:
    """Whether a script is a reader's source: a class, or a list of sources, with a name and a site of its own."""
    return "ase" in head and ("extends" in head or "ources" in head) and _BASE.search(head) is not None


def _of_comics(page: Page) -> Iterator[Sighting]:
    """The sources that a script declares: each a name and, close behind it, its site."""
    head = page.text[:20_000]
    for base in islice(_BASE.finditer(head), 200):
        named = list(_CALLED.finditer(head, max(0, base.start() - 600), base.start()))
        name = next(filter(None, named[-1].groups()), "") if named else ""
        yield replace(offer(page, "cartoon", source_link(base.group(1)), words(("item", name))), work_kind="cartoon")


def _index(page: Page) -> Iterator[Sighting]:
    for value in dirty(page.text):
        for thing in walk(value, 100_000):
            yield from _entry(page, thing)


def _entry(page: Page, thing: dict[str, Any]) -> Iterator[Sighting]:
    name = folded(thing.get("name"))
    url, base = thing.get("url"), next((thing[field] for field in _BASES if field in thing), None)
    if isinstance(base, str) and base.startswith("http"):
        channel, kind = _READ.get(str(thing.get("itemType")), ("cartoon", "cartoon"))
        yield replace(offer(page, channel, source_link(base), words(("item", name))), work_kind=kind)
        code = thing.get("sourceCodeUrl")
        if isinstance(code, str) and code.startswith("http"):
            yield replace(offer(page, channel, source_link(code), words(("item", name))), work_kind=kind)
    elif isinstance(url, str) and url.startswith(("http", "./", "/")):
        yield replace(
            offer(page, "music", source_link(urljoin(page.url, url)), words(("item", name))), work_kind="music"
        )
    package = thing.get("apk")
    if isinstance(package, str) and re.fullmatch(r"[\w.+ -]{3,200}\.apk", package):
        said = words(("item", name), ("file_name", package), ("attribute", thing.get("pkg")))
        yield offer(page, "app", app_link(urljoin(page.url, f"apk/{package}")), said)


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0].partition('?')[0]}/"
