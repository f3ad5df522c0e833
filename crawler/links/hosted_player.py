"""Players that file hosts keep for everybody: `https://host/embed-4/ID`, `/e/ID`, told by their paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

_MOST: Final = 200
_MARKS: Final = ("/e/", "/embed", "\\/e\\/", "\\/embed")
_QUOTED: Final = re.compile(r"[\"'](https?:(?:\\?/){2}[^\"'\s<>]{8,300})[\"']")
_HOSTED: Final = re.compile(
    r"https?://[^/?#\s]{4,100}/(?:embed(?:-\w{1,12})?|e)[/-][\w-]{6,60}(?:\.html)?/?(?:[?#]|$)", re.I
)


def hosted_in(script: str) -> Iterator[str]:
    """The hosted players that a script names in quotes."""
    if any(mark in script for mark in _MARKS):
        for match in islice(_QUOTED.finditer(script), _MOST):
            address = match.group(1).replace("\\/", "/")
            if is_hosted(address):
                yield address


def hosted_within(decoded: str) -> Iterator[str]:
    """The hosted players of a decoded piece: named in quotes, or the whole of it."""
    address = decoded.strip()
    if is_hosted(address):
        yield address
    else:
        yield from hosted_in(decoded)


def is_hosted(address: str) -> bool:
    """Whether an address that a script names is a hosted player of one file."""
    return _HOSTED.match(address) is not None
