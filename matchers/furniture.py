"""Words that surround links and name nothing: addresses, codes, buttons, notes about a download."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from matchers import words

_ADDRESS: Final = re.compile(
    r"(?:[a-z0-9]{2,10}:?[\\/]{2}|magnet:\?|www\.)[^\s，。；、《》（）()\u3400-\u9fff]+"
    r"|(?<![a-z0-9.])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org|cc|xyz|vip|info)(?:/[^\s\u3400-\u9fff]*|(?![\w.-]))",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"(?:提取|访问|分享|訪問)(?:密碼|密码|码|碼)[是为]?\s?[a-z0-9]{3,8}(?![a-z0-9])|(?<![\u3400-\u9fff])密\s?[:：]\s?[a-z0-9]{3,8}(?![a-z0-9])|"
    r"(?:提取|访问|分享|解压|验证|邀请|查看)?(?:密码|密碼|码|碼|口令)(?:是|为)?\s*[:：=]\s*[^\s，。；、]{1,24}"
    r"|\b(?:pwd|passcode|password|code)\s*[:：=]\s*\S{1,24}",
    re.IGNORECASE,
)
_SPACED_LABEL: Final = re.compile(r"◎\s?([片译年产类语又剧主导])[\s\u3000]{0,4}([名代地别言演])[\s\u3000:：]{1,4}")
_NUMBERED_FILE: Final = re.compile(r"\[[\w.-]{1,30}\][._ ]?\d{1,12}\.torrent", re.IGNORECASE)  # a tracker's own naming
_POSTED: Final = re.compile(
    r"(?:发表于|发布于|更新于|更新时间|发布时间|回复于|最后编辑)\s*[:：]?\s*[\d\-/年月日:： ]{4,24}"
    r"|(?:来自|作者|楼主|发帖人|发布者)\s?[:：]\s?\S{1,30}\s{1,3}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|本帖最后由\s*\S{1,40}\s*于\s*[\d\-/年月日:： ]{4,24}编辑"
)
_SHORTCODE: Final = re.compile(  # [hide type="logged"]
    r"\[/?[a-z][a-z_-]{2,24}(?:\s[a-z_-]{1,20}=[\"'][^\"'\]]{0,60}[\"'])+\]", re.IGNORECASE
)
_LONGEST_LINE: Final = 12
_DRESSED: Final = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN_NAME: Final = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_MACHINE_NAME: Final = re.compile(r"^(?:[a-z0-9_]+\.){2,}\w+|^[0-9a-f_-]{8,}$|^[a-z]*\d[\w-]*$", re.IGNORECASE)


# What a button calls a line of a player, or the app that it opens: "量子线路2", "暴风云", "打开奇艺", "盒子播放".
_LINE: Final = re.compile(
    r"[^\W_]{0,4}(?:线路|路线|節點|节点|专线|播放源|资源站?|解析|接口|m3u8|云播?|[盒匣]子播放)[\d一二三四五①-⑨]{0,2}|"
    r"(?:打开|启动|唤起)[^\W_]{1,3}(?:app|客户端)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _generic() -> re.Pattern[str]:
    """What buttons, lines and notes are made of: a text that holds nothing else is no title."""
    listed = [word for line in words.read("furniture.txt") for word in line.split()]
    return re.compile("|".join(sorted(map(re.escape, listed), key=len, reverse=True)), re.IGNORECASE)


def without_furniture(text: str) -> str:
    """The text without addresses, access codes and the dates of posts; "" when nothing else stood there."""
    if not (
        "://" in text
        or "." in text
        or ":" in text
        or "：" in text
        or "／" in text
        or "=" in text
        or "于" in text
        or "提取" in text
        or "访问" in text
        or "◎" in text
    ):
        return text
    plain = _DRESSED.sub("", text)
    if "◎" in plain:
        plain = _SPACED_LABEL.sub(r" \1\2: ", plain)
    if "." in plain or "/" in plain or "\\" in plain or "?" in plain:
        plain = _ADDRESS.sub(" ", plain)
    if ":" in plain or "：" in plain or "=" in plain or "提取" in plain or "访问" in plain:
        plain = _CODE.sub(" ", plain)
    if "[" in plain and "=" in plain:
        plain = _SHORTCODE.sub(" ", plain)
    for furniture in (_NUMBERED_FILE, _POSTED):
        plain = furniture.sub(" ", plain)
    return plain.strip()


def is_line(text: str) -> bool:
    """Whether a text is what a button calls a line of a player or the app that it opens."""
    plain = text.strip()
    return len(plain) < _LONGEST_LINE and _LINE.fullmatch(plain) is not None


def names_something(text: str) -> bool:
    """Whether words that no listed work explains can be the title of another one."""
    if _MACHINE_NAME.search(text.strip()):
        return False
    rest = _generic().sub(" ", text)
    return len(_HAN.findall(rest)) >= 2 or (not _HAN.search(text) and bool(_LATIN_NAME.search(rest)))
