"""PikPak."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="pikpak",
    names=("PikPak", "pikpak"),
    hosts=("mypikpak.com", "www.mypikpak.com", "mypikpak.net", "toapp.mypikpak.com", "drive.mypikpak.com"),
    shapes=(Shape(r"/s/(?P<key>[\w-]{2,40})", "https://mypikpak.com/s/{key}"),),
    usual=26,
    code_length=(4, 6),
    disguised=("mypikpak.com/s/",),
)
