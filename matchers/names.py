"""The names a work goes by: title and aliases in every writing that is looked up exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.folding import fold
from core.types import Work
from matchers import numerals

_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+(?=\S)")
_MOVED_ARTICLE: Final = re.compile(r"^(?P<rest>[^;,]+)[;,]\s?(?:the|a|an|le|la|les|der|die|das)$")
_PARTS: Final = re.compile(r"\s[/|]\s|／|\s?[|]\s?")
_WRAPPERS: Final = re.compile(r"^[\s《「『【\"“]+|[\s》」』】\"”]+$")
_NOT_WORD: Final = re.compile(r"[\W_]+")
HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
# Whose names are known to readers and listeners; what a film's holder is called stands beside no film.
AUTHORED: Final = frozenset({"novel", "music", "audiobook", "cartoon", "course"})
_LONGEST: Final = 12
_PERSON: Final = re.compile("[\u3400-\u9fff]{2,8}")


@dataclass(frozen=True, slots=True)
class Name:
    """One writing of one work's title. `form` is title, alias, numeral, part, or signed (with its author)."""

    work: int
    text: str  # compact
    form: str
    written: str  # folded, with its blanks
    han: int  # how many of its characters are Chinese, Japanese or Korean
    size: int  # length in letters and digits


def _plain_forms(title: str, form: str) -> Iterator[tuple[str, str]]:
    folded = _WRAPPERS.sub("", fold(title)).strip()
    moved = _MOVED_ARTICLE.match(folded)
    if moved:
        folded = moved["rest"]
    if folded.isascii() or not HAN.search(folded):
        bare = _ARTICLE.sub("", folded)
        if len(bare) > 3 and not bare.isdigit() and bare != folded:
            yield folded, form
            folded = bare
    yield folded, form
    if "&" in folded:
        yield folded.replace("&", " and "), form
    elif " and " in folded:
        yield folded.replace(" and ", " "), form
    for written in numerals.other_writings(folded):
        yield written, "numeral"


def names_of(work: Work, number: int) -> list[Name]:
    """Every name of a work, the title first, none twice."""
    found: dict[str, Name] = {}
    titles = [(work.title, "title"), *((alias, "alias") for alias in work.aliases)]
    titles.extend(
        (part, "part")
        for title, _ in list(titles)
        for part in _PARTS.split(title)[:4]
        if part != title and len(part) >= 3
    )
    for title, form in titles:
        for written, kind in _plain_forms(title[:200], form):
            text = _NOT_WORD.sub("", written)
            if text and text not in found:
                found[text] = Name(number, text, kind, written, len(HAN.findall(text)), len(text))
    for written in _signed(work):
        text = _NOT_WORD.sub("", written)
        found.setdefault(text, Name(number, text, "signed", written, len(text), len(text)))
    return list(found.values())


def _signed(work: Work) -> Iterator[str]:
    """A title beside its author's name, as shops and singers' pages write it: the name makes a short one sure."""
    title, holder = _NOT_WORD.sub("", fold(work.title[:200])), fold(work.holder).strip()
    if work.kind in AUTHORED and len(title) <= _LONGEST and _PERSON.fullmatch(holder) and HAN.search(title):
        yield f"{title} {holder}"
        yield f"{holder} {title}"
