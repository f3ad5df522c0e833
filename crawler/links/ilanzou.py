"""Lanzou's second service (蓝奏云优享)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="ilanzou",
    names=("蓝奏云优享", "蓝奏优享"),
    hosts=("ilanzou.com", "www.ilanzou.com", "share.ilanzou.com"),
    shapes=(Shape(r"/s/(?P<key>[\w-]{2,32})", "https://www.ilanzou.com/s/{key}"),),
    code_length=(3, 6),
    disguised=("ilanzou.com/s/",),
)
