"""Disguises of the seventh generator: meanings for characters, stutters, words between, spelling by ear."""

from __future__ import annotations

import random
import re
from typing import Final

from benchmarks.matching.wild_han import Disguise, han
from matchers import pinyin

_MEANINGS: Final = dict(
    pair.split("=")
    for pair in re.findall(
        r"\S+",
        """
海=sea 红=red 王=king 爱=love 龙=dragon 狼=wolf 星=star 月=moon 山=mountain 天=sky 人=man 城=city 女=girl 夜=night
火=fire 雪=snow 花=flower 梦=dream 家=home 大=big 小=small 黑=black 白=white 金=gold 水=water 风=wind 死=dead
心=heart 书=book 车=car
""",
    )
)
_FILLERS: Final = "啊呀哦嗯的"
_HIDING: Final = "？?×ＸX_＿●"
_SMALL_WORDS: Final = {
    word: ways.split("/")
    for word, ways in (
        pair.split("=")
        for pair in re.findall(
            r"\S+",
            """
and=n/nd you=u/ya your=ur are=r for=4/fo to=2 the=da/teh/tha of=ov/uv be=b before=b4 with=wit/wiv love=luv what=wat/wut
this=dis that=dat night=nite light=lite right=rite through=thru great=gr8 late=l8 girl=gurl/grl girls=gurlz boys=boyz
cool=kewl/kool tonight=2nite forever=4ever ever=eva never=neva school=skool was=wuz friends=frendz dead=ded blood=blud
""",
        )
    )
}
_BY_EAR: Final = (
    (r"(?<=[a-z])s\b", "z"), (r"ck\b", "k"), (r"\bc(?=[aour])", "k"), ("ph", "f"), (r"(?<=[a-z]{2})er\b", "a"),
    ("oo", "u"), ("igh", "y"), (r"(?<=[a-z]{2})ing\b", "in"), ("cks", "x"), (r"\bex", "x"), (r"\bth", "d"),
    (r"\bwh", "w"), (r"\bkn", "n"),
)  # fmt: skip
_SPELLINGS: Final = (("our", "or"), ("re ", "er "), ("ise", "ize"), ("ogue", "og"), ("ence", "ense"), ("gray", "grey"))
_SUPER: Final = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def _all_han(title: str, least: int) -> bool:
    return len(title) >= least and all(map(han, title))


def meaning(title: str, rng: random.Random) -> str | None:
    """One character as the English word for it."""
    places = [place for place, letter in enumerate(title) if letter in _MEANINGS]
    if not _all_han(title, 4) or not places:
        return None
    place = rng.choice(places)
    return title[:place] + rng.choice((str.lower, str.title))(_MEANINGS[title[place]]) + title[place + 1 :]


def stutter(title: str, rng: random.Random) -> str | None:
    """The first two characters twice."""
    return title[:2] + title if _all_han(title, 4) else None


def words_between(title: str, rng: random.Random) -> str | None:
    """One word that says nothing between all characters."""
    return rng.choice(_FILLERS).join(title) if _all_han(title, 4) else None


def unknown_sign(title: str, rng: random.Random) -> str | None:
    """A sign for one character inside a longer title."""
    if not _all_han(title, 5):
        return None
    place = rng.randrange(1, len(title) - 1)
    return title[:place] + rng.choice(_HIDING) + title[place + 1 :]


def dotted_pinyin(title: str, rng: random.Random) -> str | None:
    """All of it in pinyin with a sign between the letters."""
    if not _all_han(title, 3):
        return None
    return rng.choice(".-_ ").join("".join(map(pinyin.syllable, title)))


def capitals_inside(title: str, rng: random.Random) -> str | None:
    """Two characters inside as capital letters."""
    if not _all_han(title, 5):
        return None
    place = rng.randrange(1, len(title) - 2)
    letters = "".join(pinyin.syllable(c)[:1].upper() for c in title[place : place + 2])
    return title[:place] + letters + title[place + 2 :]


def entity(title: str, rng: random.Random) -> str | None:
    """Characters as a page's source has them."""
    return "".join(f"&#{ord(c)};" for c in title) if _all_han(title, 3) else None


def texted(title: str, rng: random.Random) -> str | None:
    """Small words as texters write them."""
    parts = title.split()
    changed = [rng.choice(_SMALL_WORDS.get(word.lower(), [word])) for word in parts]
    return " ".join(changed) if changed != parts and sum(map(len, changed)) > 7 else None


def by_ear(title: str, rng: random.Random) -> str | None:
    """Two rules of spelling by ear."""
    lower, made = title.lower(), 0
    for old, new in rng.sample(_BY_EAR, len(_BY_EAR)):
        written = re.sub(old, new, lower)
        if written != lower and made < 2:
            lower, made = written, made + 1
    return lower if made and sum(map(str.isalpha, lower)) >= 8 else None


def no_vowels(title: str, rng: random.Random) -> str | None:
    """The long words without their vowels."""
    words = [w if len(w) < 5 else w[0] + re.sub("[aeiou]", "", w[1:]) for w in title.split()]
    written = " ".join(words)
    return written if written != title and len(written) >= 9 else None


def broken_word(title: str, rng: random.Random) -> str | None:
    """A blank inside a word."""
    places = [p for p in range(2, len(title) - 2) if title[p - 2 : p + 2].isalpha()]
    if len(title) < 9 or not places:
        return None
    place = rng.choice(places)
    return f"{title[:place]} {title[place:]}"


def enclosed(title: str, rng: random.Random) -> str | None:
    """Letters in circles."""
    return "".join(chr(0x24D0 + ord(c) - 97) if "a" <= c <= "z" else c for c in title.lower())


def raised(title: str, rng: random.Random) -> str | None:
    """Small raised letters."""
    return title.lower().translate(_SUPER)


def other_spelling(title: str, rng: random.Random) -> str | None:
    """As the other side of the ocean spells."""
    lower = title.lower()
    for one, two in rng.sample(_SPELLINGS, len(_SPELLINGS)):
        for old, new in ((one, two), (two, one)):
            if old in lower and len(lower) >= 9:
                return lower.replace(old, new, 1)
    return None


HAN: Final[tuple[Disguise, ...]] = (
    meaning, stutter, words_between, unknown_sign, dotted_pinyin, capitals_inside, entity,
)  # fmt: skip
LATIN: Final[tuple[Disguise, ...]] = (texted, by_ear, no_vowels, broken_word, enclosed, raised, other_spelling)
