# ruff: noqa: E501 - markup as sites write it
"""Spoken works: albums lead to episodes, episodes to their audio."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract import read
from crawler.extract.audiobook import FAMILY

ALBUM = "<title>夜航星有声小说在线收听 - 听书网</title><h1>夜航星</h1><p>作者：江上客 播音：老周 听书</p><ul>" + "".join(
    f'<li><a href="/play/5/{n}.html">第{n}集</a></li>' for n in range(1, 6)
) + "</ul>"  # fmt: skip
EPISODE = """<title>夜航星 第2集 - 有声小说</title><h1>夜航星 第2集</h1><a href="/album/5">返回目录</a> 主播 听书
<script>var a = {url: "https://c.example/5/2.m4a"};</script><div class="jPlayer"></div><a href="/play/5/1.html">上一集</a><a href="/play/5/3.html">下一集</a>"""


def page(text: str, path: str) -> Page:
    return Page(f"https://t.example{path}", text.encode(), text)


def test_album() -> None:
    assert FAMILY.recognises(page(ALBUM, "/album/5"))
    reading = FAMILY.read(page(ALBUM, "/album/5"))
    assert reading.sightings == ()
    assert [(each.url, each.context[0].text) for each in reading.follow] == [
        (f"https://t.example/play/5/{n}.html", "夜航星") for n in range(1, 6)
    ]


def test_episode() -> None:
    assert FAMILY.recognises(page(EPISODE, "/play/5/2.html"))
    (sighting,) = FAMILY.read(page(EPISODE, "/play/5/2.html")).sightings
    assert (sighting.link.kind, sighting.link.url, sighting.episode, sighting.work_kind) == (
        "audio", "https://c.example/5/2.m4a", "第2集", "audiobook")  # fmt: skip
    assert sighting.texts[0].text == "夜航星"


def test_episode_whose_stream_is_hidden_is_the_copy_itself() -> None:
    text = EPISODE.replace("https://c.example/5/2.m4a", "")
    (sighting,) = FAMILY.read(page(text, "/play/5/2.html")).sightings
    assert sighting.link.url == "https://t.example/play/5/2.html"


@pytest.mark.parametrize("text", ["<p>主播带货</p>", "<h1>小说</h1>作者 <a href=/1>第1章</a>", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text, "/x"))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(page(f"<h1>{text}</h1>有声 听书 主播<a href='{text}'>第1集</a>", "/x"))


def test_the_page_is_no_second_copy_of_the_recording_it_plays() -> None:
    numbers = "*".join(str(ord(each)) for each in "https://c.example/5/2.mp3")
    text = f'<title>夜航星 第2集 - 听书网</title><h1>夜航星 第2集</h1><audio id="a"></audio><script>var d="{numbers}".split("*")</script>'
    assert [each.link.url for each in read(page(text, "/play/5/2.html")).sightings] == ["https://c.example/5/2.mp3"]
