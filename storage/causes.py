"""Why a run ended as it did and why addresses were not followed: what a crawl writes down, in both languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

# What stands in braces is a number, a name or another cause. Who writes a new cause writes its Chinese here.
CAUSES: Final[tuple[tuple[str, str], ...]] = (
    (
        "{some} of {all} pages were refused or challenged: the site shuts us out",
        "{all} 个页面中有 {some} 个被拒绝或要求验证：网站将我们拒之门外",
    ),
    (
        "robots.txt gave no answer, so nothing was asked for (RFC 9309): try later, or set obey_robots = false",
        "robots.txt 没有应答，因此未访问任何页面（RFC 9309）：请稍后再试，或设置 obey_robots = false",
    ),
    (
        "robots.txt forbids all that was asked for: ask the owner, or set obey_robots = false for the site",
        "robots.txt 禁止访问全部所需网址：请联系站长，或为该站点设置 obey_robots = false",
    ),
    (
        "robots.txt forbids {some} of the addresses asked for, and gave no answer for {others}",
        "robots.txt 禁止访问其中 {some} 个网址，另有 {others} 个没有应答",
    ),
    (
        "all {some} addresses asked for lead into a private network or are no web addresses",
        "所需访问的 {some} 个网址全部指向内网或不是网址",
    ),
    ("no page could be read (nothing was fetched)", "没有读到任何页面（未抓取到任何内容）"),
    ("no page could be read ({states})", "没有读到任何页面（{states}）"),
    ("{some} of {all} expected pages read", "预期读取 {all} 个页面，实际读取 {some} 个"),
    ("{some} of {all} expected links seen", "预期看到 {all} 个链接，实际看到 {some} 个"),
    ("no link seen; the last good run saw {some}", "没有看到链接；上一次正常运行看到 {some} 个"),
    ("{some} of {all} pages ended in an error", "{all} 个页面中有 {some} 个出错"),
    ("{cause}; the next run goes on from here", "{cause}；下次运行从此处继续"),
    ("{host} is busy whenever it is asked (429, 503)", "{host} 每次访问都繁忙（429、503）"),
    ("stopped by a signal", "被信号中止"),
    (
        "stopped: it used more memory than [crawl] max_memory_mb allows",
        "已停止：内存用量超过 [crawl] max_memory_mb 的上限",
    ),
    ("stopped ({word})", "已停止（{word}）"),
    ("the process ended before the run did", "进程在运行结束前就已终止"),
    ("failed: {error}", "失败：{error}"),
    ("another host", "其他网站"),
    ("deeper than {number}", "深度超过 {number} 层"),
    ("longer than {number} characters", "网址超过 {number} 个字符"),
    ("a port the site did not name", "站点未列明的端口"),
    ("more than {number} path segments", "路径超过 {number} 段"),
    ("a path segment repeated", "路径片段重复"),
    ("not a page", "不是网页"),
    ("a shape that leads to nothing", "此类网址一无所获"),
)
_STATES: Final = {
    "error": "个出错", "timeout": "个超时", "gone": "个已不存在", "refused": "个指向内网地址或不是网址",
    "redirected": "个跳转", "not_text": "个不是文本", "too_large": "个过大", "trapped": "个属于陷阱",
    "blocked": "个被拒绝", "robots": "个被 robots.txt 禁止", "left": "个未轮到",
}  # fmt: skip
LONGEST: Final = 2_000


def told(cause: str, language: Literal["en", "zh"]) -> str:
    """The cause in a language; what is not known here is said as it was written down."""
    if language == "en" or len(cause) > LONGEST:
        return cause
    for pattern, chinese in _patterns():
        found = pattern.fullmatch(cause)
        if found:
            return chinese.format(**{name: _value(name, text) for name, text in found.groupdict().items()})
    return cause


def _value(name: str, text: str) -> str:
    if name == "cause":
        return told(text, "zh")
    return "、".join(map(_state, text.split(", "))) if name == "states" else text


def _state(text: str) -> str:
    """`3 timeout` as `3 个超时`."""
    number, _, state = text.partition(" ")
    return f"{number} {_STATES[state]}" if state in _STATES else text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), chinese) for english, chinese in CAUSES)


def _pattern(english: str) -> re.Pattern[str]:
    """What fits the sentence: each place once, numbers where a number stands."""
    parts = re.split(r"\{(\w+)\}", english)
    numbers = ("some", "all", "others", "number")
    places = [rf"(?P<{name}>{chr(92)}d{{1,12}})" if name in numbers else f"(?P<{name}>.+)" for name in parts[1::2]]
    fixed = [re.escape(part) for part in parts[0::2]]
    return re.compile("".join(a + b for a, b in zip(fixed, [*places, ""], strict=True)), re.S)
