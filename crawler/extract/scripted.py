"""Links in a page's scripts: what is fed to players, what embedded state names, what string functions hide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.types import Channel, Link, LinkKind, Sighting, Text
from core.urls import host_of
from crawler.extract import episode, player_config, player_script
from crawler.extract.about import About, about, page_texts
from crawler.extract.document import Document
from crawler.extract.file_name import named_file
from crawler.extract.json_sightings import ADVERT, told_links
from crawler.extract.offer import offer, words
from crawler.extract.placed import is_advert
from crawler.extract.player_config import Fed
from crawler.extract.script_words import words_beside
from crawler.extract.state import is_object, states
from crawler.extract.telling import is_telling
from crawler.links import classify, find_links, name_of
from crawler.links.deep_link import Role
from crawler.links.hosted_player import hosted_in, is_hosted
from crawler.links.official import platform_named
from crawler.links.script import decode_script

_Named = dict[tuple[LinkKind, str], Sighting]
MOST_SCRIPT: Final = 3_000_000  # characters of all scripts of a page
_WORK: Final = re.compile(
    r"\b(?:vod_?name|playn|video_?name|mac_name|video_?title|movie_?name|vod_?title|film_?name)\s*[=:]\s*(?:'([^'\n]{1,200})'|\"([^\"\n]{1,200})\")",
    re.I,
)
_SHOWN: Final = ("media", "embed")
_KEY: Final = re.compile(r"([A-Za-z_]\w{0,30})[\"']?\s?[:=]\s?\[?[\"']\Z")
_LONGEST_KEY: Final = 40
_FRAMEWORK: Final = "__NUXT__"  # names its works by letters, and others in full
_TELLING: Final = re.compile(
    r"player_|VideoInfo|://|:\\/\\/|magnet:|ed2k:|pan\.|%3a(?:%2f|/)|atob|unescape|fromCharCode|eval\(|aHR0c|\.join\(|\\x|"
    r"\\u00[23]|104\D{1,2}116\D{1,2}116\D",
    re.I,
)
_STATE: Final = re.compile(
    r"__[A-Z_]{4,40}__|__next_f\.push|\bdata\s{0,4}[:(]|ld\+json|JSON\.parse|\w\s{0,4}=\s{0,4}[\"']?[\[{]"
)


def script_sightings(document: Document, channel: Channel, known: Iterable[Link] = ()) -> Iterator[Sighting]:
    """The links of all scripts: what players are fed, what embedded state names, then whatever else stands there.

    `known` are links that the visible page explains better than the page's general words could.
    """
    telling = [script for script in _bounded(document.scripts) if _TELLING.search(script)]
    seen = {(link.kind, link.ref) for link in known}
    general = (*_named(document), *page_texts(document)) if telling else ()
    stated = about(document) if telling else About()
    decoded = [f"{script}\n{decode_script(script)}" for script in telling]
    state = list(state_sightings(document, channel))
    named = {(each.link.kind, each.link.ref): each for each in state}
    parts = (
        *(_of_player(document, channel, script, general, stated, named) for script in decoded),
        state,
        *(_of_text(document, channel, script, general, stated) for script in decoded),
    )
    for number, part in enumerate(parts):
        fresh = [
            each for each in _whole(list(part)) if (each.link.kind, each.link.ref) not in seen or number <= len(decoded)
        ]
        seen.update((each.link.kind, each.link.ref) for each in fresh)
        yield from fresh


def _whole(found: list[Sighting]) -> list[Sighting]:
    """The sightings without those whose address is the end of another's: a literal that the script adds to one."""
    if len(found) < 2:
        return found
    ends = {each.link.ref.partition("://")[2] for each in found}
    tails = {end[at + 1 :] for end in ends for at in _dots(end)}
    return [each for each in found if each.link.ref.partition("://")[2] not in tails]


def _dots(end: str) -> list[int]:
    """The places of the dots in an address's host."""
    host = end.partition("/")[0]
    return [at for at, letter in enumerate(host) if letter == "."]


def _of_player(
    document: Document, channel: Channel, script: str, general: tuple[Text, ...], stated: About, named: _Named
) -> Iterator[Sighting]:
    """What a script feeds to a player, with the names that the page's state has for it."""
    for fed, link in _fed(document, script):
        full = f"{fed.work} {fed.part}" if fed.work and fed.part else ""
        own = named.get((link.kind, link.ref))
        said = words(("item", fed.work), ("item", full), named_file(link, name_of(fed.address)))
        said = (*said, *own.texts) if own else said
        made = offer(document.page, channel, link, tuple(dict.fromkeys((*said, *general))), document.page_title)
        part = fed.part or episode.of(document.title)
        people = fed.people or stated.people
        year = stated.year or (own.year if own else None)
        account = own.account if own else None
        kind = fed.kind or stated.kind
        yield replace(made, episode=part, year=year, work_kind=kind, people=people, account=account)


