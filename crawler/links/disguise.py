"""Disguised writing undone: full-width and look-alike letters, invisible characters, words for dots and slashes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from crawler.links.plain import Plain, rewrite

_INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
# Compatibility forms of letters, digits and marks, and the Cyrillic and Greek letters that look like Latin ones.
_COMPATIBLE: Final = (
    "\u2100-\u214f\u2460-\u24ff\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f149"
    "\ufe52\ufe55\ufe68\u2024\uff61\u2044\u2215\u29f8\u2236\u02d0"
)
_LOOK_ALIKE: Final = str.maketrans(
    "асеорхуіѕԁјһԛԝοαⅼⅰАВСЕНІЈКМОРЅТХΑΒΕΗΙΚΜΝΟΡΤΧ∕⧸∶ː․｡", "aceopxyisdjhqwoaliABCEHIJKMOPSTXABEHIKMNOPTX//::.."
)
_STRANGE = re.compile(
    f"[{_INVISIBLE}]+|[{_COMPATIBLE}]+|(?<=[A-Za-z./])[\u0370-\u03ff\u0400-\u052f]+|[\u0370-\u03ff\u0400-\u052f]+(?=[A-Za-z./])"
)
_DISGUISED = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f130-\U0001f149]"
    f"|(?<=[A-Za-z0-9./:])[{_INVISIBLE}\u0370-\u03ff\u0400-\u052f\u2024\u2044\u2215\u29f8\u2236]"
    "|[\u0370-\u03ff\u0400-\u052f](?=[A-Za-z])"
)
# A quick test for any of these characters, before their neighbours are looked at.
_SUSPECT = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f130-\U0001f149"
    f"{_INVISIBLE}\u0370-\u03ff\u0400-\u052f\u2024\u2044\u2215\u29f8\u2236]"
)
_JSON_CHAR = re.compile(r"\\u([0-9a-fA-F]{4})")

_TOP: Final = "com|cn|net|org|me|cc|top|xyz|io|ms|nz|tv|info|vip|app|ink|mobi"
_BRACKETED_DOT = re.compile(r"[\[({【（<〔]\s?(?:\.|dot|点|點|。|·)\s?[\])}】）>〕]", re.I)
_DOT_SIGN = re.compile(r"[。·•●丶点點‧∙⋅]")
_DOT_WORD = re.compile(r"\s(?:dot|DOT|Dot)\s|_dot_")
_SPACED_DOT = re.compile(
    r"(?:[ \u3000]{1,2}\.[ \u3000]{0,2}|\.[ \u3000]{1,2})"
    rf"(?=(?:baidu|quark|alipan|aliyundrive|xunlei|139|189|uc|weiyun|{_TOP})\b)"
)
_SLASH_WORD = re.compile(r"[\[(（]\s?(?:slash|/)\s?[\])）]|斜杠|斜线|\s(?:slash|SLASH|Slash)\s")
_SPACED_SLASH = re.compile(r"[ \u3000]{1,2}/[ \u3000]{0,2}(?=[A-Za-z0-9])|/[ \u3000]{1,2}(?=(?:s|t)[ \u3000]?/)")
_SCHEME = re.compile(r"h(?:xx|\*\*|tx|xt|\s?t\s?t\s?)p\s?(s?)\s?(?:[:：]|\[:\])\s?[/／\\]{1,2}\s?", re.I)
_ASCII: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def is_disguised(text: str) -> bool:
    """Whether a text holds characters that are there to be read by people only."""
    return not text.isascii() and _SUSPECT.search(text) is not None and _DISGUISED.search(text) is not None


def letters(text: str) -> Plain:
    """The text with every character as the plain one it stands for, invisible ones gone."""
    return rewrite(Plain(text), _STRANGE, _plain_letters)


def _plain_letters(match: re.Match[str]) -> str:
    kept = "".join(char for char in match[0] if unicodedata.category(char) not in ("Cf", "Mn"))
    return unicodedata.normalize("NFKC", kept.translate(_LOOK_ALIKE))


def marks(plain: Plain) -> Plain:
    """The text with schemes, dots and slashes as they belong in an address."""
    plain = rewrite(plain, _SCHEME, lambda match: f"http{match[1].lower()}://")
    plain = rewrite(plain, _BRACKETED_DOT, lambda match: ".")
    plain = rewrite(plain, _DOT_SIGN, _dot_between)
    plain = rewrite(plain, _DOT_WORD, lambda match: ".")
    plain = rewrite(plain, _SPACED_DOT, lambda match: ".")
    plain = rewrite(plain, _SLASH_WORD, lambda match: "/")
    return rewrite(plain, _SPACED_SLASH, lambda match: "/")


def _dot_between(match: re.Match[str]) -> str:
    """A sign for a dot is one between two Latin letters or digits, a blank or two aside."""
    before = match.string[max(0, match.start() - 3) : match.start()].rstrip(" ")
    behind = match.string[match.end() : match.end() + 3].lstrip(" ")
    return "." if before[-1:] in _ASCII and behind[:1] in _ASCII and before and behind else match[0]


def json_text(text: str) -> Plain:
    r"""The text with the \uNNNN escapes of JSON undone."""
    return rewrite(Plain(text), _JSON_CHAR, _json_char)


def _json_char(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number < 0xE000 or number < 0x80 else chr(number)
