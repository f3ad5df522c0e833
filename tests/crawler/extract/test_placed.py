"""Passcodes that a page's markup holds: in a link's own words, above the line, beside a hidden address."""

from __future__ import annotations

from base64 import b64encode

import pytest

from core.types import Page
from crawler.extract import read

URL = "https://pan.baidu.com/s/1AbCdEfGhIjKlMnOpQrStUv"
HIDDEN = b64encode(URL.encode()).decode()


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        (f'<a href="{URL}">百度网盘（ab12）</a>', "ab12"),
        (f'<a href="{URL}">百度网盘 ab12</a>', "ab12"),
        (f'<a href="{URL}">长夜行记 [x9k2]</a>', "x9k2"),
        (f'<a href="{URL}">长夜行记 h265</a>', ""),
        (f'<a href="{URL}">长夜行记（1080）</a>', ""),
        (f'<a href="{URL}">长夜行记 xk29</a>', ""),
        (f"<p>{URL}<sup>ab12</sup></p>", "ab12"),
        (f'<a data-href="{HIDDEN}" data-code="ab12" href="javascript:;">网盘下载</a>', "ab12"),
        ('<b data-code="ab12">验证</b>' + f'<a href="{URL}">网盘</a>', ""),
    ],
)
def test_codes(markup: str, code: str) -> None:
    text = f"<html><title>长夜行记</title><h1>长夜行记</h1><div>{markup}</div></html>"
    (sighting,) = read(Page("http://s.example/1.html", text.encode(), text, content_type="text/html")).sightings
    assert (sighting.link.url, sighting.link.passcode) == (URL, code)
