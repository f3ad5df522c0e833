"""Contracts of `scrapy check`: is a site's start address there, and does its page still show what is read from it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from itemadapter import is_item
from scrapy.contracts import Contract
from scrapy.exceptions import ContractFail

from core.frozen import frozen
from core.types import NewRequest, QueuedRequest
from crawler.desk import ROW
from crawler.extract.reading import Reading
from crawler.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

# What a check needs of Scrapy: it has no frontier, writes nothing, and follows a start address that moved.
SETTINGS: Final[dict[str, Any]] = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",
    "EXTENSIONS": {"crawler.bodies.BodyGate": 10},
    "REDIRECT_ENABLED": True,
    "REDIRECT_MAX_TIMES": 5,
}


@frozen
class Sample:
    """What a start address showed: what the response meant, and what was read from its page."""

    outcome: Outcome
    reading: Reading


class StartAddress(Contract):
    """`@start_address`: the request goes to the site's first start address, as netsword.toml has it."""

    name = "start_address"

    def __init__(self, method: Callable[..., Any], *args: Any) -> None:
        super().__init__(method, *args)
        self._url = vars(method.__self__.__class__)["site"].start_urls[0]  # type: ignore[attr-defined]

    def adjust_request_args(self, args: dict[str, Any]) -> dict[str, Any]:
        """The address of the request, and the row of the frontier that it would be."""
        return {**args, "url": self._url, "meta": {ROW: QueuedRequest(0, NewRequest(self._url))}}


class Readable(Contract):
    """`@readable`: the page came, is no challenge or log-in, and holds links to take or addresses to follow."""

    name = "readable"

    def post_process(self, output: list[Any]) -> None:
        """Raises ContractFail with what is wrong and what to do."""
        samples = [item for item in output if is_item(item) and isinstance(item, Sample)]
        if len(samples) != 1:
            raise ContractFail("the start address gave no page: open it in a browser")
        outcome, reading = samples[0].outcome, samples[0].reading
        if outcome.state not in ("ok", "truncated"):
            raise ContractFail(
                f"the start address is {outcome.state} ({outcome.cause or outcome.status}): "
                "open it in a browser; has the site moved? adjust start_urls"
            )
        if not reading.sightings and not reading.follow:
            raise ContractFail(
                f"read as {reading.family}, the page shows neither links nor addresses to follow: "
                "has its template changed? adjust start_urls or spider"
            )
