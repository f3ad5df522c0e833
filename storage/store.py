"""The store: everything netsword keeps, behind one small object."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Final, Self

from storage import schema
from storage.audit import Audit
from storage.campaign import Campaigns
from storage.captures import Captures
from storage.cases import Cases
from storage.catalogue import Catalogue
from storage.database import Database
from storage.figures import Figures
from storage.floods import Floods
from storage.fresh import FreshLooks
from storage.frontier import Frontier
from storage.grouped import Groups
from storage.hits import Hits
from storage.infringers import Infringers
from storage.learned import LearnedAliases
from storage.notices import Notices
from storage.outcomes import Outcomes
from storage.pages import Pages
from storage.papers import Papers
from storage.ranks import Ranks
from storage.returns import Returns
from storage.reviews import Reviews
from storage.runs import Runs
from storage.schema import upgrade
from storage.share_looks import ShareLooks
from storage.sightings import Sightings
from storage.site_marks import SiteMarks
from storage.suppressions import SuppressionLedger
from storage.users import Users
from storage.works import Works

__all__ = ["Store", "open_store", "upgrade"]


class Store:
    """One database and a repository for each thing in it. Close it, or use it in a `with` block."""

    def __init__(self, database: Database) -> None:
        self.database: Final = database
        self.works: Final = Works(database)
        self.catalogue: Final = Catalogue(database)
        self.frontier: Final = Frontier(database)
        self.pages: Final = Pages(database, self.frontier)
        self.sightings: Final = Sightings(database)
        self.runs: Final = Runs(database)
        self.hits: Final = Hits(database)
        self.groups: Final = Groups(database)
        self.reviews: Final = Reviews(database)
        self.floods: Final = Floods(database)
        self.learned: Final = LearnedAliases(database)
        self.suppressions: Final = SuppressionLedger(database)
        self.notices: Final = Notices(database)
        self.cases: Final = Cases(database)
        self.outcomes: Final = Outcomes(database)
        self.infringers: Final = Infringers(database)
        self.site_marks: Final = SiteMarks(database)
        self.papers: Final = Papers(database)
        self.returns: Final = Returns(database)
        self.fresh: Final = FreshLooks(database)
        self.shares: Final = ShareLooks(database)
        self.campaigns: Final = Campaigns(database)
        self.captures: Final = Captures(database)
        self.ranks: Final = Ranks(database)
        self.figures: Final = Figures(database)
        self.users: Final = Users(database)
        self.audit: Final = Audit(database)

    def prune_sightings(self, older_than: datetime) -> int:
        """Forgets unmatched sightings that were last seen before a time; returns how many."""
        return self.sightings.prune(older_than)

    def settle(self, now: datetime, audiences: Mapping[str, int]) -> None:
        """After hits came in: the order of review and the figures are brought up to date."""
        self.ranks.refresh(now, audiences)
        self.figures.update()

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str, *, create: bool = False) -> Store:
    """Opens the database at an SQLAlchemy URL; with `create` it is set up first where there is none.

    Raises StorageError, saying what to do, when it is missing, older or newer than this netsword, locked or damaged.
    """
    database = Database(url)
    try:
        if create and not schema.exists(database):
            upgrade(url)
        schema.check(database)
    except BaseException:
        database.close()
        raise
    return Store(database)
