"""The way to a host is worked out once; requests that differ in host, port or time do not share it."""

from types import SimpleNamespace
from typing import Any

from twisted.web.client import URI

from crawler.receiving import MOST_ENDPOINTS, _Endpoints


class Factory(SimpleNamespace):
    """Makes a new way each time it is asked."""

    _bindAddress = None
    _connectTimeout = 30.0

    def endpointForURI(self, uri: URI) -> object:
        return [uri.host, uri.port]


def test_ways_to_hosts_are_kept_apart_and_bounded() -> None:
    known: dict[tuple[Any, ...], Any] = {}
    ways = _Endpoints(Factory(), known)

    def way(url: str) -> Any:
        return ways.endpointForURI(URI.fromBytes(url.encode()))

    first = way("http://a.example/1")
    assert way("http://a.example/2?x") is first == [b"a.example", 80]
    others = [way(url) for url in ("https://a.example/1", "http://a.example:81/1", "http://b.example/1")]
    assert all(other is not first for other in others)
    hasty = _Endpoints(Factory(_connectTimeout=1.0), known)
    assert hasty.endpointForURI(URI.fromBytes(b"http://a.example/1")) is not first
    for number in range(2 * MOST_ENDPOINTS):
        way(f"http://host{number}.example/")
    assert len(known) <= MOST_ENDPOINTS
