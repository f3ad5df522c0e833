"""Player objects: hostile, broken and unusual ones."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.player_config import decrypted, fed_by

ADDRESS = "https://v.example/a/index.m3u8"


@pytest.mark.parametrize(("written", "encrypt"), [
    (ADDRESS, "0"),
    (quote(ADDRESS, safe=""), "1"),
    (base64.b64encode(quote(ADDRESS, safe="").encode()).decode(), "2"),
    (base64.b64encode(ADDRESS.encode()).decode().rstrip("="), "2"),
    (base64.b64encode("".join(f"%{ord(letter):02X}" for letter in ADDRESS).encode()).decode(), "2"),
    ("".join(f"%u00{ord(letter):02x}" for letter in ADDRESS), "1"),
    (quote(ADDRESS, safe=""), ""),
    (base64.b64encode(ADDRESS.encode()).decode(), "3"),
])  # fmt: skip
def test_decrypted(written: str, encrypt: str) -> None:
    assert decrypted(written, encrypt) == ADDRESS


def test_balanced_braces_and_single_quotes() -> None:
    script = "var player_aaaa={'url':'https://v.example/1.m3u8','vod_data':{'vod_name':'a}b{\"c'},from:'x'}\nvar y={}"
    (fed,) = fed_by(script)
    assert fed.address == "https://v.example/1.m3u8" and fed.work == 'a}b{"c' and fed.flag == "x"


def test_a_torn_object_gives_nothing() -> None:
    assert list(fed_by('var player_aaaa={"url":"https://v.example/1.m3u8"')) in ([], list(fed_by("")))


def test_lists_of_SeaCMS_in_JSON() -> None:
    script = (
        'var VideoListJson=[["播客",["第1集$https://v.example/1.m3u8$m3u8","第2集$https://v.example/2.m3u8$m3u8"]]]'
    )
    assert [(fed.part, fed.address) for fed in fed_by(script)] == [
        ("第1集", "https://v.example/1.m3u8"), ("第2集", "https://v.example/2.m3u8"),
    ]  # fmt: skip


@given(st.text(alphabet="player_a={}\"':,url$#[]%u2 \\n第1", max_size=120))
def test_never_raises(text: str) -> None:
    list(fed_by(f"var player_aaaa={text}; mac_url={text} VideoInfoList={text} ff_urls={text}"))
