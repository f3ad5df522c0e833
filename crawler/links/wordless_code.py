"""Passcodes that stand beside a share without a word for them: bare, in brackets, in a table's column."""

from __future__ import annotations

import re
from typing import Final

from crawler.links.found import Found
from crawler.links.netdisks import disk_named
from crawler.links.passcode import LABEL, NO_BARE_CODE

_BARE = re.compile(
    r"(?:(?:[ \t\u3000|,，/]|-(?=-)|(?<=-)-){1,6}[\[(【（]?|[\[(【（](?=[A-Za-z0-9]{4}[\])】）]))"
    r"(?P<code>[A-Za-z0-9]{4})"
    r"(?=[\s\u3000|,，。;；<\])】）]|[^\x00-\x7f]|$)"
)
# Behind a share that may be open: digits and letters together, on the same line, in a call's next argument or alone on
# the next line.
_MIXED: Final = r"(?P<code>(?=[a-z]{0,3}\d)(?=\d{0,3}[a-z])[a-z\d]{4})"
_BEFORE_MIXED: Final = (
    r"[\])）】]?(?:[ \t\u3000]{0,2}(?:[|｜/,，·•、]|[-—–─]{1,3}|[👈👉➡️→]{1,3})[ ]?|[ \t\u3000]{0,2}[\[(（【「`])[ ]?"
)
_BESIDE = re.compile(
    rf"{_BEFORE_MIXED}{_MIXED}(?=[\s\u3000|｜,，。;；<\])）】」`]|[^\x00-\x7f]|$)|"
    r"['\"]\s?,\s?['\"](?P<argument>(?=[a-z]{0,5}\d|[^aeiou]{4}['\"]|[a-z]{4}['\"]\s?\))[a-z\d]{4,6})['\"]|"
    rf"(?:[ ]?\n[ ]?|[ ]{{1,2}}){_MIXED.replace('?P<code>', '?P<line>').replace('{4}', '{4,6}')}[ ]{{0,2}}"
    r"(?=[\n<「【]|$|(?<= )[\u3400-\u9fff\d])",
    re.I,
)
# Behind a share: `百度网盘(7283)`; of one that needs it `下载 iycm` at the end of a row.
_BRACKETED_BEHIND = re.compile(r"\)?[ ]{0,2}[(（](?P<code>[a-z\d]{4,6})[)）]")
_NEEDED = re.compile(r"[ ]{1,2}(?P<code>[a-z\d]{4})[ ]{0,2}(?=\n|$)")
# The last cell of a row whose first is the provider's name: `城通网盘 下载 KNjQ`.
_ROW_END = re.compile(r"\)?[ ]{1,2}(?P<code>[A-Za-z\d]{3,8})[ ]{0,2}(?=\n|$)")
# Before a share: "ab12 是提取码 https://…", "[ab12] https://…".
_BRACKETED: Final = _MIXED.replace("?P<code>", "?P<bracketed>")
_AHEAD = re.compile(
    rf"(?<![A-Za-z\d]){_MIXED}[ ]?(?:就?是|为|←|<-{{1,2}}|[（(])[ ]?(?:提取|访问|分享)?(?:密?[码碼]|密|口令)"
    rf"[)）]?\s{{0,3}}[:：,，]?\s{{0,3}}\Z|(?:^|(?<=\n))[ ]?[\[(（【]{_BRACKETED}[\])）】]\s{{0,2}}\Z",
    re.I,
)
# A button and its code in an element of its own: "获取资源h74z".
_GLUED = re.compile(r"[\u4e00-\u9fff]{0,6}[ ]?(?P<code>(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{4})[ ]{0,2}(?=\n|$)", re.I)
# At the end of a link's own words: "百度网盘（ab12）"; without brackets only where the words name nothing else.
_AT_END = re.compile(
    rf"(?:[\[(（【「][ ]?{_MIXED}[ ]?[\])）】」]|[盘云] ?[·|｜/:：-]{{1,3}} ?{_MIXED.replace('?P<code>', '?P<named>')}|"
    rf"(?<=[\u3400-\u9fff])[ :：|｜·]{{1,3}}{_MIXED.replace('?P<code>', '?P<word>')})\s*\Z",
    re.I,
)
_CELL = re.compile(r"\)?[ ]?(?:[\t|]|[-—_=~]{2,8})[ ]?`?(?P<code>[A-Za-z0-9]{3,6})`?(?=[ ]?[\t|\n]|[-—_=~]{2}|$)")
_LAST_CELL = re.compile(
    rf"[ ]{{1,2}}(?:(?P<code>[A-Za-z0-9]{{3,8}})[ ]{{0,2}}(?=\n|$)|{_MIXED.replace('?P<code>', '?P<cell>')}(?=[ ]))",
    re.I,
)
_COLUMN = re.compile(r"(?:^|[\n ])(?:提取|访问|分享)?(?:密[码碼]|[码碼]|口令)(?:[ ][^\s:：]{1,6}){0,2}[ ]{0,2}\n")
_CELL_BEFORE = re.compile(r"(?:(?<=[ \n])|^)(?P<code>[A-Za-z0-9]{3,8})[ ]{1,2}\Z")
_COLUMN_BEFORE = re.compile(
    r"(?:^|[\n ])(?:提取|访问|分享)?(?:密[码碼]|[码碼]|口令)[ ]{1,2}[^\n :：]{0,6}"
    r"(?:链接|地址|网盘|下载|网址)[^\n :：]{0,4}[ ]{0,2}\n"
)
# A row of cells under a head that has a column of passcodes somewhere before the one of the link.
_HEAD = re.compile(
    r"(?:^|(?<=\n))[ ]?(?P<before>(?:[^\s:：]{1,8}[ ]{1,2}){0,4})(?:提取|访问|分享)?(?:密[码碼]|[码碼]|口令)"
    r"(?=[ ]{1,2}[^\s:：])[^\n:：]{1,60}\n"
)
_CODE_CELL = re.compile(r"(?P<code>[A-Za-z0-9]{3,8})")
_CELLS = re.compile(r"\S{1,80}")
_ROW: Final = 80
_KEY: Final = 120
_TABLE: Final = 20_000  # how far above a row the head of its table is looked for


