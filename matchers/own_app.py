"""Whether an app is a platform's own: it shows what the platform has a licence for."""

from __future__ import annotations

import re
from typing import Final

from core.folding import compact
from core.types import Sighting, Work
from matchers.platforms import is_platform

# Companies that publish platforms' apps, by what their registered names hold.
_COMPANIES: Final = re.compile(
    r"(?:腾讯|优酷|咪咕|阅文|搜狐|央视|爱奇艺|哔哩哔哩|宽娱数码|快乐阳光|字节跳动|喜马拉雅|掌阅|网易|乐视|华数|臻鼎|七猫)"
    r"\S{0,30}(?:公司|集团)|^(?:Tencent|Netflix|Amazon|Disney|Google|Apple)\b.{0,40}\b(?:Inc|LLC|Ltd|Limited|Company)\b",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(r"公司|集团|出版社|\b(?:Inc|LLC|Ltd|Limited|GmbH|Company)\b", re.IGNORECASE)
_HEAD: Final = re.compile(r"[^\-—–:：|｜(（【\[·,，]{2,40}")
_EDITION: Final = re.compile(
    r"(?<=\S)(?:\s?(?:hd|tv|pad|ipad|app|pro|for\b.*|电视版|极速版|国际版|官方版|青春版|客户端|安卓版|手机版))+\Z",
    re.IGNORECASE,
)
_ALTERED: Final = re.compile(
    r"破解|去广告|无广告|免广告|纯净|解锁|修改|共享|绿化|免会员|免费(?!小说|漫画|阅读)|(?<![a-z])(?:mod|crack|hack)",
    re.I,
)
_SHORTEST: Final = 4  # letters of an official domain's name that no other package has by chance


def is_own_app(work: Work, sighting: Sighting) -> bool:
    """Is the link the app of a platform or of the work's holder, by its name, its developer or its package?"""
    if sighting.link.kind != "app":
        return False
    names = [text.text for text in sighting.texts][:1]
    if any(_ALTERED.search(name) for name in names):
        return False
    maker = sighting.account.name if sighting.account is not None else ""
    if _COMPANIES.search(maker) or (_COMPANY.search(maker) and compact(maker) == compact(work.holder)):
        return True
    if any(_is_own_name(work, name) for name in names):
        return True
    packages = (text.text for text in sighting.texts if text.source == "attribute")
    return any(_is_official(work, package) for package in packages)


def _is_own_name(work: Work, name: str) -> bool:
    match = _HEAD.match(name.strip())
    if match is None:
        return False
    head = _EDITION.sub("", match.group().strip()) or match.group()
    licensed = {compact(licence.platform) for licence in work.licences}
    return any(compact(each) in licensed or is_platform(each) for each in (match.group(), head))


def _is_official(work: Work, package: str) -> bool:
    """Does a package bear the name of an official domain: `com.some.video` of some.example?"""
    labels = package.lower().split(".")[1:] if re.fullmatch(r"[\w.]{5,100}", package) else []
    for domain in work.official_domains:
        host = domain.lower().split("://")[-1].split("/")[0].removeprefix("www.")
        name = host.rpartition(".")[0].rpartition(".")[2]
        if len(name) >= _SHORTEST and name in labels:
            return True
    return False
