"""Streams by their scheme: live television, radio and peer-to-peer channels."""

from __future__ import annotations

import re
from typing import Final

from core.types import Link
from core.urls import tidy

SCHEMES: Final = (
    "rtmp", "rtmps", "rtmpt", "rtsp", "rtsps", "rtp", "udp", "mms", "mmsh", "mmst", "srt", "p2p", "p3p", "p5p", "p8p",
    "p9p", "mitv", "tvbus", "vjms", "jsy", "acestream", "sop",
)  # fmt: skip
_STREAM = re.compile(r"([a-z0-9]{3,10})://@?([^\s/?#]{3,})([^\s]*)", re.I)


def read(uri: str) -> Link | None:
    """The link of a stream address; None for trackers of the torrent network, which use udp too."""
    found = _STREAM.fullmatch(tidy(uri))
    if found is None or found[1].lower() not in SCHEMES or "announce" in found[3] or "tracker" in found[2].lower():
        return None
    scheme, host = found[1].lower(), found[2]
    if scheme not in ("tvbus", "acestream"):  # their "host" is a key, in which case matters
        host = host.lower()
    at = "@" if scheme == "udp" else ""
    url = f"{scheme}://{at}{host}{found[3]}"
    return Link("live", url, url, host.rpartition("@")[2].partition(":")[0] if "." in host else scheme)
