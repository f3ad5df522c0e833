"""Guangya netdisk (光鸭云盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="guangya",
    names=("光鸭",),
    hosts=("guangyapan.com", "www.guangyapan.com"),
    shapes=(Shape(r"/s/(?P<key>[\w-]{2,40})", "https://www.guangyapan.com/s/{key}"),),
    disguised=("guangyapan.com/s/",),
)
