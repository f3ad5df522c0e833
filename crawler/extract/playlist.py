"""Live lists of boxes and players: m3u, "NAME,URL" and numbered lists; an HLS stream is one stream, not a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from core.frozen import frozen
from core.types import Channel, Link, Page, Sighting
from crawler.extract.numbered_list import is_numbered, pairs
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import FEED, Follow, Reading
from crawler.links import classify
from crawler.links.netdisks import disk_of

MOST_LINES: Final = 300_000
LONGEST_LINE: Final = 8_192
_STREAM_MARKS: Final = ("#ext-x-targetduration", "#ext-x-stream-inf", "#ext-x-media-sequence")
_ATTRIBUTE: Final = re.compile(r'([A-Za-z][\w-]{0,40})\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_TEXT_LINE: Final = re.compile(r"([^\n]*?)\s*[,，]\s*((?:[A-Za-z][A-Za-z0-9+.-]{1,15}:)?//[^\n]+)\Z")
_ADDRESS: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,15}:)?//\S|tvbus:|p[23]p:|magnet:", re.IGNORECASE)
_ALTERNATIVES: Final = re.compile(r"#(?=(?:[A-Za-z][A-Za-z0-9+.-]{1,15}:)?//)")
_HEADERS: Final = re.compile(r"\|(?:user-agent|referer|origin|cookie|x-forwarded-for)=.*", re.IGNORECASE)
_FILE: Final = re.compile(r"\.(?:mp4|mkv|avi|rmvb?|wmv|mov|webm|mpe?g)(?:[?#|]|\Z)", re.IGNORECASE)
_LABEL: Final = re.compile(r"\$([^$/?&=]{0,40})\Z")


@frozen
class Entry:
    """A channel or film of a list: its name, the group it stands in, one of its addresses."""

    name: str
    group: str
    url: str
    label: str = ""
    also: str = ""


class PlaylistFamily:
    """An IPTV list, or a single stream."""

    name = "playlist"
    channel: Channel = "set_top_box"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:20_000].lstrip("\ufeff \t\r\n")
        lowered = head.lower()
        if is_numbered(lowered):
            return True
        if lowered.startswith(("<", "{", "[")):
            return False
        if lowered.startswith("#extm3u") or "\n#extinf:" in lowered or lowered.startswith("#extinf:"):
            return True
        return ",#genre#" in lowered.replace("，", ",") or _is_text_list(head)

    def read(self, page: Page) -> Reading:
        if is_stream(page.text):
            return Reading(self.name, _stream(page))
        sightings: list[Sighting] = []
        follow: list[Follow] = []
        for entry in entries(page.text):
            url = _absolute(page.url, entry.url)
            if _is_list(url):
                follow.append(Follow(url, FEED, words(("context", entry.name))))
            elif link := stream_link(url, page.url):
                said = words(("item", entry.name), ("attribute", entry.also), ("attribute", entry.label),
                             ("heading", entry.group))  # fmt: skip
                sightings.append(offer(page, self.channel, link, said))
        return Reading(self.name, distinct(sightings), tuple(follow))


FAMILY: Final = PlaylistFamily()


def is_stream(text: str) -> bool:
    """Whether an m3u8 text is one HLS stream rather than a list of channels."""
    head = text[:4_000].lower()
    return any(mark in head for mark in _STREAM_MARKS) and "group-title" not in head


def entries(text: str) -> Iterator[Entry]:
    """The entries of a list in either form; odd lines are passed over."""
    lines = [line.strip("\ufeff \t\r")[:LONGEST_LINE] for line in text.split("\n")[:MOST_LINES]]
    if any(line[:8].lower().startswith("#extinf") for line in lines[:2_000]) or lines[0].lower().startswith("#extm3u"):
        yield from _m3u(lines)
    elif is_numbered(lines[0].lower()):
        for name, url in pairs(lines):
            yield from _alternatives(name, "", url)
    else:
        yield from _text(lines)


def stream_link(url: str, base: str) -> Link | None:
    """A list's address as a link: a file, share or official page is what it is, all other streams are live."""
    link = classify(url, base=base, role="player")  # whatever a list names is fed to a player
    if link is not None and link.kind == "media" and not _FILE.search(url):
        return replace(link, kind="live")
    if link is not None and link.kind not in ("page", "embed"):
        return link
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return Link("live", url, url, provider=host) if "://" in url else None


