"""A link found in a text: what it is, where it stood, and the name that its share text or address gives."""

from __future__ import annotations

from dataclasses import replace

from core.frozen import frozen
from core.types import Link


@frozen
class Found:
    """`text[start:end]` is where the link was written; `share_text` is a file name or title that came with it.

    `shared_code` says that one passcode stood behind several links, so that which of them it opens is a guess.
    """

    link: Link
    start: int
    end: int
    share_text: str = ""
    shared_code: bool = False

    def with_code(self, code: str, *, shared: bool = False) -> Found:
        """The same finding with the passcode that was found beside it."""
        return replace(self, link=replace(self.link, passcode=code), shared_code=shared)

    def hidden(self, start: int, end: int) -> Found:
        """The same link as one that the page hid in `start:end`."""
        return replace(self, link=replace(self.link, obfuscated=True), start=start, end=end)
