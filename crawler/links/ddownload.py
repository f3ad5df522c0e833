"""DDownload."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="ddownload",
    hosts=("ddownload.com", "www.ddownload.com", "ddl.to"),
    shapes=(Shape(r"/(?P<key>[a-z0-9]{12})(?=[/.?#]|$)", "https://ddownload.com/{key}"),),
    code_parameters=(),
)
