"""Identifiers: sound ones pass in every writing, one wrong digit is said, and anything else is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchlist.identifiers import doubt_of

SOUND = (
    "ISBN 9787536692930",
    "ISBN 978-7-5366-9293-0",
    "isbn: 0-306-40615-2",
    "ISBN-10 0-8044-2957-X",
    "ISRC USRC17607839",
    "ISRC US-RC1-76-07839",
    "EIDR 10.5240/7791-8534-2C23-9030-8610-5",
)


@pytest.mark.parametrize("text", (*SOUND, "电审动字[2022]第003号", "tt0111161", "ISBN", ""))
def test_nothing_to_say(text: str) -> None:
    assert doubt_of(text) is None


@pytest.mark.parametrize(
    "text", ("ISBN 978753669293", "ISBN abc", "ISBN 978753669293٣", "ISRC 12RC17607839", "EIDR 10.5240/7791")
)
def test_wrong_length_or_letters(text: str) -> None:
    assert doubt_of(text) is not None


@given(st.sampled_from([text for text in SOUND if "ISRC" not in text]), st.data())
def test_one_wrong_digit_is_noticed(text: str, data: st.DataObject) -> None:
    places = [
        place for place, char in enumerate(text) if char.isdigit() and place > text.index(" ") + ("EIDR" in text) * 8
    ]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    assert doubt_of(text[:place] + other + text[place + 1 :]) is not None
