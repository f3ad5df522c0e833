"""Words and sightings."""

from __future__ import annotations

from core.types import Link, Page, Text
from crawler.extract.offer import distinct, offer, words


def test_words() -> None:
    assert words(("item", " a \n b "), ("item", "a b"), ("row", None), ("row", True), ("meta", 7), ("post", ["x"])) == (
        Text("item", "a b"),
        Text("meta", "7"),
    )
    assert len(words(("post", "x" * 100_000))[0].text) == 2_000


def test_distinct_joins_words_and_codes() -> None:
    page = Page("https://s.example/1", site="s", channel="forum")
    one = offer(page, "video", Link("netdisk", "quark:1", "u"), words(("item", "a")))
    two = offer(page, "video", Link("netdisk", "quark:1", "u", passcode="abcd"), words(("item", "b")))
    (joined,) = distinct([one, two])
    assert joined.link.passcode == "abcd" and [text.text for text in joined.texts] == ["a", "b"]
    assert (joined.site, joined.channel) == ("s", "forum")
