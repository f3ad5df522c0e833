"""Dropbox."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="dropbox",
    hosts=("dropbox.com", "www.dropbox.com", "dl.dropboxusercontent.com", "dl.dropbox.com", "db.tt"),
    shapes=(
        Shape(
            r"/scl/(?P<sort>fi|fo)/(?P<key>[a-z0-9]{10,24})(?P<name>/[^/?#]*)?(?=(?:.*[?&](?P<secret>rlkey=[a-z0-9]{8,40}))?)",
            "https://www.dropbox.com/scl/{sort}/{key}{name}?{secret}",  # rlkey opens it: part of the address
        ),
        Shape(r"/sh/(?P<key>[a-z0-9]{10,24})(?P<name>/[\w-]{10,40})?", "https://www.dropbox.com/sh/{key}{name}"),
        Shape(r"/s/(?:dl/)?(?P<key>[a-z0-9]{10,24})(?P<name>/[^/?#]*)?", "https://www.dropbox.com/s/{key}{name}"),
    ),
    code_parameters=(),
)
