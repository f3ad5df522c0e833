"""CowTransfer (奶牛快传)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="cowtransfer",
    names=("奶牛", "奶牛快传"),
    hosts=("cowtransfer.com", "www.cowtransfer.com", "c-t.work"),
    shapes=(Shape(r"/s/(?P<key>[\w-]{6,32})", "https://cowtransfer.com/s/{key}"),),
    code_length=(4, 6),
)
