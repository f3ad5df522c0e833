"""Captures are found by the name a hit shows."""

from __future__ import annotations

import pytest

from core.errors import NotFoundError
from storage.store import Store


def test_the_capture_of_a_hit_is_found(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    capture = make.capture(truncated=True)
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work)), capture=capture)])
    assert store.captures.find(store.hits.get(1).capture) == capture
    assert store.captures.of(1) == [capture]
    assert list(store.captures.all()) == [capture]


@pytest.mark.parametrize("name", ["", "netsword-1.warc.gz", "netsword-1.warc.gz#urn:uuid:2", "other#urn:uuid:1"])
def test_a_name_without_a_capture(store: Store, run_id: int, make, name: str) -> None:
    store.pages.save([make.record(run_id, capture=make.capture())])
    with pytest.raises(NotFoundError, match="no capture"):
        store.captures.find(name)
