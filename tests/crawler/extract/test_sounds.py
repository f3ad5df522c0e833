"""Audio of a page."""

from __future__ import annotations

from core.types import Page
from crawler.extract.document import Document
from crawler.extract.sounds import sounds


def found(text: str) -> dict[str, str]:
    document = Document(Page("https://s.example/1", text.encode(), text))
    return {each.link.url: each.name for each in sounds(document)}


def test_places() -> None:
    assert found('<audio src="/a.mp3"></audio>') == {"https://s.example/a.mp3": ""}
    assert found('<a href="/b.flac">乙</a>') == {"https://s.example/b.flac": "乙"}
    assert found('<li data-url="https://c.example/c.m4a">丙</li>') == {"https://c.example/c.m4a": ""}
    assert found("<script>new P({audio: [{name: '丁', url: 'https://c.example/d.mp3'}]})</script>") == {
        "https://c.example/d.mp3": "丁"
    }
    assert found("<script>$('#p').jPlayer('setMedia', {title: '己', mp3: '/s/g [1].mp3', 'oga': ''})</script>") == {
        "https://s.example/s/g%20%5B1%5D.mp3": "己"
    }
    assert found("<script>new P({music: [{title: '庚[上]', /* x */ url: 'https://c.example/h.mp3'}]})</script>") == {
        "https://c.example/h.mp3": "庚[上]"
    }
    assert found('<button onclick="x(\'/e.mp3\')">x</button><a href="/f.html">y</a>').keys() <= {
        "https://s.example/e.mp3"
    }
