"""Charts as SVG without scripts, readable in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pygal
from pygal.style import Style

from console.words import mark
from storage.dashboard import Tally

_FONT: Final = '"Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
_INK: Final = {"light": ("#1d2a2f", "#5b6b72", "#d9e0e2"), "dark": ("#e6ecee", "#9fb0b6", "#324047")}
_COLOURS: Final = {"light": ("#0b6e75", "#c0582b"), "dark": ("#5cc3c9", "#f0a27a")}
_PALE: Final = {"light": ("#0b6e75", "#a9c9cc"), "dark": ("#5cc3c9", "#33565a")}
_LABELS: Final = 8
_LONGEST: Final = 14


def days(span: Sequence[str], lines: Sequence[tuple[str, Mapping[str, int]]], theme: str) -> bytes:
    """One bar a day for each line."""
    chart = pygal.Bar(height=260, width=1000, truncate_label=-1, **_common(theme))
    step = max(1, len(span) // _LABELS)
    chart.x_labels = [day[5:] for day in span]
    chart.x_labels_major = [day[5:] for day in span[::step]]
    chart.show_minor_x_labels = False
    for name, values in lines:
        chart.add(name, [values.get(day, 0) for day in span])
    return str(chart.render()).encode()


def bars(tallies: Sequence[Tally], words: Callable[[str], str], theme: str) -> bytes:
    """One bar a name: what was upheld, and the rest."""
    shown = list(reversed(tallies))
    # The library reckons with Latin letters: Chinese ones are wider.
    wide = max((sum(ord(char) > 0x2E7F for char in _short(tally.name)) for tally in shown), default=0)
    chart = pygal.HorizontalStackedBar(
        height=60 + 26 * max(3, len(tallies)), width=640, margin_left=12 + 6 * wide, **_common(theme, pale=True)
    )
    chart.x_labels = [_short(tally.name) for tally in shown]
    chart.add(words(mark("upheld")), [tally.upheld for tally in shown])
    chart.add(words(mark("others")), [tally.number - tally.upheld for tally in shown])
    return str(chart.render()).encode()


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _common(theme: str, *, pale: bool = False) -> dict[str, Any]:
    colours = _PALE if pale else _COLOURS
    ink, soft, line = _INK.get(theme, _INK["light"])
    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground=soft,
        foreground_strong=ink,
        foreground_subtle=line,
        guide_stroke_color=line,
        major_guide_stroke_color=line,
        colors=colours.get(theme, colours["light"]),
        font_family=_FONT,
        label_font_size=12,
        major_label_font_size=12,
        legend_font_size=12,
        opacity=1,
    )
    return {
        "style": style,
        "js": [],
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 2,
        "legend_box_size": 10,
        "show_y_guides": True,
        "include_x_axis": True,
        "margin_top": 8,
        "margin_right": 8,
        "margin_bottom": 8,
        "disable_xml_declaration": True,
        "no_data_text": "0",
        "value_formatter": _whole,
    }


def _whole(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else ""
