"""Wording: each feature speaks both languages."""

from __future__ import annotations

import re
from pathlib import Path

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
    assert sentence("homophone", "zh", "洪→红").startswith("用同音字")
    assert sentence("unheard_of", "en") == "unheard_of"
