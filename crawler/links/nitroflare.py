"""Nitroflare."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="nitroflare",
    hosts=("nitroflare.com", "www.nitroflare.com", "nitro.download"),
    shapes=(Shape(r"/view/(?P<key>[A-Z0-9]{8,20})", "https://nitroflare.com/view/{key}"),),
    code_parameters=(),
)
