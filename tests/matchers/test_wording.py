"""Wording: each feature speaks both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matchers.wording import SENTENCES, sentence

SOURCES = Path(__file__).parents[2] / "matchers"


def test_every_feature_that_is_used_has_a_sentence() -> None:
    used = {
        code
        for path in SOURCES.rglob("*.py")
        for code in re.findall(r'(?:Effect|Edit)\("([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert used - set(SENTENCES) == set()


def test_sentences_carry_the_words_they_speak_of() -> None:
    assert sentence("homophone", "en", "洪→红").endswith("洪→红")
    assert sentence("homophone", "zh", "洪→红").endswith("洪→红")
    assert sentence("unheard_of", "en") == "unheard_of"


def test_a_change_at_one_character_tells_its_place() -> None:
    assert sentence("pinyin_part", "en", "hai→海 (2)") == "the second character is written as pinyin: hai→海"
    assert sentence("pinyin_part", "zh", "hai→海 (2)") == "第二个字写成拼音：hai→海"
    assert sentence("dropped", "zh", "行 (13)") == "漏掉第13个字：行"
    assert sentence("dropped", "en", "行 (13)") == "the 13th character is left out: 行"
    assert sentence("masked", "en", "红□行动") == "one character is hidden by a sign: 红□行动"


@pytest.mark.parametrize("feature", sorted(SENTENCES))
def test_no_sentence_leaves_a_gap(feature: str) -> None:
    for language in ("en", "zh"):
        for evidence in ("", "红→洪", "红→洪 (3)"):
            assert not set("{}") & set(sentence(feature, language, evidence))
