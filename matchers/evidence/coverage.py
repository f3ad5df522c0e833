"""How much of its segment the title fills: a title inside a longer name is another work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers import pinyin
from matchers.evidence.candidate import Candidate, Effect
from matchers.line import Line
from matchers.marks import STRONG
from matchers.vocabulary import EPISODE, SEASON, WEAK, YEAR

_WORD: Final = re.compile(r"[^\W_]+")
_HAN_RUN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_EDGES: Final = " ._-"
_OPEN: Final = " ._-:·~!?"
_PEOPLE: Final = re.compile(
    r"^(?!.*[篇章卷部编版](?:[\s&,、/]|$))\s*[\u4e00-\u9fff]{2,3}(?:[\s&,、/]+[\u4e00-\u9fff]{2,3}){1,}\s*$"
)
_THEATRICAL: Final = re.compile(r"[\s:._-]{0,2}(?:剧场版|电影版|真人版|大电影|the movie(?![a-z]))")
_FILM_WORD: Final = 3
_FILMS: Final = frozenset({"film", None})
_FILMS_TOO: Final = _FILMS | {"cartoon", "animation"}  # what is drawn is series and films in one
_THEATRICAL_BEFORE: Final = re.compile(r"(?:剧场版|电影版|真人版|大电影)\s?$")
# What an offer begins with in many countries: no title does.
_CALLS: Final = frozenset(
    (
        "watch", "download", "ver", "assistir", "baixar", "regarder", "guarda", "scarica", "nonton", "unduh", "phim",
        "ogladaj", "descargar", "telecharger",
    )
)  # fmt: skip
_HARMLESS: Final = frozenset(("the", "a", "an", "www", "com", "movie", "全", "完", "上", "下"))
_ARTICLES: Final = frozenset(("the", "a", "an"))
_LOOSE: Final = {"before": 4.0, "after": 12.0}
_LATIN_LOOSE: Final = {"before": 8.0, "after": 4.0}
_JOINED: Final = re.compile("(?:^|[\\s《【(])[\u3400-\u9fff]{1,2}[·・.]$")
_SPOKEN: Final = re.compile(r"(?<![a-z])(?=[a-z]*[aeiou])[a-z]{3,}")  # a word, not the letters of a group
_AND_BEFORE: Final = re.compile(r"[a-z]{2,20}[\s._]?&[\s._]?$")
_AND_AFTER: Final = re.compile(r"[\s._]?&[\s._]?[a-z]{2,20}")
# "Another Anime Show", "This Movie" say which one: the word alone is no title there.
_POINTING: Final = frozenset(("another", "this", "that", "these", "those", "some", "any", "every", "each", "other"))
_OF_A_KIND: Final = re.compile(
    r"[ ._](?:animes?|shows?|movies?|films?|series|episodes?|videos?|programs?|titles?|songs?)(?![a-z])"
)
_PAUSES: Final = frozenset(";,")
_AND_MORE: Final = re.compile(r"[;,]\s?(?:(?:the|an?)[ ._])?(?P<word>(?!(?:the|an?)(?![a-z]))[a-z]{2,20})")
_VERSUS: Final = re.compile(r"(?:(?<![a-z])vs\.?|×|对战|大战)\s?$")
_PART: Final = re.compile(
    r"[\s:._!?-]{0,2}(?:ova|oad|ona|sp|final|special|特别[篇版]|番外篇?|前篇|后篇|总集篇|重制版|(?:完结篇|最终篇|终篇)(?=\s?:))(?![a-z\u4e00-\u9fff])[\s:~·._-]{1,3}"
)
_COLON: Final = re.compile(r"\s?[:·~-]\s?")
# Common words that titles end in when nothing stands between; the others of pages end titles only where nothing of
# serving follows: 片名量子 is another work, 片名量子云播 and 片名线路2 are what a player or a line is called.
_NOUN: Final = re.compile("密码|文件|历史|青春|家庭|战争|爱情|犯罪|冒险|恐怖|灾难|档案|部落|天堂|影院")
_OF_PAGES: Final = re.compile("来源|线路|目录|地址|极速|暴风|量子|无尽|非凡|频道|百度")
# What serves: a word of two to four characters before one of these is its name, whatever it is.
_SERVED: Final = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:云播放?|播放[器源线]|[专线]线|线路|资源[站网])(?:[\d一二三四五六七八九]|(?![\u4e00-\u9fff]))"
    r"|[\u4e00-\u9fff]{2,4}m3u8"
)
# Behind a title that only tells what else somebody made: 《片名》之后新剧, 片名导演新作, 片名原班人马.
_MENTIONED: Final = re.compile(
    r"[》」]?(?:(?:之后|以后|之前|同款|原班|班底|主创|编剧)|(?:导演|主演)(?=[\u4e00-\u9fff\s/]{1,3}(?![\u4e00-\u9fff]?:)))"
)
_VALUES: Final = frozenset(":=是为")
_QUOTED: Final = 27.0
_BARE: Final = 27.0
_CLOSED: Final = 27.0
_CLOSING: Final = frozenset({YEAR, SEASON, EPISODE})
_LIST_NUMBER: Final = re.compile(r"^(?:[a-z]{0,3}\d{1,6})$")


def _letters(text: str, *, han: bool, last: bool = False) -> tuple[int, int]:
    """(letters of the title's own script, other letters) that are left over."""
    own = other = 0
    for word in _WORD.findall(text):
        if word.isdigit() or (word in _HARMLESS and not (last and word in _ARTICLES)):
            continue
        chinese = sum(len(run) for run in _HAN_RUN.findall(word))
        latin = len(word) - chinese
        own += chinese if han else latin
        other += latin if han else chinese
    return own, other


def _index_letter(before: str, candidate: Candidate) -> bool:
    """A single letter in front that files the title under its first sound."""
    word = before.strip(" ._-·)）]:")
    return len(word) == 1 and word.isascii() and word.isalpha()


def _weak_word_before(candidate: Candidate) -> Iterator[Effect]:
    """A common Latin word such as "full" or "german" right before a Latin title may begin a longer one."""
    if candidate.name.han or candidate.before.strip(_EDGES):
        return
    line, place = candidate.line, candidate.start - len(candidate.before)
    for mark in line.marks:
        if (
            mark.end == place
            and mark.kind == WEAK
            and line.folded[mark.start].isalpha()
            and line.folded[mark.start] < "\x7f"
        ):
            if line.folded[mark.start : mark.end] in _CALLS:
                return
            size = (mark.end - mark.start) * 0.7
            yield Effect(
                "words_before", -(6.0 + 60.0 * size / (size + candidate.name.size)), line.folded[mark.start : mark.end]
            )
            return


def _before(candidate: Candidate) -> Iterator[Effect]:
    text = candidate.before
    yield from _weak_word_before(candidate)
    if not _WORD.search(text):
        return
    if _index_letter(text, candidate):
        first = candidate.name.text[0]
        fits = text.strip(" ._-·)]:") in (first, pinyin.syllable(first)[:1])
        yield Effect("index_letter", -1.0 if fits else -3.0, text.strip())
        return
    yield from _left_over("before", text, candidate, glued=text[-1].isalnum())


def _latin_beside(text: str, side: str, letters: int, *, glued: bool) -> float:
    """Latin words beside a Chinese title: a long one is its other name, a short one makes another work."""
    if glued:
        return 30.0 if side == "after" and letters > 2 else 24.0
    if side == "after":
        return 10.0 if letters > 6 and text[0] == "." else 27.0
    return 5.0


def _in_title_marks(candidate: Candidate) -> bool:
    """Does the title stand between 《 and 》? Then whatever else stands there is title too."""
    folded = candidate.line.folded
    opened = folded.rfind("《", max(0, candidate.start - 40), candidate.start)
    return (
        opened >= 0
        and "》" not in folded[opened : candidate.start]
        and "》" in folded[candidate.end : candidate.end + 40]
    )


def _is_joined(text: str) -> bool:
    """One or two Chinese characters and a point in front of a title: 新·, 续・."""
    return bool(_JOINED.search(text))


def _left_over(side: str, text: str, candidate: Candidate, *, glued: bool) -> Iterator[Effect]:
    han = candidate.name.han > 0
    own, other = _letters(text, han=han, last=side == "after" and "," not in text[:2])
    size = candidate.name.size
    if han:
        edge = text[-1] if side == "before" else text[0]
        if (glued and _HAN_RUN.match(edge)) or (side == "before" and _is_joined(text)):
            yield Effect(f"glued_{side}", -(18.0 + 60.0 * own / (own + size)), text.strip())
        elif own and side == "after" and _PEOPLE.match(text):
            yield Effect("people", -6.0, text.strip())
        elif own:
            apart = side == "before" and text[-1] in " ." and not text.rstrip(" .").endswith((":", "-", "~"))
            subtitle = (
                8.0
                if (text.rstrip() if side == "before" else text.lstrip())[-1 if side == "before" else 0] in ":-~·・"
                else 0.0
            )
            price = _LOOSE[side] + (26.0 if apart else 40.0) * own / (own + size) + subtitle
            paired = side == "before" and _VERSUS.search(text)
            named = paired or _in_title_marks(candidate) or (subtitle and side == "after")
            yield Effect(f"words_{side}", -max(price, _QUOTED if named else 0.0), text.strip())
        elif other:
            yield Effect(f"words_{side}", -_latin_beside(text, side, other, glued=glued), text.strip())
    else:
        if glued and edge_is_latin(text, side):
            yield Effect(f"glued_{side}", -45.0, text.strip())
        elif own:
            price = _LATIN_LOOSE[side] + 70.0 * own / (own + size)
            yield Effect(f"words_{side}", -max(price, _least(side, text, candidate)), text.strip())
        elif other:
            named = side == "before" and glued and other <= 2  # 大, 新 and their like make a name of its own
            yield Effect(f"words_{side}", -24.0 if named else -6.0, text.strip())


def _least(side: str, text: str, candidate: Candidate) -> float:
    """What other words beside a Latin title cost at least, however long it is.

    A line without any sign of a copy speaks about the title with them; between the title and the year or the episode
    there is nothing but more title.
    """
    line = candidate.line
    if not line.strong:
        return _BARE
    if side == "before":
        named = candidate.start == len(text) and _SPOKEN.search(text) and _closes(line, candidate.end)
        return _CLOSED if named else 0.0
    place = candidate.end + len(text)
    return _CLOSED if _closes(line, place) else 0.0


def _closes(line: Line, place: int) -> bool:
    """Does the year, the season or the episode stand here, common words of a release apart?"""
    for mark in line.marks:
        if mark.kind == WEAK and 0 <= mark.start - place <= 2:
            place = mark.end
    return any(0 <= mark.start - place <= 2 and mark.kind in _CLOSING for mark in line.marks)


def edge_is_latin(text: str, side: str) -> bool:
    """Is the neighbouring character a Latin letter or digit?"""
    edge = text[-1] if side == "before" else text[0]
    return edge.isascii() and edge.isalnum()


def _inside_word(candidate: Candidate) -> bool:
    """Does a Latin title begin or end in the middle of a word or a number?"""
    folded, start, end = candidate.line.folded, candidate.start, candidate.end
    for first, last, kind in candidate.line.marks:
        if kind in STRONG and (
            first < start < last or (first < end < last and not candidate.line.is_season_before_episode(end))
        ):
            return True
    return (start > 0 and _same_run(folded[start - 1], folded[start])) or (
        end < len(folded) and _same_run(folded[end - 1], folded[end])
    )


def _same_run(one: str, two: str) -> bool:
    return one.isascii() and two.isascii() and ((one.isalpha() and two.isalpha()) or (one.isdigit() and two.isdigit()))


def coverage(candidate: Candidate) -> Iterator[Effect]:
    """What else stands in the title's segment, before and after it."""
    if _inside_word(candidate):
        yield Effect("inside_word", -45.0, candidate.line.folded[max(0, candidate.start - 3) : candidate.end + 3])
    if candidate.before:
        yield from _before(candidate)
    text = candidate.after
    theatrical = _theatrical(candidate)
    if theatrical and candidate.work.kind not in _FILMS:
        yield Effect("theatrical", -28.0, theatrical.group().strip())
    elif theatrical:
        text = text.lstrip(_EDGES).removeprefix(theatrical.group().strip(_EDGES + ":"))  # of a film it says nothing new
        if candidate.name.han and _HAN_RUN.search(text):
            yield Effect("words_after", -_QUOTED, text.strip())  # but what follows is the name of one film of several
            text = ""
    text = "" if text and candidate.name.han and _is_served(candidate) else _without_echo(text, candidate)
    if text and _WORD.search(text):
        yield from _left_over("after", text, candidate, glued=text[0].isalnum())
    if not candidate.name.han:
        yield from _joined_to(candidate)
    elif not text.strip(_OPEN):
        yield from _continued(candidate)


def _theatrical(candidate: Candidate) -> re.Match[str] | None:
    """The words behind a title, or before that of a series with actors, that speak of a film."""
    folded, start = candidate.line.folded, candidate.start
    found = _THEATRICAL.match(folded, candidate.end)
    if found or start < _FILM_WORD or candidate.work.kind in _FILMS_TOO:
        return found
    return _THEATRICAL_BEFORE.search(folded, max(0, start - _FILM_WORD - 1), start)


def _without_echo(text: str, candidate: Candidate) -> str:
    """The words behind a title without the title said once more."""
    said = candidate.line.folded[candidate.start : candidate.end]
    return text.lstrip(_EDGES)[len(said) :] if len(said) > 2 and text.lstrip(_EDGES).startswith(said) else text


def _continued(candidate: Candidate) -> Iterator[Effect]:
    """A word for a part or a special, and words behind it: the special has a name of its own."""
    line = candidate.line
    mentioned = _MENTIONED.match(line.folded, candidate.end)
    if mentioned:
        yield Effect("glued_after", -_CLOSED - 3.0, mentioned.group())
        return
    yield from _subtitled(candidate)
    part = _PART.match(line.folded, candidate.end)
    if part:
        _, after = line.around(part.end(), part.end())
        own, _ = _letters(after, han=True)
        if own > 1 or (own and part.group().isascii()) or _names_more(line, part.end()):
            yield Effect("words_after", -24.0, f"{part.group().strip()} {after.strip()}")


def _names_more(line: Line, place: int) -> bool:
    """Does a common word stand here that more words touch? Then it begins the name of a part."""
    return any(start == place and kind == WEAK and _HAN_RUN.match(line.masked, end) for start, end, kind in line.marks)


def _subtitled(candidate: Candidate) -> Iterator[Effect]:
    """A common word behind the title that more words or nothing but the title touch is a part of a longer name.

    In "片名：大结局之战" and in "片名密码 全12集" the words 大结局 and 密码, which elsewhere only surround titles, are
    parts of other works' titles.
    """
    line = candidate.line
    sign = _COLON.match(line.folded, candidate.end)
    place = sign.end() if sign else candidate.end
    for start, end, kind in line.marks:
        if start > place:
            return
        if start == place and kind == WEAK:
            behind = _HAN_RUN.match(line.masked, end)
            if behind and sign:
                yield Effect("words_after", -_QUOTED, line.folded[start : behind.end()])
            elif not sign and _ends_titles(line, start, end):
                yield Effect("glued_after", -_QUOTED, line.folded[start:end])


def _is_served(candidate: Candidate) -> bool:
    """Is what is glued to a Chinese title the name of a player, a line or a site of copies?"""
    return _SERVED.match(candidate.line.folded, candidate.end) is not None


def _ends_titles(line: Line, start: int, end: int) -> bool:
    """Is the common word here, glued to a title, rather the end of a longer one?"""
    if line.folded[end : end + 1] in _VALUES:
        return False
    if _NOUN.fullmatch(line.folded, start, end):
        return True
    if not _OF_PAGES.fullmatch(line.folded, start, end):
        return False
    if line.folded[end : end + 1].isdigit():
        return False
    behind = [mark for mark in line.marks if mark.start == end]
    return all(_NOUN.fullmatch(line.folded, mark.start, mark.end) for mark in behind)


def _joined_to(candidate: Candidate) -> Iterator[Effect]:
    """Signs beside a Latin title that join it to more words, and the noun of a title that needs one."""
    folded = candidate.line.folded
    noun = _OF_A_KIND.match(folded, candidate.end) if candidate.name.text in _POINTING else None
    if noun:
        yield Effect("words_after", -_CLOSED, noun.group().strip(" ._"))
    if "&" in folded:
        yield from _paired(candidate)
    if folded[candidate.end : candidate.end + 1] in _PAUSES:
        yield from _enumerated(candidate)


def _enumerated(candidate: Candidate) -> Iterator[Effect]:
    """A comma behind a Latin title and another word, no word of copies, is the pause inside a longer title."""
    line = candidate.line
    beside = _AND_MORE.match(line.folded, candidate.end)
    if beside and not any(mark.start == beside.start("word") for mark in line.marks):
        yield Effect("words_after", -26.0, beside.group().strip())


def _paired(candidate: Candidate) -> Iterator[Effect]:
    """A Latin title with & and another name beside it is half of a longer one."""
    folded = candidate.line.folded
    for side, beside in (
        ("before", _AND_BEFORE.search(folded, max(0, candidate.start - 30), candidate.start)),
        ("after", _AND_AFTER.match(folded, candidate.end)),
    ):
        if beside:
            yield Effect(f"words_{side}", -26.0, beside.group().strip())
