"""Learning a name from a confirmed disguise: the words that name the work, unless they would accuse innocents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.folding import compact
from core.types import Work
from matchers.flood import flood_risk
from matchers.matcher import Matcher
from matchers.names import HAN

LONGEST: Final = 80
_FLOOR: Final = 45.0
_LONGEST_INNOCENT: Final = 500


def alias_in(text: str, work: Work) -> str:
    """The words of a text that name the work, as an alias is written; "" for none, or one of its names.

    Signs between Chinese characters are left out: the matcher sees through them by itself.
    """
    found = max(Matcher([work]).read(text, _FLOOR).found, key=lambda one: one.score, default=None)
    return written(found.words, work) if found else ""


def written(words: str, work: Work) -> str:
    """Words as an alias of the work; "" when they are one of its names already."""
    words = "".join(filter(str.isalnum, words)) if HAN.search(words) else " ".join(words.split()).strip(" -_.,:;|")
    known = {compact(name) for name in (work.title, *work.aliases)}
    return words if compact(words) and compact(words) not in known else ""


def objection(alias: str, work: Work, innocents: Iterable[str]) -> str:
    """Why the alias would bring false alarms, in a sentence; "" when nothing speaks against it.

    `innocents` are names of other works, and words that people rejected for this one.
    """
    if len(alias) > LONGEST:
        return f"it has more than {LONGEST} characters: no name of a work is as long"
    risk = flood_risk(Work(alias))
    if risk is not None:
        return f"it would flood: {risk.detail}"
    names, known = Matcher([Work(alias, kind=work.kind)]), Matcher([work])
    plain = compact(alias)
    for text in innocents:
        folded = compact(text[:_LONGEST_INNOCENT])
        if 2 * len(set(plain).intersection(folded)) < len(set(plain)):
            continue  # what shares so little is not found by it
        # What the work's names are taken for already does not get worse, but for the very words.
        if names.match(text) and (plain in folded or not known.match(text)):
            return f"it would also be found in “{text[:80]}”, which is no copy of this work"
    return ""
