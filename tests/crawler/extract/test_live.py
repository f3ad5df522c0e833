"""Live rooms."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Account, Page
from crawler.extract import read
from crawler.extract.live import FAMILY


def page(text: str, url: str = "https://l.example/room/5521") -> Page:
    return Page(url, text.encode(), text)


def test_plain_room() -> None:
    text = """<title>庆.余.年 24小时轮播 - 看看直播</title><h1>庆.余.年 24小时轮播</h1><div id="player" data-src="https://c.example/1.flv"></div>
    <p>主播：夜猫子 房间号：5521 人气 3.2万 弹幕 正在直播</p>"""
    assert FAMILY.recognises(page(text))
    (sighting,) = FAMILY.read(page(text)).sightings
    assert (sighting.link.kind, sighting.link.url, sighting.texts[0].text) == (
        "live",
        "https://l.example/room/5521",
        "庆.余.年 24小时轮播",
    )
    assert sighting.account == Account("l.example", "5521", "夜猫子")


def test_state() -> None:
    state = {"room": {"room_id": 77, "room_name": "某剧一起看", "owner": {"uid": 42, "nickname": "小白"}}}
    text = f"<script>window.__DATA__={json.dumps(state)}</script><p>直播间 主播 弹幕</p><video></video>"
    (sighting,) = FAMILY.read(page(text)).sightings
    assert (sighting.texts[0].text, sighting.account) == ("某剧一起看", Account("l.example", "42", "小白"))


def test_list_of_rooms_is_followed() -> None:
    cards = "".join(f'<li class="room-item"><a href="/room/{n}">某剧{n}</a> 主播 人气</li>' for n in range(100, 106))
    text = f"<title>一起看</title>直播间 正在直播 player <ul>{cards}</ul>"
    reading = FAMILY.read(page(text, "https://l.example/g/yqk"))
    assert len(reading.follow) == 6 and reading.sightings == ()


@pytest.mark.parametrize("text", ["<p>今晚直播间发布会，主播到场</p>", "<video></video> 房间号", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text, "https://x.example/news/a"))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(page(f"<h1>{text}</h1>主播：{text} 房间号：{text}"))


def test_a_room_in_percent_encoded_state_is_no_clip() -> None:
    room = {"id_str": "253137", "title": "某剧 连播中", "owner": {"id_str": "8957", "nickName": "影院"}}
    state = quote(json.dumps({"app": {"roomStore": {"roomInfo": {"room": room}}}}))
    script = f'<script id="RENDER_DATA" type="application/json">{state}</script>'
    text = f"<html>{script}<p>直播间 正在直播 观众</p><video></video></html>"
    reading = read(page(text))
    assert [(each.link.kind, each.account) for each in reading.sightings] == [
        ("live", Account("l.example", "8957", "影院"))
    ]


def test_a_room_that_only_its_state_and_address_tell() -> None:
    state = {"room": {"roomId": "77", "roomName": "某剧 连播中", "anchor": {"uid": "42", "nickName": "影院"}}}
    text = f"<html><title>影院的直播间</title><script>window.__X__={json.dumps(state)};var u='/x.flv'</script></html>"
    assert FAMILY.recognises(page(text)) and not FAMILY.recognises(page(text, "https://l.example/news/1"))


def test_a_room_whose_fields_have_names_of_their_own() -> None:
    state = {"tRoomId": "686912", "sIntroduction": "某剧 连播", "sNick": "影院", "lUid": 42}
    text = f"<html><title>影院直播间</title><script>var roomInfo = {json.dumps(state)};</script><p>正在直播</p></html>"
    assert FAMILY.recognises(page(text, "https://l.example/686912"))
    found = FAMILY.read(page(text, "https://l.example/686912")).sightings[0]
    assert (found.texts[0].text, found.account) == ("某剧 连播", Account("l.example", "42", "影院"))


@pytest.mark.parametrize("state", [
    {"live": {"info": {"liveId": "9085377", "liveTitle": "某剧 连播", "streamer": {"uid": "23", "nickName": "影院"}}}},
    {"roomInfo": {"tLiveInfo": {"lProfileRoom": 9085377, "sRoomName": "某剧 连播", "sNick": "影院", "lUid": 23}}},
])  # fmt: skip
def test_rooms_of_other_houses(state: dict[str, object]) -> None:
    shown = page(
        f"<html><title>影院 - 直播</title><script>window.__X_STATE__={json.dumps(state)}</script></html>",
        "https://l.example/live/9085377",
    )
    assert FAMILY.recognises(shown)
    found = FAMILY.read(shown).sightings[0]
    assert (found.texts[0].text, found.account) == ("某剧 连播", Account("l.example", "23", "影院"))


def test_a_host_in_a_state_of_its_own() -> None:
    room = {"id": "909321", "introduction": "某剧 连播", "profileRoom": 909321, "state": "ON", "total": 8}
    host = {"yyid": 959850746, "nick": "影院", "fans": 390, "lp": 3097252551}
    states = f"var TT_ROOM_DATA = {json.dumps(room)};var TT_PROFILE_INFO = {json.dumps(host)};"
    shown = page(
        f"<html><title>影院直播</title><script>{states}</script><p>直播间 观众</p>", "https://l.example/909321"
    )
    (found,) = FAMILY.read(shown).sightings
    assert found.account is not None and found.account.name == "影院"


def test_viewers_in_the_heading_and_a_host_in_the_title() -> None:
    body = '<h1>某剧 一起看<span>646人</span></h1><p>影院 · 646观看</p><div class="dplayer" data-flv="https://p.example/1.flv"></div>'
    shown = page(
        f"<html><title>某剧 一起看 - 影院 - 影星直播</title>{body}<p>弹幕 主播</p></html>", "https://l.example/room/77"
    )
    (found,) = read(shown).sightings
    assert (found.link.kind, found.texts[0].text) == ("live", "某剧 一起看")
    assert found.account is not None and found.account.name == "影院"


def test_somebody_s_room_that_only_the_title_tells() -> None:
    body = '<h3 class="title">某剧 轮播</h3><h2>影院</h2><span>17.3万</span><div id="room-player"></div>'
    shown = page(f"<html><title>某剧 轮播-影院的直播间-鱼鱼</title>{body}</html>", "https://l.example/8163432")
    (found,) = read(shown).sightings
    assert (found.link.kind, found.account and found.account.name) == ("live", "影院")


def test_a_room_and_its_host_in_records_of_their_own() -> None:
    state = {"roominfo": {"id": "836122", "name": "某剧 轮播"}, "hostinfo": {"rid": "62131984", "name": "影院"}}
    script = f"<script>window._c={json.dumps(state)}</script>"
    text = f"<html><title>某剧 轮播_影院_某直播</title>{script}<div class=player></div></html>"
    (found,) = read(page(text, "https://l.example/room/836122")).sightings
    assert (found.link.kind, found.texts[0].text) == ("live", "某剧 轮播")
    assert found.account == Account("l.example", "62131984", "影院")
