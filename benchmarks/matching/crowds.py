"""Crowds: the fourth to the eighth generator, by who writes: forums, shops, live rooms, headlines, boxes, groups."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from benchmarks.matching import crowd_disguises, lane_disguises, square_disguises, street_disguises, yard_disguises
from benchmarks.matching.frames import tables_in
from benchmarks.matching.samples import Sample
from benchmarks.matching.wild_han import Disguise, han
from core.folding import compact
from core.types import Work

_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"
_GIVEN: Final = "伟芳娜敏静丽强磊洋勇艳杰娟涛明超霞平刚宇晨"
_GROUP: Final = "ABCDEFGHKMNPRSTWXYZabcdeghkmnprstw"
_SERIAL: Final = frozenset({"tv", "variety", "animation", "cartoon", "short_drama"})
_COUNTED: Final = re.compile(
    r"全\{n\}|更[新至到]|EP?\{n\}|\[\{n\}\]|第\{n\}[集話话]|S0\d|已更|连播|更完|\{n\}集|- \{n\} |Season"
)
_OF_KINDS: Final = ("stated", "kinds")  # innocents only beside works of which kind and year are known
_Frames = dict[str, dict[str, tuple[str, ...]]]


class Generation(NamedTuple):
    """One generator: what its classes are called, the file of its frames, and its disguises of both scripts."""

    label: str
    frames: str
    han: tuple[Disguise, ...]
    latin: tuple[Disguise, ...]


GENERATIONS: Final = (
    Generation("crowd", "crowds.toml", crowd_disguises.HAN, crowd_disguises.LATIN),
    Generation("street", "streets.toml", street_disguises.HAN, street_disguises.LATIN),
    Generation("lane", "lanes.toml", lane_disguises.HAN, lane_disguises.LATIN),
    Generation("square", "squares.toml", square_disguises.HAN, square_disguises.LATIN),
    Generation("yard", "yards.toml", yard_disguises.HAN, yard_disguises.LATIN),
)


def _fill(frame: str, rng: random.Random, work: Work, other: str = "", title: str = "") -> str:
    title = title or work.title
    year = work.year or rng.randint(1990, 2025)
    apart = year - rng.randint(4, 30)
    return frame.format(
        t=title, u=other, d=re.sub(r"[^\w%+-]+", ".", title).strip("."), y=year, o=apart,
        g="".join(rng.choice(_GROUP) for _ in range(rng.randint(3, 7))),
        p=rng.choice(_SURNAMES) + "".join(rng.choice(_GIVEN) for _ in range(rng.randint(1, 2))),
        n=rng.randint(11, 40), m=rng.randint(10, 12),
    )  # fmt: skip


def _fits(frame: str, work: Work) -> bool:
    """Does a frame that counts episodes stand beside a work that has some?"""
    return work.kind in _SERIAL or work.kind is None or not _COUNTED.search(frame)


def _copies(
    works: Sequence[Work],
    frames: Sequence[str],
    label: str,
    rng: random.Random,
    count: int,
    way: Disguise | None = None,
) -> Iterator[Sample]:
    made = 0
    for work in rng.sample(works, len(works)):
        written = way(work.title, rng) if way else work.title
        fitting = [frame for frame in frames if _fits(frame, work)]
        if written and (way is None or written != work.title) and fitting:
            yield Sample(_fill(rng.choice(fitting), rng, work, title=written), label, work.title)
            made += 1
        if made >= count:
            return


def _innocents(
    works: Sequence[Work], others: Sequence[str], frames: Sequence[str], label: str, rng: random.Random, count: int
) -> Iterator[Sample]:
    if label.endswith(_OF_KINDS):
        works = [work for work in works if work.kind and work.year]
    for number, work in enumerate(rng.sample(works, min(count, len(works)))):
        text = _fill(frames[number % len(frames)], rng, work, rng.choice(others))
        yield Sample(text, label, None)


def make(
    generation: Generation, works: Sequence[Work], others: Sequence[Work], *, seed: int, per_class: int
) -> list[Sample]:
    """Copies and innocents of one generation; `others` are works that are not listed."""
    rng = random.Random(f"{generation.frames[:-5]} {seed}")
    name, tables = generation.label, tables_in(generation.frames)
    chinese = [work for work in works if sum(map(han, work.title)) >= max(3, len(work.title) - 2)]
    latin = [work for work in works if work.title.isascii() and sum(map(str.isalpha, work.title)) >= 7]
    listed = {compact(name) for work in works for name in (work.title, *work.aliases)}
    strangers = [work.title for work in others if compact(work.title) not in listed and 3 <= len(work.title) <= 24]
    of_latin = [title for title in strangers if title.isascii()] or ["Quiet Harbour"]
    of_han = [title for title in strangers if any(map(han, title))] or ["无名之港"]
    copies = tables["copies"]
    every = [frame for label, frames in copies.items() if label != "latin" for frame in frames]
    found: list[Sample] = []
    for label, frames in copies.items():
        found += _copies(latin if label == "latin" else chinese, frames, f"{name}_{label}_plain", rng, per_class)
    for way in generation.han:
        found += _copies(chinese, every, f"{name}_han_{way.__name__}", rng, per_class, way)
    for way in generation.latin:
        found += _copies(latin, copies["latin"], f"{name}_latin_{way.__name__}", rng, per_class, way)
    for label, frames in tables["innocent"].items():
        ours, beside = (latin, of_latin) if label == "latin" else (chinese, of_han)
        found += _innocents(ours, beside, frames, f"neg_{name}_{label}", rng, 3 * per_class)
    return found
