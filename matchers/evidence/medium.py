"""What kind of copy the words speak of: a program, a book or a sound file is no copy of a film."""

from __future__ import annotations

from collections.abc import Iterator

from matchers import media
from matchers.evidence.candidate import Candidate, Effect


def medium(candidate: Candidate) -> Iterator[Effect]:
    """Words and file names of a medium that the listed work cannot be a copy in."""
    if candidate.work.kind not in media.VIDEO:
        return  # films of books and songs are told apart by the link's kind
    line = candidate.line
    if not media.speaks_of_others(line.folded):
        return
    beside = f"{line.folded[: candidate.start]} {line.folded[candidate.end :]}"
    spoken = media.media_in(beside)
    if not media.words_fit(spoken, candidate.work.kind):
        yield Effect("other_medium", -45.0, ", ".join(sorted(spoken)))
