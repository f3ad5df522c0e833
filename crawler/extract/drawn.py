"""Words that a style sheet draws, turns round or puts in another order, as a page's visitor reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final

from crawler.extract.tagged import holding, leaf_at, starts_of

_MOST: Final = 2_000
_MOST_RULES: Final = 60
_CONTENT: Final = re.compile(
    r"content\s{0,4}:\s{0,4}(?:\"(?P<double>[^\"\n<>]{2,300})\"|'(?P<single>[^'\n<>]{2,300})'|"
    r"(?:attr|var)\(\s{0,4}(?P<name>[\w-]{1,40})\s{0,4}\))"
)
_SELECTOR: Final = re.compile(
    r"[.#\[]([\w-]{1,60})(?:[~^*$|]?=[^\[\]]{0,60})?\]?\s{0,4}::?(before|after)\s{0,4}(?=,|\Z)", re.I
)
_CODE: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_TELLING: Final = re.compile(r"[\u3400-\u9fff]{2}|/|\w{4}")
_ORDER: Final = re.compile(r"(?<![\w-])order\s{0,4}:\s{0,4}(-?\d{1,4})")
_RUN: Final = re.compile(
    r"\s{0,20}<(?P<tag>[a-z]{1,8})\b(?P<held>[^<>]{0,300})>(?P<words>[^<>]{0,60})</(?P=tag)\s{0,4}>", re.I
)
_MOST_IN_RUN: Final = 200
_LETTERS: Final = 4  # a longer piece is no letter of a word, but a date or a button
_AROUND: Final = ('"', "'", "=", ">", " ")
_FARTHEST: Final = 2_000  # where an element of a few words ends
_Change = tuple[int, int, str]


def with_drawn(source: str) -> str:
    """The source with the words that styles draw before and behind elements, and with the others as they are seen."""
    changes = sorted((*_drawn(source), *_turned(source), *_ordered(source), *_floating(source), *_reversed(source)))
    pieces: list[str] = []
    at = 0
    for start, end, words in changes:
        if start >= at:
            pieces += (source[at:start], words)
            at = end
    return "".join((*pieces, source[at:])) if pieces else source


def _drawn(source: str) -> Iterator[_Change]:
    """`.t::before{content:"…"}`: the words at the beginning or the end of each element of that class."""
    rules = 0
    for at in starts_of(source, "content:") if "content:" in source else ():
        content = _CONTENT.match(source, at)
        opened = source.rfind("{", max(0, at - 300), at)
        if content is None or opened < 0 or source.find("}", opened, at) >= 0:
            continue
        words = _CODE.sub(_letter, content["double"] or content["single"] or "")
        if words and not _TELLING.search(words):
            continue
        rules += 1
        if rules > _MOST_RULES:
            return
        for name, place in _SELECTOR.findall(re.split(r"[{}>;]", source[max(0, opened - 300) : opened])[-1]):
            yield from _placed(source, name, place.lower(), words, content["name"])


def _letter(match: re.Match[str]) -> str:
    r"""A letter by its number: `\6ee1`."""
    number = int(match[1], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _placed(source: str, name: str, place: str, words: str, attribute: str | None) -> Iterator[_Change]:
    for start, end, held in _elements(source, name):
        said = _attribute(held, attribute) if attribute else escape(words)
        if said:
            at = start if place == "before" else end
            yield at, at, said


def _elements(source: str, name: str) -> Iterator[tuple[int, int, str]]:
    """Where the insides of the elements of a class begin and end, and what their tags hold."""
    left = _MOST
    for at in starts_of(source, name):
        left -= 1
        if left < 0:
            return
        if source[at - 1 : at] not in _AROUND or source[at + len(name) : at + len(name) + 1] not in _AROUND:
            continue
        opened, closed = source.rfind("<", max(0, at - 1_000), at), source.find(">", at, at + 1_000)
        if opened < 0 or closed < 0 or source.find(">", opened, at) >= 0:
            continue
        tag = re.match(r"<([a-zA-Z][\w-]{0,30})", source[opened : opened + 40])
        end = source.find(f"</{tag[1]}", closed, closed + _FARTHEST) if tag else -1
        yield closed + 1, end if end >= 0 else closed + 1, source[opened : closed + 1]


def _attribute(held: str, name: str) -> str:
    """What an attribute of a tag holds, or a variable of its own style: `style="--title:'…'"`."""
    sign, before = (":", r"[\s;\"']") if name.startswith("--") else ("=", r"\s")
    found = re.search(
        rf"{before}{re.escape(name)}\s{{0,4}}{sign}\s{{0,4}}(?:\"([^\"]{{1,300}})\"|'([^']{{1,300}})')", held
    )
    return (found[1] or found[2]) if found else ""


def _turned(source: str) -> Iterator[_Change]:
    """Words written backwards that a style or `<bdo dir="rtl">` turns round."""
    marks = (mark for mark in ("bidi-override", "<bdo") if mark in source)
    for mark in marks:
        for number, at in enumerate(starts_of(source, mark)):
            leaf = leaf_at(source, at + (4 if mark[0] == "<" else 0))
            if leaf is None or number >= _MOST:
                continue
            if "rtl" in leaf["held"].lower():
                yield leaf.start("words"), leaf.end("words"), escape(unescape(leaf["words"])[::-1])
    if "bidi-override" in source:
        for name in _classes(source, "bidi-override"):
            for leaf in holding(source, name):
                yield leaf.start("words"), leaf.end("words"), escape(unescape(leaf["words"])[::-1])


def _classes(source: str, mark: str) -> list[str]:
    """The classes of the rules of a style sheet in which a mark stands."""
    found: dict[str, None] = {}
    for at in starts_of(source, mark):
        opened = source.rfind("{", max(0, at - 300), at)
        if len(found) < _MOST_RULES and opened >= 0 and source.find("}", opened, at) < 0:
            selector = re.split(r"[{}>;]", source[max(0, opened - 300) : opened])[-1]
            found.update(dict.fromkeys(re.findall(r"[.#]([\w-]{1,60})\s{0,4}(?=,|\Z)", selector)))
    return list(found)


def _ordered(source: str) -> Iterator[_Change]:
    """Pieces of words beside each other, each with its place: `style="order:2"`."""
    done = 0
    for at in starts_of(source, "order:") if "order:" in source else ():
        if at < done or source[at - 1 : at] in ("b", "-"):
            continue
        leaf = leaf_at(source, at)
        if leaf is None:
            continue
        run = _run(source, leaf.start())
        places = [_ORDER.search(piece["held"]) for piece in run]
        done = run[-1].end() if run else leaf.end()
        if len(run) > 1 and any(places):
            order = sorted(range(len(run)), key=lambda number: int(place[1]) if (place := places[number]) else 0)
            yield run[0].start(), done, "".join(run[number][0].strip() for number in order)


def _floating(source: str) -> Iterator[_Change]:
    """Letters that are put to the right one by one: the last of them is read first."""
    done = 0
    for at in starts_of(source, "float:right") if "float:right" in source else ():
        leaf = leaf_at(source, at) if at >= done else None
        if leaf is None:
            continue
        run = _run(source, leaf.start())
        done = run[-1].end() if run else leaf.end()
        if len(run) > 1 and all("float:right" in piece["held"] and len(piece["words"]) <= _LETTERS for piece in run):
            yield run[0].start(), done, "".join(piece[0].strip() for piece in reversed(run))


def _reversed(source: str) -> Iterator[_Change]:
    """The pieces in a box whose line runs backwards."""
    for at in starts_of(source, "row-reverse") if "row-reverse" in source else ():
        closed = source.find(">", at, at + 500)
        run = _run(source, closed + 1) if closed >= 0 and source.find("<", at, closed) < 0 else []
        if len(run) > 1:
            yield run[0].start(), run[-1].end(), "".join(piece[0].strip() for piece in reversed(run))


def _run(source: str, at: int) -> list[re.Match[str]]:
    """The elements of a few letters that follow each other from here."""
    found: list[re.Match[str]] = []
    while len(found) < _MOST_IN_RUN and (piece := _RUN.match(source, at)) is not None:
        found.append(piece)
        at = piece.end()
    return found
