"""1fichier."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="1fichier",
    hosts=(
        "1fichier.com",
        "www.1fichier.com",
        "alterupload.com",
        "cjoint.net",
        "desfichiers.com",
        "dfichiers.com",
        "megadl.fr",
        "mesfichiers.org",
        "piecejointe.net",
        "pjointe.com",
        "tenvoi.com",
        "dl4free.com",
    ),
    shapes=(
        Shape(r"/\?(?P<key>[a-z0-9]{5,24})", "https://1fichier.com/?{key}"),
        Shape(r"/dir/(?P<key>[A-Za-z0-9]{4,16})", "https://1fichier.com/dir/{key}"),
    ),
    code_length=(3, 8),
)
