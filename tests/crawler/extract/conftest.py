"""Cases as data: a page in, its links, words, addresses and troubles out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.types import Page, Sighting, Text
from crawler.extract import read
from crawler.extract.reading import Reading

Case = dict[str, Any]


def reading_of(case: Case) -> Reading:
    """The reading of a case's page."""
    text = case["page"]
    context = tuple(Text("context", said) for said in case.get("context", ()))
    page = Page(
        case.get("url", "http://site.example/page/12.html"),
        text.encode(),
        text,
        site="site",
        status=case.get("status", 200),
        content_type=case.get("content_type", "text/html"),
        context=context,
    )
    return read(page)


def _found(reading: Reading, wanted: dict[str, Any]) -> Sighting:
    for sighting in reading.sightings:
        if sighting.link.kind == wanted["kind"] and sighting.link.ref == wanted["ref"]:
            return sighting
    shown = "\n".join(f"{each.link.kind} {each.link.ref}" for each in reading.sightings)
    raise AssertionError(f"{wanted['kind']} {wanted['ref']} is not among:\n{shown}")


def _check_link(reading: Reading, wanted: dict[str, Any]) -> None:
    sighting = _found(reading, wanted)
    said = [f"{text.source}: {text.text}" for text in sighting.texts]
    for words in wanted.get("says", ()):
        assert any(words in text for text in said), f"{words!r} is not in {said}"
    for words in wanted.get("silent", ()):
        assert not any(words in text for text in [*said, sighting.page_title]), f"{words!r} is in {said}"
    assert sighting.link.passcode == wanted.get("passcode", ""), sighting.link
    for field in ("episode", "year", "work_kind", "page_kind", "channel", "price"):
        if field in wanted:
            assert getattr(sighting, field) == wanted[field], (field, getattr(sighting, field))
    if "account" in wanted:
        assert sighting.account is not None
        assert f"{sighting.account.account_id} {sighting.account.name}".strip() == wanted["account"]
    if wanted.get("nobody"):
        assert sighting.account is None
    if "people" in wanted:
        assert set(wanted["people"]) <= set(sighting.people), sighting.people


@pytest.fixture
def check_case() -> Callable[[Case], None]:
    """Reads the case's page and compares what was found with what the case wants; nothing else may be found."""

    def check(case: Case) -> None:
        reading = reading_of(case)
        for wanted in case.get("link", ()):
            _check_link(reading, wanted)
        if not case.get("more", False):
            wanted_links = {(each["kind"], each["ref"]) for each in case.get("link", ())}
            extra = [each.link for each in reading.sightings if (each.link.kind, each.link.ref) not in wanted_links]
            assert not extra
        assert len({(each.link.kind, each.link.ref) for each in reading.sightings}) == len(reading.sightings)
        follow = {each.url: each for each in reading.follow}
        for url, priority in case.get("follow", {}).items():
            assert url in follow, sorted(follow)
            assert follow[url].priority == priority, (url, follow[url].priority)
        for url, words in case.get("carries", {}).items():
            assert words in " ".join(text.text for text in follow[url].context), follow[url]
        for url in case.get("not_followed", ()):
            assert url not in follow
        if "family" in case:
            assert reading.family == case["family"]
        assert reading.trouble == case.get("trouble", ""), reading.trouble

    return check
