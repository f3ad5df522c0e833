"""Official domains out of what people write."""

from __future__ import annotations

import pytest

from watchlist.domains import parse_domain, split_domains
from watchlist.sentences import CellError

CASES = {
    "https://www.iqiyi.com/v_abc.html?x=1": ["iqiyi.com"],
    "www.iqiyi.com；v.qq.com": ["iqiyi.com", "v.qq.com"],
    "https://v.qq.com/x/cover/a.html 腾讯视频": ["v.qq.com"],
    "http://user:pw@IQIYI.com:8080/x": ["iqiyi.com"],
    "*.iqiyi.com": ["iqiyi.com"],
    "mgtv.com/b/123": ["mgtv.com"],
    "中文.com": ["xn--fiq228c.com"],
    "iqiyi.com, youku.com": ["iqiyi.com", "youku.com"],
    "无": [""],
    "8.8.8.8": ["8.8.8.8"],
    "爱奇艺": ["!no domain"],
    "javascript:alert(1)": ["!no web address"],
    "ftp://a.com/x": ["!no web address"],
    "localhost": ["!no domain"],
    "com.cn": ["!not one site"],
    "127.0.0.1": ["!no domain"],
    "http://[::1]/": ["!no domain"],
    "256.1.1.1": ["!no domain"],
    "iqiyi..com": ["!no domain"],
}


@pytest.mark.parametrize("text", CASES)
def test_domains(text: str) -> None:
    found = []
    for piece in split_domains(text):
        try:
            found.append(parse_domain(piece))
        except CellError as error:
            found.append("!" + error.sentence)
    assert len(found) == len(CASES[text])
    for is_, should in zip(found, CASES[text], strict=True):
        assert is_ == should or (should.startswith("!") and should[1:] in is_), found
