# ruff: noqa: E501 - markup and titles as written
"""Structured data in both forms."""

from __future__ import annotations

from core.types import Page
from crawler.extract import schema
from crawler.extract.document import Document


def document(text: str) -> Document:
    return Document(Page("https://s.example/1", text.encode(), text))


def test_json_ld_and_graph() -> None:
    text = '<script type="application/ld+json">{"@graph":[{"@type":["Thing","Product"],"name":["甲"]},{"@type":"Book"}]}</script>'
    (thing,) = schema.things(document(text), "product")
    assert schema.said(thing, "title", "name") == "甲"


def test_microdata_nests() -> None:
    text = """<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">甲</b><a itemprop="url" href="/p">x</a>
    <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><i itemprop="price" content="5">五</i></div></div>"""
    (thing,) = schema.things(document(text), "Product")
    assert (thing["name"], thing["url"], schema.nested(thing, "offers")["price"]) == ("甲", "https://s.example/p", "5")


def test_words_of_odd_values() -> None:
    assert schema.said({"a": None, "b": [None, {"@value": "x"}]}, "a", "b") == "x"
    assert schema.said({"a": True, "b": {}}, "a", "b") == "" and schema.nested({"a": "x"}, "a") == {}
