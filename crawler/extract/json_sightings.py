"""Links in JSON of any shape: each named by the object it stands in, or by the one around that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from core.types import Account, Link, Text
from crawler.extract import fields, json_text, rich_text
from crawler.extract.accounts import platform_of
from crawler.extract.document import Document
from crawler.extract.file_name import named_file
from crawler.extract.gone_mark import is_gone
from crawler.extract.json_record import code_in, is_row, title_in, year_in
from crawler.extract.offer import folded, words
from crawler.extract.telling import is_telling
from crawler.extract.uploader import is_owned, uploader
from crawler.links import classify, extension, find_links, name_of
from crawler.links.deep_link import Role
from crawler.links.hosted_player import is_hosted

_NAMES: Final = (
    "vod_name", "name", "title", "subject", "book_name", "bookName", "song", "album", "filename", "file_name",
    "fileName",
    "note", "caption", "label", "remark", "headline", "vod_sub", "alias", "description", "desc", "content", "text",
)  # fmt: skip
_CODES: Final = (
    "pwd", "password", "passcode", "code", "extract_code", "extractCode", "access_code", "accessCode", "tqm",
    "share_pwd", "sharePwd", "extractcode", "shareCode", "share_code", "pass_code", "passCode", "disk_pass", "pass",
    "passwd", "receive_code",
)  # fmt: skip
_MOST_VALUES: Final = 300_000
_WINDOW: Final = 300
_LONGEST_LABEL: Final = 20
_LONGEST_SHARE: Final = 300
_SHARES: Final = frozenset(("netdisk", "magnet", "ed2k"))
_SHARE_STARTS: Final = ("https://", "http://", "//", "magnet:", "ed2k:")
_SETTING: Final = 3  # items that a list of one film's qualities or lines has at most
_LONGEST: Final = 500_000
_TYPED: Final = re.compile(
    r"->[\w/+.-]{1,40}\Z"
)  # a player's address with its type: "https://a.example/1.m3u8->video/m3u8"
# A value that is one file's address with blanks in its name.
_SPACED: Final = re.compile(
    rf"https?://[^\s<>\"'|]{{3,200}}(?: [^\s<>\"'|:]{{1,80}}){{1,12}}\.(?:{'|'.join(extension.KINDS)})", re.I
)
Names = tuple[Text, ...]
# What is shown before and between, in the settings of a player.
ADVERT: Final = re.compile(
    r"(?:pre|pause|front|start|video|player)?_?ads?(?:_?(?:url|src|video|list|front|pause|insert|end|before|link|vert\w*)){0,2}|"
    r"pre_?roll|advert\w*|guanggao|licen[sc]e\w*",
    re.I,
)


def named_links(document: Document, value: Any) -> Iterator[tuple[Link, Names]]:
    """Every typed link in the strings of a JSON value with its names, in order, without recursion."""
    return ((link, names) for link, names, *_ in told_links(document, value))


def told_links(document: Document, value: Any) -> Iterator[tuple[Link, Names, int | None, Account | None]]:
    """The same with the year that the object, or one around it, states, and the account of whose it is."""
    platform = platform_of(document.host)
    waiting: list[tuple[Any, Names, str, int | None, Any]] = [(value, (), "", None, None)]
    seen = 0
    listed: set[int] = set()
    while waiting and seen < _MOST_VALUES:
        held, names, code, year, owned = waiting.pop()
        seen += 1
        if isinstance(held, str):
            if (parsed := _object_in(held)) is not None:
                waiting.append((parsed, names, code, year, owned))
                continue
            for link, own in _links(document, held):
                account = uploader(owned, platform) if owned is not None else None
                yield _with_code(link, code), (*names, *own), year, account
        elif isinstance(held, dict):
            if is_gone(held):
                continue
            names = _names(held, names) or _unnamed(document, held, listed=id(held) in listed or _holds_share(held))
            code, year = _code(held), year_in(held) or year
            owned = held if is_owned(held) else owned
            kept = [each for name, each in held.items() if not ADVERT.fullmatch(name)]
            waiting.extend((each, names, code, year, owned) for each in reversed(kept))
        elif isinstance(held, list):
            yield from _told_in_pieces(document, held, names, year, owned)
            if is_row(held):
                names, code = _unnamed(document, held) or names, code_in(held) or code
            elif len(held) > _SETTING:
                listed.update(id(each) for each in held if isinstance(each, dict))
            waiting.extend((each, names, code, year, owned) for each in reversed(held))


def _told_in_pieces(
    document: Document, pieces: list[Any], names: Names, year: int | None, owned: Any
) -> Iterator[tuple[Link, Names, int | None, Account | None]]:
    """The links of a post that is a list of pieces, each named by the words before it."""
    if run := rich_text.joined(pieces):
        account = uploader(owned, platform_of(document.host)) if owned is not None else None
        yield from ((link, (*own, *names), year, account) for link, own in _links(document, run))


def _object_in(written: str) -> dict[str, Any] | None:
    """The object that a string holds as JSON: `"rows": ["{\\"title\\": ...}"]`."""
    if written[:1] != "{" or written[-1:] != "}" or len(written) > _LONGEST:
        return None
    value = json_text.loads(written)
    return value if isinstance(value, dict) else None


def _names(thing: dict[str, Any], inherited: Names) -> Names:
    """The object's own names; of the object around it when its own say nothing."""
    named = [*(name for name in _NAMES if name in thing), *(name for name in thing if fields.role_of(name) == "title")]
    own = words(*(("item", thing[name]) for name in dict.fromkeys(named) if isinstance(thing[name], str)))
    own = tuple(Text("item", text.text[:500]) for text in own if "://" not in text.text)
    telling = tuple(text for text in own if is_telling(text.text))[:6] or _described(thing) or _beside(thing)
    # What names nothing is the part's label, as a link's own words are: "第2集", "预告片".
    label = tuple(Text("anchor", text.text) for text in own[:1] if len(text.text) <= _LONGEST_LABEL)
    return telling or (*label, *(text for text in inherited if text.source != "anchor"))


