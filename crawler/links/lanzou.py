"""Lanzou (蓝奏云), whose hosts change by a letter or two."""

from __future__ import annotations

from urllib.parse import unquote

from crawler.links.netdisk import Netdisk, Shape

_KEY = r"(?P<key>(?:i|b)[A-Za-z0-9]{5,21})(?![\w.]|-[A-Za-z0-9])"

NETDISK = Netdisk(
    name="lanzou",
    names=("蓝奏", "蓝奏云", "蓝凑"),
    hosts=(".lanosso.com", ".lanrar.com", ".lanzog.com"),
    host_patterns=(
        r"(?:[\w-]+\.)*lanzou[a-z]?\.com",
        r"(?:[\w-]+\.)*lan(?!ce|ds|es|ai|ky|ge|co|di|da|na|ka)[a-z]{2}\.com",
    ),
    shapes=(
        Shape(r"/(?:tp/)?" + _KEY, "https://{host}/{key}"),
        Shape(r"/(?P<folder>tp|u)/(?P<key>[\w-]{4,22})", "https://{host}/{folder}/{key}"),
        Shape(r"/s/(?P<key>(?:[\w-]|%[0-9A-Fa-f]{2}|[\u3400-\u9fff]){1,90})", "https://{host}/s/{key}"),
        Shape(r"/(?P<key>[a-z0-9]{6,22})(?![\w./]|-[A-Za-z0-9])", "https://{host}/{key}"),
    ),
    code_length=(3, 6),
    tidy_key=unquote,
    disguised=("lanzou.com/", "lanzoui.com/", "lanzoux.com/", "lanzouw.com/"),
)
