"""Gofile."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="gofile",
    hosts=("gofile.io", "www.gofile.io"),
    shapes=(Shape(r"/(?:d/|\?c=)(?P<key>[\w-]{4,40})", "https://gofile.io/d/{key}"),),
    code_length=(3, 8),
)
