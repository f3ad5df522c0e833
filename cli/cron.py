"""`netsword cron`: lines for a crontab."""

from __future__ import annotations

import shlex
import sys
from datetime import timedelta
from pathlib import Path

import typer

from core.config import config_path, load_config

app = typer.Typer()
_QUARTER = timedelta(minutes=15)


@app.command()
def cron() -> None:
    """Prints crontab lines: due sites every quarter of an hour, rematch and recheck by night, a weekly check and backup."""
    config = load_config()
    where = config_path().absolute()
    program = Path(sys.argv[0]).absolute()
    folder = where.parent

    def line(when: str, words: str, log: str) -> str:
        command = f"cd {shlex.quote(str(folder))} && {shlex.quote(str(program))} --config {shlex.quote(str(where))} {words}"
        return f"{when}  {command.replace('%', chr(92) + '%')} 2>>{log}\n"

    soonest = min((site.every for site in config.site), default=timedelta(days=1))
    minutes = "*/15" if soonest >= _QUARTER else "*/5"
    out = sys.stdout.write
    out("# netsword: exit 3 is a suspicious or blocked site, 75 an earlier run that still works; cron mails what is printed\n")
    out(line(f"{minutes} * * * *", "crawl --due", "netsword.log"))
    out(line("20 3 * * *", "rematch", "netsword.log"))
    out(line("40 3 * * *", "recheck", "netsword.log"))
    out(line("30 4 * * 0", "db verify", "netsword.log"))
    out(line("50 4 * * 0", "db backup backup-$(date +%Y%m%d).db", "netsword.log"))
