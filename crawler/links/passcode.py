"""Passcodes of shares: the words that people state them with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from crawler.links.netdisks import NETDISKS, disk_named

_CHINESE: Final = (
    r"[提t]\W?取\W?(?:密?[码碼马]|ma)?|[访訪][问問]密?[码碼]|分享密?[码碼]|取件[码碼]|验证[码碼]|密[码碼钥]|口令|暗号|🔑|㊙|"
    r"(?<![\u3400-\u9fff])[码碼]|(?<![\u3400-\u9fff])密(?=\s?[-:：︰=＝→|｜]|[\s\u3000]{1,2}[A-Za-z0-9])"
)
_ENGLISH: Final = (
    r"(?<![A-Za-z])(?:pass\s?code|pass\s?word|access\s?code|extraction\s?code|pass|code|pwd|pw|tqm?|mm|tiquma)|"
    r"(?-i:(?<=[a-z])(?:Pwd|PassCode|Passcode|Password|Code|Pass))"
)
_BETWEEN: Final = (
    r"[\"'”』」】\])）]?[\s\u3000👉➡️]{0,4}(?:[都就均]?[是为為]{1,2}[”』」】\])）]?|就?在?(?:这[里儿]?|此处?|下[面方]|后面)|如下|见下|统一[是为]?|[都均]?(?:一样|相同|通用)[的是为]?|is(?=\s))?[\s\u3000]{0,4}(?:</?[a-z]{1,8}>)?(?P<mark>[:：=＝\-—>→︰|｜]{1,2})?"
    r"(?:<[^<>]{0,120}>|\[/?(?:b|i|u|s|color|size|font|code|hide|center|align)[^\[\]]{0,20}\]|&nbsp;|[\s\u3000\"'“‘「『【\[(（*`#👉➡️]){0,8}"
)
_CODE: Final = r"(?P<code>[A-Za-z0-9]{3,8}|[A-Za-z0-9](?: [A-Za-z0-9]){3})(?![A-Za-z0-9]|://|\.[a-z])"
_MENTION = re.compile(rf"(?:(?P<chinese>{_CHINESE})|(?P<english>{_ENGLISH})){_BETWEEN}{_CODE}", re.I)
# One of these stands among the first characters of whatever states a passcode. A look for each is a tenth of one
# pattern over a whole page.
_MARKS: Final = (
    "密",
    "码",
    "碼",
    "取",
    "令",
    "暗号",
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
_FIRST: Final = frozenset("提取访訪分验密码碼口暗🔑㊙tTpPaAeEcCmM")  # what it begins with
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
LABEL = re.compile("|".join(re.escape(name) for disk in NETDISKS for name in disk.names if not name.isascii()))
_LABELLED: Final = {name: disk.name for disk in NETDISKS for name in disk.names}

# Nothing but passcodes is called so: no mark need follow.
_ENGLISH_ONLY = re.compile(r"pw(?![a-z])|passcode|password|pwd|(?:access|extraction) code")
_ENGLISH_TOO = re.compile(r"code|pw")
_QUALITY = re.compile(r"(?:480|540|576|720|900|1080|1440|2160)[pi]", re.I)
_VOWEL = re.compile("[aeiou]", re.I)
_WORD = re.compile(r"[A-Z]?[a-z]{4,8}(?<!^[a-z]{4})")  # "Code: Select all"; four small letters may be a code
NO_BARE_CODE = re.compile(
    r"(?:19|20)\d\d|1080[pi]?|2160p?|720p|480p|1440|ep\d\d|s[0-3]\de(?:\d\d)?|\d\dfp|4k\d\d|h26[45]|x26[45]|hevc|hdtv|hdtc|hdts|hdcam|bdrip|[a-z]dvd|mkv\d|mp4\w|"
    r"http|link|pass|code|from|with|this|here|file|free|size|save|open|name|time|date|more|next|last|back|home|page|"
    r"true|null|none|have|that|what|been|will|your|tqma|\d{1,3}(?:gb|mb|g|m)|\d{1,2}tb?",
    re.I,
)
_ROW_BEHIND = re.compile(r"年|[ ][^\x00-\x7f]")


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
        if (code.isdigit() and _heads_column(text, match)) or _QUALITY.fullmatch(code):
            continue
        before = text[max(0, match.start() - 10) : match.start()]
        if not before.rstrip(" :：_-(（的").lower().endswith(_OTHER_PASSWORDS):
            labels = LABEL.findall(before.rpartition("\n")[2])
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
    if _WORD.fullmatch(code) or (len(code) == 3 and code.isdigit()):
        return False
    mark, said = match["mark"], match[0][: -len(match["code"])].lower()
    if mark and mark not in "|｜":
        return True
    drawn = not code.isalpha() or not _VOWEL.search(code) or (len(code) == 4 and said.startswith("pw"))
    if mark or "是" in said or "为" in said or " is " in said:  # a bar parts columns too
        return not mark or drawn or (_ENGLISH_ONLY.match(said) is not None and not NO_BARE_CODE.fullmatch(code))
    mixed = not code.isalpha() and not code.isdigit() and _ENGLISH_TOO.match(said) is not None
    return (mixed or (drawn and _ENGLISH_ONLY.match(said) is not None)) and not NO_BARE_CODE.fullmatch(code)


def passcode_in(text: str, provider: str) -> str:
    """The first passcode that a short text (a link's own words, an address's tail) states for this provider."""
    if len(text) < 4:
        return ""
    plain = unquote(text[:600]) if "%" in text else text[:600]
    return next((found.code for found in mentions(plain) if fits(found, provider)), "")


def fits(mention: Mention, provider: str) -> bool:
    """Whether a passcode may open a share of this provider."""
    low, high = disk_named(provider).code_length
    return low <= len(mention.code) <= high and mention.provider in ("", provider)
