"""The channel of pages of no known family."""

from __future__ import annotations

import pytest

from crawler.extract.channels import of_links


@pytest.mark.parametrize(
    ("kinds", "channel"),
    [
        ({"netdisk"}, "cloud_storage"), ({"magnet", "netdisk"}, "torrent"), ({"media", "netdisk"}, "video"),
        ({"app"}, "app"), ({"page"}, "website"), (set(), "website"),
    ],
)  # fmt: skip
def test_by_kinds(kinds: set, channel: str) -> None:  # type: ignore[type-arg]
    assert of_links(kinds) == channel
