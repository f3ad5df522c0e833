"""pixeldrain."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="pixeldrain",
    hosts=("pixeldrain.com", "www.pixeldrain.com", "pixeldra.in", "pixeldrain.net"),
    shapes=(
        Shape(r"/(?:u|api/file)/(?P<key>[\w-]{6,16})", "https://pixeldrain.com/u/{key}"),
        Shape(r"/(?P<sort>l|d)/(?P<key>[\w-]{6,16})", "https://pixeldrain.com/{sort}/{key}"),
    ),
    code_parameters=(),
)