def _beside(thing: dict[str, Any]) -> Names:
    """The title in an object beside the object's own address: `{"content": {"title": ...}, "targetUrl": ...}`."""
    if not any(isinstance(each, str) and ":" in each[:20] for each in thing.values()):
        return ()
    told = (text for each in thing.values() if isinstance(each, dict) for text in fields.values(each, "title"))
    return words(*(("item", text[:500]) for text in islice(told, 3) if "://" not in text and is_telling(text)))


def _described(thing: dict[str, Any]) -> Names:
    """What is said of an object that has no title: of a clip or a post the caption."""
    said = words(*(("item", text[:500]) for text in fields.values(thing, "said") if "://" not in text))
    return tuple(text for text in said if is_telling(text.text))[:2]


def _unnamed(document: Document, thing: dict[str, Any] | list[Any], *, listed: bool = False) -> Names:
    """The title under a name nobody knows; of what a page's own scripts hold only in lists: the rest the page names."""
    return words(("item", title_in(thing))) if listed or document.form != "html" else ()


def _holds_share(thing: dict[str, Any]) -> bool:
    """Whether a share stands in an object itself: then its other words are about that, whatever they are called."""
    written = (each for each in thing.values() if isinstance(each, str) and 10 < len(each) < _LONGEST_SHARE)
    links = (classify(each) for each in written if each.startswith(_SHARE_STARTS))
    return any(link is not None and link.kind in _SHARES for link in links)


def _links(document: Document, written: str) -> Iterator[tuple[Link, Names]]:
    written = written.strip()[:_LONGEST]
    if len(written) < 10:
        return
    base = document.url
    written = _TYPED.sub("", written) if "->" in written else written
    if _SPACED.fullmatch(written):
        written = written.replace(" ", "%20")
    single = len(written) < 8_192 and not any(character.isspace() for character in written)
    role: Role = "embed" if is_hosted(written) else "anchor"
    link = classify(written, base=base, role=role) if single and ("/" in written or ":" in written) else None
    if link is not None:
        yield link, words(named_file(link, name_of(written)))
        return
    for found in find_links(written, base=base, html="<" in written):
        around = _around(written, found.start, found.end)
        yield found.link, words(named_file(found.link, found.share_text), ("row", around))


def _around(text: str, start: int, end: int) -> str:
    """The line of a longer text that a link stands in, or the one above it."""
    above = [line for line in text[max(0, start - _WINDOW) : start].split("\n") if is_telling(line)]
    if above:
        return folded(above[-1])
    line = text[end : end + _WINDOW].partition("\n")[0]
    return folded(line) if is_telling(line) else ""


def _code(thing: dict[str, Any]) -> str:
    for name in _CODES:
        code = folded(thing.get(name))
        if 3 <= len(code) <= 8 and code.isascii() and code.isalnum():
            return code
    return code_in(thing)


def _with_code(link: Link, code: str) -> Link:
    return replace(link, passcode=code) if code and link.kind == "netdisk" and not link.passcode else link
