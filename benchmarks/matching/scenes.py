"""Scenes: where a disguised title stands in the wild, and titles that are cut, tagged, shared or one of several."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.matching.frames import fill, frames_in
from benchmarks.matching.samples import Sample
from benchmarks.matching.wild_han import WILD_HAN, Disguise, han, stacked
from benchmarks.matching.wild_latin import WILD_LATIN
from core.types import Work

_FRAMES: Final = frames_in("scenes.toml")
_SERIAL: Final = frozenset({"tv", "variety", "animation", "cartoon", "short_drama"})


def _titles(works: Sequence[Work]) -> tuple[list[Work], list[Work]]:
    chinese = [w for w in works if sum(map(han, w.title)) >= 3 and sum(map(han, w.title)) >= len(w.title) - 2]
    return chinese, [w for w in works if w.title.isascii() and sum(map(str.isalpha, w.title)) >= 7]


def _disguised(
    works: Sequence[Work], ways: Sequence[Disguise], frames: Sequence[str], prefix: str, rng: random.Random, count: int
) -> Iterator[Sample]:
    for way in ways:
        made = 0
        for work in rng.sample(works, len(works)):
            written = way(work.title, rng)
            if written and written != work.title:
                yield Sample(fill(rng.choice(frames), rng, written), f"{prefix}{way.__name__}", work.title)
                made += 1
            if made >= count:
                break


def _placed(
    works: Sequence[Work], frames: Sequence[str], label: str, rng: random.Random, count: int
) -> Iterator[Sample]:
    for work in rng.sample(works, min(count, len(works))):
        yield Sample(fill(rng.choice(frames), rng, work.title), label, work.title)


def _cut(works: Sequence[Work], rng: random.Random, count: int) -> Iterator[Sample]:
    long = [work for work in works if len(work.title) >= 7 and work.title[:1].isalnum()]
    for work in rng.sample(long, min(count, len(long))):
        kept = rng.randint(max(5, len(work.title) * 6 // 10), len(work.title) - 1)
        yield Sample(fill(rng.choice(_FRAMES["cut"]), rng, work.title[:kept]), "wild_cut", work.title)


def _several(works: Sequence[Work], rng: random.Random, count: int) -> Iterator[Sample]:
    """Two works in one line; either of them is a right answer."""
    for _ in range(min(count, len(works) // 2)):
        one, two = rng.sample(works, 2)
        yield Sample(
            fill(rng.choice(_FRAMES["several"]), rng, one.title, two.title), "wild_several", one.title, two.title
        )


def make(works: Sequence[Work], *, seed: int, per_class: int) -> list[Sample]:
    """Every wild disguise and every scene over the works."""
    rng = random.Random(f"wild {seed}")
    chinese, latin = _titles(works)
    light = [way for way in WILD_HAN if way.__name__ in ("one_sound", "spelled_one", "signs", "old_forms", "apart")]
    mixed = stacked(light[0], light[-1])
    serial = [work for work in chinese if work.kind in _SERIAL] or chinese
    return [
        *_disguised(chinese, WILD_HAN, _FRAMES["han"], "han_", rng, per_class),
        *_disguised(latin, WILD_LATIN, _FRAMES["latin"], "latin_", rng, per_class),
        *_disguised(chinese, light, _FRAMES["advert"], "advert_", rng, per_class // 2),
        *_disguised(chinese, light, _FRAMES["sentence"], "sentence_", rng, per_class // 2),
        *_disguised(chinese, [*light, mixed], _FRAMES["share"], "share_", rng, per_class // 2),
        *_placed(chinese, _FRAMES["advert"], "advert_plain", rng, per_class),
        *_placed(chinese, _FRAMES["sentence"], "sentence_plain", rng, per_class),
        *_placed(chinese, _FRAMES["share"], "share_plain", rng, per_class),
        *_placed(chinese, _FRAMES["hashtag"], "wild_hashtag", rng, per_class),
        *_placed([*chinese, *latin], _FRAMES["file_name"], "wild_file_name", rng, per_class),
        *_placed(serial, _FRAMES["season"], "wild_season", rng, per_class),
        *_cut([*chinese, *latin], rng, per_class),
        *_several(chinese, rng, per_class),
    ]
