"""Neighbours: innocents made from real titles that stand close to the listed ones, and none of which offers one."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from benchmarks.matching.frames import tables_in
from benchmarks.matching.samples import Sample
from core.folding import compact
from core.types import Work
from matchers import pinyin

_FRAMES: Final = tables_in("neighbours.toml")
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"
_SCREEN: Final = frozenset({"film", "tv", "cartoon", "animation", "variety", "short_drama"})
_SEASON: Final = re.compile(r"第[二三四五][季部]|\d$|[ⅡⅢⅣ]")
_COUNTED: Final = re.compile(
    r"[\s:：`·-]*(?:第?[0-9一二三四五六七八九十]{1,3}\s?[季期部]|(?:season|part|series)\s?\d+|[0-9]{1,4}|[ⅡⅢⅣⅤ]|\(第\d+シリーズ\))\s*\d?$",
    re.IGNORECASE,
)
_FILED: Final = re.compile(r"(?P<rest>[^;]+);\s?(?P<article>The|A|An)", re.IGNORECASE)
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZabcdefghkmnprstuvwxyz"


def _fill(frame: str, rng: random.Random, listed: str, other: str, year: int | None = None) -> str:
    listed, other = _moved(listed), _moved(other)
    group = "".join(rng.choice(_LETTERS) for _ in range(rng.randint(3, 8)))
    dotted, dotted_other = (re.sub(r"[^\w]+", ".", words).strip(".") for words in (listed, other))
    return frame.format(
        t=listed, u=other, d=dotted, d2=dotted_other, g=group, y=year or rng.randint(1985, 2025), n=rng.randint(11, 40),
        s=rng.randint(1, 6),
    )  # fmt: skip


def _script(title: str) -> str:
    return "latin" if title.isascii() else "han"


def _offer(title: str, rng: random.Random, year: int | None = None) -> str:
    """A copy of a title that is not listed."""
    frame = rng.choice(_FRAMES["offers"][_script(title)]).replace("{d}", "{d2}")
    return _fill(frame, rng, "", title, year)


def _whole(title: str) -> str:
    """A title without the season or number behind it: where the series is listed, each of its seasons is."""
    return _COUNTED.sub("", title)


def _alike(title: str) -> set[str]:
    """Forms of a title that are no other title: its series, with its article or without, without 的 and 之."""
    plain = {compact(title), compact(_whole(title)), compact(_moved(title))}
    return plain | {re.sub("^the|^an?|[的之]", "", name) for name in plain} | {f"the{name}" for name in plain}


def _moved(title: str) -> str:
    """A title with its article in front: "Night Manager;The" is only a way of filing."""
    found = _FILED.fullmatch(title)
    return f"{found['article']} {found['rest']}" if found else title


class Neighbours:
    """A list of works among the titles of others."""

    def __init__(
        self, works: Sequence[Work], others: Sequence[Work], rng: random.Random, listed: Sequence[Work] = ()
    ) -> None:
        self._rng = rng
        self.works = works
        self.listed = {
            form for work in (*works, *listed) for name in (work.title, *work.aliases) for form in _alike(name)
        }
        self.others = [work for work in others if not self._is_listed(work)]
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for work in self.others:
            text = compact(work.title)
            self._by_sound[pinyin.sounds(text)].append(work.title)
            for place in range(len(text)):
                self._by_pair[f"{text[:place]}?{text[place + 1 :]}"].append(work.title)

    def _is_listed(self, work: Work) -> bool:
        names = [name for title in (work.title, *work.aliases) for name in _alike(title)]
        return "" in names or not self.listed.isdisjoint(names)

    def _of(self, script: str, least: int = 2) -> list[Work]:
        found = [work for work in self.works if _script(work.title) == script and len(work.title) >= least]
        return self._rng.sample(found, len(found))

    def _other(self, script: str) -> str:
        while True:
            title = self._rng.choice(self.others).title
            if _script(title) == script and 3 <= len(title) <= 30:
                return title

    def framed(
        self, table: str, label: str, count: int, fits: Callable[[Work], bool] = lambda _: True
    ) -> Iterator[Sample]:
        """Frames around listed titles."""
        for script, frames in _FRAMES[table].items():
            works = [work for work in self._of(script) if fits(work)]
            for number, work in enumerate(works[:count]):
                text = _fill(frames[number % len(frames)], self._rng, work.title, self._other(script))
                yield Sample(text, f"neg_{label}_{script}", None)

    def same_sound(self, count: int) -> Iterator[Sample]:
        """Copies of other works that sound like a listed one."""
        made = 0
        for work in self._of("han"):
            text = compact(work.title)
            for other in self._by_sound.get(pinyin.sounds(text), ())[:3]:
                if compact(other) != text and made < count:
                    made += 1
                    yield Sample(_offer(other, self._rng), "neg_same_sound", None)

    def one_apart(self, script: str, count: int) -> Iterator[Sample]:
        """Copies of other works whose title is one character or letter away."""
        made = 0
        for work in self._of(script, 3):
            text = compact(work.title)
            found = {
                other
                for place in range(len(text))
                for other in self._by_pair.get(f"{text[:place]}?{text[place + 1 :]}", ())
                if compact(other) != text
            }
            for other in sorted(found)[:2]:
                if made < count:
                    made += 1
                    yield Sample(_offer(other, self._rng), f"neg_one_apart_{script}", None)

    def containing(self, script: str, count: int) -> Iterator[Sample]:
        """Copies of other works whose longer title holds a listed one."""
        names = sorted({compact(work.title) for work in self._of(script, 3)}, key=len)
        by_start: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_start[name[:3]].append(name)
        made = 0
        for other in self._rng.sample(self.others, len(self.others)):
            text = compact(other.title)
            if _script(other.title) != script or len(text) > 40:
                continue
            words = compact_words(other.title)
            if any(
                len(name) < len(text) and name in text and (script == "han" or name in words)
                for place in range(len(text) - 2)
                for name in by_start.get(text[place : place + 3], ())
            ):
                made += 1
                yield Sample(_offer(other.title, self._rng), f"neg_containing_{script}", None)
            if made >= count:
                return

    def remakes(self, count: int) -> Iterator[Sample]:
        """Copies of a film of the same title and another year."""
        films = [work for work in (*self._of("han"), *self._of("latin")) if work.kind == "film" and work.year]
        for work in films[:count]:
            apart = self._rng.choice((-31, -22, -13, -9, 8, 14, 19))
            year = (work.year or 0) + apart
            if not 1925 < year < 2027:
                year -= 2 * apart
            script = _script(work.title)
            frames = [f for f in _FRAMES["offers"][script] if "{y}" in f]
            frame = self._rng.choice(frames).replace("{d}", "{d2}")
            yield Sample(_fill(frame, self._rng, "", work.title, year), f"neg_remake_{script}", None)

    def unlisted(self, count: int) -> Iterator[Sample]:
        """Copies of works that are not listed."""
        for script in ("han", "latin"):
            for _ in range(count):
                yield Sample(_offer(self._other(script), self._rng), f"neg_unlisted_{script}", None)

    def other_seasons(self, count: int) -> Iterator[Sample]:
        """Another season or part than the listed one."""
        listed = [work for work in self._of("han") if _SEASON.search(work.title)]
        for work in listed[:count]:
            title = re.sub(r"第[二三四五]([季部])", r"第六\1", work.title)
            title = re.sub(r"\d$|[ⅡⅢⅣ]", "7", title)
            if not {compact(title), compact(_whole(title))} & self.listed:
                yield Sample(_offer(title, self._rng), "neg_other_season", None)

    def persons(self, count: int) -> Iterator[Sample]:
        """Short listed titles as somebody's given name, in credits."""
        short = [work.title for work in self._of("han") if len(work.title) == 2]
        for title in short[:count]:
            person = self._rng.choice(_SURNAMES) + title
            frame = self._rng.choice(_FRAMES["people"]["han"])
            yield Sample(_fill(frame, self._rng, person, self._other("han")), "neg_person", None)


