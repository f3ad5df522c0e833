"""What a shop sells under a title: a file, which is a copy, or a thing, which is none of our business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from matchers.evidence import Effect

# A file that is sent, or a carrier that the seller wrote it on.
_VIRTUAL: Final = re.compile(
    r"网盘|云盘|秒发|自动发货|自动发送|电子版|电zi版|数字版|电子书|资源|虚拟|无物流|无需物流|不退不换|发链接|发地址|下载链接|夸克|非实物|不是实物|链接发货|秒到|自动回复|"
    r"u盘|优盘|移动硬盘|机械硬盘|内存卡|(?<![a-z])(?:tf|sd)卡|刻录|拷贝|拷好|车载|机顶盒|电视盒|"
    r"(?<![a-z])(?:pdf|epub|mobi|azw3|txt|mp4|mp3|kindle|dvd-?r|usb (?:drive|stick)|instant (?:delivery|download)|"
    r"digital (?:download|copy|file)|download link|google drive)(?![a-z])",
    re.IGNORECASE,
)
_PHYSICAL: Final = re.compile(
    r"光盘|碟片|碟装|影碟|蓝光碟|实体|包邮|顺丰|二手书|旧书|签名|纸质|平装|精装|(?<!非)正版|官方授权|蓝光bd|黑胶|塑封|新华书店|全新未拆|未拆封|快递|现货|包装|尺码|周边|手办|海报|明信片|抱枕|T恤|钥匙扣|徽章|票根|兑换券|电影票|"
    r"(?<![a-z])(?:dvd|blu-?ray|steelbook|sealed|vinyl|hardcover|paperback|box ?set)(?![a-z])",
    re.IGNORECASE,
)


def goods(texts: Iterable[str]) -> Iterator[Effect]:
    """How the words of a listing speak of what is sold; nothing when they say neither."""
    listed = list(texts)
    titled = _PHYSICAL.search(listed[0]) if listed else None
    if titled and not _VIRTUAL.search(listed[0]):  # the title says what is sold; a seller may be called anything
        yield Effect("physical_goods", -45.0, titled.group())
        return
    told = " ".join(listed)
    virtual = _VIRTUAL.search(told)
    if virtual:
        yield Effect("virtual_goods", 14.0, virtual.group())
        return
    physical = _PHYSICAL.search(told)
    if physical:
        yield Effect("physical_goods", -45.0, physical.group())
