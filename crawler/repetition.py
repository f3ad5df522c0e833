"""Pages that say what others said already: a site that shows one page under ever new addresses leads nowhere."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import Final

SHORTEST: Final = 40  # characters: less text says nothing of its page
LONGEST: Final = 20_000
PATIENCE: Final = 5  # pages of one text whose links are followed
MOST_TEXTS: Final = 200_000
_NOT_TOLD_APART: Final = dict.fromkeys(range(0x30, 0x3A))


class Repetition:
    """Counts texts of pages that showed no new link; digits make no difference."""

    def __init__(self) -> None:
        self._seen: Counter[bytes] = Counter()

    def is_repeated(self, text: str) -> bool:
        """Notes a page's visible text; whether enough pages have shown it."""
        said = "".join(text[:LONGEST].translate(_NOT_TOLD_APART).split())
        if len(said) < SHORTEST:
            return False
        digest = blake2b(said.encode("utf-8", "replace"), digest_size=8).digest()
        if digest in self._seen or len(self._seen) < MOST_TEXTS:
            self._seen[digest] += 1
        return self._seen[digest] > PATIENCE
