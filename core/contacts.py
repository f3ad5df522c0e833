"""Ways to reach somebody as people write them: QQ, WeChat, Telegram, e-mail; each as a kind and a plain value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Contact = tuple[str, str]

_QQ: Final = r"(?:wpa\.qq\.com/msgrd\?[^\"'<>\s]{0,80}uin=|tencent://message/\?uin=)(\d{5,11})(?!\d)"
_WECHAT: Final = (
    r"(?:微信|薇信|威信|WeChat|(?<![A-Za-z])(?:VX|WX|V信))(?:公众)?号?\s{0,3}[:：+]\s{0,3}"
    r"([A-Za-z][\w-]{5,19})(?![\w-])"
)
_EMAIL: Final = (
    r"(?<![\w.+@/-])([A-Za-z0-9][\w.+-]{1,40}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,30}){0,3}\.[A-Za-z]{2,12})(?![\w@])"
)
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("contact_qq", re.compile(_QQ, re.I)),
    ("contact_qq", re.compile(r"(?<![A-Za-z])(?:QQ群?|扣扣|企鹅)(?:号码?|群)?[\s:：=]{1,4}(\d{5,11})(?!\d)", re.I)),
    ("contact_qq_group", re.compile(r"qm\.qq\.com/(?:cgi-bin/qm/qr\?[^\"'<>\s]{0,40}k=|q/)([\w-]{8,60})")),
    ("contact_wechat", re.compile(_WECHAT, re.I | re.A)),
    ("contact_telegram", re.compile(r"(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?([A-Za-z]\w{4,31})(?![\w/])", re.A)),
    ("contact_telegram_group", re.compile(r"t\.me/(?:joinchat/|\+)([\w-]{16,24})", re.A)),
    ("contact_email", re.compile(_EMAIL, re.A)),
)
_AS_WRITTEN: Final = ("contact_qq_group", "contact_telegram_group")  # keys, where case matters
# Nobody's: functions of Telegram, and addresses of examples and pictures.
_NOBODY: Final = frozenset({"share", "joinchat", "addstickers", "proxy", "socks", "iv", "login", "contact"})
_NO_MAIL: Final = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|js|css)$|@(?:example|domain|email|test|sentry)\.", re.I)


def contacts_in(text: str) -> Iterator[Contact]:
    """The contacts that a text names, each once for each time it stands there. Linear in the text."""
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            value = found[1] if kind in _AS_WRITTEN else found[1].lower()
            if kind == "contact_email" and _NO_MAIL.search(value):
                continue
            if kind == "contact_telegram" and value in _NOBODY:
                continue
            yield kind, value
