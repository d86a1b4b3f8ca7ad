"""A bar chart as plain SVG: no plotting library for four kinds of rectangle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_COLOURS = ("#8c959f", "#0969da", "#1a7f37", "#9a6700")
_LEFT, _WIDTH, _ROW, _BAR = 330, 960, 26, 18


def bars(title: str, unit: str, groups: Mapping[str, Mapping[str, float]]) -> str:
    """One row per series of each group, with its value at the end of the bar."""
    series = list(dict.fromkeys(name for group in groups.values() for name in group))
    most = max((value for group in groups.values() for value in group.values()), default=1.0)
    height = 70 + sum(len(group) * _ROW + 18 for group in groups.values())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" font-family="system-ui, sans-serif" '
        f'font-size="14" fill="#1f2328">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="28" font-size="17" font-weight="600">{escape(title)}</text>',
        *_legend(series),
    ]
    y = 70
    for name, group in groups.items():
        parts.append(f'<text x="16" y="{y + 14}">{escape(name)}</text>')
        for label, value in group.items():
            colour = _COLOURS[series.index(label) % len(_COLOURS)]
            width = max(2.0, (_WIDTH - _LEFT - 110) * max(value, 0) / most)
            parts.append(
                f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR}" rx="3" '
                f'fill="{colour}"/><text x="{_LEFT + width + 8:.1f}" y="{y + 14}">'
                f"{value:.1f} {escape(unit)}</text>"
            )
            y += _ROW
        y += 18
    return "\n".join([*parts, "</svg>", ""])


def _legend(series: Sequence[str]) -> list[str]:
    parts = []
    x = 16
    for index, name in enumerate(series):
        colour = _COLOURS[index % len(_COLOURS)]
        parts.append(f'<rect x="{x}" y="40" width="12" height="12" rx="2" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="51">{escape(name)}</text>')
        x += 40 + 8 * len(name)
    return parts


def dots(title: str, unit: str, rows: Mapping[str, tuple[float, float, float]]) -> str:
    """One line a row: a dot at the value, a whisker from low to high. The axis starts near the
    lowest whisker, for it is the differences that are to be seen."""
    line, top, left, right = 20, 64, 300, 90
    height = top + line * len(rows) + 34
    least = min((low for _, low, _ in rows.values()), default=0.0)
    most = max((high for _, _, high in rows.values()), default=1.0)
    step = next(s for s in (1, 2, 5, 10, 20) if (most - least) / s <= 12)
    first = step * int(least // step)
    scale = (_WIDTH - left - right) / max(most - first, 1.0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" font-family="system-ui, sans-serif" '
        f'font-size="13" fill="#1f2328">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="28" font-size="17" font-weight="600">{escape(title)}</text>',
    ]
    for mark in range(first, int(most) + 1, step):
        x = left + (mark - first) * scale
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top - 10}" y2="{height - 30}" '
            f'stroke="#d1d9e0"/><text x="{x:.1f}" y="{height - 12}" text-anchor="middle" '
            f'fill="#59636e">{mark} {escape(unit)}</text>'
        )
    for index, (name, (value, low, high)) in enumerate(rows.items()):
        y = top + index * line
        a, b, x = (left + (one - first) * scale for one in (low, high, value))
        parts.append(
            f'<text x="{left - 12}" y="{y + 4}" text-anchor="end">{escape(name)}</text>'
            f'<line x1="{a:.1f}" x2="{b:.1f}" y1="{y}" y2="{y}" stroke="#8c959f"/>'
            f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{_COLOURS[1]}"/>'
            f'<text x="{b + 8:.1f}" y="{y + 4}" fill="#59636e">{value:.1f}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])
