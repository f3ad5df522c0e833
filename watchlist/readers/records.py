"""JSON and JSON lines: records one after the other, never the whole document at once."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, TextIO

from core.folding import compact
from watchlist.cells import Fault
from watchlist.encodings import Encoding
from watchlist.headings import meaning_of
from watchlist.readers.columns import turned
from watchlist.sentences import Sentence, refuse, say
from watchlist.words import load

BLOCK: Final = 1 << 18
LONGEST_RECORD: Final = 1_000_000
MOST_WRAPPERS: Final = 5
LOOKED_AT: Final = 100  # lines that may be blank before the first record

_COMMENTS: Final = ("//", "/*")
_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")
_LISTS: Final = frozenset(compact(word) for word in load("lists.txt"))
_WRAPPERS: Final = frozenset(compact(word) for word in load("wrappers.txt"))


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One object of the file, or what is wrong in its place; `place` is its line, 0 where lines say nothing."""

    place: int
    values: dict[str, Any] | None
    error: Sentence | None = None
    text: str = ""


def read(stream: BinaryIO, encoding: Encoding) -> Iterator[RawRecord]:
    """The records of a list of objects, of an object that holds one, or of one object a line."""
    text = _text(stream, encoding)
    lines = _first_lines(text)
    text.detach()  # or it would close the stream
    if _are_json_lines(lines):
        return _json_lines(_text(stream, encoding))
    return _Document(_text(stream, encoding)).records()


def _first_lines(text: TextIO) -> list[str]:
    """The first lines that are not blank."""
    found: list[str] = []
    for _ in range(LOOKED_AT):
        line = text.readline(LONGEST_RECORD)
        if stripped := line.strip("\ufeff \t\r\n"):
            found.append(stripped)
        if not line or len(found) == 3:
            break
    return found


def _are_json_lines(lines: list[str]) -> bool:
    """One object a line; the first may be broken if another shows what was meant."""
    if not lines or not lines[0].startswith("{"):
        return False
    if _is_whole(lines[0]):
        return not _is_wrapper(lines[0])
    cut_short = len(lines[0]) > 1 and lines[0][-1] not in "[{,"
    return cut_short and any(line.startswith("{") and _is_whole(line) for line in lines[1:])


