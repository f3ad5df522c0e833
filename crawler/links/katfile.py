"""Katfile."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="katfile",
    hosts=("katfile.com", "www.katfile.com", "katfile.online", "katfile.cloud"),
    shapes=(Shape(r"/(?P<key>[a-z0-9]{12})(?=[/.?#]|$)", "https://katfile.com/{key}"),),
    code_parameters=(),
)
