"""Covered configurations: covers made here, opened there."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.tvbox_cipher import is_covered, uncovered

PLAIN = '{"sites": [{"key": "甲", "api": "http://a.example/api.php/provide/vod/"}]}'


def encrypt(mode: modes.CBC | modes.ECB, key: bytes) -> bytes:
    padder = padding.PKCS7(128).padder()
    data = padder.update(PLAIN.encode()) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), mode).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def cbc(key: bytes = b"secret1") -> str:
    vector = b"1690000000123"
    cipher = encrypt(modes.CBC(vector.ljust(16, b"0")), key.lower().ljust(16, b"0"))
    return (b"$#" + key + b"#$").hex() + cipher.hex() + vector.hex()


def marked(text: str) -> str:
    return "abcdEF12**" + base64.b64encode(text.encode()).decode()


PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4


@pytest.mark.parametrize(("text", "body"), [
    (cbc(), b""),
    (cbc().upper(), b""),
    (marked(PLAIN), b""),
    (marked(cbc()), b""),
    ("", PICTURE + marked(PLAIN).encode()),
])  # fmt: skip
def test_covers(text: str, body: bytes) -> None:
    assert is_covered(text, body)
    assert uncovered(text, body) == PLAIN


def test_ecb_with_the_key_of_the_address() -> None:
    text = encrypt(modes.ECB(), b"k3y".ljust(16, b"0")).hex()
    assert uncovered(text, key="k3y") == PLAIN


@pytest.mark.parametrize("key", [b"k", b"B2O", b"$#x", b"0123456789abcdef", b"SECRET-Key_9"])
def test_any_key(key: bytes) -> None:
    assert uncovered(cbc(key)) == PLAIN
    lines = cbc(key)
    assert uncovered("\n".join(lines[at : at + 76] for at in range(0, len(lines), 76))) == PLAIN


def test_plain_text_stays() -> None:
    assert uncovered(PLAIN) == PLAIN and not is_covered(PLAIN, b"")
    assert not is_covered("<html>2423</html>", b"") and not is_covered("", PICTURE)


@given(st.text(max_size=200), st.binary(max_size=200))
def test_anything(text: str, body: bytes) -> None:
    for form in (text, f"2423{text}", f"2423{body.hex()}2324{body.hex()}", f"abcdefgh**{text}", marked(text)):
        is_covered(form, body)
        uncovered(form, body, key="k")
