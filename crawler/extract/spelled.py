"""Scripts as they are read: letters written as numbers, and addresses of which only the beginning stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from crawler.links import classify

_LETTER: Final = re.compile(r"\\{1,2}u([2-9a-fA-F][0-9a-fA-F]{3})")
_FIRST_LETTER: Final = 0x2E80  # below are signs that end a literal, and letters that nobody needs to hide
_SURROGATES: Final = range(0xD800, 0xE000)
# `"https://pan.example/s/" + key`, `https://pan.example/s/${key}`
_BEGUN: Final = re.compile(
    r"[\"'`](?P<begun>(?:https?:)?//[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}/(?:[\w-]{1,12}/){0,2}(?:[\w./]{0,20}\?\w{1,12}=)?|"
    r"magnet:\?xt=urn:btih:)(?:[\"'`]|\$\{)"
)
_KEY: Final = re.compile(
    r"(?<!class=)(?<!id=)(?<!name=)(?P<quote>[\"'])(?P<key>(?=[\w-]{0,40}\d)[A-Za-z0-9_-]{6,48})(?P=quote)"
)
_MOST_SCRIPTS: Final = 50
_MOST_BEGUN: Final = 20
_MOST_KEYS: Final = 5_000
_SHARES: Final = frozenset(("netdisk", "magnet"))


def with_letters(script: str) -> str:
    r"""The script with its Han letters as such: `"\u6ee1"`, also where JSON stands in a literal: `"\\u6ee1"`."""
    return _LETTER.sub(_letter, script) if "\\u" in script else script


def _letter(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return match[0] if number < _FIRST_LETTER or number in _SURROGATES else chr(number)


def completed(source: str, scripts: Iterable[str]) -> str:
    """The source with whole addresses in place of the keys that its scripts add to the beginning of a share's address.

    The same source when no script does so.
    """
    begun: dict[str, None] = {}
    for script in islice(scripts, _MOST_SCRIPTS):
        if "//" in script or "magnet:" in script:
            begun.update(dict.fromkeys(match["begun"] for match in islice(_BEGUN.finditer(script), _MOST_BEGUN)))
    left = _MOST_KEYS

    def whole(match: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        address = next((each + match["key"] for each in begun if left > 0 and _is_share(each + match["key"])), "")
        return f"{match['quote']}{address}{match['quote']}" if address else match[0]

    return _KEY.sub(whole, source) if begun else source


def _is_share(address: str) -> bool:
    link = classify(f"https:{address}" if address.startswith("//") else address)
    return link is not None and link.kind in _SHARES
