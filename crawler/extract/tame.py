"""Takes out of a page what only serves to stall a parser: depth bombs, attribute monsters, formatting bombs.

Lexbor looks through the open elements at each block, through all attributes at each attribute and through all options
of a <select> at each option, so 100,000 nested lists, attributes or options cost it half a minute. Everything else
stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

DEEPEST: Final = 400
MOST_ATTRIBUTES: Final = 1_000
MOST_REOPENED: Final = 200_000  # formatting elements that later blocks open again, since nobody closed them
LARGEST_UNSEEN: Final = 65_536  # a page below this size and with few unclosed tags cannot cost much
MOST_TAGS_UNSEEN: Final = 1_000
MOST_UNCLOSED: Final = 800
MOST_OPTIONS: Final = 500  # of one <select>
_TAG: Final = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]{0,40}+)[^\s/>]*+)")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?)?|[\s/]*+="""
)
_FORMATTING: Final = frozenset(
    ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_FLAT: Final = frozenset((  # void, or closed by the next of their kind
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "li", "p", "tr", "td", "th", "dd", "dt", "option", "optgroup", "tbody", "thead", "tfoot", "a", "html", "head",
    "body",
    "!doctype",
))  # fmt: skip
_FORMATTING_TAG: Final = re.compile(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.I)
_OPTION: Final = re.compile(r"<(?:option|(/?select))(?=[\s/>])", re.I)
_RAW: Final = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_RAW_ENDS: Final = {name: re.compile(rf"</{name}", re.I) for name in _RAW}


def tamed(html: str) -> str:
    """The same page, without tags that are nested too deeply and without attributes beyond the thousandth."""
    closed = html.count("</")
    opened = html.count("<") - closed
    # The worst that so few tags could do is half of them opened again by each of the other half.
    if len(html) <= LARGEST_UNSEEN and opened <= MOST_TAGS_UNSEEN and opened - closed <= MOST_UNCLOSED:
        return html
    scan = _Scan(html)
    pieces: list[str] = []
    at = 0
    for start, end in scan.cuts():
        if start > at:  # cuts follow one another by the million in a depth bomb
            pieces.append(html[at:start])
        at = end
    if scan.reopened > MOST_REOPENED:
        return tamed(_FORMATTING_TAG.sub("<!", html))
    kept = "".join((*pieces, html[at:]))
    return _in_short_lists(kept) if kept.count("<option") + kept.count("<OPTION") > MOST_OPTIONS else kept


def _in_short_lists(html: str) -> str:
    """Lists of thousands of options as several lists."""
    pieces: list[str] = []
    at, options = 0, -1  # -1: outside of a list
    for tag in _OPTION.finditer(html):
        if tag[1]:
            options = -1 if tag[1][0] == "/" else 0
        elif options >= 0:
            options += 1
            if options > MOST_OPTIONS:
                pieces += (html[at : tag.start()], "</select><select>")
                at, options = tag.start(), 1
    return "".join((*pieces, html[at:]))


class _Scan:
    """One pass over the tags, counting what is open."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.open: dict[str, int] = {}
        self.depth = self.dropped = self.formatting = self.reopened = 0

    def cuts(self) -> Iterator[tuple[int, int]]:
        """The parts to leave out, in order."""
        html = self.html
        tag = _TAG.search(html)
        while tag is not None:
            name = (tag.group(2) or "").lower()
            end = tag.end()
            if not name:
                end = _after(html, "-->", end)
            elif tag.group(1):
                self._closed(name)
            else:
                kept, end = _attributes_end(html, end)
                if self._too_deep(name):
                    yield tag.start(), end
                elif kept < end:
                    yield kept, end - 1
                if name in _RAW:
                    end = _raw_end(html, name, end)
            tag = _TAG.search(html, end)

    def _closed(self, name: str) -> None:
        if self.open.get(name, 0) <= 0:
            return
        self.open[name] -= 1
        if name in _FORMATTING:
            self.formatting -= 1
        elif self.dropped:
            self.dropped -= 1
        else:
            self.depth -= 1

    def _too_deep(self, name: str) -> bool:
        """Counts a tag that opens; whether it is to be left out."""
        if name in _FLAT:
            self.reopened += self.formatting
            return False
        if len(self.open) < 1_000:
            self.open[name] = self.open.get(name, 0) + 1
        if name in _FORMATTING:
            self.formatting += 1
            return False
        self.reopened += self.formatting
        if self.depth >= DEEPEST:
            self.dropped += 1
            return True
        self.depth += 1
        return False


def _attributes_end(html: str, at: int) -> tuple[int, int]:
    """Where the attributes that are kept end, and where the tag ends; the same when all are kept."""
    kept, count = -1, 0
    while (attribute := _ATTRIBUTE.match(html, at)) is not None:
        count += 1
        at = attribute.end()
        if count == MOST_ATTRIBUTES:
            kept = at
    end = _after(html, ">", at)
    return (kept, end) if count > MOST_ATTRIBUTES else (end, end)


def _after(html: str, mark: str, at: int) -> int:
    found = html.find(mark, at)
    return len(html) if found < 0 else found + len(mark)


def _raw_end(html: str, name: str, at: int) -> int:
    found = _RAW_ENDS[name].search(html, at)
    return len(html) if found is None else found.start()
