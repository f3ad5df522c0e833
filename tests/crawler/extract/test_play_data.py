"""Play lists in scripts of their own."""

from __future__ import annotations

from core.types import Page, Text
from crawler.extract import read

SCRIPT = (
    "mac_flag='play',mac_link='/?m=vod-play-id-1',mac_name='北岸',mac_from='m3u8',mac_server='no',mac_note='',"
    "mac_url=unescape('%u7b2c1%u96c6%24https%3A//a.example/1.m3u8%23%u7b2c2%u96c6%24https%3A//a.example/2.m3u8');"
)


def test_every_part_with_the_work_s_name() -> None:
    page = Page("http://v.example/upload/playdata/1/1.js", text=SCRIPT, context=(Text("context", "北岸"),))
    reading = read(page)
    assert reading.family == "play_data"
    shown = [(each.link.ref, each.episode, each.texts[0].text) for each in reading.sightings]
    assert shown == [("https://a.example/1.m3u8", "第1集", "北岸"), ("https://a.example/2.m3u8", "第2集", "北岸")]


def test_other_scripts_are_not_taken() -> None:
    assert read(Page("http://v.example/app.js", text="(function(){var a=1;})()")).family != "play_data"


def test_any_script_that_a_page_asks_for_by_its_number_is_read_with_the_page_s_words() -> None:
    page = Page(
        "http://v.example/film/3660",
        text="<h1>北岸往事</h1><script src='/js/3660.js'></script><script src='/js/app.js'></script>",
    )
    asked = [each for each in read(page).follow if each.url.endswith(".js")]
    assert [each.url for each in asked] == ["http://v.example/js/3660.js"]
    script = Page(asked[0].url, text='var urls=["https://a.example/1.m3u8"];', context=asked[0].context)
    shown = read(script).sightings
    assert [(each.link.url, each.texts[-1].text) for each in shown] == [("https://a.example/1.m3u8", "北岸往事")]
