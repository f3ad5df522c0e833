"""The words of a pasted share: the name of the file that the netdisk's own share text gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crawler.links.found import Found
from crawler.links.items import names_item
from crawler.links.passcode import mentions

_BEFORE_WINDOW: Final = 400
_AFTER_WINDOW: Final = 300
_SHARED = re.compile(
    r"(?:通过|使用|用)\S{0,12}?(?:网盘|云盘|云)?(?:给你|给您)?分享(?:的|了)(?:文件|内容|资源)?\s{0,2}[：:]?\s{0,2}(?P<name>[^\n]{1,260})"
)
_QUOTED = re.compile(r"分享了?\s?[「『《\"“](?P<name>[^」』\n]{1,260})[」』\"”]")
_FRONT = re.compile(
    r"[「『](?P<name>[^「」『』\n]{1,260})[」』](?=\s*[，,]?\s*(?:点击链接|来自|等\d+|\(访问|（访问|，点击))"
)
_LABELLED = re.compile(
    r"(?:分享文件|文件分享|分享内容|文件名称?|资源名称?|资源标题|影片名称?|片名|剧名|书名|名称|标题)\s{0,2}[：:]\s{0,3}(?P<name>[^\n\t]{1,260})"
)
# Each with letters of which one stands in all that it finds.
_TOLD: Final = (("享", _SHARED), ("享", _QUOTED), ("「『", _FRONT), ("享名题", _LABELLED))
_BEHIND_115 = re.compile(r"#?\s{0,4}\n\s{0,4}(?P<name>[^\n]{1,260})\n\s{0,4}访问码")
_SEVERAL = re.compile(r"\s?等\s?\d+\s?个?(?:文件|项|内容)?(?:夹)?\s*$")
_CUT = re.compile(r"\s*(?:链接|提取码|访问码|复制这段|点击链接|下载地址|https?:|大小\s?[：:]|描述\s?[：:]|📁|🏷|🔗)")
_ADVICE = re.compile(r"复制这段内容[^\n]{0,40}|-{0,3}来自[^\n]{0,30}分享")


def named(text: str, found: Sequence[Found]) -> list[Found]:
    """Shares with the names that the share texts around them give: one's name is not that of the next item."""
    done, before = [], 0
    for one in found:
        name = "" if one.share_text or one.link.kind != "netdisk" else name_beside(text, one.start, one.end)
        if name and before and _names_another(text, before, one.start):
            name = name_beside(text, one.start, one.end, before)
        done.append(replace(one, share_text=name) if name else one)
        before = one.end
    return done


def _names_another(text: str, start: int, end: int) -> bool:
    """Whether the words between two shares name another item, passcodes and the share's own advice left out."""
    words, last = [], start
    for each in mentions(text, start, end):
        words.append(text[last : each.start])
        last = each.end
    words.append(text[last:end])
    return names_item(_ADVICE.sub(" ", " ".join(words)))


def name_beside(text: str, start: int, end: int, floor: int = 0) -> str:
    """The file name that the share text around `text[start:end]` gives; "" when it gives none.

    What stands before `floor` speaks of something else.
    """
    before = text[max(floor, start - _BEFORE_WINDOW) : start]
    for letters, pattern in _TOLD:
        if any(letter in before for letter in letters) and (found := _last(pattern, before)):
            return found
    behind = _BEHIND_115.match(text, end, end + _AFTER_WINDOW)
    return behind["name"].strip() if behind else ""


def _last(pattern: re.Pattern[str], text: str) -> str:
    name = ""
    for found in pattern.finditer(text):
        name = clean(found["name"]) or name
    return name


def clean(name: str) -> str:
    """A name without what follows it on its line, and without "and n other files"."""
    if cut := _CUT.search(name):
        name = name[: cut.start()]
    return _SEVERAL.sub("", name).strip(' 「」『』"“”：:,，。\t\u3000')
