"""Who wrote it, as the text says: a book of the same title by somebody else is another work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.folding import compact
from matchers.evidence.candidate import Candidate, Effect
from matchers.names import AUTHORED

_AUTHOR: Final = re.compile(
    r"(?:原?作者|原著)\s?[:是]\s?(?P<named>[\u4e00-\u9fff]{2,8})(?![\u4e00-\u9fff])"
    r"|(?<![\u4e00-\u9fff])(?P<signed>[\u4e00-\u9fff]{2,6}?)\s?著(?![\u4e00-\u9fff])"
)
_COMPANY: Final = re.compile(
    r"公司|集团|出版|影业|传媒|文化|工作室|平台|中心|协会|版权|权利|代理|科技|网络|音像|唱片|音乐|文学|在线|书[城店局院]|[网社台局会处]$|[a-z0-9]|"
    r"阅文|起点|晋江|掌阅|咪咕|腾讯|番茄|纵横|七猫|书旗|塔读|磨铁|飞卢|创世|潇湘|红袖|连城|得间|喜马拉雅|蜻蜓|懒人|网易|酷狗|酷我|百度|"
    r"爱奇艺|优酷|芒果|哔哩|豆瓣|知乎|有赞|得到|樊登"
)


def author(candidate: Candidate) -> Iterator[Effect]:
    """An author beside a book's, a song's or a course's title who is not the listed one."""
    work = candidate.work
    if work.kind not in AUTHORED or not work.holder:
        return
    folded = candidate.line.folded
    if "作者" not in folded and "著" not in folded:
        return
    listed, stated = compact(work.holder), _AUTHOR.search(folded)
    if stated is None or _COMPANY.search(listed):
        return  # what holds the rights is no author
    name = stated["named"] or stated["signed"]
    if name not in listed and listed not in name:
        yield Effect("other_author", -36.0, name)
