"""Passcodes beside the way to a share are found again where the share is."""

from __future__ import annotations

from core.types import Page, Text
from crawler.extract import read

LIST = """<html><body><h1>北岸 4K</h1>
<div><a href="/go/1">移动云盘</a><span>提取码 <b>c6q2</b></span></div>
<div><a href="/go/2">夸克</a></div>
<p>暗潮 全集</p><div><a href="/go/3">百度网盘</a> 提取码：x7y8</div></body></html>"""
JUMP = '<html><title>跳转</title><body><script>location.replace("{}")</script></body></html>'


def _context(path: str) -> list[str]:
    page = Page("http://box.example/9.html", text=LIST)
    return next([text.text for text in each.context] for each in read(page).follow if each.url.endswith(path))


def test_a_code_goes_with_the_link_before_it() -> None:
    assert "提取码：c6q2" in _context("/go/1")
    assert not any("提取码" in said for said in _context("/go/2"))
    assert "提取码：x7y8" in _context("/go/3")


def test_the_page_behind_takes_it_for_its_one_share() -> None:
    context = (Text("context", "北岸 4K"), Text("context", "提取码：c6q2"))
    share = "https://caiyun.139.com/m/i?A58ELvyAGeWnJ"
    (sighting,) = read(Page("http://box.example/go/1", text=JUMP.format(share), context=context)).sightings
    assert sighting.link.passcode == "c6q2"
    stated = f"<html><body><a href='{share}'>打开</a> 提取码：zz99</body></html>"
    (sighting,) = read(Page("http://box.example/go/1", text=stated, context=context)).sightings
    assert sighting.link.passcode == "zz99"


def test_several_shares_take_none() -> None:
    context = (Text("context", "提取码：c6q2"),)
    two = "".join(f"<p><a href='https://pan.quark.cn/s/{key * 12}'>夸克</a></p>" for key in "ab")
    found = read(Page("http://box.example/go/1", text=f"<html><body>{two}</body></html>", context=context)).sightings
    assert [each.link.passcode for each in found] == ["", ""]


def test_a_share_in_a_script_takes_the_only_code_of_the_text() -> None:
    script = (
        '<script>document.getElementById("d").href=atob("aHR0cHM6Ly9wYW4ucXVhcmsuY24vcy8wMTIzNDU2Nzg5YWI=");</script>'
    )
    for stated, code in (("提取码：x3cr", "x3cr"), ("提取码：x3cr 提取码：y4ds", "")):
        text = f"<html><body><h1>北岸</h1>{script}<p>{stated}</p></body></html>"
        (sighting,) = read(Page("http://box.example/j/1", text=text)).sightings
        assert sighting.link.passcode == code


def test_codes_in_fields_and_variables() -> None:
    share = "https://pan.quark.cn/s/0123456789ab"
    for body in (
        f'<input id="u" value="{share}"><input id="pw" value="h7bv">',
        f'<script>var panUrl="{share}",panPwd="h7bv";</script>',
        f'<button data-url="{share}" data-secret="h7bv">打开</button>',
    ):
        (sighting,) = read(
            Page("http://box.example/9", text=f"<html><body><h1>北岸</h1>{body}</body></html>")
        ).sightings
        assert sighting.link.passcode == "h7bv"


def test_a_button_in_a_list_of_lines_takes_its_line_along() -> None:
    lines = "<br>".join(
        f"{name} <a href='/x?id={number}'>获取</a>" for number, name in enumerate(("北岸 4K", "暗潮 全集", "远山"))
    )
    page = Page("http://box.example/list.html", text=f"<html><body><h2>热门汇总</h2><div>{lines}</div></body></html>")
    told = {each.url: [text.text for text in each.context] for each in read(page).follow}
    assert told["http://box.example/x?id=1"] == ["暗潮 全集"]
    assert told["http://box.example/x?id=2"] == ["远山"]


def test_the_only_code_goes_with_the_next_link_behind_it() -> None:
    ways = "<a href='/jump/7'>前往网盘</a><a href='/a/8'>暗潮</a>"
    text = f"<html><body><h1>北岸 4K</h1><dl><dt>提取码</dt><dd>c6q2</dd></dl>{ways}"
    told = {
        each.url: [text.text for text in each.context] for each in read(Page("http://box.example/9", text=text)).follow
    }
    assert "提取码：c6q2" in told["http://box.example/jump/7"]
    assert not any("提取码" in said for said in told["http://box.example/a/8"])
