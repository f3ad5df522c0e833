"""Short titles are common words: they need a segment of their own and signs of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect

_MEASURE: Final = re.compile(r"(?:19|20)\d\d|1080|1440|2160")  # a year or a picture's size
_PROGRAMS: Final = (".exe", ".apk", ".ipa")  # whoever offers one offers no film
_HAN_STRONG: Final = {1: -30.0, 2: -8.0}
_HAN_BARE: Final = {1: -60.0, 2: -24.0, 3: -6.0}
_LATIN_STRONG: Final = {1: -40.0, 2: -24.0, 3: -10.0, 4: -4.0}
_LATIN_BARE: Final = {1: -60.0, 2: -50.0, 3: -40.0, 4: -28.0, 5: -22.0, 6: -16.0, 7: -12.0}


def short(candidate: Candidate) -> Iterator[Effect]:
    """The price of a short title, higher where nothing else says that a copy is offered."""
    name = candidate.name
    line = candidate.line
    strong = line.strong and not (line.strength <= 2 and line.folded.endswith(_PROGRAMS))
    if name.text.isdigit():
        price = _number_price(candidate, strong=strong)
    elif name.han:
        price = (_HAN_STRONG if strong else _HAN_BARE).get(name.size, 0.0)
    else:
        price = (_LATIN_STRONG if strong else _LATIN_BARE).get(name.size, 0.0)
        if " " in name.written:
            price /= 2
    if price:
        yield Effect("short_title", price, name.written)


def _number_price(candidate: Candidate, *, strong: bool) -> float:
    """What a title costs that is nothing but a number: less where it stands as titles do, and for a rare number."""
    size, folded = candidate.name.size, candidate.line.folded
    rare = size >= 4 and not _MEASURE.fullmatch(candidate.name.text)
    quoted = folded[candidate.start - 1 : candidate.start] == "《" and folded[candidate.end : candidate.end + 1] == "》"
    titled = candidate.tier == "number" or quoted
    price = (_LATIN_STRONG if strong or (titled and rare) else _LATIN_BARE).get(size, 0.0)
    if titled:
        return price - 8.0
    return price if rare and candidate.line.compact == candidate.name.text else price - 30.0
