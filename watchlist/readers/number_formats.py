"""Numbers as a spreadsheet shows them, where that is another text than the number: 37% and 007."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final
from xml.etree import ElementTree

from watchlist.readers.archive import unpack

STYLES: Final = "xl/styles.xml"
MOST_STYLES: Final = 65_000
_PERCENT: Final = {9: 0, 10: 2}  # built-in formats and their decimals (ECMA-376, 18.8.30)
_PERCENT_CODE = re.compile(r"0(?:\.(0{1,6}))?%")
_PADDED_CODE = re.compile(r"0{2,20}")
_CELL = re.compile(
    rb"<(?:\w{1,10}:)?c\s([^>]{0,120})>(?:<f[^>]{0,200}>[^<]{0,9000}</f>|<f[^>]{0,200}/>)?<v>([-+.\dEe]{1,30})</v>"
)
_STYLE = re.compile(rb"\bs=\"(\d{1,5})\"")
_NO_NUMBER = re.compile(rb"\bt=\"[^n]")
Show = Callable[[float], str]
Shows = dict[bytes, Show]


def shows(package: zipfile.ZipFile) -> Shows:
    """By the number of a cell's style: how it writes a number; only styles that write it as percent or with zeros."""
    if STYLES not in package.namelist():
        return {}
    try:
        root = ElementTree.fromstring(b"".join(unpack(package, package.getinfo(STYLES))))
    except ElementTree.ParseError:
        return {}  # the reader of the workbook says what is wrong with it
    codes = {_number(item, "numFmtId"): item.get("formatCode") or "" for item in _all(root, "numFmt")}
    formats = next((list(item) for item in _all(root, "cellXfs")), [])[:MOST_STYLES]
    found = {b"%d" % at: _show(_number(item, "numFmtId"), codes) for at, item in enumerate(formats)}
    return {style: show for style, show in found.items() if show is not None}


def shown(piece: bytes, styles: Shows) -> Iterator[tuple[bytes, str]]:
    """Attributes of cells in a piece of a sheet, and the text that the spreadsheet shows there."""
    for attributes, number in _CELL.findall(piece):
        style = _STYLE.search(attributes)
        show = styles.get(style[1]) if style else None
        if show is None or _NO_NUMBER.search(attributes):
            continue
        try:
            yield attributes, show(float(number))
        except (ValueError, OverflowError):
            continue


def _all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (item for item in root.iter() if item.tag.rpartition("}")[2] == name)


def _number(item: ElementTree.Element, name: str) -> int:
    text = item.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _show(number: int, codes: dict[int, str]) -> Show | None:
    code = codes.get(number, "").split(";")[0]
    percent = _PERCENT_CODE.fullmatch(code)
    if percent or number in _PERCENT:
        decimals = len(percent[1] or "") if percent else _PERCENT[number]
        return lambda value: f"{value * 100:.{decimals}f}%"
    if _PADDED_CODE.fullmatch(code):
        return lambda value: f"{round(value):0{len(code)}d}"
    return None
