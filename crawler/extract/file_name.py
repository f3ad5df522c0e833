"""The name of a linked file as a text, where it says more than "index.m3u8"."""

from __future__ import annotations

import re
from typing import Final

from core.types import Link, Source

_DUMB: Final = re.compile(
    r"(?:index|playlist|master|video|play|hls|mixed|chunklist|output|stream|main|file|download|media|prog_index|"
    r"[0-9a-f]{8,64}|\d{1,3}|(?=[a-z\d]{8,64}\.)[a-z]*\d+[a-z]+[a-z\d]*)"
    r"(?:[-_.]?\d{1,8}[pk]?)?\.\w{2,7}",
    re.I,
)


def named_file(link: Link, name: str) -> tuple[Source, str]:
    """A file's name with its source: words of a share, or a file name; ("file_name", "") for names that say nothing."""
    if link.kind == "netdisk":
        return "share_text", name
    return "file_name", "" if _DUMB.fullmatch(name) else name
