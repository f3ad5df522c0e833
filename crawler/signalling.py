"""Signals of a crawl: one that nobody hears costs next to nothing, and most of the seven of each page are such."""

from __future__ import annotations

from typing import Any

from pydispatch.dispatcher import getAllReceivers  # type: ignore[import-untyped]
from scrapy.signalmanager import SignalManager


class HeardSignals(SignalManager):
    """Scrapy's signals, sent where somebody is connected."""

    def _is_heard(self, signal: Any) -> bool:
        return any(True for _ in getAllReceivers(self.sender, signal))

    def send_catch_log(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        """The receivers and what each returned."""
        return super().send_catch_log(signal, **kwargs) if self._is_heard(signal) else []

    async def send_catch_log_async(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        """The receivers and what each returned, in time."""
        return await super().send_catch_log_async(signal, **kwargs) if self._is_heard(signal) else []
