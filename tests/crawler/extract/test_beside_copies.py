"""What stands on a copy's page and is none: adverts before the film, trailers, rankings beside numbered parts."""

from __future__ import annotations

import json
from html import escape

from core.types import Account, Page
from crawler.extract import read

FILM = "https://a.example/1/index.m3u8"


def _read(body: str, url: str = "http://v.example/play/1.html") -> list[tuple[str, list[str]]]:
    page = Page(url, text=f"<html><title>北岸往事</title><h1>北岸往事</h1>{body}</html>")
    return [(each.link.url, [text.text for text in each.texts]) for each in read(page).sightings]


def test_the_film_before_the_film_is_an_advert() -> None:
    asked = {"video": {"url": FILM}, "start": {"src": "https://ad.b.example/pre.mp4"}}
    settings = {"video": {"url": FILM}, "ad": {"src": "https://b.example/1.mp4"}, "pauseAd": "https://b.example/2.mp4"}
    state = f'<script id="s" type="application/json">{json.dumps(settings)}</script>'
    assert [url for url, _ in _read(state)] == [FILM]
    option = f'<div id="player" data-option="{escape(json.dumps(asked))}"></div>'
    assert [url for url, _ in _read(option)] == [FILM]


def test_trailers_are_named_by_their_part_of_the_page() -> None:
    found = dict(
        _read(f"<video src='{FILM}'></video><div><h4>预告片</h4><video src='https://a.example/t.mp4'></video></div>")
    )
    assert found["https://a.example/t.mp4"][0] == "预告片"
    assert "预告片" not in found[FILM]


def test_numbered_parts_are_told_the_work_and_rankings_are_not() -> None:
    page = Page(
        "http://v.example/course/7",
        text="<html><h1>北岸经济学</h1><ol><li><a href='/l/1'>1. 需求与供给</a><li><a href='/l/2'>2. 弹性</a></ol>"
        "<h3>热门排行</h3><ol><li><a href='/c/8'>1. 南岸往事</a><li><a href='/c/9'>2. 西岸往事</a></ol></html>",
    )
    told = {each.url.rpartition("example")[2]: [text.text for text in each.context] for each in read(page).follow}
    assert told["/l/1"] == ["1. 需求与供给", "北岸经济学"]
    assert told["/c/8"] == ["1. 南岸往事"]


def test_lists_of_channels_are_visited_and_books_are_not() -> None:
    page = Page(
        "http://v.example/",
        text="<html><a href='/live/tv.txt'>电视剧直播源</a><a href='/down/book.txt'>北岸往事 全本</a></html>",
    )
    assert [each.url for each in read(page).follow] == ["http://v.example/live/tv.txt"]


def test_the_year_below_a_heading_or_in_it_is_the_work_s() -> None:
    for body in ("<h1>北岸往事</h1><p>1985年</p>", "<h1>北岸往事（1985）</h1>", "<h1>北岸往事</h1><p>1985 / 剧情</p>"):
        page = Page("http://v.example/1", text=f"<html>{body}<video src='{FILM}'></video></html>")
        assert [each.year for each in read(page).sightings] == [1985]
    dated = Page(
        "http://v.example/1", text=f"<html><h1>北岸往事</h1><p>2024-05-01</p><video src='{FILM}'></video></html>"
    )
    assert [each.year for each in read(dated).sightings] == [None]
    several = "<h1>合集 第6期</h1><h5>北岸往事</h5><p>1985 / 1080P</p><h5>南岸往事</h5><p>1999 / 1080P</p>"
    listed = Page("http://v.example/1", text=f"<html>{several}<video src='{FILM}'></video></html>")
    assert [each.year for each in read(listed).sightings] == [None]


def test_the_year_of_an_object_in_data_is_the_work_s() -> None:
    state = json.dumps({"film": {"title": "北岸往事", "year": "1985", "lines": [{"u": FILM}]}})
    page = Page("http://v.example/api/film/1", text=state, content_type="application/json")
    assert [each.year for each in read(page).sightings] == [1985]


