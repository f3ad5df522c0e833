"""Share keys, hashes and codes in the shapes that providers use, always the same for the same label."""

from __future__ import annotations

import hashlib
import string

from cli.demo.truth import Target

_LETTERS = string.ascii_letters + string.digits
_LOWER = string.ascii_lowercase + string.digits

# provider: (address before the key, first letters of the key, alphabet, number of letters, has a code)
_SHARES = {
    "baidu": ("https://pan.baidu.com/s/", "1", _LETTERS + "-_", 22, True),
    "quark": ("https://pan.quark.cn/s/", "", "0123456789abcdef", 12, False),
    "aliyun": ("https://www.alipan.com/s/", "", _LETTERS, 11, False),
    "uc": ("https://drive.uc.cn/s/", "", "0123456789abcdef", 13, False),
    "115": ("https://115.com/s/", "sw", _LOWER, 9, True),
    "123pan": ("https://www.123pan.com/s/", "", _LETTERS, 10, True),
    "tianyi": ("https://cloud.189.cn/t/", "", _LETTERS, 12, True),
    "mobile": ("https://yun.139.com/shareweb/#/w/i/", "", _LETTERS, 13, True),
    "xunlei": ("https://pan.xunlei.com/s/", "VN", _LETTERS, 24, True),
    "lanzou": ("https://wwi.lanzoui.com/", "i", _LETTERS, 10, True),
    "weiyun": ("https://share.weiyun.com/", "", _LETTERS, 8, False),
}  # fmt: skip


def letters(label: str, count: int, alphabet: str = _LETTERS) -> str:
    """`count` letters of the alphabet that look random and depend on the label only."""
    number = int.from_bytes(hashlib.sha512(label.encode()).digest(), "big")
    taken = []
    for _ in range(count):
        number, index = divmod(number, len(alphabet))
        taken.append(alphabet[index])
    return "".join(taken)


def digits(label: str, count: int) -> str:
    """A number of `count` digits that does not begin with 0."""
    return letters(label + "/first", 1, "123456789") + letters(label, count - 1, string.digits)


def hexes(label: str, count: int) -> str:
    """Lower-case hexadecimal digits."""
    return letters(label, count, "0123456789abcdef")


def share(provider: str, label: str) -> Target:
    """A netdisk share, with a code where the provider is used with one."""
    before, first, alphabet, count, has_code = _SHARES[provider]
    key = first + letters(f"{provider}/{label}", count - 1, alphabet) + letters(f"{label}/end", 1)
    if provider in ("quark", "uc"):
        key = first + letters(f"{provider}/{label}", count, alphabet)
    code = letters(f"code/{label}", 4, "23456789abcdefghkmnpqrstuvwxyz") if has_code else ""
    return Target("netdisk", provider, before + key, code)


def magnet(info_hash: str) -> Target:
    """A magnet in its shortest form."""
    return Target("magnet", "", f"magnet:?xt=urn:btih:{info_hash}")


def ed2k(label: str, name: str, size: int) -> Target:
    """An ed2k file link."""
    return Target("ed2k", "", f"ed2k://|file|{name}|{size}|{hexes('ed2k/' + label, 32).upper()}|/")


def stream(label: str, host: str = "") -> Target:
    """A playlist on a host that keeps copies."""
    host = host or f"v{digits(label, 1)}.ykvod-cdn.example"
    month, day = letters(label + "/month", 1, "123456789"), letters(label + "/day", 1, "012")
    return Target("media", host, f"https://{host}/20250{month}{day}{digits(label, 1)}/{letters(label, 8)}/index.m3u8")
