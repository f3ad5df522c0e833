"""Every typed link in a text: the open ones first, then those that the page hides."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from crawler.links import baidu_rapid, binding, disguise, hints, loose, magnet, obfuscation, share_text
from crawler.links.found import Found
from crawler.links.text import find_clean

_JSON_CHINESE = re.compile(r"\\u(?:[4-9][0-9a-fA-F]{3}|[fF]{2}[0-9a-fA-F]{2})")

_SURROGATE = re.compile("[\ud800-\udfff]")


def find_links(text: str, *, base: str = "", html: bool = False) -> list[Found]:
    """All typed links in a text, in order, shares with their passcodes and names. Never raises.

    `html` says that the text is markup: passcodes may then stand further from their links. Hand over a whole row,
    message or post: what stands beside a link tells its passcode and name.
    """
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
    if "\\u" in text and _JSON_CHINESE.search(text):
        plain = disguise.json_text(text)
        return [_moved(one, *plain.span(one.start, one.end)) for one in _find(plain.text, base, html)]
    return _find(text, base, html)


def _moved(found: Found, start: int, end: int) -> Found:
    return replace(found, start=start, end=end)


def _find(text: str, base: str, html: bool) -> list[Found]:
    topics = hints.topics(text)
    found = [obfuscation.complete(text, one) for one in find_clean(text, base=base)]
    if "stray" in topics:
        found = _joined(found, (one.hidden(one.start, one.end) for one in loose.stray_keys(text)))
    found = _joined(found, baidu_rapid.find(text))
    found = _joined(found, obfuscation.find_disguised(text, found, dots="dots" in topics, base=base, html=html))
    if "hash" in topics:
        found = _joined(found, magnet.bare_hashes(text))
    if topics & hints.ENCODED:
        found = _joined(found, obfuscation.find_encoded(text, found, topics, base=base))
    if found:  # last, as what was disguised or encoded keeps its passcode from the share before it
        found = binding.bind(text, found, html=html)
    return share_text.named(text, found)


def _joined(found: list[Found], more: Iterable[Found]) -> list[Found]:
    """Findings of two passes in order; of those that overlap, the earlier pass's."""
    starts = [one.start for one in found]
    fresh = [one for one in more if not _overlaps(one, found, starts)]
    return sorted([*found, *fresh], key=lambda one: one.start) if fresh else found


def _overlaps(one: Found, found: list[Found], starts: list[int]) -> bool:
    place = bisect_left(starts, one.end)
    return place > 0 and found[place - 1].end > one.start
