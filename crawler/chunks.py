"""Chunked bodies as browsers take them: lines that end in a bare LF, blanks behind a size, extensions of any kind."""

from __future__ import annotations

import re
from typing import Final

from twisted.web.http import _ChunkedTransferDecoder, _MalformedChunkedDataError

LONGEST_LINE: Final = 65_536
_SIZE: Final = re.compile(rb"[0-9a-fA-F]{1,32}")


class TolerantChunks(_ChunkedTransferDecoder):
    """Twisted's decoder with the line ends of the living web; a size that is none still ends the body."""

    def _dataReceived_CHUNK_LENGTH(self) -> bool:
        line = self._line()
        if line is None:
            return False
        size = line.partition(b";")[0].strip()
        if not _SIZE.fullmatch(size):
            raise _MalformedChunkedDataError("a chunk's size is no number")
        self.length = int(size, 16)
        self.state = "BODY" if self.length else "TRAILER"
        return True

    def _dataReceived_CRLF(self) -> bool:
        if self._buffer[:2] == b"\r":
            return False
        if not self._buffer.startswith((b"\n", b"\r\n")):
            raise _MalformedChunkedDataError("a chunk does not end where its size says")
        del self._buffer[: self._buffer.index(b"\n") + 1]
        self.state = "CHUNK_LENGTH"
        return True

    def _dataReceived_TRAILER(self) -> bool:
        line = self._line()
        if line is None:
            return False
        self._receivedTrailerHeadersSize += len(line) + 1
        if self._receivedTrailerHeadersSize > self._maxTrailerHeadersSize:
            raise _MalformedChunkedDataError("trailers without end")
        if line.strip():
            return True
        rest = bytes(self._buffer)
        self._buffer.clear()
        self.state = "FINISHED"
        self.finishCallback(rest)
        return False

    def _line(self) -> bytes | None:
        """The next line without its end; None when it has not come whole."""
        end = self._buffer.find(b"\n", self._start)
        if max(end, len(self._buffer) if end < 0 else 0) > LONGEST_LINE:
            raise _MalformedChunkedDataError("a line between chunks is too long")
        if end < 0:
            self._start = len(self._buffer)
            return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        self._start = 0
        return line
