"""Links in running text: every address that stands in it, cut right, whatever is glued to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.types import Link
from crawler.links import app_scheme, book_source, downloader, ed2k, extension, live, magnet
from crawler.links.classification import classify
from crawler.links.elision import is_elided
from crawler.links.found import Found
from crawler.links.hosted_player import is_hosted
from crawler.links.netdisks import disk_named, disk_of

MAX_ADDRESS: Final = 4096

_MARK = re.compile(r":(?://|\\/\\/|\\u002[fF]|\?)")
_SCHEMES: Final = frozenset(
    (
        "http",
        "https",
        "ftp",
        "magnet",
        "ed2k",
        *downloader.SCHEMES,
        *live.SCHEMES,
        *book_source.SCHEMES,
        *app_scheme.SCHEMES,
    )
)
_SCHEME_CHARS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-"
_LONGEST_FIRST: Final = ("https", "http", "magnet", "ed2k", "thunder", "flashget", "qqdl", "rtmp", "rtsp", "ftp")
_BODY = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]|\\/|\\u00(?:26|3[dD]|2[fF]))+")
_LOOSE_BODY = re.compile(r"[^\s\"'<>`，。；！？、（）《》「」【】“”…\x00-\x1f]+")
_MAGNET_BODY = re.compile(r"[^\s\"'<>`\x00-\x1f]+")
# A name written with blanks goes on where another parameter follows on the same line.
_NAME_WITH_BLANKS = re.compile(r" [^\r\n<>\"'&]{1,200}(?=&(?:amp;)?(?:tr|xl|ws|as|xs|kt|so|xt)[.=])")
_PAYLOAD = re.compile(r"[A-Za-z0-9+/=%_-]+")
_ED2K_TAIL = re.compile(r"(?:[hps]=[^|\s]{1,400}\|)*/?")
_END_ENTITY = re.compile(r"&(?:quot|lt|gt|nbsp|apos|#34|#39|#60|#62|#160|#x2[27]);?|\\[nrt\"']", re.I)
_JSON_ESCAPES: Final = {"\\/": "/", "\\u0026": "&", "\\u003d": "=", "\\u003D": "=", "\\u002f": "/", "\\u002F": "/"}
_JSON_ESCAPE = re.compile(r"\\/|\\u0026|\\u003[dD]|\\u002[fF]")
_NESTED_BEFORE: Final = frozenset("=/?&:%")
_TRAILING: Final = ".,;:!?*~'\"&|\\"
_GLUED_WORD = re.compile(r"[;,(\[](?=(?:access|extraction|pass|code|pwd|pw)(?![a-z]*\.))", re.I)  # …/s/KEY;Code:ab12
_EMPTY_CODE = re.compile(r"[?&#](?:pwd|password|code|p)=?$", re.I)
_KNOWN_FILE = re.compile(
    r"\.(?:" + "|".join(sorted(extension.KINDS, key=len, reverse=True)) + r")(?![A-Za-z0-9])", re.I
)
_HOST_END = re.compile(r"\.[A-Za-z]{2,18}(?::\d{1,5})?/")
_HOST_CHARS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"
_EMBEDDING_TAG = re.compile(r"<(?:iframe|embed|video|source|object|param)\s[^>]*\Z", re.I)
_EMBEDDING_CODE = re.compile(r"\[(?:iframe|flash|media|video|embed)[^\]]{0,60}\]\s*\Z", re.I)
_GOES_ON = re.compile(r"[\"']\s{0,4}\+\s{0,4}[\"']")  # half of an address
_PLAYER_CALL = re.compile(r"[Pp]layer\w{0,12}[\"')\]]?\s*[=({:]")


def find_clean(text: str, *, base: str = "") -> list[Found]:
    """The links that stand openly in a text, in order; nothing is decoded but what their own form says."""
    found: list[Found] = []
    taken = 0
    for mark in _MARK.finditer(text):
        if mark.start() < taken:
            continue
        one = _at_mark(text, mark.start(), taken, base)
        if one is not None:
            taken = max(taken, one.end)
            if one.link.ref:
                found.append(one)
    return _merged(found, list(_bare(text, found)))


def _merged(first: list[Found], second: list[Found]) -> list[Found]:
    return sorted([*first, *second], key=lambda one: one.start) if second else first


# The name of a part before its address, as play lists write it: `第01集$https://…`, `HD中字$https://…`.
_PART: Final = re.compile(
    r"(?:第?\d{1,8}[集期话話回章]|(?:HD|TC|TS|BD|EP?|4K|1080P|720P|正片|高清|超清|蓝光|国语|粤语|中字|全集|完结|抢先)\S{0,6}|\b\d{1,4})\$\Z",
    re.I,
)
_LONGEST_PART: Final = 14
_NOTHING: Final = Link("page", "", "")


def _at_mark(text: str, colon: int, floor: int, base: str) -> Found | None:
    """The link whose scheme ends at a colon; a Found without a ref for an ordinary address, to be stepped over."""
    window = text[max(floor, colon - 20) : colon]
    scheme = _known_scheme(window[len(window.rstrip(_SCHEME_CHARS)) :])
    if not scheme or (text[colon + 1] == "?") != (scheme == "magnet"):
        return None
    start = colon - len(scheme)
    if scheme in ("http", "https", "ftp"):
        return _web(text, start, base)
    if scheme == "magnet":
        return _magnet(text, start)
    if scheme == "ed2k":
        return _ed2k(text, start)
    pattern = _PAYLOAD if scheme in downloader.SCHEMES else _BODY
    body = pattern.match(text, colon + 3, colon + 3 + MAX_ADDRESS)
    if body is None:
        return None
    return _other(text, start, body.end(), scheme)


def _known_scheme(written: str) -> str:
    lowered = written.lower()
    if lowered in _SCHEMES:
        return lowered
    return next((scheme for scheme in _LONGEST_FIRST if lowered.endswith(scheme)), "")


def _other(text: str, start: int, end: int, scheme: str) -> Found | None:
    written = _plain(text[start:end]).rstrip(_TRAILING if scheme not in downloader.SCHEMES else "")
    link = classify(written)
    if link is None:
        return None
    title = name_of(downloader.unwrap(written)) if scheme in downloader.SCHEMES else ""
    return Found(link, start, start + len(written), title)


def name_of(url: str) -> str:
    """The file name that an address carries: dn= of a magnet, the name in an ed2k link, the last path segment."""
    scheme = url[:9].lower()
    if scheme.startswith("magnet:"):
        return magnet.name(url)
    if scheme.startswith("ed2k:"):
        return ed2k.name(url)
    if scheme.startswith(downloader.SCHEMES):
        inner = downloader.unwrap(url)
        return "" if inner[:9].lower().startswith(downloader.SCHEMES) else name_of(inner)
    name = extension.file_name(url)
    return name if extension.kind_of_name(name) else ""


def _magnet(text: str, start: int) -> Found | None:
    body = _MAGNET_BODY.match(text, start, start + MAX_ADDRESS)
    if body is None:
        return None
    written = body[0]
    again = written.lower().find("magnet:?", 8)
    if again > 0:
        written = written[:again]
    written = _cut(written)
    if "dn=" in written and (more := _NAME_WITH_BLANKS.match(text, start + len(written), start + len(written) + 300)):
        rest = _MAGNET_BODY.match(text, more.end(), start + MAX_ADDRESS)
        written += more[0] + (_cut(rest[0]) if rest else "")
    link = magnet.read(_plain(written))
    if link is None:
        return None
    return Found(link, start, start + len(written), magnet.name(_plain(written)))


def _ed2k(text: str, start: int) -> Found | None:
    piece = text[start : start + MAX_ADDRESS]
    found = ed2k.FILE.match(piece)
    if found:
        tail = _ED2K_TAIL.match(piece, min(found.end() + 1, len(piece)))
        end = tail.end() if tail and piece[found.end() : found.end() + 1] == "|" else found.end()
    else:
        body = _MAGNET_BODY.match(piece)
        piece = ed2k.plain(body[0]) if body else ""
        end = len(body[0]) if body else 0
    link = ed2k.read(piece)
    return Found(link, start, start + end, ed2k.name(piece)) if link else None


def _web(text: str, start: int, base: str) -> Found | None:
    limit = _next_address(text, start)
    body = _BODY.match(text, start, limit)
    if body is None or body.end() - start < 10:
        return None
    written = _trimmed(_cut(body[0].removesuffix("-") if text[body.end() : body.end() + 1] == ">" else body[0]))
    end = start + len(written)
    url = _plain(written)
    link = classify(url, base=base)
    if link is None or (link.kind == "ftp" and not _KNOWN_FILE.search(written)):
        longer, reached = _longer(text, start, end, base)
        link, end = (longer, reached) if longer else (link, end)
    if link is None and (first := _file_before(written)):
        link, end = classify(_plain(first), base=base), start + len(first)
    if link is None and text[start - 1 : start] == "$" and _PART.search(text, max(0, start - _LONGEST_PART), start):
        alone = written.partition("$")[0]  # the player's code stands behind it
        link, end = classify(_plain(alone), base=base, role="player"), start + len(alone)
    if link is None and (_is_embedded(text, start, end) or (is_hosted(url) and _is_alone(text, start, end))):
        link = classify(url, base=base, role="embed")
    if link is None:
        return Found(_NOTHING, start, end)
    if link.kind == "netdisk" and url == written:
        written = _share_alone(written, link)
        link, end = classify(written, base=base) or link, min(end, start + len(written))
    if is_elided(text, end, link):
        return Found(_NOTHING, start, end)
    return Found(link, start, end)


def _file_before(written: str) -> str:
    """The file's address in `address,player,number` and in `file=address&autostart=true`; else ""."""
    mark = "," if "," in written else "&" if "?" not in written else ""
    first, found, _ = written.partition(mark) if mark else ("", "", "")
    return first if found and _KNOWN_FILE.search(first) else ""


