"""What a file is by its extension, for addresses and for names written in a link's text."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from core.types import LinkKind

_BY_KIND: Final[dict[LinkKind, str]] = {
    "media": "m3u8 mpd mp4 flv mkv avi rmvb rm ts wmv mov webm m4v f4v mpg mpeg m2ts m4s vob 3gp ogv asf iso swf",
    "audio": "mp3 flac ape wav m4a m4b aac ogg opus wma aiff dsf dff tak tta wv lrc cue",
    "document": "txt epub mobi azw3 azw pdf chm umd djvu cbz cbr fb2 doc docx zip rar 7z zipx",
    "app": "apk xapk apks apkm ipa hap exe msi dmg",
    "torrent": "torrent",
    "live": "m3u",
}
KINDS: Final[dict[str, LinkKind]] = {ext: kind for kind, names in _BY_KIND.items() for ext in names.split()}
# Kinds that a query value alone may tell (play.php?url=/2024/1.m3u8): others are too often something else.
_TOLD_BY_QUERY: Final = frozenset({
    "m3u8", "mpd", "mp4", "flv", "mkv", "torrent", "apk",
})  # fmt: skip
_NOT_OFFERS: Final = frozenset({
    "robots.txt", "ads.txt", "app-ads.txt", "llms.txt", "humans.txt", "security.txt", "license.txt", "changelog.txt",
})  # fmt: skip
# Names of releases end with the codec of their sound: "1080p.WEB-DL.H265.AAC" is no file.
_RELEASE = re.compile(
    r"(?<![A-Za-z0-9])(?:[xh]\.?26[45]|hevc|avc|(?:480|720|1080|2160)[pi]|web-?dl|blu-?ray)(?![A-Za-z0-9])", re.I
)
_OFFER = re.compile(
    rf"\b({'|'.join(sorted(_BY_KIND['document'].split(), key=len, reverse=True))})\b[\s,，·|/(（-]{{1,4}}"
    r"\d{1,4}(?:[.,]\d{1,3})?\s?[kmg]i?b\b",
    re.I,
)
_NAME_END = re.compile(r"\.([A-Za-z0-9]{2,7})[\s)\]】）」》”\"']*$")


def kind_of_path(path: str) -> LinkKind | None:
    """The kind of the file that a path (without query) names; None for a page or a picture."""
    dot = path.rfind(".", -9)
    if dot < 0:
        return None
    kind = KINDS.get(path[dot + 1 :].rstrip("/").lower())
    if kind == "document" and path.rpartition("/")[2].lower() in _NOT_OFFERS:
        return None
    return kind


def kind_of_query(value: str) -> LinkKind | None:
    """The kind that the value of a query parameter tells."""
    value = value.partition("?")[0]
    ending = value.rpartition(".")[2].lower()
    return KINDS[ending] if ending in _TOLD_BY_QUERY and "." in value else None


def kind_of_name(text: str) -> LinkKind | None:
    """The kind of the file whose name a text ends with."""
    found = _NAME_END.search(text[-300:])
    kind = KINDS.get(found[1].lower()) if found else None
    return None if kind == "audio" and _RELEASE.search(text) else kind


def kind_of_offer(text: str) -> LinkKind | None:
    """The kind of the book or archive that a button offers with its form and its size: "Download (epub, 1.2 MB)"."""
    found = _OFFER.search(text[:80])
    return KINDS.get(found[1].lower()) if found else None


def file_name(url: str) -> str:
    """The last segment of an address's path, decoded; "" where there is none."""
    path = url.partition("#")[0].partition("?")[0]
    start = path.find("//")
    path = path[start + 2 :] if start >= 0 else path
    return unquote(path.rpartition("/")[2]).strip() if "/" in path else ""
