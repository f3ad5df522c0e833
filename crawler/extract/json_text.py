"""JSON as strangers write it: strict when it can be, else without comments, stray commas and bad escapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import chompjs

from crawler.extract.balance import end_of

MOST_CHARACTERS: Final = 20_000_000
MOST_VALUES: Final = 400_000  # objects and lists: each costs up to 230 bytes, however short it is written
MOST_ITEMS: Final = 1_200_000  # of all kinds, numbers too
_STRING: Final = r'"(?:[^"\\]|\\.)*+"?'
_COMMENT: Final = re.compile(rf"({_STRING})|//[^\n\r]*|/\*.*?(?:\*/|\Z)|#[^\n\r]*", re.S)
_GLUED: Final = re.compile(rf'({_STRING}|[}}\]])(\s*+)(?:(?=(["{{\[]))|)', re.S)
_STRAY: Final = re.compile(rf"({_STRING})|,(?:\s*+,)*+\s*+(?=[}}\]])|,(?:\s*+,)++|(?<=[\[{{])\s*+,", re.S)
_BAD_ESCAPE: Final = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|(.)|\Z)', re.S)
_INNERMOST: Final = re.compile(r"\{[^{}]{2,50000}\}")
_DECODER: Final = json.JSONDecoder(strict=False)


def loads(text: str) -> Any:
    """The value of valid JSON, or None; never raises, however deep or broken."""
    if is_too_much(text):
        return None
    try:
        return _DECODER.decode(text.lstrip("\ufeff").strip())
    except (ValueError, RecursionError):
        return None


def is_too_much(text: str) -> bool:
    """Whether a text is longer, or holds more values, than memory is given for."""
    if len(text) > MOST_CHARACTERS:
        return True
    if len(text) <= MOST_VALUES:
        return False
    return text.count("{") + text.count("[") > MOST_VALUES or text.count(",") > MOST_ITEMS


def first(text: str) -> tuple[Any, int]:
    """The value a text begins with and where it ends; ValueError when there is none."""
    if is_too_much(text):
        raise ValueError("more values than memory is given for")
    try:
        return _DECODER.raw_decode(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def dirty(text: str) -> list[Any]:
    """Every value of a file of dirty JSON, in order: usually one, several when files were pasted together."""
    strict = loads(text)
    if strict is not None:
        return [strict]
    if is_too_much(text):
        return []
    clean = _cleaned(text[:MOST_CHARACTERS].lstrip("\ufeff"))
    return list(_values(clean)) or _as_javascript(text) or _pieces(clean)


def _cleaned(text: str) -> str:
    text = _COMMENT.sub(lambda match: _string(match.group(1)) if match.group(1) else " ", text)
    text = _GLUED.sub(lambda match: match.group(1) + ("," if match.group(3) else "") + match.group(2), text)
    return _STRAY.sub(_without_stray, text)


def _without_stray(match: re.Match[str]) -> str:
    if match.group(1):
        return match.group(1)
    return "," if match.group(0).count(",") > 1 and match.string[match.end() : match.end() + 1] not in "}]" else ""


def _string(token: str) -> str:
    """A string whose unknown escapes (regular expressions of site rules) are kept as written."""
    if "\\" not in token:
        return token
    return _BAD_ESCAPE.sub(lambda match: "\\" + match.group(0) if match.group(1) else match.group(0), token)


def _values(text: str) -> Iterator[Any]:
    at = 0
    for _ in range(50):
        starts = [found for found in (text.find("{", at), text.find("[", at)) if found >= 0]
        if not starts:
            return
        try:
            value, at = _DECODER.raw_decode(text, min(starts))
        except (ValueError, RecursionError):
            # The next object that begins a line: files of several blocks go on after a broken one.
            following = text.find("\n{", min(starts) + 1)
            if following < 0:
                return
            at = following
            continue
        yield value


def _as_javascript(text: str) -> list[Any]:
    """Unquoted keys and single quotes. What does not end is not tried: the loose parser never gives its memory back."""
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
    end = end_of(text, start) if start >= 0 else -1
    if end < 0:
        return []
    try:
        return [chompjs.parse_js_object(text[start:end])]
    except (ValueError, RecursionError):
        return []


def _pieces(text: str) -> list[Any]:
    """What is left of a broken file: its innermost objects, each on its own, as one list."""
    pieces = (loads(match.group(0)) for match in _INNERMOST.finditer(text))
    whole = [piece for piece in pieces if isinstance(piece, dict) and piece]
    return [whole] if whole else []


def walk(value: Any, most: int = 200_000) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value, outermost first, bounded, without recursion."""
    waiting, seen = [value], 0
    while waiting and seen < most:
        current = waiting.pop()
        seen += 1
        if isinstance(current, dict):
            yield current
            waiting.extend(reversed([each for each in current.values() if isinstance(each, (dict, list))]))
        elif isinstance(current, list):
            waiting.extend(reversed([each for each in current if isinstance(each, (dict, list))]))
