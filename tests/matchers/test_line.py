"""A line's letters, their places, and what lies between marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matchers.line import Line

TEXTS = st.text(alphabet=st.sampled_from("流浪地球2第集 aZé_-.【】（）:：①Ⅱ丨40,000½\u200b\U00020000x"), max_size=40)


@given(TEXTS | st.text(max_size=40))
def test_each_letter_stands_at_its_place(text: str) -> None:
    line = Line(text)
    assert "".join(line.folded[place] for place in line.places) == line.compact
    assert all(letter.isalnum() for letter in line.compact)
    assert sum(letter.isalnum() for letter in line.folded) == len(line.compact)


@given(TEXTS)
def test_segments_hold_the_letters_outside_of_marks(text: str) -> None:
    line = Line(text)
    line.mark()
    for start, end, letters in line.segments:
        assert letters == "".join(filter(str.isalnum, line.folded[start:end]))
        assert not any(start < mark.end and mark.start < end for mark in line.marks)


def _telling(text: str) -> set[str]:
    line = Line(text)
    line.mark()
    return {line.folded[mark.start : mark.end] for mark in line.telling}


def test_words_that_speak_about_a_work_are_kept_apart() -> None:
    assert "official trailer" in _telling("流浪地球2 official trailer 1080p")
    assert "预告" in " ".join(_telling("流浪地球2 预告片 1080p"))
    assert "official trailer" not in _telling("流浪地球2 unofficial trailers")
    assert _telling("流浪地球2 1080p 国语中字") == set()
