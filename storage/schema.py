"""The state of a database: set up, upgraded, or refused with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, event, inspect

from core.errors import StorageError
from storage import console_tables, figure_triggers, review_tables  # noqa: F401 (their tables belong to the metadata)
from storage.database import APPLICATION, Database
from storage.figures import recount
from storage.ledger import create_triggers, drop_triggers
from storage.meta import name_database
from storage.migrations import HEAD, REVISIONS
from storage.policies import create_policies
from storage.views import create_views, drop_views

_LOCK: Final = 0x6E737764  # PostgreSQL's advisory lock: one upgrade at a time


def upgrade(url: str, to: str = HEAD) -> bool:
    """Brings the database to the current tables, all or nothing; creates it where there is none. True: it changed."""
    database = Database(url)
    try:
        if database.path is not None:
            _prepare_file(database.path)
            event.listen(database.engine, "connect", _prepare_upgrade)
        with database.write() as connection:
            return _upgrade(connection, database.name, to)
    finally:
        database.close()


def check(database: Database) -> None:
    """Refuses a database that is not there, or whose tables are not those of this netsword."""
    if database.path is not None and not database.path.is_file():
        raise StorageError(f"There is no database {database.name}: run netsword init")
    with database.read() as connection:
        found = revision(connection)
    if found is None:
        raise StorageError(f"The database {database.name} is empty: run netsword init")
    if found not in REVISIONS:
        raise StorageError(f"The database {database.name} was made by a newer netsword: install that version")
    if found != HEAD:
        raise StorageError(f"The database {database.name} has older tables: run netsword db upgrade")


def exists(database: Database) -> bool:
    """Whether netsword's tables are there, of whatever version."""
    if database.path is not None and not database.path.is_file():
        return False
    with database.read() as connection:
        return revision(connection) is not None


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names:
            raise StorageError(f"The database is not netsword's: it holds the tables {', '.join(sorted(names)[:3])}")
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _prepare_file(path: Path) -> None:
    if not path.parent.is_dir():
        raise StorageError(f"There is no folder {path.parent} for the database: create it first")


def _prepare_upgrade(connection: object, _: object) -> None:
    # Neither works inside a transaction. Rebuilding a table drops it: its references are checked at the end instead.
    execute = connection.execute  # type: ignore[attr-defined]
    execute("PRAGMA journal_mode = WAL")
    execute("PRAGMA foreign_keys = OFF")


def _upgrade(connection: Connection, name: str, to: str) -> bool:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    before = revision(connection)
    if before is not None and before not in REVISIONS:
        raise StorageError(f"The database {name} was made by a newer netsword: install that version")
    drop_views(connection)
    drop_triggers(connection)
    figure_triggers.drop_triggers(connection)
    _migrate(connection, to)
    if to == HEAD:
        name_database(connection)
        create_triggers(connection)
        figure_triggers.create_triggers(connection)
        create_views(connection)
        create_policies(connection)
        if before != to:
            recount(connection)
    if connection.dialect.name == "sqlite":
        _mark(connection, to)
    return before != to


def _migrate(connection: Connection, to: str) -> None:
    from alembic import command  # slow to import, and needed here only
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    command.upgrade(config, to)


def _mark(connection: Connection, to: str) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise StorageError(f"The upgrade would break references of table {broken[0]}: nothing was changed")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {REVISIONS.index(to) + 1}")
