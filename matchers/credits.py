"""Who reads a book aloud or wrote it, as copies are titled: 某某演播, 播讲：某某, 作者：某某."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_READS: Final = "(?:领衔|倾情|精彩|联袂)?(?:演播|播讲|播音|朗读|朗诵|主播)"
_SIGNS: Final = r"\s_\[(【（|/,，·-"
_CREDIT: Final = re.compile(
    rf"(?<=[{_SIGNS}])[\u4e00-\u9fff]{{2,4}}?{_READS}(?![\u4e00-\u9fff]{{0,1}}[者员会])"
    rf"|(?<=[{_SIGNS}]){_READS}\s?:?\s?[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff])"
)
# Who wrote it: 作者：某某 behind a title, up to what no name holds.
_AUTHOR: Final = re.compile(
    rf"(?<=[{_SIGNS}》」】])(?:原?作者|原著)\s?:\s?[\u4e00-\u9fffa-z·]{{2,10}}(?![\u4e00-\u9fffa-z])"
)
# The same in English: 某书 by 某某, where the line or the bracket ends.
_BY: Final = re.compile(rf"(?<=[{_SIGNS}》」】)])by[\s:]{{1,2}}[\u4e00-\u9fffa-z·]{{2,10}}(?=\s*(?:$|[\[(【（|/.]))")


def credits_in(folded: str) -> Iterator[tuple[int, int]]:
    """Where narrators and authors are named, behind a blank or bracket: start and end of name and word together."""
    if "播" in folded or "朗" in folded:
        for found in _CREDIT.finditer(folded):
            yield found.span()
    if "by" in folded:
        for found in _BY.finditer(folded):
            yield found.span()
    if "作者" in folded or "原著" in folded:
        for found in _AUTHOR.finditer(folded):
            yield found.span()
