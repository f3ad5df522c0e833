"""Chinese told by its bytes: a short text of common GB 2312 characters, too short for counting frequent words."""

from __future__ import annotations

from typing import Final

_MOST: Final = 20_000
_FIRST_LEVEL: Final = range(0xB0, 0xD8)  # the 3,755 common characters; the rarer ones follow (GB 2312, rows 16-55)
_COMMON_SHARE: Final = 0.75
_KANA: Final = range(0xA4, 0xA6)
_LONG_HANGUL: Final = 6


def is_guobiao(body: bytes, common_hangul: frozenset[str]) -> bool:
    """Whether bytes above ASCII are pairs of GB 2312, nearly all of its common characters, and not plainly Korean.

    Big5, Shift-JIS and Latin letters break the pairs or give rare characters; Japanese in EUC shows its kana, and
    Korean (whose syllables have the same rows) is told by syllables of which `common_hangul` holds the commonest.
    """
    wide = bytes(byte for byte in body[:_MOST] if byte > 0x7F)
    if not wide or not _is_valid(body[:_MOST]):
        return False
    leads = wide[::2]
    hanzi = [lead for lead in leads if lead >= _FIRST_LEVEL.start]
    common = sum(1 for lead in hanzi if lead in _FIRST_LEVEL)
    if not hanzi or common < _COMMON_SHARE * len(hanzi) or any(lead in _KANA for lead in leads):
        return False
    return not _is_korean(wide, common_hangul)


def _is_valid(body: bytes) -> bool:
    """A character cut at the very end does not count: the bytes may be the beginning of more."""
    try:
        body.decode("gb2312")
    except UnicodeDecodeError as error:
        return 0 < error.start == len(body) - 1
    return True


def _is_korean(wide: bytes, common_hangul: frozenset[str]) -> bool:
    letters = [letter for letter in wide.decode("cp949", "replace") if letter > "\u04ff" and letter != "\ufffd"]
    hangul = [letter for letter in letters if "\uac00" <= letter <= "\ud7a3"]
    if len(hangul) < len(letters) or not hangul:
        return False
    return len(hangul) >= _LONG_HANGUL or 5 * sum(letter in common_hangul for letter in hangul) >= len(hangul)
