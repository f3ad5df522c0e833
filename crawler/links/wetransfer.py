"""WeTransfer."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="wetransfer",
    hosts=("we.tl", "wetransfer.com", "www.wetransfer.com"),
    shapes=(
        Shape(r"/(?P<key>t-[A-Za-z0-9]{6,16})", "https://we.tl/{key}"),
        Shape(
            r"/downloads/(?P<key>[0-9a-f]{20,60})(?P<rest>(?:/[\w-]+){0,2})",
            "https://wetransfer.com/downloads/{key}{rest}",
        ),
    ),
    code_parameters=(),
)
