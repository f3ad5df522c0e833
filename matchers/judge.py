"""The judge: which works a link offers, from all the words around it. Nearer words beat farther ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from core.types import Match, Sighting, Source, Text, Work
from matchers.clips import clip_part
from matchers.companions import disagreements, season_effect
from matchers.evidence import Effect
from matchers.furniture import is_line, names_something, without_furniture
from matchers.goods import goods
from matchers.habits import Habits
from matchers.licence import host_of, is_legal
from matchers.matcher import Matcher
from matchers.own_app import is_own_app
from matchers.reading import Found, Reading, without_site
from matchers.wording import as_reason

# How near to the link a text stands, and what being farther away costs.
RANKS: Final[dict[Source, int]] = {
    "item": 0, "file_name": 0, "share_text": 0, "anchor": 0, "attribute": 1, "row": 2, "hashtag": 2,
    "post": 3, "heading": 3, "json_ld": 4, "page_title": 4, "context": 5, "meta": 6,
}  # fmt: skip
_DISTANCE: Final = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0)
_NEAR: Final = 1  # texts up to this rank stand at the link itself
_OFFERS: Final = frozenset(
    {
        "netdisk",
        "magnet",
        "ed2k",
        "torrent",
        "media",
        "ftp",
        "embed",
        "deep_link",
        "hotlink",
        "live",
        "audio",
        "document",
        "app",
    }
)
_SELF: Final = frozenset({"listing", "video", "reading", "article", "page"})  # the page itself may be the copy
_TELLING: Final = frozenset({"anchor", "file_name"})  # an about-word here speaks of this very link
_TELLING_OF_ITSELF: Final = _TELLING | {"item"}  # where the page is the copy, its own title does too
_BESIDE_AN_OFFER: Final = frozenset(
    {"about:lookup", "about:review", "about:merchandise"}
)  # words that pages of copies have too
_OF_THE_PAGE: Final[frozenset[Source]] = frozenset({"heading", "page_title", "json_ld", "hashtag"})
_HEADS: Final[frozenset[Source]] = frozenset({"heading", "page_title"})
_TITLES: Final[frozenset[Source]] = frozenset({"page_title", "context"})  # may have the site's name behind them
_ON_IT: Final = re.compile(
    r"[》」』\]】”\"]?\s{0,2}的?(?:(?:剧情|结局|深度|电影|全片|逐帧)(?=解)|(?:官方|高清|精美|最新|学员|读者|听众|观众|网友|用户|玩家){1,2})?(?:影评|剧评|书评|乐评|短评|评论|点评|解说|讲解|观后感|读后感|听后感|感想|心得|评价|反馈|测评|赏析|解析|幕后|花絮|"
    r"剧照|海报|壁纸|原声|配乐|剧情介绍|分集剧情|主题曲|(?:游戏|通关|手游)?攻略|(?:游戏|手游)?实况)"
)
# The same as a label before the title: "解说：片名", "影评|片名".
_LABELS_IT: Final = re.compile(
    r"(?:^|[\s《》「」『』\[\]【】：:|/])(?:影评|剧评|书评|乐评|解说|讲解|速看|速览|观后感|读后感|赏析|解析|点评|盘点|攻略)(?:\s?[：:|丨｜—-]{1,2}\s?|\s)[《「『\[【]?\Z|"
    r"(?:分钟|一口气|一次|快速)(?:带你)?(?:看完|看懂|读懂|速看|速览|讲完|了解)\s?[《「『\[【]?\Z|"
    r"(?:深度|深入|硬核|全面|逐帧|细节|剧情|结局)(?:解析|解读|拆解|盘点|点评|分析)\s?[《「『\[【]?\Z"
)
_LONGER: Final = frozenset({"sequel", "glued_after", "glued_before", "words_after", "other_year"})
_LEADING: Final = "的是看追有"
_CREDIT: Final = re.compile(r"(?:作者|作家|原著|演播|播讲|主播|主演|导演|歌手|译者|出版社?|格式)\s?[:：]")
_LONGEST_CODE: Final = 6
_CACHED: Final = 50_000
_FLOOR: Final = 45.0
_JUMBLE: Final = re.compile(
    r"(?P<stem>[A-Za-z0-9]{1,64}(?:[_-][A-Za-z0-9]{1,12})?)(?:[._ -](?:s\d{1,2}|season ?\d{1,2})?(?:ep?\d{1,4})?)?"
    r"(?:\.[a-z]?\d{2,8})?(?:\.[A-Za-z0-9]{2,5}){0,2}",
    re.IGNORECASE,
)
# An installer called by its package, as stores call theirs: "com.some.player_2.1.apk".
_PACKAGED: Final = re.compile(r"[a-z]{2,6}(?:\.[a-z]\w*){1,5}[\w.+-]*\.(?:apk|xapk|apks|apkm|ipa|hap)", re.IGNORECASE)
_SPELLED: Final = re.compile(r"[A-Za-z][a-z]{3,}|[A-Z]{4,}")
_RARE_PAIR: Final = re.compile(
    r"[jqvwx][bcdfghjklmnpqrstvwxz]|z[bcdfgjklmnpqrstvwxz]|(?<!n)[bcdfgjkmpqvwxz][jqvxz]|q[^ui]|[aeiouy]{4}|yiu|uo[aeiou]|[^aeiouy]y[^aeiouy]y|"
    r"(?!ng)[bcdfghjklmnpqrstvwxz]{3}[^aeiouyhlrst]"
)
_UNSPEAKABLE: Final = re.compile(r"[b-df-hj-np-tv-xz]{4}|^[^aeiouy]+$", re.IGNORECASE)

_Read = tuple[int, Text, Reading]


def _words(text: Text) -> str:
    """What a text says without what surrounds titles."""
    return without_site(text.text) if text.source in _TITLES else without_furniture(text.text)


def _lettered(found: Found, sighting: Sighting) -> Iterator[Effect]:
    """The initials in an app's or package's name: a few letters are anybody's."""
    if sighting.link.kind == "app" and any(each.feature == "initials" for each in found.effects):
        yield Effect("other_medium", -24.0, found.words)


