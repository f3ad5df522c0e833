"""Who wrote a post where no profile link says it: a label with a name, or the name above a member's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.document import Document
from crawler.extract.outline import Anchor

MOST: Final = 200
_LABELLED: Final = re.compile(
    r"(?:楼主|发帖人?|发[布表][者人]|贴主|上传[者人]|分享[者人]|投稿[者人]?|posted by|uploaded by|uploader)\s?[:：]\s?"
    r"(?P<name>[^\s:：|｜,，;；/<>()（）\[\]【】《》·•]{2,24})",
    re.I,
)
# Boards write a member's figures below the name: "清风 / 等级：3 / 发帖：120".
_FIGURES: Final = re.compile(
    r"(?:^|\n)[ ]?(?P<name>[^\s:：|｜,，;；/<>《》]{2,24})[ ]?\n[ ]?(?:用户)?(?:等级|级别|头衔|积分|"
    r"发帖|帖子|文章|主题|注册|精华|威望|金币)"
    r"[数量时间日期]{0,4}[ ]?[:：]"
)
_MARKS: Final = ("等级", "级别", "头衔", "积分", "发帖", "帖子", "文章", "主题", "注册", "精华", "威望", "金币")
_LABELS: Final = ("楼主", "发帖", "发布", "发表", "贴主", "上传", "分享", "投稿", "osted", "pload")


def bylines(document: Document) -> Iterator[Anchor]:
    """The writers' names in the text, each in the place of a profile link."""
    text = document.text[:400_000]
    patterns = [
        pattern for pattern, marks in ((_LABELLED, _LABELS), (_FIGURES, _MARKS)) if any(mark in text for mark in marks)
    ]
    for pattern in patterns:
        for number, match in enumerate(pattern.finditer(text)):
            if number >= MOST:
                break
            start, end = match.span("name")
            yield Anchor("", start, end, 0, {}, match["name"])
