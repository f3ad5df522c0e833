"""MEGA: the decryption key is the code."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="mega",
    names=("MEGA", "mega"),
    hosts=("mega.nz", "www.mega.nz", "mega.co.nz", "mega.io", "m.mega.nz"),
    shapes=(
        Shape(
            r"/(?P<sort>file|folder|embed)/(?P<key>[\w-]{6,12})(?:#(?P<code>[\w-]{20,50}))?",
            "https://mega.nz/{sort}/{key}",
        ),
        Shape(r"/(?:embed)?/?#!(?P<key>[\w-]{6,12})(?:!(?P<code>[\w-]{20,50}))?", "https://mega.nz/file/{key}"),
        Shape(r"/#F!(?P<key>[\w-]{6,12})(?:!(?P<code>[\w-]{20,50}))?", "https://mega.nz/folder/{key}"),
    ),
    code_parameters=(),
    code_length=(20, 50),
    key_behind=r"(?:key|密[钥匙鑰]+|钥匙|password|密码)\W{1,6}(?P<code>[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{22})(?![\w-])",
)
