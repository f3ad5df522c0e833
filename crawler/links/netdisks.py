"""The netdisks we know, in one visible table, and whose share an address is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from crawler.links import (
    aliyun,
    baidu,
    cowtransfer,
    ctfile,
    ddownload,
    dropbox,
    feijipan,
    feimao,
    filefactory,
    gdrive,
    gofile,
    guangya,
    hitfile,
    ilanzou,
    jianguoyun,
    katfile,
    keeptoshare,
    krakenfiles,
    lanzou,
    mediafire,
    mega,
    mobile,
    nitroflare,
    onedrive,
    onefichier,
    pan115,
    pan123,
    pikpak,
    pixeldrain,
    quark,
    rapidgator,
    terabox,
    tianyi,
    turbobit,
    uc,
    weiyun,
    wenshushu,
    wetransfer,
    wopan,
    workupload,
    xunlei,
    yunpan360,
)
from crawler.links.netdisk import Netdisk, Share

NETDISKS: Final[tuple[Netdisk, ...]] = (
    baidu.NETDISK,
    quark.NETDISK,
    aliyun.NETDISK,
    uc.NETDISK,
    xunlei.NETDISK,
    pan115.NETDISK,
    pan123.NETDISK,
    tianyi.NETDISK,
    mobile.NETDISK,
    lanzou.NETDISK,
    ilanzou.NETDISK,
    weiyun.NETDISK,
    ctfile.NETDISK,
    jianguoyun.NETDISK,
    yunpan360.NETDISK,
    wenshushu.NETDISK,
    feijipan.NETDISK,
    guangya.NETDISK,
    pikpak.NETDISK,
    cowtransfer.NETDISK,
    wopan.NETDISK,
    feimao.NETDISK,
    onedrive.NETDISK,
    gdrive.NETDISK,
    mega.NETDISK,
    mediafire.NETDISK,
    onefichier.NETDISK,
    rapidgator.NETDISK,
    dropbox.NETDISK,
    terabox.NETDISK,
    pixeldrain.NETDISK,
    gofile.NETDISK,
    wetransfer.NETDISK,
    nitroflare.NETDISK,
    turbobit.NETDISK,
    katfile.NETDISK,
    krakenfiles.NETDISK,
    ddownload.NETDISK,
    filefactory.NETDISK,
    hitfile.NETDISK,
    keeptoshare.NETDISK,
    workupload.NETDISK,
)

_EXACT: Final = {host: disk for disk in NETDISKS for host in disk.hosts if not host.startswith(".")}
_SUFFIXES: Final = {host[1:]: disk for disk in NETDISKS for host in disk.hosts if host.startswith(".")}
_PATTERNS: Final = tuple((re.compile(pattern), disk) for disk in NETDISKS for pattern in disk.host_patterns)


@lru_cache(maxsize=16_384)
def disk_of(host: str) -> Netdisk | None:
    """The netdisk that a host (lower case, without port) belongs to."""
    if host in _EXACT:
        return _EXACT[host]
    labels = host.split(".")
    for start in range(1, len(labels) - 1):
        if disk := _SUFFIXES.get(".".join(labels[start:])):
            return disk
    return next((disk for pattern, disk in _PATTERNS if pattern.fullmatch(host)), None)


def share_of(host: str, route: str) -> Share | None:
    """The share that a host and its route (path, query and fragment) name."""
    disk = disk_of(host)
    return disk.share(host, route) if disk else None


@lru_cache(maxsize=64)
def disk_named(name: str) -> Netdisk:
    """The netdisk registered under a provider's name."""
    return next(disk for disk in NETDISKS if disk.name == name)
