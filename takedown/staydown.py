"""Stay-down: what was removed and is offered again, at the same address or another, is tied to the earlier case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from storage.returns import Known, Return, Returns, Sign, Trace
from takedown.signs import signs_of

PORTION: Final = 200
OVERLAP: Final = timedelta(days=7)  # for crawls under way meanwhile, and clocks that were wrong
# A file's name is anybody's; with the same work it says that this very file is back.
_SAME_WORK: Final = ("file_name",)
_MOST_TIES: Final = 20
_MOST: Final = {"account": 1}  # an account with a thousand removals is one case: its last


def keep_watch(returns: Returns, now: datetime) -> list[Return]:
    """Notes the signs of what was removed, then looks for hits seen first since the last watch that bear one of them.

    Gives the ties that are new. Memory holds a portion of hits at a time.
    """
    before = returns.watched_until()
    since = before - OVERLAP if before is not None else None
    for portion in _portions(returns.unmarked()):
        returns.keep_signs([(trace, signs_of(trace)) for trace in portion])
    found: list[Return] = []
    for portion in _portions(returns.fresh(since)):
        found += returns.add(list(_ties(returns, portion, now)))
    returns.watched(now)
    return found


def _ties(returns: Returns, portion: Iterable[Trace], now: datetime) -> Iterator[Return]:
    signs = {trace: signs_of(trace) for trace in portion}
    known = returns.known(sorted({sign for own in signs.values() for sign in own}, key=lambda sign: sign.value))
    for trace, own in signs.items():
        tied: set[int] = set()
        for sign in own:  # the surest sign ties two hits; weaker ones add nothing
            earlier_hits = [earlier for earlier in known.get(sign, ()) if _is_return(trace, earlier, sign)]
            for earlier in sorted(earlier_hits, key=_latest_first)[: _MOST.get(sign.sign, _MOST_TIES)]:
                if earlier.hit_id not in tied:
                    tied.add(earlier.hit_id)
                    yield Return(trace.hit_id, earlier.hit_id, sign.sign, sign.value, now)


def _is_return(trace: Trace, earlier: Known, sign: Sign) -> bool:
    """Whether the hit is another one that came up after the earlier one was gone."""
    if trace.hit_id == earlier.hit_id or trace.first_seen <= earlier.gone_at:
        return False
    return sign.sign not in _SAME_WORK or trace.work_id == earlier.work_id


def _latest_first(earlier: Known) -> tuple[float, int]:
    return -earlier.gone_at.timestamp(), earlier.hit_id


def _portions(traces: Iterable[Trace]) -> Iterator[list[Trace]]:
    rest = iter(traces)
    while portion := list(islice(rest, PORTION)):
        yield portion
