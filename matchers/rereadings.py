"""Other readings of a line in which nothing was found: signs between letters, signs for letters, letters strewn in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_HAN: Final = "\u3400-\u9fff"
_SIGN: Final = rf"[^\w\s{_HAN}]|_"
# Three or more single characters or short Latin pieces with signs between: 红,海/行|动, h^ai.
_PIECES: Final = re.compile(
    rf"(?<![a-z0-9])(?:[{_HAN}]|[a-z]{{1,6}}|\d)(?:\s?(?:{_SIGN})+\s?(?:[{_HAN}]|[a-z]{{1,6}}|\d)){{2,40}}(?![a-z0-9])"
)
_BREAKS: Final = re.compile(rf"[{_HAN}a-z]\s?[^\w\s{_HAN}.·:~-]+\s?[{_HAN}a-z]")
_BETWEEN: Final = re.compile(rf"(?:{_SIGN})")
_STREWN: Final = re.compile(rf"[{_HAN}](?P<letter>[a-z0-9])[{_HAN}](?:(?P=letter)[{_HAN}]){{1,20}}")
_LEET: Final = re.compile(r"(?<=[a-z0-9@$!|])[@$!|]|[@$!|](?=[a-z0-9@$!|])|(?<=\s)[@!](?=\s)")
_MAY_BE_LEET: Final = re.compile(r"[a-z0-9][@$!|]+[a-z0-9]|[@$][a-z0-9]|[a-z0-9][@$|]")
_LEAST: Final = 2  # Chinese characters that stand alone between signs
_CALL: Final = re.compile(r"(?<=[a-z])!+(?![a-z0-9@$])")  # an exclamation, not a letter
_LETTERS: Final = str.maketrans("@$!|", "asil")


class Rereading(NamedTuple):
    """A folded text, as long as the first, and the disguise that it undoes."""

    folded: str
    feature: str
    price: float


def rereadings(folded: str) -> Iterator[Rereading]:
    """The other readings that a folded text allows; most allow none."""
    if folded.isascii():
        if _MAY_BE_LEET.search(folded):
            called = _CALL.sub(lambda call: " " * len(call.group()), folded)
            for text in dict.fromkeys((folded, called)):
                read = _LEET.sub(lambda sign: sign.group().translate(_LETTERS), text)
                if read != folded:
                    yield Rereading(read, "leet", 3.0)
        return
    if _BREAKS.search(folded):
        joined = _PIECES.sub(_without_signs, folded)
        if joined != folded:
            yield Rereading(joined, "separators", 1.0)
    strewn = _STREWN.search(folded)
    if strewn:
        start, end = strewn.span()
        letters = strewn.group().replace(strewn["letter"], "·")
        yield Rereading(f"{folded[:start]}{letters}{folded[end:]}", "strewn", 6.0)


def _without_signs(run: re.Match[str]) -> str:
    """A run in which Chinese stands and something would break it, with all its signs as one that breaks nothing."""
    pieces = run.group()
    if sum([letter > "\u3400" for letter in pieces]) < _LEAST or not _BREAKS.search(pieces):
        return pieces
    return _BETWEEN.sub("·", pieces)
