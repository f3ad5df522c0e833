"""Links that scripts and attributes show are found with the words that they show; nothing is executed."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest

from core.types import Page, Sighting
from crawler.extract import read
from crawler.limits import PageTime

SHARE = "https://pan.quark.cn/s/0123456789ab"
NAME = "满江红 1080P"
MADE = f'<p>网盘下载：<a href="{SHARE}">满江红.2023.1080P 国语</a> 提取码：ab12</p>'
SINGLE = MADE.replace('"', "'")


def page(body: str) -> Page:
    text = f"<!DOCTYPE html><html><head><title>资源分享</title></head><body><h1>资源</h1>{body}</body></html>"
    return Page("http://site.example/film/1.html", text.encode(), text, content_type="text/html")


def offered(body: str) -> Sighting:
    (sighting,) = read(page(body)).sightings
    return sighting


def coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


# As newer articles of public accounts hold their text.
HEXED = "".join(f"\\x{ord(each):02x}" if each in '</>="' else each for each in MADE)
SCRIPTS = {
    "written": f"document.write('{MADE}');",
    "in pieces": "document.writeln(" + " + ".join(f"'{MADE[at : at + 9]}'" for at in range(0, len(MADE), 9)) + ");",
    "put into an element": f"document.getElementById('box').innerHTML = '{MADE}';",
    "a template": f"box.innerHTML = `{MADE}`",
    "beside an element": f"""document.body.insertAdjacentHTML("beforeend", "{SINGLE}")""",
    "by a library": f"$(function(){{ $('#box').append('{MADE}'); }})",
    "percent": f"document.write(decodeURIComponent('{quote(MADE)}'))",
    "base64": f"document.write(decodeURIComponent(escape(atob('{coded(MADE)}'))))",
    "numbers": f"document.write(String.fromCharCode({','.join(str(ord(each)) for each in MADE)}))",
    "backwards": f"document.write('{MADE[::-1]}'.split('').reverse().join(''))",
    "escapes": "document.write('" + "".join(f"\\u{ord(each):04x}" for each in MADE) + "')",
    "data that is decoded": "var o = {c: decode('" + HEXED + "')}",
    "evaluated": "eval(" + json.dumps(f"document.write('{MADE}')", ensure_ascii=False) + ")",
    "replaced": f"document.write('{MADE.replace('https', 'hxxps')}'.replace('hxxps', 'https'))",
    "variables": f"""var t='{NAME}'; var u="{SHARE}"; x.innerHTML = '<a href="' + u + '">' + t + '</a>'""",
    "sums": "var h='pan.qu'+'ark.cn';document.write('<a href=\"https://'+h+'/s/0123456789ab\">满江红 1080P</a>')",
    "an element made": f"var a=document.createElement('a');a.href='{SHARE}';a.textContent='{NAME}';box.append(a)",
    "data in a loop": f"var l=[{{name:'{NAME}',link:'{SHARE}'}}];l.forEach(x=>document.write('<a href='+x.link+'>'))",
}
ATTRIBUTES = {
    "a frame's own page": f'<iframe srcdoc="{MADE.replace(chr(34), "&quot;")}"></iframe>',
    "a page as data": f'<iframe src="data:text/html;charset=utf-8,{quote(MADE)}"></iframe>',
    "a page in base64": f'<iframe src="data:text/html;base64,{coded(MADE)}"></iframe>',
    "a page as a string": f"<iframe src=\"javascript:'{MADE.replace(chr(34), '&quot;')}'\"></iframe>",
    "a framework's markup": f"<div v-html=\"'{SINGLE.replace(chr(39), '&apos;')}'\"></div>",
    "a template": f"<template id=t>{MADE}</template>",
    "a script's template": f"<script type='text/x-template'>{MADE}</script>",
    "data of an element": f"""<div data-props='{{"title": "{NAME}", "url": "{SHARE}"}}'></div>""",
    "a button's script": f"<a id=go href='#'>{NAME}</a><script>document.getElementById('go').href='{SHARE}'</script>",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_what_scripts_write_is_named_as_it_is_shown(script: str) -> None:
    sighting = offered(f"<div id=box></div><script>{script}</script>")
    assert sighting.link.url == SHARE
    assert any("满江红" in text.text for text in sighting.texts)


@pytest.mark.parametrize("body", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_what_attributes_carry_is_named_as_it_is_shown(body: str) -> None:
    sighting = offered(body)
    assert sighting.link.url == SHARE
    assert any("满江红" in text.text for text in sighting.texts)


@pytest.mark.parametrize(
    "script",
    (
        "document.write('<a href=\"/film/2.html\">影片</a>')",
        "document.write('<iframe src=\"/film/2.html\"></iframe>')",
        "var n = 2; $('#b').click(function(){ window.open('/film/' + n + '.html') })",
        "document.querySelector('.b').onclick = () => { location.href = '/film/2.html' }",
    ),
)
def test_where_scripts_lead_is_followed(script: str) -> None:
    said = "<p>一部影片的介绍。" + "天地玄黄宇宙洪荒" * 80
    assert "http://site.example/film/2.html" in {
        each.url for each in read(page(f"{said}<script>{script}</script>")).follow
    }


def test_counters_and_other_hosts_lead_nowhere() -> None:
    scripts = (
        "document.write('<script src=\"/c.js\"><\\/script>');document.write('<img src=\"/c.gif\">');s.src='/stat.js'"
    )
    reading = read(page(f"<script>{scripts};location.href='https://other.example/'</script>"))
    assert not reading.sightings
    assert not [each.url for each in reading.follow if "site.example" in each.url]


def test_a_frame_in_a_frame_in_a_frame_ends() -> None:
    body = MADE
    for _ in range(3):
        body = '<iframe srcdoc="' + body.replace("&", "&amp;").replace('"', "&quot;") + '"></iframe>'
    read(page(body))


@pytest.mark.parametrize(
    "script",
    (
        "document.write('" * 30_000,
        "x.innerHTML='" * 30_000,
        "a+" * 90_000,
        "'a'+" * 60_000,
        "`${" * 60_000,
        "'\\" * 90_000,
        "x.write('a').replace(" * 10_000,
        "eval('" + "eval(\\'" * 20_000,
        "getElementById('a').href='b';" * 6_000,
    ),
    ids=lambda script: script[:12],
)
def test_scripts_made_to_stall_do_not(script: str) -> None:
    with PageTime():
        read(page(f"<p>write</p><script>write('x');{script}</script>"))