def _of_text(
    document: Document, channel: Channel, script: str, general: tuple[Text, ...], stated: About
) -> Iterator[Sighting]:
    held = find_links(script, base=document.outline.base)
    for number, found in enumerate(held):
        if found.link.kind in _SHOWN and _is_of_adverts(script, found.start):
            continue
        said = words(("item", words_beside(script, held, number)), named_file(found.link, found.share_text))
        made = offer(document.page, channel, found.link, (*said, *general), document.page_title)
        yield replace(made, year=stated.year, work_kind=stated.kind, people=stated.people)


def _is_of_adverts(script: str, start: int) -> bool:
    """Whether the setting that holds an address is one of adverts or licences: `adfront: "https://…"`."""
    key = _KEY.search(script, max(0, start - _LONGEST_KEY), start)
    return key is not None and ADVERT.fullmatch(key[1]) is not None


def _bounded(scripts: list[str]) -> Iterator[str]:
    budget = MOST_SCRIPT
    for script in scripts:
        budget -= len(script)
        if budget < 0:
            return
        yield script


def _named(document: Document) -> tuple[Text, ...]:
    """The work that a play page's scripts name beside the player."""
    for script in document.scripts[:50]:
        match = None if _FRAMEWORK in script[:200] else _WORK.search(script[:200_000])
        if match:
            return words(("item", match.group(1) or match.group(2)))
    return ()


def state_sightings(document: Document, channel: Channel) -> Iterator[Sighting]:
    """The links of embedded state, each named by its own object."""
    blocks = [text for _, text in document.outline.data_blocks if _TELLING.search(text)]
    scripts = [script for script in document.scripts if _STATE.search(script) and _TELLING.search(script)]
    if not blocks and not scripts and not any(is_object(value.value) for value in document.values):
        return
    stated: About | None = None
    general: tuple[Text, ...] = ()
    for value in states(document):
        found = list(told_links(document, value))
        alone = not any(_names(said) for _, said, *_ in found)  # settings of a player, no list of works
        for link, said, year, account in found:
            if not _names(said):
                if stated is None:
                    stated, general = about(document), page_texts(document)
                said, year = (*said, *general) if said or alone else (), year or stated.year
            if said and not is_advert(link):
                made = offer(document.page, channel, link, (*said, *document.page.context), document.page_title)
                yield replace(made, year=year, account=account)


def _names(said: tuple[Text, ...]) -> bool:
    """Whether words name a work; the name of a file rarely does."""
    return any(is_telling(text.text) for text in said if text.source != "file_name")


def _fed(document: Document, script: str) -> Iterator[tuple[Fed, Link]]:
    for fed in player_config.fed_by(script):
        link = _played(document, fed)
        if link is not None:
            yield fed, link
    for address in hosted_in(script):
        if (link := classify(address, role="embed")) is not None:
            yield Fed(address), link
    for fed in player_script.fed_by(script):
        official = player_script.is_official(fed.address)
        role: Role = "player" if official or fed.flag else "embed" if is_hosted(fed.address) else "anchor"
        link = classify(fed.address, base=document.outline.base, role=role)
        if link is not None and not _is_own_page(document, link) and not is_advert(link):
            yield fed, link


def _played(document: Document, fed: Fed) -> Link | None:
    """What a player object plays; a bare number is a platform's when its source code says so."""
    address = fed.address.strip()
    if "://" in address or address.startswith("//") or ":?" in address or "." in address.rpartition("/")[2]:
        link = classify(address, base=document.outline.base, role="player")
        return link if link is None or not _is_own_page(document, link) else None
    return official_link(fed.flag, address)


def official_link(flag: str, number: str) -> Link | None:
    """The deep link of a platform's video number under the platform's source code."""
    platform = platform_named(flag) if flag else None
    for code, shape, address in _NUMBERS:
        if platform == code and shape.fullmatch(number):
            return classify(address.format(number), role="player")
    return None


_NUMBERS: Final = (
    ("youku", re.compile(r"X[\w=]{8,30}"), "https://v.youku.com/v_show/id_{}.html"),
    ("qq", re.compile(r"[a-z]\w{10}"), "https://v.qq.com/x/page/{}.html"),
    ("bilibili", re.compile(r"BV\w{10}|av\d{1,12}"), "https://www.bilibili.com/video/{}"),
    ("letv", re.compile(r"\d{5,12}"), "https://www.le.com/ptv/vplay/{}.html"),
    ("m1905", re.compile(r"\d{4,9}"), "https://www.1905.com/vod/play/{}.shtml"),
)


def _is_own_page(document: Document, link: Link) -> bool:
    """A site's own player shell names no copy; only its media do."""
    return (
        link.kind == "embed"
        and host_of(link.url) == document.host
        and link.url.partition("?")[0] == document.url.partition("?")[0]
    )
