"""A small web that answers with raw bytes, and the product run against it as an operator runs it."""

from __future__ import annotations

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

Answer = bytes | Callable[[str], bytes]


NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Web:
    """A server on a loopback address: paths and their raw answers; counts what was asked."""

    address: str
    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    user_agents: set[str] = field(default_factory=set)
    conditions: Counter[str] = field(default_factory=Counter)
    bodies: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)  # the last ones sent for each path

    @property
    def root(self) -> str:
        return f"http://{self.address}:{self.port}"

    def answer(self, path: str) -> bytes:
        self.asked[path] += 1
        found = self.pages.get(path, None if path == "/robots.txt" else self.pages.get("*"))
        if found is None:
            return NOT_FOUND
        return found(path) if callable(found) else found


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64
    web: Web


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        line = self.rfile.readline(65_536).decode("latin-1")
        path = line.split(" ")[1] if line.count(" ") > 1 else "/"
        self.server.web.cookies[path] = ""
        length = 0
        for header in iter(lambda: self.rfile.readline(65_536).strip(), b""):
            if header.lower().startswith(b"content-length:"):
                length = int(header[15:])
            if header.lower().startswith((b"if-none-match:", b"if-modified-since:")):
                self.server.web.conditions[line.split(" ")[1]] += 1
            if header.lower().startswith(b"cookie:"):
                self.server.web.cookies[path] = header.decode("latin-1")[7:].strip()
            if header.lower().startswith(b"user-agent:"):
                self.server.web.user_agents.add(header.decode("latin-1")[11:].strip())
        if length:
            self.server.web.bodies.append(self.rfile.read(length).decode("utf-8"))
        try:
            self.wfile.write(self.server.web.answer(path))
        except OSError:  # the crawler hung up, as it may
            return


@pytest.fixture
def webs() -> Iterator[Callable[..., Web]]:
    """Starts servers on loopback addresses; all are stopped afterwards."""
    servers: list[_Server] = []

    def start(pages: dict[str, Answer] | None = None, address: str = "127.0.0.1") -> Web:
        server = _Server((address, 0), _Handler)
        server.web = Web(address, server.server_address[1], pages or {})
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return server.web

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@dataclass
class Desktop:
    """A folder with a configuration and a database, and the command line in it."""

    folder: Path

    def configure(self, *sites: dict[str, Any], **crawl: Any) -> None:
        """Writes netsword.toml; `crawl` are keys of its [crawl] table."""
        lines = ['contact = "tests@netsword.example"', "[crawl]"]
        lines += [f"{key} = {json.dumps(value)}" for key, value in ({"delay": 0.0} | crawl).items()]
        for site in sites:
            lines.append("[[site]]")
            lines += [f"{key} = {_toml(value)}" for key, value in site.items()]
        (self.folder / "netsword.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *words: str, expect: int | None = 0, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Runs the verb; `expect` is the exit code it must end with (None: any)."""
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", *words],
            cwd=self.folder,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert expect is None or done.returncode == expect, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Starts the verb and does not wait."""
        null = subprocess.DEVNULL
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", *words], cwd=self.folder, env=self.environment, stdout=null, stderr=null
        )

    @property
    def environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if not name.startswith("NETSWORD_")}

    def works(self, *titles: str) -> None:
        """Makes the database and puts the titles on the watchlist."""
        path = self.folder / "list.csv"
        path.write_text("title\n" + "".join(f"{title}\n" for title in titles), encoding="utf-8")
        self.run("db", "upgrade")
        self.run("watchlist", "import", str(path))

    def hits(self, *words: str) -> list[dict[str, Any]]:
        """The hits as the command line shows them."""
        out = self.run("hits", "--format", "jsonl", *words).stdout
        return [json.loads(line) for line in out.splitlines()]

    def runs(self) -> list[dict[str, Any]]:
        """The runs, newest first."""
        return [json.loads(line) for line in self.run("runs", "--format", "jsonl").stdout.splitlines()]


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """A fresh folder to work in."""
    return Desktop(tmp_path)
