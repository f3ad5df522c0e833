"""The encoding of a text file: proven over the whole file, never guessed past a byte that does not fit."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from core.errors import InputError
from watchlist.korean import is_korean
from watchlist.sentences import refuse

CHUNK: Final = 1 << 20
SAMPLE: Final = 1 << 18
LEAST_PLAUSIBLE: Final = 0.6
FEW: Final = 4

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHIFTS: Final = ((b"~{", "hz"), (b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"))
_CURE: Final = "open the list in a spreadsheet or editor and save it as UTF-8 or as .xlsx"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to read the text, and how many bytes of byte order mark stand before it."""

    name: str
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A multi-byte encoding without mark: its everyday characters tell whether it was the right one."""

    name: str
    charset: str
    first: int
    last: int


# Everyday characters of each: first level of GB 2312, frequent part of Big5, first level of JIS X 0208.
_CANDIDATES: Final = (
    Candidate("gb18030", "gb2312", 0xB0, 0xD7),
    Candidate("big5hkscs", "big5", 0xA4, 0xC6),
    Candidate("cp932", "shift_jis", 0x88, 0x97),
    Candidate("euc_jp", "euc_jp", 0xB0, 0xCF),
    Candidate("cp949", "euc_kr", 0xB0, 0xC8),
)
_KANA: Final = ("cp932", "euc_jp")
_LEAST_KANA: Final = 0.1  # of a Japanese list; Chinese ones have a の here and there


def detect(stream: BinaryIO) -> Encoding:
    """The one encoding in which every byte of the file fits; refused with the line where none does."""
    head = _read(stream, 0, SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _proven(stream, Encoding(name, len(mark)))
    if b"\0" in head:
        return _wide(stream, head)
    bad = _first_error(stream, Encoding("utf-8"))
    if bad is None:
        return Encoding(_shifted(stream, head) or "utf-8")
    if bad >= stream.seek(0, 2) - 3 and _is_mostly_utf8(stream):
        raise refuse("the file ends in the middle of a character: it was cut off, upload it whole")
    _refuse_half_characters(stream, bad)
    _refuse_mixture(stream)
    fitting = [each for each in _CANDIDATES if _first_error(stream, Encoding(each.name)) is None]
    sample = _foreign_lines(stream)
    ranked = sorted(fitting, key=lambda each: _plausible(sample, each), reverse=True)
    if not ranked or _plausible(sample, ranked[0]) < LEAST_PLAUSIBLE:
        neither = max(bad, _first_error(stream, Encoding("gb18030")) or 0)
        raise refuse(
            "line {line} holds bytes that are neither UTF-8 nor GB18030: " + _CURE,
            line=line_of(stream, neither),
        )
    return Encoding(ranked[0].name)


def _shifted(stream: BinaryIO, head: bytes) -> str:
    """Encodings that are ASCII to the eye: characters stand between marks, such as ~{ and ~}; "" when it is none."""
    for mark, name in _SHIFTS:
        if mark in head and _first_error(stream, Encoding(name)) is None:
            text = head.decode(name, "ignore")
            foreign = sum(char >= "\x80" for char in text)
            if (
                foreign
                and sum("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" for char in text) >= foreign / 2
            ):
                return name
    return ""


def _is_mostly_utf8(stream: BinaryIO) -> bool:
    """Whether other lines show that the file is UTF-8."""
    return any(not line.isascii() and _surely_utf8(line) for line in _lines(stream))


def _read(stream: BinaryIO, start: int, size: int) -> bytes:
    stream.seek(start)
    return stream.read(size)


def _chunks(stream: BinaryIO, start: int = 0) -> Iterator[bytes]:
    stream.seek(start)
    while chunk := stream.read(CHUNK):
        yield chunk


def _proven(stream: BinaryIO, encoding: Encoding) -> Encoding:
    bad = _first_error(stream, encoding)
    if bad is None:
        return encoding
    wide = _is_wide(encoding.name)
    raise refuse(
        "the file says that it is {encoding}, but line {line} is not: " + _CURE,
        encoding=encoding.name.upper().removesuffix("-LE").removesuffix("-BE"),
        line=line_of(stream, bad, encoding.name if wide else "utf-8"),
    )


def _is_wide(name: str) -> bool:
    return name.startswith(("utf-16", "utf-32"))


def _first_error(stream: BinaryIO, encoding: Encoding, errors: str = "strict") -> int | None:
    """The offset of the first byte that does not fit; None when all do."""
    decoder = codecs.getincrementaldecoder(encoding.name)(errors)
    offset = encoding.mark
    for chunk in _chunks(stream, encoding.mark):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return max(0, offset - pending + error.start)
        offset += len(chunk)
    try:
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return max(0, offset - 1)
    return None


def line_of(stream: BinaryIO, offset: int, encoding: str = "utf-8") -> int:
    """The 1-based line that holds the byte at `offset`."""
    ending = "\n".encode(encoding) if _is_wide(encoding) else b"\n"
    lines, position = 1, 0
    for chunk in _chunks(stream):
        part = chunk[: max(0, offset - position)]
        lines += part.count(ending) or (part.count(b"\r") if ending == b"\n" else 0)
        position += len(chunk)
        if position >= offset:
            break
    return lines


def _wide(stream: BinaryIO, head: bytes) -> Encoding:
    """UTF-16 without mark shows zero bytes at every second place: its commas, digits and line ends."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for name, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if here >= 2 and here > 20 * there and _first_error(stream, Encoding(name)) is None:
            return Encoding(name)
    place = head.index(0)
    if head.count(0) * 20 > len(head):
        raise refuse(
            "this is not a text file (it holds zero bytes from line {line} on): " + _CURE, line=line_of(stream, place)
        )
    if _first_error(stream, Encoding("utf-8")) is None:
        return Encoding("utf-8")
    raise refuse("line {line} holds zero bytes: " + _CURE, line=line_of(stream, place))


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while line := stream.readline(CHUNK):
        yield line


