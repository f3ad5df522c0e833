# ruff: noqa: E501 - markup as sites write it
"""Entries: relative addresses, xml:base, odd addresses."""

from __future__ import annotations

from crawler.extract import feed_item, xmltree


def read(text: str) -> feed_item.Entry:
    root = xmltree.parse(text)
    assert root is not None
    return feed_item.read(root, "https://f.example/feed/")


def test_relative_addresses_and_base() -> None:
    entry = read(
        '<entry xml:base="https://b.example/x/"><title>t</title><link href="y"/><link rel="enclosure" href="z.torrent"/></entry>'
    )
    assert entry.page == "https://b.example/x/y"
    assert [link.url for link in entry.links] == ["https://b.example/x/z.torrent"]


def test_guid_that_is_no_address() -> None:
    entry = read('<item><title>t</title><guid isPermaLink="false">https://x.example/1</guid></item>')
    assert entry.page == "" and entry.links == ()


def test_broken_address() -> None:
    assert read("<item><title>t</title><link>http://[::1</link></item>").links == ()
