"""What was done to a title: the difference between a written form and a listed name, named and priced."""

from __future__ import annotations

import re
from itertools import permutations
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, LCSseq, Postfix, Prefix

from matchers import lookalikes, pinyin

_LATIN: Final = re.compile(r"[a-z]+")
_DIGIT: Final = re.compile(r"\d")
_OTHER: Final = {4: 27.0, 5: 18.0, 6: 16.0}  # the price of any other character, by the name's length
_AT_ONE: Final = frozenset(
    {
        "homophone",
        "near_sound",
        "look_alike",
        "other_character",
        "pinyin_part",
        "initial_part",
        "dropped",
        "inserted",
        "split",
        "swapped",
    }
)
AFFIXES: Final = frozenset("新小大真超老续再又前后上下终外")
_HAN_NUMBER: Final = frozenset("一二三四五六七八九十")
# Characters of which each makes a part or a counterpart of its own: 上 and 下, 甲 and 乙, 春 and 秋, 男 and 女.
_ROWS: Final = (
    "甲乙丙丁",
    "上中下",
    "前后",
    "左右",
    "东西南北",
    "春夏秋冬",
    "男女",
    "父母子",
    "大小",
    "黑白红蓝绿金银",
    "天地",
    "日月星",
    "龙虎凤",
    "猫狗",
    "兄弟姐妹",
    "王后",
    "新旧老",
    "里外内",
    "生死",
    "爱恨",
    "真假",
    "早晚",
    "古今",
    "海陆空山",
    "起承转结合",
)
_PARTS: Final = frozenset(pair for row in _ROWS for pair in permutations(row, 2))
_BOXES: Final = frozenset("囗口某")
_LONG: Final = 10  # characters of a name in which one slip inside is no other name
_ANOTHER: Final = 26.0
_COUNTERPART: Final = 20.0
_PARTICLES: Final = frozenset(  # one for the other, and the name stays the same
    pair for row in ("的之の", "和与及") for pair in permutations(row, 2)
)
_ROMAN_SIGNS: Final = frozenset("ivx")
_ROMAN: Final = re.compile(r"[ivx]+$")


class Edit(NamedTuple):
    """A disguise: its feature code, its price, and the words."""

    feature: str
    price: float
    evidence: str


def _middle(written: str, name: str) -> tuple[int, int]:
    """How many letters both have in common at the beginning and at the end."""
    first: int = Prefix.similarity(written, name)
    last: int = Postfix.similarity(written, name)
    return first, min(last, len(written) - first, len(name) - first)


def _by_length(size: int, four: float) -> float:
    """The price of one change: dear in short names, cheap in long ones."""
    if size <= 2:
        return four + 14.0
    if size == 3:
        return four + 6.0
    return four - min(4.0, size - 4.0)


def same_sound(one: str, two: str) -> bool:
    """Are two characters read alike in any of their readings?"""
    return not pinyin.readings(one).isdisjoint(pinyin.readings(two))


def spells(latin: str, han: str) -> str:
    """ "full" when Latin letters are the characters' pinyin, "initial" when their first letters, else ""."""
    if not han:
        return ""
    first = pinyin.spelled(han)
    if latin == first:
        return "full"
    if latin == pinyin.initials(han):
        return "initial"
    if len(han) == 1:
        options = pinyin.readings(han)
        if latin in options:
            return "full"
        if any(option.startswith(latin) for option in options):
            return "initial"
    return ""


def _numbers_differ(written: str, name: str) -> bool:
    return _DIGIT.findall(written) != _DIGIT.findall(name)


def _one_for_one(written: str, name: str, size: int) -> Edit | None:
    """One character in place of another."""
    if _HAN_NUMBER.issuperset((written, name)):
        return None
    if written.isascii() and name.isascii():
        return None  # letters in a Chinese name count its parts: R is not S
    if same_sound(written, name) or (written, name) in _PARTICLES:
        return Edit("homophone", _by_length(size, 7.0), f"{written}→{name}")
    if lookalikes.look_alike(written, name):
        price = _by_length(size, 9.0) + (0.0 if lookalikes.are_close(written, name) else 6.0)
        return Edit("look_alike", price, f"{written}→{name}") if size >= 3 else None
    if size < 4:
        return None
    if pinyin.near(written, name):
        return Edit("near_sound", _by_length(size, 13.0), f"{written}→{name}")
    return Edit("other_character", _OTHER.get(size, 14.0), f"{written}→{name}")


def _several_for_several(written: str, name: str, size: int) -> Edit | None:
    """Several characters, in one stretch that begins and ends with a difference."""
    if len(written) == len(name):
        changed = [(a, b) for a, b in zip(written, name, strict=True) if a != b]
        if all(same_sound(a, b) for a, b in changed):
            left = size - len(changed)
            price = 9.0 + 3.0 * len(changed) + (0.0 if left >= 2 else 8.0 if left else 14.0)
            return Edit("homophones", price, f"{written}→{name}")
        if len(changed) == 2 and size >= 6 and not any(_HAN_NUMBER.issuperset(pair) for pair in changed):
            alike = sum(same_sound(a, b) or lookalikes.look_alike(a, b) for a, b in changed)
            if not alike:
                return None
            return Edit("other_characters", 28.0 - 6.0 * alike - min(4.0, size - 6.0), f"{written}→{name}")
    if written.isascii() and name.isascii():
        return None
    if size >= 7 and OSA.distance(written, name, score_cutoff=2) <= 2:
        return Edit("two_changes", 24.0 - min(4.0, size - 7.0), f"{written}→{name}")
    return None


