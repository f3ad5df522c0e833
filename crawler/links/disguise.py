"""Disguised writing undone: full-width and look-alike letters, invisible characters, words for dots and slashes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from crawler.links.netdisks import NETDISKS
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
    f"[{_INVISIBLE}\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f130-\U0001f149\u0370-\u03ff\u0400-\u052f\u2024\u2044\u2215\u29f8\u2236]"
)
_JSON_CHAR = re.compile(r"\\u([0-9a-fA-F]{4})")

_TOP: Final = "com|cn|net|org|me|cc|top|xyz|io|ms|nz|tv|info|vip|app|ink|mobi"
_DOT = re.compile(
    r"\s?[\[({【（<〔]\s?(?:\.|dot|点|點|。|·)\s?[\])}】）>〕]\s?"
    r"|(?<=[A-Za-z0-9])\s{0,2}(?:。|·|•|●|丶|点|點|‧|∙|⋅|_dot_|\s(?:dot|DOT|Dot)\s)\s{0,2}(?=[A-Za-z0-9])"
    rf"|(?<=[A-Za-z0-9])(?:\s{{1,2}}\.\s{{0,2}}|\.\s{{1,2}})(?=(?:baidu|quark|alipan|aliyundrive|xunlei|139|189|uc|weiyun|{_TOP})\b)",
)
_SLASH = re.compile(
    r"\s?(?:斜杠|斜线|[\[(（]\s?(?:slash|/)\s?[\])）])\s?|(?<=[A-Za-z0-9])\s{1,2}/\s{0,2}(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])/\s{1,2}(?=(?:s|t)\s?/)"
)
_SCHEME = re.compile(
    r"(?<![A-Za-z])h(?:xx|XX|\*\*|tx|xt|\s?t\s?t\s?)[pP]\s?([sS]?)\s?(?:[:：]|\[:\])\s?(?:/|／|\\){1,2}\s?", re.I
)


def is_disguised(text: str) -> bool:
    """Whether a text holds characters that are there to be read by people only."""
    return not text.isascii() and _DISGUISED.search(text) is not None


def letters(text: str) -> Plain:
    """The text with every character as the plain one it stands for, invisible ones gone."""
    return rewrite(Plain(text), _STRANGE, _plain_letters)


def _plain_letters(match: re.Match[str]) -> str:
    kept = "".join(char for char in match[0] if unicodedata.category(char) not in ("Cf", "Mn"))
    return unicodedata.normalize("NFKC", kept.translate(_LOOK_ALIKE))


def marks(plain: Plain) -> Plain:
    """The text with schemes, dots and slashes as they belong in an address."""
    plain = rewrite(plain, _SCHEME, lambda match: f"http{match[1].lower()}://")
    plain = rewrite(plain, _DOT, lambda match: ".")
    return rewrite(plain, _SLASH, lambda match: "/")


def json_text(text: str) -> Plain:
    r"""The text with the \uNNNN escapes of JSON undone."""
    return rewrite(Plain(text), _JSON_CHAR, _json_char)


def _json_char(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number < 0xE000 or number < 0x80 else chr(number)


_LOWER: Final = bytes(range(256)).lower()
_DELETED: Final = bytes(code for code in range(256) if not chr(code).isalnum() or code > 127)
_OTHER_HINTS: Final = {b"hxxp": "", b"magnetxturnbtih": "magnet", b"ed2kfile": "ed2k", b"thunderquf": "thunder"}


def skeleton(text: str) -> bytes:
    """Only the Latin letters and digits of a text, in lower case: no disguise by insertion survives it."""
    return text.encode("ascii", "ignore").translate(_LOWER, _DELETED)


@lru_cache(maxsize=1)
def hints() -> dict[bytes, str]:
    """What a skeleton holds where a share (by its netdisk) or another link (by its kind) is written, however disguised."""
    found = {skeleton(prefix): disk.name for disk in NETDISKS for prefix in disk.disguised}
    return found | _OTHER_HINTS
