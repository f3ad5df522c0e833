"""Disguises that crowds think of: pictures, notes of the sound, columns, near sounds, digits, leaning letters."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from typing import Final

import opencc

from benchmarks.matching.wild_han import Disguise, han
from matchers import pinyin, words

# What a picture shows in the place of a character.
_PICTURES: Final = dict(
    pair.split("=")
    for pair in re.findall(
        r"\S+",
        """
海=🌊 火=🔥 心=❤️ 爱=❤️ 星=⭐ 月=🌙 日=☀️ 龙=🐲 虎=🐯 狼=🐺 猫=🐱 狗=🐶 花=🌸 雪=❄️
山=⛰️ 车=🚗 刀=🔪 金=💰 水=💧 雨=🌧️ 树=🌲 鱼=🐟 鸟=🐦 马=🐴 牛=🐂 鼠=🐭 兔=🐰 蛇=🐍
羊=🐑 猴=🐵 鸡=🐔 猪=🐷 球=⚽ 书=📖 家=🏠 人=👤 王=👑 手=✋ 眼=👁️ 口=👄 天=☁️ 地=🌍
风=🌬️ 电=⚡ 梦=💤 死=💀 鬼=👻 枪=🔫 酒=🍺 茶=🍵 冰=🧊 光=💡 钟=⏰ 灯=🏮 歌=🎵 大=🐘
小=🤏 红=🔴 黑=⚫ 白=⚪
""",
    )
)
_SPOKEN_DIGITS: Final = dict(zip("一二三四五六七八九", "123456789", strict=True)) | {"十": "10"}
_FORMAL: Final = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_NEAR: Final = (
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("n", "l"),
    ("h", "f"),
    ("ing", "in"),
    ("eng", "en"),
    ("ang", "an"),
)
_LEANING: Final = (("rn", "m"), ("w", "vv"), ("m", "rn"), ("d", "cl"), ("u", "v"), ("l", "I"), ("o", "0"))
_SMALL: Final = str.maketrans("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ")
_FLIPPED: Final = str.maketrans("abcdefghijklmnopqrtuvwxyz", "ɐqɔpǝɟƃɥıɾʞlɯuodbɹʇnʌʍxʎz")


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, str]:
    """Each syllable's common characters."""
    table: dict[str, str] = {}
    for line in words.read("pinyin.txt"):
        syllable, main, _ = line.split(" ")
        table[syllable] = "".join(c for c in main if han(c) and c.encode("gb2312", "ignore"))
    return table


@lru_cache(maxsize=1)
def _japanese() -> tuple[opencc.OpenCC, opencc.OpenCC]:
    return opencc.OpenCC("s2t"), opencc.OpenCC("t2jp")


def _places(title: str) -> list[int]:
    return [place for place, letter in enumerate(title) if han(letter)]


def _at(title: str, place: int, new: str) -> str:
    return title[:place] + new + title[place + 1 :]


def picture(title: str, rng: random.Random) -> str | None:
    """One character as what it shows."""
    places = [place for place in _places(title) if title[place] in _PICTURES]
    if len(_places(title)) < 4 or not places:
        return None
    place = rng.choice(places)
    return _at(title, place, _PICTURES[title[place]])


def annotated(title: str, rng: random.Random) -> str | None:
    """The sound of one character behind it."""
    places = _places(title)
    if len(places) < 3:
        return None
    place = rng.choice(places)
    left, right = rng.choice(("()", "（）", "[]", ("", "")))
    return _at(title, place, f"{title[place]}{left}{pinyin.syllable(title[place])}{right}")


def column(title: str, rng: random.Random) -> str | None:
    """One character a line."""
    return "\n".join(title) if 3 <= len(title) <= 8 and all(map(han, title)) else None


def every_second(title: str, rng: random.Random) -> str | None:
    """Every second character spelled out."""
    places = _places(title)
    if not 4 <= len(places) == len(title):
        return None
    first = rng.randrange(2)
    return "".join(pinyin.syllable(c) if place % 2 == first else c for place, c in enumerate(title))


def near_sound(title: str, rng: random.Random) -> str | None:
    """One character for one that many people cannot tell from it by ear."""
    places = _places(title)
    if len(places) < 4:
        return None
    place = rng.choice(places)
    sound = pinyin.syllable(title[place])
    for one, two in rng.sample(_NEAR, len(_NEAR)):
        for old, new in ((one, two), (two, one)):
            other = sound.replace(old, new, 1) if (sound.startswith(old) or sound.endswith(old)) else ""
            if other and other != sound and _by_sound().get(other):
                return _at(title, place, rng.choice(_by_sound()[other]))
    return None


