"""Latin names as they are heard: what texters write is the name, what sounds otherwise is not."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Work
from matchers import Matcher, spoken

_WORKS = (
    "The Last Harbour of Us", "Great Expectations", "Cool Runners", "Lord of the Winds", "Rock and Stroll",
    "Phantom of the Orchard",
    "The Quick Kingdom", "You Are Not Alone", "Everything Everywhere", "The Knight of Winter", "Forever Young Hearts",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("da Last Harbour ov Us 2021 1080p WEB-DL", "The Last Harbour of Us"),
        ("Gr8 Xpectations 720p BluRay", "Great Expectations"),
        ("Kewl Runnaz 1080p", "Cool Runners"),
        ("Lord.uv.da.Windz.1080p.WEBRip", "Lord of the Winds"),
        ("Rock n Stroll (2011) BRRip", "Rock and Stroll"),
        ("Fantom of teh Orchard HDRip", "Phantom of the Orchard"),
        ("Th Qck Kngdm 1080p", "The Quick Kingdom"),
        ("u r not alone 2012 DVDRip", "You Are Not Alone"),
        ("The Nite of Winta 1080p", "The Knight of Winter"),
        ("4ever Yung Hartz 1080p", "Forever Young Hearts"),
    ],
)
def test_titles_as_they_are_heard(text: str, title: str) -> None:
    matcher = Matcher([Work(name) for name in _WORKS])
    assert [match.work.title for match in matcher.match(text)] == [title]
    assert any(reason.feature == "spoken" for reason in matcher.match(text)[0].reasons)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("thelosttrip", "the last trip"),  # other vowels
        ("everythingeverywhereii", "everything everywhere"),  # a part is no sound
        ("twenty", "dear wendy"),  # nothing of a word is left
        ("siloveyou", "say i love you"),
        ("blackpanther3", "black panther two"),
        ("nocturna", "nocturne"),
        ("theknightofwinter", "the knight of winter"),  # the name itself
    ],
)
def test_what_sounds_otherwise(text: str, name: str) -> None:
    assert spoken.spoken_edit(text, name) is None


def test_other_words_that_some_title_has_cost_more() -> None:
    alone = Matcher([Work("The Great Escapade")])
    beside = Matcher([Work("The Great Escapade"), Work("Eskapade")])
    scores = [matcher.candidates("The Great Eskapade 1080p")[0].score for matcher in (alone, beside)]
    assert scores[0] > scores[1] + 5


@given(
    st.text(string.ascii_lowercase + string.digits, max_size=60), st.text(string.ascii_lowercase + " &'", max_size=60)
)
def test_any_letters_are_read(text: str, name: str) -> None:
    assert spoken.key(text) == spoken.key(text)
    edit = spoken.spoken_edit(text, name)
    assert edit is None or edit.price > 0
