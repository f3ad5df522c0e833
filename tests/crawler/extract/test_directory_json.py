"""Listings of a folder as JSON."""

from __future__ import annotations

import json

from core.types import Page
from crawler.extract import read

ENTRIES = [
    {"name": "北岸.2023.mkv", "type": "file", "mtime": "Mon, 01 Jan 2024 00:00:00 GMT", "size": 1},
    {"name": "暗潮", "type": "directory"},
    {"name": "../up.mkv", "type": "file"},
    {"name": "readme", "type": "file"},
    7,
]


def test_files_are_links_and_folders_are_visited() -> None:
    reading = read(Page("http://files.example/film/?x=1", text=json.dumps(ENTRIES), content_type="application/json"))
    assert reading.family == "directory_json"
    assert [(each.link.kind, each.link.url, each.texts[0].text) for each in reading.sightings] == [
        ("media", "http://files.example/film/%E5%8C%97%E5%B2%B8.2023.mkv", "北岸.2023.mkv")
    ]
    assert [each.url for each in reading.follow] == ["http://files.example/film/%E6%9A%97%E6%BD%AE/"]


def test_listings_by_a_flag() -> None:
    text = json.dumps({"files": [{"name": "a.mp4", "is_dir": False}, {"name": "b", "is_dir": True}]})
    reading = read(Page("http://files.example/", text=text, content_type="application/json"))
    assert [each.link.url for each in reading.sightings] == ["http://files.example/a.mp4"]
    assert [each.url for each in reading.follow] == ["http://files.example/b/"]


def test_a_broken_listing_is_no_error() -> None:
    assert (
        read(Page("http://files.example/", text='[{"name": "a.mp4", "type": "file"', content_type="")).sightings == ()
    )
