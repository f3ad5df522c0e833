"""`netsword datasette`: the database for analysts' own questions, read-only, with words for every table and column."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cli.session import opened
from core.errors import ConfigError
from storage.describe import TABLES, VIEWS

app = typer.Typer(add_completion=False)
DATA: Final = Path(__file__).parent / "data" / "datasette"
HIDDEN: Final = ("sessions", "tokens", "alembic_version", "figure_changes", "claims")
SETTINGS: Final = {
    "sql_time_limit_ms": 5000,
    "max_returned_rows": 5000,
    "allow_download": 0,
    "allow_csv_stream": 1,
    "default_page_size": 50,
}


@app.command()
def datasette(
    host: Annotated[str, typer.Option(help="The address to listen on; only this machine by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8401,
) -> None:
    """Opens the database read-only in Datasette, with questions that come with it. For analysts: no rights are asked.

    Never open it to rights holders: everybody who reaches the port sees everybody's works and hits.
    """
    if find_spec("datasette") is None:
        raise ConfigError("this needs Datasette: pip install 'netsword[datasette]'")
    with opened() as (_, store):
        path = store.database.path
    if path is None:
        raise ConfigError("Datasette reads SQLite databases; use psql or a BI tool with the views v_* on PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="netsword-datasette-") as folder:
        words = Path(folder) / "metadata.json"
        words.write_text(json.dumps(metadata(path.stem), ensure_ascii=False), encoding="utf-8")
        settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, str(value))]
        command = [sys.executable, "-m", "datasette", "serve", str(path), "--metadata", str(words)]
        command += ["--plugins-dir", str(DATA), "--host", host, "--port", str(port), *settings]
        # Told to end, it ends like Ctrl-C does: Datasette, which is a process of its own, must not stay behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            code = subprocess.run(command, check=False).returncode
        except KeyboardInterrupt:
            code = 0
    if code:
        raise typer.Exit(1)


def metadata(name: str) -> dict[str, Any]:
    """What Datasette says about the database of this name: its views, tables, columns and questions."""
    described = {**TABLES, **VIEWS}
    tables = {
        table: {"description": entry.about, "columns": entry.columns, "hidden": table in HIDDEN}
        for table, entry in described.items()
    }
    tables["alembic_version"] = {"hidden": True}
    queries = tomllib.loads((DATA / "queries.toml").read_text(encoding="utf-8"))
    about = "Read-only. The views v_* are the contract; tables may change from version to version."
    return {
        "title": "netsword",
        "description": about,
        "databases": {name: {"description": about, "tables": tables, "queries": queries}},
    }
