"""Pages of WeChat mini-programs: the program by its AppID or share text, its maker as account."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.types import Account, Channel, Page
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.offer import offer, words
from crawler.extract.reading import Reading
from crawler.extract.trimmed import trimmed
from crawler.links.page import app_link

_APP_ID: Final = re.compile(r"(?<![\w-])wx[0-9a-f]{16}(?![\w-])")
_SHARED: Final = re.compile(r"#小程序://([^/\s\"'<>]{1,40})/[\w-]{4,40}")
_ORIGINAL: Final = re.compile(r"\bgh_[0-9a-f]{10,16}\b")
_MARKS: Final = ("#小程序://", "wx-open-launch-weapp", "AppID", "appid", "AppId", "appId", "gh_")
_MAKER: Final = re.compile(
    r"(?:开发者|主体(?:名称|信息)?|运营者|运营主体|提供[者方商]|服务商|所属公司|账号主体|developer)"
    r"(?:\s?[:：]\s{0,3}|[ ]{0,2}\n[ ]?|[ ])([^\n:：|｜]{1,60})"
)
_CALLED: Final = re.compile(r"(?:小程序(?:名称?|名字)|(?:名称|name))\s?[:：]\s?([^\n:：|｜]{1,60})")
_SUFFIX: Final = re.compile(r"(?:微信)?小程序\s*\Z")


class MiniProgramFamily:
    """A page that shows one mini-program, to be opened in WeChat."""

    name = "mini_program"
    channel: Channel = "wechat"
    needs: tuple[str, ...] = ("小程序",)

    def recognises(self, page: Page) -> bool:
        source = page.text
        if not has(source, _MARKS) or "小程序" not in source:
            return False
        return len(_identities(source)) == 1

    def read(self, page: Page) -> Reading:
        document = Document(page)
        identity = next(iter(_identities(page.text)), "")
        called, shared = _CALLED.search(document.text), _SHARED.search(document.text)
        name = (called.group(1) if called else "") or document.heading or document.page_title
        name = _SUFFIX.sub("", name)
        said = words(
            ("item", name), ("item", trimmed(name)), ("item", shared.group(1) if shared else ""),
            ("page_title", document.page_title), ("attribute", identity),
        )  # fmt: skip
        maker = _MAKER.search(document.text)
        made = offer(page, self.channel, app_link(page.url), said, document.page_title)
        account = Account("wechat", identity, maker.group(1).strip() if maker else "")
        return Reading(self.name, (replace(made, account=account),), (), document.page_title)


FAMILY: Final = MiniProgramFamily()


def _identities(source: str) -> set[str]:
    """What the page names mini-programs by: AppIDs, else original ids, else the names in share texts."""
    for pattern in (_APP_ID, _ORIGINAL, _SHARED):
        found = {match.group(0) for match in pattern.finditer(source[:400_000])}
        if found:
            return found
    return set()
