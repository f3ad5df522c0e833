"""Posts in pieces."""

from __future__ import annotations

import json

from core.types import Page
from crawler.extract import read
from crawler.extract.rich_text import joined

PIECES = [
    {"type": 1, "textContent": {"text": "某剧（2024） 资源\n"}},
    {"type": 3, "urlContent": {"url": "https://pan.baidu.com/s/1abcdefgHIJK", "displayText": "点我"}},
    {"type": 1, "textContent": {"text": " 提取码：a1b2"}},
]


def test_a_post_in_pieces_is_read_as_one_text() -> None:
    assert joined(PIECES) == "某剧（2024） 资源\nhttps://pan.baidu.com/s/1abcdefgHIJK\n点我\n提取码：a1b2"
    feeds = [{"feedId": "B_24", "poster": {"id": "1441", "nick": "甲某"}, "contents": {"contents": PIECES}}]
    text = f"<html><title>频道</title><script>window.__FEEDS__={json.dumps({'feeds': feeds})}</script></html>"
    (found,) = read(Page("https://s.example/feed/0", text.encode(), text)).sightings
    assert any("某剧" in each.text for each in found.texts)
    assert (found.link.passcode, found.account and found.account.name) == ("a1b2", "甲某")


def test_other_lists_are_no_posts() -> None:
    assert joined([{"title": "某剧", "url": "https://pan.baidu.com/s/1abcdefgHIJK"}] * 3) == ""
    assert joined([{"type": "text", "text": "某剧"}, {"type": "text", "text": "某片"}]) == ""
    assert joined([{"type": "x"}, "https://a.example"]) == ""
