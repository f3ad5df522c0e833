"""TeraBox and the many hosts it shares."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="terabox",
    hosts=(
        "terabox.com",
        ".terabox.com",
        ".1024terabox.com",
        "1024terabox.com",
        "1024tera.com",
        ".1024tera.com",
        ".teraboxapp.com",
        "teraboxapp.com",
        ".4funbox.com",
        "4funbox.com",
        ".mirrobox.com",
        "mirrobox.com",
        ".nephobox.com",
        "nephobox.com",
        ".momerybox.com",
        "momerybox.com",
        ".tibibox.com",
        "tibibox.com",
        ".freeterabox.com",
        "freeterabox.com",
        "terabox.fun",
        "terabox.app",
        ".terabox.app",
        "teraboxlink.com",
        "terasharelink.com",
        "terasharefile.com",
        "terafileshare.com",
        "teraboxshare.com",
        ".dubox.com",
        "dubox.com",
        "gibibox.com",
        ".gibibox.com",
        "goaibox.com",
        ".goaibox.com",
        "terabox.club",
        "teraboxurl.com",
    ),
    shapes=(
        Shape(r"/(?:[a-z]+/)?s/(?P<key>1[\w-]{4,40})", "https://www.terabox.com/s/{key}"),
        Shape(
            r"/(?:[a-z]+/){0,3}[a-z]*/?\?(?:.*[?&])?surl=(?P<key>[\w-]{4,40})",
            "https://www.terabox.com/s/1{key}",
            "1{key}",
        ),
    ),
)
