"""Players that a script builds itself: DPlayer, ArtPlayer, ckplayer, Aliplayer, video.js, JW, written iframes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from crawler.extract.player_config import Fed, unescaped
from crawler.links.base64_text import decode_address
from crawler.links.hints import BASE64_STARTS
from crawler.links.official import platform_of
from crawler.links.script import unescape_text

_MARK: Final = re.compile(
    r"player|videojs|hls\.|flvjs|plyr|<iframe|m3u8|jiexi|解析|parse|[^a-z]jx[^a-z]|\.src\s*=|sources?[\"']?\s*:|video[\"']?\s*:|play",
    re.I,
)
_PAIR: Final = re.compile(
    r"\b(url|urls|video|videos|videourl|video_url|vurl|vodurl|vod_url|file|src|source|sources|playurl|play_url|purl|"
    r"m3u8|m3u8url|hls|hlsurl|"
    r"mp4|now|main|main_url|mainurl|stream|streamurl|backup|iframe|embed_?url|embed|address|link|path|play|vid|"
    r"data)[\"']?\s*[:=]\s*\[?\{?\s*[\"']"
    r"([^\"'<>\s]{6,4000})[\"']",
    re.I,
)
_CALLED: Final = re.compile(
    r"\b(?:play|player|loadsource|load|setsrc|open|jx|jiexi|parse|start|init|src)\w{0,20}\(\s*[\"']([^\"'<>\s]{8,4000})[\"']",
    re.I,
)
_FRAMED: Final = re.compile(r"<(?:iframe|video|source|embed)[^<>]{0,300}?\bsrc\s*=\s*\\?[\"']([^\"'<>]{6,4000})", re.I)
_INTERFACE: Final = re.compile(r"[?&](?:url|v|vid|jx|video)=[\"'`]\s{0,4}[+,\]]")
_WRITTEN: Final = re.compile(r"(https?:(?:\\?/){2}[^\"'<>\s]{8,1000})")
MOST_WRITTEN: Final = 500
_GOES_ON: Final = re.compile(r"\s{0,4}\+\s{0,4}[\"']")
_LOCAL: Final = re.compile(r"\.(?:m3u8|mp4|flv|mkv|mpd|webm|mp3|m4a)(?:[?#]|$)", re.I)


def is_player(script: str) -> bool:
    """Whether a script has to do with playing anything."""
    return _MARK.search(script) is not None


def fed_by(script: str) -> Iterator[Fed]:
    """The addresses that a script hands to a player: values of telling names, arguments, sources of written frames."""
    if not is_player(script):
        return
    for pattern in (_PAIR, _CALLED, _FRAMED):
        for match in pattern.finditer(script):
            if _GOES_ON.match(script, match.end()):
                continue  # half an address: the whole one stands among what was decoded
            written = match.group(match.lastindex or 1).replace("\\/", "/")
            written = unescape_text(written) if "\\" in written else written
            written = unescaped(written) if "%" in written[:12] else written
            if written.startswith(BASE64_STARTS):
                written = decode_address(written) or written
            if written.startswith(("http://", "https://", "//")) or _is_local(script, written):
                yield Fed(written)
    if _INTERFACE.search(script):  # an official address beside a parse interface is put behind it
        for match in islice(_WRITTEN.finditer(script), MOST_WRITTEN):
            if is_official(address := match.group(1).replace("\\/", "/")):
                yield Fed(address)


def _is_local(script: str, written: str) -> bool:
    """Whether it is a file of the page's own host: not the end of an address that stands whole elsewhere."""
    if "://" in written or not _LOCAL.search(written):
        return False
    return len(written) < 12 or re.search(rf"\w/?{re.escape(written)}", script) is None


def is_official(address: str) -> bool:
    """Whether the address is one of a licensed platform's."""
    return platform_of(address) is not None
