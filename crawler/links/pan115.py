"""115 netdisk (115网盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="115",
    names=("115",),
    hosts=("115.com", "www.115.com", "115cdn.com", "www.115cdn.com", "anxia.com", "www.anxia.com", "share.115.com"),
    shapes=(Shape(r"/(?:s|lb)/(?P<key>[A-Za-z0-9]{2,24})", "https://115.com/s/{key}"),),
    usual=11,
    needs_code=True,
    disguised=("115.com/s/", "115cdn.com/s/", "anxia.com/s/"),
)
