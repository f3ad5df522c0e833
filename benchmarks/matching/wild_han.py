"""Wild disguises of Chinese titles: a second generator, apart from the first, with stacked and spelled forms."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import opencc

from matchers import words

Disguise = Callable[[str, random.Random], str | None]


def _table(rows: str) -> dict[str, str]:
    return dict(row.split("=") for row in rows.split())


_EMOJI: Final = "🌊🔥⭐️💥🎬🍿❤️🚀👉✅🈲🌟"
_SIGNS: Final = "·.-~^*+=|/\\_丶丨•●◆※☆&,，'\"`"
_MASKS: Final = "□○●*×■◯?_▢⭕Xx口囗"
_HIDDEN: Final = "\u200b\u200c\u200d\u2060\ufeff\ufe0f\ufe0e\u00ad\u034f\u180e\U000e0101\U000e0020"
_TONES: Final = dict(zip("aeiou", ("āáǎà", "ēéěè", "īíǐì", "ōóǒò", "ūúǔù"), strict=True))
# Pairs that people take for one another at a glance, from ordinary spelling guides.
_TWINS: Final = (
    "未末 土士 己已 日曰 人入 天夭 干千 太大 王玉 午牛 鸟乌 戍戌 今令 住往 侯候 拨拔 析折 贝见 爪瓜 冶治 刺剌 免兔 撒撤"
    " 晴睛 籍藉 辨辩 脑恼 浪狼 球救 海悔 红江 行衍 动劝 战占 神伸 龙尤 情清 城诚 狂逛 飙飓 侠狭 剑俭 江汪 湖糊 传专"
    " 奇寄 少小 年午 庆厌 余佘 谍碟 影景 风凤 云去 风凨 梦林 生主 活话 的旳 爱受 我找 她地 他池 你伱 心必 白自 黑墨"
)
_BOPOMOFO: Final = _table(
    "zh=ㄓ ch=ㄔ sh=ㄕ b=ㄅ p=ㄆ m=ㄇ f=ㄈ d=ㄉ t=ㄊ n=ㄋ l=ㄌ g=ㄍ k=ㄎ h=ㄏ j=ㄐ q=ㄑ x=ㄒ r=ㄖ z=ㄗ c=ㄘ s=ㄙ"
)
_FINALS: Final = _table(
    "a=ㄚ o=ㄛ e=ㄜ ai=ㄞ ei=ㄟ ao=ㄠ ou=ㄡ an=ㄢ en=ㄣ ang=ㄤ eng=ㄥ er=ㄦ i=ㄧ ia=ㄧㄚ ie=ㄧㄝ "
    "iao=ㄧㄠ iu=ㄧㄡ ian=ㄧㄢ in=ㄧㄣ iang=ㄧㄤ ing=ㄧㄥ iong=ㄩㄥ u=ㄨ ua=ㄨㄚ uo=ㄨㄛ uai=ㄨㄞ "
    "ui=ㄨㄟ uan=ㄨㄢ un=ㄨㄣ uang=ㄨㄤ ong=ㄨㄥ v=ㄩ ve=ㄩㄝ"
)
_WHOLE: Final = _table(
    "yi=ㄧ ya=ㄧㄚ ye=ㄧㄝ yao=ㄧㄠ you=ㄧㄡ yan=ㄧㄢ yin=ㄧㄣ yang=ㄧㄤ ying=ㄧㄥ yong=ㄩㄥ yu=ㄩ "
    "yue=ㄩㄝ yuan=ㄩㄢ yun=ㄩㄣ wu=ㄨ wa=ㄨㄚ wo=ㄨㄛ wai=ㄨㄞ wei=ㄨㄟ wan=ㄨㄢ wen=ㄨㄣ wang=ㄨㄤ "
    "weng=ㄨㄥ zhi=ㄓ chi=ㄔ shi=ㄕ ri=ㄖ zi=ㄗ ci=ㄘ si=ㄙ ju=ㄐㄩ qu=ㄑㄩ xu=ㄒㄩ juan=ㄐㄩㄢ "
    "quan=ㄑㄩㄢ xuan=ㄒㄩㄢ jue=ㄐㄩㄝ que=ㄑㄩㄝ xue=ㄒㄩㄝ jun=ㄐㄩㄣ qun=ㄑㄩㄣ xun=ㄒㄩㄣ"
)


def han(letter: str) -> bool:
    """Is it a Chinese character?"""
    return "\u3400" <= letter <= "\u9fff"


@lru_cache(maxsize=1)
def _spoken() -> tuple[dict[str, str], dict[str, str]]:
    """Each character's commonest sound, and each sound's common characters."""
    sound: dict[str, str] = {}
    chorus: dict[str, str] = {}
    for line in words.read("pinyin.txt"):
        syllable, main, _ = line.split(" ")
        chorus[syllable] = "".join(c for c in main if han(c) and c.encode("gb2312", "ignore"))
        sound.update((c, syllable) for c in main if han(c))
    return sound, chorus


@lru_cache(maxsize=1)
def _halves() -> dict[str, str]:
    """Characters that are two others side by side."""
    table: dict[str, str] = {}
    for line in words.read("parts.txt"):
        letter, first, *_ = line.split(" ")
        if len(first) == 2 and letter.encode("gb2312", "ignore"):
            table[letter] = first
    return table


@lru_cache(maxsize=1)
def _twins() -> dict[str, str]:
    pairs = [pair for pair in _TWINS.split() if pair]
    return {pair[0]: pair[1] for pair in pairs} | {pair[1]: pair[0] for pair in pairs}


def _places(title: str) -> list[int]:
    return [place for place, letter in enumerate(title) if han(letter) and letter in _spoken()[0]]


def _put(title: str, place: int, new: str) -> str:
    return title[:place] + new + title[place + 1 :]


def _at_one(title: str, rng: random.Random, least: int, change: Callable[[str], str]) -> str | None:
    """One character changed, where enough others stay."""
    places = _places(title)
    if len(places) < least:
        return None
    place = rng.choice(places)
    new = change(title[place])
    return _put(title, place, new) if new and new != title[place] else None


def _all_spelled(title: str) -> list[str] | None:
    sound, _ = _spoken()
    if len(_places(title)) < 3 or not all(letter in sound for letter in title if letter.isalnum()):
        return None
    return [sound[letter] for letter in title if letter in sound]


def toned(title: str, rng: random.Random) -> str | None:
    """Whole pinyin with tone marks: Hóng hǎi."""
    syllables = _all_spelled(title)
    if syllables is None:
        return None
    marked: list[str] = []
    for syllable in syllables:
        vowel = next((v for v in "aoe" if v in syllable), next((v for v in "iu" if v in syllable), ""))
        marked.append(syllable.replace(vowel, rng.choice(_TONES[vowel]), 1).capitalize() if vowel else syllable)
    return rng.choice((" ", "", "·")).join(marked)


def tone_digits(title: str, rng: random.Random) -> str | None:
    """Whole pinyin with tone numbers: hong2 hai3."""
    syllables = _all_spelled(title)
    return None if syllables is None else rng.choice(("", " ")).join(f"{s}{rng.randint(1, 4)}" for s in syllables)


def shouted(title: str, rng: random.Random) -> str | None:
    """Whole pinyin in capitals, in pieces."""
    syllables = _all_spelled(title)
    return None if syllables is None else rng.choice(("", " ", "_", "-", "'")).join(syllables).upper()


def bopomofo_one(title: str, rng: random.Random) -> str | None:
    """One character in bopomofo."""
    return _at_one(title, rng, 3, lambda letter: _zhuyin(_spoken()[0][letter]))


def bopomofo_all(title: str, rng: random.Random) -> str | None:
    """The whole title in bopomofo."""
    syllables = _all_spelled(title)
    written = [] if syllables is None else [_zhuyin(s) for s in syllables]
    return rng.choice(("", " ")).join(written) if written and all(written) else None


def _zhuyin(syllable: str) -> str:
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    for written, sign in _BOPOMOFO.items():
        if syllable.startswith(written):
            final = _FINALS.get(syllable[len(written) :], "")
            return sign + final if final else ""
    return _FINALS.get(syllable, "")


def emoji(title: str, rng: random.Random) -> str | None:
    """Emoji between the characters."""
    return "".join(letter + (rng.choice(_EMOJI) if rng.random() < 0.6 else "") for letter in title)


def hidden(title: str, rng: random.Random) -> str | None:
    """Variant selectors, joiners and tags between the characters."""
    return "".join(letter + rng.choice(_HIDDEN) * rng.randint(0, 2) for letter in title) + rng.choice(_HIDDEN)


def boxed(title: str, rng: random.Random) -> str | None:
    """Each character in brackets of its own."""
    left, right = rng.choice(("[]", "【】", "「」", "()", "（）", "《》"))
    return "".join(f"{left}{letter}{right}" for letter in title) if len(title) >= 3 and title.isalnum() else None


def lettered(title: str, rng: random.Random) -> str | None:
    """A Latin letter or digit between all characters."""
    return rng.choice("xXoz1i").join(title) if len(title) >= 4 and all(map(han, title)) else None


def signs(title: str, rng: random.Random) -> str | None:
    """Different signs between the characters."""
    return "".join(letter + rng.choice(_SIGNS) for letter in title)[:-1] if len(title) >= 3 else None


def struck(title: str, rng: random.Random) -> str | None:
    """Struck out or underlined with combining marks."""
    return "".join(letter + rng.choice("\u0335\u0336\u0338\u0332\u20e3\u20dd") for letter in title)


def one_sound(title: str, rng: random.Random) -> str | None:
    """One homophone."""
    sound, chorus = _spoken()
    return _at_one(title, rng, 3, lambda letter: rng.choice(chorus[sound[letter]] or letter))


def two_sounds(title: str, rng: random.Random) -> str | None:
    """Two homophones."""
    first = one_sound(title, rng) if len(_places(title)) >= 5 else None
    return None if first is None else one_sound(first, rng)


def twin(title: str, rng: random.Random) -> str | None:
    """One character by its twin."""
    places = [place for place in _places(title) if title[place] in _twins()]
    if len(_places(title)) < 3 or not places:
        return None
    place = rng.choice(places)
    return _put(title, place, _twins()[title[place]])


def apart(title: str, rng: random.Random) -> str | None:
    """One character in two halves, perhaps with a sign between."""
    places = [place for place in _places(title) if title[place] in _halves()]
    if len(_places(title)) < 3 or not places:
        return None
    place = rng.choice(places)
    return _put(title, place, rng.choice(("", "", "·", " ")).join(_halves()[title[place]]))


def both_apart(title: str, rng: random.Random) -> str | None:
    """Two characters in halves."""
    first = apart(title, rng) if len(_places(title)) >= 4 else None
    return None if first is None else apart(first, rng)


def spelled_one(title: str, rng: random.Random) -> str | None:
    """One character as pinyin, in any case."""
    return _at_one(title, rng, 3, lambda c: rng.choice((str.upper, str.lower, str.capitalize))(_spoken()[0][c]))


def spelled_two(title: str, rng: random.Random) -> str | None:
    """Two characters as pinyin."""
    first = spelled_one(title, rng) if len(_places(title)) >= 4 else None
    return None if first is None else spelled_one(first, rng)


def first_letter(title: str, rng: random.Random) -> str | None:
    """One character as its first letter."""
    return _at_one(title, rng, 4, lambda letter: rng.choice((str.upper, str.lower))(_spoken()[0][letter][0]))


def first_letters(title: str, rng: random.Random) -> str | None:
    """Initials, with or without points."""
    syllables = _all_spelled(title)
    if syllables is None or len(syllables) < 4:
        return None
    return rng.choice(("", "", ".")).join(s[0] for s in syllables).upper()


def mask_one(title: str, rng: random.Random) -> str | None:
    """One character hidden by a sign."""
    return _at_one(title, rng, 3, lambda _: rng.choice(_MASKS))


def mask_two(title: str, rng: random.Random) -> str | None:
    """Two characters hidden."""
    first = _at_one(title, rng, 5, lambda _: rng.choice("*□○"))
    return None if first is None else _at_one(first, rng, 4, lambda _: rng.choice("*□○"))


def backwards(title: str, rng: random.Random) -> str | None:
    """Back to front, perhaps with signs."""
    if len(title) < 4 or title == title[::-1]:
        return None
    return rng.choice(("", "", "-", "·")).join(title[::-1])


def dropped(title: str, rng: random.Random) -> str | None:
    """One character left out."""
    return _put(title, rng.randrange(len(title)), "") if len(_places(title)) >= 5 else None


def doubled(title: str, rng: random.Random) -> str | None:
    """One character twice or three times."""
    return _at_one(title, rng, 4, lambda letter: letter * rng.choice((2, 2, 3)))


def swapped(title: str, rng: random.Random) -> str | None:
    """Two neighbours changed round."""
    places = [p for p in _places(title)[:-1] if han(title[p + 1]) and title[p] != title[p + 1]]
    if len(_places(title)) < 4 or not places:
        return None
    place = rng.choice(places)
    return title[:place] + title[place + 1] + title[place] + title[place + 2 :]


@lru_cache(maxsize=3)
def _converter(way: str) -> opencc.OpenCC:
    return opencc.OpenCC(way)


def old_forms(title: str, rng: random.Random) -> str | None:
    """Traditional characters as in Hong Kong, Taiwan or Japan."""
    written: str = _converter(rng.choice(("s2hk", "s2twp", "s2t"))).convert(title)
    return written if written != title else None


def stacked(*steps: Disguise) -> Disguise:
    """One disguise upon another."""

    def both(title: str, rng: random.Random) -> str | None:
        written: str | None = title
        for step in steps:
            written = step(written, rng) if written else None
        return written

    both.__name__ = "_and_".join(getattr(step, "__name__", "") for step in steps)
    return both


WILD_HAN: Final[tuple[Disguise, ...]] = (
    toned, tone_digits, shouted, bopomofo_one, bopomofo_all, emoji, hidden, boxed, lettered, signs, struck, one_sound,
    two_sounds, twin, apart, both_apart, spelled_one, spelled_two, first_letter, first_letters, mask_one, mask_two,
    backwards, dropped, doubled, swapped, old_forms, stacked(old_forms, signs), stacked(one_sound, emoji),
    stacked(spelled_one, signs), stacked(apart, hidden), stacked(mask_one, old_forms), stacked(one_sound, old_forms),
    stacked(twin, hidden), stacked(spelled_one, one_sound), stacked(swapped, signs), stacked(spelled_one, apart),
)  # fmt: skip
