"""Baidu's rapid transfer (秒传): a file named by its digests, in the forms that scripts exchange."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from core.types import Link
from crawler.links.base64_text import decode_bytes, text_of
from crawler.links.found import Found

_MARK = re.compile(r"#(?:(?P<slice>[0-9A-Fa-f]{32})#)?(?P<size>\d{1,15})#(?P<name>[^\r\n<>\"#|]{1,300})")
_DIGEST = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{32}\Z")
_LINK = re.compile(
    r"(?:https?://pan\.baidu\.com/[^\s#\"'<>]{0,60})?#bdlink=(?P<blob>[A-Za-z0-9+/=_%-]{24,16000})", re.I
)
_PANDL = re.compile(r"bdpan://(?P<blob>[A-Za-z0-9+/=_%-]{24,16000})", re.I)
_COMMAND = re.compile(r"rapidupload\s[^\r\n]{0,600}")
_OPTION = re.compile(r"-(length|md5|slicemd5)=([0-9A-Fa-f]{1,32})")
_PATH = re.compile(r"\"([^\"\r\n]{1,300})\"|\s([^\s\"-][^\r\n\"]{0,300})$")


class _File(NamedTuple):
    md5: str
    slice_md5: str
    size: str
    name: str


def find(text: str) -> Iterator[Found]:
    """Every file that a text names in one of the forms."""
    if "#" in text:
        yield from _lines(text, 0)
        for match in _LINK.finditer(text) if "bdlink=" in text else ():
            decoded = _text(match["blob"])
            yield from (Found(one.link, match.start(), match.end(), one.share_text) for one in _lines(decoded, 0))
    if "//" in text and "pan://" in text.lower():
        for match in _PANDL.finditer(text):
            parts = _text(match["blob"]).split("|")
            if len(parts) >= 3 and len(parts[2]) == 32:
                file = _File(parts[2], parts[3] if len(parts) > 3 else "", parts[1], parts[0])
                yield _found(file, match.start(), match.end())
    if "rapidupload" in text:
        yield from _commands(text)


def read(uri: str) -> Link | None:
    """The first file that an address names."""
    return next((one.link for one in find(uri)), None)


def _lines(text: str, start: int) -> Iterator[Found]:
    for match in _MARK.finditer(text, start):
        digest = _DIGEST.search(text, max(0, match.start() - 33), match.start())
        if digest:
            file = _File(digest[0], match["slice"] or "", match["size"], match["name"])
            yield _found(file, digest.start(), match.end())


def _commands(text: str) -> Iterator[Found]:
    for match in _COMMAND.finditer(text):
        options = dict(_OPTION.findall(match[0]))
        path = _PATH.search(match[0])
        if len(options.get("md5", "")) == 32 and path:
            name = (path[1] or path[2]).rpartition("/")[2]
            file = _File(options["md5"], options.get("slicemd5", ""), options.get("length", "0"), name)
            yield _found(file, match.start(), match.end())


def _text(blob: str) -> str:
    return text_of(decode_bytes(unquote(blob)))


def _found(file: _File, start: int, end: int) -> Found:
    md5 = file.md5.lower()
    name = file.name.strip()
    pieces = [md5.upper(), file.slice_md5.upper(), file.size, name]
    line = "#".join(piece for piece in pieces if piece)
    url = "https://pan.baidu.com/#bdlink=" + base64.b64encode(line.encode("utf-8", "replace")).decode("ascii")
    return Found(Link("netdisk", f"baidu:{md5}", url, "baidu"), start, end, name)
