"""What a visitor sees of a share page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.visible import visible_text


def test_scripts_and_hidden_parts_say_nothing() -> None:
    page = (
        '<html><head><title>流浪地球2.mkv_免费高速下载</title><script>var gone = "分享的文件已经被取消"</script></head>'
        '<body><div style="display:none">链接不存在</div><p>请输入提取码<p>提取文件</body></html>'
    )
    text = visible_text(page)
    assert "请输入提取码" in text and "流浪地球2" in text
    assert "取消" not in text and "不存在" not in text


def test_pages_drawn_by_scripts_and_data_stay_as_they_are() -> None:
    for source in ('<html><div id="app"></div><script>state = {"errno": -7}</script></html>', '{"code": 41006}', ""):
        assert visible_text(source) == source


@given(st.text(alphabet="<>/ab\"'=!- 中", max_size=200))
def test_no_soup_is_too_thick(source: str) -> None:
    assert isinstance(visible_text(source), str)
