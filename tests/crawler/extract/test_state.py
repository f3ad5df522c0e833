"""Embedded state in its many wrappings."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.document import Document
from crawler.extract.state import states

VALUE = {"list": [{"id": 1, "title": "某剧 \"引号\" 'x'"}], "more": "0123456789012345678901234567890123456789"}
PLAIN = json.dumps(VALUE, ensure_ascii=False)


def of(script: str, kind: str = "") -> list[object]:
    text = f"<html><body><script{kind}>{script}</script></body></html>"
    return states(Document(Page("https://s.example/1", text.encode(), text)))


@pytest.mark.parametrize(
    "script",
    [
        f"window.__X__ = {PLAIN};",
        f"window['__X__']={PLAIN}",
        f"var data = {PLAIN}; var other = 1;",
        f"const s = JSON.parse({json.dumps(PLAIN)});",
        f"window.App = window.App || {{}}; window.App.initState = {PLAIN}; window.App.ready = 1",
        f"Site.page.data={PLAIN}",
        f"let a=1,room={PLAIN}",
    ],
)
def test_wrappings(script: str) -> None:
    assert VALUE in of(script)


def test_json_block() -> None:
    assert of(PLAIN, ' type="application/json"') == [VALUE]


def test_settings_and_rubbish_are_no_state() -> None:
    assert of("var a = {}; var b = {x: 1}") == []
    assert of("window.__X__ = {" + '"a":{' * 5_000) == []


@given(st.text(max_size=200))
def test_any_script(text: str) -> None:
    of(f"window.x = {text}")
    of(f"var x = JSON.parse('{text}')")
