"""Titles: brackets and other names taken off, and warnings for those that stand in every text."""

from __future__ import annotations

import re
from typing import Final

from core.folding import compact
from watchlist.cells import is_nothing
from watchlist.sentences import Sentence, say, wrong
from watchlist.separated import split
from watchlist.words import load

LONGEST_TITLE: Final = 300
MOST_ALIASES: Final = 100
LONGEST_COMMON: Final = 20  # no common word is longer
_FORMULA_MARKS: Final = ("=", "+", "-", "@")

_WRAPPED: Final = (("《", "》"), ("〈", "〉"), ("「", "」"), ("『", "』"), ("<", ">"), ("＜", "＞"))
_OPENERS: Final = frozenset(opener for opener, _ in _WRAPPED)
_ALSO: Final = (
    r"又名|又称|亦称|亦名|别名|别称|原名|原片名|曾用名|又译|译名|英文名称?|英文片名|外文名称?|外文片名|简称"
    r"|aka|a\.k\.a\.?|also known as|original title"
)
_ALSO_IN_BRACKETS = re.compile(
    rf"[（(\[【]\s*(?:{_ALSO})\s*(?:[:：]|为|\s|(?=[《“\"]))\s*([^\n]{{1,400}})[)）\]】]\s*$", re.I
)
_ALSO_AFTER = re.compile(rf"\s+(?:{_ALSO})\s*[:：]\s*([^\n]{{1,400}})$", re.I)
_MAY_HAVE_ALSO = re.compile(r"[（(\[【:：]")
_BOOK_MARKS = re.compile(r"《([^《》]{1,200})》")
_PLACEHOLDERS: Final = load("placeholders.txt")
COMMON: Final = frozenset(compact(word) for word in load("common.txt"))


def read_title(text: str) -> tuple[str, tuple[str, ...]]:
    """The title, and the other names that stand with it: 唐探1900（又名：唐人街探案1900）."""
    also: tuple[str, ...] = ()
    text = unwrap(text)
    for pattern in (_ALSO_IN_BRACKETS, _ALSO_AFTER) if _MAY_HAVE_ALSO.search(text) else ():
        found = pattern.search(text) if len(text) <= LONGEST_TITLE * 3 else None
        if found and text[: found.start()].strip():
            also = tuple(read_aliases(_names(found[1])))
            text = text[: found.start()]
            break
    title = unwrap(text)
    _check(title)
    return title, also


def _names(text: str) -> list[str]:
    marked = _BOOK_MARKS.findall(text)
    return marked or [piece for part in split(text) for piece in re.split(r"[，]", part)]


def read_aliases(items: list[str]) -> list[str]:
    """The other names, without marks around them."""
    aliases = [unwrap(" ".join(item.split())) for item in items]
    return [alias for alias in aliases if any(char.isalnum() for char in alias) and not is_nothing(alias)]


def check_alias(alias: str) -> str:
    """An other name that may be kept."""
    if len(alias) > LONGEST_TITLE:
        raise wrong(
            "“{value}” is too long for a name ({count} characters): separate names with ;",
            value=alias,
            count=len(alias),
        )
    return alias


def unwrap(text: str) -> str:
    """《流浪地球》 is 流浪地球."""
    text = text.strip()
    for opener, closer in _WRAPPED if text[:1] in _OPENERS else ():
        if text.startswith(opener) and text.endswith(closer) and opener not in text[1:] and closer not in text[:-1]:
            return text[1:-1].strip()
    return text


def _check(title: str) -> None:
    if len(title) > LONGEST_TITLE:
        raise wrong(
            "the title is too long ({count} characters): write at most {most}", count=len(title), most=LONGEST_TITLE
        )
    if title.strip("?？� ") == "" and len(title) > 1:
        raise wrong(
            "“{value}”: the characters were lost when the file was saved; save it again as UTF-8 or .xlsx", value=title
        )
    if not any(char.isalnum() for char in title) or (len(title) <= 3 and not compact(title)):
        raise wrong(
            "“{value}” holds no letter or digit, so no text could be compared with it: write the title in words",
            value=title,
        )
    if title.casefold() in _PLACEHOLDERS:
        raise wrong("“{value}” stands for a missing title: write the title, or delete the row", value=title)
    if title.casefold().startswith(("http://", "https://", "www.")) and " " not in title:
        raise wrong(
            "“{value}” is an address, not a title: write the title here and the address under official_domains",
            value=title,
        )
    if (
        "《" in title
        and len(_BOOK_MARKS.findall(title)) > 1
        and not _BOOK_MARKS.sub("", title).strip(" 、,，;；/|和及与")
    ):
        raise wrong("“{value}” holds more than one title: write each work in a row of its own", value=title)
    spoilt = misread(title)
    if spoilt:
        raise wrong(
            "“{value}” was saved in a wrong encoding (it may be “{meant}”): write it again", value=title, meant=spoilt
        )


def misread(text: str) -> str:
    """What a garbled text was before it was read in the wrong encoding: æµæµªå°ç, Á÷À˵ØÇò; "" when it is sound."""
    if text.isascii() or len(text) < 4 or not _may_be_misread(text):
        return ""
    for wrongly, rightly, least in (
        ("latin-1", "utf-8", 2),
        ("latin-1", "gb18030", 3),
        ("cp1252", "utf-8", 2),
        ("gb18030", "utf-8", 3),
    ):
        try:
            meant = text.encode(wrongly).decode(rightly)
        except UnicodeError:
            continue
        han = sum("\u4e00" <= char <= "\u9fff" for char in meant)
        odd = sum(char >= "\x80" for char in text)
        everyday = rightly == "utf-8" or _rare(meant) == 0
        if han >= least and odd * 2 >= len(text) and everyday and (wrongly != "gb18030" or _rare(text) > _rare(meant)):
            return meant
    return ""


def _may_be_misread(text: str) -> bool:
    """A quick look: Latin letters with accents, or a first character as UTF-8's first byte makes it in GBK."""
    return (
        any("\x80" <= char <= "\xff" for char in text[:4])
        or b"\xe4" <= text[0].encode("gb18030", "replace")[:1] <= b"\xe9"
    )


def _rare(text: str) -> int:
    """How many characters are outside everyday Chinese (the first level of GB 2312)."""
    return sum(
        not b"\xa1" <= char.encode("gb18030")[:1] <= b"\xd7" or len(char.encode("gb18030")) != 2 for char in text
    )


def warning_of(title: str, written: str) -> Sentence | None:
    """What a careful person would say about a title that is taken."""
    if len(title) > LONGEST_COMMON and not written.startswith(_FORMULA_MARKS):
        return None
    key = "".join(title.casefold().split())
    if key in COMMON:
        return say(
            "“{title}” stands on most pages of most sites: its year and kind should be given, and expect false alarms",
            title=title,
        )
    if len(key) <= 3 and len(compact(title)) == 1:
        return say(
            "“{title}” holds a single letter or digit: only texts that are nothing but this title can match it",
            title=title,
        )
    if written[:1] in ("=", "+", "@") or (written[:1] == "-" and written[1:2].isdigit()):
        return say("“{title}” looks like a formula; it was kept as text", title=title)
    return None
