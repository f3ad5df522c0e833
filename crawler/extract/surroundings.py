"""The words around a link that tell what it is: its row, its post, and nobody else's."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from crawler.extract.document import Document
from crawler.extract.outline import ASIDE, POST, ROW, WIDE
from crawler.extract.pictures import picture_in
from crawler.extract.placed import Placed, ways_among
from crawler.extract.telling import is_remark, is_telling

LONGEST_ROW: Final = 300
LONGEST_POST: Final = 700
_LARGEST_POST: Final = 3_000
_MOST_LEVELS: Final = 14
_MOST_GROUPED: Final = 12
_MOST_CELLS: Final = 60
_BETWEEN: Final = " | "  # of cells and lines: what stands in one goes on in no other
# Cells that number, date or measure what the others name.
_FILLING: Final = re.compile(
    r"\s*(?:\d{1,3}[.、)]?|\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:\s\d{1,2}:\d\d(?::\d\d)?)?|[\d.]{1,8}\s?[KMGT]i?B?)\s*",
    re.I,
)
_CODE_TAIL: Final = re.compile(
    r"^[\s,，;；:：(（\[【|]*(?:提取码|提取密码|提取|访问码|分享码|密码|pwd|code|"
    r"passcode)\s{0,3}[:：=]?\s{0,3}[A-Za-z0-9]{3,8}[)）\]】]?",
    re.I,
)
_NOISE: Final = re.compile(r"发表于|发布于|解压码|解压密码|Posted (?:on|by)")
_NOISE_AHEAD: Final = re.compile(
    r"\S{1,24}\s?#\d{1,6}(?!\d*[集期话])|"
    r"\W{0,4}(?:看过.{0,10}(?:还|也)|相关(?:推荐|影片|资源|阅读|文章)|猜[你您]|推荐(?:阅读|影片|观看)|大家[都还也]|同类|类似|延伸|往期|上期|"
    r"[上下]一[篇部个条])[^:：]{0,8}[:：]|"
    r"\s*(?:回复|引用|举报|收藏|分享|评论|点赞|支持|反对)\s*\d{0,6}\s*$"
)

# What a list says of what it no longer has, or of what its readers look for.
_GONE: Final = re.compile(
    r"[（(\[【]\s?(?:链接)?已?(?:失效|和谐|被删)\s?[)）\]】]\W{0,3}\Z|(?:已失效|已和谐|已挂|已被删除?)(?:\W{0,3}(?:不补|勿[点下]))?\W{0,3}\Z|"
    r"不补(?:了|链|档)?\W{0,3}\Z|^\W{0,3}(?:求助?\W{0,2}[《「]|【求|(?:有没有|谁有|哪位))"
)
_OF_GONE: Final = re.compile(r"失效|和谐|被删|已挂|不补|求|有没有|谁有|哪位")  # one of these stands in all of them

_STATE: Final = re.compile(r"\W{0,3}(?:状态\W{0,3})?(?:链接|资源)?(?:已经?)?(?:失效|和谐|被删除?|过期)了?\W{0,3}")
_LONGEST_STATE: Final = 20

_PART: Final = re.compile(r"\s*\d{1,3}[.、_\s-].{0,40}\.[a-z\d]{3,4}\s*\Z", re.I)  # "01.导论.mp4"

_FLOOR: Final = re.compile(r"\S{1,24}\s?#\d{1,3}\s{0,2}(?:19|20)\d\d-")  # who wrote the post, where it stands, and when


class Surroundings:
    """Row and post of each link of a page. Other links and their words are walls."""

    def __init__(self, document: Document, placed: list[Placed]) -> None:
        self.document = document
        self.outline = document.outline
        self.text = document.text
        self.placed = placed
        self.starts = [each.start for each in placed]
        outline = document.outline
        asides = [start for start, flags in zip(outline.starts, outline.flags, strict=True) if flags & ASIDE]
        self.asides = sorted([*asides, *(heading.start for heading in outline.headings if heading.aside)])
        self.ways = ways_among(document, placed)
        self.behind: dict[int, bool] = {}  # by block: whether its links stand before their words

    def of(self, index: int) -> tuple[str, str]:
        """The row and the post around the link with this number; "" where there is none."""
        outline = self.outline
        block = self.placed[index].block
        for _ in range(_MOST_LEVELS):
            row = self._part(index, block)
            if row:
                post = "" if outline.flags[block] & ROW else self._post(index, outline.parents[block])
                return row, "" if post == row else post
            if pictured := picture_in(self.document, block, self.placed[index].start):
                return pictured, ""  # a card whose title only its picture bears
            # What stands around a post that names nothing is furniture: dates, signatures, other posts.
            size = outline.ends[block] - outline.starts[block]
            if block <= 0 or size > _LARGEST_POST or outline.flags[block] & POST:
                break
            block = outline.parents[block]
        return "", ""

    def _inside(self, block: int) -> tuple[int, int]:
        """The numbers of the first and last link in a block."""
        first = bisect_left(self.starts, self.outline.starts[block])
        last = bisect_left(self.starts, max(self.outline.ends[block], self.outline.starts[block] + 1)) - 1
        return first, last

    def _part(self, index: int, block: int) -> str:
        """What a block says about one of its links."""
        first, last = self._inside(block)
        if first >= last:
            return self._alone(index, block)
        if self._stand_before(block, first, last):
            return self._searched(range(index, min(last, index + _MOST_GROUPED) + 1), last, block, behind=True)
        return self._searched(range(index, max(first, index - _MOST_GROUPED) - 1, -1), first, block, behind=False)

    def _searched(self, numbers: range, edge: int, block: int, *, behind: bool) -> str:
        """Links that follow each other without words share those of the first (or the last) of them."""
        for number in numbers:
            gap = self._after(number, edge, block) if behind else self._before(number, edge, block)
            line = _first_telling_line(gap) if behind else _last_telling_line(gap)
            if line:
                return line
        return ""

    def _stand_before(self, block: int, first: int, last: int) -> bool:
        known = self.behind.get(block)
        if known is None:
            silent = not is_telling(self._before(first, first, block))
            known = self.behind[block] = silent and is_telling(self._after(last, last, block))
        return known

    def _alone(self, index: int, block: int) -> str:
        placed = self.placed[index]
        start, end = self._own_lines(placed, self.outline.starts[block], self.outline.ends[block])
        wide = block <= 0 or bool(self.outline.flags[block] & WIDE) or self._has_aside(block)
        if wide and placed.origin == "embed":
            return ""
        if not wide and end - start <= LONGEST_ROW:
            said = self._without_link(placed, start, end, self._celled(block, start, end))
            return _line(said) if is_telling(said) else ""
        ceiling = placed.end if placed.origin == "anchor" else placed.start
        floor = max(start, placed.start - LONGEST_POST)
        listed = self._listed_until(block, floor, placed.start)
        line = _last_telling_line(self.text[max(floor, listed) : min(ceiling, placed.start + 200)])
        if line or listed:  # what follows a list and a link is yet farther away than the list
            return line
        return _first_telling_line(self.text[placed.end : min(end, placed.end + LONGEST_ROW)])

    def _listed_until(self, block: int, floor: int, place: int) -> int:
        """Where the last list ends that closed before a place: its items (lessons, sizes) speak of themselves."""
        outline = self.outline
        first = max(block + 1, bisect_left(outline.starts, floor))
        for number in range(min(bisect_left(outline.starts, place), len(outline.starts)) - 1, first - 1, -1):
            parent = outline.parents[number]
            if outline.flags[number] & ROW and parent > block and outline.ends[parent] <= place:
                return outline.ends[parent] if self._is_one_of_many(number, parent) else 0
        return 0

    def _is_one_of_many(self, number: int, parent: int) -> bool:
        """Whether a row has others before it in the same list."""
        flags, parents = self.outline.flags, self.outline.parents
        return any(
            parents[each] == parent and flags[each] & ROW
            for each in range(max(parent + 1, number - _MOST_CELLS), number)
        )

    def _own_lines(self, placed: Placed, start: int, end: int) -> tuple[int, int]:
        """What of a stretch belongs to a link where others of its list lead to their shares on other pages."""
        number = bisect_left(self.ways, (placed.start, 0)) if self.ways else 0
        if number and self.ways[number - 1][0] >= start:
            line = self.text.find("\n", self.ways[number - 1][1], placed.start)
            start = line + 1 if line >= 0 else start
        if number < len(self.ways) and self.ways[number][0] < end:
            named = is_telling(self.text[max(start, placed.end - LONGEST_POST) : placed.end])
            line = (
                self.text.find("\n", placed.end, end)
                if named
                else self.text.rfind("\n", placed.end, self.ways[number][0])
            )
            end = min(end, line) if line >= 0 else end
        return start, end

    def _celled(self, block: int, start: int, end: int) -> str:
        """A part of the text with each cell of a table's row on a line of its own."""
        said = self.text[start:end]
        outline = self.outline
        for child in range(block + 1, min(len(outline.starts), block + _MOST_CELLS)):
            place = outline.starts[child] - start - 1
            if place >= len(said):
                break
            if place > 0 and outline.parents[child] == block and said[place] == " ":
                said = f"{said[:place]}\n{said[place + 1 :]}"
        return said

    def _without_link(self, placed: Placed, start: int, end: int, said: str = "") -> str:
        """A part of the text; an address written out in it says nothing."""
        said = said or self.text[start:end]
        if placed.origin != "text":
            return said
        return f"{said[: max(0, placed.start - start)]} {said[max(0, placed.end - start) :]}"

    def _before(self, number: int, first: int, block: int) -> str:
        """The text from the link before (or the block's start) to this link, its own words included."""
        placed = self.placed[number]
        floor = self._wall(number - 1, number) if number > first else self.outline.starts[block]
        ceiling = placed.end if placed.origin == "anchor" else placed.start
        said = self.text[max(floor, placed.start - LONGEST_POST) : ceiling]
        return _CODE_TAIL.sub("", said) if number > first else said

    def _after(self, number: int, last: int, block: int) -> str:
        placed = self.placed[number]
        ceiling = self.placed[number + 1].start if number < last else self.outline.ends[block]
        floor = placed.start if placed.origin == "anchor" else placed.end
        return _CODE_TAIL.sub("", self.text[floor : min(ceiling, placed.end + LONGEST_ROW)])

    def _wall(self, before: int, number: int) -> int:
        """Where the words of the link before end: with its own part of the page, when it has one of its own."""
        outline = self.outline
        block, own = self.placed[before].block, self.placed[number].start
        end = self.placed[before].end
        for _ in range(_MOST_LEVELS):
            if block <= 0 or outline.ends[block] > own:
                break
            end = max(end, outline.ends[block])
            block = outline.parents[block]
        return end

    def _post(self, index: int, block: int) -> str:
        """The part of the surrounding post that belongs to the link: from the link before to the link behind."""
        outline = self.outline
        chosen = -1
        for _ in range(_MOST_LEVELS):
            size = outline.ends[block] - outline.starts[block]
            marked = outline.flags[block] & (POST | ROW)
            if block <= 0 or size > _LARGEST_POST or (size > LONGEST_POST and not marked and chosen >= 0):
                break
            if self._has_aside(block) or outline.flags[block] & WIDE:
                break
            chosen = block
            if marked:
                break
            block = outline.parents[block]
        return self._between(index, chosen) if chosen >= 0 else ""

    def _has_aside(self, block: int) -> bool:
        """Whether a block holds navigation, rankings or recommendations: then it is no post but the page."""
        start, end = self.outline.starts[block], self.outline.ends[block]
        place = bisect_left(self.asides, start)
        return place < len(self.asides) and self.asides[place] < end

    def _between(self, index: int, block: int) -> str:
        placed = self.placed[index]
        first, last = self._inside(block)
        floor = self._wall(index - 1, index) if first < index else self.outline.starts[block]
        ceiling = placed.end if last > index else self.outline.ends[block]
        floor, ceiling = self._own_lines(placed, floor, ceiling) if self.ways else (floor, ceiling)
        start, end = max(floor, placed.start - LONGEST_POST), min(ceiling, placed.end + LONGEST_ROW)
        said = self._without_link(placed, start, end)
        said = _CODE_TAIL.sub("", said) if first < index else said
        return _line(said) if is_telling(said) else ""


