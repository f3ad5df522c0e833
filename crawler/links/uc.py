"""UC netdisk (UC网盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="uc",
    names=("UC",),
    hosts=("drive.uc.cn", "fast.uc.cn", "yun.uc.cn"),
    shapes=(Shape(r"/s/(?P<key>[A-Za-z0-9]{2,40})", "https://drive.uc.cn/s/{key}"),),
    usual=13,
    code_length=(3, 8),
    disguised=("drive.uc.cn/s/", "fast.uc.cn/s/"),
)
