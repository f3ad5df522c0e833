"""Players that file hosts keep for everybody: `https://host/embed-4/ID`, `/e/ID`, told by their paths."""

from __future__ import annotations

import re
from typing import Final

_HOSTED: Final = re.compile(
    r"https?://[^/?#\s]{4,100}/(?:embed(?:-\w{1,12})?|e)[/-][\w-]{6,60}(?:\.html)?/?(?:[?#]|$)", re.I
)


def is_hosted(address: str) -> bool:
    """Whether an address that a script names is a hosted player of one file."""
    return _HOSTED.match(address) is not None
