"""Letters that a style sheet hides inside words: they are there for machines, and nobody sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.tagged import holding, leaf_at, starts_of

_MARKS: Final = (
    "display:none", "display: none", "font-size:0", "font-size: 0", "visibility:hidden", "visibility: hidden",
    ":-999", ": -999", "opacity:0;", "opacity:0\"", " hidden>", " hidden=",
)  # fmt: skip
_LONGEST: Final = 40  # more than that is a part of the page that a click opens
_MOST: Final = 3_000
_MOST_NAMES: Final = 40
_MOST_TAGS: Final = 4  # between the hidden letters and the word around them
_SIZED: Final = re.compile(r"font-size: ?0(?:px|em|pt|%)?[\s;\"'}]")
_SELECTOR: Final = re.compile(r"(?:^|[\s,>+~])\w{0,12}[.#]([\w-]{1,60})\s{0,4}(?=,|\Z)")
_INLINE: Final = re.compile(
    r"</?(?:span|font|i|b|em|u|s|strong|small|big|label|code|ins|del|q|cite|wbr|a|ruby|mark)\b[^<>]{0,400}>", re.I
)
_WORD: Final = re.compile(r"[^\s<>\"'()（）【】\[\]{}，。；、！？：,;|]")


def without_unseen(source: str) -> str:
    """The source without hidden letters inside words; passcodes and parts that wait for a click stay."""
    cuts = sorted({(leaf.start(), leaf.end()) for leaf in _hidden(source) if _is_inside_word(source, leaf)})
    if not cuts:
        return source
    pieces: list[str] = []
    at = 0
    for start, end in cuts:
        if start >= at:
            pieces.append(source[at:start])
            at = end
    return "".join((*pieces, source[at:]))


def _hidden(source: str) -> Iterator[re.Match[str]]:
    """The elements with a few letters that their own style, or that of their class, hides."""
    names: dict[str, None] = {}
    left = _MOST
    for mark in _MARKS:
        for at in starts_of(source, mark):
            left -= 1
            if left < 0:
                return
            if "size" in mark and not _SIZED.match(source, at):
                continue
            if (leaf := leaf_at(source, at)) is not None:
                yield leaf
            elif len(names) < _MOST_NAMES:
                names.update(dict.fromkeys(_named(source, at)))
    for name in names:
        yield from holding(source, name)


def _named(source: str, at: int) -> list[str]:
    """The classes of the rule that a place of a style sheet stands in."""
    opened = source.rfind("{", max(0, at - 300), at)
    if opened < 0 or source.find("}", opened, at) >= 0:
        return []
    before = source[max(0, opened - 300) : opened]
    return _SELECTOR.findall(re.split(r"[{}>;]", before)[-1])


def _is_inside_word(source: str, leaf: re.Match[str]) -> bool:
    """Whether a word goes on behind the hidden letters; an address may do so at its slashes."""
    if len(leaf["words"]) > _LONGEST:
        return False
    before, behind = _letter_before(source, leaf.start()), _letter_behind(source, leaf.end())
    return bool(_WORD.match(behind)) and (bool(_WORD.match(before)) or (before == ":" and behind == "/"))


def _letter_before(source: str, at: int) -> str:
    for _ in range(_MOST_TAGS):
        if source[at - 1 : at] != ">":
            break
        start = source.rfind("<", max(0, at - 400), at)
        tag = _INLINE.match(source, start) if start >= 0 else None
        if tag is None or tag.end() != at:
            break
        at = start
    return source[max(0, at - 1) : at]


def _letter_behind(source: str, at: int) -> str:
    for _ in range(_MOST_TAGS):
        tag = _INLINE.match(source, at)
        if tag is None:
            break
        at = tag.end()
    return source[at : at + 1]
