"""Every typed link in a text: the open ones first, then those that the page hides."""

from __future__ import annotations

from dataclasses import replace

from crawler.links import passcode, share_text
from crawler.links.found import Found
from crawler.links.text import find_clean


def find_links(text: str, *, base: str = "", html: bool = False) -> list[Found]:
    """All typed links in a text, in order, shares with their passcodes and names. Never raises.

    `html` says that the text is markup: passcodes may then stand further from their links.
    """
    found = find_clean(text, base=base)
    if any(one.link.kind == "netdisk" for one in found):
        found = [_with_name(text, one) for one in passcode.bind(text, found, html=html)]
    return found


def _with_name(text: str, found: Found) -> Found:
    if found.share_text or found.link.kind != "netdisk":
        return found
    name = share_text.name_beside(text, found.start, found.end)
    return replace(found, share_text=name) if name else found
