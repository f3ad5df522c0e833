"""The clock behind the times in evidence: whose it is, and whether it is kept right."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final

_SECONDS: Final = 5
_OWN: Final = "system clock, UTC"
_NOBODY: Final = "no time service of this machine could be asked whether it is synchronised"
# What is kept is English; a Chinese reader gets these words in its place.
_CHINESE: Final = (
    (f"{_OWN}; ", "本机系统时钟（UTC）；"),
    (_NOBODY, "本机没有可供查询的校时服务，未能确认是否已校时"),
    ("NTPSynchronized=yes", "已与时间服务器同步"),
    ("NTPSynchronized=no", "尚未与时间服务器同步"),
    ("NTP=yes ", "校时服务已启用，"),
    ("NTP=no ", "校时服务未启用，"),
    ("timedatectl: ", "timedatectl："),
    ("chrony: ", "chrony："),
)


def clock_source() -> str:
    """What this machine says of its clock, in one line."""
    return f"{_OWN}; {_synchronised()}"


def clock_in(told: str, language: str) -> str:
    """What `clock_source` said, for a reader of a language; what is not known stays as it is."""
    if language == "zh":
        for english, chinese in _CHINESE:
            told = told.replace(english, chinese)
    return told


def _synchronised() -> str:
    for command, words in (
        (("timedatectl", "show", "--property=NTP", "--property=NTPSynchronized"), "timedatectl"),
        (("chronyc", "-c", "tracking"), "chrony"),
    ):
        if shutil.which(command[0]) is None:
            continue
        try:
            told = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True).stdout
        except (OSError, subprocess.SubprocessError):
            continue
        return f"{words}: {' '.join(told.split())[:200]}"
    return _NOBODY
