"""Large pages in portions: nothing is lost at their borders."""

from __future__ import annotations

from core.types import Page
from crawler.extract import json_text, read
from crawler.extract.portions import MOST_CHARACTERS, MOST_TAGS, is_large, portions


def _page(body: str) -> Page:
    text = f"<html><head><title>资源</title><base href='http://b.example/'></head><body>{body}</body></html>"
    return Page("http://a.example/x.html", text.encode(), text, content_type="text/html")


def _share(number: int) -> str:
    return f"https://pan.quark.cn/s/{number:012x}"


def test_small_pages_stay_whole() -> None:
    assert not is_large(_page("<p>x</p>" * 1_000).text)


def test_portions_are_the_page() -> None:
    page = _page("<p>x</p>" * MOST_TAGS)
    parts = list(portions(page))
    assert len(parts) > 1
    assert parts[0].text + "".join(part.text.partition("'>")[2] for part in parts[1:]) == page.text
    assert all("资源" in part.text and "http://b.example/" in part.text for part in parts)


def test_every_link_is_found_once() -> None:
    row = '<li><a href="{}">满江红 1080P</a> <i>x</i></li>' + "<p>x</p>" * 60
    body = "".join(row.format(_share(number % 900)) for number in range(1_200))
    reading = read(_page(body))
    assert sorted(each.link.url for each in reading.sightings) == sorted(_share(number) for number in range(900))


def test_scripts_are_not_cut() -> None:
    filler = "<p>x</p>" * (MOST_TAGS // 2 - 10)
    script = "<script>var a = '" + "<b>" * 200_000 + "';</script>"
    parts = list(portions(_page(filler + script + filler)))
    assert any("<script" in part.text and "</script" in part.text for part in parts)
    assert all(
        ("<script" in part.text) == ("</script" in part.text) or part.text.startswith("<title") for part in parts
    )


def test_text_without_any_tag_is_cut_too() -> None:
    for unit in ("词", "word ", "\0", "a" * 100):
        page = _page("<p>x</p>" + unit * (2_500_000 // len(unit)) + f'<p><a href="{_share(7)}">满江红 1080P</a></p>')
        assert max(len(part.text) for part in portions(page)) < MOST_CHARACTERS + 100_000
        assert [each.link.url for each in read(page).sightings] == [_share(7)]


def test_the_code_of_a_share_is_found_in_its_own_portion() -> None:
    share = f'<p><a href="{_share(3)}">满江红 1080P</a></p><p>提取码：ab12</p>'
    (sighting,) = read(_page("<p>x</p>" * (MOST_TAGS + 10) + share)).sightings
    assert sighting.link.passcode == "ab12"


def test_no_json_of_millions_of_numbers_is_read() -> None:
    assert json_text.loads("[" + "1," * json_text.MOST_ITEMS + "1]") is not None
    assert json_text.loads("[" + "1," * (json_text.MOST_ITEMS + 1) + "1]") is None
