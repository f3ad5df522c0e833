"""Feimaoyun (飞猫云)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="feimao",
    names=("飞猫", "飞猫盘", "飞猫云"),
    hosts=("feimaoyun.com", "www.feimaoyun.com", "fmpan.com", "www.fmpan.com", "feimaopan.com", "www.feimaopan.com"),
    shapes=(Shape(r"/(?:#/)?s/(?P<key>[\w-]{4,32})", "https://www.feimaoyun.com/s/{key}"),),
    code_length=(3, 6),
)
