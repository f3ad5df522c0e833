"""Clips: uploaders count the parts of one work behind its title, where elsewhere the number would be a sequel's."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.evidence import Effect
from matchers.reading import Found


def clip_part(found: Found) -> Iterator[Effect]:
    """What a free-standing number behind the title cost, given back: "某剧 3" on a clip is its third part."""
    for effect in found.effects:
        if effect.feature == "sequel" and effect.evidence.isdigit() and found.apart:
            yield Effect("clip_part", -effect.score, effect.evidence)
