"""What a text may hide, told by one quick pass: the marks that each closer look starts from."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final, Literal

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from crawler.links.netdisks import NETDISKS

Topic = Literal["script", "base64", "percent", "entity", "reversed", "hex", "hash", "dots", "rapid", "stray"]

# http, magnet, ed2k, thunder, //, pan., 链接, 百度 and 提取 as they begin in base64, and http encoded twice.
BASE64_STARTS: Final = (
    "aHR0c", "bWFnbmV0", "ZWQyazov", "dGh1bmRlc", "Ly9", "cGFuL", "6ZO+5o6l", "55m+5bqm", "5o+Q5Y+W", "YUhSMG", "SFRUU",
)  # fmt: skip
# The same where something stands before the address: http: and https: one and two bytes behind a group of three.
BASE64_INNER: Final = ("aHR0cDov", "aHR0cHM6", "aHR0cDpc", "h0dHA6", "h0dHBzO", "odHRwOi", "odHRwczo")
_MARKS: Final[dict[Topic, tuple[str, ...]]] = {
    "script": (
        "unescape(", "decodeURI", "atob(", "base64decode(", "strdecode(", "Base64.decode(", "fromCharCode(",
        "eval(function(p,", "\\x", "\\u00",
    ),
    "base64": (*BASE64_STARTS, *BASE64_INNER),
    "percent": ("%3A%2F", "%3a%2f", "%3A//", "%3a//", "%68%74", "%6D%61", "%6d%61", "%2Fs%2F", "%2fs%2f"),
    "entity": ("&#",),
    "reversed": ("//:ptt", "//:sptt", "//:ptf", "//:k2de", "tengam"),
    "hex": ("6874747", "6d61676e", "6D61676E", "6564326b", "6564326B"),
    "hash": ("磁力", "特征码", "哈希", "种子", "hash", "Hash", "HASH", "btih", "BTIH", "agnet", "迅雷"),
    "dots": (
        "[.]", "(.)", "{.}", "【.】", "（.）", "[dot]", "(dot)", "{dot}", "[点]", "(点)", "（点）", "【点】",
        "[DOT]", "(DOT)", " dot ", " DOT ",
    ),
    "rapid": ("bdlink=", "rapidupload", "pan://", "PAN://"),
    "stray": ("s/1", " /s/", "：/s/", ":/s/", "克/s/", "盘/s/", "度盘", "度娘", "提取码"),
}  # fmt: skip
ENCODED: Final[frozenset[Topic]] = frozenset({"script", "base64", "percent", "entity", "reversed", "hex"})

_LOWER: Final = bytes(range(256)).lower()
_DELETED: Final = bytes(code for code in range(256) if code > 127 or not chr(code).isalnum())
_OTHER_BONES: Final = {"hxxp": "scheme", "magnetxturnbtih": "magnet", "ed2kfile": "ed2k", "thunderquf": "thunder"}


@lru_cache(maxsize=1)
def _marks() -> tuple[AhoCorasick, tuple[Topic, ...]]:
    pairs = [(mark, topic) for topic, marks in _MARKS.items() for mark in marks]
    automaton = AhoCorasick([mark for mark, _ in pairs], implementation=Implementation.DFA)
    return automaton, tuple(topic for _, topic in pairs)


def topics(text: str) -> set[Topic]:
    """The closer looks that a text deserves. The text must hold no lone surrogates."""
    automaton, meaning = _marks()
    return {meaning[index] for index, _, _ in automaton.find_matches_as_indexes(text)}


def skeleton(text: str) -> bytes:
    """Only the Latin letters and digits of a text, in lower case: no disguise by insertion survives it."""
    return text.encode("ascii", "ignore").translate(_LOWER, _DELETED)


@lru_cache(maxsize=1)
def _bones() -> tuple[BytesAhoCorasick, tuple[str, ...]]:
    known = {skeleton(prefix): disk.name for disk in NETDISKS for prefix in disk.disguised}
    known |= {bones.encode("ascii"): name for bones, name in _OTHER_BONES.items()}
    automaton = BytesAhoCorasick(list(known), implementation=Implementation.DFA)
    return automaton, tuple(known.values())


def written(text: str) -> Counter[str]:
    """How often each netdisk's address (or another kind's beginning) is written in a text, however disguised."""
    automaton, names = _bones()
    return Counter(names[index] for index, _, _ in automaton.find_matches_as_indexes(skeleton(text), overlapping=True))
