"""Configurations of set-top boxes under their covers, as a crawl meets them: pictures, marks, ciphers, repositories."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

REPOSITORIES = b'{"urls": [{"name": "a", "url": "./two.txt"}, {"name": "b", "url": "/three"}]}'
PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4


def reply(body: bytes, kind: str) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def config(number: int) -> str:
    """A dirty configuration whose live list offers a work."""
    channel = {"name": "流浪地球2 4K 国语", "urls": [f"https://v{number}.example/live/index.m3u8"]}
    lives = json.dumps([{"group": "影视", "channels": [channel]}], ensure_ascii=False)
    return f'// 更新于昨天\n{{"spider": "./spider.jar;md5;0", # 注释\n"sites": [], "lives": {lives},}}'


def cbc(text: str, key: bytes = b"MyKey9") -> bytes:
    vector = b"1690000000123"
    padder = padding.PKCS7(128).padder()
    plain = padder.update(text.encode()) + padder.finalize()
    aes = algorithms.AES(key.lower().ljust(16, b"0"))
    encryptor = Cipher(aes, modes.CBC(vector.ljust(16, b"0"))).encryptor()
    cipher = encryptor.update(plain) + encryptor.finalize()
    return ((b"$#" + key + b"#$").hex() + cipher.hex() + vector.hex()).encode()


def marked(data: bytes) -> bytes:
    return b"Ab3dEf7H**" + base64.b64encode(data)


def test_every_cover_is_lifted(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs(
        {
            "/tv/box.jpg": reply(PICTURE + marked(config(1).encode()), "image/jpeg"),
            "/tv/poster.jpg": reply(PICTURE * 3, "image/jpeg"),
            "/tv/film.mp4": reply(b"\x00\x00\x00\x18ftypmp42" + b"x" * 5_000, "video/mp4"),
            "/tv/all.json": reply(REPOSITORIES, "text/plain"),
            "/tv/two.txt": reply(cbc(config(2)), "text/plain"),
            "/three": reply(marked(cbc(config(3))), "application/octet-stream"),
        },
        "127.0.0.5",  # 127.0.0.1 is the box itself
    )
    starts = [web.root + f"/tv/{name}" for name in ("box.jpg", "poster.jpg", "film.mp4", "all.json")]
    desktop.configure({"name": "s", "start_urls": starts}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("流浪地球2")
    desktop.run("crawl")
    found = sorted(hit["link_url"] for hit in desktop.hits())
    assert found == [f"https://v{n}.example/live/index.m3u8" for n in (1, 2, 3)]
    assert desktop.runs()[0]["counts"]["not_text"] == 2, "a picture and a film are looked at no further"
