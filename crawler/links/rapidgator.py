"""Rapidgator."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="rapidgator",
    hosts=("rapidgator.net", "www.rapidgator.net", "rapidgator.asia", "rg.to"),
    shapes=(
        Shape(r"/file/(?P<key>[A-Za-z0-9]{6,40})", "https://rapidgator.net/file/{key}"),
        Shape(r"/folder/(?P<key>\d{3,12})", "https://rapidgator.net/folder/{key}", "folder-{key}"),
    ),
    code_length=(3, 8),
)
