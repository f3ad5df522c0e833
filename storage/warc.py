"""WARC records of pages: how one is written so that a stranger can check it, and how whole ones are told from torn."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO, Final
from urllib.parse import quote, urlsplit
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from core.types import Connection, Page

VERSION: Final = "1.1"
HEADERS_LIMIT: Final = 500
HEADER_LIMIT: Final = 8192

# Received bodies are decoded before they come here: what described the transfer is kept under another name.
_TRANSFER: Final = ("content-encoding", "transfer-encoding", "content-length")
_ORIGINAL: Final = "X-Archive-Orig-"
_NOT_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_PRINTABLE: Final = "".join(map(chr, range(0x20, 0x7F)))
_READ: Final = 1 << 20
_MAGIC: Final = b"\x1f\x8b\x08"


def page_record(page: Page, captured_at: datetime, record_id: str) -> tuple[bytes, str]:
    """The page as one gzip member, and the SHA-256 of its body."""
    digest = sha256(page.body).hexdigest()
    fields = {
        "WARC-Record-ID": f"<{record_id}>",
        "WARC-Date": _date(captured_at),
        "WARC-Payload-Digest": f"sha256:{digest}",
    }
    if page.ip:
        fields["WARC-IP-Address"] = page.ip
    if page.truncated:
        fields["WARC-Truncated"] = "unspecified"
    make = _response if page.url.startswith(("http://", "https://")) else _resource
    return _member(make(page, fields)), digest


def request_record(page: Page, captured_at: datetime, answer_id: str) -> bytes:
    """The request that was answered by the record of that name, as one gzip member."""
    parts = urlsplit(page.url)
    path = _ascii(parts.path or "/") + (f"?{_ascii(parts.query)}" if parts.query else "")
    names = {name.lower() for name, _ in page.asked}
    host = [] if "host" in names else [("Host", _ascii(parts.netloc.rpartition("@")[2]))]
    headers = [*host, *_fields(page.asked)]
    method = "POST" if page.posted else "GET"
    http = StatusAndHeaders(f"{method} {path.replace(' ', '%20')} HTTP/1.1", headers, is_http_request=True)
    fields = {
        "WARC-Record-ID": f"<{new_record_id()}>",
        "WARC-Date": _date(captured_at),
        "WARC-Concurrent-To": f"<{answer_id}>",
    }
    if page.ip:
        fields["WARC-IP-Address"] = page.ip
    return _member(_record("request", replace(page, body=page.posted), fields, http_headers=http))


def connection_record(connection: Connection, page: Page, captured_at: datetime, answer_id: str) -> bytes:
    """How the answer of that name came: resolver, addresses, TLS and certificates, as one gzip member."""
    facts = {
        "resolver": connection.resolver,
        "addresses": list(connection.addresses),
        "tls": {
            "protocol": connection.protocol,
            "cipher": connection.cipher,
            "trusted": not connection.distrust,
            "distrust": connection.distrust,
            "chain": [b64encode(certificate).decode() for certificate in connection.chain],
        }
        if connection.protocol
        else None,
    }
    fields = {
        "WARC-Record-ID": f"<{new_record_id()}>",
        "WARC-Date": _date(captured_at),
        "WARC-Concurrent-To": f"<{answer_id}>",
    }
    body = json.dumps(facts, indent=1).encode() + b"\n"
    told = replace(page, body=body)
    return _member(_record("metadata", told, fields, warc_content_type="application/json"))


def _response(page: Page, fields: dict[str, str]) -> ArcWarcRecord:
    http = StatusAndHeaders(_status_line(page.status), _http_headers(page), protocol="HTTP/1.1")
    http.compute_headers_buffer()
    fields["WARC-Block-Digest"] = f"sha256:{sha256(http.headers_buff + page.body).hexdigest()}"
    return _record("response", page, fields, http_headers=http)


def _resource(page: Page, fields: dict[str, str]) -> ArcWarcRecord:
    """What did not come by HTTP has no header fields of its own."""
    fields["WARC-Block-Digest"] = fields["WARC-Payload-Digest"]
    return _record("resource", page, fields, warc_content_type=_ascii(page.content_type) or "application/octet-stream")


def _record(kind: str, page: Page, fields: dict[str, str], **options: Any) -> ArcWarcRecord:
    uri = _ascii(page.url).replace(" ", "%20") or "about:blank"
    body = BytesIO(page.body)
    builder = RecordBuilder(warc_version=VERSION)
    return builder.create_warc_record(
        uri, kind, payload=body, length=len(page.body), warc_headers_dict=fields, **options
    )


def info_record(file: str, software: str, now: datetime) -> bytes:
    """The record that opens a file and says who wrote it and how."""
    info = {
        "software": software,
        "format": f"WARC File Format {VERSION}",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "Pages as received, decoded of content and transfer encodings; "
        f"the header fields that described these are kept as {_ORIGINAL}*.",
    }
    record = RecordBuilder(warc_version=VERSION).create_warcinfo_record(file, info)
    record.rec_headers.replace_header("WARC-Date", _date(now))
    return _member(record)


def new_record_id() -> str:
    """A name that no other record has."""
    return f"urn:uuid:{uuid4()}"


def whole_length(stream: BinaryIO) -> int:
    """Where the last whole record of a file of gzip members ends; what follows is torn."""
    end = position = 0
    data = b""
    inflate = zlib.decompressobj(zlib.MAX_WBITS + 16)
    while data or (data := stream.read(_READ)):
        try:
            inflate.decompress(data)
        except zlib.error:
            break
        position += len(data) - len(inflate.unused_data)
        data = inflate.unused_data
        if inflate.eof:
            end = position
            inflate = zlib.decompressobj(zlib.MAX_WBITS + 16)
    return end


def holds_record(torn: bytes) -> bool:
    """Whether bytes that begin with a torn record hold a whole one behind it: then they are damaged, not torn."""
    start = torn.find(_MAGIC, 1)
    while start != -1:
        if whole_length(BytesIO(torn[start:])):
            return True
        start = torn.find(_MAGIC, start + 1)
    return False


def first_member(data: bytes) -> bytes:
    """The gzip member that begins there; b"" when none does."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS + 16)
    try:
        inflate.decompress(data)
    except zlib.error:
        return b""
    return data[: len(data) - len(inflate.unused_data)] if inflate.eof else b""


