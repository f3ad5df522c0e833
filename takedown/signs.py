"""Signs: by what a copy that was removed is known again, under whatever address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.folding import compact
from storage.returns import Sign, Trace

_INFOHASH: Final = re.compile(r"(?<![0-9A-Za-z])([0-9a-f]{40})(?![0-9A-Za-z])", re.I)
_ED2K: Final = re.compile(r"\bed2k:(?://\|file\|[^|\n]{1,500}\|\d{1,20}\|)?([0-9a-f]{32})(?![0-9a-f])", re.I)
# `MD5#SLICEMD5#SIZE#NAME`, the rapid transfer of Baidu: the first digest is the file's.
_RAPID: Final = re.compile(r"(?<![0-9a-f])([0-9a-f]{32})#(?:[0-9a-f]{32}#)?\d{4,15}#", re.I)
_FILE: Final = re.compile(
    r"[^\s/\\<>|:：\"']{3,200}\.(?:mp4|mkv|avi|rmvb|flv|ts|mov|wmv|m4v|iso|mp3|flac|ape|wav|m4a|m4b|epub|mobi|azw3|txt|pdf|"
    r"zip|rar|7z|apk|exe|dmg)(?![0-9A-Za-z])",
    re.I,
)
LEAST_NAME: Final = 9  # letters of a folded file name: shorter ones ("第01集.mp4") are anybody's
# A site's advertisement before the name.
_ADVERT: Final = re.compile(r"^(?:【[^】]{0,60}】|\[[^\]]{0,60}\])+")
MOST_SIGNS: Final = 40
_MOST_TEXT: Final = 20_000


def signs_of(trace: Trace) -> tuple[Sign, ...]:
    """The signs of a hit's copy, the surest first. The link itself is always one of them."""
    found = dict.fromkeys(_all(trace))
    return tuple(found)[:MOST_SIGNS]


def _all(trace: Trace) -> Iterator[Sign]:
    yield Sign("link", f"{trace.link_kind}:{trace.ref}")
    if trace.link_kind == "netdisk" and ":" in trace.ref:
        yield Sign("share", trace.ref)
    text = "\n".join((trace.ref, trace.url, *(each.text for each in trace.texts)))[:_MOST_TEXT]
    if trace.link_kind in ("magnet", "torrent") or "btih" in text.lower():
        yield from (Sign("infohash", found.lower()) for found in _INFOHASH.findall(text))
    for pattern in (_ED2K, _RAPID):
        yield from (Sign("file_hash", found.lower()) for found in pattern.findall(text))
    yield from (Sign("account", account) for account in trace.accounts)
    for each in trace.texts:
        if each.source == "file_name":
            yield from _named(each.text)
        elif each.source in ("share_text", "anchor", "item"):
            for found in _FILE.findall(each.text):
                yield from _named(found)


def _named(words: str) -> Iterator[Sign]:
    name = compact(_ADVERT.sub("", words))[:200]
    if len(name) >= LEAST_NAME:
        yield Sign("file_name", name)
