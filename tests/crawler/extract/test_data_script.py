"""Lists in a site's own scripts."""

from __future__ import annotations

from core.types import Page
from crawler.extract import read

SHELL = """<html><title>我的片库</title><div id="list"></div>
<script src="/static/data.js?v=3"></script><script src="/static/jquery.min.js"></script>
<script src="https://cdn.example/list.js"></script></html>"""
DATA = """var DATA = [{"n": "长夜行记 4K", "l": "https://pan.quark.cn/s/0123456789ab", "c": "ab12"},
{"n": "远山 1080P", "l": "https://pan.quark.cn/s/0123456789ac", "c": ""}];"""


def test_a_page_that_shows_nothing_leads_to_its_own_scripts() -> None:
    page = Page("http://s.example/", SHELL.encode(), SHELL, content_type="text/html")
    assert [each.url for each in read(page).follow] == ["http://s.example/static/data.js?v=3"]


def test_a_page_with_words_does_not() -> None:
    text = SHELL.replace("</div>", "<p>" + "雪落了一夜。" * 100 + "</p></div>")
    assert not read(Page("http://s.example/", text.encode(), text, content_type="text/html")).follow


def test_what_its_variables_hold() -> None:
    page = Page("http://s.example/static/data.js", DATA.encode(), DATA, content_type="application/javascript")
    found = [(each.link.ref, each.link.passcode, each.texts[0].text) for each in read(page).sightings]
    assert found == [("quark:0123456789ab", "ab12", "长夜行记 4K"), ("quark:0123456789ac", "", "远山 1080P")]


def test_other_scripts_are_read_as_text() -> None:
    text = "$(function(){ location.href = 'https://pan.quark.cn/s/0123456789ab' })"
    (sighting,) = read(Page("http://s.example/a.js", text.encode(), text, content_type="text/javascript")).sightings
    assert sighting.link.ref == "quark:0123456789ab"