def _foreign_lines(stream: BinaryIO) -> bytes:
    """The first lines that hold more than ASCII: what an encoding is judged by."""
    kept: list[bytes] = []
    size = 0
    for line in _lines(stream):
        if not line.isascii():
            kept.append(line)
            size += len(line)
            if size > SAMPLE:
                break
    return b"".join(kept)


def _refuse_half_characters(stream: BinaryIO, bad: int) -> None:
    """UTF-8 of halves of characters, as careless programs write it."""
    if _first_error(stream, Encoding("utf-8"), "surrogatepass") is None:
        raise refuse("line {line} holds half a character, as no UTF-8 does: " + _CURE, line=line_of(stream, bad))


def _refuse_mixture(stream: BinaryIO) -> None:
    """Two lists pasted together: some lines are surely UTF-8, others cannot be."""
    sound = spoilt = first_sound = first_spoilt = 0
    for number, line in enumerate(_lines(stream), 1):
        if line.isascii():
            continue
        if (surely := _surely_utf8(line)) is None:
            spoilt += 1
            first_spoilt = first_spoilt or number
        elif surely:
            sound += 1
            first_sound = first_sound or number
    if sound and spoilt:
        raise _mixture(
            first_spoilt if sound >= spoilt else first_sound, first_sound if sound >= spoilt else first_spoilt
        )


def _mixture(line: int, other: int) -> InputError:
    return refuse("line {line} is not in the same encoding as line {other}: " + _CURE, line=line, other=other)


def _surely_utf8(line: bytes) -> bool | None:
    """True when only UTF-8 makes sense of the line, None when it is not UTF-8, False when it could be both."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return None
    if all(char < "\u0800" for char in text):
        return False
    return _share(text, _CANDIDATES[0]) >= _share(line.decode("gb18030", "replace"), _CANDIDATES[0])


def _plausible(sample: bytes, candidate: Candidate) -> float:
    """The share of everyday characters among all that are not ASCII; low when the encoding is the wrong one."""
    text = sample.decode(candidate.name, "ignore")
    if candidate.name == "cp949":  # every syllable of Korean is an everyday character of GB 2312 as well
        return 2.0 if is_korean(text, sample.decode("gb18030", "ignore")) else 0.0
    if candidate.name == "euc_jp":
        foreign = sum(char >= "\x80" for char in text)
        if sum("\u3040" <= char <= "\u30ff" for char in text) < _LEAST_KANA * foreign:
            return 0.0
    return _share(text, candidate)


def _share(text: str, candidate: Candidate) -> float:
    foreign = [index for index, char in enumerate(text) if char >= "\x80"]
    if not foreign:
        return 0.0
    sound = [index for index in foreign if not _in_a_word(text, index)]
    good: float = sum(_is_everyday(text[index], candidate) for index in sound)
    if len(foreign) < FEW and candidate.name == "gb18030":  # a title such as 囧 alone must do
        good += sum(_is_han(text[index]) for index in sound) * LEAST_PLAUSIBLE
    return good / len(foreign)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_everyday(char: str, candidate: Candidate) -> bool:
    if "\u3000" <= char <= "\u30ff" or "\uff01" <= char <= "\uff5e" or char in "—…·“”‘’":
        return candidate.name in _KANA or not "\u3040" <= char <= "\u30ff"
    charsets = (candidate,) if candidate.name != "gb18030" else _CANDIDATES[:2]
    return any(_is_in(char, each) for each in charsets)


def _is_in(char: str, candidate: Candidate) -> bool:
    try:
        code = char.encode(candidate.charset)
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and candidate.first <= code[0] <= candidate.last


def _in_a_word(text: str, index: int) -> bool:
    """Am閘ie: one rare character between Latin letters is Amélie in a Western encoding."""
    before = text[index - 1 : index]
    after = text[index + 1 : index + 2]
    latin = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    lone = not (before >= "\x80" or after >= "\x80")
    return latin and lone and not _is_in(text[index], _CANDIDATES[0])
