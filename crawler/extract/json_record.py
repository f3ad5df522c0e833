"""Objects and rows of JSON whose fields are called anything: which value is the title, which the passcode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from crawler.extract.telling import is_telling

_MOST_VALUES: Final = 60
_LONGEST_TITLE: Final = 300
_NO_TITLES: Final = re.compile(
    r"user|author|nick|owner|sharer|uploader|poster|from|source|src|type|cat|kind|class|tag|time|date|size|img|pic|"
    r"cover|thumb|avatar|icon|lang|area|region|msg|message|status|token|ip|uid|key|engine|channel|site|format|ext\b",
    re.I,
)
_NO_TITLE: Final = re.compile(
    r"\s*(?:[a-z][\w+.-]{1,20}:/|//|/|\d{4}[-/.年]\d{1,2}[-/.月]|[\d.,\s]+(?:[KMGT]i?B?)?\s*\Z)", re.I
)
_CODE: Final = re.compile(r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{4}")
_YEAR_FIELD: Final = re.compile(r"[a-zA-Z_]{0,20}ye?a?r|y|年[份代]", re.I)
_YEAR: Final = re.compile(r"\s*((?:19|20)\d{2})(?!\d)")
_SHARE: Final = re.compile(r"(?:https?:)?//[\w.-]{4,60}/\S{4,300}|aHR0c[\w+/]{12,400}={0,2}")


def title_in(value: dict[str, Any] | list[Any]) -> str:
    """The value that names what the object or row is about: the first words that can name a work; "" for none."""
    return next((text for name, text in _strings(value) if not _NO_TITLES.search(name) and _is_title(text)), "")


def code_in(value: dict[str, Any] | list[Any]) -> str:
    """The four letters and digits that stand behind a share's address, whatever their field is called."""
    shown = False
    for name, text in _strings(value):
        if _SHARE.fullmatch(text):
            shown = True
        elif shown and _CODE.fullmatch(text) and not _NO_TITLES.search(name):
            return text
    return ""


def is_row(value: list[Any]) -> bool:
    """Whether a list is the row of a table: words and addresses, nothing in it that holds more."""
    return 2 <= len(value) <= _MOST_VALUES and not any(
        isinstance(each, (dict, list)) or (isinstance(each, str) and each[:1] == "{") for each in value
    )


def _is_title(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_TITLE and _NO_TITLE.match(text) is None and is_telling(text)


def _strings(value: dict[str, Any] | list[Any]) -> Iterator[tuple[str, str]]:
    pairs: Iterable[tuple[str, Any]] = value.items() if isinstance(value, dict) else (("", each) for each in value)
    for number, (name, each) in enumerate(pairs):
        if number >= _MOST_VALUES:
            return
        if isinstance(each, str) and each.strip():
            yield str(name), each.strip()


def year_in(record: dict[str, Any]) -> int | None:
    """The year that a field of an object states."""
    for name, held in record.items():
        if isinstance(held, (str, int)) and _YEAR_FIELD.fullmatch(name) and (match := _YEAR.match(str(held)[:20])):
            return int(match.group(1))
    return None
