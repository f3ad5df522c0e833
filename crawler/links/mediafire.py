"""MediaFire."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="mediafire",
    hosts=("mediafire.com", "www.mediafire.com", "app.mediafire.com"),
    shapes=(
        Shape(
            r"/(?:file|download|view|file_premium|listen|watch)/(?P<key>[a-z0-9]{8,32})",
            "https://www.mediafire.com/file/{key}",
        ),
        Shape(r"/folder/(?P<key>[a-z0-9]{8,32})", "https://www.mediafire.com/folder/{key}"),
        Shape(
            r"/(?:download\.php|file\.php)?\?(?P<key>[a-z0-9]{8,32})(?![\w=])", "https://www.mediafire.com/file/{key}"
        ),
        Shape(r"/(?P<key>[a-z0-9]{13,15})(?![\w./-])", "https://www.mediafire.com/folder/{key}"),
    ),
    code_length=(3, 8),
)
