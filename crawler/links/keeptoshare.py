"""Keep2Share and its mirror hosts."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="keeptoshare",
    hosts=("k2s.cc", "keep2share.cc", "keep2s.cc", "fboom.me", "tezfiles.com"),
    shapes=(Shape(r"/file/(?P<key>[a-f0-9]{10,16})", "https://{host}/file/{key}"),),
    code_parameters=(),
)
