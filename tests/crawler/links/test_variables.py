"""Addresses put together from variables."""

from __future__ import annotations

from crawler.links.variables import calls, sums


def whole(script: str) -> list[str]:
    return [each for each, _, _ in sums(script)]


def test_known_variables_and_literals() -> None:
    assert whole("var h='https://a.example';var p=\"/1.m3u8\";u=h+p+'?x=1'") == ["https://a.example/1.m3u8?x=1"]
    assert whole("var m='magnet:?xt=urn:btih:';go(m + '0123')") == ["magnet:?xt=urn:btih:0123"]


def test_what_is_not_known_is_no_address() -> None:
    assert whole("var h='https://a.example';u=h+path") == []
    assert whole("var h='https://a.example';u=h+path()") == []
    assert whole("var a='x';var b='y';c=a+b") == []


def test_calls_on_variables_are_written_out() -> None:
    assert list(calls("var u='aGVsbG8=';play(atob(u))")) == ["atob('aGVsbG8=')"]
    assert list(calls("play(atob(u))")) == []
