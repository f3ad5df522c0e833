"""The gate for bodies: text is read; media, archives and programs are stopped at their first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import StopDownload

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

NOT_TEXT = "netsword_not_text"
_BINARY_TYPES = (b"audio/", b"video/", b"image/", b"font/")
_BINARY_SUBTYPES = (
    b"zip", b"rar", b"x-7z", b"gzip", b"x-tar", b"pdf", b"vnd.android.package", b"x-msdownload", b"epub", b"msword",
    b"vnd.openxml", b"vnd.ms-", b"java-archive", b"x-iso9660", b"x-shockwave-flash",
)  # fmt: skip
_LISTS = (b"mpegurl", b"svg+xml")
_SNIFFED = 1_024
# First bytes of media, archives, programs and documents, whatever the header calls them.
_MAGIC = (
    b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x1cftyp", b"\x00\x00\x00\x20ftyp", b"\x1aE\xdf\xa3", b"FLV\x01", b"RIFF",
    b"ID3", b"OggS", b"fLaC", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"%PDF",
    b"MZ", b"\x7fELF", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b".RMF",
)  # fmt: skip


def is_binary_type(content_type: bytes) -> bool:
    """Whether the header promises something that is never text, a playlist or a configuration."""
    kind = content_type.lower().split(b";")[0].strip()
    if any(name in kind for name in _LISTS):
        return False
    return kind.startswith(_BINARY_TYPES) or any(name in kind for name in _BINARY_SUBTYPES)


def is_binary_start(data: bytes) -> bool:
    """Whether first bytes are those of media, archives or programs: MPEG transport streams too."""
    return data.startswith(_MAGIC) or (data[:1] == b"G" and len(data) > 376 and data[188] == data[376] == 0x47)


class BodyGate:
    """Scrapy extension: stops a download whose header or first bytes show that it is no text.

    The infringing file itself is never downloaded; the response's empty or short body is marked in `request.meta`.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        gate = cls()
        crawler.signals.connect(gate.headers_received, signal=signals.headers_received)
        crawler.signals.connect(gate.bytes_received, signal=signals.bytes_received)
        return gate

    def headers_received(self, headers: Any, request: Request) -> None:
        """Stops at the header."""
        if is_binary_type(headers.get(b"Content-Type") or b"") and not headers.get(b"Location"):
            request.meta[NOT_TEXT] = True
            raise StopDownload(fail=False)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Stops at the first bytes; compressed ones look like gzip's and pass."""
        if request.meta.get("netsword_sniffed"):
            return
        request.meta["netsword_sniffed"] = True
        if is_binary_start(data[:_SNIFFED]):
            request.meta[NOT_TEXT] = True
            raise StopDownload(fail=False)