def takes_code(found: Found) -> bool:
    """Whether shares of this kind have passcodes at all."""
    disk = disk_named(found.link.provider)
    return bool(disk.code_parameters) or disk.needs_code


def code_at_end(text: str, provider: str, *, bracketed: bool) -> str:
    """The passcode that ends a link's own words without a word for it; `bracketed`: only one in brackets."""
    match = _AT_END.search(text[-40:]) if disk_named(provider).code_parameters else None
    code = next(filter(None, match.groups()), "") if match else ""
    if not code or (bracketed and match is not None and match["word"]) or NO_BARE_CODE.fullmatch(code):
        return ""
    low, high = disk_named(provider).code_length
    return code if low <= len(code) <= high else ""


def _in_column(text: str, end: int) -> re.Match[str] | None:
    """The rest of a row whose table has a column of passcodes."""
    match = _LAST_CELL.match(text, end)
    return match if match and _COLUMN.search(text, max(0, end - _TABLE), end) else None


def _in_labelled_row(text: str, found: Found) -> re.Match[str] | None:
    """The last cell behind a share before which its row says nothing but the provider's name."""
    match = _ROW_END.match(text, found.end)
    if match is None:
        return None
    row = text[max(text.rfind("\n", 0, found.start) + 1, found.start - _ROW) : found.start].strip(" :：")
    return match if LABEL.fullmatch(row) else None


def _in_column_before(text: str, start: int) -> re.Match[str] | None:
    """The cell before a share in a row whose table has its passcodes in a column before its links."""
    row = text[max(text.rfind("\n", 0, start) + 1, start - _ROW) : start]
    match = _CELL_BEFORE.search(row[-12:])
    if match and _COLUMN_BEFORE.search(text, max(0, start - _TABLE), start):
        return match
    cells = list(_CELLS.finditer(row))
    if not any(_CODE_CELL.fullmatch(cell[0]) for cell in cells):
        return None
    head = _HEAD.search(text, max(0, start - _TABLE), start - len(row))
    place = len(head["before"].split()) if head else len(cells)
    return _CODE_CELL.fullmatch(cells[place][0]) if place < len(cells) else None


def with_bare_code(text: str, found: Found) -> Found:
    """The four characters right behind a share, where no word says what they are; the next cell of a table row."""
    if found.link.kind != "netdisk" or found.link.passcode:
        return found
    disk = disk_named(found.link.provider)
    low, high = disk.code_length
    if disk.key_behind:
        key = re.compile(disk.key_behind, re.I).search(text, found.end, found.end + _KEY)
        return found.with_code(key["code"]) if key else found
    takes = takes_code(found)
    match = _in_column_before(text, found.start) if takes else None
    if match is None and disk.bare_code:
        match = _BARE.match(text, found.end)
    if match is None and takes:
        comma = text.find(",", found.start, found.end)  # a row of values: what is behind it is no part of the link
        dashes = text.find("--", found.start, found.end)
        match = _BESIDE.match(text, comma) if comma > 0 else None
        if match is None and dashes > 0:
            match = _CELL.match(text, dashes)
        match = match or _GLUED.match(text, found.end) or _CELL.match(text, found.end)
        match = match or _BRACKETED_BEHIND.match(text, found.end)
        if match is None and disk.needs_code:
            match = _NEEDED.match(text, found.end)
        match = match or _in_labelled_row(text, found) or _in_column(text, found.end) or _BESIDE.match(text, found.end)
        match = match or _AHEAD.search(text, max(0, found.start - 24), found.start)
    code = next(filter(None, match.groups()), "") if match else ""
    return found.with_code(code) if low <= len(code) <= high and not NO_BARE_CODE.fullmatch(code) else found
