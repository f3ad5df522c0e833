"""Bytes to text: what the page declares when it is true, what the bytes are when it is not."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from charset_normalizer import from_bytes

from crawler.extract.guobiao import is_guobiao

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_COMMENT: Final = re.compile(rb"<!--.{0,4096}?-->", re.S)
_META: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})|\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']\s*([\w.:-]{1,40}))""",
    re.I,
)
_CSS: Final = re.compile(rb"\A\s*@charset\s*[\"']([\w.:-]{1,40})", re.I)
_PRESCAN: Final = 4_096
_WIDER: Final = {  # the encoding that pages really are in when they declare the narrower one
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "ms936": "gb18030", "hz": "gb18030",
    "big5": "big5hkscs", "cp950": "big5hkscs", "ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252",
    "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_MULTIBYTE: Final = ("gb18030", "big5hkscs", "cp932", "cp949", "euc_jp")
_OTHER_LETTERS: Final = frozenset((
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "mac_cyrillic", "cp866", "cp1253", "iso8859_7", "cp1255", "iso8859_8",
    "cp1256", "iso8859_6", "tis_620", "cp874", "iso8859_11", "gb18030", "gbk", "gb2312", "big5", "big5hkscs",
    "cp949", "euc_kr", "euc_jp", "cp932",
))  # fmt: skip
_SAMPLE: Final = 200_000
# The commonest characters of written Chinese, simplified and traditional, with the words of the trade.
_COMMON: Final = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当"
    "想看文无开手十用主行方又如前所本见经头面公同三已老从动两长電影視劇電视剧集季网盘下载在线观看播放高清全集更新资源链接提取码小说章节作者首页登录注"
    "册帖子回复發這個們來時說國會對後過還沒開長連續劇網盤下載線觀看資源鏈接密碼章節首頁登錄註冊回覆動漫综艺電綜藝類型导演主演演员剧情简介评分，。、：《》！？（）「」"
)
_COMMON_HANGUL: Final = frozenset(
    "이다는의을를에가한고하지기로도사은대자해어인시리보나아들정그수서일스부제과으라주상전화있게것원장오안만"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as text; `doubtful` when the declaration was wrong or the text still holds undecodable bytes."""

    text: str
    encoding: str
    doubtful: bool = False


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a body; never fails. A mark at the start decides, then what is declared if the bytes agree."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _marked(body[len(mark) :], encoding)
    if body.isascii():
        return _ascii(body, content_type)
    wide = _unmarked_wide(body)
    if wide:
        return Decoded(body.decode(wide, "replace"), wide)
    declared = declared_encoding(body, content_type)
    if declared in ("", "utf-8"):
        text = _strictly(body, "utf-8")
        if text is not None:
            return Decoded(text, "utf-8")
    return _checked(body, declared)


def declared_encoding(body: bytes, content_type: str) -> str:
    """The encoding that the header or the page itself declares, as Python names it; "" for none or nonsense."""
    match = _HEADER.search(content_type)
    if match:
        known = _known(match.group(1))
        if known:
            return known
    head = _COMMENT.sub(b"", body[:_PRESCAN])
    for found in (*_META.finditer(head), *_CSS.finditer(head)):
        known = _known(next(group for group in found.groups() if group).decode("ascii", "ignore"))
        if known:
            # A page that could be read as ASCII up to here is not in UTF-16, whatever it says.
            return "utf-8" if known.startswith(("utf-16", "utf-32")) else known
    return ""


@lru_cache(maxsize=256)
def _known(label: str) -> str:
    """Python's name of a text encoding; "" for unknown ones and for codecs that are no encodings (hex, zlib, idna)."""
    label = label.strip().lower()
    if label in ("utf8", "utf-8", "unicode", "utf8mb4", "utf-8-sig", "unicode-1-1-utf-8"):
        return "utf-8"
    try:
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    if not getattr(codec, "_is_text_encoding", True) or codec.name in _NO_PAGE:
        return ""
    return _WIDER.get(codec.name, codec.name)


_SEVEN_BIT: Final = {"hz": "hz", "hz-gb-2312": "hz", "iso-2022-jp": "iso2022_jp", "iso-2022-kr": "iso2022_kr"}
_NO_PAGE: Final = frozenset((
    "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "oem", "palmos",
))  # fmt: skip


def _marked(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, "replace")
    return Decoded(text.removeprefix("\ufeff"), encoding, "�" in text[:-1])


def _ascii(body: bytes, content_type: str) -> Decoded:
    if b"~{" in body or b"\x1b$" in body:
        label = _label(body, content_type)
        if label in _SEVEN_BIT:
            return Decoded(body.decode(_SEVEN_BIT[label], "replace"), label)
    if b"\x00" in body[:400]:
        wide = _unmarked_wide(body)
        if wide:
            return Decoded(body.decode(wide, "replace"), wide)
    return Decoded(body.decode("ascii"), "utf-8")


def _label(body: bytes, content_type: str) -> str:
    match = _HEADER.search(content_type)
    if match:
        return match.group(1).lower()
    found = _META.search(body[:_PRESCAN])
    return (found.group(1) or found.group(2) or b"").decode("ascii", "ignore").lower() if found else ""


def _unmarked_wide(body: bytes) -> str:
    """UTF-16 without a mark shows as zero bytes on every other place (or, all Chinese, as blanks that have them)."""
    sample = body[:2_000]
    zeros = sample.count(0)
    if len(sample) < 4 or zeros * 20 < len(sample):
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 3 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 3 * odd else ""


def _strictly(body: bytes, encoding: str) -> str | None:
    """The text when all bytes are valid but perhaps a cut character at the very end."""
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.start > 0:
            return body[: error.start].decode(encoding)
        return None
    except (UnicodeError, LookupError, ValueError):
        return None


def _checked(body: bytes, declared: str) -> Decoded:
    """The declared encoding if it gives sound text, else the soundest of the likely ones."""
    sample = body[:_SAMPLE]
    utf8 = _strictly(body, "utf-8") if declared != "utf-8" else None
    if utf8 is not None:
        return Decoded(utf8, "utf-8", True)
    text = _strictly(body, declared) if declared else None
    if text is not None and _sound(text[:20_000]) >= 0.05:
        return Decoded(text, declared)
    damaged = _mostly_utf8(body, declared)
    if damaged is not None:
        return damaged
    if declared in ("", "utf-8") and is_guobiao(sample, _COMMON_HANGUL):
        return Decoded(body.decode("gb18030", "replace"), "gb18030", bool(declared))
    best, encoding = _best_multibyte(sample)
    if best >= 0.08 and encoding != declared:
        return Decoded(body.decode(encoding, "replace"), encoding, bool(declared))
    if text is not None and declared:
        return Decoded(text, declared)
    guessed = encoding if best >= 0.03 else _guess(sample)
    return Decoded(body.decode(declared or guessed, "replace"), declared or guessed, True)


_FEW_COMMON: Final = 8  # common characters


def _mostly_utf8(body: bytes, declared: str) -> Decoded | None:
    """UTF-8 with a few broken bytes (cut titles, a page glued from parts) is still UTF-8."""
    text = body.decode("utf-8", "replace")
    broken = text.count("�")
    wide = sum(1 for character in text[:20_000] if character > "\u07ff")
    common = sum(1 for character in text[:20_000] if character in _COMMON) if declared == "utf-8" else 0
    glued = common >= _FEW_COMMON and common * 50 > text[:20_000].count("�")  # other bytes are so by chance only
    if broken * 20 < wide or (declared == "utf-8" and broken * 3 < wide) or glued:
        return Decoded(text, "utf-8", True)
    return None


def _best_multibyte(sample: bytes) -> tuple[float, str]:
    scored = []
    for encoding in _MULTIBYTE:
        text = _strictly(sample, encoding)
        penalty = 0.0
        if text is None:
            text = sample.decode(encoding, "replace")
            penalty = min(1.0, 20 * text.count("�") / max(1, len(text)))
        scored.append((_sound(text[:20_000]) - penalty, encoding))
    return max(scored, key=lambda pair: pair[0])


def _sound(text: str) -> float:
    """How much of the non-ASCII text is common Chinese; letters of European texts count little, rubbish nothing."""
    wide = [character for character in text if character > "\x7f"]
    if not wide:
        return 1.0
    common = sum(1 for character in wide if character in _COMMON)
    other = sum(1 for character in wide if "\u3040" <= character <= "\u30ff" or character in _COMMON_HANGUL)
    latin = sum(1 for character in wide if "\xc0" <= character <= "\u024f" or "\u0400" <= character <= "\u045f")
    alone = len(wide) < len(text) * 0.15  # few accents among plain letters: a European text
    return (common + 0.6 * other + (0.5 * latin if alone else 0.0)) / len(wide)


def _guess(sample: bytes) -> str:
    """Eight-bit encodings by their letters; of the many Latin ones pages use the western."""
    found = from_bytes(sample[:20_000]).best()
    if found is None:
        return "gb18030"
    return found.encoding if found.encoding in _OTHER_LETTERS else "cp1252"
