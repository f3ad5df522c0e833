"""Workupload."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="workupload",
    hosts=("workupload.com", "www.workupload.com"),
    shapes=(Shape(r"/(?P<sort>file|archive)/(?P<key>[A-Za-z0-9]{6,16})", "https://workupload.com/{sort}/{key}"),),
    code_parameters=(),
)
