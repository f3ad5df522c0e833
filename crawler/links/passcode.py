"""Passcodes of shares: where people write them, and which share they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from crawler.links.found import Found
from crawler.links.netdisks import NETDISKS, disk_named

AFTER: Final = 120
AFTER_IN_HTML: Final = 300
BEFORE: Final = 60

# A word for a passcode; archive, installer and log-in passwords are something else.
_OTHER_PASSWORDS: Final = (
    "解压", "压缩", "解压缩", "压缩包", "解密", "文件", "登录", "登陆", "安装", "开机", "账号", "帐号", "用户", "后台", "播放", "观看",
    "解", "压", "rar", "zip", "RAR", "ZIP",
)  # fmt: skip
_NOT_BEFORE: Final = "".join(f"(?<!{word})" for word in _OTHER_PASSWORDS)
_LINK: Final = r"(?:\s{0,3}(?:是|为|為|就是))?[\s\u3000]{0,4}[:：=＝\-—>→]{0,2}[\s\u3000\"'“‘「『【\[(（*`#<]{0,6}"
_CODE: Final = r"(?P<code>[A-Za-z0-9]{3,8}|[A-Za-z0-9](?: [A-Za-z0-9]){3})(?![A-Za-z0-9]|://|\.[a-z])"
_CODE_2: Final = _CODE.replace("code>", "english>")
MENTION: Final = re.compile(
    rf"(?:{_NOT_BEFORE}(?:密码|密碼|口令|(?<!件)提\W?取\W?[码碼马]?|(?<![\u4e00-\u9fff])[码碼]|[访訪][问問]码|[访訪][问問]碼|分享[码碼]|验证码|取件码){_LINK}{_CODE}"
    rf"|(?<![A-Za-z])(?:pass\s?code|(?<!zip )(?<!rar )pass\s?word|access\s?code|extraction\s?code|code|pwd|tqm?|tiquma)\s{{0,3}}(?:[:：=＝]|is\s)[\s\"'\[(]{{0,4}}{_CODE_2})",
    re.I,
)
_MAY_MENTION = re.compile("[码碼令取]|code|pass|pwd|tq", re.I)
_NO_CODES: Final = frozenset(
    "null none true false undefined http https link www com baidu quark nbsp html span".split()
)
_LABEL: Final = re.compile("|".join(re.escape(name) for disk in NETDISKS for name in disk.names if not name.isascii()))
_LABELLED: Final = {name: disk.name for disk in NETDISKS for name in disk.names}
_BARE = re.compile(r"[ \t\u3000|,，/]{1,4}(?P<code>[A-Za-z0-9]{4})(?=[\s\u3000|,，。;；<]|[^\x00-\x7f]|$)")
_CELL = re.compile(r"[ ]?[\t|][ ]?(?P<code>[A-Za-z0-9]{3,6})(?=[ ]?[\t|\n]|$)")
_NOT_BARE = re.compile(
    r"(?:19|20)\d\d|1080|2160|720p|480p|1440|h26[45]|x26[45]|hevc|hdtv|hdtc|bdrip|[a-z]dvd|mkv\d|mp4\w|http|link|pass|code|from|with|this|"
    r"here|file|free|size|save|open|name|time|date|more|next|last|back|home|page|true|null|none|have|that|what|been|will|your|\d{2}gb",
    re.I,
)


class Mention(NamedTuple):
    """A passcode written in a text, and the provider whose name stands before it."""

    code: str
    start: int
    end: int
    provider: str


def mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """The passcodes that a stretch of text writes behind a word for it, in order."""
    end = len(text) if end is None else end
    if not _MAY_MENTION.search(text, start, end):
        return []
    found = []
    for match in MENTION.finditer(text, start, end):
        code = (match["code"] or match["english"]).replace(" ", "")
        if code.lower() not in _NO_CODES:
            labels = _LABEL.findall(text[max(start, match.start() - 8) : match.start()])
            found.append(Mention(code, match.start(), match.end(), _LABELLED[labels[-1]] if labels else ""))
    return found


def passcode_in(text: str, provider: str) -> str:
    """The first passcode that a short text (a link's own words, an address's tail) states for this provider."""
    if len(text) < 4:
        return ""
    plain = unquote(text[:600]) if "%" in text else text[:600]
    return next((found.code for found in mentions(plain) if _fits(found, provider)), "")


def _fits(mention: Mention, provider: str) -> bool:
    low, high = disk_named(provider).code_length
    return low <= len(mention.code) <= high and mention.provider in ("", provider)


def bind(text: str, found: Sequence[Found], *, html: bool = False) -> list[Found]:
    """The findings of a text, each share with the passcode that belongs to it.

    A passcode belongs to the share before it; where every passcode stands before its share, to the one behind it; a
    single one behind a block of shares to all of them that it may open.
    """
    bound = list(found)
    places = [place for place, one in enumerate(bound) if one.link.kind == "netdisk" and _takes_code(one)]
    if not places:
        return bound
    gaps = _gaps(text, [bound[place] for place in places], AFTER_IN_HTML if html else AFTER)
    shift = 1 if _written_before(gaps) else 0
    waiting: list[int] = []
    for order in range(len(places)):
        place = places[order]
        waiting.append(place)
        gap = gaps[order + 1 - shift]
        if not gap:
            if order + 1 < len(places) and bound[places[order + 1]].start - bound[place].end > AFTER:
                waiting.clear()
            continue
        _give(bound, waiting, gap, first=order == 0)
        waiting.clear()
    return [_with_bare_code(text, one) for one in bound]


def _takes_code(found: Found) -> bool:
    disk = disk_named(found.link.provider)
    return bool(disk.code_parameters) or disk.needs_code


def _gaps(text: str, shares: Sequence[Found], after: int) -> list[list[Mention]]:
    """The passcodes written before the first share, between each two, and behind the last."""
    first = shares[0].start
    gaps = [[one for one in mentions(text, max(0, first - BEFORE), first)]]
    for order, share in enumerate(shares):
        end = min(len(text), share.end + after)
        if order + 1 < len(shares):
            following = shares[order + 1].start
            end = min(following, max(end, following - BEFORE)) if following - share.end <= after + BEFORE else end
        gaps.append(mentions(text, share.end, end))
    return gaps


def _written_before(gaps: Sequence[Sequence[Mention]]) -> bool:
    """Whether the text writes each passcode before its share: one before the first, none behind the last."""
    return bool(gaps[0]) and not gaps[-1] and all(len(gap) == 1 for gap in gaps[1:-1])


def _give(bound: list[Found], waiting: Sequence[int], gap: Sequence[Mention], *, first: bool) -> None:
    open_places = [place for place in waiting if not bound[place].link.passcode]
    for mention in gap:
        fitting = [place for place in open_places if _fits(mention, bound[place].link.provider)]
        if not fitting:
            continue
        needy = [place for place in fitting if disk_named(bound[place].link.provider).needs_code]
        nearest = (needy or fitting)[-1]
        provider = bound[nearest].link.provider
        chosen = [place for place in fitting if bound[place].link.provider == provider]
        if len(gap) > 1:  # several codes behind a block: each opens its own
            chosen = chosen[:1]
        for place in chosen:
            bound[place] = bound[place].with_code(mention.code, shared=len(chosen) > 1)
        open_places = [place for place in open_places if place not in chosen]


def _with_bare_code(text: str, found: Found) -> Found:
    """The four characters right behind a share, where no word says what they are; the next cell of a table row."""
    if found.link.kind != "netdisk" or found.link.passcode:
        return found
    disk = disk_named(found.link.provider)
    low, high = disk.code_length
    pattern = _BARE if disk.bare_code else _CELL
    match = pattern.match(text, found.end) or (_CELL.match(text, found.end) if disk.code_parameters else None)
    if match is None or not low <= len(match["code"]) <= high or _NOT_BARE.fullmatch(match["code"]):
        return found
    return found.with_code(match["code"])
