"""A report goes in; small runs of our own come out as figures, where its claims are of that kind:
gradients of equal units, saturated units, training from three starts. None decides anything."""

from __future__ import annotations

import math
import re

from ..nouns import Report
from ..simulate.exhibits import (
    EXAMPLES,
    NETWORKS,
    POINTS,
    RATE,
    WIDE,
    gradient_columns,
    saturation,
    training,
)
from .drawing import Line, courses, histogram, squares
from .figure import Figure, Figures, first, prose

SPEAKS_OF_TWINS = re.compile(
    r"\b(?:same|equal|identical|duplicate|alike|symmetr|twin|differ)", re.IGNORECASE
)
SPEAKS_OF_SATURATION = re.compile(r"\bsaturat", re.IGNORECASE)


def gradients(report: Report, prefix: str) -> Figures:
    """Columns of a gradient from equal and unequal units, where a note claims something of them."""
    told = (claim for claim, _ in report.findings if claim.kind == "symmetry")
    about = next((claim for claim in told if SPEAKS_OF_TWINS.search(claim.source)), None)
    if about is None:
        return
    shown = gradient_columns()
    inputs, units = len(shown[0].rows), len(shown[0].rows[0])
    said = (
        f"A run of ours, for orientation: the gradient of a first layer, {inputs} inputs (rows) by"
        f" {units} tanh units (columns), {EXAMPLES} examples, seed 1. Copper is positive, violet"
        " negative, strength is size. The picture decides no claim."
    )
    plots = tuple(
        squares(one.name, one.seen, one.rows, f"Gradient of a first layer, {one.name}: {one.seen}")
        for one in shown
    )
    header = ("start", "input", *(f"unit {unit}" for unit in range(1, units + 1)))
    rows = tuple(
        (one.name, str(i), *(f"{value:.3f}" for value in row))
        for one in shown
        for i, row in enumerate(one.rows, 1)
    )
    yield Figure(f"{prefix}columns", plots, said, header, rows, about.span.start)


def saturated(report: Report, prefix: str) -> Figures:
    """Activations of a deep layer from large and from small weights."""
    about = first(report, SPEAKS_OF_SATURATION)
    text = prose(report).lower()
    activation = next((name for name in ("tanh", "sigmoid") if name in text), "")
    if about is None or not activation:
        return
    shown = saturation(activation)
    said = (
        f"A run of ours, for orientation: activations of the fifth layer, {NETWORKS} networks of"
        f" width {WIDE}, {activation}, normal weights, seed 2. A unit is saturated where the slope"
        " is below a tenth of the steepest. The picture decides no claim."
    )
    plots = tuple(
        histogram(
            f"weights of {one.name}", f"{100 * one.saturated:.0f} % of the units saturated",
            (one.low, one.high), one.shares,
            f"Histogram of {activation} activations, weights of {one.name}: "
            f"{100 * one.saturated:.0f} percent saturated",
        )
        for one in shown
    )  # fmt: skip
    step = (shown[0].high - shown[0].low) / len(shown[0].shares)
    rows = tuple(
        (f"{shown[0].low + place * step:.2f}", *(f"{share:.3f}" for share in shares))
        for place, shares in enumerate(zip(*(one.shares for one in shown), strict=True))
    )
    header = ("from", *(one.name for one in shown))
    yield Figure(f"{prefix}saturation", plots, said, header, rows, about.span.start)


def trained(report: Report, prefix: str) -> Figures:
    """Training from zeros, from He's weights and from weights that are too large."""
    printed = [claim for claim, _ in report.findings if claim.kind == "experiment"]
    if not printed:
        return
    shown = training()
    said = (
        f"A run of ours, for orientation: {POINTS} points on two circles, layers 2, 10, 5, 1 with"
        f" ReLU, full-batch steps of {RATE}, seed 3. It is another experiment than the note's, and"
        " decides no claim."
    )
    lines = [
        Line(one.name, tuple(map(math.log10, one.places)), tuple(map(math.log10, one.losses)))
        for one in shown
    ]
    ends = ", ".join(f"{one.name} {one.losses[-1]:.2g}" for one in shown)
    spoken = f"Training loss by step from three starts; at the end {ends}"
    rows = tuple(
        (str(place), *(f"{one.losses[at]:.3g}" for one in shown))
        for at, place in list(enumerate(shown[0].places))[::6]
    )
    header = ("step", *(one.name for one in shown))
    plot = courses("training loss", "step", lines, spoken)
    yield Figure(f"{prefix}training", (plot,), said, header, rows, printed[0].span.start)
