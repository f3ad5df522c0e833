"""FileFactory."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="filefactory",
    hosts=("filefactory.com", "www.filefactory.com"),
    shapes=(Shape(r"/(?:file|folder)/(?P<key>[a-z0-9]{8,24})", "https://www.filefactory.com/file/{key}"),),
    code_parameters=(),
)
