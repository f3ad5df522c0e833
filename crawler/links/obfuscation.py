"""The second pass: links that a text hides, looked for only where something of a link shows and none was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from crawler.links import binding, disguise, encoded, hints, loose
from crawler.links.classification import classify
from crawler.links.found import Found
from crawler.links.hosted_player import hosted_within
from crawler.links.netdisks import disk_named
from crawler.links.plain import Plain
from crawler.links.script import decode_script
from crawler.links.text import find_clean

__all__ = ["complete", "decode_script", "find_disguised", "find_encoded"]


_LONG_KEY: Final = 20  # a long key that two parts make exactly is no accident, even with only a blank between


def complete(text: str, found: Found) -> Found:
    """A share whose key breaks off early at something to be deleted, with its whole key."""
    if found.link.kind != "netdisk":
        return found
    disk = disk_named(found.link.provider)
    key = found.link.ref.partition(":")[2]
    if not disk.usual or len(key) >= disk.usual or found.end >= len(text) or not text.endswith(key, 0, found.end):
        return found
    whole, end = loose.read_key(text, found.end - len(key), disk.usual)
    broken_by = text[found.end]
    if len(whole) != disk.usual or (broken_by.isascii() and (broken_by != " " or disk.usual < _LONG_KEY)):
        return found
    url = found.link.url.replace(key, whole)
    return replace(found, link=replace(found.link, ref=f"{disk.name}:{whole}", url=url, obfuscated=True), end=end)


def find_disguised(
    text: str, clean: Sequence[Found], *, dots: bool = False, base: str = "", html: bool = False
) -> list[Found]:
    """Links written for people's eyes only: strange letters, words for dots, things inserted to be deleted.

    `dots` says that the text writes dots in brackets.
    """
    plain = disguise.letters(text) if disguise.is_disguised(text) else Plain(text)
    hidden = _hidden(plain.text, clean)
    if hidden and plain.text is text and not text.isascii():
        plain = disguise.letters(text)
    if hidden or dots:
        plain = disguise.marks(plain)
    if not hidden and plain.text == text:
        return []
    found = find_clean(plain.text, base=base)
    if hidden:
        found = _with(found, list(loose.find(plain.text, hidden)))
    known = {one.link.ref for one in clean}
    fresh = [one for one in binding.bind(plain.text, found, html=html) if one.link.ref not in known]
    return [one.hidden(*plain.span(one.start, one.end)) for one in fresh]


def _hidden(text: str, clean: Sequence[Found]) -> set[str]:
    """The netdisks and kinds of which a text's bare letters show more than was found in the open."""
    seen = Counter(one.link.provider or one.link.kind for one in clean)
    return {name for name, count in hints.written(text).items() if count > seen[name]}


def _with(found: list[Found], more: Sequence[Found]) -> list[Found]:
    """Findings of two readings in order, without those that overlap an earlier one."""
    taken = sorted([*found, *more], key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in taken:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def find_encoded(text: str, clean: Sequence[Found], topics: Set[hints.Topic], *, base: str = "") -> list[Found]:
    """Links inside encoded stretches that no open link covers."""
    known = {one.link.ref for one in clean}
    found: list[Found] = []
    for piece in encoded.pieces(text, topics):
        if any(one.start <= piece.start < one.end for one in clean):
            continue
        for one in binding.bind(piece.text, find_clean(piece.text, base=base)):
            if one.link.ref not in known:
                known.add(one.link.ref)
                found.append(one.hidden(piece.start, piece.end))
        for address in hosted_within(piece.text):
            link = classify(address, role="embed")
            if link is not None and link.ref not in known:
                known.add(link.ref)
                found.append(Found(link, piece.start, piece.end).hidden(piece.start, piece.end))
    return found
