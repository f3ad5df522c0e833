"""Random inspection: a sample that anybody can draw again from the seed, and what it says with its uncertainty."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from statistics import NormalDist

from core.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """Something that can be inspected: its key never changes; strata are drawn from in proportion."""

    key: str
    stratum: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A unit of the sample, its rank (the digest it was drawn by), and its stratum's size."""

    unit: Unit
    rank: str
    stratum_size: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its confidence interval."""

    inspected: int
    found: int
    share: float
    low: float
    high: float
    confidence: float


def rank(seed: str, key: str) -> str:
    """SHA-256 of `seed` + newline + `key`: the units with the lowest ranks of a stratum are drawn."""
    return sha256(f"{seed}\n{key}".encode()).hexdigest()


def draw(units: Iterable[Unit], size: int, seed: str) -> list[Drawn]:
    """At most `size` units, each stratum in proportion to its size, at least one of each while there is room.

    The order in which units arrive does not matter, and memory holds no more than the sample of each stratum.
    """
    if size < 1 or not seed:
        raise InputError("a sample needs a size of at least 1 and a seed")
    heaps: dict[str, list[tuple[int, str, Unit]]] = {}
    sizes: dict[str, int] = {}
    for unit in units:
        digest = rank(seed, unit.key)
        heap = heaps.setdefault(unit.stratum, [])
        sizes[unit.stratum] = sizes.get(unit.stratum, 0) + 1
        entry = (-int(digest, 16), digest, unit)
        if len(heap) < size:
            heapq.heappush(heap, entry)
        elif entry > heap[0]:
            heapq.heapreplace(heap, entry)
    drawn: list[Drawn] = []
    for stratum, number in allot(sizes, size).items():
        lowest = sorted(heaps[stratum], key=lambda entry: entry[1])[:number]
        drawn.extend(Drawn(unit, digest, sizes[stratum]) for _, digest, unit in lowest)
    return sorted(drawn, key=lambda one: (one.unit.stratum, one.rank))


def allot(sizes: dict[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: by largest remainder, none more than it has, none empty while there is room."""
    total = sum(sizes.values())
    size = min(size, total)
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    given = dict.fromkeys(names, 0)
    if size >= len(names):
        given = dict.fromkeys(names, 1)
    left = size - sum(given.values())
    rest = {name: sizes[name] - given[name] for name in names}
    room = sum(rest.values())
    exact = {name: left * rest[name] / room if room else 0.0 for name in names}
    for name in names:
        given[name] += math.floor(exact[name])
    for name in sorted(names, key=lambda name: (math.floor(exact[name]) - exact[name], name)):
        if sum(given.values()) >= size:
            break
        if given[name] < sizes[name]:
            given[name] += 1
    return {name: number for name, number in given.items() if number}


def estimate(found: int, inspected: int, confidence: float = 0.95) -> Share:
    """The share with its Wilson interval, which is honest for small samples and shares near 0 and 1."""
    if not 0 <= found <= inspected or inspected == 0:
        raise InputError(f"{found} of {inspected} is no result of an inspection")
    if not 0.5 <= confidence < 1:
        raise InputError("confidence is a number from 0.5 to below 1")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = found / inspected
    denominator = 1 + z * z / inspected
    centre = (share + z * z / (2 * inspected)) / denominator
    half = z * math.sqrt(share * (1 - share) / inspected + z * z / (4 * inspected * inspected)) / denominator
    low = 0.0 if found == 0 else max(0.0, centre - half)
    high = 1.0 if found == inspected else min(1.0, centre + half)
    return Share(inspected, found, share, low, high, confidence)
