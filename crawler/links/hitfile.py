"""Hitfile."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="hitfile",
    hosts=("hitfile.net", "www.hitfile.net", "htfl.net", "hil.to"),
    shapes=(Shape(r"/(?:download/free/)?(?P<key>[A-Za-z0-9]{6,12})(?=[/.?#]|$)", "https://hitfile.net/{key}"),),
    code_parameters=(),
)
