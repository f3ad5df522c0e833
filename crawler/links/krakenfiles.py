"""KrakenFiles."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="krakenfiles",
    hosts=("krakenfiles.com", "www.krakenfiles.com"),
    shapes=(Shape(r"/view/(?P<key>[A-Za-z0-9]{6,16})", "https://krakenfiles.com/view/{key}/file.html"),),
    code_parameters=(),
)
