"""Quark netdisk (夸克网盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="quark",
    names=("夸克", "夸盘"),
    hosts=("pan.quark.cn", "pan.qualk.cn", "drive.quark.cn", "m.quark.cn"),  # qualk: a look-alike that redirects
    shapes=(Shape(r"/(?:s|g)/(?P<key>[A-Za-z0-9]{2,40})", "https://pan.quark.cn/s/{key}"),),
    usual=12,
    stray=r"s/(?P<key>[0-9a-f]{12})",
    disguised=("pan.quark.cn/s/",),
)
