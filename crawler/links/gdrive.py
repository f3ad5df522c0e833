"""Google Drive."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="gdrive",
    names=("Google Drive", "谷歌"),
    hosts=("drive.google.com", "docs.google.com", "drive.usercontent.google.com"),
    shapes=(
        Shape(r"/(?:a/[\w.-]+/)?file/(?:u/\d+/)?d/(?P<key>[\w-]{10,80})", "https://drive.google.com/file/d/{key}/view"),
        Shape(
            r"/drive/(?:u/\d+/|mobile/)?folders/(?P<key>[\w-]{10,80})", "https://drive.google.com/drive/folders/{key}"
        ),
        Shape(
            r"/(?:u/\d+/)?(?:uc|open|download|folderview|leaf)\?(?:.*[?&])?id=(?P<key>[\w-]{10,80})",
            "https://drive.google.com/file/d/{key}/view",
        ),
    ),
    code_parameters=(),
)
