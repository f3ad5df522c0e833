"""The judge: which works a link offers, from all the words around it. Nearer words beat farther ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from core.types import Match, Reason, Sighting, Source, Text, Work
from matchers.companions import disagreements
from matchers.evidence import Effect
from matchers.licence import is_legal
from matchers.matcher import Matcher
from matchers.reading import Found, Reading
from matchers.wording import sentence

# How near to the link a text stands, and what being farther away costs.
RANKS: Final[dict[Source, int]] = {
    "item": 0, "file_name": 0, "share_text": 0, "anchor": 0, "attribute": 1, "row": 2, "hashtag": 2,
    "post": 3, "heading": 3, "json_ld": 4, "page_title": 4, "context": 5, "meta": 6,
}  # fmt: skip
_DISTANCE: Final = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0)
_OFFERS: Final = frozenset({"netdisk", "magnet", "ed2k", "torrent", "media", "ftp", "embed", "deep_link", "hotlink", "live", "audio", "document", "app"})
_SELF: Final = frozenset({"listing", "video", "reading", "article", "page"})  # the page itself is the copy
_CACHED: Final = 50_000
_FLOOR: Final = 45.0


class Judge:
    """Decides what counts as a hit: the matcher's words, links, licences, windows and companions together."""

    def __init__(self, works: Sequence[Work], catalogue: Sequence[Work] = (), *, threshold: float | None = None) -> None:
        self.matcher = Matcher(works, catalogue)
        self.threshold = self.matcher.threshold if threshold is None else threshold
        self._readings: dict[str, Reading] = {}

    def add(self, work: Work) -> None:
        """Makes one more work findable."""
        self.matcher.add(work)
        self._readings.clear()

    def judge(self, sighting: Sighting, today: date) -> list[Match]:
        """The works that this link offers without licence, best first."""
        matches = [match for match in self._named(sighting) if not self._is_legal(match.work, sighting, today)]
        return sorted(matches, key=lambda match: -match.score)

    @staticmethod
    def _is_legal(work: Work, sighting: Sighting, today: date) -> bool:
        return is_legal(work, sighting.page_url, sighting.link.url, sighting.link.kind, today)

    def _texts(self, sighting: Sighting) -> list[tuple[int, Text]]:
        texts = list(sighting.texts)
        if sighting.page_title and not any(text.source == "page_title" for text in texts):
            texts.append(Text("page_title", sighting.page_title))
        own = sighting.link.kind in _SELF
        ranked = [(0 if own and text.source in ("heading", "page_title", "json_ld") else RANKS[text.source], text) for text in texts if text.text.strip()]
        return sorted(ranked, key=lambda entry: entry[0])

    def _read(self, text: str) -> Reading:
        known = self._readings.get(text)
        if known is None:
            if len(self._readings) >= _CACHED:
                self._readings.clear()
            known = self._readings[text] = self.matcher.read(text, _FLOOR)
        return known

    def _named(self, sighting: Sighting) -> list[Match]:
        """The works named by the nearest words that name anything."""
        texts = [(rank, text, self._read(text.text)) for rank, text in self._texts(sighting)]
        offered = sighting.link.kind in _OFFERS
        corroborated = any(reading.release for _, _, reading in texts)
        chosen: dict[int, Match] = {}
        chosen_rank = 99
        vague = 0.0
        for rank, text, reading in texts:
            if rank > chosen_rank + 1 and chosen:
                break
            if reading.about and rank <= 1 and not chosen:
                return []
            for found in reading.found:
                effects = self._extra(found, rank, sighting, texts, offered=offered, release=corroborated)
                if vague:
                    effects.append(Effect("nearer_words", -vague, text.text[:60]))
                score = min(100.0, found.score + sum(effect.score for effect in effects))
                if score < self.threshold:
                    continue
                match = self._match(found, score, effects, text)
                known = chosen.get(found.work)
                if known is None or match.score > known.score:
                    chosen[found.work] = match
                chosen_rank = min(chosen_rank, rank)
            if not chosen and reading.other:
                if rank <= 2 and (rank <= 1 or reading.quoted) and not self._is_part(reading.other, texts, rank):
                    vague += 45.0 if reading.quoted or rank == 0 else 15.0
        return list(chosen.values())

    @staticmethod
    def _is_part(other: str, texts: list[tuple[int, Text, Reading]], rank: int) -> bool:
        """Do the words stand in a farther text too that names a work? Then they are no other title."""
        return any(r > rank and reading.found and other in text.text.lower() for r, text, reading in texts)

    def _extra(
        self, found: Found, rank: int, sighting: Sighting, texts: list[tuple[int, Text, Reading]], *, offered: bool, release: bool
    ) -> list[Effect]:
        """What the link, the other texts and the companions add to one text's score."""
        effects = []
        if _DISTANCE[rank]:
            effects.append(Effect("distance", -_DISTANCE[rank]))
        if found.plain:
            if offered:
                effects.append(Effect("offer", 10.0, sighting.link.kind))
            if release:
                effects.append(Effect("release_words", 5.0))
            if sum(any(other.work == found.work and other.plain for other in reading.found) for _, _, reading in texts) > 1:
                effects.append(Effect("several_texts", 6.0))
        if sighting.page_kind and sighting.page_kind not in ("offer", "detail", "play", "list"):
            effects.append(Effect("page_kind", -25.0 if rank >= 2 or not offered else -8.0, sighting.page_kind))
        effects.extend(disagreements(self.matcher.work(found.work), sighting))
        return effects

    def _match(self, found: Found, score: float, effects: list[Effect], text: Text) -> Match:
        reasons = tuple(
            Reason(e.feature, round(e.score, 1), sentence(e.feature, "en", e.evidence), e.evidence) for e in (*found.effects, *effects)
        )
        match = Match(self.matcher.work(found.work), round(score, 1), self.matcher.name, reasons, text.text, text.source)
        return replace(match, text=text.text[:500])
