"""Xunlei netdisk (迅雷云盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="xunlei",
    names=("迅雷",),
    hosts=("pan.xunlei.com",),
    shapes=(Shape(r"/s/(?P<key>[\w-]{2,40})", "https://pan.xunlei.com/s/{key}"),),
    usual=26,
    needs_code=True,
    disguised=("pan.xunlei.com/s/",),
)
