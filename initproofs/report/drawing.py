"""Numbers go in, SVG comes out that takes its colours and its type from the page around it.

Three colours that are never those of a verdict; lines are labelled on the line; theory is a line,
a measurement a point with its interval. Nothing in a drawing has an id or a style of its own, and
every word in it is escaped. A drawing is narrow enough for a phone: a page sets several in a row.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

Scale = Callable[[float], float]
End = tuple[float, float, str, str]  # how far down and along a line ends, its name and colour
COLOURS = ("var(--s1)", "var(--s2)", "var(--s3)")
WIDE, HIGH = 350, 250
LEFT, RIGHT, TOP, BOTTOM = 46, 70, 34, 42
CELL, SMALL = 46, 25  # squares with a number in them, and without


@dataclass(frozen=True, slots=True)
class Curve:
    """By place 1, 2, …: what theory says (if anything), what was measured, low and high ends."""

    name: str
    theory: tuple[float, ...]
    measured: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Points on two logarithmic scales: every number is a power of ten."""

    name: str
    along: tuple[float, ...]
    values: tuple[float, ...]


def curves(title: str, along: str, lines: Sequence[Curve], spoken: str) -> str:
    """Curves over places on a logarithmic scale: every number is a power of ten."""
    last = max(len(line.measured) for line in lines)
    bottom, top = _rounded([v for one in lines for v in (*one.theory, *one.low, *one.high)])
    x, y = _scale(1, max(last, 2), LEFT, WIDE - RIGHT), _scale(bottom, top, HIGH - BOTTOM, TOP)
    places = [
        (float(place), str(place)) for place in range(1, last + 1, max(1, math.ceil(last / 7)))
    ]
    parts = [_title(title), *_powers(bottom, top, y), *_along(places, along, x)]
    ends: list[End] = []
    for line, colour in zip(lines, COLOURS, strict=False):
        parts += _curve(line, colour, x, y)
        ends.append((y(line.measured[-1]), x(last), line.name, colour))
    parts += _labels(ends)
    return _drawn(parts, WIDE, HIGH, spoken)


def courses(title: str, along: str, lines: Sequence[Line], spoken: str) -> str:
    """Lines on two logarithmic scales."""
    bottom, top = _rounded([value for line in lines for value in line.values])
    every = [place for line in lines for place in line.along]
    first, last = min(every), max(every)
    x, y = _scale(first, last, LEFT, WIDE - RIGHT), _scale(bottom, top, HIGH - BOTTOM, TOP)
    places = [
        (float(power), f"{10**power}") for power in range(math.ceil(first), math.floor(last) + 1)
    ]
    parts = [_title(title), *_powers(bottom, top, y), *_along(places, along, x)]
    ends: list[End] = []
    for line, colour in zip(lines, COLOURS, strict=False):
        parts.append(_path(zip(map(x, line.along), map(y, line.values), strict=True), colour))
        ends.append((y(line.values[-1]), x(line.along[-1]), line.name, colour))
    parts += _labels(ends)
    return _drawn(parts, WIDE, HIGH, spoken)


def histogram(
    title: str, along: str, ends: tuple[float, float], shares: Sequence[float], spoken: str
) -> str:
    """Bars over equal bins between two ends."""
    right, high = WIDE - LEFT, HIGH - 50
    x, y = _scale(0, len(shares), 16, right), _scale(0, max(shares), high - BOTTOM, TOP)
    parts = [_title(title)]
    for place, share in enumerate(shares):
        parts.append(
            f'<rect x="{x(place) + 1:.1f}" y="{y(share):.1f}" width="{x(1) - x(0) - 2:.1f}" '
            f'height="{y(0) - y(share):.1f}" fill="{COLOURS[1]}"/>'
        )
    parts.append(_rule(16, y(0), right))
    for at, value in ((16, ends[0]), ((16 + right) / 2, sum(ends) / 2), (right, ends[1])):
        parts.append(_text(at, y(0) + 18, f"{value:g}".replace("-", "−"), "middle"))
    parts.append(_text((16 + right) / 2, high - 6, along, "middle"))
    return _drawn(parts, right + 16, high, spoken)


def heat(title: str, rows: Sequence[Sequence[float]], spoken: str) -> str:
    """A matrix as squares: one colour for each sign, strength is size, the number in it."""
    largest = _largest(rows)
    parts = [_title(title)]
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            at, down = j * CELL, TOP + i * CELL
            parts.append(_square(at, down, CELL, value / largest, 0.66))
            parts.append(_text(at + CELL / 2, down + CELL / 2 + 4, f"{value:.4g}", "middle"))
    wide = max(max(len(row) for row in rows) * CELL, 8 * len(title))
    return _drawn(parts, wide, TOP + len(rows) * CELL + 4, spoken)


