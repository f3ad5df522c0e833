"""Sound tracks and subtitles as people put the words together: 国粤双语, 中英字幕, 法语中字, 英文版."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

_TONGUES: Final = "国粤英日韩中台法德俄泰西"
_SCRIPTS: Final = (
    "简",
    "繁",
    "简繁",
    "中",
    "英",
    "日",
    "简日",
    "繁日",
    "简英",
    "繁英",
    "中英",
    "简繁英",
    "简繁日",
    "双语",
    "多语",
    "多国",
)
_OF_ONE: Final = (
    "语",
    "文",
    "配",
    "语版",
    "文版",
    "配版",
    "语中字",
    "语字幕",
    "语配音",
    "语音轨",
    "文字幕",
    "语音频",
    "语原声",
    "语发音",
)
_OF_SEVERAL: Final = (
    "",
    "语",
    "双语",
    "三语",
    "多语",
    "双音",
    "双音轨",
    "多音轨",
    "双配",
    "双语双字",
    "双语中字",
    "双字",
    "双字幕",
    "字幕",
    "音轨",
    "中字",
    "版",
)
_OF_SUBTITLES: Final = ("字幕", "字幕版", "内封", "内嵌", "外挂", "双字", "特效字幕")
_MANY: Final = (
    "双语",
    "三语",
    "四语",
    "多语",
    "双音",
    "双音轨",
    "多音轨",
    "双字",
    "双字幕",
    "双语字幕",
    "双语版",
    "多语版",
)


def track_words() -> Iterator[str]:
    """Every word for the languages of a copy's sound and subtitles."""
    yield from _MANY
    for tongue, behind in product(_TONGUES, _OF_ONE):
        yield tongue + behind
    for one, two in product(_TONGUES, repeat=2):
        if one != two:
            # 国粤 alone says something, 中国 and 英国 are countries
            yield from (one + two + behind for behind in _OF_SEVERAL if behind or one == "国" or one + two == "粤国")
    for trio in product("国粤英日韩中台", repeat=3):
        if len(set(trio)) == 3:
            yield from ("".join(trio) + behind for behind in _OF_SEVERAL)
    for script, behind in product(_SCRIPTS, _OF_SUBTITLES):
        yield script + behind