def test_a_list_that_ended_before_a_link_speaks_of_its_own_items() -> None:
    lessons = "<ul><li>第1讲 风的由来</li><li>第2讲 云的由来</li></ul>"
    sizes = "<dl><dt>容量</dt><dd>十二讲半</dd><dt>语种</dt><dd>克林贡语</dd></dl>"
    share = "https://pan.quark.cn/s/abcdef012345"
    for listed in (lessons, sizes):
        found = dict(_read(f"{listed}<div class=down><a href='{share}'>网盘下载</a></div><p>相关资源</p>"))
        assert list(dict.fromkeys(found[share])) == ["网盘下载", "北岸往事"]
    named = dict(_read(f"{lessons}<p>南岸旧事 全集</p><div class=down><a href='{share}'>网盘下载</a></div>"))
    assert "南岸旧事 全集" in named[share]


def test_what_a_script_holds_is_named_by_what_holds_it() -> None:
    part = {"title": "第1讲", "video": {"hls": FILM}}
    course = {"courseName": "星河写作课", "chapters": [{"name": "第一章", "lessons": [part]}]}
    found = dict(_read(f"<script>window.app.state = {json.dumps({'course': course})}</script>"))
    assert "星河写作课" in found[FILM]
    post = {"feeds": [{"feed_desc": "星河长明 第2集", "video_url": FILM}, {"feed_desc": "阳台种菜", "video_url": ""}]}
    found = dict(_read(f"<script>window.app.state = {json.dumps(post)}</script>"))
    assert "星河长明 第2集" in found[FILM]


def test_rooms_of_a_list_are_named_without_what_stands_around() -> None:
    rows = f"<ul><li data-url='{FILM}'><b>影院专场-星河长明</b><em>71人</em></li></ul>"
    page = Page("http://v.example/", text=f"<html><title>全部频道</title><body>{rows}</body></html>")
    (made,) = read(page).sightings
    assert [text.text for text in made.texts[:2]] == ["星河长明", "影院专场-星河长明71人"]


def test_a_list_in_a_script_names_its_items_whatever_the_field() -> None:
    rows = ",".join(f"{{n:'星河长明第{n}部',u:'https://a.example/{n}.m3u8',g:1}}" for n in range(1, 5))
    found = dict(_read(f"<script>const rows=[{rows}]</script>"))
    assert found["https://a.example/3.m3u8"] == ["星河长明第3部"]
    lines = ",".join(f"{{n:'某某快线',u:'https://a.example/{n}.m3u8'}}" for n in (1, 2))
    assert "北岸往事" in dict(_read(f"<script>const rows=[{lines}]</script>"))["https://a.example/1.m3u8"]


def test_the_only_share_of_a_page_may_stand_in_its_box_of_downloads() -> None:
    share = "https://pan.quark.cn/s/abcdef01234{}"
    box = "<aside class=buy><p>Content:</p><code>{}</code></aside>"
    assert "北岸往事" in dict(_read(box.format(share.format(5))))[share.format(5)]
    other = f"<aside><a href='{share.format(6)}'>暗潮 4K</a></aside>"
    assert set(dict(_read(other))[share.format(6)]) == {"暗潮 4K"}


def test_whose_a_stream_in_data_is() -> None:
    clip = {"text": "星河长明 第2集", "streams": [{"file": FILM}], "poster": {"id": "9081", "nick": "甲"}}
    song = {"title": "星河谣", "artist": "某人", "url": "https://a.example/s.m3u8"}
    page = Page("http://v.example/l.json", text=json.dumps({"rows": [clip, song]}))
    accounts = {each.link.url: each.account for each in read(page).sightings}
    assert accounts[FILM] == Account("v.example", "9081", "甲") and accounts["https://a.example/s.m3u8"] is None


def test_the_name_that_a_download_gets_says_what_it_is() -> None:
    found = dict(
        _read('<a href="/download.php?id=3" download="北岸往事.epub">EPUB</a> <a href="/download.php?id=4">EPUB</a>')
    )
    assert list(found) == ["http://v.example/download.php?id=3"]
    found = dict(_read('<a href="/dl/11/aa">Download (epub, 1.2 MB)</a> <a href="/dl/12">EPUB version</a>'))
    assert list(found) == ["http://v.example/dl/11/aa"]
