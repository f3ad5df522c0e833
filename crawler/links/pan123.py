"""123 netdisk (123云盘), whose numbered hosts keep changing."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="123pan",
    names=("123",),
    hosts=("123pan.com", "www.123pan.com", "123pan.cn", "www.123pan.cn", ".share.123pan.cn"),
    host_patterns=(r"(?:[a-z0-9-]+\.)?123(?:pan|yunpan|\d{3})\.(?:com|cn)",),
    shapes=(
        Shape(r"/(?:s|123pan)/(?P<key>[A-Za-z0-9_]{2,20}(?:-[A-Za-z0-9_]{2,20})?)", "https://www.123pan.com/s/{key}"),
    ),
    disguised=(
        "123pan.com/s/",
        "123684.com/s/",
        "123865.com/s/",
        "123912.com/s/",
        "123685.com/s/",
        "123592.com/s/",
        "123652.com/s/",
    ),
)
