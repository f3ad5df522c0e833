"""Literals that a script cuts, joins and replaces are read as what they become, and only addresses are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.links.rewritten import rewritten
from crawler.links.script import decode_script

ADDRESS = "https://cdn.example.com/20221014/index.m3u8"


@pytest.mark.parametrize("script", [
    'var a="https://cdn.ex|ample.com/20221014/ind|ex.m3u8".split("|").join("");start(a)',
    "var a = 'https:@@cdn.example.com@20221014@index.m3u8'.split( '@' ).join( '/' );",
    'var a="/index.m3u8|.example.com/20221014|https://cdn".split("|").reverse().join("")',
    'play("https://cdn.example.com/2022_x_1014/index.m3u8".replace("_x_", ""))',
    'play("https:##cdn.example.com#20221014#index.m3u8".replace(/#/g,"/"))',
    r"play('https://cdn.example*com/20221014/index*m3u8'.replace(/\*/g, '.'))",
    "play('hxxps://cdn.example.com/20221014/index.m3u8'.replaceAll('hxxps','https'))",
])  # fmt: skip
def test_address(script: str) -> None:
    [(whole, start, end)] = rewritten(script)
    assert whole == ADDRESS and script[start] in "\"'" and script[end - 1] in "\"')"
    assert f'"{ADDRESS}"' in decode_script(script).splitlines()


@pytest.mark.parametrize("script", [
    'var names="one|two|three".split("|").join("");', 'var s="some-words".replace("-", " ");',
    'url.replace("a","b"); "https://a.example/".length', '"https://a.example/1".replace(/(a|b)+/g, "")',
])  # fmt: skip
def test_no_address(script: str) -> None:
    assert list(rewritten(script)) == []


@given(st.text(alphabet="\"'.split(join)replace/|\\a:,", max_size=300))
def test_any_script_is_read(script: str) -> None:
    assert all(0 <= start < end <= len(script) for _, start, end in rewritten(script))
