"""Which hits fall under rejections: those that every page shows in a way that somebody rejected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from matchers.suppression import Place, Suppression, Suppressions
from storage.decision_tables import reviews, transitions
from storage.learning_tables import lifts, suppressions
from storage.tables import hits, links, matches, pages, sightings

_PORTION: Final = 500  # hits in one transaction

# In force: nobody has lifted it.
IN_FORCE: Final = suppressions.c.id.not_in(select(lifts.c.suppression_id))


def rejected_of(connection: Connection, *conditions: ColumnElement[bool]) -> list[Suppression]:
    """The rejections in force, of all works or as the conditions say."""
    columns = (suppressions.c.scope, suppressions.c.work_id, suppressions.c.value, suppressions.c.site)
    return [Suppression(*row) for row in connection.execute(select(*columns).where(IN_FORCE, *conditions))]


def hits_of(connection: Connection, work_id: int, after: int) -> Sequence[Row[Any]]:
    """The next hits of a work behind a hit, with their states."""
    # The state is not asked for: an index that begins with it would sort all of a work's hits for each portion.
    chosen: Select[Any] = select(hits.c.id, hits.c.state).where(hits.c.work_id == work_id, hits.c.id > after)
    return connection.execute(chosen.order_by(hits.c.id).limit(_PORTION)).all()


def closed_hits(connection: Connection, work_id: int, after: int) -> Sequence[Row[Any]]:
    """The next hits of a work whose last decision is a rejection with a scope: `id`, `version`, `is_origin`."""
    of_work = suppressions.c.work_id == work_id
    # The hit that a rejection in force was made on stays rejected, whatever other pages show.
    is_origin = ((suppressions.c.hit_id == hits.c.id) & IN_FORCE).label("is_origin")
    chosen = (
        select(hits.c.id, hits.c.version, is_origin)
        .join(reviews, reviews.c.suppression_id == suppressions.c.id)
        .join(hits, hits.c.id == reviews.c.hit_id)
        .join(transitions, (transitions.c.hit_id == hits.c.id) & (transitions.c.version == hits.c.version))
        .where(of_work, transitions.c.review_id == reviews.c.id, hits.c.state == "rejected", hits.c.id > after)
    )
    return connection.execute(chosen.order_by(hits.c.id).limit(_PORTION)).all()


def covered(connection: Connection, rejected: Suppressions, hit_ids: Sequence[int]) -> dict[int, int]:
    """Of these hits those that fall under the rejections, with their versions."""
    shown: dict[int, list[bool]] = defaultdict(list)
    versions: dict[int, int] = {}
    for row in connection.execute(_places().where(hits.c.id.in_(hit_ids))):
        place = Place(f"{row.kind}:{row.ref}", row.url, row.site, row.matched_text)
        shown[row.id].append(rejected.hides(row.work_id, place))
        versions[row.id] = row.version
    return {hit_id: versions[hit_id] for hit_id, hidden in shown.items() if all(hidden)}


def rejected_links(connection: Connection) -> Iterator[Suppression]:
    """The links of all rejected hits, as rejections of their works there."""
    wanted = select(hits.c.work_id, links.c.kind, links.c.ref).join(links, links.c.id == hits.c.link_id)
    for work_id, kind, ref in connection.execute(wanted.where(hits.c.state == "rejected")):
        yield Suppression("link", work_id, f"{kind}:{ref}")


def _places() -> Select[Any]:
    """Where and in which words hits were found, one row for each page."""
    shown = (
        hits.join(links, links.c.id == hits.c.link_id)
        .outerjoin(matches, matches.c.hit_id == hits.c.id)
        .join(sightings, sightings.c.id == func.coalesce(matches.c.sighting_id, hits.c.sighting_id))
        .join(pages, pages.c.id == sightings.c.page_id)
    )
    words = func.coalesce(matches.c.matched_text, hits.c.matched_text).label("matched_text")
    columns = (hits.c.id, hits.c.version, hits.c.work_id, links.c.kind, links.c.ref, pages.c.url, pages.c.site, words)
    return select(*columns).select_from(shown)
