"""Sitemaps, their indexes, and robots.txt."""

from __future__ import annotations

from core.types import Page
from crawler.extract import read
from crawler.extract.reading import DETAIL, FEED, LIST
from crawler.extract.sitemap import FAMILY


def page(text: str, url: str = "https://s.example/sitemap.xml") -> Page:
    return Page(url, text.encode(), text)


def test_pages_newest_first_with_titles() -> None:
    text = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
    <url><loc>https://s.example/about/</loc><lastmod>2020-01-01</lastmod></url>
    <url><loc>/voddetail/12.html</loc><lastmod>2024-01-01</lastmod><video:video><video:title>某剧</video:title></video:video></url></urlset>"""
    assert FAMILY.recognises(page(text))
    first, second = FAMILY.read(page(text)).follow
    assert (first.url, first.priority, first.context[0].text) == ("https://s.example/voddetail/12.html", DETAIL, "某剧")
    assert (second.url, second.priority) == ("https://s.example/about/", LIST)


def test_index_and_robots() -> None:
    text = "<?xml version='1.0'?><sitemapindex><sitemap><loc>https://s.example/1.xml</loc></sitemap></sitemapindex>"
    assert [(each.url, each.priority) for each in FAMILY.read(page(text)).follow] == [("https://s.example/1.xml", FEED)]
    robots = page("User-agent: *\nSitemap: /map.xml\nsitemap: https://s.example/2.xml", "https://s.example/robots.txt")
    assert FAMILY.recognises(robots)
    assert [each.url for each in FAMILY.read(robots).follow] == ["https://s.example/map.xml", "https://s.example/2.xml"]


def test_innocents_and_broken() -> None:
    assert not FAMILY.recognises(page("<html>sitemap: x</html>"))
    assert FAMILY.read(page("<urlset><url><loc>x")).follow


def test_a_plain_list_of_addresses() -> None:
    text = "http://a.example/p-1\nhttp://a.example/p-2\nhttp://b.example/p-3\nhttp://a.example/x.jpg\n"
    follow = read(Page("http://a.example/sitemap.txt", text=text, content_type="text/plain")).follow
    assert [each.url for each in follow] == ["http://a.example/p-1", "http://a.example/p-2"]
