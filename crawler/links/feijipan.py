"""Feijipan (小飞机网盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="feijipan",
    names=("小飞机", "飞机盘"),
    hosts=(
        "share.feijipan.com",
        "www.feijipan.com",
        "feijipan.com",
        "www.feijix.com",
        "feijix.com",
        "share.feijix.com",
    ),
    shapes=(Shape(r"/s/(?P<key>[\w-]{4,24})", "https://share.feijipan.com/s/{key}"),),
    code_length=(3, 6),
)