def _text(stream: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    stream.seek(encoding.mark)
    return io.TextIOWrapper(stream, encoding.name, errors="strict", newline="\n")


def _is_whole(line: str) -> bool:
    try:
        return isinstance(_decode(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_wrapper(line: str) -> bool:
    value = _decode(line)
    return _wraps(value) or bool(turned(value))


def _wraps(value: dict[str, Any], depth: int = 0) -> bool:
    """Whether the object is no work but keeps a list of works, itself or in an object that results come in."""
    for key, part in value.items():
        if isinstance(part, list) and ((compact(key) in _LISTS and _first(part)) or _are_works(part)):
            return not _is_titled(value) or compact(key) in _LISTS
        if isinstance(part, dict) and compact(key) in _WRAPPERS and depth < MOST_WRAPPERS and _wraps(part, depth + 1):
            return True
    return False


def _first(part: list[Any]) -> bool:
    return bool(part) and isinstance(part[0], dict)


def _is_titled(value: dict[str, Any]) -> bool:
    return any(meaning is not None and meaning.field == "title" for meaning in map(meaning_of, value))


def _are_works(part: Any) -> bool:
    return isinstance(part, list) and _first(part) and _is_titled(part[0])


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            value = Fault(key, say("“{key}” stands twice in the record: keep one of them", key=key))
        found[key] = value
    return found


def _constant(name: str) -> Fault:
    return Fault(name, say("{name} is not a value: leave it out or write null", name=name))


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) < 16 else digits


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_integer)


def _decode(text: str) -> Any:
    return _DECODER.decode(text)


def _record(value: Any, place: int) -> RawRecord:
    if isinstance(value, dict):
        return RawRecord(place, value)
    error = say("the record is not an object: write it as {shape}", shape='{"title": "..."}')
    return RawRecord(place, None, error, json.dumps(value, ensure_ascii=False, default=str)[:200])


def _json_lines(text: TextIO) -> Iterator[RawRecord]:
    number = 0
    while line := text.readline(LONGEST_RECORD):
        number += 1
        if len(line) >= LONGEST_RECORD:
            raise refuse(
                "line {number} is longer than {most} characters: write one work a line",
                number=number,
                most=LONGEST_RECORD,
            )
        line = line.strip("\ufeff \t\r\n")
        if not line:
            continue
        try:
            yield _record(_decode(line), number)
        except json.JSONDecodeError as error:
            wrong = say(
                "the line is not JSON ({cause} at character {column}): correct it", cause=error.msg, column=error.colno
            )
            yield RawRecord(number, None, wrong, line[:200])
        except RecursionError:
            yield RawRecord(
                number, None, say("the line is nested too deeply: write one flat object a line"), line[:200]
            )


def _single(values: dict[str, Any], place: int, *, found: bool, inner: bool) -> Generator[RawRecord, None, bool]:
    """What an object holds beside lists that are named as such: lists by another name, columns, or one work."""
    if found or not _is_titled(values):
        for part in values.values():
            if _are_works(part):
                found = True
                yield from (_record(value, place) for value in part)
    if not found and (rows := turned(values)):
        found = True
        yield from (RawRecord(place, row) for row in rows)
    if not found and (not inner or _is_titled(values)):
        found = True
        yield RawRecord(place, values)
    return found


class _Document:
    """A JSON document read through a window that holds one record at a time."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._window = ""
        self._position = 0
        self._line = 1  # of the place `_counted` in the window
        self._counted = 0

    def records(self) -> Iterator[RawRecord]:
        opener = self._peek()
        if self._window.startswith(_COMMENTS, self._position):
            raise self._broken("")
        if opener == "[":
            yield from self._array()
        elif opener == "{":
            yield from self._object()
        else:
            raise refuse("this is not JSON: it must begin with [ or {brace}", brace="{")
        if self._peek():
            raise self._broken("something follows the end of the list")

    def _fill(self) -> bool:
        self._at(self._position)
        block = self._text.read(BLOCK)
        self._window = self._window[self._position :] + block
        self._position = self._counted = 0
        return bool(block)

    def _peek(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            found = _BLANKS.match(self._window, self._position)
            self._position = found.end() if found else self._position
            if self._position < len(self._window):
                return self._window[self._position]
            if not self._fill():
                return ""

    def _take(self, char: str) -> bool:
        if self._peek() != char:
            return False
        self._position += 1
        return True

    def _value(self) -> Any:
        """The next whole value; the window grows until it is there, but not for ever."""
        self._peek()
        while True:
            start = self._position
            try:
                value, end = _DECODER.raw_decode(self._window, start)
            except json.JSONDecodeError as error:
                unfinished = error.pos >= len(self._window) - 12 or error.msg.startswith("Unterminated")
                if unfinished and len(self._window) - start < LONGEST_RECORD and self._fill():
                    continue
                raise self._broken(error.msg, error.pos) from None
            except RecursionError:
                line = self._at(start)
                raise refuse(
                    "line {line}: the document is nested too deeply: write a list of flat objects", line=line
                ) from None
            if end == len(self._window):  # a number may go on
                if self._fill():
                    continue
                end -= start
            self._position = end
            return value

    def _array(self) -> Iterator[RawRecord]:
        self._take("[")
        if self._take("]"):
            return
        while True:
            self._peek()
            place = self._at(self._position)
            yield _record(self._value(), place)
            if self._take("]"):
                return
            if not self._take(","):
                raise self._broken("a comma or ] is missing")

    def _object(self, depth: int = 0) -> Generator[RawRecord, None, bool]:
        """{"works": [...]}, {"data": {"list": [...]}}, or a single work; whether there was any of them."""
        start = self._at(self._position)
        self._take("{")
        single: dict[str, Any] = {}
        found = False
        while not self._take("}"):
            key = self._value()
            if not isinstance(key, str) or not self._take(":"):
                raise self._broken("a name in quotation marks and a colon are missing")
            opener = self._peek()
            if opener == "[" and compact(key) in _LISTS:
                found = True
                yield from self._array()
            elif opener == "{" and compact(key) in _WRAPPERS and depth < MOST_WRAPPERS:
                single[key] = None
                found = (yield from self._object(depth + 1)) or found
            else:
                single[key] = self._value()
            if not self._take(",") and self._peek() != "}":
                raise self._broken("a comma or closing brace is missing")
        return (yield from _single(single, start, found=found, inner=depth > 0))

    def _at(self, position: int) -> int:
        """The line of a place in the window; places are asked for in order, so each character is counted once."""
        if position > self._counted:
            self._line += self._window.count("\n", self._counted, position)
            self._counted = position
        return self._line

    def _broken(self, cause: str, position: int | None = None) -> Exception:
        position = self._position if position is None else position
        line = self._at(position)
        if self._window.startswith(_COMMENTS, position):
            return refuse("line {line} holds a comment, which JSON does not have: delete the comments", line=line)
        return refuse(
            "line {line} is not JSON ({cause}): correct it there, or export the list again", line=line, cause=cause
        )
