"""The heading row: found wherever it stands, its columns understood, doubles refused by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from core.folding import compact
from watchlist.cells import Cell, Fault, is_empty, written
from watchlist.fields import FIELDS, Field, FieldName
from watchlist.kinds import is_kind
from watchlist.sentences import refuse
from watchlist.words import load

SEARCHED_ROWS: Final = 30  # how many rows may stand above the heading row
LONGEST_HEADING: Final = 100

_FIELD: Final[dict[FieldName, Field]] = {field.name: field for field in FIELDS}
_BRACKETS = re.compile(r"[（(\[【<][^()（）\[\]【】<>]{0,100}[)）\]】>]")
_PARTS = re.compile(r"[/／\n|｜,，、]|\s+-\s+|(?<=[\u4e00-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z.])\s*(?=[\u4e00-\u9fff])")
_STARTS: Final = frozenset(compact(word) for word in load("starts.txt"))
_ENDS: Final = frozenset(compact(word) for word in load("ends.txt"))
_TITLE_HEADINGS: Final = frozenset(_FIELD["title"].names)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: the field, and whether it says so only for want of a better one."""

    field: FieldName
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: where it stands, its field, and its heading as written."""

    index: int
    field: FieldName
    heading: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row understood: columns that are read, and headings that are not used."""

    columns: tuple[Column, ...]
    unused: tuple[str, ...]
    width: int
    unnamed: tuple[int, ...] = ()  # columns without a heading between the others

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each heading with the field it was taken for."""
        return (*((column.heading, column.field) for column in self.columns), *((text, "") for text in self.unused))


def _vocabulary() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for field in FIELDS:
        words.update({compact(name): Meaning(field.name, weak=True) for name in field.weak})
    for field in FIELDS:
        words.update({compact(name): Meaning(field.name) for name in field.names if compact(name)})
    return words


@lru_cache(maxsize=1)
def _words() -> dict[str, Meaning]:
    return _vocabulary()


# What the sender of a list chose for headings of their own; set once, by the process that reads that list.
CHOSEN: Final[ContextVar[Mapping[str, FieldName | None]]] = ContextVar("CHOSEN", default=MappingProxyType({}))


def meaning_of(heading: str) -> Meaning | None:
    """The field a heading names: what was chosen for it, or what we know of it; None when there is neither."""
    chosen = CHOSEN.get()
    if heading in chosen:
        field = chosen[heading]
        return Meaning(field) if field else None
    return _known_meaning(heading)


@lru_cache(maxsize=4096)
def _known_meaning(heading: str) -> Meaning | None:
    """作品名称*, 片名（必填）, 作品名称 Title, PROTECTED FROM; None when we know no such heading."""
    if len(heading) > LONGEST_HEADING:
        return None
    if heading.strip() in ("#", "№"):
        return Meaning("number")
    words = _words()
    bare = _BRACKETS.sub(" ", heading)
    for text in (heading, bare):
        if found := words.get(compact(text)):
            return found
    return _meaning_of_parts(heading, words) or _meaning_of_parts(bare, words)


def _meaning_of_parts(heading: str, words: dict[str, Meaning]) -> Meaning | None:
    """The one field that all parts of a bilingual heading name."""
    parts = [compact(part) for part in _PARTS.split(_BRACKETS.sub(lambda match: f"\n{match[0][1:-1]}\n", heading))]
    found = [words.get(part) for part in parts if part]
    strong = {meaning.field for meaning in found if meaning and not meaning.weak}
    if len(strong) == 1 and all(found):
        return Meaning(strong.pop())
    return None


def score(cells: Sequence[Cell]) -> tuple[int, int]:
    """How much of a row is headings: columns of different fields, the title first of all."""
    meanings = [meaning_of(written(cell).strip()) for cell in cells if isinstance(cell, str) and not is_empty(cell)]
    fields = {meaning.field for meaning in meanings if meaning}
    filled = sum(not is_empty(cell) for cell in cells)
    strong = any(meaning and meaning.field == "title" and not meaning.weak for meaning in meanings)
    if not fields or fields == {"number"} or (len(fields) == 1 and not strong and (filled > 2 or _has_kind(cells))):
        return 0, 0
    return len(fields), int("title" in fields)


def begins_with_title(cells: Sequence[Cell]) -> bool:
    """A quick look for a heading row among the works: one of its first cells is a heading of titles."""
    return any(isinstance(cell, str) and cell.strip().casefold() in _TITLE_HEADINGS for cell in cells[:4])


def _has_kind(cells: Sequence[Cell]) -> bool:
    """Whether a row of two cells may be a work and its kind: 流浪地球, 电影."""
    filled = [written(cell) for cell in cells if not is_empty(cell)]
    return len(filled) == 2 and any(is_kind(text) for text in filled)


def find(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the heading row among the first rows; None when no row is one."""
    scores = [score(cells) for cells in rows[:SEARCHED_ROWS]]
    best = max(scores, default=(0, 0))
    return scores.index(best) if best > (0, 0) else None


