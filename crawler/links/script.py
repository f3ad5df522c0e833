"""What scripts hide in string functions: unescape, atob, fromCharCode, packers, escapes - decoded, never executed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from crawler.links.base64_text import decode_bytes, text_of
from crawler.links.packer import unpack
from crawler.links.rewritten import rewritten
from crawler.links.variables import calls, sums

MAX_DECODED: Final = 2_000_000  # characters of decoded text for one script
MAX_DEPTH: Final = 3
MAX_PACKERS: Final = 40  # each may read to the end of the text
_CALL = re.compile(
    r"(?:(?P<name>unescape|decodeURIComponent|decodeURI|atob|base64decode|strdecode|Base64\.decode|window\.atob)"
    r"\(\s*(?P<quote>[\"'`])(?P<value>[^\"'`]{1,200000})(?P=quote)"
    r"|String\.fromCharCode(?:\.apply\(\s?(?:null|String|this)\s?,\s?)?\(?\[?(?P<numbers>[\dxXa-fA-F,\s]{3,100000})\]?\)"
    r"|\[(?P<mapped>[\d,\s]{12,100000})\]\.map\([^()]{0,40}\(?\w{0,20}\)?[^()]{0,40}fromCharCode\([^()]{0,20}\)[^()]{0,4}\)\.join\([\"']{2}\))"
)
_OUTER = re.compile(r"(\w*(?:64\.?decode|atob|strdecode|unescape|decodeURIComponent|decodeURI))\(\s*\Z")
_PACKED: Final = "eval(function(p,"
_UNICODE = re.compile(r"%u([0-9a-fA-F]{4})")
_ESCAPED = re.compile(r"(?:\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\})){4,4000}")
# Addresses with an escape here and there, and addresses cut into several literals.
_HALF_ESCAPED = re.compile(
    r"(?:https?|magnet|ftp|thunder|ed2k)(?::|\\u003[aA]|\\x3[aA])(?:[^\s\"'<>\\]|\\(?:/|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})){6,4000}"
)
_LITERAL: Final = r"(?:\"[^\"\\\n]{1,1000}\"|'[^'\\\n]{1,1000}')"
_JOINED = re.compile(rf"{_LITERAL}(?:\s{{0,4}}\+\s{{0,4}}{_LITERAL}){{1,60}}")
_JOINT = re.compile(r"[\"']\s{0,4}\+\s{0,4}[\"']")
_ARRAY = re.compile(
    rf"\[\s{{0,4}}(?P<pieces>{_LITERAL}(?:\s{{0,4}},\s{{0,4}}{_LITERAL}){{1,200}})\s{{0,4}}\]\s{{0,4}}\.join\(\s{{0,4}}[\"']{{2}}"
)
_COMMA = re.compile(r"[\"']\s{0,4},\s{0,4}[\"']")
_BACKWARDS = re.compile(
    r"[\"'](?P<written>[^\"'\s]{8,4000})[\"']\s{0,4}\.split\([\"']{2}\)\s{0,4}\.reverse\(\)\s{0,4}\.join\("
)
_ONE_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})")
# Characters by their numbers with a sign between, as some players are fed: "*104*116*116*112*115*58*47...".
_NUMBERED = re.compile(r"(?<!\d)104(?P<sign>\D{1,2})116(?P=sign)116(?P=sign)112(?:(?P=sign)\d{2,5}){8,4000}")
_MARKS: Final = (
    "unescape(",
    "decodeURI",
    "atob(",
    "base64decode(",
    "strdecode(",
    "Base64.decode(",
    "fromCharCode",
    _PACKED,
    "\\x",
    "\\u00",
    ".join(",
    "'.replace",
    '".replace',
    "+",
    "116",
)

_CALL_MARKS: Final = (
    "unescape(",
    "decodeURI",
    "atob(",
    "base64decode(",
    "strdecode(",
    "Base64.decode(",
    "fromCharCode",
)


class Expansion(NamedTuple):
    """A piece of a text, and what it says when decoded."""

    text: str
    start: int
    end: int


def decode_script(text: str) -> str:
    """Everything that a script's string functions hide, one expansion a line; "" when there is nothing."""
    return "\n".join(expansion.text for expansion in expansions(text))


def with_calls_decoded(text: str) -> str:
    """A script in which the calls of decoding functions are replaced by what they say, as literals."""
    if "(" not in text or not any(mark in text for mark in _CALL_MARKS):
        return text
    return _CALL.sub(_as_literal, text)


def _as_literal(match: re.Match[str]) -> str:
    decoded = (
        _numbers(codes) if (codes := match["numbers"] or match["mapped"]) else _decoded(match["name"], match["value"])
    )
    return json.dumps(decoded, ensure_ascii=False) if decoded else match[0]


