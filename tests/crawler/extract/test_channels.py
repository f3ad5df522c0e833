"""The channel of pages of no known family."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import read
from crawler.extract.channels import of_links


@pytest.mark.parametrize(
    ("kinds", "channel"),
    [
        ({"netdisk"}, "cloud_storage"), ({"magnet", "netdisk"}, "torrent"), ({"media", "netdisk"}, "video"),
        ({"app"}, "app"), ({"page"}, "website"), (set(), "website"),
    ],
)  # fmt: skip
def test_by_kinds(kinds: set, channel: str) -> None:  # type: ignore[type-arg]
    assert of_links(kinds) == channel


@pytest.mark.parametrize("mark", ['<div class="message default clearfix">', '<div class="chatlog__content">'])
def test_exported_chats_are_messaging(mark: str) -> None:
    text = f"<html><title>Exported Data</title><body>{mark}某剧 https://pan.quark.cn/s/9f8e7d6c5b4a</div></body></html>"
    (sighting,) = read(Page("http://s.example/messages.html", text.encode(), text)).sightings
    assert sighting.channel == "messaging"
