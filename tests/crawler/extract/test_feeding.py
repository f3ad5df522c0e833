"""Addresses that calls in attributes hand to the page's player."""

from __future__ import annotations

from core.types import Page
from crawler.extract import read


def _found(body: str) -> list[tuple[str, str]]:
    page = Page("http://v.example/1", text=f"<html><h1>北岸往事</h1>{body}</html>")
    return [(each.link.kind, each.link.url) for each in read(page).sightings]


def test_a_server_s_button_shows_its_player() -> None:
    shown = _found("<a href='#' onclick=\"loadServer('https://host.example/v/abcdef123');return false\">1</a>")
    assert shown == [("embed", "https://host.example/v/abcdef123")]


def test_hidden_players_in_options_and_buttons() -> None:
    frame = "PGlmcmFtZSBzcmM9Imh0dHBzOi8vaG9zdC5leGFtcGxlL2UvYWJjZGVmMTIzNDU2Ij48L2lmcmFtZT4="
    player = "aHR0cHM6Ly9ob3N0LmV4YW1wbGUvZS9hYmNkZWYxMjM0NTY="
    for body in (f"<select><option value='{frame}'>1</option></select>", f"<button data-src='{player}'>1</button>"):
        assert _found(body) == [("embed", "https://host.example/e/abcdef123456")]


def test_sharing_and_own_pages_are_no_players() -> None:
    assert _found("<a href='#' onclick=\"shareVideo('https://host.example/v/abcdef123')\">1</a>") == []
    assert _found("<a href='#' onclick=\"playVideo('http://v.example/v/abcdef123')\">1</a>") == []


def test_a_form_that_sends_an_official_address_to_a_player() -> None:
    address = "https://www.mgtv.com/b/965134/57948981.html"
    field = f"<input type=hidden name=url value='{address}'><button>播放</button></form>"
    assert _found(f"<form action='https://x.example/home/api'>{field}") == [("deep_link", address)]
    assert _found(f"<form action='https://share.example/share.php'>{field}") == []


def test_adverts_and_licences_among_a_player_s_settings() -> None:
    film = "https://a.example/1.m3u8"
    settings = f"adfront:'https://x.example/1.mp4',licenseUrl:'https://l.example/v/1.license',video:'{film}'"
    assert _found(f"<script>new ckplayer({{container:'.v',{settings}}})</script>") == [("media", film)]


def test_the_year_of_a_title_that_only_meta_has_and_of_a_list_that_data_is_told() -> None:
    page = Page(
        "http://v.example/play/1234.html",
        text="<html><meta property='og:title' content='北岸往事（1994）在线播放'><script>var u='https://a.example/1.m3u8'</script>"
        "<script src='/data/1234.js'></script></html>",
    )
    reading = read(page)
    assert [each.year for each in reading.sightings] == [1994]
    assert any("(1994)" in text.text for follow in reading.follow for text in follow.context)


def test_what_hands_its_data_to_any_app() -> None:
    assert _found(
        "<a href='jumpwsv://go?package=a.b&intentData=https%3A%2F%2Fv.qq.com%2Fx%2Fpage%2Fkrdjyj2o9iz.html'>x</a>"
    ) == [("deep_link", "https://v.qq.com/x/page/krdjyj2o9iz.html")]


def test_players_of_others_that_links_open_and_that_play_lists_name() -> None:
    player = "https://host.example/e/abcdef123456"
    assert _found(f"<a href='{player}'>Watch</a>") == [("embed", player)]
    assert _found("<a href='http://v.example/e/abcdef123456'>Watch</a>") == []
    share = "https://yun.example/share/Ab12Cd34"
    assert _found(f"<input type=checkbox value='{share}'>第01集${share}") == [("embed", share)]
    assert _found(f"<p>第02集${share}$yun$$$m3u8</p>") == [("embed", share)]
    assert _found(f"<p>price$ {share} about {share}</p>") == []


def test_lists_of_channels_are_read_where_a_page_hands_them_out() -> None:
    body = "<a href='/raw/film.m3u8'>film.m3u8</a><a href='/raw/loop.txt'>loop.txt</a>"
    for title, wanted in (("IPTV 直播源", ["/raw/film.m3u8", "/raw/loop.txt"]), ("北岸往事", [])):
        page = Page("http://v.example/", text=f"<html><title>{title}</title>{body}</html>")
        assert sorted(each.url.removeprefix("http://v.example") for each in read(page).follow) == wanted
