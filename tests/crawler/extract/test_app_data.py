"""Answers of apps: clips, rooms and apps in their makers' own JSON."""

from __future__ import annotations

import json
from typing import Any

from core.types import Account, Page
from crawler.extract import read

HOST = "https://v.example"


def seen(value: Any, url: str = f"{HOST}/api/feed?cursor=0") -> list[tuple[str, str, str, Account | None]]:
    text = json.dumps(value, ensure_ascii=False)
    reading = read(Page(url, text.encode(), text, content_type="application/json"))
    return [(each.link.kind, each.link.url, each.texts[0].text, each.account) for each in reading.sightings]


def test_clips_of_a_feed_are_their_pages() -> None:
    clip = {
        "feed_id": "820019", "text": "某剧 第3集", "video": {"url": "https://m.example/a.mp4"},
        "publisher": {"uid": "41", "nickname": "甲"}, "share_link": "/v/820019",
    }  # fmt: skip
    assert seen({"data": {"list": [clip]}}) == [
        ("video", f"{HOST}/v/820019", "某剧 第3集", Account("v.example", "41", "甲"))
    ]


def test_a_clip_without_a_page_is_its_file() -> None:
    clip = {
        "feed_id": "820019",
        "text": "某剧 第3集",
        "video": {"url": "https://m.example/a.mp4"},
        "publisher": {"uid": "41"},
    }
    assert [each[:2] for each in seen([clip])] == [("media", "https://m.example/a.mp4")]


def test_rooms_of_a_list() -> None:
    room = {"roomId": "8812", "roomTitle": "某剧 连播", "anchorName": "乙", "url": "/r/8812", "coverUrl": "/1.jpg"}
    assert seen({"rooms": [room]}) == [("live", f"{HOST}/r/8812", "某剧 连播", Account("v.example", "8812", "乙"))]


def test_apps_of_a_store() -> None:
    app = {
        "appName": "某书小说免费版",
        "packageName": "cn.some.reader",
        "developerName": "丙",
        "downloadUrl": "https://d.example/r.apk",
    }
    assert seen({"list": [app]}) == [
        ("app", "https://d.example/r.apk", "某书小说免费版", Account("v.example", "", "丙"))
    ]


def test_shares_in_an_answer_stay() -> None:
    post = {"author": {"id": "1", "name": "丁"}, "text": "某剧 https://pan.quark.cn/s/0123456789ab"}
    assert [each[0] for each in seen([post])] == ["netdisk"]


def test_a_wrapped_answer_whose_clip_stands_beside_its_uploader() -> None:
    row = {
        "model": {
            "videoId": "7797",
            "videoTitle": "某剧 上",
            "h5Url": "/watch/7797",
            "infos": [{"playUrl": "https://m.example/1.mp4"}],
        },
        "up": {"upId": "9", "upName": "戊"},
    }
    text = f"callback({json.dumps({'items': [row]})})"
    reading = read(Page(f"{HOST}/rec.json", text.encode(), text))
    assert [(each.link.url, each.account) for each in reading.sightings] == [
        (f"{HOST}/watch/7797", Account("v.example", "9", "戊"))
    ]
