# ruff: noqa: E501 - markup as sites write it
"""Feeds of torrent sites, podcasts and blogs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.feed import FAMILY
from crawler.extract.reading import Reading

HASH = "0123456789abcdef0123456789abcdef01234567"


def page(text: str) -> Page:
    return Page("https://feed.example/rss.xml", text.encode(), text, site="feed")


def read(items: str, more: str = "", head: str = "") -> Reading:
    text = (
        f'<?xml version="1.0"?><rss version="2.0" {head}><channel><title>Torrents</title>{more}{items}</channel></rss>'
    )
    assert FAMILY.recognises(page(text))
    return FAMILY.read(page(text))


# the item, the links it offers as (kind, address)
ITEMS = {
    "enclosure": (
        '<item><title>片</title><link>/v/1</link><enclosure type="application/x-bittorrent" url="/d/1" length="9"/></item>',
        [("torrent", "https://feed.example/d/1")],
    ),
    "magnet link with bare ampersands": (
        f"<item><title>片</title><link>magnet:?xt=urn:btih:{HASH.upper()}&dn=x&tr=udp://t</link></item>",
        [("magnet", f"magnet:?xt=urn:btih:{HASH}")],
    ),
    "nyaa": (
        f"<item><title>片</title><link>https://n.example/download/5.torrent</link><guid>https://n.example/view/5</guid>"
        f"<nyaa:infoHash>{HASH}</nyaa:infoHash></item>",
        [("torrent", "https://n.example/download/5.torrent")],
    ),
    "only an infohash": (
        f"<item><title>片</title><guid>https://n.example/view/5</guid><nyaa:infoHash>{HASH}</nyaa:infoHash></item>",
        [("magnet", f"magnet:?xt=urn:btih:{HASH}")],
    ),
    "ezrss": (
        f"<item><title>片</title><torrent><magnetURI><![CDATA[magnet:?xt=urn:btih:{HASH}]]></magnetURI></torrent></item>",
        [("magnet", f"magnet:?xt=urn:btih:{HASH}")],
    ),
    "mikan": (
        f'<item><guid isPermaLink="false">片</guid><link>https://m.example/Home/Episode/{HASH}</link><title>片</title>'
        f'<torrent xmlns="https://mikanani.me/0.1/"><contentLength>1</contentLength></torrent>'
        f'<enclosure type="application/x-bittorrent" length="1" url="https://m.example/Download/x/{HASH}.torrent"/></item>',
        [("torrent", f"https://m.example/Download/x/{HASH}.torrent")],
    ),
    "guid repeats the link": (
        "<item><title>片</title><link>https://x.example/a.torrent?k=1</link><guid>https://x.example/a.torrent?k=2</guid></item>",
        [("torrent", "https://x.example/a.torrent?k=1")],
    ),
    "a script that downloads": (
        "<item><title>片</title><link>https://x.example/rssdownload.php?id=3</link></item>",
        [("torrent", "https://x.example/rssdownload.php?id=3")],
    ),
    "share in the body": (
        "<item><title>片</title><link>https://x.example/p/3</link><description>&lt;p&gt;链接：https://pan.baidu.com/s/1abcdefgHIJK 提取码：a1b2"
        "&lt;/p&gt;</description></item>",
        [("netdisk", "https://pan.baidu.com/s/1abcdefgHIJK")],
    ),
    "podcast": (
        '<item><title>第12集</title><itunes:episode>12</itunes:episode><enclosure url="https://c.example/12.mp3" type="audio/mpeg"/></item>',
        [("audio", "https://c.example/12.mp3")],
    ),
    "a page only": ("<item><title>片</title><link>https://x.example/p/3</link></item>", []),
}  # fmt: skip


@pytest.mark.parametrize("name", ITEMS)
def test_item(name: str) -> None:
    item, expected = ITEMS[name]
    reading = read(
        item, head='xmlns:nyaa="https://nyaa.si/xmlns/nyaa" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    assert [(each.link.kind, each.link.url) for each in reading.sightings] == expected
    assert all(each.texts[0].source == "item" for each in reading.sightings)


def test_podcast_carries_its_title_and_episode() -> None:
    reading = read(ITEMS["podcast"][0], head='xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"')
    (sighting,) = reading.sightings
    assert sighting.episode == "12" and sighting.channel == "audiobook"
    assert [text.text for text in sighting.texts] == ["第12集", "Torrents"]


def test_pages_are_followed_with_their_title() -> None:
    reading = read("<item><title>某剧 第3集</title><link>/p/3</link></item>")
    assert [(each.url, each.context[0].text) for each in reading.follow] == [("https://feed.example/p/3", "某剧 第3集")]


def test_atom_and_next_page() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link rel="self" href="/a"/><link rel="next" href="/a?p=2"/>'
        '<entry><title>片</title><link rel="alternate" href="/e/1"/><link rel="enclosure" type="video/mp4" href="/e/1.mp4"/></entry></feed>'
    )  # fmt: skip
    assert FAMILY.recognises(page(text))
    reading = FAMILY.read(page(text))
    assert [each.link.url for each in reading.sightings] == ["https://feed.example/e/1.mp4"]
    assert [each.url for each in reading.follow] == ["https://feed.example/a?p=2", "https://feed.example/e/1"]


@pytest.mark.parametrize("text", [
    "<html><body><a href='/rss'>rss</a></body></html>",
    '<rss version="5.1"><list page="1"><video><id>1</id></video></list></rss>',
    '<?xml version="1.0"?><urlset><url><loc>http://x</loc></url></urlset>',
    "",
])  # fmt: skip
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


@given(st.text(max_size=200))
def test_any_item(text: str) -> None:
    FAMILY.read(page(f"<rss><channel><item>{text}</item></channel></rss>"))
    FAMILY.read(page(f"<rss><channel><item><link>{text}</link><guid>{text}</guid></item></channel></rss>"))


def test_a_podcast_is_its_author_s() -> None:
    head = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    author = "<itunes:author>云上听书</itunes:author>"
    (found,) = read(f"{author}{ITEMS['podcast'][0]}", head=head).sightings
    assert found.account is not None
    assert found.account.name == "云上听书"
    (other,) = read(f"<author>a@b.example</author>{ITEMS['podcast'][0]}", head=head).sightings
    assert other.account is None
