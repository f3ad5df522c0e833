"""Scripts as they are read."""

from __future__ import annotations

import pytest

from crawler.extract.spelled import completed, with_letters

_KEY = "0123456789ab"
_SHARE = f"https://pan.quark.cn/s/{_KEY}"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'{t:"\u6ee1\u6C5F\u7ea2"}', '{t:"满江红"}'),
        (r'"{\"t\":\"\\u6ee1\"}"', r'"{\"t\":\"满\"}"'),
        (r'"\u0022 \u003c \ud83d\ude00 \u2028"', r'"\u0022 \u003c \ud83d\ude00 \u2028"'),
        (r'"\u6ee"', r'"\u6ee"'),
    ],
)
def test_letters_are_written_out_and_signs_stay(written: str, read: str) -> None:
    assert with_letters(written) == read


@pytest.mark.parametrize(
    "script",
    [
        "open('https://pan.quark.cn/s/'+k)",
        'open("//pan.quark.cn/s/" + k)',
        "open(`https://pan.quark.cn/s/${k}`)",
    ],
)
def test_a_key_becomes_the_address_that_a_script_makes_of_it(script: str) -> None:
    whole = completed(f'<a data-k="{_KEY}">x</a>', [script])
    assert whole in (f'<a data-k="{_SHARE}">x</a>', f'<a data-k="{_SHARE[6:]}">x</a>')


@pytest.mark.parametrize(
    ("source", "script"),
    [
        (f'<a data-k="{_KEY}">x</a>', "open('https://site.example/s/'+k)"),
        (f'<a class="{_KEY}">x</a>', "open('https://pan.quark.cn/s/'+k)"),
        ('<a data-k="x-y z">x</a>', "open('https://pan.quark.cn/s/'+k)"),
        (f'<a data-k="{_KEY}">x</a>', f"open('{_SHARE}')"),
    ],
)
def test_what_is_no_key_of_a_share_stays(source: str, script: str) -> None:
    assert completed(source, [script]) == source