def _is_short(work: Work) -> bool:
    return len(work.title) <= (7 if work.title.isascii() else 3)


def compact_words(title: str) -> set[str]:
    """Every run of whole words of a Latin title, without blanks."""
    words = [compact(word) for word in re.split(r"[^\w']+", title) if word]
    return {"".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}


def make(
    works: Sequence[Work], others: Sequence[Work], *, seed: int, per_class: int, listed: Sequence[Work] = ()
) -> list[Sample]:
    """Every class of neighbours of `works`, each `per_class` times; `listed` is what the list holds besides."""
    rng = random.Random(f"neighbours {seed}")
    near = Neighbours(works, others, rng, listed)
    return [
        *near.same_sound(per_class),
        *near.one_apart("han", per_class),
        *near.one_apart("latin", per_class),
        *near.containing("han", per_class),
        *near.containing("latin", per_class),
        *near.remakes(per_class),
        *near.unlisted(2 * per_class),
        *near.other_seasons(per_class),
        *near.persons(per_class),
        *near.framed("other_kind", "other_kind", per_class, lambda work: work.kind in _SCREEN - {"cartoon"}),
        *near.framed("follows", "follows", 2 * per_class, lambda work: work.kind in _SCREEN | {None}),
        *near.framed("speaks", "speaks", 2 * per_class),
        *near.framed("goods", "goods", per_class),
        *near.framed("prose", "prose", per_class, _is_short),
        *near.framed("episodes", "episode", per_class),
    ]