def squares(title: str, seen: str, rows: Sequence[Sequence[float]], spoken: str) -> str:
    """A matrix as small squares, its rows and columns numbered, with what one sees in it below."""
    largest, left = _largest(rows), 22
    count = max(len(row) for row in rows)
    parts = [_title(title, left)]
    for i, row in enumerate(rows):
        down = TOP + i * SMALL
        parts.append(_text(left - 6, down + SMALL / 2 + 4, str(i + 1), "end"))
        parts += [
            _square(left + j * SMALL, down, SMALL, v / largest, 0.92) for j, v in enumerate(row)
        ]
    foot = TOP + len(rows) * SMALL + 16
    for j in range(count):
        parts.append(_text(left + (j + 0.5) * SMALL, foot, str(j + 1), "middle"))
    parts.append(_text(left + count * SMALL / 2, foot + 20, seen, "middle"))
    return _drawn(parts, left + count * SMALL + 2, foot + 28, spoken)


def _largest(rows: Sequence[Sequence[float]]) -> float:
    return max((abs(value) for row in rows for value in row), default=0.0) or 1.0


def _square(at: float, down: float, side: float, strength: float, darkest: float) -> str:
    """``strength`` is −1 … 1; of 0 only a trace is seen."""
    colour = COLOURS[1] if strength > 0 else COLOURS[2]
    opacity = max(0.06, darkest * abs(strength) ** 0.8)
    return (
        f'<rect x="{at + 1:.0f}" y="{down + 1:.0f}" width="{side - 2:.0f}" '
        f'height="{side - 2:.0f}" rx="2" fill="{colour}" fill-opacity="{opacity:.2f}"/>'
    )


def _curve(line: Curve, colour: str, x: Scale, y: Scale) -> list[str]:
    parts = []
    if line.theory:
        points = ((x(place), y(value)) for place, value in enumerate(line.theory, 1))
        parts.append(_path(points, colour))
    measured = zip(line.measured, line.low, line.high, strict=True)
    for place, (value, low, high) in enumerate(measured, 1):
        parts.append(
            f'<line x1="{x(place):.1f}" x2="{x(place):.1f}" y1="{y(low):.1f}" y2="{y(high):.1f}" '
            f'stroke="{colour}" stroke-width="5" stroke-opacity=".28"/>'
        )
        parts.append(f'<circle cx="{x(place):.1f}" cy="{y(value):.1f}" r="2.6" fill="{colour}"/>')
    return parts


def _path(points: Iterable[tuple[float, float]], colour: str) -> str:
    written = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    return f'<polyline points="{written}" fill="none" stroke="{colour}" stroke-width="1.4"/>'


def _powers(bottom: int, top: int, y: Scale) -> list[str]:
    """Powers of ten, each with a line across the plot."""
    parts = []
    for power in range(bottom, top + 1, max(1, math.ceil((top - bottom) / 5))):
        parts.append(_rule(LEFT, y(power), WIDE - RIGHT))
        label = "1" if not power else f"10{_raised(power)}"
        parts.append(_text(LEFT - 7, y(power) + 4, label, "end"))
    return parts


def _along(places: Sequence[tuple[float, str]], along: str, x: Scale) -> list[str]:
    parts = [_text(x(place), HIGH - BOTTOM + 18, label, "middle") for place, label in places]
    return [*parts, _text((LEFT + WIDE - RIGHT) / 2, HIGH - 4, along, "middle")]


def _labels(ends: Sequence[End]) -> list[str]:
    """The names of lines at their ends, in the order of the lines, none over another."""
    parts, free = [], -math.inf
    for wanted, at, name, colour in sorted(ends):
        place = max(wanted, free)
        free = place + 16
        parts.append(_text(at + 8, place + 4, name, "start", colour))
    return parts


def _drawn(parts: Sequence[str], wide: float, high: float, spoken: str) -> str:
    return (
        f'<svg class="plot" role="img" aria-label="{escape(spoken)}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" style="max-width:{wide * 1.1:.0f}px">'
        f"{''.join(parts)}</svg>"
    )


def _scale(low: float, high: float, start: float, end: float) -> Scale:
    """The straight map of [low, high] onto [start, end]."""
    return lambda value: start + (end - start) * (value - low) / (high - low)


def _rounded(values: Sequence[float]) -> tuple[int, int]:
    """Whole powers of ten around what is drawn, at least one apart."""
    bottom, top = math.floor(min(values)), math.ceil(max(values))
    return (bottom, top) if top > bottom else (bottom - 1, top + 1)


def _title(words: str, at: float = 0) -> str:
    return _text(at, 14, words, "start")


def _rule(x1: float, y: float, x2: float) -> str:
    return f'<line x1="{x1}" x2="{x2}" y1="{y:.1f}" y2="{y:.1f}" stroke="var(--rule)"/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "var(--ink)") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
