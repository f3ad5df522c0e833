"""Why a crawl did not follow an address: its reasons, as the page of runs tells them in the reader's language."""

from __future__ import annotations

import re
from typing import Final

SKIPS: Final = {
    "another host": "another host",
    "deeper than {number}": "deeper than {number}",
    "longer than {number} characters": "longer than {number} characters",
    "a port the site did not name": "a port the site did not name",
    "more than {number} path segments": "more than {number} path segments",
    "a path segment repeated": "a path segment repeated",
    "not a page": "not a page",
    "a shape that leads to nothing": "a shape that leads to nothing",
}
_NUMBER: Final = re.compile(r"\d{1,9}")


def reason(said: str) -> tuple[str, str]:
    """The sentence to translate and the number in it; what is not known here is said as it is."""
    found = _NUMBER.search(said)
    number = found[0] if found else ""
    template = said.replace(number, "{number}", 1) if number else said
    return (SKIPS[template], number) if template in SKIPS else ("{number}", said)
