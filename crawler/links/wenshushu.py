"""Wenshushu (文叔叔)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="wenshushu",
    names=("文叔叔",),
    hosts=(
        "wenshushu.cn",
        "www.wenshushu.cn",
        "wenxiaozhan.net",
        "www.wenxiaozhan.cn",
        "wss.ink",
        "wss.cc",
        "wss.show",
        "wss1.cn",
        "ws28.cn",
        "ws59.cn",
    ),
    shapes=(Shape(r"/(?:f|k|box|t|s)/(?P<key>[A-Za-z0-9]{4,24})", "https://www.wenshushu.cn/f/{key}"),),
    code_length=(4, 6),
)
