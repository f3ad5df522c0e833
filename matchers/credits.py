"""Who reads a book aloud, as recordings are titled: 某某演播, 播讲：某某."""

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


def credits_in(folded: str) -> Iterator[tuple[int, int]]:
    """Where narrators are named, behind a blank or bracket: start and end of name and word together."""
    if "播" in folded or "朗" in folded:
        for found in _CREDIT.finditer(folded):
            yield found.span()
