"""Pages that only send their visitor on: meta refresh, location scripts, waiting pages."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.document import Document
from crawler.links.variables import assigned

_REFRESH: Final = re.compile(r"^\s*\d{0,4}(?:\.\d{0,4})?\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s>]{1,4000})", re.I)
_SCRIPT: Final = re.compile(
    r"(?:(?:window|document|self|top|parent)\s*\.\s*)?location(?:\s*\.\s*(?:href|assign|replace))?\s*(?:=|\()\s*(?:decodeURIComponent\(\s*|unescape\(\s*)?[\"']"
    r"([^\"'\s]{1,4000})[\"']",
    re.I,
)
# The same with a variable of the script, or with the names in brackets.
_NAMED: Final = re.compile(
    r"location[\w.\[\]\"']{0,20}\s*(?:=|\()\s*(?:[\"']([^\"'\s]{1,4000})[\"']|([A-Za-z_$][\w$]{0,40})\s*[;)}\n]|([A-Za-z_$][\w$]{0,40})\s*\Z)"
)
_LONGEST_TEXT: Final = 400  # a page with more to read than this is no mere redirect
_MOST_SCRIPT: Final = 20_000


def redirect_of(document: Document) -> str:
    """The address that the page sends on to by itself; "" for an ordinary page."""
    written = redirect_written(document)
    return document.resolve(written) if written else ""


def refreshed(written: str) -> str:
    """The address in the value of a refresh, as a header or <meta> has it; "" for none."""
    match = _REFRESH.match(written) if written else None
    return match.group(1) if match and ("/" in match.group(1) or "." in match.group(1)) else ""


def redirect_written(document: Document) -> str:
    """The same as it is written: perhaps a wrapper, a base64 blob or a netdisk share."""
    target = refreshed(document.meta.get("refresh", ""))
    if target:
        return target
    if len(document.text) > _LONGEST_TEXT:
        return ""
    onload = (value.value for value in document.values[:20] if value.name == "onload")
    for script in (*document.scripts[:20], *onload):
        if "location" not in script or len(script) > _MOST_SCRIPT:
            continue
        if match := _SCRIPT.search(script):
            return match.group(1)
        if (named := _NAMED.search(script)) and (to := named[1] or assigned(script).get(named[2] or named[3], "")):
            return to
    return ""
