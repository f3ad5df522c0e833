"""Everything the console asks of the store, behind one object: each question about works or hits takes a scope."""

from __future__ import annotations

from typing import Final

from storage.audit import Audit
from storage.claims import Claims
from storage.dashboard import Dashboard
from storage.dossier import Dossiers
from storage.floods import Floods
from storage.headings import Headings
from storage.judging import Judging
from storage.learned import LearnedAliases
from storage.progress import Progress
from storage.queue import Queue
from storage.saved_filters import SavedFilters
from storage.sessions import Sessions
from storage.store import Store
from storage.suppressions import SuppressionLedger
from storage.tokens import Tokens
from storage.uploads import Uploads
from storage.users import Users
from storage.works import Works


class Office:
    """The console's side of a store."""

    def __init__(self, store: Store) -> None:
        database = store.database
        self.queue: Final = Queue(database)
        self.dossiers: Final = Dossiers(database)
        self.judging: Final = Judging(database)
        self.floods: Final[Floods] = store.floods
        self.learned: Final[LearnedAliases] = store.learned
        self.suppressions: Final[SuppressionLedger] = store.suppressions
        self.dashboard: Final = Dashboard(database)
        self.claims: Final = Claims(database)
        self.filters: Final = SavedFilters(database)
        self.headings: Final = Headings(database)
        self.progress: Final = Progress(database)
        self.uploads: Final = Uploads(database)
        self.sessions: Final = Sessions(database)
        self.tokens: Final = Tokens(database)
        self.users: Final[Users] = store.users
        self.audit: Final[Audit] = store.audit
        self.works: Final[Works] = store.works
