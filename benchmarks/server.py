"""Starts and stops the benchmark's web in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def big_site_served(pages: int = 2_000, links: int = 60, seed: int = 7, typed: int = 10) -> Iterator[str]:
    """The root address of a running big site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    numbers = {"--port": port, "--pages": pages, "--links": links, "--seed": seed, "--typed": typed}
    words = [str(word) for pair in numbers.items() for word in pair]
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.webs", *words], stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the benchmark's web did not start")