def expansions(text: str, depth: int = 0) -> Iterator[Expansion]:
    """The decoded pieces of a script, each with its place; what is hidden twice is decoded twice."""
    if depth >= MAX_DEPTH or not any(mark in text for mark in _MARKS):
        return
    budget = MAX_DECODED
    for expansion in _one_layer(text):
        budget -= len(expansion.text)
        if budget < 0:
            return
        yield expansion
        for inner in expansions(expansion.text, depth + 1):
            yield Expansion(inner.text, expansion.start, expansion.end)


def _one_layer(text: str) -> Iterator[Expansion]:
    start = text.find(_PACKED)
    for _ in range(MAX_PACKERS):
        if start < 0:
            break
        unpacked, end = unpack(text, start)
        if unpacked:
            yield Expansion(unpacked, start, end)
        start = text.find(_PACKED, max(end, start + 1))
    if "(" in text:
        yield from (Expansion(call, 0, 0) for call in calls(text))
        yield from _called(text)
    if "116" in text:
        for match in _NUMBERED.finditer(text):
            yield Expansion(f'"{_numbers(match[0].replace(match["sign"], ","))}"', match.start(), match.end())
    if "\\" in text:
        yield from _escaped(text)
    if ".join(" in text:
        yield from _rearranged(text)
    yield from (Expansion(f'"{whole}"', start, end) for whole, start, end in rewritten(text))
    if "+" in text:
        yield from _put_together(text)
        yield from (Expansion(f'"{whole}"', start, end) for whole, start, end in sums(text))


def _called(text: str) -> Iterator[Expansion]:
    """What the string functions that a script calls make of their literal arguments."""
    for match in _CALL.finditer(text):
        decoded = (
            _numbers(codes)
            if (codes := match["numbers"] or match["mapped"])
            else _decoded(match["name"], match["value"])
        )
        outer = _OUTER.search(text, max(0, match.start() - 24), match.start())
        decoded = (outer and _decoded(outer[1], decoded)) or decoded
        if decoded:
            yield Expansion(decoded, match.start(), match.end())


def _escaped(text: str) -> Iterator[Expansion]:
    """Runs of escapes, and addresses with an escape here and there."""
    for match in _ESCAPED.finditer(text):
        yield Expansion(unescape_text(match[0]), match.start(), match.end())
    for match in _HALF_ESCAPED.finditer(text):
        if "\\u" in match[0] or "\\x" in match[0]:
            yield Expansion(unescape_text(match[0]).replace("\\/", "/"), match.start(), match.end())


def _put_together(text: str) -> Iterator[Expansion]:
    """Addresses written as a sum of literals: `"https://a." + "example/1.m3u8"`."""
    for match in _JOINED.finditer(text):
        whole = _JOINT.sub("", match[0])[1:-1]
        if "://" in whole or "magnet:?" in whole:
            yield Expansion(f'"{whole}"', match.start(), match.end())


def _rearranged(text: str) -> Iterator[Expansion]:
    """Addresses in the pieces of an array that is joined, or written backwards."""
    for match in _ARRAY.finditer(text):
        whole = _COMMA.sub("", match["pieces"])[1:-1]
        if "://" in whole or "magnet:?" in whole:
            yield Expansion(f'"{whole}"', match.start(), match.end())
    for match in _BACKWARDS.finditer(text):
        yield Expansion(f'"{match["written"][::-1]}"', match.start(), match.end())


def _decoded(name: str, value: str) -> str:
    if "atob" in name or "64" in name or name == "strdecode":
        value = text_of(decode_bytes(value))
        return unescape(value) if "%" in value else value
    return unescape(value)


def unescape(value: str) -> str:
    """JavaScript's unescape and decodeURIComponent: %uXXXX and %XX, the latter as UTF-8 or GBK."""
    value = _UNICODE.sub(lambda match: _char(match[1]), value)
    if "%" not in value:
        return value
    return text_of(unquote_to_bytes(value.encode("utf-8", "replace"))) or value


def unescape_text(value: str) -> str:
    r"""The escapes of a string literal: \xNN, \uNNNN."""
    return _ONE_ESCAPE.sub(lambda match: _char(match[1] or match[2] or match[3]), value)


def _char(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _numbers(written: str) -> str:
    chars = []
    for piece in written.split(","):
        piece = piece.strip().lower()
        if not piece:
            continue
        try:
            number = int(piece, 16) if piece.startswith("0x") else int(piece)
        except ValueError:
            return ""
        chars.append(_char(f"{number:x}"))
    return "".join(chars)
