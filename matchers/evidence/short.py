"""Short titles are common words: they need a segment of their own and signs of a copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect

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
    if name.han:
        price = (_HAN_STRONG if strong else _HAN_BARE).get(name.size, 0.0)
    else:
        price = (_LATIN_STRONG if strong else _LATIN_BARE).get(name.size, 0.0)
        if " " in name.written:
            price /= 2
    if name.text.isdigit():
        price -= 8.0 if candidate.tier == "number" else 30.0
    if price:
        yield Effect("short_title", price, name.written)
