"""XML of any shape: rows name their shares and passcodes as JSON's objects do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract import read
from crawler.extract.xml_record import records

ROWS = """<?xml version="1.0"?><rows>
<row><n>长夜行 4K</n><l>https://pan.baidu.com/s/1AbCdEfGhIjKlMnOpQrStUv</l><p>ab12</p></row>
<row n="远山 1080P" l="https://pan.quark.cn/s/0123456789ab"/></rows>"""


def test_rows() -> None:
    found = read(Page("http://s.example/a.xml", ROWS.encode(), ROWS, content_type="text/xml")).sightings
    assert [(each.link.ref, each.link.passcode, each.texts[0].text) for each in found] == [
        ("baidu:1AbCdEfGhIjKlMnOpQrStUv", "ab12", "长夜行 4K"),
        ("quark:0123456789ab", "", "远山 1080P"),
    ]


def test_what_repeats_is_a_list() -> None:
    assert records("<a><b>1</b><b>2</b><b x='3'>4</b></a>") == {"b": ["1", "2", {"x": "3", "text": "4"}]}
    assert records("no xml") is None


@given(st.text(alphabet="<>/ab=\"' &;", max_size=60))
def test_never_raises(text: str) -> None:
    records(text)
