"""Prose: a sentence that mentions the title is not a name of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect
from matchers.names import HAN
from matchers.vocabulary import EPISODE, GROUP

_SENTENCE: Final = re.compile(
    r"[。！？；]|, ?[\u4e00-\u9fff]|[\u4e00-\u9fff],|的|了|是|在|和|与|将|被|把|对|从|因为|但|也|都|就"
)

_LISTED: Final = re.compile(r"》[、和与](?:《|$)|^[^《]*》")  # titles one after another, a quotation cut in the middle


_WORD: Final = re.compile(r"[a-z']{2,}|(?<![a-z])i(?![a-z])")
_SAYING: Final = frozenset(
    re.findall(
        r"\S+",
        """
is are was were be been has have had do does did will would can could should why how what when where who which i we
you they my your our their his her its it's every about announced says said deserves gets coming than because after
""",
    )
)


def _latin_prose(candidate: Candidate) -> Iterator[Effect]:
    """English words elsewhere in a line with hardly a sign of a copy: several, or any that only sentences have."""
    line = candidate.line
    if any(mark.kind in (EPISODE, GROUP) for mark in line.marks):
        return  # an episode has a title of its own, and who names a group offers a copy
    words = _WORD.findall(line.masked, 0, candidate.start) + _WORD.findall(line.masked, candidate.end)
    saying = sum([word in _SAYING for word in words])
    if saying or (not line.strong and sum([len(word) > 2 for word in words]) > 1):
        yield Effect("prose", -min(50.0, 18.0 + 3.0 * len(words) + 6.0 * saying), "")


def prose(candidate: Candidate) -> Iterator[Effect]:
    """Words elsewhere in the line that no mark explains."""
    line = candidate.line
    _ = line.segments
    own = len(HAN.findall(line.masked, candidate.start, candidate.end))
    rest = line.loose_han - own
    if own and rest >= own:  # a title said twice is no sentence
        rest -= own * (line.masked.count(line.masked[candidate.start : candidate.end]) - 1)
    if line.strength < 4 and "》" in line.folded and _LISTED.search(line.folded):
        yield Effect("prose", -24.0, "")
        return
    if rest <= 0:
        if line.strength <= 6 and not line.loose_han:
            yield from _latin_prose(candidate)
        return
    functions = len(_SENTENCE.findall(line.masked))
    if not line.strong:
        yield Effect("prose", -min(50.0, 18.0 + 1.2 * rest + 3.0 * functions), "")
    elif line.strength == 1 and rest > 2:
        yield Effect("prose", -min(40.0, 10.0 + 1.2 * rest + 3.0 * functions), "")
    elif rest > 4 and functions > 2:
        yield Effect("prose", -min(25.0, 0.5 * (rest - 4) + 2.0 * functions), "")
