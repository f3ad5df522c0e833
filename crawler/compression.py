"""Decompression that is bounded, keeps what it got, and never guesses the charset of compressed bytes."""

from __future__ import annotations

import logging
from typing import Final

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

from crawler.bodies import CUT
from crawler.unpacking import unpack

logger = logging.getLogger(__name__)
_ACCEPTED: Final = b"gzip, deflate, br, zstd"


class PlainCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's place for it, with our own unpacking.

    Scrapy loses a page whose packing is damaged or too large, and `Response.replace` of a text response asks for its
    encoding, which scans the compressed body: twice the cost of a page. Charsets are found later, by us.
    """

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Says which codings we take."""
        request.headers.setdefault(b"Accept-Encoding", _ACCEPTED)

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Response:
        """The response without its content codings."""
        codings = response.headers.getlist(b"Content-Encoding")
        if not codings or request.method == "HEAD":
            return response
        unpacked = unpack(response.body, codings, self._max_size)
        if unpacked.cause:
            request.meta.setdefault(CUT, unpacked.cause)
        if unpacked.left:
            logger.info("%s: unknown content encoding %s", response.url, b", ".join(unpacked.left)[:100])
        del response.headers[b"Content-Encoding"]
        return Response(
            response.url,
            status=response.status,
            headers=response.headers,
            body=unpacked.body,
            flags=response.flags,
            request=response.request,
            certificate=response.certificate,
            ip_address=response.ip_address,
            protocol=response.protocol,
        )
