"""Decompression that never guesses the charset of compressed bytes."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response, TextResponse


class PlainCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, given a response without text.

    `Response.replace` of a text response asks for its encoding, which without a charset in the header scans the
    compressed body: twice the cost of a page. Charsets are found later, from the decompressed bytes.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        if isinstance(response, TextResponse) and b"Content-Encoding" in response.headers:
            response = Response(
                response.url,
                status=response.status,
                headers=response.headers,
                body=response.body,
                flags=response.flags,
                request=response.request,
                certificate=response.certificate,
                ip_address=response.ip_address,
                protocol=response.protocol,
            )
        return super().process_response(request, response)
