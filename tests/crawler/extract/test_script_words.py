"""The literal beside a share in a script names it; other shares are walls, and plain media keep their page's words."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import read

SHARE = "https://pan.quark.cn/s/0a1b2c3d4e5f"
OTHER = "https://pan.quark.cn/s/ffffffffffff"
NAMED = [
    f"document.body.append(Object.assign(document.createElement('a'),{{href:'{SHARE}',textContent:'满江红 1080P'}}))",
    f"React.createElement('a',{{href:'{SHARE}'}},'满江红 1080P')",
    f"$('<a>',{{href:'{SHARE}',text:'满江红 1080P'}}).appendTo('#box');",
    f"var s='';s+='<a href=\"';s+='{SHARE}';s+='\">满江红 1080P</a>';document.write(s)",
    f"var x=['href','{SHARE}','满江红 1080P'];document.write('<a href='+x[1]+'>'+x[2]+'</a>')",
    f"copy('流浪地球 4K','{OTHER}');copy('满江红 1080P','{SHARE}')",
]


def _texts(body: str) -> dict[str, list[str]]:
    page = Page("http://a.example/1", text=f"<html><body><h1>资源下载</h1>{body}</body></html>")
    return {each.link.url: [text.text for text in each.texts] for each in read(page).sightings}


@pytest.mark.parametrize("script", NAMED)
def test_a_share_in_a_script_is_named_by_the_literal_beside_it(script: str) -> None:
    assert any("满江红" in text for text in _texts(f"<script>{script}</script>")[SHARE])


def test_shares_are_walls() -> None:
    texts = _texts(f"<script>f('流浪地球 4K','{OTHER}');g('{SHARE}');h('满江红 1080P')</script>")
    assert not any("满江红" in text for text in texts[OTHER]) and any("流浪地球" in text for text in texts[OTHER])
    assert not any("流浪地球" in text for text in texts[SHARE])


def test_attributes_name_their_shares_too() -> None:
    texts = _texts(f"<div x-data=\"{{url:'{SHARE}',name:'满江红 1080P'}}\"><a :href=url x-text=name></a></div>")
    assert any("满江红" in text for text in texts[SHARE])


def test_media_keep_the_words_of_their_page() -> None:
    texts = _texts("<script>play('https://cdn.example/1.m3u8','会员专享片源')</script>")
    assert texts and not any("会员专享片源" in text for each in texts.values() for text in each)
