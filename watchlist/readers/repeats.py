"""ODS writes equal rows and cells once with a count; a count that no list needs is read as one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from watchlist.readers.archive import unpack

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 1_000
CONTENT: Final = "content.xml"

_COUNT = re.compile(rb'(number-(rows|columns)-repeated=)"(\d{4,12})"')


def without_long_repeats(stream: BinaryIO) -> BinaryIO:
    """The document itself, or a copy in which counts beyond reason are one (they fill a sheet to its edge)."""
    stream.seek(0)
    with zipfile.ZipFile(stream) as source:
        entry = source.getinfo(CONTENT)
        if not any(_is_long(found) for piece in _pieces(unpack(source, entry)) for found in _COUNT.finditer(piece)):
            return stream
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
            for other in source.infolist():
                if other.filename != CONTENT and other.filename.endswith((".xml", "mimetype")):
                    target.writestr(other.filename, b"".join(unpack(source, other)))
            with target.open(CONTENT, "w") as content:
                for piece in _pieces(unpack(source, entry)):
                    content.write(_COUNT.sub(_shortened, piece))
    copy.seek(0)
    return copy


def _is_long(found: re.Match[bytes]) -> bool:
    return int(found[3]) > (MOST_ROWS if found[2] == b"rows" else MOST_COLUMNS)


def _shortened(found: re.Match[bytes]) -> bytes:
    return found[1] + b'"1"' if _is_long(found) else found[0]


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces that end where a tag ends, so that no count is cut in two."""
    rest = b""
    for chunk in chunks:
        cut = chunk.rfind(b">") + 1
        if cut:
            yield rest + chunk[:cut]
            rest = chunk[cut:]
        else:
            rest += chunk
    yield rest
