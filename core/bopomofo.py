"""Bopomofo: Chinese sounds written in Taiwan's letters, as pinyin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_INITIALS: Final = dict(
    zip(
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ",
        ["b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s"],
        strict=True,
    )
)
# Each final as pinyin spells it behind an initial, and by itself.
_ROWS: Final = (
    "ㄚ a|ㄛ o|ㄜ e|ㄝ e|ㄞ ai|ㄟ ei|ㄠ ao|ㄡ ou|ㄢ an|ㄣ en|ㄤ ang|ㄥ eng|ㄦ er|ㄧ i yi|ㄧㄚ ia ya|ㄧㄝ ie ye|"
    "ㄧㄠ iao yao|ㄧㄡ iu you|ㄧㄢ ian yan|ㄧㄣ in yin|ㄧㄤ iang yang|ㄧㄥ ing ying|ㄨ u wu|ㄨㄚ ua wa|ㄨㄛ uo wo|"
    "ㄨㄞ uai wai|ㄨㄟ ui wei|ㄨㄢ uan wan|ㄨㄣ un wen|ㄨㄤ uang wang|ㄨㄥ ong weng|ㄩ u yu|ㄩㄝ ue yue|"
    "ㄩㄢ uan yuan|ㄩㄣ un yun|ㄩㄥ iong yong"
)
_FINALS: Final = {row.split()[0]: (row.split()[1], row.split()[-1]) for row in _ROWS.split("|")}
_ALONE: Final = frozenset("ㄓㄔㄕㄖㄗㄘㄙ")  # syllables by themselves: zhi, chi, shi ...
_RUN: Final = re.compile("[\u3105-\u3129ˊˇˋ˙]*[\u3105-\u3129][\u3105-\u3129ˊˇˋ˙]*")


@lru_cache(maxsize=1)
def _syllables() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every syllable's pinyin, and the pattern that reads the longest one, with its tone."""
    table = {final: alone for final, (_, alone) in _FINALS.items()}
    table |= {sign: _INITIALS[sign] + "i" for sign in _ALONE}
    for sign, initial in _INITIALS.items():
        for final, (behind, _) in _FINALS.items():
            rounded = "v" if final[0] == "ㄩ" and initial in ("n", "l") else ""
            table[sign + final] = initial + (rounded + behind[1:] if rounded else behind)
    longest = "|".join(sorted(table, key=len, reverse=True))
    return table, re.compile(f"(?:{longest}|.)")


def _as_pinyin(run: re.Match[str]) -> str:
    table, pattern = _syllables()
    return pattern.sub(lambda m: table.get(m.group(), ""), run.group())


def spell_out(text: str) -> str:
    """The text with each run of bopomofo as pinyin without tones."""
    return _RUN.sub(_as_pinyin, text)
