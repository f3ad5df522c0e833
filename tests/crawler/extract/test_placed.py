"""Passcodes that a page's markup holds: in a link's own words, above the line, beside a hidden address."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote

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
        (f"<p>{URL}<br>【提取码】<br>ab12</p>", "ab12"),
        (
            f"""<button @click="copy('{URL}')">复制链接</button><button @click="copy('ab12')">复制密码</button>""",
            "ab12",
        ),
        (f"""<button @click="copy('{URL}')">复制链接</button><button @click="copy('ab12')">举报</button>""", ""),
        (f'<img src="/qr.php?text={quote(URL, safe="")}"><p>扫码后输入 提取码 ab12</p>', "ab12"),
        ('<b data-code="ab12">验证</b>' + f'<a href="{URL}">网盘</a>', ""),
    ],
)
def test_codes(markup: str, code: str) -> None:
    text = f"<html><title>长夜行记</title><h1>长夜行记</h1><div>{markup}</div></html>"
    (sighting,) = read(Page("http://s.example/1.html", text.encode(), text, content_type="text/html")).sightings
    assert (sighting.link.url, sighting.link.passcode) == (URL, code)


def test_a_hash_that_a_script_makes_a_magnet_of() -> None:
    digits = "0123456789abcdef0123456789abcdef01234567"
    text = (
        f'<html><h1>长夜行记</h1><a data-hash="{digits}" data-id="{digits[::-1]}" href="javascript:;">磁力</a></html>'
    )
    (sighting,) = read(Page("http://s.example/1.html", text.encode(), text, content_type="text/html")).sightings
    assert sighting.link.ref == f"btih:{digits}"


def test_the_cells_of_a_row_stay_apart() -> None:
    row = (
        f'<tr><td>12</td><td>长夜行记</td><td><a href="{URL}">百度网盘</a></td><td>讲师甲</td><td>2024-03-01</td></tr>'
    )
    text = f"<html><table>{row * 2}</table></html>"
    (sighting,) = read(Page("http://s.example/1.html", text.encode(), text, content_type="text/html")).sightings
    assert "长夜行记 | 百度网盘 | 讲师甲" in {each.text for each in sighting.texts if each.source == "row"}


def test_what_a_post_shows_in_small_is_the_posts() -> None:
    small = f'<aside class="onebox"><a href="{URL}">网盘</a></aside>'
    text = f'<html><h1>长夜行记</h1><div class="post-content">{small}</div></html>'
    (sighting,) = read(Page("http://s.example/1.html", text.encode(), text, content_type="text/html")).sightings
    assert "长夜行记" in {each.text for each in sighting.texts}


def test_cards_that_are_links_pictures_and_buttons_keep_to_themselves() -> None:
    shares = [f"https://pan.quark.cn/s/0123456789a{n}" for n in range(3)]
    text = (
        f'<html><title>片源墙</title><div class="wall"><a class="k" href="{shares[0]}"><h6>长夜行记 4K</h6>'
        f'<small>夸克网盘 · ab12</small></a><div class="k"><img alt="远山 1080P" src="/1.jpg"><a href="{shares[1]}">'
        "<svg></svg></a></div><section class='k'><header>北岸往事</header>"
        f"<button data-url='{shares[2]}' data-key='x9k2'>打开</button></section></div></html>"
    )
    found = read(Page("http://s.example/", text.encode(), text, content_type="text/html")).sightings
    told = {each.link.url: ({text.text for text in each.texts}, each.link.passcode) for each in found}
    titles = ("长夜行记", "远山", "北岸往事")
    for share, title, code in zip(shares, titles, ("ab12", "", "x9k2"), strict=True):
        said, passcode = told[share]
        assert [each for each in titles if any(each in words for words in said)] == [title]
        assert passcode == code
