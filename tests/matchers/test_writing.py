"""A match says with which words its text writes the title."""

from __future__ import annotations

import pytest

from core.types import Work
from matchers import Matcher


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("红hai行动 百度网盘", "红hai行动"),
        ("[4K] 洪海行动.1080P", "洪海行动"),
        ("红x海x行x动 1080p", "红x海x行x动"),
        ("ㄏㄨㄥˊ海行动 1080p", "ㄏㄨㄥˊ海行动"),
        ("紅工海行動 1080p 網盤", "紅工海行動"),
        ("红海行…  1080p", "红海行"),
    ],
)
def test_the_words_of_a_disguise_are_told_as_written(text: str, words: str) -> None:
    told = [reason.evidence for match in Matcher([Work("红海行动")]).match(text) for reason in match.reasons]
    assert words in told


def test_a_plain_title_needs_no_such_words() -> None:
    (match,) = Matcher([Work("红海行动")]).match("红海行动 4K 网盘")
    assert "written" not in [reason.feature for reason in match.reasons]
