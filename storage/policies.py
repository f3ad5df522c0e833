"""The second wall between rights holders on PostgreSQL: row-level security for the role that asks in a holder's name.

The console reads what a rights holder sees as the role `netsword_tenant`, with the holder in `netsword.holder`. That
role sees the rows below and nothing else, whatever the question forgot; no other role is restricted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, text

from storage.database import Database
from storage.patience import SECONDS, brief
from storage.scope import Scope

TENANT: Final = "netsword_tenant"
_HOLDER: Final = "nullif(current_setting('netsword.holder', true), '')"
_OF_WORK: Final = "work_id IN (SELECT id FROM works)"
_OF_HIT: Final = "EXISTS (SELECT 1 FROM hits WHERE hits.id = {table}.hit_id)"

# What the role sees of each table; the questions inside are themselves restricted.
VISIBLE: Final = {
    "works": f"holder = {_HOLDER}",
    "uploads": f"holder = {_HOLDER}",
    "notices": f"holder = {_HOLDER}",
    "headings": f"holder = {_HOLDER}",
    "figures": f"whose = '=' || {_HOLDER}",
    **{name: _OF_WORK for name in ("hits", "suppressions", "learned_aliases", "flood_alerts")},
    "lifts": "suppression_id IN (SELECT id FROM suppressions)",
    "forgotten_aliases": "alias_id IN (SELECT id FROM learned_aliases)",
    "flood_answers": "alert_id IN (SELECT id FROM flood_alerts)",
    "links": "EXISTS (SELECT 1 FROM hits WHERE hits.link_id = links.id)",
    "sightings": "EXISTS (SELECT 1 FROM hits WHERE hits.link_id = sightings.link_id)",
    "pages": "EXISTS (SELECT 1 FROM sightings WHERE sightings.page_id = pages.id)",
    "accounts": "EXISTS (SELECT 1 FROM sightings WHERE sightings.account_id = accounts.id)",
    "captures": "EXISTS (SELECT 1 FROM sightings WHERE sightings.capture_id = captures.id) "
    "OR EXISTS (SELECT 1 FROM hits WHERE hits.capture_id = captures.id)",
    "notice_events": "EXISTS (SELECT 1 FROM notices WHERE notices.id = notice_events.notice_id)",
    **{name: _OF_HIT.format(table=name) for name in ("matches", "reviews", "transitions", "outcomes", "notice_hits")},
}

_ROLE: Final = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{TENANT}') THEN
        CREATE ROLE {TENANT} NOLOGIN NOBYPASSRLS;
    END IF;
    EXECUTE 'GRANT {TENANT} TO ' || quote_ident(current_user);
EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
    RAISE NOTICE 'the role {TENANT} cannot be made or used: row-level security stays off';
END $$
"""
_USABLE: Final = (
    f"EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{TENANT}' "
    "AND (pg_has_role(current_user, oid, 'MEMBER') OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)))"
)


def create_policies(connection: Connection) -> None:
    """Puts role, rights and policies in place; those of an earlier version are replaced. PostgreSQL only."""
    if connection.dialect.name != "postgresql":
        return
    connection.exec_driver_sql(_ROLE)
    if not connection.exec_driver_sql(f"SELECT {_USABLE}").scalar():
        return
    connection.exec_driver_sql(
        f"DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA ' || quote_ident(current_schema()) || ' TO {TENANT}'; END $$"
    )
    for table, condition in VISIBLE.items():
        for statement in _statements(table, condition):
            connection.exec_driver_sql(statement)


def _statements(table: str, condition: str) -> Iterator[str]:
    for policy in ("house", "own"):
        yield f"DROP POLICY IF EXISTS {policy} ON {table}"
    others = f"(current_user <> '{TENANT}')"
    yield f"CREATE POLICY house ON {table} TO PUBLIC USING {others} WITH CHECK {others}"
    yield f"CREATE POLICY own ON {table} FOR SELECT TO {TENANT} USING ({condition})"
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"GRANT SELECT ON {table} TO {TENANT}"


@contextmanager
def scoped(database: Database, scope: Scope, seconds: float = SECONDS) -> Iterator[Connection]:
    """A reading transaction in somebody's scope, with a time limit. PostgreSQL itself keeps a holder's scope."""
    with brief(database, seconds) as connection:
        if not database.is_sqlite and scope.holder is not None:
            connection.execute(
                text(
                    "SELECT set_config('netsword.holder', :holder, true), "
                    f"CASE WHEN {_USABLE} THEN set_config('role', '{TENANT}', true) END"
                ),
                {"holder": scope.holder},
            )
        yield connection
