"""Both languages are complete, and readers get the one they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser

import console
from console import names
from console.words import CATALOGUE, OF_LISTS, choose, load, zone_of

FOLDER = Path(console.__file__).parent
METHODS = [("**/*.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}


def sentences() -> set[str]:
    found = {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in extract_from_dir(
            str(FOLDER), method_map=METHODS, options_map=OPTIONS, keywords={"_": None, "mark": None}
        )
    }
    return found | {word for table in names.ALL for word in table.values()} | set(names.SAID)


def test_every_sentence_is_there_in_chinese() -> None:
    with CATALOGUE.open("rb") as file:
        known = {str(message.id): str(message.string) for message in read_po(file) if message.id}
    assert sentences() - known.keys() == set()
    assert [key for key, value in known.items() if not value] == []


def test_the_places_of_values_are_the_same_in_both() -> None:
    words = load()
    for sentence in sentences():
        places = re.findall(r"\{(\w+)\}", sentence)
        assert sorted(re.findall(r"\{(\w+)\}", words.say("zh", sentence))) == sorted(places), sentence


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "zh-Hans-CN", "zh"),
        ("", "zh-TW", "zh"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr", "en"),
        ("", "", "en"),
        ("", "*;q=0.5,,;;", "en"),
        ("zh", "en", "zh"),
        ("en", "zh-CN", "en"),
        ("xx", "zh-CN", "zh"),
    ],
)
def test_the_readers_language(cookie: str, accepted: str, language: str) -> None:
    assert choose(cookie, accepted) == language


def test_the_time_zone_follows_the_reader() -> None:
    assert (zone_of("", "zh"), zone_of("", "en"), zone_of("Asia/Tokyo", "en")) == ("Asia/Shanghai", "UTC", "Asia/Tokyo")
    assert zone_of("../etc/passwd", "en") == "UTC"


PAGES = (
    "/queue", "/queue?state=any&kind=netdisk", "/queue?q=none", "/works", "/works/1", "/lists", "/progress", "/learned",
    "/dashboard", "/runs", "/account", "/audit", "/queue/works", "/hits/1", "/hits/1/pane", "/hits/1/leave",
    "/hits/1/captures/1", "/hits/99999", "/nowhere", "/login",
)  # fmt: skip
ATTRIBUTES = ("aria-label", "placeholder", "title", "alt")


def shown(text: str) -> set[str]:
    """All that a reader is shown or told: pieces of text, and the attributes that are read out."""
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style"])
    found = {node.text(deep=False).strip() for node in tree.css("*")}
    found |= {piece.strip() for node in tree.css("*") for piece in node.text(deep=False).splitlines()}
    return found | {(node.attributes.get(name) or "").strip() for name in ATTRIBUTES for node in tree.css(f"[{name}]")}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["op", "ours"])
def test_pages_speak_one_language(browse: Callable[..., Any], name: str, path: str) -> None:
    """No sentence of the interface in Chinese pages is English, and none in English pages Chinese."""
    words, both = load(), sentences()
    pairs = {sentence: words.say("zh", sentence) for sentence in both}
    chinese = browse(name, "zh-CN").get(path).text
    assert '<html lang="zh-Hans">' in chinese or path.endswith("/pane")
    english = {sentence for sentence, said in pairs.items() if said != sentence}
    assert shown(chinese) & english == set()
    for sentence in english:
        if len(sentence.split()) > 2 and "{" not in sentence:
            assert sentence not in chinese, sentence
    only_chinese = {said for sentence, said in pairs.items() if said != sentence} - english
    assert shown(browse(name, "en").get(path).text) & only_chinese <= {"深海"}


def test_the_language_can_be_switched(browse: Callable[..., Any]) -> None:
    browser = browse("op", "zh-CN")
    assert "审核队列" in browser.get("/queue").text
    assert browser.submit("/reading", language="en", next="/queue").headers["location"] == "/queue"
    assert "审核队列" not in browser.get("/queue").text
    browser.submit("/reading", language="zh", zone="Asia/Tokyo", next="//evil.example")
    assert "审核队列" in browser.get("/queue").text
    assert "17:30" in browser.get("/hits/1").text


def test_reasons_are_said_in_the_readers_language(browse: Callable[..., Any]) -> None:
    assert "文本中出现作品原名" in browse("op", "zh").get("/hits/1").text
    assert "the title stands in the text as it is" in browse("op", "en").get("/hits/1").text


def test_what_is_wrong_with_a_list_is_said_in_chinese(browse: Callable[..., Any]) -> None:
    browser = browse("ours", "zh")
    rows = "作品名称,年份\n无名之作,明年\n,2020\n满江红,2023\n".encode()
    path = browser.submit("/lists", files={"file": ("名单.csv", rows)}).headers["location"]
    text = browser.get(path).text
    assert "不是年份" in text and "缺少名称" in text and "is not a year" not in text


def test_sentences_about_lists_keep_their_values() -> None:
    with OF_LISTS.open("rb") as file:
        for message in read_po(file, abort_invalid=True):
            if message.id:
                places = (sorted(re.findall(r"\{(\w+)\}", str(text))) for text in (message.id, message.string))
                assert len(set(map(tuple, places))) == 1, message.id
