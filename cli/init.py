"""`netsword init`: a commented configuration and an empty database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from core.config import config_path, load_config
from core.errors import ConflictError
from storage.store import open_store

app = typer.Typer(add_completion=False)
EXAMPLE = Path(__file__).parent / "data" / "netsword.example.toml"


@app.command()
def init(
    contact: Annotated[
        str, typer.Option(help="A mail address or page for site owners; goes into the user agent.")
    ] = "",
    force: Annotated[bool, typer.Option(help="Replace a configuration that is there.")] = False,
) -> None:
    """Writes a commented netsword.toml (or the file named by --config) and creates the database."""
    path = config_path()
    if path.exists() and not force:
        raise ConflictError(f"{path} is there already; edit it, or replace it with --force")
    text = EXAMPLE.read_text(encoding="utf-8")
    if contact:
        text = text.replace('contact = ""', f"contact = {_quoted(contact)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    config = load_config(path)
    open_store(config.database_url, create=True).close()
    config.evidence_folder.mkdir(parents=True, exist_ok=True)
    sys.stderr.write(f"wrote {path} and the database; next: edit the sites, then\n")
    sys.stderr.write("  netsword watchlist import FILE\n  netsword crawl\n")


def _quoted(text: str) -> str:
    plain = "".join(char for char in text if char.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
