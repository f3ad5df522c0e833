# ruff: noqa: E501 - markup as sites write it
"""Listings of folders by several servers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.open_directory import FAMILY

URL = "http://d.example/movies/%E6%9F%90%E5%89%A7/"
APACHE = """<html><head><title>Index of /movies/某剧</title></head><body><h1>Index of /movies/某剧</h1><pre>
<a href="?C=N;O=D">Name</a> <a href="/movies/">Parent Directory</a>
<a href="%E6%9F%90%E5%89%A7.S01E01.mkv">某剧.S01E01.mkv</a> 2024-01-02 10:11 1.2G
<a href="Season%202/">Season 2/</a> 2024-01-02 10:11 -
<a href="cover.jpg">cover.jpg</a> 2024-01-02 10:11 20K</pre></body></html>"""
IIS = """<html><head><title>d.example - /movies/某剧/</title></head><body><H1>d.example - /movies/某剧/</H1><hr><pre>
<A HREF="/movies/">[To Parent Directory]</A><br><br> 1/2/2024 10:11 AM 1234 <A HREF="/movies/%E6%9F%90%E5%89%A7/%E6%9F%90%E5%89%A7.S01E01.mkv">某剧.S01E01.mkv</A>
<br> 1/2/2024 10:11 AM &lt;dir&gt; <A HREF="/movies/%E6%9F%90%E5%89%A7/Season%202/">Season 2</A></pre></body></html>"""
TABLE = """<!doctype html><title>Directory listing</title><h2>目录列表 /movies/某剧/</h2><table><tr><td><a href="../">..</a></td></tr>
<tr><td><a href="./%E6%9F%90%E5%89%A7.S01E01.mkv">某剧.S01E01.mkv</a></td><td>1.2G</td></tr><tr><td><a href="./Season 2/">Season 2</a></td></tr></table>"""


def page(text: str) -> Page:
    return Page(URL, text.encode(), text)


@pytest.mark.parametrize("text", [APACHE, IIS, TABLE], ids=["apache", "iis", "table"])
def test_listing(text: str) -> None:
    assert FAMILY.recognises(page(text))
    reading = FAMILY.read(page(text))
    (sighting,) = reading.sightings
    assert sighting.link.kind == "media" and sighting.link.url.startswith("http://d.example/movies/")
    assert [(each.source, each.text) for each in sighting.texts][:2] == [
        ("file_name", "某剧.S01E01.mkv"),
        ("heading", "某剧"),
    ]
    assert [each.context[0].text for each in reading.follow] == ["Season 2"]


@pytest.mark.parametrize("text", ["<h1>Index</h1><a href=/x>x</a>", "<p>Parent Directory</p><a href=1>2</a>", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(page(f"<title>Index of /</title><a href='{text}'>{text}</a>"))
