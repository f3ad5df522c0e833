"""Addresses that a script mends before use: cut apart and joined again, or with foreign characters replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_MARKS: Final = ('".split(', "'.split(", '".replace', "'.replace")
_WRITTEN: Final = r"(?P<open>[\"'])(?P<written>[^\"'\s]{8,4000})(?P=open)\."
# `"https://a.ex|ample/1".split("|").join("")`
_SPLIT: Final = re.compile(
    _WRITTEN + r"split\(\s{0,4}(?P<mark>[\"'])(?P<old>[^\"'\n]{1,40})(?P=mark)\s{0,4}\)"
    r"(?P<back>\.reverse\(\))?\.join\(\s{0,4}(?P<end>[\"'])(?P<new>[^\"'\n]{0,40})(?P=end)"
)
# `"https://a@@example/1".replace(/@@/g, ".")`, plain characters only
_REPLACED: Final = re.compile(
    _WRITTEN + r"replace(?:All)?\(\s{0,4}(?:/(?P<pattern>(?:[^\\/\n\"'.*+?()\[\]{}|^$]|\\[^\w\n]){1,40})/[gi]{0,2}|"
    r"(?P<mark>[\"'])(?P<old>[^\"'\n]{1,40})(?P=mark))\s{0,4},\s{0,4}(?P<end>[\"'])(?P<new>[^\"'\n]{0,40})(?P=end)"
)


def rewritten(script: str) -> Iterator[tuple[str, int, int]]:
    """The addresses that literals become by `split` and `join` or `replace`, each with its place in the script."""
    if not any(mark in script for mark in _MARKS):
        return
    for match in _SPLIT.finditer(script):
        pieces = match["written"].split(match["old"])
        whole = match["new"].join(reversed(pieces) if match["back"] else pieces)
        if _is_address(whole):
            yield whole, match.start(), match.end()
    for match in _REPLACED.finditer(script):
        old = re.sub(r"\\(.)", r"\1", match["pattern"]) if match["pattern"] else match["old"]
        whole = match["written"].replace(old, match["new"])
        if _is_address(whole):
            yield whole, match.start(), match.end()


def _is_address(text: str) -> bool:
    return "://" in text or "magnet:?" in text
