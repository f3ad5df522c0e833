"""Runs: each visit to a site, how it ended and what it counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from core.errors import NotFoundError
from core.types import Run, RunStatus
from storage.database import Database
from storage.tables import requests, runs

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

    def get(self, run_id: int) -> Run:
        """One run; NotFoundError when there is none of that number."""
        with self._database.read() as connection:
            row = connection.execute(select(runs).where(runs.c.id == run_id)).first()
        if row is None:
            raise NotFoundError(f"There is no run {run_id}: `netsword runs` lists them")
        return _run(row)

    def addresses(self, run_id: int, state: str | None = None) -> Iterator[dict[str, Any]]:
        """The addresses that ended in the run, and how; those that a later run visited again belong to that one."""
        parent = requests.alias()
        wanted = (
            select(
                requests.c.url,
                requests.c.fetch_state.label("state"),
                requests.c.cause,
                requests.c.http_status,
                func.coalesce(parent.c.url, requests.c.from_url).label("from_url"),
                requests.c.fetched_at,
            )
            .select_from(requests.outerjoin(parent, parent.c.id == requests.c.from_id))
            .where(requests.c.run_id == run_id, requests.c.state == "done")
            .order_by(requests.c.id)
        )
        if state is not None:
            wanted = wanted.where(requests.c.fetch_state == state)
        with self._database.read() as connection:
            for row in connection.execute(wanted):
                yield dict(row._mapping)

    def last_success(self, site: str) -> Run | None:
        """The latest run of the site that ended well."""
        wanted = select(runs).where(runs.c.site == site, runs.c.status == "ok").order_by(runs.c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(wanted).first()
        return None if row is None else _run(row)


def _run(row: Row[Any]) -> Run:
    return Run(row.id, row.site, row.started, row.finished, row.status, dict(row.counts), row.cause)
