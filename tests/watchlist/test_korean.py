"""Korean and Chinese in the same bytes."""

from __future__ import annotations

import pytest

from watchlist.korean import is_korean


@pytest.mark.parametrize(
    "text", ["기생충", "나의 아저씨", "사랑의 불시착", "이상한 변호사 우영우", "지금 우리 학교는", "서울의 봄 남한산성"]
)
def test_korean(text: str) -> None:
    bytes_ = (text + "살인의 추억").encode("euc_kr")
    assert is_korean(bytes_.decode("euc_kr"), bytes_.decode("gb18030"))


@pytest.mark.parametrize(
    "text", ["流浪地球", "长安十二时辰", "大江大河", "老炮儿", "白蛇缘起", "东北人都是活雷锋", "哥斯拉", "坏蛋必须死"]
)
def test_chinese(text: str) -> None:
    assert not is_korean(text.encode("gb18030").decode("cp949", "ignore"), text)
