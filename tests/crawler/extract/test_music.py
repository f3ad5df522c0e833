# ruff: noqa: E501 - markup as sites write it
"""Songs, albums and their players."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.music import FAMILY


def page(text: str, url: str = "https://m.example/song/9") -> Page:
    return Page(url, text.encode(), text)


def test_song() -> None:
    text = """<title>晚风 - 甲歌手 - MP3下载</title><h1>晚风</h1><p>歌手：甲歌手</p><p>专辑：夏</p><pre>歌词</pre>
    <audio src="https://c.example/9.mp3"></audio>"""
    assert FAMILY.recognises(page(text))
    (sighting,) = FAMILY.read(page(text)).sightings
    assert (sighting.link.kind, sighting.link.url, sighting.people, sighting.work_kind) == (
        "audio", "https://c.example/9.mp3", ("甲歌手",), "music")  # fmt: skip
    assert [each.text for each in sighting.texts][:2] == ["甲歌手 - 晚风", "晚风"]


def test_player_list() -> None:
    text = """<h1>夏</h1> 专辑 歌手 试听 <script>new APlayer({element: 1, audio: [
    {name: '晚风', artist: '甲', url: 'https://c.example/1.mp3', cover: 'x'}, {name: "早霞", artist: "甲", url: "https://c.example/2.flac"}]});</script>"""
    found = {each.link.url: each.texts[0].text for each in FAMILY.read(page(text)).sightings}
    assert found == {"https://c.example/1.mp3": "甲 - 晚风", "https://c.example/2.flac": "甲 - 早霞"}


def test_structured_without_a_stream() -> None:
    text = """<script type="application/ld+json">{"@type":"MusicRecording","name":"晚风","byArtist":{"@type":"MusicGroup","name":"甲"}}</script>"""
    assert FAMILY.recognises(page(text))
    (sighting,) = FAMILY.read(page(text)).sightings
    assert (sighting.link.kind, sighting.link.url, sighting.people) == ("audio", "https://m.example/song/9", ("甲",))


@pytest.mark.parametrize("text", ["<p>音乐新闻：歌手甲发布专辑</p>", "<audio src=x.mp3></audio>", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(page(f"<audio src='{text}'></audio><script>audio: [{text}]</script><a href='{text}.mp3'>{text}</a>"))


def test_rows_of_a_table_name_the_song_then_the_singer() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>甲</td><td><a data-url='https://c.example/{n}.flac'>下载</a></td></tr>"
        for n, name in ((1, "晚风"), (2, "早霞"))
    )
    text = f"<table><tr><th>歌曲</th><th>歌手</th><th>下载</th></tr>{rows}</table><p>专辑 试听</p>"
    found = {each.link.url: [text.text for text in each.texts] for each in FAMILY.read(page(text)).sightings}
    assert "晚风 | 甲 | 下载" in found["https://c.example/1.flac"]


def test_a_button_is_no_song() -> None:
    text = """<meta property="og:type" content="music.song"><h1>晚风</h1><p>歌手：甲</p><audio src="https://c.example/1.mp3"></audio>
    <a href="https://c.example/1.flac" download>FLAC无损下载</a>"""
    found = {each.link.url: each.texts[0].text for each in FAMILY.read(page(text)).sightings}
    assert found["https://c.example/1.flac"].endswith("晚风")
