"""The play strings of collection sites: `第01集$https://…#第02集$https://…$$$…`, one group a source."""

from __future__ import annotations

import re
from typing import Final

from core.frozen import frozen

MOST_ITEMS: Final = 100_000
_GROUPS: Final = "$$$"
_ITEM_BREAK: Final = re.compile(
    r"#(?=[^#$\s]{0,80}\$)|#(?=\s*(?:https?:|//|magnet:|ed2k:|thunder:|ftp:))|#\s*$|[\r\n]+|<br\s*/?>", re.I
)
_ADDRESS: Final = re.compile(r"(?:https?:)?//|magnet:|ed2k:|thunder:|ftp:|flashget:|qqdl:|rtmp:|/", re.I)
_FLAG_BREAK: Final = re.compile(r"\$\$\$|(?<!\$),(?!\$)")


@frozen
class Item:
    """One address of a play string: the source's code, the episode's name, what it is said to be."""

    flag: str
    name: str
    address: str
    form: str = ""


def flags(written: str) -> list[str]:
    """The source codes of `vod_play_from`, separated by `$$$` or, in lists, by commas."""
    return [flag.strip() for flag in _FLAG_BREAK.split(written[:20_000])]


def items(froms: str, urls: str) -> list[Item]:
    """Every address of a play string with its source; more groups than sources, and sources than groups, both occur."""
    names = flags(froms)
    found: list[Item] = []
    for number, group in enumerate(urls.split(_GROUPS)):
        flag = names[number] if number < len(names) else ""
        for written in _ITEM_BREAK.split(group):
            item = _item(flag, written.strip(" #\t"))
            if item is not None and len(found) < MOST_ITEMS:
                found.append(item)
    return found


def _item(flag: str, written: str) -> Item | None:
    """`name$url`, `name$url$type`, `url`, `url$type`."""
    if not written:
        return None
    parts = [part.strip() for part in written.split("$")]
    at = next((number for number, part in enumerate(parts) if _ADDRESS.match(part)), -1)
    if at < 0:
        return (
            Item(flag, parts[0], parts[1], parts[2] if len(parts) > 2 else "") if len(parts) > 1 and parts[1] else None
        )
    name = " ".join(part for part in parts[:at] if part)
    address = parts[at]
    rest = parts[at + 1 :]
    return Item(flag, name, address, rest[0] if rest else "")
