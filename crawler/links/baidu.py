"""Baidu netdisk (百度网盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape


def _tidy(key: str) -> str:
    # surl= leaves out the leading 1 of a key of 23; people also paste the whole key there.
    return key[1:] if len(key) == 24 and key.startswith("11") else key


_OPENED = "https://pan.baidu.com/s/{key}"

NETDISK = Netdisk(
    name="baidu",
    names=("百度", "度盘", "度娘"),
    hosts=("pan.baidu.com", "yun.baidu.com", "eyun.baidu.com", "wangpan.baidu.com"),
    shapes=(
        Shape(r"/(?:wap/|mbox/)?(?:e/|doc/share/)?s/(?P<key>[\w-]{2,64})", _OPENED),
        Shape(r"/(?:share|wap|mbox/share)/(?:init|link)/?\?(?:.*[?&])?surl=(?P<key>[\w-]{2,64})", _OPENED, "1{key}"),
        Shape(
            r"/(?:share|wap|s)/(?:link|home|view)?/?\?(?=(?:.*[?&])?shareid=(?P<share>\d{3,20}))(?=(?:.*[?&])?uk=(?P<user>\d{3,20})).*",
            "https://pan.baidu.com/share/link?shareid={share}&uk={user}",
            "{share}-{user}",
        ),
        Shape(r"/doc/share/(?P<key>[\w-]{8,64})", "https://pan.baidu.com/doc/share/{key}", "doc-{key}"),
    ),
    usual=23,
    needs_code=True,
    fragment_is_code=True,
    bare_code=True,
    stray=r"(?P<key>1[\w-]{22})",
    tidy_key=_tidy,
    disguised=("pan.baidu.com/s/", "yun.baidu.com/s/", "pan.baidu.com/share/init?surl="),
)
