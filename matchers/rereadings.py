"""Other readings of a line in which nothing was found: signs between letters or for them, letters strewn in, pictures,
pinyin behind characters, digits for numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from matchers import pinyin, words

_HAN: Final = "\u3400-\u9fff"
_SIGN: Final = rf"[^\w\s{_HAN}]|_"
# Three or more single characters or short Latin pieces with signs between: 红,海/行|动, h^ai.
_PIECES: Final = re.compile(
    rf"(?<![a-z0-9])(?:[{_HAN}]|[a-z]{{1,6}}|\d)(?:\s?(?:{_SIGN})+\s?(?:[{_HAN}]|[a-z]{{1,6}}|\d)){{2,40}}(?![a-z0-9])"
)
# These two look for what is rare first and then at what stands before it.
_BREAKS: Final = re.compile(
    rf"[^\w\s.·:~-](?:(?<=[{_HAN}a-z].)|(?<=[{_HAN}a-z]\s.))[^\w\s.·:~-]*\s?[{_HAN}a-z]", re.DOTALL
)
_BETWEEN: Final = re.compile(rf"(?:{_SIGN})")
_STREWN: Final = re.compile(rf"(?P<letter>[a-z0-9])(?<=[{_HAN}].)[{_HAN}](?:(?P=letter)[{_HAN}]){{1,20}}")
# One word that says nothing between all characters: 红啊海啊行啊动.
_FILLED: Final = re.compile(rf"[{_HAN}](?P<filler>[{_HAN}])(?:[{_HAN}](?P=filler)){{2,20}}[{_HAN}]")
# The English word for a character: 红sea行动.
_MEANT: Final = re.compile(rf"(?:(?<=[{_HAN}])|(?<![a-z0-9])(?=[a-z]+\s?[{_HAN}]))[a-z]{{1,9}}(?![a-z0-9])")
# Characters counted off: 红1海2行3动4.
_COUNTED_OFF: Final = re.compile(rf"[{_HAN}]1[{_HAN}]2[{_HAN}]3(?:[{_HAN}][4-9]){{0,6}}[{_HAN}]?")
_TWICE: Final = re.compile(r"(?<![a-z0-9])(?P<word>[a-z]{2,20})[ ._](?P=word)(?![a-z0-9])")
_LEET: Final = re.compile(r"(?<=[a-z0-9@$!|])[@$!|]|[@$!|](?=[a-z0-9@$!|])|(?<=\s)[@!](?=\s)")
_LEET_SIGNS: Final = frozenset("@$!|")
_MAY_BE_LEET: Final = re.compile(r"[a-z0-9][@$!|]+[a-z0-9]|[@$][a-z0-9]|[a-z0-9][@$|]")
_LEAST: Final = 2  # Chinese characters that stand alone between signs
_CALL: Final = re.compile(r"(?<=[a-z])!+(?![a-z0-9@$])")  # an exclamation, not a letter
# The pinyin behind its character: 虎胆(dan)龙威, 面包超人ren.
_ANNOTATED: Final = re.compile(
    rf"(?<=(?P<letter>[{_HAN}]))(?:[(\[（【]\s?(?P<inside>[a-z]{{1,6}})\s?[)\]）】]|(?P<bare>[a-z]{{1,6}}))(?![a-z0-9])"
)
_COUNTERS: Final = "集话期季部章回讲课月年日分号点个折版级"
_COUNTED: Final = re.compile(
    rf"(?<![0-9a-z.])(?:10|[1-9])(?=[{_HAN}])(?![{_COUNTERS}])|(?<=[{_HAN}])(?:10|[1-9])(?![0-9a-z.])(?!\s?[{_COUNTERS}])"
    "|[壹贰叁肆伍陆柒捌玖拾]"
)
_NUMBER: Final = re.compile(rf"[1-9]0?(?:(?=[{_HAN}])|(?<=[{_HAN}][1-9])|(?<=[{_HAN}]10))|[壹贰叁肆伍陆柒捌玖拾]")
_NUMBERS: Final = str.maketrans("123456789壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九一二三四五六七八九十")
_BEHIND_HAN: Final = (
    rf"(?:(?<=[{_HAN}].)|(?<=[{_HAN}]\s.))"  # said of the letter before, so that the search is for that
)
# What pirates put into the middle of a title: 银翼(高清)杀手, 怒火@cedgg战猴, 热血www.abbgf.com最强.
_ADVERT: Final = re.compile(
    rf"(?:[(\[【]{_BEHIND_HAN}(?!\s?(?:19|20)\d\d\s?年?\s?[)\]】])[^()\[\]【】]{{1,12}}[)\]】]|@{_BEHIND_HAN}[a-z0-9]{{2,12}}|h{_BEHIND_HAN}d|4{_BEHIND_HAN}k"
    rf"|[a-z]{_BEHIND_HAN}[a-z0-9.-]{{1,25}}\.(?:com|net|cc|top|vip|org)|[1-9]{_BEHIND_HAN}\d{{2,3}}p)(?=\s?[{_HAN}])"
)
_PICTURES: Final = re.compile("[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]")
_LETTERS: Final = str.maketrans("@$!|", "asil")


class Rereading(NamedTuple):
    """A folded text, as long as the first, and the disguise that it undoes."""

    folded: str
    feature: str
    price: float
    exact: bool = False  # only names as they are may be found in it


def rereadings(folded: str) -> Iterator[Rereading]:
    """The other readings that a folded text allows; most allow none."""
    if folded.isascii():
        yield from _leet(folded)
        if _TWICE.search(folded):
            yield from _changed(folded, _TWICE.sub(_once, folded), "doubled", 6.0, exact=True)
        return
    if _BREAKS.search(folded):
        yield from _changed(folded, _PIECES.sub(_without_signs, folded), "separators", 1.0)
    yield from _with_less(folded)
    if _NUMBER.search(folded):
        yield from _changed(folded, _COUNTED.sub(_in_words, folded), "digits", 4.0, exact=True)
    if _MEANT.search(folded):
        yield from _changed(folded, _MEANT.sub(_as_meant, folded), "meaning", 8.0, exact=True)
    if _PICTURES.search(folded):
        yield from _changed(folded, folded.translate(_pictures()), "pictures", 4.0)


def _with_less(folded: str) -> Iterator[Rereading]:
    """Without letters strewn in, fillers, numbers, notes of the sound and adverts."""
    strewn = _STREWN.search(folded)
    if strewn:
        yield Rereading(_blanked(folded, strewn, strewn["letter"]), "strewn", 6.0)
    filled = _FILLED.search(folded)
    if filled:
        yield Rereading(_blanked(folded, filled, filled["filler"]), "strewn", 8.0, exact=True)
    if _COUNTED_OFF.search(folded):
        yield from _changed(folded, _COUNTED_OFF.sub(_without_digits, folded), "strewn", 6.0, exact=True)
    if _ANNOTATED.search(folded):
        yield from _changed(folded, _ANNOTATED.sub(_without_note, folded), "annotated", 3.0)
    if _ADVERT.search(folded):
        joined = _ADVERT.sub(lambda advert: "·" * len(advert.group()), folded)
        yield from _changed(folded, joined, "parted", 6.0, exact=True)


def _blanked(folded: str, run: re.Match[str], letter: str) -> str:
    """The text with a letter of one run as signs that break nothing."""
    start, end = run.span()
    return f"{folded[:start]}{run.group().replace(letter, '·')}{folded[end:]}"


def _leet(folded: str) -> Iterator[Rereading]:
    if not _LEET_SIGNS.isdisjoint(folded) and _MAY_BE_LEET.search(folded):
        called = _CALL.sub(lambda call: " " * len(call.group()), folded)
        for text in dict.fromkeys((folded, called)):
            yield from _changed(folded, _LEET.sub(lambda sign: sign.group().translate(_LETTERS), text), "leet", 3.0)


def _changed(folded: str, read: str, feature: str, price: float, *, exact: bool = False) -> Iterator[Rereading]:
    """A reading, where it differs from what stands there."""
    if read != folded:
        yield Rereading(read, feature, price, exact)


def _in_words(number: re.Match[str]) -> str:
    """A number as a Chinese one, as long as it was."""
    return number.group().replace("10", "十·").translate(_NUMBERS)


@lru_cache(maxsize=1)
def _pictures() -> dict[int, str]:
    """Each picture's character."""
    table: dict[int, str] = {}
    for line in words.read("pictures.txt"):
        for pair in line.split():
            table.setdefault(ord(pair[1]), pair[0])
    return table