def _is_machine_named(text: Text, reading: Reading) -> bool:
    """Is a file's name one jumble of letters and digits, as upload scripts give? Names of works are words."""
    if text.source != "file_name" or reading.found:
        return False
    written = text.text.strip()
    name = _JUMBLE.fullmatch(written)
    if name is None:
        return _PACKAGED.fullmatch(written) is not None
    # A lone small word with rare pairs of letters is drawn more often than spoken: uploads are called "vyiukpxu.mp4".
    stem = name["stem"]
    drawn = 5 <= len(stem) <= 16 and stem.islower() and bool(_RARE_PAIR.search(stem))
    return drawn or not (_SPELLED.fullmatch(stem) and not _UNSPEAKABLE.search(stem))


def _is_on(title: str, text: str) -> bool:
    """Does a text speak of something on the work itself ("《片名》影评")? Elsewhere such words mean little."""
    place = text.find(title) if title else -1
    if place < 0:
        return False
    return _ON_IT.match(text, place + len(title)) is not None or _LABELS_IT.search(text[:place][-20:]) is not None


def _is_part(text: Text, episode: str) -> bool:
    """Does a text begin with the episode it is? What follows is that part's own title, as in "第2集 风起"."""
    return len(episode) > 1 and text.text.lstrip(" 【[(《").startswith(episode)


def _is_named_beside(rank: int, reading: Reading, texts: list[_Read]) -> bool:
    """Are a text's other words no other title, because the work that farther texts name stands among or beside them?"""
    farther = [(text, other) for r, text, other in texts if r > rank and other.found]
    if any(reading.other in text.text.lower() for text, _ in farther):
        return True
    named = {one.work for _, other in farther for one in other.found if one.plain}
    if any(one.work in named and not _LONGER.intersection(e.feature for e in one.effects) for one in reading.found):
        return True  # "文件列表：file:片名.mkv"
    # A sentence about the work itself: "2021年的片名，画质不错".
    return rank > _NEAR and reading.other.lstrip(_LEADING) in [one.words.lstrip(_LEADING) for one in reading.found]


def _is_fact(other: str, passcode: str, texts: Sequence[_Read]) -> bool:
    """Is it who made the work ("作者：某人"), or what stands alone at a row's end as its passcode ("下载 iycm")?"""
    if _CREDIT.match(other) or other == passcode.lower():
        return True
    return (
        len(other) <= _LONGEST_CODE
        and other.isascii()
        and other.isalnum()
        and any(text.source == "row" and text.text.lower().rstrip(")） ").endswith(other) for _, text, _ in texts)
    )


def _is_dated(found: Found) -> bool:
    """Do the words themselves give the work's year?"""
    return any(effect.feature == "year_agrees" for effect in found.effects)


