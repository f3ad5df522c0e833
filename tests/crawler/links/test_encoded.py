"""What stands encoded in a text as a whole: markup, objects, lists of episodes."""

from __future__ import annotations

from base64 import b64encode

import pytest

from crawler.links import classify, find_links
from crawler.links.deep_link import Role

EPISODES = "第1集$https://a.example/1/index.m3u8#第2集$https://a.example/2/index.m3u8"
FRAME = '<iframe src="https://host.example/e/abcdef123456" allowfullscreen></iframe>'


def _found(text: str) -> list[str]:
    return [each.link.url for each in find_links(text)]


@pytest.mark.parametrize("before", ["", "x", "xy", "xyz"])
def test_base64_that_holds_an_address_anywhere(before: str) -> None:
    blob = b64encode(f"{before}{EPISODES}".encode()).decode()
    assert _found(f"value {blob} end") == ["https://a.example/1/index.m3u8", "https://a.example/2/index.m3u8"]


def test_a_frame_in_base64_shows_a_player() -> None:
    found = find_links(b64encode(FRAME.encode()).decode())
    assert [(each.link.kind, each.link.url) for each in found] == [("embed", "https://host.example/e/abcdef123456")]


def test_hex_digits_that_hold_an_address_anywhere() -> None:
    assert _found(EPISODES.encode().hex()) == ["https://a.example/1/index.m3u8", "https://a.example/2/index.m3u8"]


def test_checksums_and_pictures_hold_nothing() -> None:
    assert _found("d41d8cd98f00b204e9800998ecf8427e" * 4) == []
    assert _found("data:image/png;base64," + b64encode(bytes(range(256)) * 4).decode()) == []


def test_numbers_of_letters_in_an_array() -> None:
    codes = ",".join(str(ord(letter)) for letter in "https://a.example/1/index.m3u8")
    script = f"var a=[{codes}];var u=a.map(c=>String.fromCharCode(c)).join('');"
    assert _found(script) == ["https://a.example/1/index.m3u8"]


def test_what_players_are_told_behind_an_address_is_cut() -> None:
    assert _found("https://a.example/1.m3u8?sign=ab$hls") == ["https://a.example/1.m3u8?sign=ab"]
    assert _found("https://a.example/1.mp4,mp4,zd") == ["https://a.example/1.mp4"]


def test_half_decoded_addresses_are_one_address() -> None:
    found = _found('decodeURIComponent("TC%24http%3A//a.example/vod/1.mp4")')
    assert found == ["http://a.example/vod/1.mp4"]


@pytest.mark.parametrize("role", ["anchor", "player", "embed"])
def test_an_address_with_its_scheme_encoded_is_no_folder_of_the_site(role: Role) -> None:
    link = classify(
        "https%3A//v3.cdn.example/20250103/9gp0kRwV/index.m3u8", base="http://site.example/vodplay/1.html", role=role
    )
    assert link is not None and link.url == "https://v3.cdn.example/20250103/9gp0kRwV/index.m3u8"
