"""The shape of an address: what it has in common with others that the same part of a site makes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

_DIGITS: Final = re.compile(r"\d+")
_HASHES: Final = re.compile(r"[0-9a-f]{8,}", re.I)
# Names of one page: /tag/8fe6d
_CODES: Final = re.compile(r"(?<=/)(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{5,}(?=[/.]|\Z)", re.I)


@lru_cache(maxsize=4_096)  # an address is asked about several times when it is met, and again when it is visited
def shape(url: str) -> str:
    """The address with numbers, codes, hashes and query values left out; never raises."""
    try:
        parts = urlsplit(url)
    except ValueError:  # `http://[`: all such are one shape
        return ""
    path = _DIGITS.sub("0", _HASHES.sub("x", _CODES.sub("x", parts.path)))
    keys = sorted(
        {_DIGITS.sub("0", _HASHES.sub("x", pair.partition("=")[0])) for pair in parts.query.split("&") if pair}
    )
    return f"{parts.netloc}{path}?{'&'.join(keys)}"
