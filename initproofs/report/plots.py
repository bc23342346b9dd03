"""A report goes in; the figures that its claims call for come out, each with its numbers.

Most notes call for none. A picture never decides anything, and says so: what decided a claim stands
in its panel.
"""

from __future__ import annotations

from collections.abc import Callable

from ..arithmetic.enclosure import Real
from ..claims.matrices import Said
from ..nouns import Report
from .by_depth import depth, simulations
from .drawing import heat
from .exhibits import gradients, saturated, trained
from .figure import Figure, Figures

MOST = 6  # figures of one note
HUGE = 1e12  # numbers that no square has room for
LARGEST = 12  # rows and columns of a matrix that is drawn


def figures(report: Report, prefix: str) -> list[Figure]:
    """At most a few, in the order of what they illustrate."""
    found = (figure for finder in FINDERS for figure in finder(report, prefix))
    chosen = [figure for figure, _ in zip(found, range(MOST), strict=False)]
    return sorted(chosen, key=lambda figure: figure.after)


def _columns(report: Report, prefix: str) -> Figures:
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
        plot, anchor = heat(f"its {said.parts}", rows, spoken), f"matrix{len(drawn)}"
        yield Figure(f"{prefix}{anchor}", (plot,), caption, header, tuple(body), claim.span.start)


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


FINDERS: tuple[Callable[[Report, str], Figures], ...] = (
    simulations,
    depth,
    gradients,
    saturated,
    trained,
    _columns,
)
