"""The public page of a netdisk share: what the share is called, and the files that it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from core.types import Page, Text
from crawler.extract.document import Document
from crawler.extract.offer import words
from crawler.extract.telling import is_telling
from crawler.extract.titles import without_site

MOST_NAMES: Final = 50
_LONGEST_NAME: Final = 300
_LONGEST_TITLE: Final = 500
# Fields in which providers put the names of a share and its files into their pages and answers.
_NAMED: Final = re.compile(
    r'"(?:server_filename|file_?name|fname|share_?(?:name|title)|linkName|display_?name)"\s{0,3}:\s{0,3}'
    r'("(?:[^"\\]|\\.){1,1200}")',
    re.I,
)
_PROVIDER: Final = re.compile(
    r"^.{0,12}(?:网盘|云盘|微云|和彩云|云存储|cloud|drive)(?:分享|资源|下载)?$|免费高速下载|分享无限制|文件的网络备份",
    re.I,
)
_STATE: Final = re.compile(
    r"不存在|失效|过期|已?取消|已?删除|错误|出错|登录|输入|提取码|访问码|not found|error|sign in|log ?in|password", re.I
)
_LONGEST_STATE: Final = 16
_LONGEST_BRAND: Final = 5


def share_names(page: Page) -> tuple[Text, ...]:
    """The names that a share's page tells: its title without the provider's, and those of its files; () when none."""
    named = list(_of_data(page.text))
    document = Document(page)
    titles = (
        [_own(title) for title in (document.meta.get("og:title", ""), document.title)]
        if document.form == "html"
        else []
    )
    told = [("item", title) for title in titles if title] + [("file_name", name) for name in named]
    return words(*told)[:MOST_NAMES]  # type: ignore[arg-type]


def _own(title: str) -> str:
    """A title without what the provider writes around it; "" when nothing tells."""
    parts = [part for part in re.split(r"\s*[_|｜]\s*|\s+[-–—]\s+|(?<=盘)-|-(?=[^-]{0,12}[网云]盘)", title) if part]
    kept = " ".join(part for place, part in enumerate(parts) if not _is_of_provider(part.strip(), behind=place > 0))
    kept = without_site(kept) if kept else ""
    return kept if is_telling(kept) else ""


def _is_of_provider(part: str, *, behind: bool) -> bool:
    """Whether a part of a title is the provider's: its name, its slogan, or what it says of the page."""
    if _PROVIDER.search(part) or (len(part) <= _LONGEST_STATE and _STATE.search(part)):
        return True
    return behind and len(part) <= _LONGEST_BRAND and part.endswith("云")


def _of_data(text: str) -> Iterator[str]:
    for place, found in enumerate(_NAMED.finditer(text)):
        if place >= MOST_NAMES:
            return
        try:
            name = json.loads(found[1], strict=False)
        except ValueError:
            continue
        name = name.rpartition("/")[2][:_LONGEST_NAME]
        if is_telling(name):
            yield name
