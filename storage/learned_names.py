"""Names that were learned, put beside those of the list whenever works are read for matching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, select

from core.types import Work
from storage.learning_tables import forgotten_aliases, learned_aliases

REVISION: Final = "works_revision"  # of the list: who built an index on it builds a new one
IN_FORCE: Final = learned_aliases.c.id.not_in(select(forgotten_aliases.c.alias_id))


def with_learned(connection: Connection, found: Sequence[Work]) -> list[Work]:
    """Works with the names that were learned for them."""
    learned: dict[int, list[str]] = defaultdict(list)
    wanted = select(learned_aliases.c.work_id, learned_aliases.c.alias).where(IN_FORCE)
    for work_id, alias in connection.execute(wanted.order_by(learned_aliases.c.id)):
        learned[work_id].append(alias)
    if not learned:
        return list(found)
    return [
        replace(work, aliases=tuple(dict.fromkeys((*work.aliases, *learned[work.work_id]))))
        if work.work_id in learned
        else work
        for work in found
    ]
