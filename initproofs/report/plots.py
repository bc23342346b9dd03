"""A report goes in; the figures that its claims call for come out, each with its numbers.

Most notes call for none. A picture never decides anything, and says so: what decided a claim stands
in its panel.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..arithmetic.enclosure import Real
from ..claims.matrices import Said
from ..nouns import BlockKind, Report
from ..simulate import simulate
from ..simulation import SimulationReport, SimulationRequest
from .drawing import Curve, curves, heat

MOST = 6  # figures on a page
HUGE = 1e12  # numbers that no square has room for
LARGEST = 12  # rows and columns of a matrix that is drawn
WIDTH, DEPTH, NETWORKS = 100, 12, 100
ABOUT_SCALES = frozenset(["initializer", "moments"])
# How notes name the schemes, and the name here.
SCHEMES = {
    "he": re.compile(r"\bKaiming\b|\bHe(?:['’]s|[- ](?:init|normal|uniform|et al|weights))"),
    "glorot": re.compile(r"\bGlorot\b|\bXavier\b"),
    "lecun": re.compile(r"\bLe[Cc]un\b"),
}
TITLES = {"he": "He", "glorot": "Glorot", "lecun": "LeCun"}


@dataclass(frozen=True, slots=True)
class Figure:
    """``svg`` is ours; ``rows`` are the numbers drawn, for those who cannot see it."""

    anchor: str
    svg: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figures(report: Report, prefix: str) -> list[Figure]:
    """At most a few, in the order of the list below."""
    found = (figure for finder in FINDERS for figure in finder(report, prefix))
    return [figure for figure, _ in zip(found, range(MOST), strict=False)]


def _depth(report: Report, prefix: str) -> Iterator[Figure]:
    """The signal by depth for the schemes that the note names, if it claims something of them."""
    kinds = {claim.kind for claim, _ in report.findings}
    prose = (b.text for b in report.document.blocks if b.kind is BlockKind.PROSE)
    text = " ".join(prose)
    named = [scheme for scheme, pattern in SCHEMES.items() if pattern.search(text)]
    activation = "relu" if re.search(r"\bReLU\b", text, re.IGNORECASE) else "tanh"
    if not kinds & ABOUT_SCALES or not named or activation not in text.lower():
        return
    widths = (WIDTH,) * (DEPTH + 2)
    runs = [
        simulate(SimulationRequest(widths, activation, scheme, samples=NETWORKS))
        for scheme in named
    ]
    lines = [_curve(TITLES[scheme], run) for scheme, run in zip(named, runs, strict=True)]
    shown = "ReLU" if activation == "relu" else activation
    title = f"second moment of the activations, {shown}"
    caption = (
        f"Measured by initproofs, for orientation: {NETWORKS} networks of width {WIDTH} without"
        " biases, inputs of mean square 1, seed 1. Points are means with their 95 % intervals"
        f"{', lines are theory' if any(line.theory for line in lines) else ''}."
        " The picture decides no claim."
    )
    header = ("layer", *(line.name for line in lines))
    rows = [
        (str(place + 1), *(f"{10 ** line.measured[place]:.3g}" for line in lines))
        for place in range(DEPTH)
    ]
    names = " and ".join(line.name for line in lines)
    spoken = f"{title} by layer for {names} weights, {DEPTH} layers, falling or staying"
    svg = curves(title, "layer", lines, spoken)
    yield Figure(f"{prefix}depth", svg, caption, header, tuple(rows))


def _curve(name: str, run: SimulationReport) -> Curve:
    moments = [layer.activations for layer in run.layers[:DEPTH]]
    theory = [moment.theory for moment in moments]
    wide = [min(moment.half_width, 0.9) for moment in moments]
    return Curve(
        name,
        tuple(value for value in theory if value is not None) if None not in theory else (),
        tuple(moment.measured for moment in moments),
        tuple(m.measured + math.log10(1 - w) for m, w in zip(moments, wide, strict=True)),
        tuple(m.measured + math.log10(1 + w) for m, w in zip(moments, wide, strict=True)),
    )


def _columns(report: Report, prefix: str) -> Iterator[Figure]:
    """A matrix whose rows or columns are said to be equal or not, so that one sees it."""
    drawn = set[str]()
    for claim, _ in report.findings:
        said = claim.statement
        if not isinstance(said, Said) or said.parts == "entries" or str(said.head) in drawn:
            continue
        rows = _numbers(said.fact.value)
        if rows is None:
            continue
        name = str(said.head)
        drawn.add(name)
        where = report.document.where(said.fact.span.start)
        caption = f"{name} as printed in {where}: copper is positive, violet negative."
        spoken = f"{name}, {len(rows)} rows and {len(rows[0])} columns, its {said.parts} compared"
        header = ("row", *(f"column {j + 1}" for j in range(len(rows[0]))))
        body = [(str(i + 1), *(f"{value:.6g}" for value in row)) for i, row in enumerate(rows)]
        svg = heat(f"{name}, its {said.parts}", rows, spoken)
        yield Figure(f"{prefix}matrix{len(drawn)}", svg, caption, header, tuple(body))


def _numbers(value: object) -> list[list[float]] | None:
    """A matrix of numbers that is not too large to be seen."""
    if not isinstance(value, list | tuple) or not value or not isinstance(value[0], list | tuple):
        return None
    if len(value) > LARGEST or len(value[0]) > LARGEST:
        return None
    if not all(
        isinstance(e, Real) and -HUGE < e.low <= e.high < HUGE for row in value for e in row
    ):
        return None
    return [[float(entry.low + entry.high) / 2 for entry in row] for row in value]


FINDERS: tuple[Callable[[Report, str], Iterator[Figure]], ...] = (_depth, _columns)
