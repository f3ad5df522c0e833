"""TVBox and CatVod configurations: sites, live lists, parse interfaces, and the repositories that gather them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from core.types import Channel, Page, Sighting
from crawler.extract import tvbox_cipher
from crawler.extract.json_text import dirty
from crawler.extract.offer import distinct, offer, words
from crawler.extract.playlist import stream_link
from crawler.extract.reading import FEED, Follow, Reading
from crawler.extract.tvbox_address import KEY, absolute, bare, inside, keyed
from crawler.links import classify
from crawler.links.page import source_link

MOST_PARTS: Final = 20_000
_REPOSITORIES: Final = (("urls", "name", "url"), ("storeHouse", "sourceName", "sourceUrl"))
# Episodes of a work, no warehouse of configurations.
_EPISODES: Final = re.compile(r"\"urls\"\s?:\s?\[\s?\{[^{}]{0,400}\.(?:m3u8|mp4|flv|mkv)\b")


class TvboxFamily:
    """A configuration that a set-top-box application loads."""

    name = "tvbox"
    channel: Channel = "set_top_box"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        text = page.text
        if tvbox_cipher.is_covered(text, page.body):
            return True
        if text[:500].lstrip("\ufeff \r\n\t").startswith("<") or "{" not in text[:5_000]:
            return _key_of(page) != "" and not text.lstrip().startswith("<")
        if '"sites"' in text and '"api"' in text and '"key"' in text:
            return True
        if '"lives"' in text and ('"channels"' in text or '"spider"' in text or '"epg"' in text):
            return True
        head = text[:5_000]
        if '"storeHouse"' in head:
            return True
        return '"urls"' in head and '"url"' in head and '"name"' in head and _EPISODES.search(head) is None

    def read(self, page: Page) -> Reading:
        text = tvbox_cipher.uncovered(page.text, page.body, _key_of(page))
        configurations = [value for value in dirty(text) if isinstance(value, (dict, list))] if text else []
        if not configurations:
            return Reading(self.name, trouble="hidden" if text != page.text.strip() else "broken")
        found: list[tuple[Sighting, Follow | None]] = []
        for configuration in configurations:
            for pair in _parts(page, _as_object(configuration)):
                found.append(pair)
                if len(found) >= MOST_PARTS:
                    break
        follow = dict.fromkeys(each for _, each in found if each is not None)
        return Reading(self.name, distinct(sighting for sighting, _ in found), tuple(follow))


FAMILY: Final = TvboxFamily()


def _key_of(page: Page) -> str:
    """The key that came with the address, in the address itself or beside it."""
    told = (page.url, *(each.text for each in page.context))
    return next((each.partition(KEY)[2].partition(";")[0][:64] for each in told if KEY in each), "")


def _as_object(value: Any) -> dict[str, Any]:
    """A configuration, also from the loose objects that a broken file leaves."""
    if isinstance(value, dict):
        return value
    objects = [each for each in value if isinstance(each, dict)]
    return {
        "sites": [each for each in objects if "api" in each],
        "urls": [each for each in objects if "url" in each and "api" not in each and "type" not in each],
        "parses": [each for each in objects if "url" in each and "api" not in each and "type" in each],
    }


def _parts(page: Page, configuration: dict[str, Any]) -> Iterator[tuple[Sighting, Follow | None]]:
    # CatVod's newer application keeps its sites by what they show: {"video": {"sites": []}, "read": …}.
    for holder in (configuration, *(each for each in configuration.values() if isinstance(each, dict))):
        for site in _objects(holder.get("sites")):
            yield from _site(page, site)
    for live in _objects(configuration.get("lives")):
        yield from _live(page, live)
    for field, name, url in _REPOSITORIES:
        for entry in _objects(configuration.get(field)):
            yield from _source(page, keyed(entry.get(url), page.url), entry.get(name), "")
    for parser in _objects(configuration.get("parses")):
        for sighting, _ in _source(page, absolute(parser.get("url"), page.url), parser.get("name"), "parses"):
            yield sighting, None  # an interface answers nothing without an address to parse
    for drive in _objects(configuration.get("drives")):
        yield from _source(page, absolute(drive.get("server"), page.url), drive.get("name"), "drives")
    for sighting, _ in _source(page, absolute(configuration.get("spider"), page.url), "", "spider"):
        yield sighting, None


def _site(page: Page, site: dict[str, Any]) -> Iterator[tuple[Sighting, Follow | None]]:
    """A site's API and whatever its `ext` points to: rules, shares, other sites."""
    name = site.get("name") or site.get("key")
    api = absolute(site.get("api"), page.url)
    if api:
        code = api.lower().partition("?")[0].endswith((".js", ".jar", ".py"))
        yield from _source(page, api, name, "", follow=not code)
    for url in dict.fromkeys(inside(site.get("ext"), page.url)):
        yield from _source(page, url, name, "")
    for field in ("playUrl", "url", "host"):
        if url := absolute(_without_prefix(site.get(field)), page.url):
            for sighting, _ in _source(page, url, name, field):
                yield sighting, None


def _without_prefix(value: object) -> object:
    """`json:https://...` and `parse:...` tell the player how to use the address."""
    return value.partition(":")[2] if isinstance(value, str) and value.startswith(("json:", "parse:")) else value


def _live(page: Page, live: dict[str, Any]) -> Iterator[tuple[Sighting, Follow | None]]:
    """A live list: its address (new form, and the old form's base64), or the channels themselves."""
    yield from _source(page, keyed(live.get("url"), page.url), live.get("name"), "lives")
    for channel in _objects(live.get("channels")):
        for address in _list(channel.get("urls")):
            if isinstance(address, str) and address.startswith("proxy://"):
                yield from _source(page, absolute(address, page.url), live.get("name") or live.get("group"), "lives")
            elif isinstance(address, str) and (link := stream_link(address.partition("$")[0], page.url)):
                said = words(("item", channel.get("name")), ("heading", live.get("group")))
                yield offer(page, "set_top_box", link, said), None


def _source(
    page: Page, url: str, name: object, heading: str, *, follow: bool = True
) -> Iterator[tuple[Sighting, Follow | None]]:
    if not url:
        return
    link = classify(url)
    typed = link is not None and link.kind in ("netdisk", "magnet", "ed2k", "torrent")
    said = words(("item", name), ("heading", heading))
    sighting = offer(page, "set_top_box", link if link is not None and typed else source_link(bare(url)), said)
    yield sighting, Follow(url, FEED, words(("context", name))) if follow and not typed else None


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
