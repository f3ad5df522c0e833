"""Licensed platforms as lists write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchlist.licences import parse_licence, split_licences
from watchlist.sentences import CellError

CASES = {
    "爱奇艺(2021/4/4-2031/4/3)": ["爱奇艺 2021-04-04 2031-04-03"],
    "爱奇艺（2021/4/4-2031/4/3）、优酷网(2021/4/14-2031/4/13)；华视网聚": [
        "爱奇艺 2021-04-04 2031-04-03", "优酷网 2021-04-14 2031-04-13", "华视网聚 None None",
    ],
    "爱奇艺(2021/4/4-2031/4/3) 优酷(2021/4/4起)腾讯视频(至2031/4/3)": [
        "爱奇艺 2021-04-04 2031-04-03", "优酷 2021-04-04 None", "腾讯视频 None 2031-04-03",
    ],
    "爱奇艺：2021/4/4-2031/4/3\n优酷 2021/4/4-2031/4/3": ["爱奇艺 2021-04-04 2031-04-03", "优酷 2021-04-04 2031-04-03"],
    "爱奇艺(长期)、芒果TV（永久）": ["爱奇艺 None None", "芒果TV None None"],
    "爱奇艺(独家)": ["爱奇艺 None None"],
    "爱奇艺(2021-04-04至2031-04-03，独家)": ["爱奇艺 2021-04-04 2031-04-03"],
    "北京爱奇艺科技有限公司（爱奇艺）": ["北京爱奇艺科技有限公司（爱奇艺） None None"],
    "1905电影网(2021-2031)": ["1905电影网 2021-01-01 2031-12-31"],
    "爱奇艺[2021.4.4-2031.4.3]。": ["爱奇艺 2021-04-04 2031-04-03"],
    "爱奇艺,优酷/腾讯视频": ["爱奇艺 None None", "优酷 None None", "腾讯视频 None None"],
    "Netflix / Disney+": ["Netflix None None", "Disney+ None None"],
    "iqiyi.com": ["iqiyi.com None None"],
    "无": [],
    "爱奇艺(2021/4/4": ["!brackets do not match"],
    "(2021/4/4-2031/4/3)": ["!names no platform"],
    "爱奇艺(04/05/2021-05/05/2022)": ["!can be read as"],
    "爱奇艺(2031/4/4-2021/4/3)": ["!ends before it starts"],
    "爱奇艺(2021/4/4)": ["!one date, not a period"],
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_licences(text: str) -> None:
    found = []
    for piece in split_licences(text):
        try:
            licence = parse_licence(piece)
        except CellError as error:
            found.append("!" + error.sentence)
        else:
            found += [f"{licence.platform} {licence.starts} {licence.ends}"] if licence else []
    assert len(found) == len(CASES[text])
    for is_, should in zip(found, CASES[text], strict=True):
        assert is_ == should or (should.startswith("!") and should[1:] in is_), found


@given(st.text("爱奇艺优酷ab (（)）、;/-2021年月日至起独家", max_size=60))
def test_anything_is_read_or_refused(text: str) -> None:
    for piece in split_licences(text):
        try:
            parse_licence(piece)
        except CellError as error:
            assert error.sentence
