# ruff: noqa: E501 - markup as sites write it
"""Source plugins and their indexes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.plugins import FAMILY


def page(value: object, url: str = "https://p.example/repo/index.min.json") -> Page:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Page(url, text.encode(), text)


def test_index_of_extensions() -> None:
    index = [{"name": "Reader: 甲漫", "pkg": "eu.x.zh.jia", "apk": "reader-zh.jia-v1.apk", "lang": "zh", "version": "1", "nsfw": 0,
              "sources": [{"id": "1", "lang": "zh", "name": "甲漫画", "baseUrl": "https://jia.example"}]}]  # fmt: skip
    assert FAMILY.recognises(page(index))
    found = {(each.link.kind, each.link.url): each.texts[0].text for each in FAMILY.read(page(index)).sightings}
    assert found == {
        ("app", "https://p.example/repo/apk/reader-zh.jia-v1.apk"): "Reader: 甲漫",
        ("source", "https://jia.example/"): "甲漫画",
    }


@pytest.mark.parametrize("text", [
    '{"name":"S","sources":[{"id":"zh.jia","name":"甲漫画","downloadURL":"sources/a.aix","languages":["zh"],"baseURL":"https://jia.example"}]}',
    '[{"name":"甲漫画","baseUrl":"https://jia.example","lang":"zh","itemType":0}]',
    'const mangaSources = [{\n "name": "甲漫画",\n "lang": "zh",\n "baseUrl": "https://jia.example",\n "iconUrl": "https://i.example/a.png"}];\nclass D extends M {}',
    "class S_1 extends ComicSource {\n  name = \"甲漫画\";\n  key = \"k\";\n  url = \"\";\n  baseUrl = 'https://jia.example';\n}",
])  # fmt: skip
def test_sites_of_readers(text: str) -> None:
    document = page(text, "https://p.example/index.js")
    assert FAMILY.recognises(document)
    assert [
        (each.link.kind, each.link.url, each.texts[0].text, each.work_kind) for each in FAMILY.read(document).sightings
    ] == [("source", "https://jia.example/", "甲漫画", "cartoon")]


def test_index_of_plugins() -> None:
    index = {"plugins": [{"name": "乙音乐", "url": "https://p.example/yi.js", "version": "0.1"}]}
    assert FAMILY.recognises(page(index))
    reading = FAMILY.read(page(index))
    assert [(each.link.kind, each.link.url) for each in reading.sightings] == [("source", "https://p.example/yi.js")]
    assert len(reading.follow) == 1


@pytest.mark.parametrize("text", [
    "/**\n * @name 丙音源\n * @version 1\n */\nconst { EVENT_NAMES, request, on, send } = globalThis.lx; request('https://api.c.example/url?x=1')",
    "module.exports = {platform: '丙音源', srcUrl: 'https://api.c.example/x.js', getMediaSource() {}}",
])  # fmt: skip
def test_scripts(text: str) -> None:
    document = page(text, "https://p.example/bing.js")
    assert FAMILY.recognises(document)
    found = {each.link.url: each.texts[0].text for each in FAMILY.read(document).sightings}
    assert found == {"https://p.example/bing.js": "丙音源", "https://api.c.example/": "丙音源"}


@pytest.mark.parametrize("text", ["<html>@name</html>", '{"plugins": []}', "var x = 1", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["name", "url", "apk", "baseUrl", "sources"]),
            st.none() | st.integers() | st.text(max_size=20),
        )
    )
)
def test_any_json(value: object) -> None:
    FAMILY.read(page(value))