def _without_digits(run: re.Match[str]) -> str:
    return re.sub("[1-9]", "·", run.group())


def _once(twice: re.Match[str]) -> str:
    """A word that stands there twice once, as long as both."""
    size = len(twice["word"])
    return twice.group()[: size + 1] + "·" * size


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    """Each English word's character."""
    table: dict[str, str] = {}
    for line in words.read("meanings.txt"):
        for pair in line.split():
            word, _, letter = pair.partition("=")
            table.setdefault(word, letter)
    return table


def _as_meant(word: re.Match[str]) -> str:
    """An English word as the character that it means, as long as it was."""
    letter = _meanings().get(word.group())
    return letter + "·" * (len(word.group()) - 1) if letter else word.group()


def _without_note(note: re.Match[str]) -> str:
    """The sound of the character in front as signs that break nothing; any other word as it is."""
    if (note["inside"] or note["bare"]) in pinyin.readings(note["letter"]):
        return "·" * len(note.group())
    return note.group()


def _without_signs(run: re.Match[str]) -> str:
    """A run in which Chinese stands and something would break it, with all its signs as one that breaks nothing."""
    pieces = run.group()
    if sum([letter > "\u3400" for letter in pieces]) < _LEAST or not _BREAKS.search(pieces):
        return pieces
    return _BETWEEN.sub("·", pieces)
