# ruff: noqa: E501 - markup as sites write it
"""Newznab and Torznab answers."""

from __future__ import annotations

from core.types import Page
from crawler.extract.newznab import FAMILY

HASH = "0123456789abcdef0123456789abcdef01234567"
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:torznab="http://torznab.com/schemas/2015/feed"
 xmlns:newznab="http://www.newznab.com/DTD/2010/feeds/attributes/"><channel><newznab:response offset="0" total="250"/>
<item><title>Some.Film.2024.1080p</title><guid>https://i.example/details/1</guid><torznab:attr name="infohash" value="{HASH}"/>
<torznab:attr name="magneturl" value="magnet:?xt=urn:btih:{HASH}&amp;dn=x"/></item>
<item><title>Other</title><link>https://i.example/getnzb/2.nzb&amp;i=1</link>
<enclosure url="https://i.example/getnzb/2.nzb&amp;i=1" type="application/x-nzb"/></item></channel></rss>"""


def page(text: str, url: str = "https://i.example/api?t=search&apikey=k") -> Page:
    return Page(url, text.encode(), text)


def test_answer() -> None:
    assert FAMILY.recognises(page(FEED))
    reading = FAMILY.read(page(FEED))
    assert [each.link.kind for each in reading.sightings] == ["magnet", "document"]
    assert reading.follow[-1].url == "https://i.example/api?t=search&apikey=k&offset=2"


def test_last_page_has_no_next() -> None:
    reading = FAMILY.read(page(FEED.replace('total="250"', 'total="2"')))
    assert not any("offset" in each.url for each in reading.follow)


def test_capabilities_and_errors() -> None:
    caps = '<?xml version="1.0"?><caps><server title="x"/><searching><search available="yes" supportedParams="q"/></searching></caps>'
    assert FAMILY.recognises(page(caps, "https://i.example/api?t=caps"))
    assert [each.url for each in FAMILY.read(page(caps, "https://i.example/api?t=caps")).follow] == [
        "https://i.example/api?t=search"
    ]
    error = '<?xml version="1.0"?><error code="100" description="Incorrect user credentials"/>'
    assert "Incorrect user" in FAMILY.read(page(error)).warnings[0]
    assert not FAMILY.recognises(page("<rss><channel><item/></channel></rss>"))