def kind_beside(member: bytes, answer_id: str) -> str:
    """What a member says of the record of that name: `request`, `metadata`; "" when it belongs to another one."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(member))), None) if member else None
    except (ArchiveLoadFailed, zlib.error, EOFError):
        return ""
    if record is None or record.rec_headers.get_header("WARC-Concurrent-To") != f"<{answer_id}>":
        return ""
    return str(record.rec_type)


def connection_in(members: bytes, answer_id: str) -> dict[str, Any] | None:
    """What is kept of the connection beside the record of that name; None where nothing is.

    ValueError: it cannot be read.
    """
    try:
        for record in ArchiveIterator(BytesIO(members)):
            beside = record.rec_headers.get_header("WARC-Concurrent-To") == f"<{answer_id}>"
            if record.rec_type == "metadata" and beside:
                facts = json.loads(record.content_stream().read())
                if not isinstance(facts, dict):
                    raise ValueError("the record of the connection is none")
                return facts
    except (ArchiveLoadFailed, zlib.error, EOFError) as error:
        raise ValueError("the record is damaged") from error
    return None


def payload(member: bytes, record_id: str) -> bytes:
    """The body that a record keeps. ValueError: it is not the record of that name, or it cannot be read."""
    return page_of(member, record_id).body


def page_of(member: bytes, record_id: str) -> Page:
    """The page that a record keeps, with the header fields as they were written. ValueError as with `payload`."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(member))), None)
        if record is None or record.rec_headers.get_header("WARC-Record-ID") != f"<{record_id}>":
            raise ValueError("another record stands there")
        return _page(record)
    except (ArchiveLoadFailed, zlib.error, EOFError) as error:
        raise ValueError("the record is damaged") from error


def _page(record: ArcWarcRecord) -> Page:
    fields, http = record.rec_headers, record.http_headers
    status = http.get_statuscode() if http else ""
    kind = http.get_header("Content-Type") if http else fields.get_header("Content-Type")
    return Page(
        fields.get_header("WARC-Target-URI") or "",
        body=bytes(record.content_stream().read()),
        status=int(status) if status.isdigit() else 0,
        content_type=kind or "",
        headers=tuple(http.headers) if http else (),
        ip=fields.get_header("WARC-IP-Address") or "",
    )


def _member(record: ArcWarcRecord) -> bytes:
    out = BytesIO()
    WARCWriter(out, gzip=True, warc_version=VERSION).write_record(record)
    return out.getvalue()


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _http_headers(page: Page) -> list[tuple[str, str]]:
    """The header fields as received; control characters and non-ASCII ones cannot break out of their line."""
    fields = [
        ((_ORIGINAL if token.lower() in _TRANSFER else "") + token, value) for token, value in _fields(page.headers)
    ]
    return [*fields, ("Content-Length", str(len(page.body)))]


def _fields(headers: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    for name, value in headers[:HEADERS_LIMIT]:
        token = _NOT_TOKEN.sub("-", name[:HEADER_LIMIT])
        if token:
            yield token, _ascii(value[:HEADER_LIMIT])


def _ascii(text: str) -> str:
    """One line of ASCII: control characters become blanks, other characters are percent-encoded."""
    return quote(_CONTROL.sub(" ", text), safe=_PRINTABLE, encoding="utf-8", errors="replace").strip()
