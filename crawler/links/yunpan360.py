"""360 netdisk (360云盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="yunpan360",
    names=("360",),
    hosts=("yunpan.360.cn", "www.yunpan.360.cn", "yunpan.cn", ".link.yunpan.com", ".link.yunpan.360.cn"),
    shapes=(
        Shape(r"/lk/(?P<key>(?:surl_)?[\w-]{4,32})", "https://yunpan.360.cn/lk/{key}"),
        Shape(r"/surl_(?P<key>[\w-]{4,32})", "https://yunpan.360.cn/lk/{key}", "surl_{key}"),
        Shape(r"/(?P<key>[cQ][A-Za-z0-9]{8,20})(?![\w./-])", "https://yunpan.cn/{key}"),
    ),
    code_length=(3, 8),
)
