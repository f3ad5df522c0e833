"""Forms with nothing to fill in: what their buttons ask for, and what is not pressed."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract.button_form import pressed
from crawler.extract.clickable import clickable
from crawler.extract.document import Document
from crawler.extract.following import follow

HOST = "http://film.example"
LEADS = [
    ('<form action="/get/7.html"><button>进入下载页</button></form>', ["/get/7.html"]),
    ('<FORM ACTION="/get.php"><INPUT TYPE=hidden NAME=id VALUE=7><INPUT TYPE=submit VALUE="立即下载"></FORM>',
     ["/get.php?id=7"]),
    ('<form action="/none"><button formaction="/play/7.html">播放</button></form>', ["/play/7.html"]),
    ('<form action="/play?old=1#top"><input type=hidden name=a value="二 &amp; 三"><button name=line value=2>线路二'
     "</button></form>",
     ["/play?a=%E4%BA%8C+%26+%E4%B8%89&line=2"]),
    ('<form action="/d"><button name=q value=hd>高清下载</button><button name=q value=sd>标清下载</button>'
     "<button type=button>观看</button></form>",
     ["/d?q=hd", "/d?q=sd"]),
    ('<form method=post action="/p"><button formmethod=get formaction="/open/1">查看</button></form>', ["/open/1"]),
    ('<form action="/list"><input type=hidden name=page value=2>下一页</form>', ["/list?page=2"]),
]  # fmt: skip
LEFT = [
    '<form action="/get.php" method="dialog"><input type=hidden name=id value=7><button>立即下载</button></form>',
    '<form action="/vote.php" method="post"><input type=hidden name=id value=7><button>下载</button></form>',
    '<form action="/get.php"><button formmethod="POST">立即下载</button></form>',
    '<form action="/find"><input name="key"><button>立即下载</button></form>',
    '<form action="/find"><select name="key"><option>1</option></select><button>下载</button></form>',
    '<form action="/user"><input type=hidden name=id value=7><button>立即登录</button></form>',
    '<form action="/vote.php"><input type=hidden name=id value=7><button>点击</button></form>',
    '<form action="/x"><input type=hidden name=id value=7><button>立即购买</button></form>',
    '<form action="/x"><input type=hidden name=id value=7><button type=button>下载</button></form>',
    '<form action="/x"><input type=hidden name=id value=7></form>',
    '<form action="javascript:void(0)"><button>下载</button></form>',
]


def _pressed(body: str) -> list[str]:
    page = Page(f"{HOST}/film/7.html", text=f"<html><body>{body}</body></html>")
    return [follow.url.removeprefix(HOST) for follow in pressed(Document(page))]


@pytest.mark.parametrize(("body", "addresses"), LEADS)
def test_buttons_lead_on(body: str, addresses: list[str]) -> None:
    assert _pressed(body) == addresses


@pytest.mark.parametrize("body", LEFT)
def test_what_is_sent_or_done_is_left_alone(body: str) -> None:
    assert _pressed(body) == []


def test_what_a_button_posts_is_posted() -> None:
    body = (
        '<form method=POST action="/get.php?a=1#x"><input type=hidden name=id value="七 7"><button name=go value=1>'
        "立即下载</button></form>"
        '<form method=post><input type=hidden name=op value=download1><input type=submit value="Download"></form>'
    )
    page = Page(f"{HOST}/film/7.html", text=f"<html><body>{body}</body></html>")
    asked = [(each.url, each.form) for each in clickable(Document(page))]
    assert asked == [
        (f"{HOST}/get.php?a=1", "id=%E4%B8%83+7&go=1"),
        (f"{HOST}/film/7.html", "op=download1"),
    ]
    assert [each.form for each in follow(Document(page)) if each.form] == ["id=%E4%B8%83+7&go=1", "op=download1"]


def test_a_page_of_buttons_is_bounded() -> None:
    form = '<form action="/d">' + "".join(f"<button name=n value={n}>下载</button>" for n in range(50)) + "</form>"
    assert len(_pressed(form * 100)) == 100
