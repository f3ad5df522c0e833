"""Labels: what shares write in front of a value, a colon between them: 画质：2160p 大小：3GB 字幕：简中."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_LABEL: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?:画质|大小|格式|字幕|语言|音轨|类型|时长|体积|清晰度|分辨率|描述|简介|更新|状态|来源|备注|版本|资源名|影片名|作品|标题|转发|主演|导演|演员|片名|剧名|书名|名称|正在放映|正在播放|正在直播|今日放映|今晚放映)\s?:"
)
_WIDEST: Final = 40  # labels looked at in one text


def labels_in(folded: str) -> Iterator[tuple[int, int]]:
    """Where labels stand, their colon with them: start and end."""
    for number, found in enumerate(_LABEL.finditer(folded)):
        if number == _WIDEST:
            return
        yield found.span()