def _is_embedded(text: str, start: int, end: int) -> bool:
    """Whether markup, forum codes or a player's call right before an address make it play on the page."""
    if _GOES_ON.match(text, end):
        return False
    window = text[max(0, start - 300) : start]
    tag = window[window.rfind("<") :] if "<" in window else ""
    if _EMBEDDING_TAG.match(tag):
        return True
    if "]" in window[-3:]:
        return _EMBEDDING_CODE.match(window, max(0, window.rfind("["))) is not None
    return window[-1:] in ("'", '"') and "layer" in window and not tag and _PLAYER_CALL.search(window) is not None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether an address has a line to itself, as blogs write what they show in its place."""
    return text[end : end + 2].strip(" ")[:1] in ("", "\n") and text[max(0, start - 2) : start].strip(" ")[-1:] in (
        "",
        "\n",
    )


def _next_address(text: str, start: int) -> int:
    """Where an address ends at the latest: at another one that is glued to it without being a value of it."""
    limit = min(len(text), start + MAX_ADDRESS)
    place = text.find("://", start + 8, limit)
    while place > 0:
        before = text[place - 9 : place].lower()
        scheme = next((name for name in _LONGEST_FIRST if before.endswith(name)), "")
        begin = place - len(scheme)
        if scheme and begin > start and text[begin - 1] not in _NESTED_BEFORE:
            return begin
        place = text.find("://", place + 3, limit)
    return limit


def _cut(written: str) -> str:
    if "$" in written and _KNOWN_FILE.search(head := written.partition("$")[0]):
        return head  # play lists write a kind behind the address: …/index.m3u8$m3u8
    if "[/" in written:
        written = written.partition("[/")[0]  # the closing tag of a forum's markup
    if ")(" in written and "(" not in (head := written.partition(")(")[0]):
        written = head  # what closed Markdown's link has a passcode behind it: [name](address)(code)
    ending = _END_ENTITY.search(written) if "&" in written or "\\" in written else None
    return written[: ending.start()] if ending else written


def _trimmed(written: str) -> str:
    """The address without the punctuation of the sentence around it; brackets only when they open in it."""
    while written and _is_loose_end(written):
        written = written[:-1]
    return written


def _is_loose_end(written: str) -> bool:
    last = written[-1]
    if last == ")":
        return written.count("(") < written.count(")")
    return last in _TRAILING or last in "([$" or (last == "]" and "[" not in written)


def _plain(written: str) -> str:
    if "\\" not in written:
        return written
    return _JSON_ESCAPE.sub(lambda match: _JSON_ESCAPES[match[0]], written)


def _longer(text: str, start: int, end: int, base: str) -> tuple[Link | None, int]:
    """The address with the Chinese characters behind it, where together they name a file or a share."""
    place = end + 1 if text[end : end + 1] in ("[", "(") else end
    if place >= len(text) or text[place] < "\u2e80":
        return None, end
    body = _LOOSE_BODY.match(text, start, min(start + 600, _next_address(text, start)))
    written = body[0] if body else ""
    named = _KNOWN_FILE.search(written, end - start)
    host = text[start:end].partition("//")[2].partition("/")[0].lower()
    if named is None and disk_of(host) is None:
        return None, end
    written = written[: named.end()] if named else written
    link = classify(_plain(written), base=base)
    return link, start + len(written) if link else end


def _share_alone(written: str, link: Link) -> str:
    """A share's address without the marks of emphasis or separation that only look like its key's own."""
    if glued := _GLUED_WORD.search(written):
        written = written[: glued.start()]
    usual = disk_named(link.provider).usual
    key = link.ref.partition(":")[2]
    if 0 < usual < len(key):
        if key[usual:].startswith("--"):
            return written[: written.find(key) + usual]
        written = written.rstrip("_-")
    return written if link.passcode else _EMPTY_CODE.sub("", written)


def _bare(text: str, found: list[Found]) -> Iterator[Found]:
    """Shares and files whose address is written without a scheme (pan.baidu.com/s/...)."""
    order = 0
    reached = 0
    for ending in _HOST_END.finditer(text):
        while order < len(found) and found[order].end <= ending.start():
            order += 1
        if ending.start() < reached or (order < len(found) and found[order].start <= ending.start()):
            continue
        start = _host_start(text, ending.start(), reached)
        if start < 0:
            continue
        body = _BODY.match(text, start, _next_address(text, start))
        written = _trimmed(_cut(body[0])) if body else ""
        link = classify(f"https://{_plain(written)}") if written else None
        reached = start + len(written)
        if link is None or _belongs(text, start):
            continue
        if link.kind == "netdisk":
            reached = start + len(_share_alone(written, link))
        if (link.kind == "netdisk" or _KNOWN_FILE.search(written)) and not is_elided(text, reached, link):
            yield Found(link, start, reached)


def _host_start(text: str, dot: int, floor: int) -> int:
    """Where the host that ends behind a dot begins; -1 when it is part of a path, a mail address or a file name."""
    window = text[max(floor, dot - 200) : dot]
    left = window.rstrip(_HOST_CHARS)
    host = window[len(left) :].lstrip(".-")
    if not host or left[-1:] in ("@", "\\") or (left[-1:] == "/" and left[-2:-1] not in ("", "/")):
        return -1
    return dot - len(host)


def _belongs(text: str, start: int) -> bool:
    """Whether what stands before makes it a part of a longer address that was stepped over."""
    return text[max(0, start - 5) : start].lower().endswith(("://", "%3a//"))