def is_feeble(cells: Sequence[Cell]) -> bool:
    """Whether a row is headings only by words such as 名称, which head tables of anything."""
    meanings = [meaning_of(written(cell).strip()) for cell in cells if isinstance(cell, str) and not is_empty(cell)]
    known = [meaning for meaning in meanings if meaning and meaning.field != "number"]
    return len({meaning.field for meaning in known}) == 1 and all(meaning.weak for meaning in known)


def joined(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell] | None:
    """Two heading rows as one, where 授权期限 stands above 起 and 止; None when the lower row is data."""
    if not any(compact(written(cell)) in _STARTS | _ENDS for cell in lower):
        return None
    heads: list[Cell] = []
    above = ""
    for index in range(max(len(upper), len(lower))):
        high = written(upper[index]).strip() if index < len(upper) else ""
        low = written(lower[index]).strip() if index < len(lower) else ""
        key = compact(low)
        above = high or (above if key in _STARTS | _ENDS else "")
        if key in _STARTS | _ENDS:
            heads.append(f"{above}{'起' if key in _STARTS else '止'}")
        elif not low or low == high or not high:
            heads.append(high or low)
        elif meaning_of(low):
            heads.append(low)
        else:
            return None
    return heads


def understand(cells: Sequence[Cell], where: str = "") -> Heading:
    """The columns of a heading row; refused when the title is missing or a field stands twice."""
    texts = ["" if isinstance(cell, Fault) else " ".join(written(cell).split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    meanings = [meaning_of(text) if text else None for text in texts]
    strong = {meaning.field for meaning in meanings if meaning and not meaning.weak}
    kept = [meaning if meaning and not (meaning.weak and meaning.field in strong) else None for meaning in meanings]
    _refuse_doubles(texts, kept, where)
    columns = tuple(Column(i, kept_.field, texts[i]) for i, kept_ in enumerate(kept) if kept_)
    if not any(column.field == "title" for column in columns):
        raise refuse(
            "{where}no column holds the title: the headings are {headings}; name one column title or 作品名称",
            where=where,
            headings=", ".join(text for text in texts if text) or "empty",
        )
    unused = tuple(text for text, meaning in zip(texts, kept, strict=True) if text and meaning is None)
    return Heading(columns, unused, len(texts), tuple(index for index, text in enumerate(texts) if not text))


def _refuse_doubles(texts: Sequence[str], meanings: Sequence[Meaning | None], where: str) -> None:
    seen: dict[FieldName, str] = {}
    headings: set[str] = set()
    for text, meaning in zip(texts, meanings, strict=True):
        if meaning is None or meaning.field == "number":
            continue
        if text in headings or (meaning.field in seen and not _FIELD[meaning.field].many):
            raise refuse(
                "{where}two columns, headed “{first}” and “{second}”, both mean {field}: rename or delete one of them",
                where=where,
                first=seen.get(meaning.field, text),
                second=text,
                field=meaning.field,
            )
        headings.add(text)
        seen.setdefault(meaning.field, text)