def _latin_for_han(written: str, name: str, size: int) -> Edit | None:
    how = spells(written, name)
    if how == "full":
        return Edit("pinyin_part", _by_length(size, 6.0), f"{written}→{name}")
    if how == "initial" and len(written) <= 2:
        return Edit("initial_part", _by_length(size, 11.0) + 4.0 * (len(name) - 1), f"{written}→{name}")
    return None


def han_edit(written: str, name: str) -> Edit | None:
    """The disguise that makes a Chinese name of the written form; None when a reader would not see it.

    The evidence of a change at one character ends in the character's place in the name: "hai→海 (2)".
    """
    first, last = _middle(written, name)
    edit = _han_edit(written, name, first, last)
    if edit is None or edit.feature not in _AT_ONE:
        return edit
    return edit._replace(evidence=f"{edit.evidence} ({first + 1})")


def _han_edit(written: str, name: str, first: int, last: int) -> Edit | None:
    """`han_edit` without the place of the change."""
    size = len(name)
    if parts_differ(written, name):
        return None
    here, there = written[first : len(written) - last], name[first : size - last]
    if not here and not there:
        return Edit("title", 0.0, name)
    if here.isascii() and _LATIN.fullmatch(here) and there and not there.isascii():
        return _latin_for_han(here, there, size)
    if _numbers_differ(here, there) or (
        here in _HAN_NUMBER and _HAN_NUMBER.intersection(name[max(first - 1, 0) : first + 1])
    ):
        return None  # a number beside a number is another number
    edit = _han_middle(here, there, size, kept=first + last)
    if edit and (here, there) in _PARTS:
        return edit._replace(price=edit.price + _COUNTERPART)
    if edit and edit.feature == "other_character" and here not in _BOXES and not (first and last and size >= _LONG):
        return edit._replace(price=max(edit.price, _ANOTHER))  # nobody hides a title behind a character of no likeness
    if edit and edit.feature == "dropped" and not (first and last) and there in AFFIXES:
        return edit._replace(price=edit.price + 10.0)  # 新, 小 and their like make a name of its own of another
    if edit and edit.feature == "inserted" and not (first and last) and (here not in name or here in AFFIXES):
        return edit._replace(
            price=edit.price + 14.0
        )  # a letter more at the end or the beginning makes a name of its own
    return edit


def _han_middle(here: str, there: str, size: int, *, kept: int) -> Edit | None:
    if not here:
        if len(there) == 1 and kept >= 2 and there not in _HAN_NUMBER:
            return Edit("dropped", _by_length(size, 13.0) + (6.0 if size <= 3 else 0.0), there)
        return None
    if not there:
        if len(here) == 1 and kept >= 3 and (here == "一" or here not in _HAN_NUMBER):
            return Edit("inserted", _by_length(size, 11.0), here)
        return None
    if len(here) == 1 and len(there) == 1:
        return _one_for_one(here, there, size) if kept else None
    if len(there) == 1 and lookalikes.is_split(here, there):
        return Edit("split", _by_length(size, 6.0), f"{here}→{there}")
    if len(here) == 2 and here == there[::-1] and kept:
        return Edit("swapped", _by_length(size, 8.0), f"{here}→{there}")
    return _several_for_several(here, there, size)


def spelled_edit(written: str, name: str) -> Edit | None:
    """Several characters of a name spelled out or changed for others of their sound: the spelling of both is one."""
    kept: int = LCSseq.similarity(written, name)
    if not kept and not written.isascii():
        return None
    price = 6.0 + 4.0 * max(0, len(name) - kept - 1) + (0.0 if kept >= 2 else 6.0) + (6.0 if len(name) <= 3 else 0.0)
    return Edit("pinyin_parts", min(20.0, price), f"{written}→{name}")


def initials_edit(written: str, name: str) -> Edit | None:
    """Several characters of a name as their first letters, the others as they are."""
    if len(written) != len(name):
        return None
    changed = [(a, b) for a, b in zip(written, name, strict=True) if a != b]
    if not changed or len(name) - len(changed) < 2 or not all(spells(a, b) for a, b in changed if a.isascii()):
        return None
    if any(not a.isascii() for a, _ in changed):
        return None
    if len(changed) == 1:
        return None  # told with its place
    return Edit("initial_parts", 8.0 + 5.0 * (len(changed) - 1), f"{written}→{name}")


def parts_differ(written: str, name: str) -> bool:
    """Do two names differ in nothing but the Roman numbers at their ends?"""
    if written[-1:] not in _ROMAN_SIGNS and name[-1:] not in _ROMAN_SIGNS:
        return False
    one, two = _ROMAN.search(written), _ROMAN.search(name)
    return bool(one or two) and _ROMAN.sub("", written) == _ROMAN.sub("", name)


def latin_edit(written: str, name: str) -> Edit | None:
    """The typing error that makes a Latin name of the written form."""
    size = len(name)
    most = 1 if size < 12 else 2
    distance = OSA.distance(written, name, score_cutoff=most)
    if distance > most or _numbers_differ(written, name) or parts_differ(written, name):
        return None
    price = (10.0 if distance == 1 else 18.0 if size >= 14 else 21.0) + max(0.0, 12.0 - size) * 2.5
    if written[0] != name[0] or written[-1] != name[-1]:
        price += 5.0  # another first or last letter often makes another word
    return Edit("typo", price, f"{written}→{name}")
