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
