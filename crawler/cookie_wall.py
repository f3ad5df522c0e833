"""Cookie walls: a page that sends its visitor back to itself with a cookie wants to see that cookie again."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Final

from scrapy import Request
from scrapy.http import Response

from core.urls import canonical, host_of

RETURNED: Final = "netsword_cookie"
MOST_HOSTS: Final = 1_000
_MOST: Final = 20  # cookies that are sent back to a host
_LONGEST: Final = 400  # letters of one


class CookieWalls:
    """What hosts want to see again, for one run. No other cookie is ever kept or sent."""

    def __init__(self) -> None:
        self._held: dict[str, dict[str, str]] = {}

    def header(self, url: str) -> str:
        """The Cookie header for an address (RFC 6265, section 4.2); "" for hosts without a wall."""
        held = self._held.get(host_of(url), {}) if self._held else {}
        return "; ".join(f"{name}={value}" for name, value in held.items())

    def again(self, response: Response, target: str) -> Request | None:
        """The request that gives a page its cookie back, where a redirect wants no more than that; asked once."""
        request = response.request
        if request is None or RETURNED in request.meta:
            return None
        if canonical(target, as_written=True) != canonical(response.url, as_written=True):
            return None
        host = host_of(response.url)
        held = (self._held.get(host) or {}) | _set_by(response)
        if not held or len(held) > _MOST or (host not in self._held and len(self._held) >= MOST_HOSTS):
            return None
        self._held[host] = held
        return request.replace(
            headers={**request.headers, "Cookie": self.header(response.url)}, meta=request.meta | {RETURNED: True}
        )


def _set_by(response: Response) -> dict[str, str]:
    """The cookies that a response sets, by name."""
    found: dict[str, str] = {}
    for header in response.headers.getlist("Set-Cookie")[:_MOST]:
        try:
            held = SimpleCookie(header[:_LONGEST].decode("latin-1"))
        except CookieError:
            continue
        found |= {name: morsel.coded_value for name, morsel in held.items() if morsel.coded_value.isascii()}
    return found
