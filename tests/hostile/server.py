"""A server that answers with raw bytes, in pieces and with pauses, as badly behaved as its cases ask for."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Piece = bytes | float  # bytes to send, or seconds to wait
Answer = bytes | Callable[[str], bytes | Iterator[Piece]]
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Web:
    """Paths and their answers; a path that ends in `*` answers for all that begin so. Counts what was asked."""

    address: str
    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def place(self) -> str:
        return f"{self.address}:{self.port}"

    @property
    def root(self) -> str:
        return f"http://{self.place}"

    def answer(self, path: str) -> Iterator[Piece]:
        self.asked[path] += 1
        found = self.pages.get(path) or self._by_start(path) or NOT_FOUND
        given = found if isinstance(found, bytes) else found(path)
        if isinstance(given, bytes):
            yield given
        else:
            yield from given

    def _by_start(self, path: str) -> Answer | None:
        starts = [start for start in self.pages if start.endswith("*") and path.startswith(start[:-1])]
        return self.pages[max(starts, key=len)] if starts else None


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128
    web: Web
    context: ssl.SSLContext | None = None

    def handle_error(self, request: object, client_address: object) -> None:
        """The crawler hangs up whenever it likes."""


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        web = self.server.web
        web.connections += 1
        connection = self.request
        connection.settimeout(20)
        if self.server.context is not None:
            connection = self.server.context.wrap_socket(connection, server_side=True)
        head = b""
        while b"\r\n\r\n" not in head and len(head) < 100_000:
            data = connection.recv(65_536)
            if not data:
                return
            head += data
        line = head.split(b"\r\n", 1)[0].decode("latin-1")
        for piece in web.answer(line.split(" ")[1] if line.count(" ") > 1 else "/"):
            if isinstance(piece, bytes):
                connection.sendall(piece)
            else:
                web.closing.wait(piece)
            if web.closing.is_set():
                return
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0.2)
        try:
            connection.recv(1)
        finally:
            connection.close()


@contextmanager
def served(*webs: Web, context: ssl.SSLContext | None = None) -> Iterator[None]:
    """All the webs answer until the block ends."""
    servers = []
    for web in webs:
        server = _Server((web.address, web.port), _Handler)
        server.web, server.context = web, context
        web.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
    try:
        yield
    finally:
        for server in servers:
            server.web.closing.set()
            server.shutdown()
            server.server_close()


def trickle(*pieces: Piece) -> Callable[[str], Iterator[Piece]]:
    """An answer in pieces."""
    return lambda path: iter(pieces)


def for_ever(start: bytes, piece: bytes, pause: float = 0.0, seconds: float = 60.0) -> Callable[[str], Iterator[Piece]]:
    """An answer that goes on until the client hangs up."""

    def answer(path: str) -> Iterator[Piece]:
        yield start
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            yield piece
            if pause:
                yield pause

    return answer
