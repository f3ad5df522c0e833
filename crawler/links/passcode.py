"""Passcodes of shares: where people write them, and which share they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from crawler.links.found import Found
from crawler.links.items import names_item
from crawler.links.netdisks import NETDISKS, disk_named

AFTER: Final = 120
AFTER_IN_HTML: Final = 300
BEFORE: Final = 60

_CHINESE: Final = (
    r"[提t]\W?取\W?(?:密?[码碼马]|ma)?|[访訪][问問]密?[码碼]|分享密?[码碼]|取件[码碼]|验证[码碼]|密[码碼钥]|口令|🔑|㊙|"
    r"(?<![\u3400-\u9fff])[码碼]|(?<![\u3400-\u9fff])密(?=\s?[:：])"
)
_ENGLISH: Final = (
    r"(?<![A-Za-z])(?:pass\s?code|pass\s?word|access\s?code|extraction\s?code|pass|code|pwd|pw|tqm?|mm|tiquma)|"
    r"(?-i:(?<=[a-z])(?:Pwd|PassCode|Passcode|Password|Code|Pass))"
)
_BETWEEN: Final = (
    r"[\"'”』」】\])）]?[\s\u3000👉➡️]{0,4}(?:[都就均]?[是为為]|就?在?(?:这[里儿]?|此处?|下[面方]|后面)|如下|见下|统一[是为]?|[都均]?(?:一样|相同|通用)[的是为]?|is(?=\s))?[\s\u3000]{0,4}(?P<mark>[:：=＝\-—>→]{1,2})?"
    r"(?:<[^<>]{0,120}>|\[/?(?:b|i|u|s|color|size|font|code|hide|center|align)[^\[\]]{0,20}\]|&nbsp;|[\s\u3000\"'“‘「『【\[(（*`#👉➡️]){0,8}"
)
_CODE: Final = r"(?P<code>[A-Za-z0-9]{3,8}|[A-Za-z0-9](?: [A-Za-z0-9]){3})(?![A-Za-z0-9]|://|\.[a-z])"
_MENTION = re.compile(rf"(?:(?P<chinese>{_CHINESE})|(?P<english>{_ENGLISH})){_BETWEEN}{_CODE}", re.I)
# One of these stands among the first characters of whatever states a passcode. A look for each is a tenth of one
# pattern over a whole page.
_MARKS: Final = (
    "密:",
    "密：",
    "密 ",
    "码",
    "碼",
    "取",
    "令",
    "钥",
    "🔑",
    "㊙",
    "code",
    "pass",
    "pw",
    "tq",
    "mm",
    "tiquma",
)
_FARTHEST: Final = 12  # where in it a mark begins at the latest: "extraction code"
_FIRST: Final = frozenset("提取访訪分验密码碼口🔑㊙tTpPaAeEcCmM")  # what it begins with
# Archive, installer and log-in passwords are something else.
_OTHER_PASSWORDS: Final = (
    "解压", "解压缩", "压缩", "压缩包", "压缩文件", "解密", "登录", "登陆", "安装", "开机", "账号", "帐号", "用户",
    "后台", "播放", "观看", "wifi",
    "解", "压", "rar", "zip", "7z", "archive", "unzip", "extract", "unrar", "winrar", "login",
)  # fmt: skip
_NO_CODES: Final = frozenset({
    "null", "none", "true", "false", "undefined", "http", "https", "link", "www", "com", "baidu", "quark", "nbsp",
    "html", "span", "password", "passcode", "code", "pwd", "here", "below", "need", "magnet",
})  # fmt: skip
_LABEL = re.compile("|".join(re.escape(name) for disk in NETDISKS for name in disk.names if not name.isascii()))
_LABELLED: Final = {name: disk.name for disk in NETDISKS for name in disk.names}

_WORD = re.compile(r"[A-Z]?[a-z]{4,8}(?<!^[a-z]{4})")  # "Code: Select all"; four small letters may be a code
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WIDTHS: Final = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}

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
    rf"['\"]\s?,\s?['\"]{_MIXED.replace('?P<code>', '?P<argument>')}['\"]|"
    rf"(?:[ ]?\n[ ]?|[ ]{{1,2}}){_MIXED.replace('?P<code>', '?P<line>')}[ ]{{0,2}}(?=[\n<]|$|(?<= )[\u3400-\u9fff\d])",
    re.I,
)
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
_ROW_BEHIND = re.compile(r"年|[ ][^\x00-\x7f]")
_CELL_BEFORE = re.compile(r"(?:(?<=[ \n])|^)(?P<code>[A-Za-z0-9]{3,8})[ ]{1,2}\Z")
_COLUMN_BEFORE = re.compile(
    r"(?:^|[\n ])(?:提取|访问|分享)?(?:密[码碼]|[码碼]|口令)[ ]{1,2}[^\n :：]{0,6}"
    r"(?:链接|地址|网盘|下载|网址)[^\n :：]{0,4}[ ]{0,2}\n"
)
_TABLE: Final = 20_000  # how far above a row the head of its table is looked for
_NOT_BARE = re.compile(
    r"(?:19|20)\d\d|1080|2160|720p|480p|1440|ep\d\d|s[0-3]\de|\d\dfp|4k\d\d|h26[45]|x26[45]|hevc|hdtv|hdtc|hdts|hdcam|bdrip|[a-z]dvd|mkv\d|mp4\w|"
    r"http|link|pass|code|from|with|this|here|file|free|size|save|open|name|time|date|more|next|last|back|home|page|"
    r"true|null|none|have|that|what|been|will|your|tqma|\d{1,3}(?:gb|mb|g|m)|\d{1,2}tb?",
    re.I,
)


_OF_ALL = re.compile(r"[都均]|统一|通用|共用|全部|所有|[两三四]个|一样|相同|\ball\b|\bboth\b", re.I)
_BLOCK: Final = 2_000


class Mention(NamedTuple):
    """A passcode written in a text, and the provider whose name stands before it."""

    code: str
    start: int
    end: int
    provider: str


def mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """The passcodes that a stretch of text writes behind a word for it, in order."""
    end = len(text) if end is None else end
    found = []
    for match in _stated(text, start, end):
        code = match["code"].replace(" ", "")
        if code.lower() in _NO_CODES or (match["english"] and not _is_stated(match, code)):
            continue
        if code.isdigit() and _heads_column(text, match):
            continue
        before = text[max(0, match.start() - 10) : match.start()]
        if not before.rstrip(" :：_-(（的").lower().endswith(_OTHER_PASSWORDS):
            labels = _LABEL.findall(before)
            found.append(Mention(code, match.start(), match.end(), _LABELLED[labels[-1]] if labels else ""))
    return found


def _stated(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a stretch of text may state passcodes: what the pattern finds there, tried only beside the marks."""
    plain = text[start:end].lower()
    if len(plain) != end - start:  # letters that are two in lower case move the marks
        yield from _MENTION.finditer(text, start, end)
        return
    tried = start
    for place in _places(plain):
        tried = max(tried, start + place - _FARTHEST)
        while tried <= start + place:
            match = _MENTION.match(text, tried, end) if text[tried] in _FIRST else None
            tried += 1
            if match:
                yield match
                tried = match.end()


