"""Telegram's own export."""

from __future__ import annotations

import json

from core.types import Page
from crawler.extract import read

MESSAGE = {
    "id": 1, "type": "message", "from": "资源频道", "from_id": "channel123",
    "text": [
        "名称：北岸 1080P\n\n链接：", {"type": "link", "text": "https://pan.quark.cn/s/9f8e7d6c5b4a?pwd=x2y3"},
        {"type": "text_link", "text": " 备用", "href": "https://pan.baidu.com/s/1aB3dE5gH7jK9mN1pQ3sT5v"},
    ],
}  # fmt: skip


def test_words_and_links_of_a_message_stay_together() -> None:
    value = {"name": "资源频道", "type": "public_channel", "messages": [MESSAGE, {"text": ["x", None, 3]}, 7]}
    reading = read(Page("https://x.example/result.json", text=json.dumps(value, ensure_ascii=False)))
    assert reading.family == "telegram_export"
    first, second = reading.sightings
    assert (first.link.ref, first.link.passcode, first.channel) == ("quark:9f8e7d6c5b4a", "x2y3", "messaging")
    assert second.link.ref == "baidu:1aB3dE5gH7jK9mN1pQ3sT5v"
    assert first.account is not None and first.account.account_id == "channel123"
    assert any("北岸" in text.text for text in first.texts)


def test_other_json_is_not_taken() -> None:
    assert read(Page("https://x.example/a.json", text='{"messages": [], "text": "", "type": 1}')).family == "page"
