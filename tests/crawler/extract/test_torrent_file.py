"""A .torrent file becomes the magnet of its infohash."""

from __future__ import annotations

from core.types import Page
from crawler.extract.torrent_file import FAMILY


def test_torrent() -> None:
    name = "示例电影.2024.mkv".encode()
    body = b"d8:announce3:url4:infod6:lengthi5e4:name%d:%s6:pieces0:ee" % (len(name), name)
    page = Page("http://t.example/1.torrent", body)
    assert FAMILY.recognises(page)
    reading = FAMILY.read(page)
    (sighting,) = reading.sightings
    assert sighting.link.kind == "magnet" and sighting.link.ref.startswith("btih:")
    assert sighting.texts[0].text == "示例电影.2024.mkv" and reading.title == "示例电影.2024.mkv"


def test_broken() -> None:
    page = Page("http://t.example/1.torrent", b"d8:announce3:url4:infod4:name5:ab")
    assert FAMILY.recognises(page) and FAMILY.read(page).trouble == "broken"
    assert not FAMILY.recognises(Page("http://t.example/", b"<html>", "<html>"))
