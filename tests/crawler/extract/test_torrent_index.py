# ruff: noqa: E501 - markup as sites write it
"""Torrent indexes: tables, cards and detail pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.torrent_index import FAMILY

HASH = "0123456789abcdef0123456789abcdef0123456"
TABLE = "<table><thead><tr><th>Name</th><th>Size</th><th>Seeders</th><th>Leechers</th></tr></thead><tbody>" + "".join(
    f'<tr><td><a href="/view/{n}">[组]某剧 第{n}集 1080p</a></td><td><a href="/download/{n}.torrent">⬇</a><a href="magnet:?xt=urn:btih:{HASH}{n}">🧲</a></td>'
    f"<td>1.2 GiB</td><td>{n}</td><td>0</td></tr>" for n in range(1, 4)
) + "</tbody></table>"  # fmt: skip
DETAIL = f"""<title>某片 2024 - 磁力搜索</title><h1>某片 2024 BluRay</h1><p>文件大小：4.5 GB 收录时间 热度 12</p>
<a href="magnet:?xt=urn:btih:{HASH}7">磁力链接</a><h3>文件列表</h3><ul><li>某片.mkv 4.5 GB</li></ul>"""
CARDS = f"""<div class="ssbox"><div class="title"><h3><a href="/hash/{HASH}7.html">某片国语中字</a></h3></div>
<div class="sbar"><a href="magnet:?xt=urn:btih:{HASH}7">[磁力链接]</a> 大小:<b>145.5 MB</b> 热度:<b>23</b> BT</div></div>"""


def page(text: str, url: str = "https://bt.example/list") -> Page:
    return Page(url, text.encode(), text)


def test_table() -> None:
    assert FAMILY.recognises(page(TABLE))
    reading = FAMILY.read(page(TABLE))
    assert [each.link.kind for each in reading.sightings] == ["torrent", "magnet"] * 3
    assert {each.texts[0].text for each in reading.sightings[:2]} == {"[组]某剧 第1集 1080p"}
    assert [each.url for each in reading.follow] == [f"https://bt.example/view/{n}" for n in range(1, 4)]


@pytest.mark.parametrize(("text", "name"), [(DETAIL, "某片 2024 BluRay"), (CARDS, "某片国语中字")])
def test_detail_and_cards(text: str, name: str) -> None:
    assert FAMILY.recognises(page(text))
    (sighting,) = FAMILY.read(page(text)).sightings
    assert sighting.link.ref == f"btih:{HASH}7" and name in {each.text for each in sighting.texts}


@pytest.mark.parametrize("text", ["<a href='magnet:?xt=urn:btih:x'>x</a>", "<p>种子 磁力 4 GB</p>", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(page(f"<table><tr><td>{text}</td><td><a href='{text}'>{text}</a></td></tr></table>"))
