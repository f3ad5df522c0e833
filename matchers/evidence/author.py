"""Who wrote it, as the text says: a book of the same title by somebody else is another work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.folding import compact
from matchers.evidence.candidate import Candidate, Effect
from matchers.names import AUTHORED

_AUTHOR: Final = re.compile(
    r"(?:原?作者|原著)\s?[:是]\s?(?P<named>[\u4e00-\u9fff]{2,8})(?![\u4e00-\u9fff])"
    r"|(?<![\u4e00-\u9fff])(?P<signed>[\u4e00-\u9fff]{2,6}?)\s?著(?![\u4e00-\u9fff])"
)
_COMPANY: Final = re.compile(r"公司|集团|出版社|影业|传媒|文化|工作室|平台|文学[网城]?$|[网社台局]$|[a-z]")


def author(candidate: Candidate) -> Iterator[Effect]:
    """An author beside a book's, a song's or a course's title who is not the listed one."""
    work = candidate.work
    if work.kind not in AUTHORED or not work.holder:
        return
    folded = candidate.line.folded
    if "作者" not in folded and "著" not in folded:
        return
    listed, stated = compact(work.holder), _AUTHOR.search(folded)
    if stated is None or _COMPANY.search(listed):
        return  # what holds the rights is no author
    name = stated["named"] or stated["signed"]
    if name not in listed and listed not in name:
        yield Effect("other_author", -36.0, name)
