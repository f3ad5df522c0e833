"""Prose: a sentence that mentions the title is not a name of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect
from matchers.names import HAN

_SENTENCE: Final = re.compile(
    r"[。！？；]|, ?[\u4e00-\u9fff]|[\u4e00-\u9fff],|的|了|是|在|和|与|将|被|把|对|从|因为|但|也|都|就"
)

_LISTED: Final = re.compile(r"》[、和与](?:《|$)|^[^《]*》")  # titles one after another, a quotation cut in the middle


def prose(candidate: Candidate) -> Iterator[Effect]:
    """Words elsewhere in the line that no mark explains."""
    line = candidate.line
    _ = line.segments
    rest = line.loose_han - len(HAN.findall(line.masked, candidate.start, candidate.end))
    if line.strength < 4 and _LISTED.search(line.folded):
        yield Effect("prose", -24.0, "")
        return
    if rest <= 0:
        return
    functions = len(_SENTENCE.findall(line.masked))
    if not line.strong:
        yield Effect("prose", -min(50.0, 18.0 + 1.2 * rest + 3.0 * functions), "")
    elif line.strength == 1 and rest > 2:
        yield Effect("prose", -min(40.0, 8.0 + 1.2 * rest + 3.0 * functions), "")
    elif rest > 4 and functions > 2:
        yield Effect("prose", -min(25.0, 0.5 * (rest - 4) + 2.0 * functions), "")