def two_near_places(title: str, rng: random.Random) -> str | None:
    """Two homophones side by side."""
    places = [p for p in _places(title)[:-1] if han(title[p + 1])]
    if len(_places(title)) < 5 or not places:
        return None
    place = rng.choice(places)
    for each in (place, place + 1):
        chorus = _by_sound().get(pinyin.syllable(title[each]), "")
        if not chorus:
            return None
        title = _at(title, each, rng.choice(chorus))
    return title


def digits(title: str, rng: random.Random) -> str | None:
    """A Chinese number as a digit."""
    places = [place for place in _places(title) if title[place] in _SPOKEN_DIGITS]
    if len(_places(title)) < 3 or not places:
        return None
    place = rng.choice(places)
    return _at(title, place, _SPOKEN_DIGITS[title[place]])


def formal(title: str, rng: random.Random) -> str | None:
    """Chinese numbers as on a cheque."""
    return title.translate(_FORMAL) if len(_places(title)) >= 3 else None


def japanese(title: str, rng: random.Random) -> str | None:
    """In Japanese characters."""
    traditional, shinjitai = _japanese()
    written: str = shinjitai.convert(traditional.convert(title))
    return written if len(_places(title)) >= 3 else None


def twice(title: str, rng: random.Random) -> str | None:
    """Said twice."""
    return rng.choice((" ", "", "|", "丨")).join((title, title)) if len(_places(title)) >= 3 else None


def paired(title: str, rng: random.Random) -> str | None:
    """Characters two by two with signs between."""
    if len(title) < 4 or not all(map(han, title)):
        return None
    sign = rng.choice(" /._丨~-+")
    return sign.join(title[place : place + 2] for place in range(0, len(title), 2))


def quoted(title: str, rng: random.Random) -> str | None:
    """A part of the title in quotation marks."""
    if len(title) < 4 or not all(map(han, title)):
        return None
    left, right = rng.choice(("“”", "「」", "''", "()"))
    cut = rng.randint(2, len(title) - 1)
    return f"{left}{title[:cut]}{right}{title[cut:]}"


def leaning(title: str, rng: random.Random) -> str | None:
    """Letters that look like one when they stand close."""
    lower = title.lower()
    usable = [pair for pair in _LEANING if pair[0] in lower[1:]]
    if len(title) < 9 or not usable:
        return None
    old, new = rng.choice(usable)
    return lower[0] + lower[1:].replace(old, new, 1)


def small_capitals(title: str, rng: random.Random) -> str | None:
    """Small capitals."""
    return title.lower().translate(_SMALL)


def upside_down(title: str, rng: random.Random) -> str | None:
    """Turned around letter by letter."""
    return title.lower().translate(_FLIPPED)[::-1] if len(title) >= 8 else None


def no_vowel(title: str, rng: random.Random) -> str | None:
    """One vowel left out inside a long title."""
    places = [p for p in range(2, len(title) - 1) if title[p] in "aeiou" and title[p - 1].isalpha()]
    if sum(map(str.isalpha, title)) < 11 or not places:
        return None
    place = rng.choice(places)
    return title[:place] + title[place + 1 :]


def article_last(title: str, rng: random.Random) -> str | None:
    """The article behind the title, as lists are filed."""
    return f"{title[4:]}, The" if title.startswith("The ") and len(title) > 9 else None


def underscored(title: str, rng: random.Random) -> str | None:
    """Words in random case with underscores."""
    return "_".join(rng.choice((str.upper, str.lower, str.title))(word) for word in title.split())


def plus(title: str, rng: random.Random) -> str | None:
    """Words joined as in addresses."""
    return rng.choice(("+", "%20", "--")).join(title.split()) if " " in title else None


HAN: Final[tuple[Disguise, ...]] = (
    picture, annotated, column, every_second, near_sound, two_near_places, digits, formal, japanese, twice, paired,
    quoted,
)  # fmt: skip
LATIN: Final[tuple[Disguise, ...]] = (
    leaning, small_capitals, upside_down, no_vowel, article_last, underscored, plus,
)  # fmt: skip
