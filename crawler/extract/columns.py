"""Rows of a table by what its first row calls the columns: the thing's name, its seller, its price."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.document import Document
from crawler.extract.telling import is_telling

_MOST_CELLS: Final = 40
_LONGEST: Final = 300
_HEADINGS: Final = {
    "title": re.compile(
        r"商品|宝贝|名称|标题|片名|书名|剧名|资源|作品|节目|\b(?:name|title|item|product|goods)\b", re.I
    ),
    "price": re.compile(r"价格|售价|单价|价钱|金额|\bprice\b", re.I),
    "owner": re.compile(
        r"卖家|店铺|掌柜|店主|商家|上传|发布者|发布人|UP主|作者|主播|\b(?:seller|shop|store|by|uploader|author)\b", re.I
    ),
}


def cells_of(document: Document, block: int) -> list[str]:
    """The words of a row's cells, or of the parts that a card is made of."""
    outline = document.outline
    found: list[str] = []
    for number in range(block + 1, len(outline.starts)):
        if outline.starts[number] > outline.ends[block] or len(found) >= _MOST_CELLS:
            break
        if outline.parents[number] == block and outline.ends[number] <= outline.ends[block]:
            found.append(" ".join(outline.text[outline.starts[number] : outline.ends[number]][:_LONGEST].split()))
    return found


def named(document: Document, block: int, column: str) -> str:
    """What a table's row has in the column that the table's first row calls so; "" without such a column."""
    first = _first_row(document, block)
    headings = cells_of(document, first) if first else []
    place = next((at for at, said in enumerate(headings) if len(said) < 12 and _HEADINGS[column].search(said)), -1)
    cells = cells_of(document, block) if place >= 0 else []
    return cells[place] if len(cells) == len(headings) > 1 else ""


def _first_row(document: Document, block: int) -> int:
    """The first row of a row's table, which may stand in a head of its own; 0 when there is none."""
    parents = document.outline.parents
    body = parents[block]
    head = next((each for each in range(max(0, parents[body]) + 1, body) if parents[each] == parents[body]), 0)
    part = head if head and parents[head] > 0 and head + _MOST_CELLS > body else body
    return next((each for each in range(part + 1, block) if parents[each] == part), 0)


def title_of(document: Document, block: int) -> str:
    """The name of the thing that a row or card shows, where its link says only "buy" or "open"."""
    said = named(document, block, "title")
    return said or next((each for each in cells_of(document, block) if is_telling(each)), "")
