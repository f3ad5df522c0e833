"""Jianguoyun (坚果云)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="jianguoyun",
    names=("坚果云", "坚果"),
    hosts=("www.jianguoyun.com", "jianguoyun.com"),
    shapes=(Shape(r"/(?:p|c/sd)/(?P<key>[\w-]{8,32})", "https://www.jianguoyun.com/p/{key}"),),
    code_length=(3, 6),
)
