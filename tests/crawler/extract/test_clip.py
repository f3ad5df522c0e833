"""Videos in embedded state."""

from __future__ import annotations

from core.types import Account
from crawler.extract.clip import clips


def test_clips() -> None:
    state = {
        "a": {"aweme_id": "1", "desc": "甲", "author": {"uid": "7", "nickname": "某"}, "statistics": {}},
        "b": [{"videoId": "2", "title": "乙", "author": "频道", "channelId": "UC1", "lengthSeconds": "9"}],
        "c": {"id": 3, "title": "没有作者", "video": {}},
        "d": {"id": 4, "title": "不是视频", "author": {"id": 1, "name": "x"}},
        "e": {"photoId": "1", "caption": "重复", "author": {"id": 1, "name": "x"}, "duration": 1},
    }
    found = clips([state], "p")
    assert [(each.video_id, each.title, each.account) for each in found] == [
        ("1", "甲", Account("p", "7", "某")),
        ("2", "乙", Account("p", "UC1", "频道")),
    ]


def test_an_address_of_a_stream_makes_a_thing_a_clip() -> None:
    author = {"id": "9", "name": "小明"}
    thing = {"id": "7312", "title": "某剧 全集2", "url": "https://v.example/a.mp4?k=1", "author": author}
    (found,) = clips([thing], "x.example")
    assert (found.video_id, found.account) == ("7312", Account("x.example", "9", "小明"))
    assert clips([thing | {"url": "/news/7312.html"}], "x.example") == []


def test_a_page_is_named_in_a_field_of_any_name() -> None:
    thing = {
        "vid": "x1",
        "caption": "某剧 2/9",
        "desc": "关注我",
        "viewCount": 3,
        "user": {"uid": "9", "nickname": "甲"},
    }
    pictured = thing | {"coverUrl": "/c/x1.jpg", "playUrl": "/s/x1", "fileLink": "/f/x1.mp4"}
    (found,) = clips([pictured | {"jumpUrl": "/watch/x1"}], "p")
    assert (found.title, found.address) == ("某剧 2/9", "/watch/x1")
    assert clips([pictured], "p")[0].address == ""


def test_a_person_is_told_by_whatever_names_people() -> None:
    thing = {"vid": "x1", "caption": "某剧 2/9", "views": 3, "uploader": {"handle": "bite_7k", "displayName": "甲"}}
    assert [each.account for each in clips([thing], "p")] == [Account("p", "bite_7k", "甲")]


def test_whose_a_clip_is_stands_in_its_account_alone() -> None:
    person = {"id": "41", "uniqueId": "jia.clips", "nickname": "甲乙丙"}
    thing = {"vid": "x1", "caption": "某剧 2/9 甲乙丙的微博视频", "views": 3, "author": person}
    (found,) = clips([thing], "p")
    assert (found.title, found.account) == ("某剧 2/9", Account("p", "41", "甲乙丙 @jia.clips"))


def test_a_person_s_record_with_one_word_names_him() -> None:
    thing = {"feedKey": "x1", "txt": "某剧 2/9", "hot": 3, "films": [{"addr": "https://m.example/1.m3u8"}]}
    made = thing | {"madeBy": {"ukey": "1668", "call": "甲某某", "face": "/f.png"}}
    assert [each.account for each in clips([made], "p")] == [Account("p", "1668", "甲某某")]
    plain = {"vid": "x12", "vtitle": "某剧 2/9", "vuser": "甲某某", "vuid": "38", "vurl": "https://m.example/1.m3u8"}
    assert [(each.title, each.account) for each in clips([plain], "p")] == [("某剧 2/9", Account("p", "38", "甲某某"))]


def test_the_one_owner_of_a_state_is_the_one_clip_s() -> None:
    state = {
        "VideoDetail:73001": {"id": "73001", "caption": "某剧 2/9", "photoUrl": "https://v.example/1?a=2"},
        "VideoDetailAuthor:MS4w": {"id": "MS4w", "name": "甲某某"},
    }
    assert [(each.title, each.account) for each in clips([state], "p")] == [
        ("某剧 2/9", Account("p", "MS4w", "甲某某"))
    ]
    other = {"VideoDetailAuthor:MS5x": {"id": "MS5x", "name": "乙"}}
    assert clips([state | other], "p") == []
