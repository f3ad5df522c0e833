"""Turbobit and its mirror hosts."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="turbobit",
    hosts=("turbobit.net", "www.turbobit.net", "turb.cc", "turbo.to", "turbobit.cc", "trbt.cc"),
    shapes=(Shape(r"/(?:download/free/)?(?P<key>[a-z0-9]{8,20})(?=[/.]|$)", "https://turbobit.net/{key}.html"),),
    code_parameters=(),
)
