"""`netsword cron`: lines for a crontab."""

from __future__ import annotations

import shlex
import sys
from datetime import timedelta
from pathlib import Path

import typer

from core.config import config_path, load_config

app = typer.Typer(add_completion=False)
_QUARTER = timedelta(minutes=15)


# When, and which verb: rematch and recheck by night, a check and a backup every week.
NIGHTLY = (
    ("20 3 * * *", "rematch"),
    ("40 3 * * *", "recheck"),
    ("0 8 * * 1-5", "notice due"),  # cron mails it: what is overdue, and what to do next
    ("30 4 * * 0", "db verify"),
    ("50 4 * * 0", r"db backup backup-$(date +\%Y\%m\%d).db"),
)
NOTE = """\
# Exit code 3: a site is suspicious or blocked; 75: an earlier run still works. Cron mails what is printed.
"""


@app.command()
def cron() -> None:
    """Prints lines for a crontab: due sites by day, rematch and recheck by night, a check and a backup every week."""
    config = load_config()
    where = config_path().absolute()
    words = (str(Path(sys.argv[0]).absolute()), "--config", str(where))
    start = f"cd {shlex.quote(str(where.parent))} && {shlex.join(words)}".replace("%", r"\%")
    soonest = min((site.every for site in config.site), default=timedelta(days=1))
    often = "*/15 * * * *" if soonest >= _QUARTER else "*/5 * * * *"
    sys.stdout.write(NOTE)
    for when, verb in (often, "crawl --due"), *NIGHTLY:
        sys.stdout.write(f"{when}  {start} {verb} 2>>netsword.log\n")
