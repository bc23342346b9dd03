"""A simulation report goes in; the table of ``initproofs simulate`` comes out: first the diagnosis,
then the numbers. Layers in the middle are folded away."""

from __future__ import annotations

import math
from itertools import groupby

from ..simulation import HEAVY, LayerReport, Moment, SimulationReport
from .style import Style, wrap

SHOWN = 7  # layers up to which none is folded away
FIRST = 3  # layers shown before the fold; two are shown after it
ASSUMED = "Input layer = 1, output gradient = 1 and independent of the network. Seed {}."
HEAD = "            second moment of activations      second moment of gradients"


def number(log: float | None) -> str:
    """Three digits of 10 to the ``log``, in whatever form is short."""
    if log is None:
        return "–"
    if log == -math.inf:
        return "0"
    if abs(log) > 300:
        return f"10^{log:.1f}"
    return f"{float(f'{10**log:.3g}'):.3g}"


def width(moment: Moment) -> str:
    """Half the interval in per cent; past 100 % there is nothing to say."""
    if not moment.lives:
        return ""
    return f"± {100 * moment.half_width:>3.0f} %" if moment.half_width <= 1 else "no mean"


def as_simulation(report: SimulationReport, style: Style, everything: bool = False) -> str:
    """The diagnosis, the table, and how to read it."""
    theory = "theory" if report.theory == "exact" else "limit "
    shares = share_columns(report)
    names = "".join(f"{name:>12}" for name, _ in shares)
    lines = [
        *report.diagnosis, "", *described(report, style), "",
        HEAD,
        f" layer      {theory}     measured               {theory}     measured        {names}",
        *rows(report, everything),
        "",
        ASSUMED.format(report.request.seed),
        *checked(report),
        *(line for note in report.notes for line in wrap(note, style.width)),
    ]  # fmt: skip
    return "\n".join(line.rstrip() for line in lines) + "\n"


def described(report: SimulationReport, style: Style) -> list[str]:
    """What was drawn, in one sentence."""
    asked = report.request
    parts = []
    for units, run in groupby(asked.widths):
        count = len(list(run))
        parts.append(str(units) if count == 1 else f"{count} layers of {units}")
    law = "N" if asked.law == "normal" else asked.law
    words = (
        f"{asked.samples} networks, widths {', '.join(parts)}; "
        f"weights {law}(0, {report.variance}), no bias"
    )
    return wrap(words, style.width)


def share_columns(report: SimulationReport) -> list[tuple[str, str]]:
    """The shares that mean something for this activation: (heading, field)."""
    found = []
    if report.request.activation == "relu":
        found.append(("zeros", "zeros"))
    if any(layer.saturated is not None for layer in report.layers):
        found.append(("saturated", "saturated"))
    if any(layer.dead for layer in report.layers):
        found.append(("dead", "dead"))
    return found


def rows(report: SimulationReport, everything: bool) -> list[str]:
    """The layers, those in the middle folded away."""
    hidden, last = list(enumerate(report.layers[:-1], 1)), report.layers[-1]
    shares = share_columns(report)
    lines = [row(f"{place:>6}", layer, shares) for place, layer in hidden]
    if len(hidden) > SHOWN and not everything:
        folded = [layer for _, layer in hidden[FIRST:-1]]
        lines[FIRST:-1] = [f"   ...      {len(folded)} more layers{agreement(folded)}"]
    return [*lines, row("output", last, [])]


def row(name: str, layer: LayerReport, shares: list[tuple[str, str]]) -> str:
    cells = []
    for moment in (layer.activations, layer.gradients):
        cells.append(f"{number(moment.theory):<10} {number(moment.measured):<8} {width(moment):<8}")
    parts = []
    for _, field in shares:
        share = getattr(layer, field)
        parts.append(f"{100 * share:>10.1f} %" if share is not None else " " * 12)
    return f"{name}      {cells[0]}       {cells[1]}    {''.join(parts)}"


def agreement(layers: list[LayerReport]) -> str:
    """In how many of the folded intervals theory lies."""
    moments = [m for layer in layers for m in (layer.activations, layer.gradients)]
    known = [
        moment for moment in moments if moment.theory is not None and moment.half_width <= HEAVY
    ]
    inside = sum(moment.inside for moment in known)
    if not known:
        return ""
    share = "all" if inside == len(known) else f"{inside} of"
    return f", theory inside {share} {len(known)} intervals"


def checked(report: SimulationReport) -> list[str]:
    """How the exact tests of every layer's own gain came out."""
    if not report.checks:
        return []
    rate = report.checks[0].evidence.wrongly_refuted
    lines = [f"Gain of every layer over its own theory, an exact test with error rates {rate:g}:"]
    for check in report.checks:
        seen = check.evidence
        said = {
            "confirmed": f"confirmed within {100 * seen.margin:g} %",
            "refuted": "refuted",
        }.get(check.outcome, f"inconclusive; {100 * seen.detectable:.2g} % off would have shown")
        lines.append(f"  {check.name:<9} {seen.estimate:.4f}  {said}")
    return lines
