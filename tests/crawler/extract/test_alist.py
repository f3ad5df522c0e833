"""AList: the shell leads to the interface, and its answers are folders."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from core.types import Page
from crawler.extract import read
from crawler.extract.alist import API, PORTION, posted

SHELL = "<!doctype html><title>Loading...</title><script>window.{} = {{cdn: undefined}}</script><div id=root></div>"
ROOT = "http://disk.example"


def answer(folder: str, entries: list[dict[str, object]], **more: object) -> Page:
    told = {"code": 200, "data": {"content": entries, "total": len(entries)}} | more
    text = json.dumps(told, ensure_ascii=False)
    return Page(f"{ROOT}{API}#{quote(folder)}", text.encode(), text, content_type="application/json")


@pytest.mark.parametrize("name", ["ALIST", "OPENLIST_CONFIG"])
def test_the_shell_of_a_folder_leads_to_its_list(name: str) -> None:
    text = SHELL.format(name)
    reading = read(Page(f"{ROOT}/%E5%BD%B1%E8%A7%86", text.encode(), text, content_type="text/html"))
    (follow,) = reading.follow
    address, asked = posted(follow.url)
    assert address == ROOT + API
    assert json.loads(asked) == {"path": "/影视", "password": "", "page": 1, "per_page": PORTION, "refresh": False}


def test_other_addresses_post_nothing() -> None:
    assert posted("http://disk.example/#/a") == ("http://disk.example/#/a", "")


def test_files_are_offers_and_folders_ways() -> None:
    entries: list[dict[str, object]] = [
        {"name": "第1集 #1?.mkv", "is_dir": False, "sign": "ab:0"},
        {"name": "花絮", "is_dir": True},
        {"name": "poster.jpg", "is_dir": False},
        {"name": "../x.mkv", "is_dir": False},
        {"name": 7, "is_dir": False},
    ]
    reading = read(answer("/影视/满江红", entries))
    (sighting,) = reading.sightings
    assert sighting.link.kind == "media"
    assert sighting.link.ref == f"{ROOT}/d{quote('/影视/满江红/第1集 #1?.mkv')}"
    assert sighting.link.url == sighting.link.ref + "?sign=ab%3A0"
    assert {text.text for text in sighting.texts} >= {"满江红", "第1集 #1?.mkv"}
    assert [json.loads(posted(each.url)[1])["path"] for each in reading.follow] == ["/影视/满江红/花絮"]


def test_a_long_folder_is_asked_for_in_portions() -> None:
    entries: list[dict[str, object]] = [{"name": f"{n}.mp3", "is_dir": False} for n in range(PORTION)]
    reading = read(answer("/a?b", entries, data={"content": entries, "total": PORTION + 1}))
    asked = json.loads(posted(reading.follow[-1].url)[1])
    assert (asked["path"], asked["page"]) == ("/a?b", 2)
    assert len(reading.sightings) == PORTION
    last = answer("/a?b", entries[:1], data={"content": entries[:1], "total": PORTION + 1})
    assert not read(last).follow


@pytest.mark.parametrize(
    ("answer_", "trouble"),
    [
        ('{"code": 403, "message": "password is incorrect", "data": null}', "login"),
        ('{"code": 200, "data": null}', ""),
        ('{"code": "x"}', "broken"),
        ("[]", "broken"),
        ("<html>502 Bad Gateway</html>", "broken"),
    ],
)
def test_what_is_no_list(answer_: str, trouble: str) -> None:
    reading = read(Page(f"{ROOT}{API}#/", answer_.encode(), answer_))
    assert (reading.sightings, reading.follow, reading.trouble) == ((), (), trouble)
