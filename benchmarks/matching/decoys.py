"""Decoys: hard innocents beside a list, with words that the first generator does not use."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import OSA

from benchmarks.matching.frames import fill, tables_in
from benchmarks.matching.samples import Sample
from benchmarks.matching.wild_han import han
from core.folding import compact
from core.types import Work
from matchers import pinyin

_TABLES: Final = tables_in("decoys.toml")
_OFFER: Final = _TABLES[""]["offer"]


def _framed(works: Sequence[Work], rng: random.Random, count: int) -> Iterator[Sample]:
    chinese = [work for work in works if sum(map(han, work.title)) >= 3]
    latin = [work for work in works if work.title.isascii() and len(work.title) >= 6]
    for titles, table in ((chinese, _TABLES["han"]), (latin, _TABLES["latin"])):
        for label, frames in table.items():
            for work in rng.sample(titles, min(count, len(titles))):
                yield Sample(fill(rng.choice(frames), rng, work.title), f"neg_{label}", None)


def _short(works: Sequence[Work], rng: random.Random, count: int) -> Iterator[Sample]:
    titles = [work for work in works if len(compact(work.title)) <= 3]
    for work in rng.sample(titles, min(2 * count, len(titles))):
        yield Sample(fill(rng.choice(_TABLES[""]["short"]), rng, work.title), "neg_short", None)


def _other_years(works: Sequence[Work], rng: random.Random, count: int) -> Iterator[Sample]:
    films = [work for work in works if work.kind == "film" and work.year and len(work.title) >= 2]
    for work in rng.sample(films, min(count, len(films))):
        year = (work.year or 2000) - rng.randint(6, 30)
        yield Sample(rng.choice(_TABLES[""]["other_year"]).format(t=work.title, y=year), "neg_other_year", None)


def _offered(work: Work, label: str, rng: random.Random) -> Sample:
    return Sample(fill(rng.choice(_OFFER), rng, work.title), label, None)


def _neighbours(works: Sequence[Work], others: Sequence[Work], rng: random.Random, count: int) -> Iterator[Sample]:
    """Works of others that are one letter away from a listed one, and those that sound the same."""
    names = {compact(name) for work in works for name in (work.title, *work.aliases)}
    sounds = {pinyin.sounds(name) for name in names}
    cut: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for place in range(len(name)):
            cut[name[:place] + name[place + 1 :]].append(name)
    near: list[Work] = []
    alike: list[Work] = []
    for other in others:
        text = compact(other.title)
        if len(text) < 3 or text in names:
            continue
        if pinyin.sounds(text) in sounds:
            alike.append(other)
        pieces = [text, *(text[:p] + text[p + 1 :] for p in range(len(text)))]
        if any(OSA.distance(text, name) == 1 for piece in pieces for name in cut.get(piece, ())[:5]):
            near.append(other)
    for label, found in (("neg_near_name", near), ("neg_same_sound", alike)):
        for other in rng.sample(found, min(2 * count, len(found))):
            yield _offered(other, label, rng)


def _form(title: str) -> str:
    """What two writings of one title have in common: SPY×FAMILY is SPY x FAMILY, with 的 or without."""
    return re.sub("[的之]", "", compact(title.replace("×", "x"))) or title


def make(works: Sequence[Work], others: Sequence[Work], *, seed: int, per_class: int) -> list[Sample]:
    """Hard innocents: `others` are works that are not listed."""
    rng = random.Random(f"decoys {seed}")
    listed = {_form(name) for work in works for name in (work.title, *work.aliases)}
    strangers = [work for work in others if _form(work.title) not in listed]
    return [
        *_framed(works, rng, per_class),
        *_short(works, rng, per_class),
        *_other_years(works, rng, per_class),
        *_neighbours(works, strangers, rng, per_class),
        *(_offered(work, "neg_unlisted", rng) for work in rng.sample(strangers, min(len(strangers), 10 * per_class))),
    ]
