"""Aliyun drive (阿里云盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="aliyun",
    names=("阿里", "阿里云"),
    hosts=("alipan.com", "www.alipan.com", "aliyundrive.com", "www.aliyundrive.com", "m.alipan.com"),
    shapes=(
        Shape(r"/s/(?P<key>[A-Za-z0-9]{2,24})", "https://www.alipan.com/s/{key}"),
        Shape(r"/t/(?P<key>[A-Za-z0-9]{2,24})", "https://www.alipan.com/t/{key}", "t-{key}"),
    ),
    usual=11,
    disguised=("alipan.com/s/", "aliyundrive.com/s/"),
)
