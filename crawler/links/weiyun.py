"""Tencent Weiyun (腾讯微云)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="weiyun",
    names=("微云", "腾讯微云"),
    hosts=("share.weiyun.com",),
    shapes=(Shape(r"/(?:s/)?(?P<key>[A-Za-z0-9]{4,32})", "https://share.weiyun.com/{key}"),),
    code_length=(4, 6),
    disguised=("share.weiyun.com/",),
)
