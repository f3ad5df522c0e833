"""Addresses as set-top-box configurations write them: relative, proxied, in base64, with keys and checksums behind."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from core.types import Text
from crawler.extract.json_text import loads

KEY: Final = ";pk;"
_WITHIN: Final = re.compile(r"https?:/{1,2}(?=[^/\s])", re.IGNORECASE)
_PROXIED_LIST: Final = re.compile(r"proxy://[^\s\"']{0,200}?[?&]?ext=([A-Za-z0-9+/=_-]{12,4000})")
_IN_TEXT: Final = re.compile(r"https?://[^\s\"'<>\\|{}\^`]{4,2000}", re.IGNORECASE)
_LOCAL: Final = ("127.0.0.1", "localhost", "0.0.0.0")  # the box itself


def absolute(value: object, base: str) -> str:
    """The http address a field means, or "": `./` against the configuration's folder, `;md5;` cut, proxies undone."""
    if not isinstance(value, str) or not value.strip() or len(value) > 4_000:
        return ""
    url = value.strip().partition(";md5;")[0].partition(KEY)[0]
    if url.startswith("proxy://"):
        url = _unproxied(url)
    elif url.startswith(("./", "../", "/")):
        url = _joined(base, url)
    url = direct(url)
    return url if _is_public(url) else ""


def keyed(value: object, base: str) -> str:
    """The same with the key that opens what stands there, as the application writes it: `URL;pk;KEY`."""
    url = absolute(value, base)
    key = str(value).partition(KEY)[2].partition(";")[0].strip() if url else ""
    return f"{url}{KEY}{key[:64]}" if key else url


def bare(url: str) -> str:
    """The address that is asked for: the key stays with the application."""
    return url.partition(KEY)[0]


def key_of(url: str) -> tuple[Text, ...]:
    """What to tell the reader of a page whose address came with a key."""
    _, mark, key = url.partition(KEY)
    return (Text("context", f"{mark}{key}"),) if key else ()


def direct(url: str) -> str:
    """The address inside a prefix proxy (`http://1.2.3.4/https://raw.example/x`), or the address itself."""
    path_end = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    inner = 0
    for match in _WITHIN.finditer(url, 8, path_end):
        inner = match.start()
    url = url[inner:] if inner and url[inner - 1] == "/" else url
    return re.sub(r"^(https?:)/(?=[^/])", r"\1//", url)


def inside(value: Any, base: str, depth: int = 0) -> Iterator[str]:
    """Every address in an `ext` field: a string, an object, JSON or base64 in a string, parts joined by `$$$`."""
    if depth > 6:
        return
    if isinstance(value, dict):
        for each in value.values():
            yield from inside(each, base, depth + 1)
    elif isinstance(value, list):
        for each in value[:500]:
            yield from inside(each, base, depth + 1)
    elif isinstance(value, str) and value:
        yield from _in_string(value[:200_000], base, depth)


def _in_string(value: str, base: str, depth: int) -> Iterator[str]:
    text = value.strip()
    if text.startswith(("{", "[")):
        parsed = loads(text)
        if parsed is not None:
            yield from inside(parsed, base, depth + 1)
            return
    if "$$$" in text:
        for part in text.split("$$$")[:50]:
            yield from _in_string(part, base, depth + 1) if depth < 6 else ()
        return
    whole = absolute(text, base) if not any(blank in text for blank in " \n\t") else ""
    if whole:
        yield whole
        return
    unbased = _unbased(text) if len(text) >= 16 else ""
    for match in _IN_TEXT.finditer(unbased or text):
        url = direct(match.group(0).rstrip(",;，。、)）]"))
        if _is_public(url):
            yield url


def _unproxied(url: str) -> str:
    match = _PROXIED_LIST.match(url)
    return _unbased(match.group(1)) if match else ""


def _unbased(text: str) -> str:
    """Base64 that hides an address or JSON, or "" when it is something else."""
    clean = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        told = base64.b64decode(clean + "=" * (-len(clean) % 4), validate=True).decode("utf-8").strip()
    except (binascii.Error, ValueError):
        return ""
    return told if told.startswith(("http", "{", "[", "./")) else ""


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def _is_public(url: str) -> bool:
    if not url.lower().startswith(("http://", "https://")):
        return False
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return bool(host) and host not in _LOCAL