def _places(plain: str) -> list[int]:
    """Where the marks stand in a text in lower case, in order."""
    places = []
    for mark in _MARKS:
        place = plain.find(mark)
        while place >= 0:
            places.append(place)
            place = plain.find(mark, place + 1)
    places.sort()
    return places


def _heads_column(text: str, match: re.Match[str]) -> bool:
    """Whether the word heads a column and the number begins the next row: "密码", then "2025年 片名"."""
    return match["mark"] is None and "\n" in match[0] and _ROW_BEHIND.match(text, match.end()) is not None


def _is_stated(match: re.Match[str], code: str) -> bool:
    """English words for it are common words: they need a mark between, and neither a status nor a word behind."""
    if _WORD.fullmatch(code):
        return False
    return bool(match["mark"] or " is " in match[0].lower()) and not (len(code) == 3 and code.isdigit())


def passcode_in(text: str, provider: str) -> str:
    """The first passcode that a short text (a link's own words, an address's tail) states for this provider."""
    if len(text) < 4:
        return ""
    plain = unquote(text[:600]) if "%" in text else text[:600]
    return next((found.code for found in mentions(plain) if _fits(found, provider)), "")


def code_at_end(text: str, provider: str, *, bracketed: bool) -> str:
    """The passcode that ends a link's own words without a word for it; `bracketed`: only one in brackets."""
    match = _AT_END.search(text[-40:]) if disk_named(provider).code_parameters else None
    code = next(filter(None, match.groups()), "") if match else ""
    if not code or (bracketed and match is not None and match["word"]) or _NOT_BARE.fullmatch(code):
        return ""
    low, high = disk_named(provider).code_length
    return code if low <= len(code) <= high else ""


