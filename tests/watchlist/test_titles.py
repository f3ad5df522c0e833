"""Titles, the names beside them, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from watchlist.sentences import CellError
from watchlist.titles import misread, read_title, warning_of

READ = {
    "流浪地球": ("流浪地球",),
    "《流浪地球2》": ("流浪地球2",),
    "「千与千寻」": ("千与千寻",),
    "唐探1900（又名：唐人街探案1900）": ("唐探1900", "唐人街探案1900"),
    "唐探1900(原名《唐人街》、《唐街》)": ("唐探1900", "唐人街", "唐街"),
    "《唐探1900》（又名《唐人街探案1900》）": ("唐探1900", "唐人街探案1900"),
    "唐探1900 又名：A1；B1": ("唐探1900", "A1", "B1"),
    "新蝙蝠侠 (aka The Batman)": ("新蝙蝠侠", "The Batman"),
    "流浪地球（国语版）": ("流浪地球（国语版）",),
    "《新闻联播》特别节目": ("《新闻联播》特别节目",),
    "熊出没·伴我“熊芯”": ("熊出没·伴我“熊芯”",),
    "Amélie": ("Amélie",),
    "Ольга": ("Ольга",),
    "鬼滅の刃": ("鬼滅の刃",),
    "007:无暇赴死": ("007:无暇赴死",),
    "8½": ("8½",),
    "魑魅魍魉": ("魑魅魍魉",),
}


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    title, also = read_title(text)
    assert (title, *also) == READ[text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("???", "characters were lost"),
        ("！！！", "no letter or digit"),
        ("《》", "no letter or digit"),
        ("N/A", "missing title"),
        ("#REF!", "missing title"),
        ("https://example.com/a", "an address"),
        ("《甲》《乙》", "more than one title"),
        ("《甲》、《乙》", "more than one title"),
        ("长" * 301, "too long"),
        ("娴佹氮鍦扮悆", "流浪地球"),
    ],
)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(CellError) as caught:
        read_title(text)
    assert words in caught.value.sentence


def test_misread() -> None:
    assert misread("流浪地球".encode().decode("latin-1")) == "流浪地球"
    assert misread("流浪地球".encode("gbk").decode("latin-1")) == "流浪地球"
    assert misread("流浪地球".encode().decode("gb18030")) == "流浪地球"
    assert misread("ÅÄÖåäö") == ""


def test_warnings() -> None:
    assert warning_of("流浪地球", "流浪地球") is None
    assert "most pages" in str(warning_of("1080P", "1080P"))
    assert "single letter" in str(warning_of("囧", "囧"))
    assert "formula" in str(warning_of("=1+1", "=1+1"))


def test_what_a_spreadsheet_shortened_is_refused(read_here: Callable[[bytes], Any]) -> None:
    outcome = read_here("title,identifiers\n2.02E+03,\n活着,9.78712E+12\n1E5,ISBN 9787506365437\n无,\n".encode())
    assert outcome.titles == ["1E5"]
    assert outcome.places == [(1, "title"), (2, "identifiers"), (4, "title")]
    assert "format the column as text" in outcome.rejected[0].error
