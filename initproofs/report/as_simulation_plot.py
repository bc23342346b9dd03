"""A simulation report goes in; an SVG drawing comes out: second moments against depth, by powers of
ten, theory as a line and measurements as bars. It needs nothing but a browser, and runs nothing;
where the reader wants it dark, it is. The same report is drawn by the same bytes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from ..simulation import Moment, SimulationReport

WIDE, HIGH = 880, 360
LEFT, RIGHT, TOP, BOTTOM, GAP = 64, 16, 56, 44, 72
MOST = 200  # measurements drawn: of more layers, an even selection
INK, RULE, DOT, PAPER = "#1c2026", "#dbd7cd", "#a8501a", "#fdfcf9"
DARK = (
    "@media (prefers-color-scheme: dark) { .paper { fill: #15181c } text { fill: #e5e3dd }"
    " .rule { stroke: #343a42 } .theory { stroke: #e5e3dd } .bar { stroke: #e79a5c }"
    " .dot { fill: #e79a5c } }"
)
Scale = Callable[[float], float]


def as_simulation_plot(report: SimulationReport) -> str:
    """Two panels, activations and gradients, side by side."""
    inner = (WIDE - LEFT - RIGHT - GAP) / 2
    panels = [
        panel("activations", [layer.activations for layer in report.layers], LEFT, inner),
        panel("gradients", [layer.gradients for layer in report.layers], LEFT + inner + GAP, inner),
    ]
    title = escape(" ".join(report.diagnosis))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="{INK}">\n'
        f"<title>{title}</title>\n<style>{DARK}</style>\n"
        f'<rect class="paper" width="{WIDE}" height="{HIGH}" fill="{PAPER}"/>\n'
        f'<text x="{LEFT}" y="22" font-size="13">{title}</text>\n' + "".join(panels) + "</svg>\n"
    )


def panel(name: str, moments: Sequence[Moment], left: float, inner: float) -> str:
    """One panel: frame, powers of ten, theory, measurements."""
    x = scale(1, max(2, len(moments)), left, left + inner)
    low, high = extent(moments)
    y = scale(low, high, HIGH - BOTTOM, TOP)
    step = max(1, math.ceil((high - low) / 6))
    parts = [f'<text x="{left}" y="{TOP - 12}">second moment of {name}</text>\n']
    for power in range(math.ceil(low), math.floor(high) + 1, step):
        raised = f"{power}".replace("-", "−")
        label = f'10<tspan dy="-4" font-size="9">{raised}</tspan>' if power else "1"
        parts.append(
            f'<line class="rule" x1="{left}" x2="{left + inner:.1f}" y1="{y(power):.1f}" '
            f'y2="{y(power):.1f}" '
            f'stroke="{RULE}"/><text x="{left - 8}" y="{y(power) + 4:.1f}" text-anchor="end">'
            f"{label}</text>\n"
        )
    known = [(x(k), y(m.theory)) for k, m in enumerate(moments, 1) if m.theory is not None]
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in known)
    parts.append(
        f'<polyline class="theory" points="{path}" fill="none" stroke="{INK}" '
        f'stroke-width="1.4"/>\n'
    )
    step = max(1, math.ceil(len(moments) / MOST))
    for place, moment in list(enumerate(moments, 1))[::step]:
        if moment.lives:
            parts.append(bar(moment, x(place), y))
    foot = HIGH - BOTTOM + 18
    for place in range(1, len(moments) + 1, max(1, math.ceil(len(moments) / 8))):
        parts.append(f'<text x="{x(place):.1f}" y="{foot}" text-anchor="middle">{place}</text>\n')
    parts.append(
        f'<text x="{left + inner / 2:.1f}" y="{foot + 14}" text-anchor="middle">layer</text>\n'
    )
    return "".join(parts)


def bar(moment: Moment, at: float, y: Scale) -> str:
    """A measurement and its 95 % interval (down to a hundredth of it, where it reaches 0)."""
    top = y(moment.measured + math.log10(1 + min(moment.half_width, 1e6)))
    foot = y(moment.measured + math.log10(max(1 - moment.half_width, 0.01)))
    return (
        f'<line class="bar" x1="{at:.1f}" x2="{at:.1f}" y1="{top:.1f}" y2="{foot:.1f}" '
        f'stroke="{DOT}"/>'
        f'<circle class="dot" cx="{at:.1f}" cy="{y(moment.measured):.1f}" r="2.5" fill="{DOT}"/>\n'
    )


def extent(moments: Sequence[Moment]) -> tuple[float, float]:
    """The powers of ten to show, at least half of one to either side."""
    logs = [m.measured for m in moments if m.lives]
    logs += [m.theory for m in moments if m.theory is not None]
    return (min(logs) - 0.5, max(logs) + 0.5) if logs else (-1.0, 1.0)


def scale(low: float, high: float, start: float, end: float) -> Scale:
    """The straight map of [low, high] onto [start, end]."""
    return lambda value: start + (value - low) / (high - low) * (end - start)
