"""Pages out of local files: HTML, JSON, XML, lists as they are; WARC archives record by record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from core.binary import is_binary_start, is_binary_type
from core.errors import InputError
from core.types import Page
from crawler.extract.charset import decode

MAX_BODY: Final = 20_000_000
_WARC_ENDINGS: Final = (".warc", ".warc.gz", ".warc.zst")


def files_of(paths: list[Path]) -> Iterator[Path]:
    """The files of the paths; folders are walked in order. InputError for a path that is not there."""
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file())
        elif path.is_file():
            yield path
        else:
            raise InputError(f"{path}: no such file or folder")


def pages_of(path: Path, url: str = "") -> Iterator[Page]:
    """The pages of one file; `url` names the page of a single file, otherwise it is the file's own address."""
    if path.name.lower().endswith(_WARC_ENDINGS):
        yield from _warc_pages(path)
        return
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BODY + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    yield _page(url or path.absolute().as_uri(), body[:MAX_BODY], "", 200, len(body) > MAX_BODY)


def _warc_pages(path: Path) -> Iterator[Page]:
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response | WarcRecordType.resource):
                page = _warc_page(record)
                if page is not None:
                    yield page
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not a readable WARC file: {error}") from error


def _warc_page(record: WarcRecord) -> Page | None:
    uri = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    http = record.http_headers
    content_type = (record.http_content_type or "") if http else str(record.headers.get("Content-Type") or "")
    if not uri.startswith(("http://", "https://")) or is_binary_type(content_type.encode("utf-8", "replace")):
        return None
    status = int(getattr(http, "status_code", None) or 200) if http else 200
    body = record.reader.read(MAX_BODY + 1)
    return _page(uri, body[:MAX_BODY], content_type, status, len(body) > MAX_BODY)


def _page(url: str, body: bytes, content_type: str, status: int, truncated: bool) -> Page:
    """A page; a torrent's bytes go along undecoded, other binaries give no text."""
    text, encoding = "", ""
    if not is_binary_start(body[:1_024]):
        decoded = decode(body, content_type)
        text, encoding = decoded.text, decoded.encoding
    return Page(url, body, text, "", None, status, content_type, encoding, truncated, datetime.now(UTC))
