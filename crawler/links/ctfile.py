"""Ctfile (城通网盘) and its mirror hosts."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="ctfile",
    names=("城通", "诚通"),
    hosts=(
        ".ctfile.com",
        "ctfile.com",
        ".ctfile.net",
        ".545c.com",
        "545c.com",
        ".u062.com",
        "u062.com",
        ".t00y.com",
        "t00y.com",
        ".089u.com",
        "089u.com",
        ".474b.com",
        "474b.com",
        "pan.jc-box.com",
        ".306t.com",
        "306t.com",
        ".590m.com",
        "590m.com",
        ".n459.com",
        "n459.com",
        ".z701.com",
        "z701.com",
        ".72k.us",
        "72k.us",
        ".sn9.us",
        "sn9.us",
        ".dufile.com",
    ),
    shapes=(
        Shape(
            r"/(?:#/)?(?P<folder>f|d|fs|file|dir)/(?P<key>[A-Za-z0-9]{2,20}(?:-[A-Za-z0-9]{2,20}){0,3})",
            "https://{host}/{folder}/{key}",
        ),
    ),
    code_length=(3, 6),
)
