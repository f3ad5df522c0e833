"""The site's own pages that stand in no link."""

from __future__ import annotations

from core.types import Page
from crawler.extract import read
from crawler.extract.document import Document
from crawler.extract.leads import leads


def _led(body: str, url: str = "http://v.example/") -> dict[str, str]:
    document = Document(Page(url, text=f"<html><body>{body}</body></html>"))
    return {each.url: each.context[0].text if each.context else "" for each in leads(document)}


def test_addresses_in_state_come_with_their_object_s_title() -> None:
    state = '{"home":[{"mname":"北岸往事","href":"/detail/7","cover":"/c/7"},{"mname":"二","link":"/api/like?id=2"}]}'
    assert _led(f"<script>window.__STATE__ = {state};</script>") == {"http://v.example/detail/7": "北岸往事"}


def test_routes_that_scripts_complete_with_a_field() -> None:
    rows = 'var films=[{"id":71,"title":"北岸往事"},{"id":72,"title":"南岸往事"}];'
    for route in ('location.href="/vod/"+f.id+".html"', "location.href=`/vod/${f.id}.html`"):
        found = _led(f"<script>{rows}function go(f){{{route}}}</script>")
        assert found == {"http://v.example/vod/71.html": "北岸往事", "http://v.example/vod/72.html": "南岸往事"}


def test_lists_for_players_are_written_out_or_copied() -> None:
    found = _led(
        "<code>http://v.example/lists/a.m3u8</code>"
        "<button data-clipboard-text='http://v.example/b.m3u'>复制</button>"
        "<input value='http://v.example/tv/main'><p onclick=\"copyText('http://v.example/c.json')\">点击复制</p>"
        "<p>http://other.example/d.m3u</p>"
    )
    assert set(found) == {f"http://v.example/{name}" for name in ("lists/a.m3u8", "b.m3u", "tv/main", "c.json")}


def test_other_hosts_pictures_and_deeds_lead_nowhere() -> None:
    state = '[{"title":"北岸往事","url":"http://other.example/1","pic":"/a/b","src":"/x.jpg","vote":"/vote/up?id=1"}]'
    assert _led(f"<script>window.__STATE__ = {state};</script>") == {}


def test_any_attribute_may_hold_an_address_of_the_site() -> None:
    page = Page(
        "http://v.example/film/12",
        text="<html><h1>北岸往事</h1><div id=app data-source='/data/12.json'></div>"
        "<div data-href='/go/1'>在线观看</div><h3>本周热播</h3></html>",
    )
    follow = {each.url: each.context for each in read(page).follow}
    assert [text.text for text in follow["http://v.example/data/12.json"]] == ["北岸往事"]
    assert [text.text for text in follow["http://v.example/go/1"]] == ["北岸往事"]
