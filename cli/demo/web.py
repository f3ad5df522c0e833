"""The demo's web while it runs: all sites on one port of 127.0.0.1, told apart by the Host header."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from cli.demo.check import merge
from cli.demo.site import Reply, Site
from cli.demo.sites import build_all
from cli.demo.truth import Innocent, Truth

ADDRESS = "127.0.0.1"
_NOT_FOUND = Reply("<html><head><title>404</title></head><body><h1>页面不存在</h1></body></html>".encode(), status=404)
_UNKNOWN_HOST = Reply(b"no such site here\n", "text/plain", status=421)


class _Server(ThreadingHTTPServer):
    """Serves until stopped; stopping also ends the connections that browsers keep open."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, _Handler)
        self.sites: dict[str, Site] = {}
        self.seen: list[tuple[str, str]] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def get_request(self) -> tuple[socket.socket, object]:
        connection, peer = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, peer

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket):
            with self._lock:
                self._open.discard(request)
        super().shutdown_request(request)

    def end_connections(self) -> None:
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other side was quicker
                    continue

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no event for a demo's terminal."""


class _Handler(BaseHTTPRequestHandler):
    """Looks up host and path."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        reply = self._reply()
        if reply.wait:
            time.sleep(reply.wait)
        body, extra = reply.body, list(reply.headers)
        if reply.gzipped and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            extra.append(("Content-Encoding", "gzip"))
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in extra:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def _reply(self) -> Reply:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        self.server.seen.append((host, self.path))
        site = self.server.sites.get(host)
        if site is None:
            return _UNKNOWN_HOST
        reply = site.pages.get(self.path)
        if reply is None and site.answer is not None:
            reply = site.answer(self.path)
        return reply or _NOT_FOUND

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the crawl has its own log."""


class DemoWeb:
    """Use as a context manager; `port` 0 takes a free one. Everything is known before it is entered."""

    def __init__(self, port: int = 0) -> None:
        self._server = _Server((ADDRESS, port))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="demo-web")
        self.port: int = self._server.server_address[1]
        self._sites = build_all(self.port)
        self._server.sites = {site.host: site for site in self._sites}
        self.sites: list[dict[str, object]] = [site.config() for site in self._sites]
        self.hosts: dict[str, str] = {site.host: ADDRESS for site in self._sites}
        self.allow_private: list[str] = [f"{ADDRESS}:{self.port}"]
        self.truth: list[Truth] = merge(truth for site in self._sites for truth in site.truth)
        self.innocents: list[Innocent] = [innocent for site in self._sites for innocent in site.innocents]
        self.forbidden: list[str] = [site.url(path) for site in self._sites for path in site.forbidden]
        self.page_count: int = sum(len(site.pages) for site in self._sites)

    @property
    def requests(self) -> Counter[str]:
        """How many requests each host has answered."""
        return Counter(host for host, _ in list(self._server.seen))

    @property
    def asked(self) -> Counter[str]:
        """How many times each address was asked for."""
        return Counter(f"http://{host}:{self.port}{path}" for host, path in list(self._server.seen))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.end_connections()
        self._server.server_close()
