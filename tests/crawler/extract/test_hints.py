"""Cheap hints of a page."""

from __future__ import annotations

from crawler.extract.hints import has, how_many


def test_marks() -> None:
    assert has("直播间 x", ("房间号", "直播间")) and not has("", ("a",))
    assert how_many("a b c a", ("a", "b", "x")) == 2
    assert how_many("a b c", ("a", "b", "c"), enough=2) == 2
