"""Runs: each visit to a site, how it ended and what it counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from core.errors import NotFoundError
from core.types import Run, RunStatus
from storage.database import Database
from storage.tables import runs

_STOPPED = "the process ended before the run did"


class Runs:
    """The log of runs, newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, site: str, now: datetime) -> int:
        """Opens a run. Runs of the site that never ended were interrupted: one site has one run at a time."""
        ended = {"status": "interrupted", "cause": _STOPPED, "finished": now}
        row = {"site": site, "started": now, "status": "running", "cause": "", "counts": {}}
        with self._database.write() as connection:
            left = (runs.c.site == site) & (runs.c.status == "running")
            connection.execute(update(runs).where(left).values(ended))
            return int(connection.execute(insert(runs).returning(runs.c.id), row).scalar_one())

    def finish(self, run_id: int, status: RunStatus, counts: Mapping[str, int], cause: str, now: datetime) -> None:
        """Closes a run with its result."""
        values = {"status": status, "counts": dict(counts), "cause": cause, "finished": now}
        with self._database.write() as connection:
            if not connection.execute(update(runs).where(runs.c.id == run_id).values(values)).rowcount:
                raise NotFoundError(f"There is no run {run_id}")

    def list(self, site: str | None = None, limit: int = 100) -> Sequence[Run]:
        """The latest runs, of one site or of all."""
        wanted = select(runs).order_by(runs.c.id.desc()).limit(limit)
        if site is not None:
            wanted = wanted.where(runs.c.site == site)
        with self._database.read() as connection:
            return [_run(row) for row in connection.execute(wanted)]

    def last_success(self, site: str) -> Run | None:
        """The latest run of the site that ended well."""
        wanted = select(runs).where(runs.c.site == site, runs.c.status == "ok").order_by(runs.c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(wanted).first()
        return None if row is None else _run(row)


def _run(row: Row[Any]) -> Run:
    return Run(row.id, row.site, row.started, row.finished, row.status, dict(row.counts), row.cause)
