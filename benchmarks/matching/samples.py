"""Samples: labelled texts made from titles, with a seed; one row a text, its class, and the work it offers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.matching import contexts, disguises
from core.types import Work


class Sample(NamedTuple):
    """A text, the class it stands for, the title it offers (None: it offers none) and another that it offers too."""

    text: str
    label: str
    title: str | None
    other: str | None = None


def _is_han(title: str) -> bool:
    return any(map(disguises.is_han, title))


def _offers(works: Sequence[Work], rng: random.Random, per_class: int) -> Iterator[Sample]:
    scripts = (
        ("zh", [w for w in works if _is_han(w.title) and len(w.title) >= 3], disguises.HAN, contexts.OFFERS_HAN),
        ("en", [w for w in works if w.title.isascii() and len(w.title) >= 6], disguises.LATIN, contexts.OFFERS_LATIN),
    )
    for script, titles, classes, frames in scripts:
        for disguise in classes:
            made = 0
            for work in rng.sample(titles, len(titles)):
                written = disguise(work.title, rng)
                if written:
                    yield Sample(rng.choice(frames).format(t=written), f"{script}_{disguise.__name__}", work.title)
                    made += 1
                if made >= per_class:
                    break


def _innocents(works: Sequence[Work], rng: random.Random, per_class: int) -> Iterator[Sample]:
    han = [w for w in works if _is_han(w.title)]
    latin = [w for w in works if w.title.isascii()]
    for titles, speaks, family in (
        (han, contexts.SPEAKS_HAN, contexts.FAMILY_HAN),
        (latin, contexts.SPEAKS_LATIN, contexts.FAMILY_LATIN),
    ):
        for label, frames in (*speaks.items(), ("family", family)):
            for work in rng.sample(titles, min(per_class, len(titles))):
                yield Sample(rng.choice(frames).format(t=work.title), f"neg_{label}", None)


def _unlisted(others: Sequence[Work], rng: random.Random, count: int) -> Iterator[Sample]:
    for work in rng.sample(list(others), min(count, len(others))):
        frames = contexts.OFFERS_HAN if _is_han(work.title) else contexts.OFFERS_LATIN
        yield Sample(rng.choice(frames).format(t=work.title), "neg_unlisted", None)


def make(works: Sequence[Work], others: Sequence[Work], *, seed: int, per_class: int) -> list[Sample]:
    """Disguises of the listed works, innocents beside them, and offers of works that are not listed."""
    rng = random.Random(seed)
    return [
        *_offers(works, rng, per_class),
        *_innocents(works, rng, per_class),
        *_unlisted(others, rng, 10 * per_class),
    ]
