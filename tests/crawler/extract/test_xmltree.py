"""Strangers' XML: repaired, bounded, nothing fetched and nothing expanded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import xmltree


def test_bare_ampersands_survive() -> None:
    root = xmltree.parse('<a><link>magnet:?xt=urn:btih:abc&dn=x&amp;tr=y&nbsp;z</link><b u="?a=1&b=2"/></a>')
    assert root is not None
    assert xmltree.child_text(root, "link") == "magnet:?xt=urn:btih:abc&dn=x&tr=y\xa0z"
    assert xmltree.attribute(root[1], "u") == "?a=1&b=2"


def test_cdata_is_left_alone() -> None:
    root = xmltree.parse("<a><t><![CDATA[x & y &amp; <b>]]]></t></a>")
    assert root is not None
    assert xmltree.child_text(root, "t") == "x & y &amp; <b>]"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "' + "y" * 1000 + '"><!ENTITY f SYSTEM "file:///etc/passwd">]><a><b>&x;&f;</b></a>'
    root = xmltree.parse(bomb)
    assert root is None or "yyy" not in xmltree.text_of(root)


def test_names_ignore_namespaces() -> None:
    root = xmltree.parse('<rss xmlns:n="urn:n"><channel><n:Item n:Url="u">t</n:Item></channel></rss>')
    assert root is not None
    item = xmltree.children(root[0], "item")[0]
    assert (xmltree.text_of(item), xmltree.attribute(item, "url")) == ("t", "u")


def test_broken_and_deep() -> None:
    assert xmltree.parse("nothing") is None
    assert xmltree.parse("<a><b>1</a>") is not None
    xmltree.parse("<a>" * 100_000)
    assert xmltree.parse("\x00\x01<a>\x02t</a>") is not None


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    xmltree.parse(text)
    xmltree.parse(f"<a>{text}</a>")
