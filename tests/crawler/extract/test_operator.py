"""Marks of operators: read as sites write them, nobody's left alone, and no page makes them slow."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.operator import MOST_MARKS, icon_mark, icon_of, marks_of

URL = "https://pirate.example/"
FINDS = {
    '<script src="https://www.googletagmanager.com/gtag/js?id=G-AB12CD34EF"></script>': ("analytics", "G-AB12CD34EF"),
    "ga('create', 'UA-1234567-3', 'auto');": ("analytics", "UA-1234567"),
    'hm.src = "https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef";': (
        "analytics",
        "0123456789abcdef0123456789abcdef",
    ),
    '<script src="//s4.cnzz.com/z_stat.php?id=1278912345&web_id=1278912345"></script>': ("analytics", "1278912345"),
    'LA.init({id:"Kx2LmN9pQr5TuVwY",ck:"x"})': ("analytics", "Kx2LmN9pQr5TuVwY"),
    '<ins data-ad-client="ca-pub-1234567890123456"></ins>': ("ads", "ca-pub-1234567890123456"),
    'var cpro_id="u6543210";': ("ads", "u6543210"),
    '<meta name="baidu-site-verification" content="code-AbCd1234">': ("verification", "code-AbCd1234"),
    "<a href='https://beian.miit.gov.cn'>京ICP备 12345678号-2</a>": ("icp", "京ICP备12345678"),
    '<a href="http://wpa.qq.com/msgrd?v=3&uin=123456789&site=qq">客服</a>': ("contact_qq", "123456789"),
    "求片请加QQ群：987654321": ("contact_qq", "987654321"),
    "合作联系微信：YsZiyuan_88": ("contact_wechat", "ysziyuan_88"),
    '<a href="https://t.me/yingshi_zy">电报</a>': ("contact_telegram", "yingshi_zy"),
    "广告投放 zhan.zhang@mail.pirate.example 联系": ("contact_email", "zhan.zhang@mail.pirate.example"),
    '<iframe src="https://json.parser.example/home/api?type=ys&uid=5767995&key=aBcD1234&url="></iframe>': (
        "player_key",
        "json.parser.example uid=5767995",
    ),
    'var player="https:\\/\\/jx.parser.example\\/?token=tk_998877&url="': (
        "player_key",
        "jx.parser.example token=tk_998877",
    ),
    '<link href="/template/mxpro/css/a.css" rel="stylesheet">': ("template", "mxpro"),
}
IGNORES = (
    "<p>COVID-19 UA-style G-STRING</p>",
    '<a href="https://t.me/share/url?url=x">分享</a><a href="https://t.me/joinchat">x</a>',
    "<img src='logo@2x.png'> someone@example.com",
    "<p>微信支付 QQ 音乐 QQ 2024</p>",
    "window.id = 'GTM-'",
)


@pytest.mark.parametrize("text", FINDS)
def test_marks_are_found(text: str) -> None:
    assert FINDS[text] in marks_of(f"<html><body>{text}</body></html>", URL)


@pytest.mark.parametrize("text", IGNORES)
def test_what_is_nobodys_is_left_alone(text: str) -> None:
    assert marks_of(text, URL) == ()


def test_a_directory_of_contacts_says_nothing_of_its_operator() -> None:
    text = "".join(f"<p>客服QQ：{100000 + number}</p>" for number in range(50))
    assert marks_of(text + "hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef", URL) == (
        ("analytics", "0123456789abcdef0123456789abcdef"),
    )


def test_the_shape_is_that_of_the_template_not_of_the_words() -> None:
    def page(words: str, rows: int) -> str:
        frame = "".join(f'<div id="x" class="block-{number}"><i class="ic{number}"></i></div>' for number in range(20))
        return frame + "".join(f'<li class="item"><a href="/v/{row}">{words}{row}</a></li>' for row in range(rows))

    def shape(text: str) -> list[str]:
        return [value for kind, value in marks_of(text, URL) if kind == "dom_shape"]

    assert shape(page("甲", 5)) == shape(page("乙", 50)) != []
    assert shape(page("甲", 5)) != shape(page("甲", 5) + '<section class="new"></section>')
    assert shape("<p>短</p>") == []


def test_icons() -> None:
    data = base64.b64encode(b"icon" * 5_000).decode()
    inline = f'<link rel="shortcut icon" href="data:image/png;base64,{data}">'
    assert icon_mark(b"icon" * 5_000) in marks_of(inline, URL)
    assert icon_of(inline, URL) == ""
    assert icon_of('<link rel="stylesheet" href="/a.css"><link href="/i.png?a=1&amp;b=2" rel="icon">', URL) == (
        "https://pirate.example/i.png?a=1&b=2"
    )
    assert icon_of("<p>", "https://pirate.example/a/b.html") == "https://pirate.example/favicon.ico"


@given(st.text(max_size=500))
def test_any_text_is_read(text: str) -> None:
    assert len(marks_of(text, URL)) <= MOST_MARKS
    icon_of(text, URL)


@pytest.mark.parametrize("piece", ["<link ", "<a class='", "https://x.example/?a=1&", "QQ：", "<meta name=", "a@b."])
def test_a_page_of_nothing_but_beginnings_is_read_to_its_end(piece: str) -> None:
    mark = '<script src="//hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef"></script>'
    text = piece * (300_000 // len(piece)) + mark
    assert ("analytics", "0123456789abcdef0123456789abcdef") in marks_of(text, URL)
