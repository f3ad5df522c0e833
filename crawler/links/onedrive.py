"""Microsoft OneDrive and SharePoint."""

from __future__ import annotations

from crawler.links.netdisk import Netdisk, Shape

NETDISK = Netdisk(
    name="onedrive",
    names=("OneDrive", "onedrive"),
    hosts=("1drv.ms", "onedrive.live.com", ".sharepoint.com", ".sharepoint.cn", "d.docs.live.net"),
    shapes=(
        Shape(
            r"(?P<path>/:[a-z]:/[gsrtp]/(?:[\w.%-]+/){0,4}(?P<key>[\w!-]{16,64}))",
            "https://{host}{path}",
        ),
        Shape(r"(?P<path>/[a-z]/(?:c/[0-9a-f]{8,20}/|s!)?(?P<key>[\w!-]{6,64}))", "https://{host}{path}"),
        Shape(r"/.*[?&]resid=(?P<key>[A-Za-z0-9]{8,20}(?:!|%21)[A-Za-z0-9]+).*", "https://onedrive.live.com/?id={key}"),
        Shape(r"/.*[?&]id=(?P<key>[A-Fa-f0-9]{12,20}(?:!|%21)[A-Za-z0-9]+).*", "https://onedrive.live.com/?id={key}"),
    ),
    code_parameters=(),  # ?e= is not a password
)