def _line(text: str) -> str:
    """Lines as one, without those that only say when, where and with which archive password."""
    if "\n" in text:
        lines = [line for line in _offered(text.split("\n")) if line.strip()]
        named = [line for line in lines if not _FILLING.fullmatch(line)]
        text = _BETWEEN.join(named or lines)
    return " ".join(text.split())[:LONGEST_POST]


def _offered(lines: list[str]) -> list[str]:
    """Lines without those that name nothing, and without items of which the next line says that they are gone."""
    kept: list[str] = []
    for line in lines:
        if not _is_noise(line):
            kept.append(line)
        elif kept and len(line) < _LONGEST_STATE and _STATE.fullmatch(line):
            kept.pop()
    return kept


def _is_noise(line: str) -> bool:
    return (
        _NOISE.search(line) is not None
        or _NOISE_AHEAD.match(line) is not None
        or (_OF_GONE.search(line) is not None and _GONE.search(line) is not None)
        or is_remark(line)
        or (_PART.match(line) is not None and not is_telling(line))
    )


def _last_telling_line(text: str) -> str:
    for line in reversed(text.split("\n")[-12:]):
        if is_telling(line) and not _FLOOR.match(line):
            return _line(line)[-LONGEST_ROW:]
    return ""


def _first_telling_line(text: str) -> str:
    for line in text.split("\n")[:12]:
        if is_telling(line) and not _FLOOR.match(line):
            return _line(line)[:LONGEST_ROW]
    return ""
