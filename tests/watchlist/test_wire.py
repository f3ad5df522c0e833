"""Works and errors survive the way between processes."""

from __future__ import annotations

import json
from datetime import date

from core.types import Licence, Work
from watchlist.listing import RowError
from watchlist.sentences import Sentence, say
from watchlist.wire import Unpacker, pack_error, pack_work, unpack_error

FULL = Work(
    title="流浪地球2 \u2028\x7f", aliases=("A", "{B}"), year=2023, kind="film", holder="中影", batch="第1批",
    official_domains=("iqiyi.com",),
    licences=(Licence("爱奇艺", date(2021, 4, 4)), Licence("优酷", None, date(2031, 1, 1))),
    protected_from=date(2023, 1, 22), protected_until=date(2033, 1, 21), release_date=date(2023, 1, 22),
    identifiers=("ISBN 1",), note="一句", row=7,
)  # fmt: skip


def test_works() -> None:
    unpacker = Unpacker()
    for work in (FULL, Work("A", row=1), Work("B", row=2, year=2000)):
        line = pack_work(work)
        assert "\n" not in line
        kind, *values = json.loads(line)
        assert (kind, unpacker.work(values)) == ("w", work)


def test_errors_keep_their_template() -> None:
    error = RowError(3, "年份", "20{19", say("“{value}” is not a year", value="20{19"))
    kind, *values = json.loads(pack_error(error))
    found = unpack_error(values)
    assert (kind, found) == ("e", error)
    assert isinstance(found.error, Sentence)
    assert (found.error.template, found.error.values) == ("“{value}” is not a year", {"value": "20{19"})
