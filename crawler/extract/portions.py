"""A page too large for one tree is read in portions: memory stays bounded, and its last link counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.types import Page
from crawler.extract.reading import Follow, Reading
from crawler.extract.tame import tamed

MOST_CHARACTERS: Final = 1_000_000
MOST_TAGS: Final = 50_000
MOST_PORTIONS: Final = 40
_STEP: Final = 65_536
_BORDER: Final = re.compile(r"<(?:div|p|li|tr|table|ul|ol|dl|dt|h[1-6]|section|article|br|a)[\s>]", re.I)
_BLANK: Final = re.compile(r"\s")
_NAMED: Final = re.compile(r"<title[^>]{0,200}>[^<]{0,500}</title>|<base\s[^>]{0,2000}>", re.I)
_HEAD: Final = 100_000


def is_large(text: str) -> bool:
    """Whether the text is more than one tree should hold."""
    return len(text) > MOST_CHARACTERS or (len(text) > MOST_TAGS * 3 and text.count("<") > MOST_TAGS)


def portions(page: Page) -> Iterator[Page]:
    """The page in pieces that end where a block begins; each knows the title and base of the whole."""
    text = tamed(page.text)
    named = "".join(_NAMED.findall(text[:_HEAD])[:5])
    at = 0
    for _ in range(MOST_PORTIONS):
        if at >= len(text):
            return
        end = _end(text, at)
        yield replace(page, text=(named if at else "") + text[at:end])
        at = end


def joined(first: Reading, second: Reading) -> Reading:
    """The readings of two portions as one."""
    known = {(each.link.kind, each.link.ref) for each in first.sightings}
    sightings = [each for each in second.sightings if (each.link.kind, each.link.ref) not in known]
    follow: dict[str, Follow] = {each.url: each for each in first.follow}
    for each in second.follow:
        follow.setdefault(each.url, each)
    return replace(
        first,
        sightings=(*first.sightings, *sightings),
        follow=tuple(follow.values()),
        trouble="" if first.sightings or sightings else first.trouble,
        warnings=(*first.warnings, *second.warnings),
    )


def _end(text: str, at: int) -> int:
    """Where the portion that begins at `at` ends."""
    most = min(len(text), at + MOST_CHARACTERS)
    tags, end = 0, at
    while end < most and tags < MOST_TAGS:
        step = min(most, end + _STEP)
        tags += text.count("<", end, step)
        end = step
    if end >= len(text):
        return len(text)
    border = _BORDER.search(text, end, end + _STEP)
    tag = border.start() if border else text.find("<", end)
    if (tag < 0 or tag > end + _STEP) and text.rfind("<", at, end) <= text.rfind(">", at, end):
        tag = _between_words(text, end)  # text without end, and no tag that would be cut
    return _outside_scripts(text, at, len(text) if tag < 0 else tag)


def _between_words(text: str, end: int) -> int:
    """The same place, or a little further where a word ends."""
    blank = _BLANK.search(text, end, end + _STEP)
    return blank.start() if blank else end


def _outside_scripts(text: str, at: int, end: int) -> int:
    """The same place, or the end of the script that it stands in."""
    opened = text.rfind("<script", at, end)
    if opened < 0 or text.find("</script", opened, end) >= 0:
        return end
    closed = text.find(">", text.find("</script", end)) if "</script" in text[end:] else -1
    return len(text) if closed < 0 else closed + 1
