"""China Telecom's cloud (天翼云盘)."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="tianyi",
    names=("天翼", "天翼云", "189"),
    hosts=("cloud.189.cn", "h5.cloud.189.cn", "m.cloud.189.cn", "content.21cn.com", "www.189.cn"),
    shapes=(
        Shape(r"/(?:[\w./]*#/)?t/(?P<key>[A-Za-z0-9]{4,20})", "https://cloud.189.cn/t/{key}"),
        Shape(
            r"/(?:web/share|share\.html#/web/share)/?\?(?:.*[?&])?code=(?P<key>[A-Za-z0-9]{4,20})",
            "https://cloud.189.cn/t/{key}",
        ),
        Shape(r".*[?&#]shareCode=(?P<key>[A-Za-z0-9]{4,20})", "https://cloud.189.cn/t/{key}"),
    ),
    usual=12,
    needs_code=True,
    code_parameters=("pwd", "password", "passcode", "accessCode", "访问码", "提取码"),  # code= is the key here
    disguised=("cloud.189.cn/t/", "cloud.189.cn/web/share?code="),
)
