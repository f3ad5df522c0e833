"""China Unicom's cloud (联通沃云)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="wopan",
    names=("联通", "沃云", "联通云盘"),
    hosts=("pan.wo.cn", "panservice.mail.wo.cn"),
    shapes=(
        Shape(r"/s/(?P<key>[\w-]{4,32})", "https://pan.wo.cn/s/{key}"),
        Shape(r"/.*[?&]shareId=(?P<key>[\w-]{4,48})", "https://pan.wo.cn/s/{key}"),
    ),
)
