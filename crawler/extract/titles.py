"""A page's <title> without the site's name and the phrases every page of the site repeats."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from crawler.extract.telling import is_telling

_SEPARATOR: Final = re.compile(
    r"\s*[|｜_»›]+\s*|\s+[-–—·:>]+\s+|(?<=[^\x00-\x7f])[-–—]+(?=\S)|(?<=\S)[-–—]+(?=[^\x00-\x7f])|—+"
)
_SITE: Final = re.compile(
    r"(?:网|吧|影院|影视|论坛|社区|小说|书库|书屋|文学|资源|资源站|资源网|网盘|搜索|频道|首页|官网|博客|下载站|电影天堂|迷|库|"
    r"forum|forums|board|blog|tv|home|official site|powered by .{1,30}|"
    r"[\w-]{2,40}\.(?:com|cn|net|org|cc|tv|me|top|xyz|vip|info|io|la|in))$",
    re.I,
)
_PHRASE: Final = re.compile(
    r"(?:(?:免费|高清|在线|全集|完整版?|手机|最新|迅雷|网盘|百度云|磁力|BT|4K|蓝光|无删减|国语|中字|电影|电视剧|动漫|综艺|资源|"
    r"观看|播放|下载|影视|视频|阅读|全文|txt|TXT|漫画|小说|短剧|剧集|详情|列表|分类|页|第\d{1,4}|和|与|、|，|,|/|\s){1,20})",
)
_LONGEST: Final = 500
_READ: Final = 20_000
_HEAD: Final = 4_000
_LONGEST_LINE: Final = 30
_LONGEST_NAME: Final = 8


@lru_cache(maxsize=2048)
def without_site(title: str, site_name: str = "", host: str = "") -> str:
    """The words of a title that belong to this page alone; the whole title when nothing would be left."""
    title = title[:_LONGEST]
    parts = [part.strip() for part in _SEPARATOR.split(title) if part and part.strip()]
    if len(parts) < 2:
        name, _, site = title.rpartition(" ")
        return name.strip() if name and len(site) <= _LONGEST_NAME and _SITE.search(site) else title
    host = host.lower().removeprefix("www.")
    labels = {host, *(label for label in host.split(".") if len(label) > 3)}
    kept = [
        part
        for place, part in enumerate(parts)
        if not _is_site(part, site_name, labels, place > 0) and not _PHRASE.fullmatch(part)
    ]
    if not kept:
        kept = parts[:1]
    return " - ".join(kept)


def _is_site(part: str, site_name: str, labels: set[str], behind: bool) -> bool:
    """Whether a part is the site's name; what stands first must be known to be, as works end in "home" and 网, too."""
    low = part.lower()
    if (site_name and low == site_name.lower()) or low.replace(" ", "") in labels:
        return True
    return behind and len(part) <= 30 and _SITE.search(part) is not None


def repeated(title: str, text: str) -> str:
    """The parts of a title that the page shows as lines of their own, where it shows one: the rest is the site's."""
    parts = title.split(" - ")
    if len(parts) < 2:
        return title
    lines = f"\n{text[:_READ]}\n"
    shown = [part for part in parts if f"\n{part}\n" in lines or f"\n{part} \n" in lines]
    if not any(is_telling(part) for part in shown):
        return title
    if parts[0] not in shown and (f"\n{parts[0]}" in lines or _begins_with_line(parts[0], text)):
        shown = [parts[0], *shown]
    return " - ".join(shown)


def _begins_with_line(part: str, text: str) -> bool:
    """Whether a part is a line of the page with a phrase behind it: "某书漫画免费看" over "某书"."""
    lines = set(text[:_HEAD].split("\n"))
    return any(part[:end] in lines for end in range(2, min(len(part), _LONGEST_LINE)))
