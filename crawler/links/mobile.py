"""China Mobile's cloud (中国移动云盘, formerly 和彩云)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

_OPENED = "https://yun.139.com/shareweb/#/w/i/{key}"  # the fragment carries the key

NETDISK = Netdisk(
    name="mobile",
    names=("移动", "移动云", "中国移动", "彩云", "和彩云", "139"),
    hosts=("caiyun.139.com", "yun.139.com", "www.yun.139.com", "caiyun.feixin.10086.cn"),
    shapes=(
        Shape(r"/m/i/?\?(?P<key>[A-Za-z0-9]{6,20})(?![\w=])", _OPENED),
        Shape(r"/(?:shareweb/?#/|link/|front/#/)?[wm]/i/(?P<key>[A-Za-z0-9]{6,20})", _OPENED),
        Shape(r".*[?&#]link[iI][dD]=(?P<key>[A-Za-z0-9]{6,20})", _OPENED),
        Shape(r"/(?:dl/)?(?P<key>[A-Za-z0-9]{8,20})(?![\w/.-])", _OPENED),
    ),
    usual=13,
    disguised=("caiyun.139.com/m/i?", "caiyun.139.com/w/i/", "yun.139.com/shareweb/#/w/i/"),
)
