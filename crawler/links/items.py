"""Whether the words between two shares name another item, or only the second part of the same one."""

from __future__ import annotations

import re
from typing import Final

from crawler.links.netdisks import NETDISKS

_NAMES: Final = "|".join(sorted((re.escape(name) for disk in NETDISKS for name in disk.names), key=len, reverse=True))
_PLAIN: Final = re.compile(
    rf"https?://[!-~]{{1,400}}|{_NAMES}|(?:另外?一?个?|[两三]个|代码|备份|同上|手机|电脑|[盘的是也]|网盘|云盘|备用|链接|地址|下载|资源|分享|线路|主|副|或者?|合集|全集|完结|更新|高清|超清|蓝光|"
    r"国语|粤语|中字|正片|完整版|点击|转存|保存|打开|查看|获取|复制|[上中下]部?|第?[一二三四五六七八九十\d]{1,4}[季部集话期章卷]?|"
    r"link|url|pan|drive|download|mirror|part|disc|cd|4k|\d{3,4}p|mkv|mp4|hd|[gmk]b)",
    re.I,
)
_NAMING: Final = re.compile(r"[^\W\d_]")
_MOST: Final = 400


def names_item(words: str) -> bool:
    """Whether title marks stand there, or letters that say more than which disk, part or quality comes next."""
    return "《" in words[:_MOST] or len(_NAMING.findall(_PLAIN.sub(" ", words[:_MOST]))) > 1
