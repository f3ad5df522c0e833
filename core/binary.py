"""Binary: what a header or first bytes show to be media, an archive or a program, and never text."""

from __future__ import annotations

import re

SNIFFED = 8_192  # first bytes that tell
_BINARY_TYPES = (b"audio/", b"video/", b"image/", b"font/")
_BINARY_SUBTYPES = (
    b"zip", b"rar", b"x-7z", b"gzip", b"x-tar", b"pdf", b"vnd.android.package", b"x-msdownload", b"epub", b"msword",
    b"vnd.openxml", b"vnd.ms-", b"java-archive", b"x-iso9660", b"x-shockwave-flash",
)  # fmt: skip
_LISTS = (b"mpegurl", b"scpls", b"svg+xml")
# First bytes of media, archives, programs and documents, whatever the header calls them.
_MAGIC = (
    b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x1cftyp", b"\x00\x00\x00\x20ftyp", b"\x1aE\xdf\xa3", b"FLV\x01", b"RIFF",
    b"ID3", b"OggS", b"fLaC", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"%PDF",
    b"MZ", b"\x7fELF", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b".RMF",
)  # fmt: skip

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|script|p|a\s[^>]{0,200}href)[\s>=]", re.I)


def is_binary_type(content_type: bytes) -> bool:
    """Whether the header promises something that is never text, a playlist or a configuration."""
    kind = content_type.lower().split(b";")[0].strip()
    if any(name in kind for name in _LISTS):
        return False
    return kind.startswith(_BINARY_TYPES) or any(name in kind for name in _BINARY_SUBTYPES)


def is_binary_start(data: bytes) -> bool:
    """Whether first bytes are those of media, archives or programs: MPEG transport streams too."""
    return data.startswith(_MAGIC) or (data[:1] == b"G" and len(data) > 376 and data[188] == data[376] == 0x47)


def is_page_type(content_type: bytes) -> bool:
    """Whether the header says that it is a page; a browser then shows it as one, whatever its first bytes are."""
    return content_type.lower().split(b";")[0].strip() in (b"text/html", b"application/xhtml+xml")


def begins_page(data: bytes) -> bool:
    """Whether first bytes hold markup of a page: behind `GIF89a` or `%PDF` a browser shows it all the same."""
    return _PAGE.search(data[:SNIFFED]) is not None
