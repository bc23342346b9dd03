"""Numbers go in, SVG comes out that takes its colours and its type from the page around it.

Three colours that are never those of a verdict; lines are labelled on the line; theory is a line,
a measurement a point with its interval. Nothing in a drawing has an id or a style of its own, and
every word in it is escaped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

Scale = Callable[[float], float]
COLOURS = ("var(--s1)", "var(--s2)", "var(--s3)")
WIDE, HIGH = 620, 340
LEFT, RIGHT, TOP, BOTTOM = 58, 150, 34, 42
CELL = 44


@dataclass(frozen=True, slots=True)
class Curve:
    """By place 1, 2, …: what theory says (if anything), what was measured, low and high ends."""

    name: str
    theory: tuple[float, ...]
    measured: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def curves(title: str, along: str, lines: Sequence[Curve], spoken: str) -> str:
    """Curves over places on a logarithmic scale: every number is a power of ten."""
    every = [v for line in lines for v in (*line.theory, *line.low, *line.high)]
    bottom, top = _rounded(min(every), max(every))
    last = max(len(line.measured) for line in lines)

    def x(place: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * (place - 1) / max(last - 1, 1)

    def y(value: float) -> float:
        return TOP + (HIGH - TOP - BOTTOM) * (top - value) / (top - bottom)

    parts = [f'<text x="0" y="16" fill="var(--ink)">{escape(title)}</text>']
    step = max(1, round((top - bottom) / 5))
    for power in range(bottom, top + 1, step):
        parts.append(_rule(LEFT, y(power), WIDE - RIGHT))
        label = "1" if not power else f"10{_raised(power)}"
        parts.append(_text(LEFT - 8, y(power) + 4, label, "end"))
    for place in range(1, last + 1, max(1, last // 6)):
        parts.append(_text(x(place), HIGH - BOTTOM + 20, str(place), "middle"))
    parts.append(_text(x((1 + last) / 2), HIGH - 4, along, "middle"))
    labels: list[float] = []
    for line, colour in zip(lines, COLOURS, strict=False):
        parts += _curve(line, colour, x, y)
        at = _apart(y(line.measured[-1]), labels)
        labels.append(at)
        parts.append(_text(x(len(line.measured)) + 10, at + 4, line.name, "start", colour))
    return _drawn(parts, WIDE, HIGH, spoken)


def _curve(line: Curve, colour: str, x: Scale, y: Scale) -> list[str]:
    parts = []
    if line.theory:
        points = " ".join(f"{x(p):.1f},{y(v):.1f}" for p, v in enumerate(line.theory, 1))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
    for place, (value, low, high) in enumerate(
        zip(line.measured, line.low, line.high, strict=True), 1
    ):
        parts.append(
            f'<line x1="{x(place):.1f}" x2="{x(place):.1f}" y1="{y(low):.1f}" y2="{y(high):.1f}" '
            f'stroke="{colour}" stroke-width="6" stroke-opacity=".25"/>'
        )
        parts.append(f'<circle cx="{x(place):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>')
    return parts


def heat(title: str, rows: Sequence[Sequence[float]], spoken: str) -> str:
    """A matrix as squares: one colour for each sign, strength is size, the number in it."""
    largest = max((abs(value) for row in rows for value in row), default=0) or 1
    parts = [f'<text x="0" y="16" fill="var(--ink)">{escape(title)}</text>']
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            colour = COLOURS[1] if value > 0 else COLOURS[2]
            strength = 0.06 + 0.6 * abs(value) / largest if value else 0.06
            at, down = j * CELL, TOP + i * CELL
            parts.append(
                f'<rect x="{at + 1}" y="{down + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="3" '
                f'fill="{colour}" fill-opacity="{strength:.2f}"/>'
            )
            parts.append(_text(at + CELL / 2, down + CELL / 2 + 4, f"{value:.4g}", "middle"))
    wide = max(len(row) for row in rows) * CELL
    return _drawn(parts, max(wide, 8 * len(title)), TOP + len(rows) * CELL + 4, spoken)


def _drawn(parts: Sequence[str], wide: float, high: float, spoken: str) -> str:
    return (
        f'<svg class="plot" role="img" aria-label="{escape(spoken)}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" style="max-width:{wide * 1.15:.0f}px">'
        f"{''.join(parts)}</svg>"
    )


def _rounded(low: float, high: float) -> tuple[int, int]:
    """Whole powers of ten around what is drawn, at least one apart."""
    bottom, top = math.floor(low), math.ceil(high)
    return (bottom, top) if top > bottom else (bottom - 1, top + 1)


def _apart(wanted: float, taken: Sequence[float]) -> float:
    """A place for a label that covers no other."""
    while any(abs(wanted - other) < 16 for other in taken):
        wanted += 16
    return wanted


def _rule(x1: float, y: float, x2: float) -> str:
    return f'<line x1="{x1}" x2="{x2}" y1="{y:.1f}" y2="{y:.1f}" stroke="var(--rule)"/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "var(--ink)") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