_CIRCLED: Final = re.compile(r"\s{0,4}[\u2460-\u2473\u24ea\u2776-\u277f]{1,4}\s{0,4}\Z")  # the number of a backup line


def _m3u(lines: list[str]) -> Iterator[Entry]:
    name = group = also = ""
    for line in lines:
        if line[:8].lower() == "#extinf:":
            name, group, also = _extinf(line[8:])
        elif line[:8].lower() == "#extgrp:":
            group = group or line[8:].strip()
        elif line and not line.startswith("#") and len(line) > 3:
            yield from _alternatives(name, group, line, also)


def _extinf(told: str) -> tuple[str, str, str]:
    """Name, group and tvg-name; the name stands after the comma that follows the last attribute."""
    attributes: dict[str, str] = {}
    end = 0
    for match in _ATTRIBUTE.finditer(told):
        key = match.group(1).lower()
        # Malformed lists glue the first attribute to the duration: `-1group-title="..."`.
        attributes.setdefault(key, match.group(2) or match.group(3) or "")
        end = match.end()
    comma = told.find(",", end)
    name = told[comma + 1 :].strip() if comma >= 0 else ""
    also = attributes.get("tvg-name", "")
    name = _CIRCLED.sub("", name)
    return name or also, attributes.get("group-title", ""), also if also != name else ""


def _text(lines: list[str]) -> Iterator[Entry]:
    group = ""
    for line in lines:
        head, _, tail = line.replace("，", ",").rpartition(",")
        if tail.strip().lower() == "#genre#":
            group = head.strip()
            continue
        match = _TEXT_LINE.match(line)
        if match:
            yield from _alternatives(match.group(1).strip(), group, match.group(2).strip())


def _alternatives(name: str, group: str, addresses: str, also: str = "") -> Iterator[Entry]:
    """One entry an address: backups stand joined by `#`, each perhaps with `$label`."""
    for part in _ALTERNATIVES.split(addresses)[:100]:
        url = _HEADERS.sub("", part.strip())
        labelled = _LABEL.search(url)
        label = labelled.group(1).strip() if labelled else ""
        url = url[: labelled.start()].strip() if labelled else url
        if url:
            yield Entry(name, group, url, label, also)


def _is_text_list(head: str) -> bool:
    lines = [line.strip()[:LONGEST_LINE] for line in head.split("\n")[:-1][:60] if line.strip()]
    fitting = sum(1 for line in lines if len(line.partition(",")[0]) < 80 and _is_channel(line))
    return fitting >= 3 and fitting * 10 >= len(lines) * 7


def _is_channel(line: str) -> bool:
    """Whether a line names a stream: a table of shares is written the same way, and is none."""
    match = _TEXT_LINE.match(line)
    return match is not None and disk_of(match.group(2).partition("//")[2].partition("/")[0].lower()) is None


def _is_list(url: str) -> bool:
    path = url.partition("?")[0].lower()
    return url.startswith("http") and path.endswith((".m3u", ".txt", ".json"))


def _absolute(base: str, url: str) -> str:
    try:
        return url if _ADDRESS.match(url) and "://" in url[:20] else urljoin(base, url)
    except ValueError:
        return url


def _stream(page: Page) -> tuple[Sighting, ...]:
    link = classify(page.url)
    if link is None or link.kind != "media":
        return ()
    name = unquote(urlsplit(page.url).path.rpartition("/")[2])
    return (offer(page, "website", link, (*words(("file_name", name)), *page.context)),)
