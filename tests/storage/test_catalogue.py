"""Titles of other works are added once and removed by their source."""

from __future__ import annotations

from core.types import Work
from storage.store import Store


def test_titles_are_added_once(store: Store, make) -> None:
    titles = [Work("深海", ("Deep Sea",), 2023, "film"), Work("深 海", year=2023, kind="film"), Work("满江红")]
    mark = store.catalogue.fingerprint()
    assert store.catalogue.add(titles, "豆瓣", make.now) == 2
    assert store.catalogue.fingerprint() != mark
    assert store.catalogue.add(titles, "豆瓣", make.now) == 0
    assert sorted(work.title for work in store.catalogue.all())[1] == "满江红"


def test_titles_of_a_source_are_removed(store: Store, make) -> None:
    store.catalogue.add([Work("深海")], "豆瓣", make.now)
    store.catalogue.add([Work("满江红")], "我们的", make.now)
    assert store.catalogue.remove("豆瓣") == 1
    assert store.catalogue.all() == [Work("满江红")]
