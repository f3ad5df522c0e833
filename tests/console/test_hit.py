"""What comes from outside stays text: titles, links, captures, addresses."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.highlight import marked, words_in
from console.routes.capture import can_open, page_text
from core.types import Work
from matchers import Matcher

ADDRESSES = ("href", "src", "action", "srcset", "hx-get", "hx-post")


class Links(HTMLParser):
    """Every address and every element of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "srcset", "hx-get", "hx-post")
        ]


PAGES = (
    "/queue?state=any",
    "/queue?state=any&q=%3Cscript%3Ealert(9)%3C/script%3E",
    "/queue/works?state=any",
    "/hits/{evil}",
    "/hits/{evil}/pane",
    "/hits/{evil}/leave",
    "/hits/{evil}/leave?sighting={evil}",
    "/works",
    "/works/4",
    "/works?q=%22%3E%3Cscript%3Ealert(9)%3C/script%3E",
    "/dashboard",
    "/audit?actor=%22%3E%3Cscript%3Ealert(9)%3C/script%3E",
    "/nothing/%3Cscript%3Ealert(9)%3C/script%3E",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_from_outside_becomes_code(browse: Callable[..., Any], world: Any, path: str) -> None:
    browser = browse("op")
    for evil in world.evil:
        text = browser.get(path.format(evil=evil)).text
        page = Links(text)
        scripts = [attrs.get("src") for tag, attrs in page.elements if tag == "script"]
        assert set(scripts) <= {"/static/htmx.min.js", "/static/console.js"}
        assert not [
            attrs for _, attrs in page.elements if any(name.startswith("on") or name == "style" for name in attrs)
        ]
        for address in page.addresses:
            assert address.startswith(("#main", "/", "https://")), address
        assert "\u202e" not in text and "\x1b" not in text


def test_a_capture_is_shown_as_text_and_handed_out_as_a_file(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ana")
    path = f"/hits/{world.ours[0]}/captures/{world.our_capture}"
    text = browser.get(path).text
    assert "网盘下载" in text and "<mark>流浪地球2</mark>" in text and "alert(" not in text
    answer = browser.get(path + "/file")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert b"alert('page')" in answer.content


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://pan.example/s/1", True),
        ("http://1.2.3.4:81/a", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("magnet:?xt=urn:btih:" + "a" * 40, False),
        ("ed2k://|file|a|1|" + "a" * 32 + "|/", False),
        ("thunder://QUFodHRw", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[", False),
        ("https://a.example/\n", False),
        ("//a.example/", False),
        ("", False),
    ],
)
def test_only_web_pages_are_opened_from_here(address: str, opens: bool) -> None:
    assert can_open(address) is opens


def test_leaving_is_warned_of(browse: Callable[..., Any], world: Any) -> None:
    page = Links(browse("ana").get(f"/hits/{world.ours[0]}/leave").text)
    out = [
        attrs
        for tag, attrs in page.elements
        if tag == "a" and (attrs.get("href") or "").startswith("https://pan.example")
    ]
    assert [attrs["rel"] for attrs in out] == ["noreferrer noopener nofollow"]
    hit = Links(browse("ana").get(f"/hits/{world.ours[0]}").text)
    assert not [address for address in hit.addresses if "pan.example" in address or "bbs.example" in address]
    assert not [a for a in Links(browse("ana").get(f"/hits/{world.evil[0]}/leave").text).addresses if "alert" in a]


def test_the_same_words_are_marked_however_they_are_written() -> None:
    assert marked("下載 流浪地球２ 全集", ["流浪地球2"]) == [("下載 ", False), ("流浪地球２", True), (" 全集", False)]
    assert marked("流·浪·地·球 国语", ["流浪地球"]) == [("流·浪·地·球", True), (" 国语", False)]
    assert marked("abc", []) == [("abc", False)]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("看 红hai行动 百度网盘", "红hai行动"),
        ("洪海·行动.1080P", "洪海·行动"),
        ("资源：红*行动 4K", "红*行动"),
        ("Op*ration R*d Sea 1080p", "Op*ration R*d Sea"),
        ("honghaixingdong 1080p", "honghaixingdong"),
        ("红x海x行x动 1080p", "红x海x行x动"),
    ],
)
def test_a_title_in_disguise_is_marked_as_it_stands_there(text: str, piece: str) -> None:
    work = Work("红海行动", ("Operation Red Sea",), 2018, "film")
    (match,) = Matcher([work]).match(text)
    words = words_in(work.title, match.reasons)
    assert [part for part, is_marked in marked(text, words) if is_marked] == [piece]


@given(st.text(max_size=200), st.lists(st.text(max_size=10), max_size=4))
def test_marking_keeps_the_text(text: str, words: list[str]) -> None:
    assert "".join(piece for piece, _ in marked(text, words)) == text


def test_evidence_that_is_gone_is_said_to_be(browse: Callable[..., Any], world: Any) -> None:
    for file in world.config.evidence_folder.iterdir():
        file.unlink()
    path = f"/hits/{world.ours[0]}/captures/{world.our_capture}"
    for address in (path, path + "/file"):
        answer = browse("ana").get(address)
        assert answer.status_code == 404 and "The kept page cannot be read" in answer.text
        assert str(world.config.evidence_folder) not in answer.text


def test_data_is_shown_as_it_is_written() -> None:
    xml = "<?xml version='1.0'?><rss><vod><name><![CDATA[流浪地球2]]></name></vod></rss>"
    assert page_text(xml.encode()) == xml
    assert page_text('{"vod_name": "<b>流浪地球2</b>"}'.encode()) == '{"vod_name": "<b>流浪地球2</b>"}'
    assert "var" not in page_text(b"<!doctype html><script>var x</script><p>text")


@given(st.binary(max_size=500))
def test_any_bytes_become_text(body: bytes) -> None:
    assert isinstance(page_text(body), str)
    assert "<script" not in page_text(b"<html><body><script>x</script>" + body.replace(b"<", b"") + b"</body>")