class Judge:
    """Decides what counts as a hit: the matcher's words, links, licences, windows and companions together."""

    def __init__(
        self, works: Sequence[Work], catalogue: Sequence[Work] = (), *, threshold: float | None = None
    ) -> None:
        self.matcher = Matcher(works, catalogue)
        self.threshold = self.matcher.threshold if threshold is None else threshold
        self._readings: dict[str, Reading] = {}
        self._naming: tuple[dict[str, bool], dict[str, bool]] = ({}, {})
        self._habits: defaultdict[str, Habits] = defaultdict(Habits)  # by site

    def add(self, work: Work) -> None:
        """Makes one more work findable."""
        self.matcher.add(work)
        for known in (self._readings, *self._naming):
            known.clear()

    def judge(self, sighting: Sighting, today: date) -> list[Match]:
        """The works that this link offers without licence, best first."""
        self.note(sighting)
        matches = [match for match in self._named(sighting) if not self._is_legal(match.work, sighting, today)]
        return sorted(matches, key=lambda match: -match.score) if len(matches) > 1 else matches

    def note(self, sighting: Sighting) -> None:
        """Learns from a sighting what its site writes beside every link."""
        self._habits_of(sighting).note(sighting)

    def passed(self, site: str = "") -> list[Sighting]:
        """The sightings of a site (or of all) that words near them kept from being hits, since this was last asked.

        What a template writes beside every link is known for such only when some pages have shown it: judged again at
        the end, these may be hits.
        """
        passed: list[Sighting] = []
        for habits in [self._habits[site]] if site else self._habits.values():
            passed += habits.passed
            habits.passed = []
        return passed

    def names(self, words: str) -> bool:
        """Whether words alone name a listed work clearly: a quick answer for links that nobody has followed yet."""
        return self._names_any([Text("anchor", words)])

    def _habits_of(self, sighting: Sighting) -> Habits:
        return self._habits[sighting.site or host_of(sighting.page_url)]

    @staticmethod
    def _is_legal(work: Work, sighting: Sighting, today: date) -> bool:
        link = sighting.link
        return is_legal(work, sighting.page_url, link.url, link.kind, today) or is_own_app(work, sighting)

    @staticmethod
    def _around(sighting: Sighting) -> list[Text]:
        """The texts around the link, the page's title among them."""
        texts = list(sighting.texts)
        if sighting.page_title and "page_title" not in [text.source for text in texts]:
            texts.append(Text("page_title", sighting.page_title))
        return texts

    def _names_any(self, texts: list[Text]) -> bool:
        """Whether any text may name a listed work at all. Most links of most sites have none that does."""
        near, titles = self._naming
        for text in texts:
            naming = titles if text.source in _TITLES else near
            known = naming.get(text.text)
            if known is None:
                if len(naming) >= _CACHED:
                    naming.clear()
                known = naming[text.text] = self.matcher.names_any(_words(text), _FLOOR)
            if known:
                return True
        return False

    def _texts(self, texts: list[Text], sighting: Sighting) -> list[_Read]:
        """The texts around the link with what they say, nearest first."""
        own = sighting.link.kind in _SELF and (
            sighting.link.url == sighting.page_url or not any(text.source == "anchor" for text in texts)
        )
        found = [(self._rank(text.source, own=own), text, self._read(text)) for text in texts if text.text.strip()]
        return sorted(found, key=lambda entry: entry[0])

    @staticmethod
    def _rank(source: Source, *, own: bool) -> int:
        """How far from the link a text stands; where the page itself is the copy its headings are near."""
        return 0 if own and source in _OF_THE_PAGE else RANKS[source]

    def _read(self, text: Text) -> Reading:
        words = _words(text)
        known = self._readings.get(words)
        if known is None:
            if len(self._readings) >= _CACHED:
                self._readings.clear()
            known = self._readings[words] = self.matcher.read(words, _FLOOR)
        return known

    def _is_about(self, texts: list[_Read], sighting: Sighting) -> bool:
        """Do the link's own words say that it is a trailer, a review or the like?"""
        telling = _TELLING_OF_ITSELF if sighting.link.kind in _SELF else _TELLING
        if any(text.source in telling and reading.about for _, text, reading in texts):
            return True
        return bool(sighting.episode) and bool(self._read(Text("anchor", sighting.episode)).about)

    @staticmethod
    def _is_bare_tag(sighting: Sighting, texts: list[_Read]) -> bool:
        """Does nothing but a hashtag speak of a copy? People tag their own videos with what everybody talks of."""
        return sighting.link.kind in _SELF and not sighting.episode and not any(read.strong for _, _, read in texts)

    def _named(self, sighting: Sighting) -> list[Match]:
        """The works named by the nearest words that name anything."""
        around = self._around(sighting)
        if not self._names_any(around):
            return []
        texts = self._texts(around, sighting)
        if self._is_about(texts, sighting):
            return []
        chosen: dict[int, Match] = {}
        chosen_rank = 99
        others: list[tuple[int, float, bool]] = []
        older = self._dated_by_page(texts)
        bare = self._is_bare_tag(sighting, texts)
        for rank, text, reading in texts if not bare else [each for each in texts if each[1].source != "hashtag"]:
            if chosen and rank > chosen_rank + 1:
                break
            # An app is called what it is called: its description may offer works all the same.
            vague = sum(price for nearer, price, brand in others if nearer < rank and not (brand and reading.strong))
            for match, number in self._matches(rank, text, reading, sighting, texts, vague):
                if number in older:
                    continue
                if number not in chosen or match.score > chosen[number].score:
                    chosen[number] = match
                chosen_rank = min(chosen_rank, rank)
            older.update(found.work for found in reading.found if self._is_older(found))
            if price := self._speaks_of_another(rank, text, reading, texts, sighting):
                others.append((rank, price, sighting.link.kind == "app" and text.source == "item"))
        if others and not chosen:
            self._habits_of(sighting).keep(sighting)
        return list(chosen.values())

    def _matches(
        self, rank: int, text: Text, reading: Reading, sighting: Sighting, texts: list[_Read], vague: float
    ) -> Iterator[tuple[Match, int]]:
        """The works that one text names well enough, with their numbers."""
        heads = "\n".join(each.text for _, each, _ in texts if each.source in _HEADS)
        for found in reading.found:
            effects = [
                *self._beside(found, rank, reading, sighting, texts),
                *_lettered(found, sighting),
                *disagreements(self.matcher.work(found.work), sighting, reading.media, dated=_is_dated(found)),
                *season_effect(self.matcher.work(found.work), sighting.year, f"{text.text}\n{heads}"),
            ]
            if vague:
                effects.append(Effect("nearer_words", -vague, text.text[:60]))
            score = min(100.0, found.score + sum(effect.score for effect in effects))
            if score >= self.threshold:
                yield self._match(found, score, effects, text), found.work

    def _dated_by_page(self, texts: list[_Read]) -> set[int]:
        """The works whose titles the page's own titles date years earlier, where no text gives the year of the work."""
        older = {
            found.work
            for _, text, reading in texts
            if text.source in _HEADS
            for found in reading.found
            if self._is_older(found)
        }
        dated = (found for _, _, reading in texts for found in reading.found) if older else ()
        return older - {each.work for each in dated if _is_dated(each)}

    def _is_older(self, found: Found) -> bool:
        """Whether a text gives its title a year before the work's: farther texts without one mean that film too."""
        wanted = self.matcher.work(found.work).year or 0
        return any(
            each.feature == "other_year" and each.evidence.isdigit() and int(each.evidence) < wanted - 1
            for each in found.effects
        )

    def _speaks_of_another(
        self, rank: int, text: Text, reading: Reading, texts: list[_Read], sighting: Sighting
    ) -> float:
        """What words near the link that look like another title cost the works that farther texts name."""
        if rank > 2 or (rank > _NEAR and not reading.quoted) or not names_something(reading.other):
            return 0.0
        if _is_part(text, sighting.episode) or _is_machine_named(text, reading) or is_line(text.text):
            return 0.0
        if _is_named_beside(rank, reading, texts) or self._habits_of(sighting).explain(text.text):
            return 0.0
        if rank > _NEAR and _is_fact(reading.other, sighting.link.passcode, texts):
            return 0.0
        return 45.0 if reading.quoted or rank == 0 else 15.0

    @staticmethod
    def _beside(found: Found, rank: int, reading: Reading, sighting: Sighting, texts: list[_Read]) -> Iterator[Effect]:
        """What the link, its distance and the other texts add to one text's score."""
        offered = sighting.link.kind in _OFFERS
        if _DISTANCE[rank]:
            yield Effect("distance", -_DISTANCE[rank])
        if sighting.link.kind == "video":
            yield from clip_part(found)
        if found.plain and not any(_is_on(found.words, text.text) for _, text, other in texts if other is reading):
            if offered:
                yield Effect("offer", 10.0, sighting.link.kind)
            if any(other.release for _, _, other in texts):
                yield Effect("release_words", 5.0)
            if sum(any(other.work == found.work and other.plain for other in r.found) for _, _, r in texts) > 1:
                yield Effect("several_texts", 6.0)
        elif (
            offered
            and rank > _NEAR
            and reading.release
            and reading.about in _BESIDE_AN_OFFER
            and not any(_is_on(found.words, text.text) for _, text, other in texts if other is reading)
        ):
            yield Effect("offer_page", 34.0)
        if sighting.link.kind == "listing":
            yield from goods(text.text for _, text, _ in texts)
        if sighting.page_kind:
            yield Effect("page_kind", -8.0 if offered and rank <= _NEAR else -25.0, sighting.page_kind)

    def _match(self, found: Found, score: float, effects: list[Effect], text: Text) -> Match:
        reasons = tuple(map(as_reason, (*found.effects, *effects)))
        return Match(
            self.matcher.work(found.work), round(score, 1), self.matcher.name, reasons, text.text[:500], text.source
        )
