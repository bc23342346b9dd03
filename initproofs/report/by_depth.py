"""A report goes in; what becomes of a signal and its gradient by depth comes out, theory beside
measurement: for the schemes a note names, and for what a page of derivations has simulated."""

from __future__ import annotations

import math
import re

from ..library import page_of
from ..library.simulations import Experiment, NotAnExperiment, experiments
from ..nouns import Report
from ..simulate import simulate
from ..simulation import LayerReport, Moment, SimulationReport, SimulationRequest
from .drawing import Curve, curves
from .figure import Figure, Figures, first, prose

WIDTH, DEPTH, ENSEMBLE = 100, 12, 100
ABOUT_SCALES = frozenset(["initializer", "moments"])
SPEAKS_OF_DEPTH = re.compile(r"\b(?:vanish|explod|shrink|blow(?:s|ing)? up|die out)", re.IGNORECASE)
# How notes name the schemes, and the name here.
SCHEMES = {
    "he": re.compile(r"\bKaiming\b|\bHe(?:['’]s|[- ](?:init|normal|uniform|et al|weights))"),
    "glorot": re.compile(r"\bGlorot\b|\bXavier\b"),
    "lecun": re.compile(r"\bLe[Cc]un\b"),
}
TITLES = {"he": "He", "glorot": "Glorot", "lecun": "LeCun"}
# Where no scheme is named: what keeps a signal and what does not, by the variance of a weight.
PLAINLY = {"relu": (("he", "2/n"), ("lecun", "1/n")), "identity": (("lecun", "1/n"), ("he", "2/n"))}
SHOWN = {"relu": "ReLU", "identity": "linear"}


def simulations(report: Report, prefix: str) -> Figures:
    """What a page of derivations has simulated, by depth."""
    for number, one in enumerate(_experiments(report), 1):
        network = one.network
        start = network.initialiser
        request = SimulationRequest(
            network.widths, network.activation, start.scheme, start.law, samples=ENSEMBLE
        )
        said = (
            f"Networks with these widths and weights, {ENSEMBLE} of them: points are means with"
            " their 95 % intervals, the line is theory. The picture decides nothing: the claim"
            " above is tested layer by layer."
        )
        name, after = f"{prefix}simulation{number}", one.span.end - 1
        title = TITLES.get(start.scheme, start.scheme)
        yield _by_depth(name, {title: simulate(request)}, network.activation, said, after)


def _experiments(report: Report) -> list[Experiment]:
    page = page_of(report.document)
    try:
        return experiments(page, page.sections["Simulation"])
    except (KeyError, NotAnExperiment):
        return []


def depth(report: Report, prefix: str) -> Figures:
    """Signal and gradient by depth for the schemes that the note names, if it claims something of
    them, or says of a signal that it vanishes or explodes."""
    text = prose(report)
    named = [(scheme, TITLES[scheme]) for scheme, sign in SCHEMES.items() if sign.search(text)]
    activation = _activation(text)
    kinds = [claim for claim, _ in report.findings if claim.kind in ABOUT_SCALES]
    spoken = first(report, SPEAKS_OF_DEPTH)
    if _experiments(report) or not (kinds or spoken):
        return
    if not (named and activation and kinds):
        if spoken is None:
            return
        activation = activation if activation in PLAINLY else "identity"
        named = list(PLAINLY[activation])
    about = spoken or kinds[0]
    widths = (WIDTH,) * (DEPTH + 2)
    runs = {
        title: simulate(SimulationRequest(widths, activation, scheme, samples=ENSEMBLE))
        for scheme, title in named
    }
    said = (
        f"Measured by initproofs, for orientation: {ENSEMBLE} networks of width {WIDTH} without"
        " biases, inputs of mean square 1, seed 1. Points are means with their 95 % intervals"
        f"{', lines are theory' if _has_theory(runs) else ''}. The picture decides no claim."
    )
    yield _by_depth(f"{prefix}depth", runs, activation, said, about.span.start)


def _activation(text: str) -> str:
    """The activation that a note speaks of, ReLU before tanh."""
    found = re.search(r"\bReLU\b", text, re.IGNORECASE)
    return "relu" if found else "tanh" if "tanh" in text.lower() else ""


def _has_theory(runs: dict[str, SimulationReport]) -> bool:
    return any(run.layers[0].activations.theory is not None for run in runs.values())


def _by_depth(
    anchor: str, runs: dict[str, SimulationReport], activation: str, caption: str, after: int
) -> Figure:
    """The mean squares of activations and gradients by layer, side by side, output left out."""
    there = [_curve(name, [k.activations for k in _hidden(run)]) for name, run in runs.items()]
    back = [_curve(name, [k.gradients for k in _hidden(run)]) for name, run in runs.items()]
    shown, names = SHOWN.get(activation, activation), " and ".join(runs)
    plots = tuple(
        curves(f"mean square of the {what}, {shown}", "layer", lines, _spoken(what, names, lines))
        for what, lines in (("activations", there), ("gradients", back))
    )
    header = ("layer", *runs, *(f"{name}, gradient" for name in runs))
    rows = [
        (str(place + 1), *(f"{10 ** line.measured[place]:.3g}" for line in (*there, *back)))
        for place in range(len(there[0].measured))
    ]
    return Figure(anchor, plots, caption, header, tuple(rows), after)


def _hidden(run: SimulationReport) -> list[LayerReport]:
    return [layer for layer in run.layers[:-1] if layer.activations.lives and layer.gradients.lives]


def _spoken(what: str, names: str, lines: list[Curve]) -> str:
    said = [
        f"{one.name} from {10 ** one.measured[0]:.2g} to {10 ** one.measured[-1]:.2g}"
        for one in lines
    ]
    return f"Mean square of the {what} by layer for {names} weights: {', '.join(said)}"


def _curve(name: str, moments: list[Moment]) -> Curve:
    theory = [moment.theory for moment in moments]
    wide = [min(moment.half_width, 0.9) for moment in moments]
    return Curve(
        name,
        tuple(value for value in theory if value is not None) if None not in theory else (),
        tuple(moment.measured for moment in moments),
        tuple(m.measured + math.log10(1 - w) for m, w in zip(moments, wide, strict=True)),
        tuple(m.measured + math.log10(1 + w) for m, w in zip(moments, wide, strict=True)),
    )
