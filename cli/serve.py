"""`netsword serve`: the console and its API."""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Annotated

import typer

from cli import logs
from cli.session import opened
from core.errors import ConfigError

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; only this machine by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8400,
) -> None:
    """Starts the console. Behind a web server, set its `hosts` and `https` in netsword.toml."""
    try:
        import uvicorn  # the console's packages are an extra

        from console.app import create_app
    except ImportError as error:
        raise ConfigError(f"the console needs its packages ({error.name}): pip install 'netsword[console]'") from error
    logs.configure(verbose=False, terminal=sys.stderr.isatty())
    with opened() as (config, store):
        app = create_app(config, store, _own_names(host))
        scheme = "https" if config.console.https else "http"
        sys.stderr.write(f"the console is at {scheme}://{_shown(host)}:{port}/  (Ctrl-C ends it)\n")
        if not store.users.list():
            sys.stderr.write("nobody may sign in yet: netsword user add NAME --role operator\n")
        uvicorn.run(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=config.console.https,
            timeout_keep_alive=30,
            limit_concurrency=200,
        )


def _own_names(host: str) -> tuple[str, ...]:
    """The address listened on is a name the console may be called by, unless it stands for all of them."""
    try:
        address = ip_address(host)
    except ValueError:
        return (host,)
    if address.is_unspecified:
        return ()
    return (f"[{address}]" if address.version == 6 else str(address),)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
