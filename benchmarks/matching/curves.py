"""Curves: recall and precision of a matcher at every threshold, and a picture of several of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from benchmarks.matching.tables import Outcome, figures

Point = tuple[float, float, float]  # threshold, recall, precision
_VERSIONS: Final = Path(__file__).with_name("versions.json")
_THRESHOLDS: Final = (*range(40, 80, 5), *range(80, 101, 2))
_COLOURS: Final = ("#1b6e3c", "#7a9e87", "#b3552e", "#3a5f9e", "#8a5aa8", "#777777")
_LEAST: Final = 0.02  # recall below it says nothing of precision
_WIDTH: Final = 640
_HEIGHT: Final = 420
_EDGE: Final = 56


def curve(found: Sequence[Outcome]) -> list[Point]:
    """A matcher's points, where it answered anything at all; `found` holds its best answers with their scores."""
    points = [(float(threshold), figures(found, threshold)) for threshold in _THRESHOLDS]
    return [(threshold, round(it.recall, 4), round(it.precision, 4)) for threshold, it in points if it.recall > _LEAST]


def versions() -> dict[str, list[Point]]:
    """The curves of the matcher's versions, kept from the runs in which each was the newest."""
    kept = json.loads(_VERSIONS.read_text(encoding="utf-8")) if _VERSIONS.exists() else {}
    return {name: [(row[0], row[1], row[2]) for row in rows] for name, rows in kept.items()}


def keep(name: str, points: list[Point]) -> None:
    """Keeps one version's curve beside those before it."""
    kept = versions() | {name: points}
    rows = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in kept.items())
    _VERSIONS.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def _x(recall: float) -> float:
    return _EDGE + recall * (_WIDTH - 2 * _EDGE)


def _y(precision: float) -> float:
    return _HEIGHT - _EDGE - precision * (_HEIGHT - 2 * _EDGE)


def _grid() -> list[str]:
    lines: list[str] = []
    for step in range(0, 11, 2):
        share = step / 10
        lines.append(
            f'<line x1="{_x(share):.0f}" y1="{_y(0):.0f}" x2="{_x(share):.0f}" y2="{_y(1):.0f}" class="grid"/>'
        )
        lines.append(
            f'<line x1="{_x(0):.0f}" y1="{_y(share):.0f}" x2="{_x(1):.0f}" y2="{_y(share):.0f}" class="grid"/>'
        )
        lines.append(f'<text x="{_x(share):.0f}" y="{_y(0) + 18:.0f}" text-anchor="middle">{share:.1f}</text>')
        lines.append(f'<text x="{_x(0) - 8:.0f}" y="{_y(share) + 4:.0f}" text-anchor="end">{share:.1f}</text>')
    lines.append(f'<text x="{_x(0.5):.0f}" y="{_HEIGHT - 12}" text-anchor="middle">recall</text>')
    middle = f"{_y(0.5):.0f}"
    lines.append(f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">precision</text>')
    return lines


def picture(curves: Mapping[str, Sequence[Point]], title: str) -> str:
    """An SVG of the curves; a point tells its threshold when pointed at."""
    body = _grid()
    for number, (name, points) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        path = " ".join(f"{_x(recall):.1f},{_y(precision):.1f}" for _, recall, precision in points)
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body += [
            f'<circle cx="{_x(recall):.1f}" cy="{_y(precision):.1f}" r="3" fill="{colour}">'
            f"<title>{escape(name)} at {threshold:.0f}: recall {recall:.2f}, precision {precision:.2f}</title></circle>"
            for threshold, recall, precision in points
        ]
        row = _y(0) - 14 - 18 * (len(curves) - 1 - number)
        body.append(f'<rect x="{_x(0.74):.0f}" y="{row - 9:.0f}" width="12" height="12" fill="{colour}"/>')
        body.append(f'<text x="{_x(0.74) + 18:.0f}" y="{row + 2:.0f}">{escape(name)}</text>')
    drawn = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">\n'
        f"<title>{escape(title)}</title>\n"
        "<style>text{font:12px sans-serif;fill:#222}.grid{stroke:#ddd;stroke-width:1}</style>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n'
        f'<text x="{_WIDTH / 2:.0f}" y="28" text-anchor="middle" style="font-size:15px">{escape(title)}</text>\n'
        f"{drawn}\n</svg>\n"
    )