def _fits(mention: Mention, provider: str) -> bool:
    low, high = disk_named(provider).code_length
    return low <= len(mention.code) <= high and mention.provider in ("", provider)


def bind(text: str, found: Sequence[Found], *, html: bool = False, ways: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """The findings of a text, each share with the passcode that belongs to it.

    A passcode belongs to the share before it; where every passcode stands before its share, to the one behind it; a
    single one behind or before a block of shares to all of them that it may open. `ways` are where links stand that
    lead to shares on other pages, in order: what stands behind one of another item is that one's.
    """
    bound = list(found)
    places = [place for place, one in enumerate(bound) if one.link.kind == "netdisk" and _takes_code(one)]
    if not places:
        return bound
    text = text.translate(_WIDTHS) if _WIDE.search(text) else text
    shares = [bound[place] for place in places]
    after = _after(text, shares, AFTER_IN_HTML if html else AFTER)
    without = [one for one in bound if one.link.kind == "netdisk" and not _takes_code(one)]
    after = [_own(text, share, gap, without) if gap else gap for share, gap in zip(shares, after, strict=True)]
    before = _before(text, shares)
    if ways:
        after = [_up_to_way(text, share, gap, ways) if gap else gap for share, gap in zip(shares, after, strict=True)]
        before = [_from_way(text, share, gap, ways) if gap else gap for share, gap in zip(shares, before, strict=True)]
    if before[0] and not after[-1] and all(before):
        for place, gap in zip(places, before, strict=True):
            _give(bound, [place], gap[-1:])
    elif before[0] and not any(after):
        _give(bound, _block(bound, places), before[0][-1:])
    else:
        _bind_behind(text, bound, places, after)
        _give(bound, places[:1], before[0][-1:])
    return [_with_bare_code(text, one) for one in bound]


def _takes_code(found: Found) -> bool:
    disk = disk_named(found.link.provider)
    return bool(disk.code_parameters) or disk.needs_code


def _after(text: str, shares: Sequence[Found], reach: int) -> list[list[Mention]]:
    """The passcodes behind each share, up to the next one."""
    limits = [share.start for share in shares[1:]] + [len(text)]
    return [
        mentions(text, share.end, min(limit, share.end + reach)) for share, limit in zip(shares, limits, strict=True)
    ]


def _own(text: str, share: Found, gap: list[Mention], others: Sequence[Found]) -> list[Mention]:
    """The passcodes behind a share up to another item's, though that one's kind of share takes none."""
    walls = [
        each.start for each in others if share.end <= each.start and names_item(text[share.end : each.start])
    ] if others else []  # fmt: skip
    return [each for each in gap if each.start < walls[0]] if walls else gap


def _up_to_way(text: str, share: Found, gap: list[Mention], ways: Sequence[tuple[int, int]]) -> list[Mention]:
    """The passcodes behind a share up to another item's way to its share."""
    place = bisect_left(ways, (share.end, 0))
    if place == len(ways) or not names_item(text[share.end : ways[place][1]]):
        return gap
    return [each for each in gap if each.start < ways[place][0]]


def _from_way(text: str, share: Found, gap: list[Mention], ways: Sequence[tuple[int, int]]) -> list[Mention]:
    """The passcodes before a share from the line behind another item's way to its share."""
    place = bisect_left(ways, (share.start, 0)) - 1
    if place < 0 or "\n" not in text[ways[place][1] : share.start]:
        return gap
    line = text.index("\n", ways[place][1])
    return [each for each in gap if each.start > line]


def _before(text: str, shares: Sequence[Found]) -> list[list[Mention]]:
    """The passcodes close before each share, back to the one before it."""
    floors = [0] + [share.end for share in shares[:-1]]
    return [
        mentions(text, max(floor, share.start - BEFORE), share.start)
        for share, floor in zip(shares, floors, strict=True)
    ]


def _block(bound: Sequence[Found], places: Sequence[int]) -> list[int]:
    """The first shares that stand close together."""
    block = [places[0]]
    for place in places[1:]:
        if bound[place].start - bound[block[-1]].end > AFTER:
            break
        block.append(place)
    return block


def _bind_behind(text: str, bound: list[Found], places: Sequence[int], after: Sequence[Sequence[Mention]]) -> None:
    """Passcodes to the shares before them; another item parts the shares, unless the code is said to be all's."""
    waiting: list[int] = []
    parted: list[int] = []  # shares above that another item's words part from these
    for place, gap in zip(places, after, strict=True):
        if waiting:
            last, start = bound[waiting[-1]].end, bound[place].start
            if start - last > AFTER or names_item(text[last:start]):
                parted.extend(waiting)
                waiting.clear()
        waiting.append(place)
        if gap:
            of_all = _OF_ALL.search(text, max(bound[place].end, gap[0].start - 12), gap[0].end) is not None
            if of_all:
                waiting = [*(each for each in parted if gap[0].start - bound[each].end < _BLOCK), *waiting]
            _give(bound, waiting, gap, of_all=of_all)
            parted.clear()
            waiting.clear()


def _give(bound: list[Found], waiting: Sequence[int], gap: Sequence[Mention], *, of_all: bool = False) -> None:
    """Passcodes to the shares they stand behind: to the one whose kind needs a code, else to the nearest."""
    empty = [place for place in waiting if not bound[place].link.passcode]
    for mention in gap:
        fitting = [place for place in empty if _fits(mention, bound[place].link.provider)]
        if not fitting:
            continue
        needy = [place for place in fitting if disk_named(bound[place].link.provider).needs_code]
        provider = bound[(needy or fitting)[-1]].link.provider
        chosen = [place for place in fitting if of_all or bound[place].link.provider == provider]
        if len(gap) > 1:  # several codes behind a block: each opens its own
            chosen = chosen[:1]
        for place in chosen:
            bound[place] = bound[place].with_code(mention.code, shared=len(chosen) > 1)
        empty = [place for place in empty if place not in chosen]


def _in_column(text: str, end: int) -> re.Match[str] | None:
    """The rest of a row whose table has a column of passcodes."""
    match = _LAST_CELL.match(text, end)
    return match if match and _COLUMN.search(text, max(0, end - _TABLE), end) else None


def _in_column_before(text: str, start: int) -> re.Match[str] | None:
    """The cell before a share in a row whose table has its passcodes in the column before its links."""
    match = _CELL_BEFORE.search(text[max(0, start - 12) : start])
    return match if match and _COLUMN_BEFORE.search(text, max(0, start - _TABLE), start) else None


def _with_bare_code(text: str, found: Found) -> Found:
    """The four characters right behind a share, where no word says what they are; the next cell of a table row."""
    if found.link.kind != "netdisk" or found.link.passcode:
        return found
    disk = disk_named(found.link.provider)
    low, high = disk.code_length
    match = _BARE.match(text, found.end) if disk.bare_code else None
    if match is None and _takes_code(found):
        comma = text.find(
            ",", found.start, found.end
        )  # a row of values: what is behind the comma is no part of the link
        if comma > 0:
            match = _BESIDE.match(text, comma)
        dashes = text.find("--", found.start, found.end)
        if match is None and dashes > 0:
            match = _CELL.match(text, dashes)
    if match is None and _takes_code(found):
        match = _GLUED.match(text, found.end) or _CELL.match(text, found.end) or _in_column(text, found.end)
    match = match or (_BESIDE.match(text, found.end) if _takes_code(found) else None)
    if match is None and _takes_code(found):
        match = _in_column_before(text, found.start) or _AHEAD.search(text, max(0, found.start - 24), found.start)
    code = next(filter(None, match.groups()), "") if match else ""
    return found.with_code(code) if low <= len(code) <= high and not _NOT_BARE.fullmatch(code) else found
