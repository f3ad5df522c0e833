"""Writers that no profile link names."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import read

SHARE = '<p>北岸 4K：<a href="https://pan.quark.cn/s/0123456789ab">夸克</a></p>'
PAGES = [
    (f"<table><tr><td><a href='u.php?action=show&uid=7'>清风</a></td><td>{SHARE}</td></tr></table>", "清风"),
    (f"<table><tr><td><b>清风</b><br>等级：三级<br>文章：12</td><td>{SHARE}</td></tr></table>", "清风"),
    (f"<p>分享者：清风</p>{SHARE}", "清风"),
    (f'<h1>北岸</h1><small><a href="/member/清风">清风</a> · 2 天前</small>{SHARE}', "清风"),
    (f"<p>演员等级：三级</p>{SHARE}", None),
    (f'<p><a href="/tag/清风">清风</a> · 2 天前</p>{SHARE}', None),
]


@pytest.mark.parametrize(("body", "name"), PAGES)
def test_names(body: str, name: str | None) -> None:
    (sighting,) = read(Page("http://board.example/show.asp?id=3", text=f"<html><body>{body}</body></html>")).sightings
    assert (sighting.account.name if sighting.account else None) == name
