"""The shape of an address."""

from __future__ import annotations

import pytest

from core.shapes import shape


def test_numbers_and_values_make_no_shape() -> None:
    assert shape("http://a.example/detail/12.html?x=1&y=2") == shape("http://a.example/detail/7.html?y=&x=9")
    assert shape("http://a.example/detail/1") != shape("http://a.example/play/1")
    assert (
        shape("http://a.example/tag/8fe6d") == shape("http://a.example/tag/a1b2c3") != shape("http://a.example/tag/all")
    )


@pytest.mark.parametrize("broken", ["http://[", "http://[::", "//[/", "http://a]b/x"])
def test_what_is_no_address_has_no_shape(broken: str) -> None:
    assert shape(broken) == ""
